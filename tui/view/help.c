/* SPDX-License-Identifier: MIT */
/* See help.h. */
#include "view/help.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"
#include "widget/field.h"
#include "widget/list.h"

#include <stdlib.h>
#include <string.h>

struct help_line {
	enum context heading; /* CONTEXT_NONE: a line of an action */
	enum action action;
};

struct help {
	struct view view;
	/* Of the view below, which may have gone meanwhile. */
	enum context from;
	bool (*takes)(uint32_t key);
	bool offered[ACTION_COUNT];
	struct help_line lines[ACTION_COUNT + 2 * CONTEXT_COUNT];
	struct list list;
	struct field words; /* only lines that have all of these */
	bool narrowing;	    /* they are being typed */
};

enum { KEYS = 20 };

static bool has_all(const char *text, char *words)
{
	char *rest = NULL;

	for (char *one = strtok_r(words, " ", &rest); one != NULL; one = strtok_r(NULL, " ", &rest))
		if (strstr(text, one) == NULL)
			return false;
	return true;
}

static void show_keys(const struct help *self, enum action action, int most, struct str *out)
{
	keymap_show_here(self->view.app->keymap, self->from, self->takes, action, most, " ", out);
}

/* By what the line says, by its keys, and by its name in files of keys. */
static bool is_shown(const struct help *self, enum action action, struct arena *arena)
{
	const struct action_info *info = action_info(action);
	struct str text = STR_EMPTY;
	bool shown;

	show_keys(self, action, 3, &text);
	/* Where keys are text those that are left are all there are: no line is opened
	 * there to type an action's name. */
	if (!self->offered[action] || (self->takes != NULL && text.len == 0)) {
		str_free(&text);
		return false;
	}
	str_addf(&text, " %s %s %s", info->name, _(info->label), _(info->help));
	shown = has_all(text_fold(arena, str_data(&text)),
			text_fold(arena, field_text(&self->words)));
	str_free(&text);
	return shown;
}

static void fill(struct help *self)
{
	struct arena *arena = arena_new();
	enum context from = self->from;

	self->list.count = 0;
	for (; from != CONTEXT_NONE; from = context_fallback(from)) {
		int heading = self->list.count++;

		self->lines[heading] = (struct help_line){from, ACTION_NONE};
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			if (action_info((enum action)i)->context == from &&
			    is_shown(self, (enum action)i, arena))
				self->lines[self->list.count++] =
				    (struct help_line){CONTEXT_NONE, (enum action)i};
		if (self->list.count == heading + 1) /* nothing below it */
			self->list.count = heading;
	}
	arena_free(arena);
	list_focus(&self->list, 1);
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
	show_keys(self, line->action, 2, &keys);
	at += paint_text(paint, row, at, KEYS - 1, THEME_TEXT,
			 arena_printf(paint->scratch, "  %s", str_data(&keys)));
	for (; at < LIST_MARGIN + KEYS; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 _(action_info(line->action)->help));
	paint_blank(paint, row, at);
	str_free(&keys);
}

static void help_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct help *self = (struct help *)view;
	bool narrow = self->narrowing || field_text(&self->words)[0] != '\0';
	int at;

	list_paint(&self->list, paint, first + narrow, rows - narrow, paint_line, self);
	if (self->list.count == 0)
		paint_row(paint, first + 1 + narrow, THEME_TEXT, _("  No line has these words."));
	if (!narrow)
		return;
	at = paint_text(paint, first, 0, paint->columns, THEME_HEAD, _("Only with: "));
	field_paint(&self->words, paint, first, at, paint->columns - at, self->narrowing);
}

static bool help_key(struct view *view, uint32_t key)
{
	struct help *self = (struct help *)view;

	if (!self->narrowing || key == KEY_RETURN)
		return false;
	if (key == KEY_ESC) {
		self->narrowing = false;
		field_set(&self->words, "");
	} else if (!field_key(&self->words, key)) {
		return false; /* arrows and pages move the focus */
	}
	fill(self);
	return true;
}

/* Enter: as if its key had been pressed in the view below. */
static void run_line(struct help *self)
{
	struct app *app = self->view.app;
	enum action chosen = ACTION_NONE;

	if (self->list.count > 0)
		chosen = self->lines[self->list.focus].action;
	if (chosen == ACTION_NONE)
		return;
	app_pop(app); /* frees this view: nothing of it may be used below */
	if (chosen != ACTION_HELP && chosen != ACTION_BACK && chosen != ACTION_CLOSE)
		app_act(app, chosen);
}

static bool help_act(struct view *view, enum action action)
{
	struct help *self = (struct help *)view;

	if (list_act(&self->list, action))
		return true;
	switch (action) {
	case ACTION_HELP:
		return true;
	case ACTION_NARROW:
		self->narrowing = true;
		return true;
	case ACTION_OPEN:
		run_line(self);
		return true;
	default:
		return false;
	}
}

static void help_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("Help"));
}

static void help_free(struct view *view)
{
	field_free(&((struct help *)view)->words);
	free(view);
}

static const struct view_ops help_ops = {
    .context = CONTEXT_HELP,
    .title = help_title,
    .paint = help_paint,
    .act = help_act,
    .key = help_key,
    .free = help_free,
};

struct view *help_new(struct app *app, const struct view *from)
{
	struct help *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&help_ops, app};
	self->from = from->ops->context;
	self->takes = from->ops->takes;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		self->offered[i] = app_offers(app, from, (enum action)i);
	fill(self);
	return &self->view;
}
