/* SPDX-License-Identifier: MIT */
/*
 * The reading of a time phrase in the official's words. The database and the
 * command line keep it as tokens ("Q1:2026-03-31 adhoc"); nobody at a pane
 * should have to read those.
 */
#ifndef KSTT_PLAN_READING_H
#define KSTT_PLAN_READING_H

#include "base/mem.h"

/* "quý I", "tháng 2", … of a period's token, perhaps with "#2" behind it for the
 * second of several; "" when it names no period. */
const char *reading_period(const char *period, struct arena *arena);

/* A word of at most ten columns for a task that owes no date: "t.xuyên",
 * "khi có", …; "" when its first token has a date. */
const char *reading_word(const char *tokens);

/* All tokens in words, e.g. "quý I: 31/03/2026; đột xuất". */
const char *reading_words(const char *tokens, struct arena *arena);

#endif
