/* SPDX-License-Identifier: MIT */
#include "plan/sheet.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "base/text.h"
#include "plan/docx.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum err sheet_wrong(const struct sheet *sheet, const struct plan_csv_place *place,
		     struct err_info *info, const char *format, ...)
{
	const struct plan_csv plan = {.name = sheet->name, .memory = sheet->memory};
	char what[512];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	return err_set(info, ERR_INPUT, "%s: %s", plan_csv_where(&plan, place), what);
}

void sheet_row_begin(struct sheet *sheet, int table)
{
	sheet->row = (struct sheet_row){.cells = sheet->cells, .table = table};
}

static bool is_space(const char *at, size_t *len)
{
	*len = strncmp(at, "\xc2\xa0", 2) == 0 ? 2 : 1;
	return *len == 2 || strchr(" \t\r\n", *at) != NULL;
}

/* Without white space at both ends; inside a cell it is kept to the letter. */
static const char *trim(struct arena *memory, const char *text)
{
	size_t len, end, last;

	while (*text != '\0' && is_space(text, &len))
		text += len;
	for (last = end = 0; text[end] != '\0'; end += len)
		if (!is_space(text + end, &len))
			last = end + 1;
	return arena_copy_bytes(memory, text, last);
}

enum err sheet_row_add(struct sheet *sheet, const char *text,
		       const struct plan_csv_place *at, int columns, bool above,
		       struct err_info *info)
{
	struct sheet_row *row = &sheet->row;
	struct sheet_cell *cell = &sheet->cells[row->count];

	if (row->count == SHEET_CELLS_MOST || columns > SHEET_CELLS_MOST - row->columns)
		return sheet_wrong(sheet, at, info, _("More than %d columns."),
				   SHEET_CELLS_MOST);
	if (csv_runs_formula(text))
		return sheet_wrong(sheet, at, info,
				   _("\"%.40s\" is a formula: write its text, or an "
				     "apostrophe before it."),
				   text);
	*cell = (struct sheet_cell){.at = *at,
				    .column = row->columns,
				    .columns = columns,
				    .above = above};
	cell->text = *text ? trim(sheet->memory, csv_cell_text(text)) : "";
	row->columns += columns;
	row->count++;
	return ERR_OK;
}

enum err sheet_row_end(struct sheet *sheet, struct err_info *info)
{
	struct sheet_row *row = &sheet->row;
	size_t size = (size_t)row->count * sizeof(*row->cells);
	bool blank = true;

	for (int i = 0; i < row->count; i++)
		blank = blank && !*row->cells[i].text && !row->cells[i].above;
	if (blank)
		return ERR_OK;
	if (sheet->count == SHEET_ROWS_MOST)
		return sheet_wrong(sheet, &row->cells[0].at, info,
				   _("More than %d rows in one plan."), SHEET_ROWS_MOST);
	if (sheet->count == sheet->room) {
		sheet->room = sheet->room ? sheet->room * 2 : 256;
		sheet->rows = mem_grow(sheet->rows, (size_t)sheet->room,
				       sizeof(*sheet->rows));
	}
	row->cells = memcpy(arena_alloc(sheet->memory, size), row->cells, size);
	sheet->rows[sheet->count++] = *row;
	return ERR_OK;
}

static enum err read_csv(struct sheet *sheet, const char *bytes, size_t len,
			 struct err_info *info)
{
	struct csv csv;
	bool more = true;
	enum err code = csv_open_rows(&csv, sheet->name, bytes, len, info);

	while (code == ERR_OK && more) {
		int count;

		code = csv_next_row(&csv, &count, &more, info);
		sheet_row_begin(sheet, 1);
		for (int i = 0; i < count && code == ERR_OK; i++) {
			const struct csv_cell *cell = &csv.cells[i];
			struct plan_csv_place at = {.line = cell->line,
						    .column = cell->column};

			code = sheet_row_add(sheet, cell->text, &at, 1, false, info);
		}
		if (code == ERR_OK)
			code = sheet_row_end(sheet, info);
	}
	csv_close(&csv);
	return code;
}

/* Files that offices have and that are taken for tables. */
static enum err refuse_others(const struct sheet *sheet, const char *bytes, size_t len,
			      struct err_info *info)
{
	static const struct {
		const char *begin;
		const char *what;
	} others[] = {
	    {"%PDF", N_("a PDF: open the document that it was made from")},
	    {"\xd0\xcf\x11\xe0", N_("an old or locked Word or Excel file: save it as "
				    ".docx without a password, or as CSV")},
	    {"{\\rtf", N_("a file in RTF: save it as .docx")},
	    {"<html", N_("a web page: save it as .docx or CSV")},
	    {"<!DOCTYPE", N_("a web page: save it as .docx or CSV")},
	    {"<?xml", N_("an XML file: save it as .docx or CSV")},
	    {"Rar!", N_("a packed file: unpack it")},
	    {"7z\xbc\xaf", N_("a packed file: unpack it")},
	    {"\x1f\x8b", N_("a packed file: unpack it")},
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		size_t want = strlen(others[i].begin);

		if (len >= want && memcmp(bytes, others[i].begin, want) == 0)
			return err_set(info, ERR_INPUT, _("%s: this is %s."),
				       sheet->name, _(others[i].what));
	}
	return ERR_OK;
}

bool sheet_is_zip(const char *bytes, size_t len)
{
	return len >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 ||
			    memcmp(bytes, "PK\5\6", 4) == 0);
}

enum err sheet_read(struct sheet *sheet, const char *name, const char *bytes, size_t len,
		    struct err_info *info)
{
	enum err code;

	*sheet = (struct sheet){.name = name, .memory = arena_new()};
	sheet->word = sheet_is_zip(bytes, len);
	if (sheet->word)
		return docx_read(sheet, bytes, len, info);
	code = refuse_others(sheet, bytes, len, info);
	return code == ERR_OK ? read_csv(sheet, bytes, len, info) : code;
}

void sheet_free(struct sheet *sheet)
{
	arena_free(sheet->memory);
	free(sheet->rows);
	*sheet = (struct sheet){0};
}
