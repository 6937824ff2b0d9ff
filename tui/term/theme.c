/* SPDX-License-Identifier: MIT */
/* See theme.h. */
#include "term/theme.h"

#include <curses.h>
#include <stdbool.h>
#include <stdlib.h>

enum { PAIR_GOOD = 1, PAIR_ALERT };

/* Written once by theme_start. */
static bool coloured;

void theme_start(void)
{
	const char *none = getenv("NO_COLOR");

	/* Without default colours curses would paint on black: the user's own
	 * background stays, and then nothing is coloured. */
	coloured = has_colors() && (none == NULL || *none == '\0') && start_color() == OK &&
		   use_default_colors() == OK;
	if (!coloured)
		return;
	init_pair(PAIR_GOOD, COLOR_GREEN, -1);
	init_pair(PAIR_ALERT, COLOR_RED, -1);
}

unsigned long theme_attributes(enum theme theme)
{
	switch (theme) {
	case THEME_TITLE:
	case THEME_HEAD:
		return A_BOLD;
	case THEME_GOOD:
		return coloured ? COLOR_PAIR(PAIR_GOOD) : A_NORMAL;
	case THEME_ALERT:
		return A_BOLD | (coloured ? COLOR_PAIR(PAIR_ALERT) : A_NORMAL);
	default:
		return A_NORMAL;
	}
}
