/* SPDX-License-Identifier: MIT */
/* See mark.h. */
#include "view/mark.h"

#include "app.h"
#include "base/i18n.h"
#include "view/ask.h"
#include "view/order.h"
#include "view/remark.h"
#include "view/undo.h"

#include <stdlib.h>
#include <string.h>

struct mark {
	struct mark *next;
	struct app *app;
	struct view *view; /* NULL once it has gone */
	char *what;
	enum action action;
	struct task_mark mark;
	char *typed[PROMPT_FIELDS]; /* kept until the server has said yes */
	enum { MARK_ASKING, MARK_SENT, MARK_WRITTEN, MARK_REFUSED, MARK_KNOWN } stage;
};

/*
 * ASKING: the question is open. SENT: on its way. WRITTEN: confirmed, and its view
 * is reading again; what is said of it waits for that, so that the row and the
 * message are painted together. REFUSED: kept for what was typed. KNOWN: over, kept
 * for the row version that our own write has made: keys typed ahead of the next
 * read must not conflict with ourselves.
 */

static const struct mark_kind kinds[] = {
    {ACTION_DONE, TASK_DONE, N_("Done"), N_("document no."), NULL, true},
    {ACTION_PROGRESS, TASK_IN_PROGRESS, N_("In progress"), N_("note"), NULL, false},
    {ACTION_NOTHING, TASK_NOTHING_AROSE, N_("Nothing arose"), N_("note"), NULL, true},
    {ACTION_OBSTRUCTED, TASK_OBSTRUCTED, N_("Obstructed"), N_("reason"),
     N_("Say what stands in the way: it is shown to whoever coordinates."), false},
    {ACTION_REOPEN, TASK_OPEN, N_("Reopen"), N_("reason"), NULL, false},
    /* Changes no state: it asks the unit to. */
    {ACTION_URGE, TASK_OPEN, N_("Urge"), N_("message"),
     N_("Say what the unit is to do: it stands in their Today."), false},
};

const struct mark_kind *mark_kind_of(enum action action)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].action == action)
			return &kinds[i];
	return NULL;
}

static void free_mark(struct mark *mark)
{
	for (int i = 0; i < PROMPT_FIELDS; i++)
		free(mark->typed[i]);
	free(mark->what);
	free(mark);
}

static void unlink_mark(struct mark *mark)
{
	struct mark **at = &mark->app->marks;

	while (*at != NULL && *at != mark)
		at = &(*at)->next;
	if (*at == mark)
		*at = mark->next;
}

static void keep_typed(struct mark *mark, const struct prompt *prompt)
{
	for (int i = 0; i < prompt->count; i++) {
		free(mark->typed[i]);
		mark->typed[i] = mem_copy(prompt_value(prompt, i));
	}
}

/* The same question again, later, begins with what was typed before. */
static struct mark *find_refused(struct app *app, enum action action, int64_t occurrence)
{
	for (struct mark *one = app->marks; one != NULL; one = one->next)
		if (one->stage == MARK_REFUSED && one->action == action &&
		    one->mark.occurrence == occurrence)
			return one;
	return NULL;
}

static void say_done(struct mark *mark)
{
	const struct mark_kind *kind = mark_kind_of(mark->action);
	struct str more = STR_EMPTY;

	if (mark->action == ACTION_URGE) {
		app_say(mark->app, THEME_GOOD, _("Sent: %s is asked to act"), mark->what);
		return;
	}
	if (mark->mark.state == TASK_DONE && mark->typed[0][0] == '\0')
		str_add(&more, _(" (no document number yet)"));
	undo_hint(mark->app, &more);
	app_say(mark->app, THEME_GOOD, _("Saved: %s, %s%s"), mark->what,
		task_state_title(kind->state), str_data(&more));
	str_free(&more);
}

/* From here on only the version is of use, and only the newest. */
static void retire(struct mark *mark)
{
	struct mark *one = mark->app->marks, *next;

	say_done(mark);
	mark->stage = MARK_KNOWN;
	mark->view = NULL;
	for (; one != NULL; one = next) {
		next = one->next;
		if (one != mark && one->stage == MARK_KNOWN &&
		    one->mark.occurrence == mark->mark.occurrence) {
			unlink_mark(one);
			free_mark(one);
		}
	}
}

