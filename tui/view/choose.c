/* SPDX-License-Identifier: MIT */
/* See choose.h. */
#include "view/choose.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "input/key.h"
#include "widget/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct chooser {
	struct view view;
	struct view *base;
	struct choose choose;
	char *label;
	struct field field;
	struct choices choices;
	bool exact; /* the first choice is the one that was typed */
	char *asked; /* what the server is asked about, or was last */
	enum { CHOOSER_TYPING, CHOOSER_COMPLETING, CHOOSER_RUNNING } stage;
};

enum { CTRL_C = 3, CTRL_G = 7 };

/* The line goes, then what was chosen is told: `took` may open another one. */
static void take(struct chooser *self, const struct choice *choice)
{
	struct app *app = self->view.app;
	struct choose choose = self->choose;
	struct view *base = self->base;
	struct arena *arena = arena_new();
	struct choice copy = *choice;

	copy.text = arena_copy(arena, choice->text);
	copy.note = arena_copy(arena, choice->note);
	self->choose.closed = NULL;
	app_pop(app);
	choose.took(base, choose.data, &copy);
	if (choose.closed != NULL)
		choose.closed(choose.data);
	arena_free(arena);
}

static void take_meant(struct chooser *self)
{
	struct app *app = self->view.app;
	const struct choice *one = self->exact ? &self->choices.items[0]
					       : choices_meant(&self->choices, self->asked);

	if (one != NULL)
		take(self, one);
	else if (self->choices.count == 0)
		app_say(app, THEME_ALERT, _("Nothing here is called: %s"), self->asked);
	else
		app_say(app, THEME_TEXT, _("%d may be meant; Tab chooses one."), self->choices.count);
}

static void show(struct chooser *self, const struct choice *choice)
{
	if (choice != NULL)
		field_set(&self->field, choice->text);
	else
		app_say(self->view.app, THEME_ALERT, _("Nothing here is called: %s"), self->asked);
}

static void fill(struct chooser *self, const struct rows *rows)
{
	struct arena *arena = arena_new();

	choices_clear(&self->choices);
	for (int i = 0; i < rows_count(rows); i++) {
		struct choice one = {.text = rows_text(rows, i, "code"),
				     .note = rows_text(rows, i, "title")};

		self->choose.read(rows, i, arena, &one);
		choices_add(&self->choices, &one);
	}
	self->exact = rows_count(rows) > 0 && rows_bool(rows, 0, "exact");
	arena_free(arena);
}

static void ask(struct chooser *self);

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct chooser *self = data;
	bool run = self->stage == CHOOSER_RUNNING;
	bool same = strcmp(self->asked, field_text(&self->field)) == 0;

	self->stage = CHOOSER_TYPING;
	if (why != NULL) {
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	} else if (!same) {
		if (run) { /* Tab, then more, then Enter: the whole line was meant */
			self->stage = CHOOSER_RUNNING;
			ask(self);
		}
	} else {
		fill(self, rows);
		if (run)
			take_meant(self); /* may free self */
		else
			show(self, choices_turn(&self->choices, 1));
	}
}

static void ask(struct chooser *self)
{
	char id[24];
	const char *params[2] = {id, NULL};

	snprintf(id, sizeof(id), "%lld", (long long)self->choose.id);
	free(self->asked);
	self->asked = mem_copy(field_text(&self->field));
	params[1] = self->asked;
	request_read(self->view.app->conn, self->choose.query, params, got, self);
}

static void turn(struct chooser *self, int direction)
{
	if (self->stage != CHOOSER_TYPING)
		return;
	if (choices_now(&self->choices) != NULL) {
		show(self, choices_turn(&self->choices, direction));
		return;
	}
	self->stage = CHOOSER_COMPLETING;
	ask(self);
}

static void run(struct chooser *self)
{
	const struct choice *now = choices_now(&self->choices);
	const char *typed = field_text(&self->field);
	bool asked = self->stage == CHOOSER_COMPLETING;

	if (now != NULL) {
		take(self, now);
	} else if (typed[strspn(typed, " ")] == '\0' && !asked) {
		app_pop(self->view.app);
	} else {
		self->stage = CHOOSER_RUNNING;
		if (!asked) /* else Tab's answer tells */
			ask(self);
	}
}

static bool chooser_key(struct view *view, uint32_t key)
{
	struct chooser *self = (struct chooser *)view;

	if (key == KEY_ESC || key == CTRL_C || key == CTRL_G) {
		app_pop(view->app);
		return true;
	}
	if (self->stage == CHOOSER_RUNNING) /* only Esc leaves the wait */
		return true;
	switch (key) {
	case KEY_RETURN:
		run(self);
		return true;
	case KEY_TAB:
	case KEY_ARROW_DOWN:
		turn(self, 1);
		return true;
	case KEY_BACKTAB:
	case KEY_ARROW_UP:
		turn(self, -1);
		return true;
	default:
		choices_clear(&self->choices);
		field_key(&self->field, key);
		return true;
	}
}

static void chooser_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct chooser *self = (struct chooser *)view;
	const struct choice *now = choices_now(&self->choices);
	const char *note = self->stage != CHOOSER_TYPING ? "…" : "";

	(void)rows;
	if (now != NULL && self->choices.count > 1)
		note = arena_printf(paint->scratch, "%d/%d %s", self->choices.at + 1,
				    self->choices.count, now->note);
	else if (now != NULL)
		note = now->note;
	line_paint(&self->field, paint, first, self->label, note);
}

/* Keys typed ahead of Enter's answer mean what it leads to; those ahead of Tab's, what it
 * puts there. */
static bool chooser_waiting(const struct view *view)
{
	return ((const struct chooser *)view)->stage != CHOOSER_TYPING;
}

static void chooser_free(struct view *view)
{
	struct chooser *self = (struct chooser *)view;

	if (self->choose.closed != NULL)
		self->choose.closed(self->choose.data);
	choices_free(&self->choices);
	field_free(&self->field);
	free(self->label);
	free(self->asked);
	free(self);
}

static const struct view_ops chooser_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = chooser_paint,
    .key = chooser_key,
    .waiting = chooser_waiting,
    .free = chooser_free,
};

void choose_open(struct view *base, const struct choose *choose)
{
	struct chooser *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&chooser_ops, base->app};
	self->base = base;
	self->choose = *choose;
	self->choose.label = NULL; /* the caller's */
	self->choose.text = NULL;
	self->label = mem_copy(choose->label);
	field_set(&self->field, choose->text != NULL ? choose->text : "");
	choices_clear(&self->choices);
	app_push(base->app, &self->view);
}
