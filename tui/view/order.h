/* SPDX-License-Identifier: MIT */
/*
 * Writes on their way that are more, or other, than one row's mark (mark.h): many
 * rows at once, an undoing, a note, a proof. They outlive the view that asked.
 */
#ifndef KSTT_VIEW_ORDER_H
#define KSTT_VIEW_ORDER_H

#include "db/request.h"
#include "view/view.h"

struct order {
	enum query query;
	const char *const *params; /* after the request's UUID; copied */
	const char *uuid; /* the request's own (a draft's), or NULL: a new one */
	struct view *view;	   /* reads again once it has been answered; NULL: none of its own */
	const int64_t *ids;	   /* owed things that wait for it; copied */
	int count;
	/* Say what has become of it. `view` is NULL when it has gone meanwhile. */
	void (*answered)(void *data, struct app *app, struct view *view, const struct rows *rows,
			 const struct err_info *why);
	void (*free)(void *data); /* in any case, last; NULL when there is nothing to free */
	void *data;
};

void order_send(struct app *app, const struct order *order);
/* True while a write that changes this owed thing has not been answered and read. */
bool order_pending(const struct app *app, int64_t occurrence);
bool order_any_sent(const struct app *app);
/* For mark.c, which is told of these by every view. */
void order_shown(struct view *view);
void order_forget(struct app *app, const struct view *view);
void order_free_all(struct app *app);

#endif
