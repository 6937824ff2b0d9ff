/* SPDX-License-Identifier: MIT */
/* See ledger_show.h. What it shows is copied: the list may be read anew below it. */
#include "view/ledger_show.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "widget/lines.h"

#include <stdlib.h>

enum { LABEL = 20 };

struct ledger_show {
	struct view view;
	const struct ledger_kind *kind;
	struct arena *arena;
	struct lines lines;
};

static void add(struct ledger_show *self, const char *label, const char *text)
{
	lines_add(&self->lines, label, LABEL, arena_copy(self->arena, text), 0);
}

static void compose(struct ledger_show *self, const struct ledger_row *row)
{
	const struct ledger_kind *kind = self->kind;
	const struct app *app = self->view.app;
	struct arena *arena = self->arena;

	for (int i = 0; i < kind->field_count; i++)
		add(self, _(kind->fields[i].label),
		    ledger_value(app, &kind->fields[i],
				 ledger_cell(row, kind->fields[i].name), arena));
	for (int i = 0; kind->field_count == 0 && i < kind->column_count; i++)
		add(self, _(kind->columns[i].title),
		    kind->columns[i].cell != NULL
			? ledger_cell(row, kind->columns[i].cell)
			: kind->columns[i].text(app, row, arena));
	if (kind->before != NULL && *kind->before(app, row, arena) != '\0')
		add(self, "", kind->before(app, row, arena));
}

static void show_paint(struct view *view, struct paint *paint, int first, int rows)
{
	lines_paint(&((struct ledger_show *)view)->lines, paint, first, rows);
}

static bool show_act(struct view *view, enum action action)
{
	return list_act(&((struct ledger_show *)view)->lines.list, action);
}

static void show_title(struct view *view, struct str *out)
{
	str_add(out, _(((struct ledger_show *)view)->kind->title));
}

static void show_free(struct view *view)
{
	struct ledger_show *self = (struct ledger_show *)view;

	lines_free(&self->lines);
	arena_free(self->arena);
	free(self);
}

static struct list *show_list(struct view *view)
{
	return &((struct ledger_show *)view)->lines.list;
}

static void show_text(struct view *view, int row, struct str *out)
{
	str_add(out, ((struct ledger_show *)view)->lines.items[row].text);
}

static const struct view_rows show_rows = {.list = show_list, .text = show_text};

static const struct view_ops show_ops = {
    .context = CONTEXT_LIST,
    .title = show_title,
    .paint = show_paint,
    .act = show_act,
    .free = show_free,
    .rows = &show_rows,
};

struct view *ledger_show_new(struct app *app, const struct ledger_kind *kind,
			     const struct ledger_row *row)
{
	struct ledger_show *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&show_ops, app};
	self->kind = kind;
	self->arena = arena_new();
	compose(self, row);
	return &self->view;
}
