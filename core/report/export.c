/* SPDX-License-Identifier: MIT */
/* See export.h. */
#include "report/export.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2 }; /* columns between two columns of text */

struct export {
	enum export_format format;
	const struct export_column *columns;
	int count;
	struct arena *memory;
	const char **cells;
	int cell_count, room;
};

struct export *export_new(enum export_format format, const struct export_column *columns, int count)
{
	struct export *export = mem_new(1, sizeof(*export));

	export->format = format;
	export->columns = columns;
	export->count = count;
	export->memory = arena_new();
	return export;
}

void export_free(struct export *export)
{
	arena_free(export->memory);
	free(export->cells);
	free(export);
}

static void add(struct export *export, const char *text)
{
	if (export->cell_count == export->room) {
		export->room = export->room > 0 ? export->room * 2 : 64;
		export->cells = mem_grow(export->cells, (size_t)export->room, sizeof(*export->cells));
	}
	export->cells[export->cell_count++] = text;
}

void export_add(struct export *export, const char *text)
{
	char *copy = arena_copy(export->memory, text);

	/* On a screen or paper nothing may act; a program gets what was written. */
	add(export, export->format == EXPORT_TEXT ? text_show(export->memory, copy) : copy);
}

void export_add_number(struct export *export, int number)
{
	add(export, arena_printf(export->memory, "%d", number));
}

void export_add_csv(struct str *out, const char *text)
{
	csv_add_cell(out, text);
}

/* CSV and TSV. */

static void write_data(const struct export *export, struct str *out)
{
	char between = export->format == EXPORT_CSV ? ',' : '\t';

	for (int i = 0; i < export->count; i++)
		str_addf(out, "%s%c", export->columns[i].name, i + 1 < export->count ? between : '\n');
	for (int i = 0; i < export->cell_count; i++) {
		if (export->format == EXPORT_CSV)
			export_add_csv(out, export->cells[i]);
		else
			str_add_tsv(out, export->cells[i]);
		str_add_char(out, (i + 1) % export->count != 0 ? between : '\n');
	}
}

/* Text. */

static const char *title(const struct export *export, int column)
{
	return _(export->columns[column].title);
}

static int column_width(const struct export *export, int column)
{
	int widest = text_width(title(export, column));

	for (int i = column; i < export->cell_count; i += export->count) {
		int width = text_width(export->cells[i]);

		widest = width > widest ? width : widest;
	}
	return widest;
}

static void write_cell(const struct export *export, int column, const char *text, int width,
		       struct str *out)
{
	int pad = width - text_width(text);

	if (export->columns[column].number)
		str_addf(out, "%*s%s", pad, "", text);
	else
		str_addf(out, "%s%*s", text, pad, "");
	str_addf(out, "%*s", GAP, "");
}

static void end_line(struct str *out)
{
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		str_remove(out, out->len - 1, 1);
	str_add_char(out, '\n');
}

static void write_text(const struct export *export, struct str *out)
{
	int *widths = mem_new((size_t)export->count, sizeof(*widths));
	int rows = export->cell_count / export->count;

	for (int column = 0; column < export->count; column++)
		if (export->columns[column].title != NULL)
			widths[column] = column_width(export, column);
	for (int row = -1; row < rows; row++) {
		for (int column = 0; column < export->count; column++) {
			const char *text;

			if (export->columns[column].title == NULL)
				continue;
			text = row < 0 ? title(export, column)
				       : export->cells[row * export->count + column];
			write_cell(export, column, text, widths[column], out);
		}
		end_line(out);
	}
	free(widths);
}

void export_write(const struct export *export, struct str *out)
{
	if (export->format == EXPORT_TEXT)
		write_text(export, out);
	else
		write_data(export, out);
}
