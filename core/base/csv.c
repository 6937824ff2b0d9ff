/* SPDX-License-Identifier: MIT */
/* The grammar of rows and cells; csv_cell.c has what a single cell may hold. */
#include "base/csv.h"

#include "base/encoding.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { GUESS_ROWS = 200 }; /* that the separator is guessed from */

enum err csv_wrong(const struct csv *csv, const struct csv_cell *cell,
		   struct err_info *info, const char *format, ...)
{
	char what[512];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	return err_set(info, ERR_INPUT, "%s:%d:%d: %s", csv->name, cell->line,
		       cell->column, what);
}

/* Where the reading stands. */
static struct csv_cell here(const struct csv *csv)
{
	return (struct csv_cell){.line = csv->line, .column = csv->column};
}

static char next_byte(struct csv *csv)
{
	char c = *csv->at++;

	if (c == '\n') {
		csv->line++;
		csv->column = 1;
	} else if (((unsigned char)c & 0xc0) != 0x80) {
		csv->column++;
	}
	return c;
}

/* At the end of a row: LF, CRLF or the end of the file. */
static bool at_row_end(const struct csv *csv)
{
	return csv->at == csv->end || *csv->at == '\n' ||
	       (*csv->at == '\r' && csv->at + 1 < csv->end && csv->at[1] == '\n');
}

static enum err add_byte(struct csv *csv, const struct csv_cell *cell, char c,
			 struct err_info *info)
{
	if (csv->cell.len >= CSV_CELL_MOST)
		return csv_wrong(csv, cell, info, _("The cell is longer than %d KiB."),
				 CSV_CELL_MOST / 1024);
	str_add_char(&csv->cell, c);
	return ERR_OK;
}

static enum err read_quoted(struct csv *csv, const struct csv_cell *cell,
			    struct err_info *info)
{
	enum err code = ERR_OK;

	next_byte(csv);
	while (code == ERR_OK) {
		char c;

		if (csv->at == csv->end)
			return csv_wrong(
			    csv, cell, info,
			    _("The quote that opens here is never closed."));
		c = next_byte(csv);
		if (c == '"') {
			if (csv->at == csv->end || *csv->at != '"')
				break;
			next_byte(csv);
		} else if (c == '\r' && csv->at < csv->end && *csv->at == '\n') {
			continue; /* a line feed inside a cell is one line feed */
		}
		code = add_byte(csv, cell, c, info);
	}
	if (code == ERR_OK && !at_row_end(csv) && *csv->at != csv->separator) {
		struct csv_cell after = here(csv);

		return csv_wrong(
		    csv, &after, info,
		    _("After a closing quote only the sign between two cells "
		      "or the end of the line can stand."));
	}
	return code;
}

static enum err read_cell(struct csv *csv, struct csv_cell *cell, struct err_info *info)
{
	enum err code = ERR_OK;

	*cell = here(csv);
	str_clear(&csv->cell);
	if (csv->at < csv->end && *csv->at == '"')
		code = read_quoted(csv, cell, info);
	while (code == ERR_OK && !at_row_end(csv) && *csv->at != csv->separator) {
		struct csv_cell quote = here(csv);
		char c = next_byte(csv);

		if (c == '"')
			return csv_wrong(
			    csv, &quote, info,
			    _("A quote inside a cell: put the whole cell in "
			      "quotes and double this one."));
		code = add_byte(csv, cell, c, info);
	}
	if (code == ERR_OK)
		cell->text = text_nfc(csv->memory, str_data(&csv->cell));
	return code;
}

/* One row of any width; *count is 0 for an empty line. */
static enum err read_row(struct csv *csv, int *count, struct err_info *info)
{
	enum err code = ERR_OK;

	for (*count = 0;; next_byte(csv)) {
		if (*count == CSV_CELLS_MOST) {
			struct csv_cell cell = here(csv);

			return csv_wrong(csv, &cell, info, _("More than %d columns."),
					 CSV_CELLS_MOST);
		}
		code = read_cell(csv, &csv->cells[(*count)++], info);
		if (code != ERR_OK || at_row_end(csv))
			break;
	}
	if (code != ERR_OK)
		return code;
	while (csv->at < csv->end && next_byte(csv) != '\n')
		;
	if (*count == 1 && !*csv->cells[0].text)
		*count = 0;
	return ERR_OK;
}

enum err csv_take_head(struct csv *csv, int count, struct err_info *info)
{
	csv->width = count;
	memcpy(csv->head, csv->cells, sizeof(csv->head));
	for (int i = 0; i < csv->width; i++) {
		const struct csv_cell *cell = &csv->head[i];

		if (!*cell->text)
			return csv_wrong(csv, cell, info, _("The column has no name."));
		if (csv_column(csv, cell->text) != i)
			return csv_wrong(csv, cell, info,
					 _("The column \"%s\" stands twice."),
					 cell->text);
	}
	return ERR_OK;
}

