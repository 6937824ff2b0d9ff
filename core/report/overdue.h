/* SPDX-License-Identifier: MIT */
/*
 * What is overdue, by unit and by days late, summed up along the unit tree. The
 * database counts what each unit itself owes; the sums over everything below it
 * are made here, so that no stored counter can be wrong at midnight.
 */
#ifndef KSTT_REPORT_OVERDUE_H
#define KSTT_REPORT_OVERDUE_H

#include "base/mem.h"
#include "db/rows.h"

#include <stdint.h>

/* Days late: 1–7, 8–30, 31–90, more than 90. */
enum { OVERDUE_BANDS = 4 };

struct overdue_unit {
	int64_t id;
	int64_t parent; /* 0: none in the list */
	const char *code, *name;
	int depth;		 /* below the top of the list */
	int own[OVERDUE_BANDS];	 /* what the unit itself owes */
	int all[OVERDUE_BANDS];	 /* with everything below it */
	int total;		 /* sum of `all` */
	int own_records, records; /* of the register: its own, and with all below it */
};

struct overdue {
	struct overdue_unit *units; /* in tree order: a parent before its children */
	int count;
};

/* Read the answer to overdue_by_unit and sum it up; all of it in the arena. */
void overdue_read(const struct rows *rows, struct arena *arena, struct overdue *out);
/* Put the late records of feedback_late_by_unit, which has the same shape, beside the
 * tasks: units that only they name come in below the unit above them. */
void overdue_add_records(const struct rows *rows, struct arena *arena, struct overdue *out);
/* The summing alone: `own`, `id` and `parent` are filled, in any order that puts
 * a parent before its children. */
void overdue_sum(struct overdue *overdue);

#endif
