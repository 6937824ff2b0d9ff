/* SPDX-License-Identifier: MIT */
/* What holds for every plan that was read from a file. */
#ifndef KSTT_FUZZ_TABLE_H
#define KSTT_FUZZ_TABLE_H

#include "plan/plan_csv.h"

/* Its levels, parents and places are sound, and what is written of it in this
 * program's own form is read again as the same plan. */
void table_check(struct plan_csv *plan);

#endif
