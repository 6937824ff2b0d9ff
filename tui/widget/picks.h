/* SPDX-License-Identifier: MIT */
/*
 * The rows of a list that have been picked for what comes next, by id: they stay
 * picked when the rows are read again in another order. What is no longer shown is
 * no longer picked, so that a command never reaches what the user cannot see.
 */
#ifndef KSTT_WIDGET_PICKS_H
#define KSTT_WIDGET_PICKS_H

#include "base/str.h"
#include "widget/list.h"

#include <stdint.h>

struct picks {
	int64_t *ids; /* sorted */
	int count, room;
	int64_t last; /* picked last: where a range begins; 0 = none */
};

/* The id of a row, or 0 when it cannot be picked. */
typedef int64_t picks_id_fn(void *data, int index);

bool picks_has(const struct picks *picks, int64_t id);
void picks_add(struct picks *picks, int64_t id);
/* Pick it, or no longer. */
void picks_toggle(struct picks *picks, int64_t id);
void picks_clear(struct picks *picks);
void picks_free(struct picks *picks);

/* Do PICK, PICK_RANGE, PICK_ALL, PICK_NONE, and BACK while anything is picked; true
 * when `action` was one of these. */
bool picks_act(struct picks *picks, struct list *list, enum action action, picks_id_fn *id,
	       void *data);
/* The rows are new: forget what is not among them. */
void picks_keep(struct picks *picks, int count, picks_id_fn *id, void *data);
/* Append how many are picked, for a title; nothing when none is. */
void picks_say(const struct picks *picks, struct str *out);

#endif
