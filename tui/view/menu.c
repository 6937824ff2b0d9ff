/* SPDX-License-Identifier: MIT */
/* See menu.h. */
#include "view/menu.h"

#include "app.h"
#include "base/mem.h"
#include "base/text.h"
#include "widget/list.h"

#include <stdlib.h>

enum { NOTE_ROWS = 4, DIGITS = 9, NUMBER = 2, GAP = 2 };

struct menu {
	struct view view;
	struct arena *arena;
	const char *title;
	struct menu_item *items;
	struct list list;
	const struct menu_ops *ops;
	void *data;
};

static void choose(struct menu *self, int index)
{
	struct app *app = self->view.app;
	const struct menu_ops *ops = self->ops;
	void *data = self->data;

	if (index < 0 || index >= self->list.count)
		return;
	self->ops = NULL; /* the data outlive the menu */
	app_close(app, &self->view);
	ops->chosen(app, data, index);
	if (ops->free != NULL)
		ops->free(data);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct menu *self = data;
	const struct menu_item *one = &self->items[index];
	int at = LIST_MARGIN;

	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 index < DIGITS ? arena_printf(paint->scratch, "%d ", index + 1) : "  ");
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, one->text);
	if (*one->note != '\0') {
		at += paint_text(paint, row, at, GAP, THEME_TEXT, "  ");
		at += paint_text(paint, row, at, paint->columns, THEME_TEXT, one->note);
	}
	paint_blank(paint, row, at);
}

/* The note to be shown below, since its row has no room for it; or "". */
static const char *cut_note(const struct menu *self, const struct paint *paint)
{
	const struct menu_item *one = &self->items[self->list.focus];

	if (self->list.count == 0 ||
	    LIST_MARGIN + NUMBER + text_width(one->text) + GAP + text_width(one->note) <=
		paint->columns)
		return "";
	return one->note;
}

static void menu_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct menu *self = (struct menu *)view;
	const char *note;
	int row = first + rows - NOTE_ROWS;

	list_paint(&self->list, paint, first, rows - NOTE_ROWS, paint_line, self);
	note = text_show(paint->scratch, cut_note(self, paint));
	for (; row < first + rows; row++) {
		size_t skip = 0, len = text_wrap(note, paint->columns, &skip);

		paint_row(paint, row, THEME_HINT, arena_copy_bytes(paint->scratch, note, len));
		note += len + skip;
	}
}

static bool menu_act(struct view *view, enum action action)
{
	struct menu *self = (struct menu *)view;

	if (list_act(&self->list, action))
		return true;
	if (action == ACTION_OPEN)
		choose(self, self->list.focus);
	return action == ACTION_OPEN;
}

static bool menu_key(struct view *view, uint32_t key)
{
	if (key < '1' || key > '9')
		return false;
	choose((struct menu *)view, (int)(key - '1'));
	return true;
}

static void menu_title(struct view *view, struct str *out)
{
	str_add(out, ((struct menu *)view)->title);
}

static void menu_free(struct view *view)
{
	struct menu *self = (struct menu *)view;

	if (self->ops != NULL && self->ops->free != NULL)
		self->ops->free(self->data);
	arena_free(self->arena);
	free(self);
}

static struct list *menu_list(struct view *view)
{
	return &((struct menu *)view)->list;
}

static void menu_text(struct view *view, int row, struct str *out)
{
	const struct menu_item *one = &((struct menu *)view)->items[row];

	str_addf(out, "%s %s", one->text, one->note);
}

static const struct view_rows menu_rows = {.list = menu_list, .text = menu_text};

static const struct view_ops menu_view_ops = {
    .context = CONTEXT_LIST,
    .title = menu_title,
    .paint = menu_paint,
    .act = menu_act,
    .key = menu_key,
    .free = menu_free,
    .rows = &menu_rows,
};

void menu_open(struct app *app, const char *title, const struct menu_item *items, int count,
	       const struct menu_ops *ops, void *data)
{
	struct menu *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&menu_view_ops, app};
	self->arena = arena_new();
	self->title = arena_copy(self->arena, title);
	self->items = arena_alloc(self->arena, ((size_t)count + 1) * sizeof(*items));
	for (int i = 0; i < count; i++)
		self->items[i] = (struct menu_item){arena_copy(self->arena, items[i].text),
						    arena_copy(self->arena, items[i].note)};
	self->list.count = count;
	self->ops = ops;
	self->data = data;
	app_push(app, &self->view);
}
