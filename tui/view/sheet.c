/* SPDX-License-Identifier: MIT */
/* See sheet.h. */
#include "view/sheet.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "input/key.h"
#include "view/keep.h"
#include "view/settle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct view_ops sheet_ops;

struct sheet {
	struct view view;
	struct form *form;
	struct keep *keep;
	const struct sheet_ops *ops;
	void *data;
	bool waiting;
	bool settling; /* whether what was sent before has been written is being asked */
	bool submit;   /* and what is typed goes out when it has not */
};

static void fill_draft(void *data, struct draft *draft)
{
	struct sheet *self = data;

	for (int i = 0; i < form_count(self->form); i++)
		draft_set(draft, form_name(self->form, i), form_typed(self->form, i));
}

static void take_draft(struct sheet *self, const struct draft *draft)
{
	for (int i = 0; i < draft->count; i++) {
		int field = form_find(self->form, draft->parts[i].name);

		if (field >= 0)
			form_set_typed(self->form, field, draft->parts[i].text);
	}
}

struct form *sheet_form(struct view *view)
{
	return ((struct sheet *)view)->form;
}

void *sheet_data(struct view *view)
{
	return ((struct sheet *)view)->data;
}

const char *sheet_uuid(struct view *view)
{
	struct sheet *self = (struct sheet *)view;

	return self->keep != NULL ? keep_uuid(self->keep) : NULL;
}

struct view *sheet_still(const struct app *app, struct view *view, const char *uuid)
{
	if (!app_has(app, view) || view->ops != &sheet_ops || sheet_uuid(view) == NULL)
		return NULL;
	return strcmp(sheet_uuid(view), uuid) == 0 ? view : NULL;
}

void sheet_wait(struct view *view, bool waiting)
{
	((struct sheet *)view)->waiting = waiting;
}

static void settled(void *data, const struct rows *rows, const struct err_info *why)
{
	struct sheet *self = data;
	struct app *app = self->view.app;
	struct draft *draft;

	self->settling = false;
	if (why != NULL) {
		settle_say_unknown(app, why);
	} else if (rows_bool(rows, 0, "landed")) {
		draft = keep_take(self->keep);
		self->keep = NULL;
		app_close(app, &self->view);
		settle_landed(app, draft, rows);
	} else {
		settle_say_not(app, keep_sent_at(self->keep));
		keep_renew(self->keep);
		if (self->submit)
			self->ops->submit(&self->view, self->data);
	}
}

/* What was sent is one write, and what is typed now another, unless it is the same. */
static void settle(struct sheet *self, bool submit)
{
	const char *params[1] = {keep_uuid(self->keep)};

	self->settling = true;
	self->submit = submit;
	request_read(self->view.app->conn, QUERY_REQUEST_SETTLE, params, settled, self);
}

static void submit(struct sheet *self)
{
	if (self->waiting || self->settling)
		return;
	if (form_check(self->form) && self->keep != NULL && keep_is_sent(self->keep))
		settle(self, true);
	else if (form_check(self->form))
		self->ops->submit(&self->view, self->data);
	else
		app_say(self->view.app, THEME_ALERT,
			_("Something is missing or wrong: it is said beside the fields."));
}

/* What cannot be kept is left at the second time only, since that loses it. */
static void leave(struct sheet *self)
{
	struct app *app = self->view.app;
	bool typed = self->keep != NULL && !form_is_empty(self->form) && keep_typed(self->keep);
	bool kept = typed && keep_write(self->keep);

	if (typed && !kept && !app->warned) {
		app->warned = true;
		app_say(app, THEME_ALERT,
			_("No draft can be kept on disk: leaving once more loses what was typed."));
		return;
	}
	app_close(app, &self->view);
	if (kept)
		app_say(app, THEME_TEXT, _("Not saved. What was typed is kept as a draft."));
	else if (typed)
		app_say(app, THEME_ALERT, _("Not saved, and no draft was kept."));
}

void sheet_compare(struct form *form, int version_at, int version, const struct sheet_now *now, int count)
{
	char text[16];
	struct arena *arena = arena_new();

	snprintf(text, sizeof(text), "%d", version);
	for (int i = 0; i < count && strcmp(form_value(form, version_at), text) != 0; i++)
		if (strcmp(form_value(form, now[i].field), now[i].value) != 0)
			form_wrong(form, now[i].field,
				   arena_printf(arena, _("now: %s"),
						*now[i].shown != '\0' ? now[i].shown : _("(empty)")));
	form_set(form, version_at, text);
	arena_free(arena);
}

