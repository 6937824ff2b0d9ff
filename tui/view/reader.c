/* SPDX-License-Identifier: MIT */
/* See reader.h. What it shows is copied: the list may be read anew below it. */
#include "view/reader.h"

#include "base/mem.h"
#include "widget/lines.h"

#include <stdlib.h>

enum { LABEL = 20 };

struct reader {
	struct view view;
	struct arena *arena;
	const char *title;
	struct lines lines;
};

void reader_add(struct view *view, const char *label, const char *text)
{
	struct reader *self = (struct reader *)view;

	if (*text != '\0')
		lines_add(&self->lines, arena_copy(self->arena, label), LABEL,
			  arena_copy(self->arena, text), 0);
}

static void reader_paint(struct view *view, struct paint *paint, int first, int rows)
{
	lines_paint(&((struct reader *)view)->lines, paint, first, rows);
}

static bool reader_act(struct view *view, enum action action)
{
	return list_act(&((struct reader *)view)->lines.list, action);
}

static void reader_title(struct view *view, struct str *out)
{
	str_add(out, ((struct reader *)view)->title);
}

static void reader_free(struct view *view)
{
	struct reader *self = (struct reader *)view;

	lines_free(&self->lines);
	arena_free(self->arena);
	free(self);
}

static struct list *reader_list(struct view *view)
{
	return &((struct reader *)view)->lines.list;
}

static void reader_text(struct view *view, int row, struct str *out)
{
	str_add(out, ((struct reader *)view)->lines.items[row].text);
}

static const struct view_rows reader_rows = {.list = reader_list, .text = reader_text};

static const struct view_ops reader_ops = {
    .context = CONTEXT_LIST,
    .title = reader_title,
    .paint = reader_paint,
    .act = reader_act,
    .free = reader_free,
    .rows = &reader_rows,
};

struct view *reader_new(struct app *app, const char *title)
{
	struct reader *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&reader_ops, app};
	self->arena = arena_new();
	self->title = arena_copy(self->arena, title);
	return &self->view;
}
