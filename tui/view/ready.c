/* SPDX-License-Identifier: MIT */
/* See ready.h. */
#include "view/ready.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>

struct ready_view {
	struct view view;
	struct ready ready;
};

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct ready_view *self = data;
	struct app *app = self->view.app;

	if (why != NULL)
		app_say(app, THEME_ALERT, "%s", why->text);
	else if (rows_count(rows) == 0)
		app_say(app, THEME_ALERT, _("There is no such task for you"));
	else
		self->ready.got(app, self->ready.data, rows);
	app_close(app, &self->view); /* it may stand below what has just been opened */
}

static void ready_paint(struct view *view, struct paint *paint, int first, int rows)
{
	(void)view;
	(void)rows;
	paint_row(paint, first, THEME_TEXT, _("Reading …"));
}

static bool ready_waiting(const struct view *view)
{
	(void)view;
	return true;
}

static bool ready_key(struct view *view, uint32_t key)
{
	(void)key; /* the server is silent: any key gives it up */
	app_close(view->app, view);
	return true;
}

static void ready_free(struct view *view)
{
	struct ready_view *self = (struct ready_view *)view;

	if (self->ready.free != NULL)
		self->ready.free(self->ready.data);
	free(self);
}

static const struct view_ops ready_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = ready_paint,
    .key = ready_key,
    .waiting = ready_waiting,
    .free = ready_free,
};

void ready_open(struct app *app, const struct ready *ready)
{
	struct ready_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&ready_ops, app};
	self->ready = *ready;
	request_read(app->conn, ready->query, ready->params, got, self);
	app_push(app, &self->view); /* where too many lie over one another it goes at once */
}
