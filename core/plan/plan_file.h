/* SPDX-License-Identifier: MIT */
/*
 * A plan from a file of whatever form: this program's own CSV, or an office's table
 * in CSV, TSV or a Word document.
 */
#ifndef KSTT_PLAN_PLAN_FILE_H
#define KSTT_PLAN_PLAN_FILE_H

#include "plan/plan_csv.h"

/* The head that a table does not carry; absent texts are NULL, an absent year 0. */
struct plan_head {
	const char *number;
	int year;
	const char *issuer;
	const char *title;
	const char *issued; /* ISO date */
	const char *parent;
	const char *state;
};

/* Read a file that holds a plan, in this program's own form or an office's; `head`
 * goes before what the file says. plan_csv_free() also after a failure. */
enum err plan_file_read(struct plan_csv *plan, const char *path, const struct plan_head *head,
		   struct err_info *info) must_check;
enum err plan_file_read_bytes(struct plan_csv *plan, const char *name, const char *bytes,
			 size_t len, const struct plan_head *head,
			 struct err_info *info) must_check;

#endif
