/* SPDX-License-Identifier: MIT */
/* See step.h: links to likely duplicates, splitting, the call back, a look. */
#include "view/step_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "base/text.h"
#include "feedback/feedback.h"
#include "view/keep.h"
#include "view/menu.h"
#include "view/order.h"
#include "view/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIKELY, LINKED }; /* kinds of rows */
/* Of a split letter: parts that a form has at first, and at most. */
enum { SPLIT_FIRST = 3, SPLIT_MOST = 9, LETTER_MOST = 400 };

/* A write of this file: what it says when it is done, and the form that asked. */
struct deed {
	struct step *step; /* a copy */
	char *done;
	struct view *sheet; /* NULL: there was no form */
	char draft[UUID_TEXT];
	bool show; /* the answer is to be read */
};

static void show_party(struct app *app, const struct rows *rows, const char *code)
{
	static const char *const columns[] = {"name", "address", "phone", "email", "content"};
	struct str text = STR_EMPTY;

	str_addf(&text, "%s\n", code);
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (*rows_text(rows, 0, columns[i]) != '\0')
			str_addf(&text, "\n%s\n", rows_text(rows, 0, columns[i]));
	app_push(app, plain_new(app, str_data(&text)));
	str_free(&text);
}

static void told(void *data, struct app *app, struct view *view, const struct rows *rows,
		 const struct err_info *why)
{
	struct deed *deed = data;
	struct view *sheet = sheet_still(app, deed->sheet, deed->draft);

	(void)view;
	if (why != NULL) {
		if (sheet != NULL)
			sheet_wait(sheet, false);
		app_say(app, THEME_ALERT, "%s: %s", deed->step->code, why->text);
		return;
	}
	if (sheet != NULL)
		sheet_done(sheet);
	else if (deed->sheet != NULL)
		keep_drop(app, deed->draft);
	if (deed->show && rows_count(rows) > 0)
		show_party(app, rows, deed->step->code);
	app_say(app, THEME_GOOD, "%s: %s", deed->step->code, deed->done);
}

static void free_deed(void *data)
{
	struct deed *deed = data;

	step_free(deed->step);
	free(deed->done);
	free(deed);
}

static void send(const struct step *step, enum query query, const char *const *params,
		 struct view *sheet, const char *done)
{
	struct deed *deed = mem_new(1, sizeof(*deed));

	*deed = (struct deed){.step = step_copy(step, NULL),
			      .done = mem_copy(done),
			      .sheet = sheet,
			      .show = query == QUERY_FEEDBACK_LOOK};
	if (sheet != NULL) {
		memcpy(deed->draft, sheet_uuid(sheet), UUID_TEXT);
		sheet_wait(sheet, true);
	}
	order_send(step->app, &(struct order){.query = query,
					      .params = params,
					      .uuid = sheet != NULL ? sheet_uuid(sheet) : NULL,
					      .view = step_view(step),
					      .answered = told,
					      .free = free_deed,
					      .data = deed});
}

/* Links. */

static void chose_link(struct app *app, void *data, int index)
{
	const struct step *step = data;
	const struct step_row *row = &step->rows[index];
	char id[24], other[24];
	const char *link[3] = {id, other, "duplicate"}, *unlink[1] = {other};

	(void)app;
	snprintf(id, sizeof(id), "%lld", (long long)step->id);
	snprintf(other, sizeof(other), "%lld", (long long)row->number);
	if (row->kind == LIKELY)
		send(step, QUERY_FEEDBACK_LINK, link, NULL, _("linked; both stay as they are"));
	else
		send(step, QUERY_FEEDBACK_UNLINK, unlink, NULL, _("the link is taken away"));
}

static void got_likely(void *data, const struct rows *rows, const struct err_info *why)
{
	static const struct menu_ops ops = {chose_link, step_free};
	struct step *step = data;
	struct menu_item *items;
	int linked = step->row_count, count = linked;

	if (step_failed(step, why))
		return;
	items = mem_new((size_t)(linked + rows_count(rows)) + 1, sizeof(*items));
	for (int i = 0; i < rows_count(rows); i++, count++) {
		struct step_row *row = &step->rows[count];

		row->kind = LIKELY;
		row->number = rows_int(rows, i, "feedback_id");
		row->name = arena_printf(step->arena, _("link %s  %d%%  %s"), rows_text(rows, i, "code"),
					 (int)rows_int(rows, i, "likeness"), rows_text(rows, i, "sender"));
		row->note = arena_copy(step->arena, rows_text(rows, i, "content"));
	}
	step->row_count = count;
	for (int i = 0; i < count; i++)
		items[i] = (struct menu_item){step->rows[i].name, step->rows[i].note};
	if (count == 0) {
		app_say(step->app, THEME_TEXT, _("%s: no record is like it."), step->code);
		step_free(step);
	} else {
		menu_open(step->app,
			  arena_printf(step->arena, _("%s: likely the same, and linked"), step->code),
			  items, count, &ops, step);
	}
	free(items);
}

