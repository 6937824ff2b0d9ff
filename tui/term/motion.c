/* SPDX-License-Identifier: MIT */
/* See motion.h. */
#include "term/motion.h"

#include <curses.h>
#include <string.h>

#include <term.h>

void motion_start(const char *kind)
{
	static const char *const known[] = {"xterm", "vt1",  "vt2",  "vt3",   "vt4",
					    "screen", "tmux", "linux", "putty", "rxvt"};
	char name[] = "cud1";
	char *down = tigetstr(name);

	if (down == NULL || down == (char *)-1 || strcmp(down, "\n") != 0)
		return;
	/* In its place: the macros of <term.h> show a copy that curses never reads. */
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strncmp(kind, known[i], strlen(known[i])) == 0)
			*down = '\v';
}
