/* SPDX-License-Identifier: MIT */
/*
 * A list of things to do or to take, one of which is chosen: by Enter, or by its digit.
 * The first is what is proposed. What the focus stands on is explained below the list.
 */
#ifndef KSTT_VIEW_MENU_H
#define KSTT_VIEW_MENU_H

#include "view/view.h"

struct menu_item {
	const char *text;
	const char *note; /* why, or what else is to be known; may be "" */
};

struct menu_ops {
	/* It has been chosen; the menu has gone already. */
	void (*chosen)(struct app *app, void *data, int index);
	void (*free)(void *data); /* in any case, last */
};

/* Push it; texts are copied. */
void menu_open(struct app *app, const char *title, const struct menu_item *items, int count,
	       const struct menu_ops *ops, void *data);

#endif