static void got_links(void *data, const struct rows *rows, const struct err_info *why)
{
	enum { LIKELY_ROOM = 16 }; /* the server sends ten at most */
	struct step *step = data;

	if (step_failed(step, why))
		return;
	step->rows = arena_alloc(step->arena, ((size_t)rows_count(rows) + LIKELY_ROOM) *
						  sizeof(*step->rows));
	for (int i = 0; i < rows_count(rows); i++)
		step->rows[step->row_count++] = (struct step_row){
		    .kind = LINKED,
		    .number = rows_int(rows, i, "link_id"),
		    .name = arena_printf(step->arena, _("unlink %s"), rows_text(rows, i, "code")),
		    .note = arena_copy(step->arena, rows_text(rows, i, "content"))};
	step_read(step, QUERY_FEEDBACK_LIKELY, got_likely);
}

/* A look at what is sealed. */

static void say_look(void *data, struct str *out)
{
	str_addf(out, _("Look at %s"), ((const struct step *)data)->code);
}

static void submit_look(struct view *view, void *data)
{
	const struct step *step = data;
	char id[24];
	const char *params[2] = {id, form_value(sheet_form(view), 0)};

	snprintf(id, sizeof(id), "%lld", (long long)step->id);
	send(step, QUERY_FEEDBACK_LOOK, params, view, _("your look has been written down"));
}

static void look(struct step *step)
{
	static const struct sheet_ops ops = {.title = say_look, .submit = submit_look, .free = step_free};
	struct form *form;

	if (!step->sealed) {
		app_say(step->app, THEME_TEXT, _("%s is not sealed: Enter shows all of it."), step->code);
		step_free(step);
		return;
	}
	form = form_new(step->app->me.today);
	form_need(form, form_add(form, FORM_LINE, "reason", _("Reason"), ""));
	form_hint(form, 0, _("A look needs its reason: it is written down with your name."));
	step_sheet(step, "look", form, &ops);
}

/* A call back. */

static void say_call(void *data, struct str *out)
{
	str_addf(out, _("%s: called"), ((const struct step *)data)->code);
}

static void submit_call(struct view *view, void *data)
{
	const struct step *step = data;
	struct form *form = sheet_form(view);
	char id[24], version[16];
	const char *params[4] = {id, version, form_value(form, 0), form_value(form, 1)};

	snprintf(id, sizeof(id), "%lld", (long long)step->id);
	snprintf(version, sizeof(version), "%d", step->version);
	send(step, QUERY_FEEDBACK_CALL, params, view, _("the call is written down"));
}

static void called(struct step *step)
{
	static const struct sheet_ops ops = {.title = say_call, .submit = submit_call, .free = step_free};
	struct form *form = form_new(step->app->me.today);
	int reached = form_add(form, FORM_CHOICE, "reached", _("Reached"), "true");

	form_choices(form, reached,
		     (struct form_choice[]){{"true", _("yes")}, {"false", _("no, to be tried again")}}, 2);
	form_need(form, reached);
	form_add(form, FORM_LINE, "note", _("Note"), "");
	step_sheet(step, "call", form, &ops);
}

/* Splitting a letter that holds several matters. */

static void say_split(void *data, struct str *out)
{
	str_addf(out, _("%s: split into records of their own"), ((const struct step *)data)->code);
}

/* The field of the part of that number, from 1. */
static int part_field(const struct form *form, const char *what, int part)
{
	char name[16];

	snprintf(name, sizeof(name), "%s%d", what, part);
	return form_find(form, name);
}

/* There is always room for one part more than are filled in. */
static void show_parts(struct form *form)
{
	for (int i = SPLIT_FIRST; i < SPLIT_MOST; i++) {
		if (*form_value(form, part_field(form, "content", i)) == '\0')
			continue;
		form_hide(form, part_field(form, "track", i + 1), false);
		form_hide(form, part_field(form, "content", i + 1), false);
	}
}

