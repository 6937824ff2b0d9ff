/* SPDX-License-Identifier: MIT */
/*
 * What a piece of text is, not how it looks. Colour is never the only sign, and
 * each change of colour costs bytes: lists are painted in THEME_TEXT alone.
 */
#ifndef KSTT_TERM_THEME_H
#define KSTT_TERM_THEME_H

enum theme {
	THEME_TEXT,
	THEME_TITLE,
	THEME_HEAD,  /* column heads */
	THEME_HINT,  /* the line of keys */
	THEME_GOOD,  /* a message: it worked */
	THEME_ALERT, /* a message: it did not, or something is late */
	THEME_COUNT
};

/* Look at the terminal's abilities and NO_COLOR; curses has been started. */
void theme_start(void);
/* Attributes for curses' attrset. */
unsigned long theme_attributes(enum theme theme);

#endif
