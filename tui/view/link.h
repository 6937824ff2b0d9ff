/* SPDX-License-Identifier: MIT */
/*
 * Which task of the province a task implements: one line chooses it by code or words,
 * the one that is chosen again is taken out. Undone like any other command.
 */
#ifndef KSTT_VIEW_LINK_H
#define KSTT_VIEW_LINK_H

#include "db/rows.h"
#include "view/view.h"

/* Ask which one the task `node` implements; `path` is what the question calls it. The
 * view reads again once it has been written. */
void link_open(struct view *view, int64_t node, const char *path);

/* The other tasks that a task is linked with. */
struct link {
	int64_t node;
	bool implements; /* it is what this task implements; else it implements this one */
	const char *text; /* plan, path and wording, "?" when it is not sure */
};

/* Read node_links into the arena; returns how many there are. */
int link_read(const struct rows *rows, struct arena *arena, struct link **links);

#endif
