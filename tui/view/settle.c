/* SPDX-License-Identifier: MIT */
/* See settle.h. */
#include "view/settle.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "loop.h"
#include "view/ask.h"
#include "view/drafts.h"
#include "view/ready.h"

#include <stdlib.h>

enum { REMEMBERED = 29 * 86400 }; /* s; the server may forget a write after 30 days */

struct settle {
	struct app *app;
	struct draft *draft; /* NULL: somebody else has it */
	bool go_on;
};

static struct draft *take(struct settle *self)
{
	struct draft *draft = self->draft;

	self->draft = NULL;
	return draft;
}

static struct settle *settle_new(struct app *app, struct draft *draft)
{
	struct settle *self = mem_new(1, sizeof(*self));

	*self = (struct settle){.app = app, .draft = draft};
	return self;
}

/* The file stays. */
static void settle_free(void *data)
{
	struct settle *self = data;

	draft_free(self->draft);
	free(self);
}

static const char *wanted(void *data, const struct prompt *prompt)
{
	(void)prompt;
	((struct settle *)data)->go_on = true;
	return NULL;
}

static void question_gone(void *data)
{
	struct settle *self = data;

	if (self->go_on)
		drafts_resume(self->app, take(self));
	settle_free(self);
}

/* What was typed since it was sent is shown when that is wanted: it is not what has
 * been written, and easily taken for it. */
static void ask_about_more(struct app *app, struct draft *draft)
{
	struct ask ask = {.answered = wanted,
			  .closed = question_gone,
			  .data = settle_new(app, draft)};
	struct prompt prompt;

	prompt_start(
	    &prompt,
	    _("What was typed after that is not written. Enter goes on with it, "
	      "Esc keeps it as a draft."));
	ask_open(app, &prompt, &ask);
}

void settle_landed(struct app *app, struct draft *draft, const struct rows *rows)
{
	struct arena *arena = arena_new();
	const char *name = drafts_name(draft, rows_text(rows, 0, "about"), arena);
	const char *at = arena_copy(arena, rows_text(rows, 0, "landed_at"));
	struct err_info why = {0};

	app_outdate(app, NULL);
	if (!draft_differs(draft)) {
		draft_remove(draft);
		draft_free(draft);
	} else {
		drafts_landed(app, draft, rows_int(rows, 0, "row_id"));
		if (draft_renew(draft, loop_now(), &why) != ERR_OK)
			app_say(app, THEME_ALERT, "%s", why.text);
		ask_about_more(app, draft);
	}
	if (why.code == ERR_OK)
		app_say(app, THEME_GOOD, _("Written already, at %s: %s"), at, name);
	arena_free(arena);
}

void settle_say_not(struct app *app, time_t sent_at)
{
	if (time(NULL) - sent_at > REMEMBERED)
		app_say(app, THEME_ALERT,
			_("It was sent so long ago that nobody knows whether it was "
			  "written: look before you save it."));
}

void settle_say_unknown(struct app *app, const struct err_info *why)
{
	app_say(app, THEME_ALERT,
		_("Whether it has been written already is not known yet: %s"),
		why->text);
}

static void got(struct app *app, void *data, const struct rows *rows)
{
	struct settle *self = data;
	struct draft *draft = take(self);
	time_t sent_at = draft->sent_at;
	struct err_info why = {0};

	if (rows_bool(rows, 0, "landed")) {
		settle_landed(app, draft, rows);
		return;
	}
	if (draft_renew(draft, loop_now(), &why) != ERR_OK)
		app_say(app, THEME_ALERT, "%s", why.text);
	drafts_resume(app, draft);
	settle_say_not(app, sent_at);
}

void settle_resume(struct app *app, struct draft *draft)
{
	const char *params[1] = {draft->id};

	if (draft->sent_at == 0)
		drafts_resume(app, draft);
	else
		ready_open(app, &(struct ready){.query = QUERY_REQUEST_SETTLE,
						.params = params,
						.got = got,
						.free = settle_free,
						.data = settle_new(app, draft)});
}
