/* SPDX-License-Identifier: MIT */
/*
 * Many marks as one write: the array that occurrences_mark takes.
 */
#ifndef KSTT_PLAN_BATCH_H
#define KSTT_PLAN_BATCH_H

#include "base/str.h"
#include "plan/task.h"

/* Append the marks as JSON; what a mark leaves empty is left out. */
void batch_add_json(struct str *out, const struct task_mark *marks, int count);

#endif
