/* SPDX-License-Identifier: MIT */
/*
 * From an office's table to a plan: its columns by their headings, sections and
 * tasks by their labels and by which cells are filled. Cells that were merged with
 * the one above are inherited from there and say so; what is uncertain is noted.
 */
#ifndef KSTT_PLAN_SHEET_PLAN_H
#define KSTT_PLAN_SHEET_PLAN_H

#include "plan/sheet.h"

/* Fill a plan that was started and has its head from the rows of a table. */
enum err sheet_plan(const struct sheet *sheet, struct plan_csv *plan,
		    struct err_info *info) must_check;

#endif
