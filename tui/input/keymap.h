/* SPDX-License-Identifier: MIT */
/*
 * Which keys lead to which action. The keymaps that come with the program
 * (keymaps/, compiled in) go through the same parser as the user's own file. They
 * lie in layers: default, the chosen one, the user's own. A sequence bound in one
 * replaces those below, in its context, that are the same, begin it or begin with it.
 *
 * A mistake in a file is reported with file and line and costs that line only.
 */
#ifndef KSTT_INPUT_KEYMAP_H
#define KSTT_INPUT_KEYMAP_H

#include "base/str.h"
#include "input/action.h"

#include <stdbool.h>
#include <stdint.h>

enum { KEYMAP_KEYS = 4 }; /* the longest sequence */

struct keymap;

/* The default keymap. Mistakes are added to `report`, one a line. */
struct keymap *keymap_new(struct str *report);
void keymap_free(struct keymap *keymap);
/* Names of the keymaps that come with the program, in order; NULL after the last. */
const char *keymap_known(int index);
/* Lay one of them on top; false when there is none of that name. */
bool keymap_add_named(struct keymap *keymap, const char *name, struct str *report);
/* Lay the file at `path` on top; false when it could not be read at all. */
bool keymap_add_file(struct keymap *keymap, const char *path, struct str *report);
/* The same from text; `name` stands for the file in reports. */
bool keymap_add_text(struct keymap *keymap, const char *name, const char *text,
		     struct str *report);

enum keymap_match { KEYMAP_NO, KEYMAP_BEGINNING, KEYMAP_FOUND };

/* Look `keys` up in `context` and where it falls back to; the nearest context that
 * knows them, or a sequence that begins with them, decides. An F-key that leads
 * somewhere is also Esc and its digit. */
enum keymap_match keymap_find(const struct keymap *keymap, enum context context,
			      const uint32_t *keys, int count, enum action *action);

struct keymap_next {
	const uint32_t *rest; /* the keymap's own */
	int count;
	enum action action;
};
/* How the sequence that `keys` begin can go on: fills at most `room`, returns how
 * many there are of them. */
int keymap_next(const struct keymap *keymap, enum context context, const uint32_t *keys,
		int count, struct keymap_next *out, int room);

/* Append the keys' names, as keymap files write them. */
void keymap_show_keys(const uint32_t *keys, int count, struct str *out);
/* Append the names of the sequences that lead to `action`, at most `most` of
 * them, the user's own first, with `between` between two. */
void keymap_show(const struct keymap *keymap, enum action action, int most,
		 const char *between, struct str *out);
/* The same of the sequences that lead to it in `context`, and begin with no key that
 * `takes` (or NULL) says is somebody else's before. */
void keymap_show_here(const struct keymap *keymap, enum context context, bool (*takes)(uint32_t key),
		      enum action action, int most, const char *between, struct str *out);

#endif
