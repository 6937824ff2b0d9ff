/* SPDX-License-Identifier: MIT */
/*
 * What an official writes into a plan, as the JSON that the write functions of the
 * database take. Time phrases go with their reading: only this grammar reads them.
 */
#ifndef KSTT_PLAN_WRITE_H
#define KSTT_PLAN_WRITE_H

#include "base/str.h"

/* Texts that are NULL are not given: of a node that is there they stay as they are. */
struct plan_fields {
	const char *kind, *label, *text, *lead, *coordinate, *deliverable, *time;
};

struct plan_head {
	const char *number, *year, *issuer, *title, *issued, *issued_text, *parent, *parent_ref;
};

/* `year`: that of the plan, by which the phrase is read. */
void plan_fields_json(const struct plan_fields *fields, int year, struct str *out);
void plan_head_json(const struct plan_head *head, struct str *out);

#endif
