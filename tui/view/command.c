/* SPDX-License-Identifier: MIT */
/* See command.h. */
#include "view/command.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/request.h"
#include "feedback/feedback.h"
#include "input/key.h"
#include "view/goto.h"
#include "view/record.h"
#include "widget/choices.h"
#include "widget/history.h"
#include "widget/line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What outlives the line: the history, and whether its loss has been told. */
struct commands {
	struct history history;
	char *path; /* NULL: there is no home to keep it in */
	bool told;
};

struct command {
	struct view view;
	struct view *base;
	struct field field;
	struct choices choices;
	char *asked; /* what the server is completing, or NULL */
	enum { COMMAND_TYPING, COMMAND_COMPLETING, COMMAND_RUNNING } stage;
};

enum { CTRL_C = 3, CTRL_G = 7, CTRL_N = 14, CTRL_P = 16 };

static struct commands *commands_of(struct app *app)
{
	const char *home = getenv("HOME");

	if (app->commands == NULL) {
		app->commands = mem_new(1, sizeof(*app->commands));
		if (home != NULL && home[0] == '/') {
			app->commands->path = history_path(home);
			history_load(&app->commands->history, app->commands->path);
		}
	}
	return app->commands;
}

/* A history that cannot be kept harms nothing: that is said once, after what the
 * line itself led to. */
static void keep_history(struct app *app)
{
	struct commands *commands = commands_of(app);

	if (commands->path == NULL || history_save(&commands->history, commands->path) ||
	    commands->told)
		return;
	commands->told = true;
	app_say(app, THEME_TEXT, _("What you type here will not be remembered next time: %s: %s"),
		commands->path, strerror(errno));
}

/* Actions. */

static bool in_reach(enum context here, enum context wanted)
{
	for (; here != CONTEXT_NONE; here = context_fallback(here))
		if (here == wanted)
			return true;
	return false;
}

/* The action of this name or label; one that works in the view below comes first. */
static enum action find_action(const struct command *self, const char *typed)
{
	struct arena *arena = arena_new();
	const char *folded = text_fold(arena, typed);
	enum action found = ACTION_NONE;

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		bool near = in_reach(self->base->ops->context, info->context);

		if (strcmp(folded, info->name) != 0 &&
		    strcmp(folded, text_fold(arena, _(info->label))) != 0)
			continue;
		if (found == ACTION_NONE || near)
			found = (enum action)i;
		if (near)
			break;
	}
	arena_free(arena);
	return found;
}

static void offer_actions(struct command *self, const char *words)
{
	struct arena *arena = arena_new();

	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		const char *label = text_fold(arena, _(info->label));
		struct choice one = {_(info->label), _(info->help), GOTO_ACTION, 0, 0, 0};

		if (!in_reach(self->base->ops->context, info->context))
			continue;
		if (strncmp(label, words, strlen(words)) == 0) {
			choices_add(&self->choices, &one);
		} else if (strncmp(info->name, words, strlen(words)) == 0) {
			one.text = info->name;
			choices_add(&self->choices, &one);
		}
	}
	arena_free(arena);
}

/* Do the action in the view below; the line has gone, and `self` with it. */
static void run_action(struct command *self, enum action action)
{
	struct app *app = self->view.app;
	bool near = in_reach(self->base->ops->context, action_info(action)->context);

	app_pop(app);
	if (near)
		app_act(app, action);
	else
		app_say(app, THEME_ALERT, _("“%s” does nothing here: %s."),
			_(action_info(action)->label),
			context_title(action_info(action)->context));
	keep_history(app);
}

/* Codes. */

static void show_choice(struct command *self, const struct choice *one)
{
	if (one != NULL)
		field_set(&self->field, one->text);
}

static void run_choice(struct command *self, const struct choice *one)
{
	struct app *app = self->view.app;
	struct arena *arena = arena_new();
	struct choice copy = *one;

	copy.text = arena_copy(arena, one->text);
	copy.note = arena_copy(arena, one->note);
	app_pop(app);
	goto_choice(app, &copy);
	keep_history(app);
	arena_free(arena);
}

static void run_codes(struct command *self)
{
	const struct choice *one = choices_meant(&self->choices, self->asked);

	if (one != NULL)
		run_choice(self, one);
	else if (self->choices.count == 0)
		app_say(self->view.app, THEME_ALERT,
			_("There is no plan, task, unit, pane or command: %s"), self->asked);
	else
		app_say(self->view.app, THEME_TEXT, _("%d of these begin so; Tab chooses one."),
			self->choices.count);
}

static void ask_codes(struct command *self);

static void read_codes(struct command *self, const struct rows *rows)
{
	for (int i = 0; i < rows_count(rows); i++) {
		struct choice one = {
		    .text = rows_text(rows, i, "code"),
		    .note = rows_text(rows, i, "title"),
		    .kind = goto_kind_read(rows_text(rows, i, "kind")),
		    .plan = rows_int(rows, i, "plan_id"),
		    .node = rows_int(rows, i, "node_id"),
		    .unit = rows_int(rows, i, "unit_id"),
		};

		choices_add(&self->choices, &one);
	}
}

