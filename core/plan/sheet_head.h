/* SPDX-License-Identifier: MIT */
/*
 * Which column of an office's table is what, by its Vietnamese heading. Headings may
 * take two rows ("Phân công thực hiện" over "Đơn vị chủ trì", "Đơn vị phối hợp"),
 * come after title rows, and stand again at the top of each page.
 */
#ifndef KSTT_PLAN_SHEET_HEAD_H
#define KSTT_PLAN_SHEET_HEAD_H

#include "plan/sheet.h"

enum sheet_field {
	SHEET_NUMBER, /* STT */
	SHEET_TEXT,
	SHEET_LEAD,
	SHEET_COORDINATE,
	SHEET_DELIVERABLE,
	SHEET_TIME,
	SHEET_FIELDS,
	SHEET_NONE = SHEET_FIELDS
};

struct sheet_head {
	int row;  /* of the headings, in sheet->rows */
	int rows; /* how many they take, with a row of numbers below */
	int columns;
	unsigned char fields[SHEET_CELLS_MOST]; /* by column, an enum sheet_field */
	bool both; /* one column is for whoever leads and whoever takes part */
};

/* Find the first row of headings among the rows from `from` until before `to`; false
 * when there is none. */
bool sheet_head_find(const struct sheet *sheet, int from, int to,
		     struct sheet_head *head);

/* Whether these headings stand here again. */
bool sheet_head_again(const struct sheet *sheet, const struct sheet_head *head, int row);

#endif
