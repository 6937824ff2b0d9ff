/* SPDX-License-Identifier: MIT */
/* See order.h. */
#include "view/order.h"

#include "app.h"
#include "base/mem.h"
#include "view/keep.h"

#include <stdlib.h>
#include <string.h>

struct sent_order {
	struct sent_order *next;
	struct app *app;
	struct order order;
	int64_t *ids;
	char uuid[UUID_TEXT]; /* of the draft, or "" */
	bool written;	 /* confirmed; its view is reading again */
};

static void free_order(struct sent_order *sent)
{
	if (sent->order.free != NULL)
		sent->order.free(sent->order.data);
	free(sent->ids);
	free(sent);
}

static void drop(struct sent_order *sent)
{
	struct sent_order **at = &sent->app->orders;

	while (*at != NULL && *at != sent)
		at = &(*at)->next;
	if (*at == sent)
		*at = sent->next;
	free_order(sent);
}

static void answered(void *data, const struct rows *rows, const struct err_info *why)
{
	struct sent_order *sent = data;
	struct app *app = sent->app;
	struct view *view;

	if (why != NULL && *why->sqlstate != '\0' && *sent->uuid != '\0')
		keep_refused(app, sent->uuid);
	sent->order.answered(sent->order.data, app, sent->order.view, rows, why);
	view = sent->order.view; /* it may have gone in there, as a form does */
	if (view != NULL && view->ops->refresh == NULL)
		view = NULL;
	if (why == NULL && view != NULL)
		sent->written = true;
	else
		drop(sent);
	if (why == NULL)
		app_outdate(app, view);
	if (view != NULL)
		view->ops->refresh(view);
}

void order_send(struct app *app, const struct order *order)
{
	struct sent_order *sent = mem_new(1, sizeof(*sent));

	sent->app = app;
	sent->order = *order;
	sent->next = app->orders;
	app->orders = sent;
	if (order->count > 0) {
		sent->ids = mem_new((size_t)order->count, sizeof(*sent->ids));
		memcpy(sent->ids, order->ids, (size_t)order->count * sizeof(*sent->ids));
	}
	if (order->uuid != NULL) {
		memcpy(sent->uuid, order->uuid, UUID_TEXT);
		keep_sent(app, sent->uuid);
		request_write_as(app->conn, order->query, sent->uuid, order->params, answered,
				 sent);
	} else {
		request_write(app->conn, order->query, order->params, answered, sent);
	}
}

bool order_pending(const struct app *app, int64_t occurrence)
{
	for (const struct sent_order *one = app->orders; one != NULL; one = one->next)
		for (int i = 0; i < one->order.count; i++)
			if (one->ids[i] == occurrence)
				return true;
	return false;
}

bool order_any_sent(const struct app *app)
{
	for (const struct sent_order *one = app->orders; one != NULL; one = one->next)
		if (!one->written)
			return true;
	return false;
}

void order_shown(struct view *view)
{
	struct sent_order *one = view->app->orders, *next;

	for (; one != NULL; one = next) {
		next = one->next;
		if (one->written && one->order.view == view)
			drop(one);
	}
}

void order_forget(struct app *app, const struct view *view)
{
	struct sent_order *one = app->orders, *next;

	for (; one != NULL; one = next) {
		next = one->next;
		if (one->order.view != view)
			continue;
		one->order.view = NULL;
		if (one->written)
			drop(one);
	}
}

void order_free_all(struct app *app)
{
	while (app->orders != NULL) {
		struct sent_order *one = app->orders;

		app->orders = one->next;
		free_order(one);
	}
}
