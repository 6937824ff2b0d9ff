/* SPDX-License-Identifier: MIT */
/* See goto.h. */
#include "view/goto.h"

#include "app.h"
#include "view/late.h"
#include "view/plans.h"
#include "view/task.h"

#include <string.h>

enum goto_kind goto_kind_read(const char *word)
{
	static const struct {
		const char *word;
		enum goto_kind kind;
	} kinds[] = {{"plan", GOTO_PLAN}, {"section", GOTO_SECTION}, {"unit", GOTO_UNIT}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].word, word) == 0)
			return kinds[i].kind;
	return GOTO_TASK;
}

void goto_choice(struct app *app, const struct choice *choice)
{
	switch ((enum goto_kind)choice->kind) {
	case GOTO_PLAN:
		plans_go(app_show_first(app, PANE_PLANS), choice->plan, 0);
		break;
	case GOTO_SECTION:
		plans_go(app_show_first(app, PANE_PLANS), choice->plan, choice->node);
		break;
	case GOTO_TASK:
		app_push(app, task_new(app, choice->node, 0));
		break;
	case GOTO_UNIT:
		app_show_first(app, PANE_OVERDUE);
		app_push(app, late_new(app, choice->unit, choice->note, 0, app->conf->closed));
		break;
	default:
		break;
	}
}