static void answered(void *data, const struct rows *rows, const struct err_info *why)
{
	struct mark *mark = data;
	struct view *view = mark->view;

	if (why != NULL) {
		mark->stage = MARK_REFUSED;
		app_say(mark->app, THEME_ALERT, "%s: %s", mark->what, why->text);
	} else {
		mark->stage = MARK_WRITTEN;
		if (mark->action != ACTION_URGE)
			mark->mark.version = (int)rows_int(rows, 0, "version");
		app_outdate(mark->app, view);
	}
	if (view != NULL)
		view->ops->refresh(view);
	else if (why == NULL)
		retire(mark);
}

const struct task_mark *mark_written(const struct view *view, int64_t occurrence)
{
	for (const struct mark *one = view->app->marks; one != NULL; one = one->next)
		if (one->stage == MARK_WRITTEN && one->view == view && one->action != ACTION_URGE &&
		    (occurrence == 0 || one->mark.occurrence == occurrence))
			return &one->mark;
	return NULL;
}

void mark_shown(struct view *view)
{
	order_shown(view);
	for (struct mark *one = view->app->marks; one != NULL; one = one->next) {
		if (one->stage == MARK_WRITTEN && one->view == view) {
			retire(one);
			return; /* the list has changed; the next read shows the next */
		}
	}
}

const char *mark_check(const struct mark_kind *kind, const struct prompt *prompt, int today,
		       int *done_on)
{
	bool valid = true;
	const char *text = prompt_value(prompt, 0);

	if (kind->needed != NULL && text[strspn(text, " ")] == '\0')
		return _(kind->needed);
	*done_on = DATE_NONE;
	if (kind->date) {
		*done_on = date_read_typed(prompt_value(prompt, 1), today, &valid);
		if (!valid)
			return _("There is no such day. Write it as 20/11/2026.");
		if (*done_on != DATE_NONE && *done_on > today)
			return _("The day lies in the future");
	}
	return NULL;
}

void mark_fill(const struct mark_kind *kind, const char *text, struct task_mark *mark)
{
	mark->document = NULL;
	mark->note = NULL;
	mark->document_date = DATE_NONE;
	if (kind->state == TASK_DONE) {
		mark->document = text;
		if (*text != '\0')
			mark->document_date = mark->done_on;
	} else {
		mark->note = text;
	}
}

static const char *submit(void *data, const struct prompt *prompt)
{
	struct mark *mark = data;
	const struct mark_kind *kind = mark_kind_of(mark->action);
	const char *wrong = mark_check(kind, prompt, mark->app->me.today, &mark->mark.done_on);

	if (wrong != NULL)
		return wrong;
	keep_typed(mark, prompt);
	mark_fill(kind, mark->typed[0], &mark->mark);
	mark->stage = MARK_SENT;
	if (mark->action == ACTION_URGE)
		task_send_urge(mark->app->conn, mark->mark.occurrence, mark->typed[0], answered,
			       mark);
	else
		task_send_mark(mark->app->conn, &mark->mark, answered, mark);
	return NULL;
}

/* The question has gone: without an answer there is nothing to keep. */
static void closed(void *data)
{
	struct mark *mark = data;

	if (mark->stage != MARK_ASKING)
		return;
	unlink_mark(mark);
	free_mark(mark);
}

void mark_aim(struct mark_target *target, const struct occurrence *owed)
{
	target->occurrence = owed->mine || owed->on_behalf ? owed->id : 0;
	target->version = owed->version;
	target->state = owed->state;
	target->done_on = owed->done_on;
	target->document = owed->document;
	target->note = owed->note;
	target->on_behalf = owed->mine ? NULL : owed->unit;
}

/* What the text field begins with: what was typed and refused, else what stands
 * there already when the same state is said again. */
static const char *begin_text(const struct mark *mark, const struct mark_kind *kind,
			      const struct mark_target *target)
{
	const char *text = mark->action == ACTION_DONE ? target->document : target->note;

	if (mark->typed[0] != NULL)
		return mark->typed[0];
	if (mark->action == ACTION_URGE)
		return _("please do it and enter the result");
	return target->state == kind->state && text != NULL ? text : "";
}

