/* SPDX-License-Identifier: MIT */
/* See ledger_show.h. */
#include "view/ledger_show.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "view/reader.h"

struct view *ledger_show_new(struct app *app, const struct ledger_kind *kind,
			     const struct ledger_row *row)
{
	struct view *view = reader_new(app, _(kind->title));
	struct arena *arena = arena_new();

	for (int i = 0; i < kind->field_count; i++)
		reader_add(view, _(kind->fields[i].label),
			   ledger_value(app, &kind->fields[i],
					ledger_cell(row, kind->fields[i].name), arena));
	/* A list without a form has its columns, also those that a narrow screen leaves
	 * out. */
	for (int i = 0; kind->field_count == 0 && i < kind->column_count; i++)
		reader_add(view, _(kind->columns[i].title),
			   kind->columns[i].cell != NULL
			       ? ledger_cell(row, kind->columns[i].cell)
			       : kind->columns[i].text(app, row, arena));
	if (kind->before != NULL)
		reader_add(view, "", kind->before(app, row, arena));
	arena_free(arena);
	return view;
}
