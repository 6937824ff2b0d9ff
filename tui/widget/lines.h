/* SPDX-License-Identifier: MIT */
/*
 * Text as a list of lines: labelled parts and headings, wrapped to the width of the
 * screen, with the list's focus to walk by. What is shown is harmless (text_show)
 * before it is wrapped, since escapes take room.
 */
#ifndef KSTT_WIDGET_LINES_H
#define KSTT_WIDGET_LINES_H

#include "widget/list.h"

#include <stdint.h>

struct lines_part {
	enum theme theme;
	const char *label, *text; /* in the owner's memory */
	int indent; /* columns of the label, and of the further lines */
	int64_t id; /* what the line stands for, or 0 */
};

struct lines {
	struct arena *arena;
	struct lines_part *parts;
	int part_count, part_room;
	struct lines_line {
		const char *text;
		enum theme theme;
		int64_t id;
	} *items;
	int room;
	struct list list;
	int columns; /* what it has been wrapped to; 0: it is to be wrapped anew */
	bool ascii;  /* as it will be painted */
};

/* Forget the parts; the focus stays where it is. */
void lines_clear(struct lines *lines);
/* A part is left out when its text is empty and it has a label. */
void lines_add(struct lines *lines, const char *label, int indent, const char *text, int64_t id);
void lines_head(struct lines *lines, const char *text);
void lines_blank(struct lines *lines);
void lines_free(struct lines *lines);
void lines_paint(struct lines *lines, struct paint *paint, int first, int rows);
/* What the line under the cursor stands for, or 0. */
int64_t lines_id(const struct lines *lines);

#endif
