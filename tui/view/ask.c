/* SPDX-License-Identifier: MIT */
/* See ask.h. */
#include "view/ask.h"

#include "app.h"
#include "base/mem.h"

#include <stdlib.h>

struct ask_view {
	struct view view;
	struct prompt prompt;
	struct ask ask;
};

static void ask_paint(struct view *view, struct paint *paint, int first, int rows)
{
	(void)rows;
	prompt_paint(&((struct ask_view *)view)->prompt, paint, first);
}

static bool ask_key(struct view *view, uint32_t key)
{
	struct ask_view *self = (struct ask_view *)view;
	const char *wrong;

	switch (prompt_key(&self->prompt, key)) {
	case PROMPT_LEFT:
		app_pop(view->app);
		return true;
	case PROMPT_DONE:
		wrong = self->ask.answered(self->ask.data, &self->prompt);
		if (wrong == NULL)
			app_pop(view->app);
		else
			app_say(view->app, THEME_ALERT, "%s", wrong);
		return true;
	default:
		return true;
	}
}

static void ask_free(struct view *view)
{
	struct ask_view *self = (struct ask_view *)view;

	if (self->ask.closed != NULL)
		self->ask.closed(self->ask.data);
	prompt_free(&self->prompt);
	free(self);
}

static const struct view_ops ask_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = ask_paint,
    .key = ask_key,
    .free = ask_free,
};

void ask_open(struct app *app, const struct prompt *prompt, const struct ask *ask)
{
	struct ask_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&ask_ops, app};
	self->prompt = *prompt;
	self->ask = *ask;
	app_push(app, &self->view);
}
