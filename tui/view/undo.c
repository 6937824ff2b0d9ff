/* SPDX-License-Identifier: MIT */
/*
 * See undo.h. The line is there at once and takes no Enter before it says what
 * would be undone, so that what is typed ahead does nothing unseen.
 */
#include "view/undo.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/task.h"
#include "view/order.h"
#include "widget/prompt.h"

#include <stdlib.h>
#include <string.h>

struct undo {
	struct view view;
	struct prompt prompt;
	bool known; /* what would be undone */
};

static bool is_english(const struct app *app)
{
	return strcmp(app->conf->language, "en") == 0;
}

/* What is undone besides marks. */
static const struct {
	const char *what, *words;
} others[] = {
    {"noted", N_("the note")},
    {"proof_added", N_("the proof added")},
    {"proof_removed", N_("the proof removed")},
    {"answered", N_("the question answered")},
    {"linked", N_("the link made at")},
    {"unlinked", N_("the link taken out at")},
    {"extended", N_("the later date of")},
    {"event_entered", N_("the event of")},
    {"date_set", N_("the date set for")},
    {"event_changed", N_("the correction of the event of")},
    {"event_removed", N_("the taking out of the event of")},
    {"confirmed", N_("the confirmed reading of")},
    {"report_set", N_("the mark as a report of")},
    {"report_unset", N_("the mark as no report of")},
    {"handed_over", N_("the handing over of")},
    {"node_added", N_("the adding of")},
    {"node_edited", N_("the change of")},
    {"node_moved", N_("the move of")},
    {"node_split", N_("the split of")},
    {"node_withdrawn", N_("the withdrawal of")},
    {"plan_added", N_("the new plan")},
    {"plan_copied", N_("the copy")},
    {"plan_edited", N_("the change of the plan")},
    {"plan_issued", N_("the issue of")},
    {"plan_closed", N_("the closing of")},
    {"plan_withdrawn", N_("the withdrawal of the plan")},
    {"feedback_rule_added", N_("the new rule of routing")},
    {"feedback_rule_changed", N_("the change of the rule of routing")},
    {"feedback_clock_rule_added", N_("the new rule of the clock")},
    {"feedback_clock_rule_changed", N_("the change of the clock's rule")},
    {"feedback_setting_added", N_("the new way of working of")},
    {"feedback_setting_changed", N_("the change of the way of working of")},
    {"feedback_template_added", N_("the new wording")},
    {"feedback_template_changed", N_("the change of the wording")},
    {"feedback_form_added", N_("the new titles of")},
    {"feedback_form_changed", N_("the change of the titles of")},
};

/* "12 tasks (4.1 …): done → not done", or what else it was. */
static char *describe(const struct app *app, const struct rows *rows, const char *unit,
		      struct arena *arena)
{
	const char *step = rows_text(rows, 0, is_english(app) ? "action_name_en" : "action_name");
	const char *what = rows_text(rows, 0, "what");
	const char *from = rows_text(rows, 0, "from_state"), *to = rows_text(rows, 0, "to_state");
	int count = (int)rows_int(rows, 0, "count");
	struct str name = STR_EMPTY;
	char *out;

	if (*step != '\0')
		return arena_printf(arena, _("the step “%s” of %s"), step, rows_text(rows, 0, "first_path"));
	if (count > 1)
		str_addf(&name, _("%d tasks (%s …)"), count, rows_text(rows, 0, "first_path"));
	else
		str_addf(&name, "%s%s%s", rows_text(rows, 0, "first_path"), *unit != '\0' ? " " : "",
			 unit);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		if (strcmp(what, others[i].what) == 0) {
			out = arena_printf(arena, "%s %s", _(others[i].words), str_data(&name));
			str_free(&name);
			return out;
		}
	}
	/* Rows that stood differently have no one state before. */
	out = arena_printf(arena, "%s: %s%s%s", str_data(&name),
			   *from != '\0' ? task_state_title(task_state_read(from)) : "",
			   *from != '\0' ? " → " : "",
			   *to != '\0' ? task_state_title(task_state_read(to)) : _("as before"));
	str_free(&name);
	return out;
}

