/* SPDX-License-Identifier: MIT */
/*
 * The form of a section or task: written anew, split in two, or a new one. The phrase
 * is read as it is typed; where deadlines hang on what was changed, saving first says
 * what becomes of them, and the same key again writes it.
 */
#ifndef KSTT_VIEW_EDIT_NODE_H
#define KSTT_VIEW_EDIT_NODE_H

#include "db/rows.h"
#include "session/draft.h"
#include "view/view.h"

enum edit_node_way { EDIT_NODE_ANEW, EDIT_NODE_SPLIT, EDIT_NODE_BELOW, EDIT_NODE_AFTER };

/* What a draft of it is called begins so; then way, plan and node. */
#define EDIT_NODE_DRAFT "node/"

/* `rows` is the answer to node_source about `node`; `from`: where it was asked for;
 * `draft`: what it goes on with, taken over (NULL: the newest one there is of it). */
void edit_node_open(struct app *app, enum context from, int64_t node, const struct rows *rows, enum edit_node_way way,
		    struct draft *draft);
/* A new one of this kind at the top of a plan; `rows` is the answer to plan_source. */
void edit_node_open_top(struct app *app, enum context from, int64_t plan, const struct rows *rows, const char *kind,
			struct draft *draft);

#endif
