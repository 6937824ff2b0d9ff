/* SPDX-License-Identifier: MIT */
/*
 * The sentences of the pane Task: who owes, why that day, where it stands, what
 * happened. Each result lives in the arena or for ever.
 */
#ifndef KSTT_VIEW_TASK_TEXT_H
#define KSTT_VIEW_TASK_TEXT_H

#include "db/rows.h"
#include "plan/task.h"

/* How a lead of node_assignments was understood, or NULL when that says no more
 * than its wording. */
const char *task_text_lead(const struct rows *rows, int row, struct arena *arena);
/* A row of node_history: when, who, for whom, what. */
const char *task_text_history(const struct rows *rows, int row, struct arena *arena);

/* A row of proofs: number, day, title. */
const char *task_text_proof(const struct rows *rows, int row, struct arena *arena);

/* A row of asks: who asks, when, what. */
const char *task_text_ask(const struct rows *rows, int row, struct arena *arena);

/* The day that counts, or that there is none. */
const char *task_text_due(const struct occurrence *owed, struct arena *arena);
/* Why it is not the day that the phrase names, in brackets, or "". */
const char *task_text_due_reason(const struct occurrence *owed, struct arena *arena);
/* State, days late, proof, note. */
const char *task_text_state(const struct occurrence *owed, struct arena *arena);

#endif
