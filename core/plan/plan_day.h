/* SPDX-License-Identifier: MIT */
/*
 * Days that do not exist, in a time phrase: 31/02, 32/01/2026, ngày 31 tháng 4.
 */
#ifndef KSTT_PLAN_PLAN_DAY_H
#define KSTT_PLAN_PLAN_DAY_H

#include "base/mem.h"

/* The first such day as it is written, in the arena, or NULL. A day without a year
 * is one of `year`. */
const char *plan_day_wrong(struct arena *arena, const char *phrase, int year);

#endif