static enum err read_head(struct csv *csv, struct err_info *info)
{
	struct csv_cell start = here(csv);
	int count = 0;
	enum err code = read_row(csv, &count, info);

	if (code != ERR_OK)
		return code;
	if (count == 0)
		return csv_wrong(csv, &start, info,
				 _("The first line has to name the columns."));
	return csv_take_head(csv, count, info);
}

/* How far the rows agree on this separator: rows that have as many of it as the
 * first one that has any. Quoted text is passed over. */
static int agreement(const struct csv *csv, char separator)
{
	int rows = 0, want = 0, agreed = 0, count = 0;
	bool quoted = false;

	for (const char *at = csv->at; at < csv->end && rows < GUESS_ROWS; at++) {
		if (*at == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		count += *at == separator;
		if (*at != '\n' && at + 1 < csv->end)
			continue;
		want = want ? want : count;
		agreed += count > 0 && count == want;
		count = 0;
		rows++;
	}
	return agreed;
}

static char guess_separator(const struct csv *csv)
{
	static const char separators[] = {',', ';', '\t'};
	char best = ',';
	int most = 0;

	for (size_t i = 0; i < sizeof(separators); i++) {
		int agreed = agreement(csv, separators[i]);

		if (agreed > most) {
			most = agreed;
			best = separators[i];
		}
	}
	return best;
}

enum err csv_open_rows(struct csv *csv, const char *name, const char *bytes, size_t len,
		       struct err_info *info)
{
	bool nul, valid;
	size_t bad;

	*csv = (struct csv){.name = name, .memory = arena_new()};
	valid = encoding_read(bytes, len, &csv->bytes, &bad, &nul);
	csv->at = csv->bytes.data;
	csv->end = csv->at + csv->bytes.len;
	csv->line = csv->column = 1;
	if (!valid) {
		struct csv_cell cell;

		while (csv->at < csv->end)
			next_byte(csv);
		cell = here(csv);
		return csv_wrong(csv, &cell, info,
				 nul ? _("A NUL (byte %zu of the file).")
				     : _("Neither UTF-8 nor UTF-16 (byte %zu of the "
					 "file)."),
				 bad);
	}
	csv->separator = guess_separator(csv);
	return ERR_OK;
}

enum err csv_open_bytes(struct csv *csv, const char *name, const char *bytes,
			size_t len, struct err_info *info)
{
	enum err code = csv_open_rows(csv, name, bytes, len, info);

	return code == ERR_OK ? read_head(csv, info) : code;
}

enum err csv_open(struct csv *csv, const char *path, struct err_info *info)
{
	struct str bytes = STR_EMPTY;
	enum err code = file_read(path, CSV_FILE_MOST, &bytes, info);

	*csv = (struct csv){.name = path};
	if (code == ERR_OK)
		code = csv_open_bytes(csv, path, str_data(&bytes), bytes.len, info);
	str_free(&bytes);
	return code;
}

void csv_close(struct csv *csv)
{
	arena_free(csv->memory);
	str_free(&csv->bytes);
	str_free(&csv->cell);
	*csv = (struct csv){0};
}

enum err csv_next_row(struct csv *csv, int *count, bool *more, struct err_info *info)
{
	*more = csv->at < csv->end;
	*count = 0;
	return *more ? read_row(csv, count, info) : ERR_OK;
}

enum err csv_next(struct csv *csv, bool *more, struct err_info *info)
{
	int count = 0;

	while (count == 0) {
		enum err code = csv_next_row(csv, &count, more, info);

		if (code != ERR_OK || !*more)
			return code;
	}
	if (count != csv->width)
		return csv_wrong(
		    csv, &csv->cells[count < csv->width ? count - 1 : csv->width], info,
		    _("%d cells where the first line names %d columns."), count,
		    csv->width);
	return ERR_OK;
}

int csv_column(const struct csv *csv, const char *name)
{
	for (int i = 0; i < csv->width; i++)
		if (!strcmp(csv->head[i].text, name))
			return i;
	return -1;
}

enum err csv_json(struct csv *csv, struct str *out, struct err_info *info)
{
	bool more;
	enum err code;
	const char *comma = "";

	str_add_char(out, '[');
	while ((code = csv_next(csv, &more, info)) == ERR_OK && more) {
		str_add(out, comma);
		comma = ",\n";
		for (int i = 0; i < csv->width; i++) {
			str_add_char(out, i ? ',' : '{');
			str_add_json(out, csv->head[i].text);
			str_add_char(out, ':');
			str_add_json(out,
				     *csv->cells[i].text ? csv->cells[i].text : NULL);
		}
		str_add_char(out, '}');
	}
	str_add_char(out, ']');
	return code;
}
