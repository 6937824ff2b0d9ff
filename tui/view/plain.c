/* SPDX-License-Identifier: MIT */
/* See plain.h. */
#include "view/plain.h"

#include "base/mem.h"
#include "base/text.h"
#include "widget/list.h"

#include <stdlib.h>

struct plain {
	struct view view;
	char *text;
	/* The focus is the line at the top. */
	struct list list;
};

/* Write the lines from the one at the top on; returns how many there are. */
static int write_lines(const struct plain *self, struct paint *paint, int first, int rows)
{
	const char *text = self->text;
	int line = 0;

	for (; *text != '\0'; line++) {
		size_t skip = 0, len = text_wrap(text, paint->columns, &skip);
		int row = line - self->list.focus;

		if (row >= 0 && row < rows)
			paint_row(paint, first + row, THEME_TEXT,
				  arena_copy_bytes(paint->scratch, text, len));
		text += len + skip;
		if (len + skip == 0)
			break;
	}
	return line;
}

static void plain_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct plain *self = (struct plain *)view;
	int lines = write_lines(self, paint, first, 0);

	self->list.count = lines > rows ? lines - rows + 1 : 1;
	list_focus(&self->list, self->list.focus);
	self->list.page = rows;
	self->list.top = self->list.focus;
	write_lines(self, paint, first, rows);
	for (int i = lines - self->list.focus; i < rows; i++)
		paint_blank(paint, first + i, 0);
	paint_cursor(paint, first, 0);
}

static bool plain_act(struct view *view, enum action action)
{
	struct plain *self = (struct plain *)view;

	switch (action) {
	case ACTION_PAGE_DOWN:
		list_focus(&self->list, self->list.focus + self->list.page);
		return true;
	case ACTION_PAGE_UP:
		list_focus(&self->list, self->list.focus - self->list.page);
		return true;
	default:
		return list_act(&self->list, action) || action == ACTION_OPEN;
	}
}

static void plain_title(struct view *view, struct str *out)
{
	(void)view;
	(void)out;
}

static void plain_free(struct view *view)
{
	free(((struct plain *)view)->text);
	free(view);
}

static const struct view_ops plain_ops = {
    .context = CONTEXT_LIST,
    .bare = true,
    .title = plain_title,
    .paint = plain_paint,
    .act = plain_act,
    .free = plain_free,
};

struct view *plain_new(struct app *app, const char *text)
{
	struct plain *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&plain_ops, app};
	self->text = mem_copy(text);
	return &self->view;
}
