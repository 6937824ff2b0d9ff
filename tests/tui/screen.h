/* SPDX-License-Identifier: MIT */
/*
 * The terminal that the program believes to have, modelled by libvterm, and
 * pictures of it that can be searched and compared. Rows and columns are counted
 * from 0 here, from 1 in scripts and messages.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vterm.h>

struct screen;

enum { SCREEN_ROWS = 1000 }; /* as many as a script may ask for */

struct screen_cell {
	uint32_t chars[VTERM_MAX_CHARS_PER_CELL]; /* chars[0] never 0 */
	uint32_t look;                            /* attributes that can be seen */
	uint32_t ink, paper;                      /* colours that can be seen */
};

#define SCREEN_WIDE_TAIL UINT32_MAX /* chars[0] of the right half of a wide letter */

struct screen_shot {
	int rows, cols;
	int row, col; /* of the cursor */
	bool cursor_shown;
	struct screen_cell cells[];
};

struct screen_change {
	long cells, runs, limit; /* limit: the bytes of the cells + 6 a run */
	bool cursor;
};

struct screen *screen_new(int rows, int cols);
void screen_free(struct screen *screen);
void screen_feed(struct screen *screen, const char *bytes, size_t length);
/* How many bytes had been fed when this row last changed; 0: never. */
long screen_changed_at(const struct screen *screen, int row);
void screen_resize(struct screen *screen, int rows, int cols);
/* Overwrite every cell, moving nothing else: what a repaint leaves out shows. */
void screen_poison(struct screen *screen);
/* Whether the program has asked for application cursor keys. */
bool screen_application_keys(struct screen *screen);
/* What the terminal must answer to questions of the program; the caller has sent
 * them when it says so by screen_answered(). Their number counts on. */
const char *screen_answers(const struct screen *screen, size_t *length);
void screen_answered(struct screen *screen);
long screen_questions(const struct screen *screen);
/* Sequences that the model does not know, one a line; "" when all were known. */
const char *screen_unknown(const struct screen *screen);

/* Pictures are the caller's, free() ends them. */
struct screen_shot *screen_shoot(struct screen *screen);
/* A row's text in UTF-8, without blanks at its end; the caller frees it. */
char *shot_row(const struct screen_shot *shot, int row);
/* Whether the text stands in this row, or in any when row is SCREEN_ANY_ROW. */
bool shot_has(const struct screen_shot *shot, int row, const char *text);
#define SCREEN_ANY_ROW (-1)
struct screen_change shot_compare(const struct screen_shot *was,
				  const struct screen_shot *now);
/* All rows, then the cursor's place: what a golden file holds. */
char *shot_text(const struct screen_shot *shot);

#endif
