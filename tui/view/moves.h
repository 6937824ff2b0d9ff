/* SPDX-License-Identifier: MIT */
/*
 * Before a change of the calendar is written: which open deadlines move by it, from
 * when to when. The server makes the change and takes it back, so that the list is
 * what will be. Enter asks once more, Enter writes it.
 */
#ifndef KSTT_VIEW_MOVES_H
#define KSTT_VIEW_MOVES_H

#include "view/view.h"

struct moves_change {
	const char *changes;	/* JSON as calendar_change takes it; copied */
	const char *words;	/* what they are, for the user; copied */
	struct view *sheet;	/* the form that they come from, closed once they are written, or NULL */
	struct view *calendar;	/* goes to `day` then */
	int day;
};

void moves_open(struct app *app, const struct moves_change *change);

#endif
