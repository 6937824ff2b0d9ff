/* SPDX-License-Identifier: MIT */
/* See ledger.h. */
#include "feedback/ledger.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum { LONG = 60 }; /* columns beyond which a value is not told in a line */

int ledger_read(const struct rows *rows, const char *const *columns,
		struct arena *arena, struct ledger_row **out)
{
	int count = rows_count(rows);
	size_t width = 0;

	while (columns[width] != NULL)
		width++;
	*out = arena_alloc(arena, ((size_t)count + 1) * sizeof(**out));
	for (int i = 0; i < count; i++) {
		struct ledger_row *one = &(*out)[i];

		*one = (struct ledger_row){
		    rows_int(rows, i, "row_id"), (int)rows_int(rows, i, "version"),
		    rows_bool(rows, i, "mine"), columns,
		    arena_alloc(arena, (width + 1) * sizeof(*one->cells))};
		for (size_t column = 0; column < width; column++)
			one->cells[column] =
			    arena_copy(arena, rows_text(rows, i, columns[column]));
	}
	return count;
}

const char *ledger_cell(const struct ledger_row *row, const char *column)
{
	for (int i = 0; row->columns[i] != NULL; i++)
		if (strcmp(row->columns[i], column) == 0)
			return row->cells[i];
	return "";
}

int ledger_day(const struct ledger_row *row, const char *column)
{
	return date_read_iso(ledger_cell(row, column));
}

const char *ledger_span(const struct ledger_row *row, struct arena *arena)
{
	int first = ledger_day(row, "valid_from"), last = ledger_day(row, "valid_to");
	char since[DATE_TEXT], until[DATE_TEXT];

	if (first != DATE_NONE && last != DATE_NONE)
		return arena_printf(arena, "%s–%s", date_show(first, since),
				    date_show(last, until));
	if (first != DATE_NONE)
		return arena_printf(arena, _("from %s"), date_show(first, since));
	if (last != DATE_NONE)
		return arena_printf(arena, _("until %s"), date_show(last, until));
	return "";
}

void ledger_add_change(struct str *out, const char *label, const char *was,
		       const char *is)
{
	if (strcmp(was, is) == 0)
		return;
	if (out->len > 0)
		str_add(out, "; ");
	if (strchr(was, '\n') != NULL || strchr(is, '\n') != NULL ||
	    text_width(was) > LONG || text_width(is) > LONG)
		str_addf(out, _("%s changed"), label);
	else
		str_addf(out, "%s: %s → %s", label, *was != '\0' ? was : _("(none)"),
			 *is != '\0' ? is : _("(none)"));
}
