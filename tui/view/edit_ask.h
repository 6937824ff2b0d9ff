/* SPDX-License-Identifier: MIT */
/*
 * The questions of edit.c that are asked on one line, each ending in one write, and what
 * is said of it. Private to tui/view/edit*.c.
 */
#ifndef KSTT_VIEW_EDIT_ASK_H
#define KSTT_VIEW_EDIT_ASK_H

#include "base/mem.h"
#include "db/rows.h"
#include "view/view.h"

/* What was asked for, until its line has been answered. */
struct edit {
	struct app *app;
	enum action action;
	enum context from; /* of the view it was asked in */
	int64_t plan, node;
	int version;
	char *kind, *name;
	bool sent; /* the answer frees it */
};

void edit_free(void *data);

/* `asked` is copied; `rows` is the answer to node_source or plan_source. */
void edit_ask_move(const struct edit *asked, const struct rows *rows, struct arena *arena);
void edit_ask_withdraw(const struct edit *asked, const struct rows *rows, struct arena *arena);
void edit_ask_issue(const struct edit *asked, const struct rows *rows, struct arena *arena);
void edit_ask_close(const struct edit *asked, const struct rows *rows, struct arena *arena);

#endif