static void got_codes(void *data, const struct rows *rows, const struct err_info *why)
{
	struct command *self = data;
	bool run = self->stage == COMMAND_RUNNING;
	bool same = self->asked != NULL && strcmp(self->asked, field_text(&self->field)) == 0;

	self->stage = COMMAND_TYPING;
	if (why != NULL) {
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	} else if (run && !same) { /* Tab, then more, then Enter: the whole line was meant */
		self->stage = COMMAND_RUNNING;
		ask_codes(self);
	} else if (run) {
		choices_clear(&self->choices);
		read_codes(self, rows);
		run_codes(self); /* may free self */
	} else if (same) {
		read_codes(self, rows);
		show_choice(self, choices_turn(&self->choices, 1));
	}
}

static void ask_codes(struct command *self)
{
	const char *params[1];

	free(self->asked);
	self->asked = mem_copy(field_text(&self->field));
	params[0] = self->asked;
	request_read(self->view.app->conn, QUERY_COMPLETE, params, got_codes, self);
}

/* The line. */

static void complete(struct command *self, int direction)
{
	struct arena *arena;

	if (self->stage != COMMAND_TYPING)
		return;
	if (choices_now(&self->choices) == NULL) {
		arena = arena_new();
		choices_clear(&self->choices);
		offer_actions(self, text_fold(arena, field_text(&self->field)));
		arena_free(arena);
		self->stage = COMMAND_COMPLETING;
		ask_codes(self);
		return;
	}
	show_choice(self, choices_turn(&self->choices, direction));
}

static void find_record(struct command *self, const char *typed)
{
	struct app *app = self->view.app;
	char *code = mem_copy(typed);

	app_pop(app);
	record_find(app, code);
	free(code);
}

static void run(struct command *self)
{
	const struct choice *chosen = choices_now(&self->choices);
	const char *typed = field_text(&self->field);
	enum action action = find_action(self, typed);

	if (typed[strspn(typed, " ")] == '\0') {
		app_pop(self->view.app);
		return;
	}
	if (feedback_code_like(typed)) { /* of a citizen's record: not kept in the history */
		find_record(self, typed);
		return;
	}
	history_add(&commands_of(self->view.app)->history, typed);
	if (chosen != NULL && chosen->kind != GOTO_ACTION) {
		run_choice(self, chosen);
	} else if (action != ACTION_NONE) {
		run_action(self, action);
	} else {
		bool asked = self->stage == COMMAND_COMPLETING;

		self->stage = COMMAND_RUNNING;
		if (!asked) /* else Tab's answer says where to */
			ask_codes(self);
	}
}

static void recall(struct command *self, int direction)
{
	const char *line = history_walk(&commands_of(self->view.app)->history, direction,
					field_text(&self->field));

	choices_clear(&self->choices);
	if (line != NULL)
		field_set(&self->field, line);
}

static bool edit(struct command *self, uint32_t key)
{
	switch (key) {
	case KEY_RETURN:
		run(self);
		return true;
	case KEY_TAB:
		complete(self, 1);
		return true;
	case KEY_BACKTAB:
		complete(self, -1);
		return true;
	case KEY_ARROW_UP:
	case CTRL_P:
		recall(self, -1);
		return true;
	case KEY_ARROW_DOWN:
	case CTRL_N:
		recall(self, 1);
		return true;
	default:
		break;
	}
	if (key == KEY_RUBOUT && self->field.text.len == 0) {
		app_pop(self->view.app); /* back out of the line, as in vi */
		return true;
	}
	choices_clear(&self->choices);
	field_key(&self->field, key);
	return true;
}

static bool command_key(struct view *view, uint32_t key)
{
	struct command *self = (struct command *)view;

	if (key == KEY_ESC || key == CTRL_C || key == CTRL_G) {
		app_pop(view->app);
		return true;
	}
	/* Once Enter's answer is late, only Esc leaves the wait. */
	return self->stage == COMMAND_RUNNING || edit(self, key);
}

static void command_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct command *self = (struct command *)view;
	const struct choice *now = choices_now(&self->choices);
	const char *note = self->stage != COMMAND_TYPING ? "…" : "";

	(void)rows;
	if (now != NULL && self->choices.count > 1)
		note = arena_printf(paint->scratch, "%d/%d %s", self->choices.at + 1,
				    self->choices.count, now->note);
	else if (now != NULL)
		note = now->note;
	line_paint(&self->field, paint, first, ":", note);
}

/* Keys typed ahead of Enter's answer mean what it leads to. */
static bool command_waiting(const struct view *view)
{
	return ((const struct command *)view)->stage == COMMAND_RUNNING;
}

static void command_free(struct view *view)
{
	struct command *self = (struct command *)view;

	history_rest(&commands_of(view->app)->history);
	choices_free(&self->choices);
	field_free(&self->field);
	free(self->asked);
	free(self);
}

static const struct view_ops command_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = command_paint,
    .key = command_key,
    .waiting = command_waiting,
    .free = command_free,
};

void command_open(struct view *base)
{
	struct command *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&command_ops, base->app};
	self->base = base;
	choices_clear(&self->choices);
	app_push(base->app, &self->view);
}

void command_free_all(struct app *app)
{
	if (app->commands == NULL)
		return;
	history_free(&app->commands->history);
	free(app->commands->path);
	free(app->commands);
	app->commands = NULL;
}
