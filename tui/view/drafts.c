/* SPDX-License-Identifier: MIT */
/* See drafts.h. While the list is open its drafts are locked: no other session of the
 * same official goes on with one of them meanwhile. */
#include "view/drafts.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "session/draft.h"
#include "view/ask.h"
#include "view/calendar.h"
#include "view/day_form.h"
#include "view/edit.h"
#include "view/edit_node.h"
#include "view/edit_plan.h"
#include "view/event.h"
#include "view/intake.h"
#include "view/ledger_form.h"
#include "view/report_day_form.h"
#include "view/report_days.h"
#include "view/settle.h"
#include "view/step.h"
#include "widget/list.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { VIETNAM = 7 * 3600, WHEN = 18, KIND = 22, SHOWN = 6, PART = 200 };

/* What each kind of draft is called, and how one goes on with it; one that ends in "/"
 * stands for all that begin so. */
static const struct {
	const char *kind, *title;
	void (*resume)(struct app *app, struct draft *draft);
	/* It was sent and is row `row` now: what is typed since is a change of that. NULL:
	 * it can only be written once more. */
	void (*landed)(struct app *app, struct draft *draft, int64_t row);
	const char *shown[SHOWN]; /* parts that tell one draft from another */
} kinds[] = {
    {INTAKE_DRAFT, N_("new record"), intake_resume, intake_landed, {"name", "content", "phone"}},
    {INTAKE_CHANGE_DRAFT, N_("change of a record"), intake_resume, intake_landed,
     {"name", "content", "phone"}},
    {STEP_DRAFT, N_("step of a record"), step_resume, NULL,
     {"_what", "text", "reason", "note", "agency", "content1"}},
    {EDIT_NODE_DRAFT, N_("part of a plan"), edit_resume, edit_landed, {"_of", "first", "text"}},
    {EDIT_PLAN_DRAFT, N_("head of a plan"), edit_resume, edit_landed, {"_of", "number", "title"}},
    {EVENT_DRAFT, N_("event of a task"), event_resume, event_landed, {"number", "what", "_task"}},
    {REPORT_DAY_DRAFT, N_("day of reports"), report_days_resume, report_day_form_landed,
     {"_what", "day", "source"}},
    {DAY_DRAFT, N_("day of the calendar"), calendar_resume, day_form_landed, {"day", "name", "source"}},
    {LEDGER_DRAFT, N_("rule of the register"), ledger_form_resume, ledger_form_landed,
     {"_what", "title", "article"}},
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

struct drafts {
	struct view view;
	struct draft **drafts;
	struct list list;
};

static int kind_of(const struct draft *draft)
{
	for (int i = 0; i < KINDS; i++) {
		size_t len = strlen(kinds[i].kind);

		if (strncmp(kinds[i].kind, draft->kind, len) == 0 &&
		    (kinds[i].kind[len - 1] == '/' || draft->kind[len] == '\0'))
			return i;
	}
	return -1;
}

/* Drafts of a newer program are left where they are. */
static int read_drafts(struct app *app, struct draft ***out)
{
	const char *home = getenv("HOME");
	char *folder;
	int count, kept = 0;

	*out = NULL;
	if (home == NULL || home[0] != '/' || app->me.login == NULL)
		return 0;
	folder = draft_folder(home);
	count = draft_list(folder, app->me.login, out);
	for (int i = 0; i < count; i++) {
		if (kind_of((*out)[i]) < 0)
			draft_free((*out)[i]);
		else
			(*out)[kept++] = (*out)[i];
	}
	free(folder);
	return kept;
}

static void free_drafts(struct draft **drafts, int count)
{
	for (int i = 0; i < count; i++)
		draft_free(drafts[i]);
	free(drafts);
}

void drafts_resume(struct app *app, struct draft *draft)
{
	kinds[kind_of(draft)].resume(app, draft);
}

void drafts_landed(struct app *app, struct draft *draft, int64_t row)
{
	int kind = kind_of(draft);

	if (kinds[kind].landed != NULL)
		kinds[kind].landed(app, draft, row);
}

void drafts_offer(struct app *app)
{
	struct draft **drafts;
	int count = read_drafts(app, &drafts), sent = 0;
	struct str key = STR_EMPTY;

	for (int i = 0; i < count; i++)
		sent += drafts[i]->sent_at != 0;
	free_drafts(drafts, count);
	keymap_show(app->keymap, ACTION_DRAFTS, 1, " ", &key);
	if (sent > 0)
		app_say(app, THEME_ALERT, _("Drafts: %d, of which %d may have been written already. %s shows them."),
			count, sent, str_data(&key));
	else if (count > 0)
		app_say(app, THEME_ALERT, _("Drafts not saved: %d. %s shows them."), count,
			str_data(&key));
	str_free(&key);
}

static const char *when(const struct draft *draft, struct arena *arena)
{
	time_t local = draft->changed + VIETNAM;
	struct tm parts;

	gmtime_r(&local, &parts);
	return arena_printf(arena, "%02d/%02d/%04d %02d:%02d", parts.tm_mday, parts.tm_mon + 1,
			    parts.tm_year + 1900, parts.tm_hour, parts.tm_min);
}

static const char *about(const struct draft *draft, struct arena *arena)
{
	const char *text = "";

	for (int i = 0; i < SHOWN; i++) {
		const char *name = kinds[kind_of(draft)].shown[i];
		const char *part = name != NULL ? draft_get(draft, name) : NULL;

		if (part != NULL && *part != '\0')
			text = arena_printf(arena, "%s%s%.*s", text, *text != '\0' ? ": " : "",
					    (int)text_fit(part, PART, NULL), part);
	}
	return text;
}

const char *drafts_name(const struct draft *draft, const char *what, struct arena *arena)
{
	const char *own = draft_get(draft, "_what");

	if (own != NULL && *own != '\0')
		what = own; /* it says more than the code */
	return arena_printf(arena, "%s: %s", _(kinds[kind_of(draft)].title),
			    *what != '\0' ? what : about(draft, arena));
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct drafts *self = data;
	const struct draft *draft = self->drafts[index];
	int at = LIST_MARGIN;

	at += paint_text(paint, row, at, WHEN, THEME_TEXT,
			 arena_printf(paint->scratch, "%-*s", WHEN, when(draft, paint->scratch)));
	at += paint_text(paint, row, at, KIND, THEME_TEXT, _(kinds[kind_of(draft)].title));
	for (; at < LIST_MARGIN + WHEN + KIND; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	if (draft->sent_at != 0)
		at += paint_text(paint, row, at, paint->columns, THEME_ALERT, _("may be written: "));
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, about(draft, paint->scratch));
	paint_blank(paint, row, at);
}

static void drafts_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct drafts *self = (struct drafts *)view;

	paint_row(paint, first, THEME_HEAD, _("  Typed until        What"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT, _("  There is no draft."));
}

static void drafts_refresh(struct view *view)
{
	struct drafts *self = (struct drafts *)view;

	free_drafts(self->drafts, self->list.count);
	self->list.count = read_drafts(view->app, &self->drafts);
	list_focus(&self->list, self->list.focus);
}

static struct draft *take(struct drafts *self)
{
	struct draft *draft = self->drafts[self->list.focus];

	self->list.count--;
	memmove(&self->drafts[self->list.focus], &self->drafts[self->list.focus + 1],
		(size_t)(self->list.count - self->list.focus) * sizeof(*self->drafts));
	list_focus(&self->list, self->list.focus);
	return draft;
}

static const char *drop(void *data, const struct prompt *prompt)
{
	struct drafts *self = data;
	struct draft *draft = take(self);

	(void)prompt;
	draft_remove(draft);
	draft_free(draft);
	app_say(self->view.app, THEME_GOOD, _("The draft is thrown away."));
	return NULL;
}

static bool drafts_act(struct view *view, enum action action)
{
	struct drafts *self = (struct drafts *)view;
	struct app *app = view->app;
	struct ask ask = {.answered = drop, .data = self};
	struct prompt prompt;

	if (list_act(&self->list, action))
		return true;
	if (action != ACTION_OPEN && action != ACTION_DROP)
		return false;
	if (self->list.count == 0)
		return true;
	if (action == ACTION_OPEN) {
		struct draft *draft = take(self);

		app_close(app, view);
		settle_resume(app, draft);
		return true;
	}
	prompt_start(&prompt, _("Throw this draft away? Enter does it, Esc keeps it."));
	ask_open(app, &prompt, &ask);
	return true;
}

static void drafts_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("Drafts"));
}

static void drafts_free(struct view *view)
{
	struct drafts *self = (struct drafts *)view;

	free_drafts(self->drafts, self->list.count);
	free(self);
}

static const struct view_ops drafts_ops = {
    .context = CONTEXT_DRAFTS,
    .title = drafts_title,
    .paint = drafts_paint,
    .act = drafts_act,
    .refresh = drafts_refresh,
    .free = drafts_free,
};

struct view *drafts_new(struct app *app)
{
	struct drafts *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&drafts_ops, app};
	drafts_refresh(&self->view);
	return &self->view;
}