static void typed_split(struct view *view, void *data, int field)
{
	(void)data;
	(void)field;
	show_parts(sheet_form(view));
}

static void submit_split(struct view *view, void *data)
{
	const struct step *step = data;
	struct form *form = sheet_form(view);
	struct str parts = STR_EMPTY;
	char id[24], version[16];
	const char *params[3] = {id, version, NULL};

	str_add_char(&parts, '[');
	for (int i = 1; i <= SPLIT_MOST; i++) {
		const char *track = form_value(form, part_field(form, "track", i));
		const char *content = form_value(form, part_field(form, "content", i));

		if (*content == '\0')
			continue;
		if (parts.len > 1)
			str_add_char(&parts, ',');
		feedback_json_begin(&parts);
		feedback_json_add(&parts, "content", content);
		feedback_json_add(&parts, "track", *track != '\0' ? track : NULL);
		feedback_json_end(&parts);
	}
	str_add_char(&parts, ']');
	params[2] = str_data(&parts);
	snprintf(id, sizeof(id), "%lld", (long long)step->id);
	snprintf(version, sizeof(version), "%d", step->version);
	send(step, QUERY_FEEDBACK_SPLIT, params, view, _("split, and linked to it; d ends the letter itself"));
	str_free(&parts);
}

/* The letter stands above, as far as there is room: nobody has it by heart. */
static void add_letter(struct step *step, struct form *form, const char *letter)
{
	size_t len = 0;

	for (int i = 0; i < LETTER_MOST && letter[len] != '\0'; i++)
		len = text_next(letter, len);
	if (len > 0)
		form_add(form, FORM_SHOWN, "_letter", _("The letter"),
			 arena_printf(step->arena, "%s%s", arena_copy_bytes(step->arena, letter, len),
				      letter[len] != '\0' ? "…" : ""));
}

static void add_part(struct form *form, int part)
{
	char name[16];
	int track, content;

	snprintf(name, sizeof(name), "track%d", part);
	track = form_add(form, FORM_CHOICE, name, _("Legal track"), "");
	snprintf(name, sizeof(name), "content%d", part);
	content = form_add(form, FORM_TEXT, name, _("Content"), "");
	form_rows(form, content, 4);
	if (part == 1)
		form_need(form, content);
	form_hide(form, track, part > SPLIT_FIRST);
	form_hide(form, content, part > SPLIT_FIRST);
}

static void got_letter(void *data, const struct rows *rows, const struct err_info *why)
{
	static const struct sheet_ops ops = {
	    .title = say_split, .submit = submit_split, .typed = typed_split, .free = step_free};
	struct step *step = data;
	struct form *form;
	struct view *sheet;

	if (step_failed(step, why))
		return;
	form = form_new(step->app->me.today);
	if (rows_count(rows) > 0)
		add_letter(step, form, rows_text(rows, 0, "content"));
	for (int i = 1; i <= SPLIT_MOST; i++)
		add_part(form, i);
	sheet = step_sheet(step, "split", form, &ops);
	if (sheet != NULL)
		show_parts(sheet_form(sheet));
}

static void split(struct step *step)
{
	step_read(step, QUERY_FEEDBACK_ONE, got_letter);
}

bool step_more_form(struct step *step, const char *action)
{
	if (strcmp(action, "split") == 0)
		split(step);
	else if (strcmp(action, "call") == 0)
		called(step);
	else if (strcmp(action, "look") == 0)
		look(step);
	else
		return false;
	return true;
}

bool step_more(struct view *view, enum action action, const struct step_target *target)
{
	bool known = action == ACTION_LINKS || action == ACTION_SPLIT ||
		     action == ACTION_CALLED || action == ACTION_LOOK;

	if (!known)
		return false;
	if (app_refuses(view->app, action))
		return true;
	if (target == NULL)
		app_say(view->app, THEME_ALERT, _("There is no record here."));
	else if (action == ACTION_LINKS)
		step_read(step_new(view, target), QUERY_FEEDBACK_LINKS, got_links);
	else if (action == ACTION_SPLIT)
		split(step_new(view, target));
	else if (action == ACTION_CALLED)
		called(step_new(view, target));
	else
		look(step_new(view, target));
	return true;
}