static void undone(void *data, struct app *app, struct view *view, const struct rows *rows,
		   const struct err_info *why)
{
	struct arena *arena;

	(void)data;
	(void)view;
	if (why != NULL) {
		app_say(app, THEME_ALERT, _("Not undone: %s"), why->text);
		return;
	}
	arena = arena_new();
	app_say(app, THEME_GOOD, _("Undone: %s"), describe(app, rows, "", arena));
	arena_free(arena);
}

/* Why nothing is undone; to be freed. */
static char *say_not(const struct rows *rows, const char *instead, const struct err_info *why)
{
	struct str text = STR_EMPTY;

	if (why != NULL)
		str_add(&text, why->text);
	else if (*instead != '\0')
		str_addf(&text, _("%s is not undone: %s"), rows_text(rows, 0, "first_path"), instead);
	else
		str_add(&text, _("There is nothing to undo"));
	return str_take(&text);
}

static void ask_with(struct undo *self, const char *question)
{
	prompt_free(&self->prompt);
	prompt_start(&self->prompt, question);
}

static void peeked(void *data, const struct rows *rows, const struct err_info *why)
{
	struct undo *self = data;
	struct app *app = self->view.app;
	const char *instead = why == NULL && rows_count(rows) > 0
				  ? rows_text(rows, 0, is_english(app) ? "instead_en" : "instead")
				  : "";
	struct arena *arena;

	if (why != NULL || rows_count(rows) == 0 || *instead != '\0') {
		char *text = say_not(rows, instead, why);

		app_pop(app); /* nobody can have put anything over the question */
		app_say(app, THEME_ALERT, "%s", text);
		free(text);
		return;
	}
	arena = arena_new();
	ask_with(self, arena_printf(arena, _("Undo %s (%s)? Enter yes, Esc no"),
				    describe(app, rows, rows_text(rows, 0, "first_unit"), arena),
				    rows_text(rows, 0, "at")));
	arena_free(arena);
	self->known = true;
}

static bool undo_key(struct view *view, uint32_t key)
{
	struct undo *self = (struct undo *)view;
	struct app *app = view->app;

	switch (prompt_key(&self->prompt, key)) {
	case PROMPT_LEFT:
		app_pop(app);
		return true;
	case PROMPT_DONE:
		if (!self->known)
			return true;
		app_pop(app);
		order_send(app, &(struct order){.query = QUERY_UNDO_LAST, .answered = undone});
		return true;
	default:
		return true;
	}
}

static void undo_paint(struct view *view, struct paint *paint, int first, int rows)
{
	(void)rows;
	prompt_paint(&((struct undo *)view)->prompt, paint, first);
}

static void undo_free(struct view *view)
{
	prompt_free(&((struct undo *)view)->prompt);
	free(view);
}

static const struct view_ops undo_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = undo_paint,
    .key = undo_key,
    .free = undo_free,
};

void undo_open(struct app *app)
{
	struct undo *self;

	if (order_any_sent(app)) {
		app_say(app, THEME_ALERT, _("The last change is still on its way."));
		return;
	}
	self = mem_new(1, sizeof(*self));
	self->view = (struct view){&undo_ops, app};
	ask_with(self, _("Undo:"));
	app_push(app, &self->view);
	request_read(app->conn, QUERY_UNDO_PEEK, NULL, peeked, self);
}

void undo_hint(const struct app *app, struct str *out)
{
	struct str key = STR_EMPTY;

	keymap_show(app->keymap, ACTION_UNDO, 1, " ", &key);
	if (key.len > 0)
		str_addf(out, "; %s %s", str_data(&key), _(action_info(ACTION_UNDO)->label));
	str_free(&key);
}
