/* SPDX-License-Identifier: MIT */
/*
 * The sentences of the pane Task: who owes, why that day, where it stands, what
 * happened. Each result lives in the arena or for ever.
 */
#ifndef KSTT_VIEW_TASK_TEXT_H
#define KSTT_VIEW_TASK_TEXT_H

#include "db/rows.h"
#include "plan/task.h"

/* How the leads of node_assignments were understood, but for those of which that says
 * no more than their wording; returns how many. */
int task_text_leads(const struct rows *rows, struct arena *arena, const char ***lines);
/* Of node_detail: how the phrase was read, what an official typed instead, who has
 * confirmed it. */
const char *task_text_reading(const struct rows *rows, struct arena *arena);
/* That it is a periodic report, and who says so; or "". */
const char *task_text_report(const struct rows *rows, struct arena *arena);
/* Of node_detail: since when it is withdrawn, and why; "". */
const char *task_text_withdrawn(const struct rows *rows, struct arena *arena);
/* A row of node_history: when, who, for whom, what. */
const char *task_text_history(const struct rows *rows, int row, struct arena *arena);

/* A row of proofs: number, day, title. */
const char *task_text_proof(const struct rows *rows, int row, struct arena *arena);

/* A row of asks: who asks, when, what. */
const char *task_text_ask(const struct rows *rows, int row, struct arena *arena);

/* The day that counts, or that there is none; of a report also the day that the phrase
 * names and its cut-off. */
const char *task_text_due(const struct occurrence *owed, struct arena *arena);
/* Why it is not the day that the phrase names, in brackets, or "". */
const char *task_text_due_reason(const struct occurrence *owed, struct arena *arena);
/* State, days late, proof, note. */
const char *task_text_state(const struct occurrence *owed, struct arena *arena);

/* Escapes take room, so they must be there before a text is wrapped; its own line
 * feeds stay. */
const char *task_text_harmless(struct arena *arena, const char *text);
/* A row of feedback_task: what the register says of a unit and its days. */
const char *task_text_register(const struct rows *rows, int row, struct arena *arena);

#endif
