/* SPDX-License-Identifier: MIT */
/*
 * A script: lines of words. A word is bare or quoted; in quotes there are escapes
 * (\n \t \r \e \" \\ \xHH \uXXXX). A # that begins a bare word ends the line.
 */
#ifndef TUI_SCRIPT_H
#define TUI_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

struct script_word {
	char *text;
	bool quoted;
};

struct script_line {
	int number;
	size_t count;
	struct script_word *words;
	char *source; /* as written, for messages */
};

struct script {
	const char *path;
	char *name;   /* the file's name without .tui */
	char *folder; /* where it lies, absolute */
	size_t count;
	struct script_line *lines;
};

/* Reads a whole script. NULL after telling standard error what is wrong and where. */
struct script *script_read(const char *path);
void script_free(struct script *script);

/* The word as a whole decimal number; false when it is none. */
bool script_number(const struct script_word *word, long *number);

#endif