static const char *begin_day(const struct mark *mark, const struct mark_kind *kind,
			     const struct mark_target *target, char day[DATE_TEXT])
{
	if (mark->typed[1] != NULL)
		return mark->typed[1];
	if (target->state == kind->state && target->done_on != DATE_NONE)
		return date_show(target->done_on, day);
	return date_show(mark->app->me.today, day);
}

static void ask(struct mark *mark, const struct mark_kind *kind, const struct mark_target *target)
{
	struct ask ask = {.answered = submit, .closed = closed, .data = mark};
	struct arena *arena = arena_new();
	struct prompt prompt;
	char day[DATE_TEXT];

	prompt_start(&prompt, target->on_behalf != NULL && mark->action != ACTION_URGE
				  ? arena_printf(arena, _("%s (on behalf) %s:"), _(kind->verb),
						 target->what)
				  : arena_printf(arena, "%s %s:", _(kind->verb), target->what));
	prompt_add(&prompt, _(kind->text), begin_text(mark, kind, target), 0);
	if (kind->date)
		prompt_add(&prompt, _("on"), begin_day(mark, kind, target, day), MARK_DATE);
	arena_free(arena);
	ask_open(mark->app, &prompt, &ask);
}

static int newest_version(const struct app *app, const struct mark_target *target)
{
	int version = target->version;

	for (const struct mark *one = app->marks; one != NULL; one = one->next)
		if (one->stage == MARK_KNOWN && one->mark.occurrence == target->occurrence &&
		    one->mark.version > version)
			version = one->mark.version;
	return version;
}

struct mark_target mark_target_of(const struct occurrence *owed, const char *path,
				  struct arena *arena)
{
	struct mark_target target = {
	    .what = task_name(arena, path, owed->unit, owed->period),
	    .why_not =
		_("This is another unit's, or its plan is closed: only its unit or coordinator may mark it."),
	};

	mark_aim(&target, owed);
	return target;
}

bool mark_act(struct view *view, enum action action, const struct mark_target *target)
{
	const struct mark_kind *kind = mark_kind_of(action);
	struct mark *mark;

	if (kind == NULL)
		return false;
	if (target->occurrence == 0) {
		app_say(view->app, THEME_ALERT, "%s", target->why_not);
		return true;
	}
	if (action == ACTION_URGE && target->on_behalf == NULL) {
		app_say(view->app, THEME_ALERT,
			_("Only another unit can be urged, by whoever coordinates it: go to its row."));
		return true;
	}
	if (mark_pending(view->app, target->occurrence) ||
	    order_pending(view->app, target->occurrence)) {
		app_say(view->app, THEME_ALERT, _("The last change to it is still on its way."));
		return true;
	}
	mark = find_refused(view->app, action, target->occurrence);
	if (mark == NULL) {
		mark = mem_new(1, sizeof(*mark));
		mark->app = view->app;
		mark->next = view->app->marks;
		view->app->marks = mark;
	}
	mark->stage = MARK_ASKING;
	mark->view = view;
	mark->action = action;
	free(mark->what);
	mark->what = mem_copy(target->what);
	mark->mark.occurrence = target->occurrence;
	mark->mark.version = newest_version(view->app, target);
	mark->mark.state = kind->state;
	ask(mark, kind, target);
	return true;
}

void mark_forget(struct app *app, const struct view *view)
{
	order_forget(app, view);
	for (struct mark *one = app->marks; one != NULL; one = one->next) {
		if (one->view != view)
			continue;
		if (one->stage == MARK_WRITTEN)
			one->stage = MARK_KNOWN;
		one->view = NULL;
	}
}

bool mark_pending(const struct app *app, int64_t occurrence)
{
	for (const struct mark *one = app->marks; one != NULL; one = one->next)
		if ((one->stage == MARK_SENT || one->stage == MARK_WRITTEN) &&
		    one->mark.occurrence == occurrence)
			return true;
	return false;
}

bool mark_waiting(const struct view *view)
{
	for (const struct mark *one = view->app->marks; one != NULL; one = one->next)
		if (one->view == view && (one->stage == MARK_SENT || one->stage == MARK_WRITTEN))
			return true;
	return false;
}

void mark_free_all(struct app *app)
{
	order_free_all(app);
	remark_free_all(app);
	free(app->reason);
	app->reason = NULL;
	while (app->marks != NULL) {
		struct mark *one = app->marks;

		app->marks = one->next;
		free_mark(one);
	}
}
