/* SPDX-License-Identifier: MIT */
#include "plan/sheet_head.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { HEADING_MOST = 120 }; /* bytes; what is longer is content */

/* Folded words that a heading holds. The first line that fits decides: "kết quả
 * thực hiện" is no time, "thời gian hoàn thành" no result. */
static const struct {
	const char *words;
	enum sheet_field field;
	bool weak; /* only where no better column is */
} headings[] = {
    {"chu tri", SHEET_LEAD, false},
    {"phoi hop", SHEET_COORDINATE, false},
    {"thoi gian", SHEET_TIME, false},
    {"thoi han", SHEET_TIME, false},
    {"tien do", SHEET_TIME, false},
    {"ket qua", SHEET_DELIVERABLE, false},
    {"san pham", SHEET_DELIVERABLE, false},
    {"hoan thanh", SHEET_TIME, false},
    {"don vi thuc hien", SHEET_LEAD, true},
    {"co quan thuc hien", SHEET_LEAD, true},
    {"phan cong", SHEET_LEAD, true},
    {"don vi, ca nhan", SHEET_LEAD, true},
    {"don vi phu trach", SHEET_LEAD, true},
    {"noi dung", SHEET_TEXT, false},
    {"nhiem vu", SHEET_TEXT, false},
    {"cong viec", SHEET_TEXT, false},
    {"hoat dong", SHEET_TEXT, true},
};

struct guess {
	enum sheet_field field;
	bool weak;
	bool both;
};

static struct guess guess_heading(struct arena *memory, const char *text)
{
	static const char *const numbers[] = {"stt", "tt", "so tt", "so thu tu"};
	struct guess none = {.field = SHEET_NONE};
	const char *folded;

	if (*text == '\0' || strlen(text) > HEADING_MOST)
		return none;
	folded = text_fold(memory, text);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (strcmp(folded, numbers[i]) == 0)
			return (struct guess){.field = SHEET_NUMBER};
	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++)
		if (strstr(folded, headings[i].words) != NULL)
			return (struct guess){.field = headings[i].field,
					      .weak = headings[i].weak,
					      .both = i == 0 && strstr(folded, "phoi hop")};
	return none;
}

static bool has(const struct sheet_head *head, enum sheet_field field)
{
	return memchr(head->fields, (int)field, (size_t)head->columns) != NULL;
}

/* The row's headings into the columns that have none; `weak` ones or the others. */
static void take_row(const struct sheet *sheet, const struct sheet_row *row, bool weak,
		     struct sheet_head *head)
{
	for (int i = 0; i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];
		struct guess guess = guess_heading(sheet->memory, cell->text);

		if (guess.field == SHEET_NONE || guess.weak != weak ||
		    has(head, guess.field))
			continue;
		for (int c = cell->column; c < cell->column + cell->columns; c++)
			if (c < head->columns && head->fields[c] == SHEET_NONE)
				head->fields[c] = (unsigned char)guess.field;
		head->both = head->both || guess.both;
	}
}

/* A second row of headings: every cell of it is one, below a wider one or nothing. */
static bool is_second(const struct sheet *sheet, const struct sheet_row *row,
		      const struct sheet_row *first)
{
	int found = 0;

	if (row->table != first->table)
		return false;
	for (int i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text;

		if (*text == '\0')
			continue;
		if (guess_heading(sheet->memory, text).field == SHEET_NONE)
			return false;
		found++;
	}
	return found > 0;
}

/* "(1) (2) (3)" or "1 2 3" or "A B 1 2" below the headings. */
static bool is_count(const struct sheet_row *row)
{
	int count = 0;

	for (int i = 0; i < row->count; i++) {
		const char *text = row->cells[i].text;
		size_t len = strspn(text, "()=+0123456789ABC ");

		if (*text == '\0')
			continue;
		if (text[len] != '\0' || len > 8)
			return false;
		count++;
	}
	return count >= 3;
}

static int found(const struct sheet_head *head)
{
	int count = 0;

	for (int field = 0; field < SHEET_FIELDS; field++)
		count += has(head, (enum sheet_field)field);
	return count;
}

static void start(struct sheet_head *head, int row, int rows, int columns)
{
	*head = (struct sheet_head){.row = row, .rows = rows, .columns = columns};
	memset(head->fields, SHEET_NONE, sizeof(head->fields));
}

static bool is_enough(const struct sheet_head *head)
{
	return has(head, SHEET_TEXT) && found(head) >= 2;
}

/* Whether a row has all it needs by itself; then what stands above it is a title. */
static bool is_whole(const struct sheet *sheet, int row)
{
	struct sheet_head head;

	start(&head, row, 1, sheet->rows[row].columns);
	take_row(sheet, &sheet->rows[row], false, &head);
	return is_enough(&head);
}

bool sheet_head_find(const struct sheet *sheet, int from, int to, struct sheet_head *head)
{
	for (int i = from; i < to && i < sheet->count; i++) {
		const struct sheet_row *row = &sheet->rows[i], *next = row + 1;
		bool second = i + 1 < sheet->count && is_second(sheet, next, row);
		bool wider = second && next->columns > row->columns;

		if (row->count < 2 || (second && is_whole(sheet, i + 1)))
			continue;
		start(head, i, second ? 2 : 1, wider ? next->columns : row->columns);
		/* What stands below names a column better than what stands over it. */
		if (second)
			take_row(sheet, next, false, head);
		take_row(sheet, row, false, head);
		take_row(sheet, row, true, head);
		if (!is_enough(head))
			continue;
		if (i + head->rows < sheet->count && is_count(&row[head->rows]))
			head->rows++;
		return true;
	}
	return false;
}

bool sheet_head_again(const struct sheet *sheet, const struct sheet_head *head, int row)
{
	for (int h = head->row; h < head->row + head->rows; h++) {
		const struct sheet_row *a = &sheet->rows[row], *b = &sheet->rows[h];
		bool same = true;

		for (int i = 0; i < a->count && same; i++) {
			const char *text = i < b->count ? b->cells[i].text : "";

			same = strcmp(text_fold(sheet->memory, a->cells[i].text),
				      text_fold(sheet->memory, text)) == 0;
		}
		if (same)
			return true;
	}
	return false;
}
