/* SPDX-License-Identifier: MIT */
/*
 * Lines that were typed before, oldest first, and the walk through them. Kept in a
 * file that only its owner can read. What stands in the field when the walk begins
 * is its newest line, and comes back at its end.
 */
#ifndef KSTT_WIDGET_HISTORY_H
#define KSTT_WIDGET_HISTORY_H

#include <stdbool.h>

enum { HISTORY_LINES = 200 };

struct history {
	char *lines[HISTORY_LINES];
	int count;
	int at;	      /* where the walk stands; count: at what is being typed */
	char *typing; /* kept while one walks */
};

/* The file's place in `home`, e.g. HOME/.local/state/kstt/history; to be freed. */
char *history_path(const char *home);
/* A file that is missing, or cannot be read, is an empty history. */
void history_load(struct history *history, const char *path);
/* Write it, 0600, making folders as needed; false, with errno, when it failed. */
bool history_save(const struct history *history, const char *path);
/* Add the newest line and end the walk. Each line is kept once; an empty one not. */
void history_add(struct history *history, const char *line);
/* One line older (-1) or newer (1) than `now`, what the field holds; NULL at the end. */
const char *history_walk(struct history *history, int direction, const char *now);
void history_rest(struct history *history); /* end the walk */
void history_free(struct history *history);

#endif
