/* SPDX-License-Identifier: MIT */
/* See paste.h. */
#include "view/paste.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "input/key.h"
#include "widget/field.h"

#include <stdlib.h>

enum { CTRL_C = 3, CTRL_D = 4, LINE_FEED = 10, MOST = 5000 };

struct paste {
	struct view view;
	struct view *below; /* the one that asked: it lives as long as this does */
	void (*took)(struct view *view, const char *lines);
	struct str lines;
	struct field field;
	int count;
};

static void end_line(struct paste *self)
{
	if (self->count == MOST)
		return;
	str_add(&self->lines, field_text(&self->field));
	str_add_char(&self->lines, '\n');
	self->count++;
	field_set(&self->field, "");
}

static void finish(struct paste *self)
{
	void (*took)(struct view *view, const char *lines) = self->took;
	struct view *below = self->below;
	char *lines;

	if (*field_text(&self->field) != '\0')
		end_line(self);
	lines = mem_copy(str_data(&self->lines));
	app_pop(self->view.app);
	took(below, lines);
	free(lines);
}

static bool paste_key(struct view *view, uint32_t key)
{
	struct paste *self = (struct paste *)view;

	if (key == CTRL_D)
		finish(self);
	else if (key == KEY_ESC || key == CTRL_C)
		app_pop(view->app);
	else if (key == KEY_RETURN || key == LINE_FEED)
		end_line(self);
	else
		field_key(&self->field, key);
	return true;
}

static void paste_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct paste *self = (struct paste *)view;
	const char *text =
	    arena_printf(paint->scratch, _("Paste one number a line (Ctrl-D ends, Esc leaves): %d"),
			 self->count);
	int at = paint_text(paint, first, 0, paint->columns, THEME_TITLE, text);

	(void)rows;
	at += paint_text(paint, first, at, 1, THEME_TEXT, " ");
	field_paint(&self->field, paint, first, at, paint->columns - at, true);
}

static void paste_free(struct view *view)
{
	struct paste *self = (struct paste *)view;

	str_free(&self->lines);
	field_free(&self->field);
	free(self);
}

static const struct view_ops paste_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .lines = true,
    .paint = paste_paint,
    .key = paste_key,
    .free = paste_free,
};

void paste_open(struct view *view, void (*took)(struct view *view, const char *lines))
{
	struct paste *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&paste_ops, view->app};
	self->below = view;
	self->took = took;
	field_set(&self->field, "");
	app_push(view->app, &self->view);
}
