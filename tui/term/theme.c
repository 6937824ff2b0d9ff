/* SPDX-License-Identifier: MIT */
/* See theme.h. */
#include "term/theme.h"

#include <curses.h>
#include <stdbool.h>
#include <stdlib.h>

enum { PAIR_GOOD = 1, PAIR_ALERT };

static bool colours(void)
{
	const char *none = getenv("NO_COLOR");

	return has_colors() && (none == NULL || *none == '\0');
}

void theme_start(void)
{
	if (!colours())
		return;
	start_color();
	use_default_colors(); /* the user's own background stays */
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
		return colours() ? COLOR_PAIR(PAIR_GOOD) : A_NORMAL;
	case THEME_ALERT:
		return A_BOLD | (colours() ? COLOR_PAIR(PAIR_ALERT) : A_NORMAL);
	default:
		return A_NORMAL;
	}
}
