/* SPDX-License-Identifier: MIT */
/* See wait.h. */
#include "view/wait.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "input/key.h"

#include <stdlib.h>

enum { CTRL_C = 3, CTRL_G = 7, APART = 2 };

struct wait {
	struct view view;
	struct view **place;
	int writes;
	bool give_up;
};

static int paint_choice(struct paint *paint, int row, int at, bool chosen, const char *text)
{
	int begin = at;

	if (chosen)
		paint_cursor(paint, row, at);
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, chosen ? "> " : "  ");
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, text);
	at += paint_text(paint, row, at, APART, THEME_TEXT, "  ");
	return at - begin;
}

static void wait_paint(struct view *view, struct paint *paint, int first, int rows)
{
	const struct wait *self = (struct wait *)view;
	int at = paint_text(paint, first, 0, paint->columns, THEME_TITLE,
			    arena_printf(paint->scratch, _("Changes not yet written: %d."),
					 self->writes));

	(void)rows;
	at += paint_text(paint, first, at, 1, THEME_TEXT, " ");
	at += paint_choice(paint, first, at, !self->give_up, _("wait and write them later"));
	at += paint_choice(paint, first, at, self->give_up, _("give up"));
	at += paint_text(paint, first, at, paint->columns, THEME_TEXT, _("(Tab, Enter)"));
	paint_blank(paint, first, at);
}

static bool wait_key(struct view *view, uint32_t key)
{
	struct wait *self = (struct wait *)view;

	switch (key) {
	case KEY_TAB:
	case KEY_BACKTAB:
	case KEY_ARROW_LEFT:
	case KEY_ARROW_RIGHT:
		self->give_up = !self->give_up;
		break;
	case KEY_RETURN:
		if (self->give_up)
			request_give_up_writes(view->app->conn);
		app_pop(view->app);
		break;
	case KEY_ESC:
	case CTRL_C:
	case CTRL_G:
		app_pop(view->app);
		break;
	}
	return true;
}

static void wait_free(struct view *view)
{
	*((struct wait *)view)->place = NULL;
	free(view);
}

static const struct view_ops wait_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = wait_paint,
    .key = wait_key,
    .free = wait_free,
};

void wait_open(struct app *app, int writes, struct view **place)
{
	struct wait *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&wait_ops, app};
	self->writes = writes;
	self->place = place;
	*place = &self->view;
	app_push(app, &self->view);
}
