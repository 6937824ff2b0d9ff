/* SPDX-License-Identifier: MIT */
/*
 * Records of the register of public feedback, as the server gives them to who is
 * working: what is not for their eyes does not come. Nothing of a record is kept
 * anywhere but in the arena of the view that shows it.
 */
#ifndef KSTT_FEEDBACK_FEEDBACK_H
#define KSTT_FEEDBACK_FEEDBACK_H

#include "base/mem.h"
#include "base/str.h"
#include "db/rows.h"
#include "feedback/words.h"

#include <stdbool.h>
#include <stdint.h>

/* A record as a row of a list. Texts are never NULL. */
struct feedback_row {
	int64_t id;
	int version;
	const char *code, *track, *state;
	bool sealed; /* a tố cáo: neither content nor sender came */
	int received; /* day */
	const char *held_by, *offered_to, *sender, *content, *field;
	int due; /* of the clock that runs out first, or DATE_NONE */
	const char *clock, *days_count; /* which, and "3/5 wd" */
	int days_left; /* only with a due date */
	bool paused, mine, on_behalf;
	const char *missing; /* "name,address" */
	int links;
	const char *cursor; /* where the page behind this row begins */
};

/* From a row of feedback_list; columns that another query lacks stay empty. */
void feedback_row_read(const struct rows *rows, int row, struct arena *arena,
		       struct feedback_row *out);

/* What stands for the party and the content of a record that is sealed. */
const char *feedback_sealed(void);
/* "còn 3 ngày", "quá 2 ngày", "hôm nay", "tạm dừng", or "". */
const char *feedback_days(const struct feedback_row *row, struct arena *arena);
/* "ngày thứ 3/5 làm việc" from "3/5 wd". */
const char *feedback_count(const char *days_count, struct arena *arena);
/* "họ tên, địa chỉ" from "name,address". */
const char *feedback_missing(const char *missing, struct arena *arena);

/* Whether what was typed is meant for a receipt code: "PA-2026-00123-7", in any
 * spelling; the server knows whether it is right. */
bool feedback_code_like(const char *typed);

/* Objects that the server takes as text: begin, add, end. A NULL value is left out. */
void feedback_json_begin(struct str *out);
void feedback_json_add(struct str *out, const char *key, const char *value);
void feedback_json_end(struct str *out);

#endif
