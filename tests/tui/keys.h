/* SPDX-License-Identifier: MIT */
/*
 * What a terminal sends for a key. Function and cursor keys come from terminfo, so
 * that each TERM types what its real terminal would.
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "script.h"

struct keys {
	char *bytes;
	size_t length;
};

/* Prepare for a TERM; one that terminfo does not know has xterm's keys. NULL: done. */
void keys_use_terminal(const char *term);

/*
 * Append what the word types. Quoted words are typed as they are; in bare ones
 * <Name> is a key, <Name>*5 the key five times. application tells whether the
 * program has asked for application cursor keys. False: *wrong names the reason
 * (static text).
 */
bool keys_add(struct keys *keys, const struct script_word *word, bool application,
	      const char **wrong);
void keys_free(struct keys *keys);

#endif
