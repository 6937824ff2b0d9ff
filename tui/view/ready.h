/* SPDX-License-Identifier: MIT */
/*
 * Reading what a question or a form begins with: a line at the bottom while the server
 * is asked, and keys typed ahead wait for what comes after it.
 */
#ifndef KSTT_VIEW_READY_H
#define KSTT_VIEW_READY_H

#include "db/request.h"
#include "view/view.h"

struct ready {
	enum query query;
	const char *const *params;
	/* The rows have come; nothing is done when there is none. */
	void (*got)(struct app *app, void *data, const struct rows *rows);
	void (*free)(void *data); /* in any case, last */
	void *data;
};

void ready_open(struct app *app, const struct ready *ready);

#endif