void sheet_done(struct view *view)
{
	struct sheet *self = (struct sheet *)view;
	struct app *app = view->app;
	struct draft *more = NULL;

	/* A line that was down held no keys up: something may have been typed since. */
	if (self->keep != NULL && keep_is_sent(self->keep) && keep_differs(self->keep))
		more = keep_take(self->keep);
	else if (self->keep != NULL)
		keep_end(self->keep, true);
	self->keep = NULL;
	app_close(app, view);
	if (more != NULL)
		settle_resume(app, more);
}

/* What was pasted has come to its end: whether it came whole. */
static void tell_broken(struct sheet *self)
{
	int line, letter, count = form_pasting(self->form) ? 0 : form_broken(self->form, &line, &letter);

	if (count > 0)
		app_say(self->view.app, THEME_ALERT,
			_("%d bytes of what was pasted are no text and were left out, the first in line %d at letter %d."),
			count, line, letter);
}

static bool sheet_key(struct view *view, uint32_t key)
{
	struct sheet *self = (struct sheet *)view;
	int focus = form_focus(self->form);
	enum form_state state = form_key(self->form, key);

	tell_broken(self);
	switch (state) {
	case FORM_TYPED:
		self->view.app->warned = false;
		if (self->keep != NULL)
			keep_touch(self->keep, form_pasting(self->form));
		if (form_overflowed(self->form))
			app_say(view->app, THEME_ALERT,
				_("The text is too long: its end was left out."));
		if (self->ops->typed != NULL && !form_pasting(self->form))
			self->ops->typed(view, self->data, focus);
		return true;
	case FORM_DONE:
		submit(self);
		return true;
	case FORM_LEFT:
		leave(self);
		return true;
	case FORM_OTHER:
		return false;
	default:
		return true;
	}
}

static bool sheet_act(struct view *view, enum action action)
{
	struct sheet *self = (struct sheet *)view;

	switch (action) {
	case ACTION_FORM_SAVE:
		submit(self);
		return true;
	case ACTION_FORM_NEXT:
		form_key(self->form, KEY_TAB);
		return true;
	case ACTION_FORM_PREVIOUS:
		form_key(self->form, KEY_BACKTAB);
		return true;
	case ACTION_BACK:
	case ACTION_CLOSE:
		leave(self);
		return true;
	default:
		return self->ops->act != NULL && self->ops->act(view, self->data, action);
	}
}

static void sheet_paint(struct view *view, struct paint *paint, int first, int rows)
{
	form_paint(((struct sheet *)view)->form, paint, first, rows);
}

static void sheet_title(struct view *view, struct str *out)
{
	struct sheet *self = (struct sheet *)view;

	self->ops->title(self->data, out);
}

static bool sheet_waiting(const struct view *view)
{
	const struct sheet *self = (const struct sheet *)view;

	return self->waiting || self->settling;
}

static void sheet_free(struct view *view)
{
	struct sheet *self = (struct sheet *)view;

	if (self->keep != NULL)
		keep_end(self->keep, form_is_empty(self->form));
	if (self->ops->free != NULL)
		self->ops->free(self->data);
	form_free(self->form);
	free(self);
}

static const struct view_ops sheet_ops = {
    .context = CONTEXT_FORM,
    .lines = true,
    .title = sheet_title,
    .paint = sheet_paint,
    .act = sheet_act,
    .key = sheet_key,
    .takes = form_takes_key,
    .waiting = sheet_waiting,
    .free = sheet_free,
};

struct view *sheet_new(struct app *app, struct form *form, struct draft *draft,
		       const struct sheet_ops *ops, void *data)
{
	struct sheet *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&sheet_ops, app};
	self->form = form;
	self->ops = ops;
	self->data = data;
	if (draft != NULL) {
		take_draft(self, draft);
		self->keep = keep_start(app, draft, fill_draft, self);
		if (keep_is_sent(self->keep))
			settle(self, false);
	}
	return &self->view;
}
