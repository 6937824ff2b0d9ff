/* SPDX-License-Identifier: MIT */
/* See help.h. */
#include "view/help.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "widget/list.h"

#include <stdlib.h>

struct help_line {
	enum context heading; /* CONTEXT_NONE: a line of an action */
	enum action action;
};

struct help {
	struct view view;
	struct help_line lines[ACTION_COUNT + 2 * CONTEXT_COUNT];
	struct list list;
};

enum { KEYS = 18 };

static void fill(struct help *self, enum context from)
{
	for (; from != CONTEXT_NONE; from = context_fallback(from)) {
		self->lines[self->list.count++] = (struct help_line){from, ACTION_NONE};
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			if (action_info((enum action)i)->context == from)
				self->lines[self->list.count++] =
				    (struct help_line){CONTEXT_NONE, (enum action)i};
	}
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct help *self = data;
	const struct help_line *line = &self->lines[index];
	struct str keys = STR_EMPTY;
	int at = LIST_MARGIN;

	if (line->heading != CONTEXT_NONE) {
		at += paint_text(paint, row, at, paint->columns, THEME_HEAD,
				 context_title(line->heading));
		paint_blank(paint, row, at);
		return;
	}
	keymap_show(self->view.app->keymap, line->action, 2, " ", &keys);
	at += paint_text(paint, row, at, KEYS, THEME_TEXT,
			 arena_printf(paint->scratch, "  %-*s", KEYS - 2, str_data(&keys)));
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 _(action_info(line->action)->help));
	paint_blank(paint, row, at);
	str_free(&keys);
}

static void help_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct help *self = (struct help *)view;

	list_paint(&self->list, paint, first, rows, paint_line, self);
}

static bool help_act(struct view *view, enum action action)
{
	struct help *self = (struct help *)view;
	struct app *app = view->app;
	enum action chosen;

	if (list_act(&self->list, action))
		return true;
	if (action == ACTION_HELP)
		return true;
	if (action != ACTION_OPEN)
		return false;
	chosen = self->lines[self->list.focus].action;
	if (chosen == ACTION_NONE)
		return true;
	app_pop(app); /* frees this view: nothing of it may be used below */
	if (chosen != ACTION_HELP && chosen != ACTION_BACK && chosen != ACTION_CLOSE)
		app_act(app, chosen);
	return true;
}

static void help_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("Help"));
}

static void help_free(struct view *view)
{
	free(view);
}

static const struct view_ops help_ops = {
    .context = CONTEXT_LIST,
    .title = help_title,
    .paint = help_paint,
    .act = help_act,
    .free = help_free,
};

struct view *help_new(struct app *app, enum context from)
{
	struct help *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&help_ops, app};
	fill(self, from);
	list_focus(&self->list, 1);
	return &self->view;
}
