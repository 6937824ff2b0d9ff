/* SPDX-License-Identifier: MIT */
/*
 * Which keys lead to which action. The defaults (keymaps/default.cfg, compiled
 * in) go through the same parser as the user's own file, which is laid on top: a
 * sequence bound there replaces those below, in its context, that are the same,
 * begin it or begin with it.
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
/* Lay the file at `path` on top; false when it could not be read at all. */
bool keymap_add_file(struct keymap *keymap, const char *path, struct str *report);
/* The same from text; `name` stands for the file in reports. */
bool keymap_add_text(struct keymap *keymap, const char *name, const char *text,
		     struct str *report);

enum keymap_match { KEYMAP_NO, KEYMAP_BEGINNING, KEYMAP_FOUND };

/* Look `keys` up in `context` and where it falls back to; the nearest context that
 * knows them, or a sequence that begins with them, decides. */
enum keymap_match keymap_find(const struct keymap *keymap, enum context context,
			      const uint32_t *keys, int count, enum action *action);

/* Append the names of the sequences that lead to `action`, at most `most` of
 * them, the user's own first, with `between` between two. */
void keymap_show(const struct keymap *keymap, enum action action, int most,
		 const char *between, struct str *out);

#endif
