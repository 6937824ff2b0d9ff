/* SPDX-License-Identifier: MIT */
/*
 * See step.h: a step asks in a form for what its row says it needs and takes, and
 * leaves as one write. What was typed stays while the server refuses it.
 */
#include "view/step_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "base/text.h"
#include "feedback/feedback.h"
#include "view/ask.h"
#include "view/keep.h"
#include "view/menu.h"
#include "view/order.h"
#include "view/undo.h"
#include "view/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order of the form: Enter in the last field finishes, so that is one line. */
static const struct {
	const char *name, *label;
	enum form_kind kind;
	const char *set; /* of words; "unit": of units */
	int rows;
} fields[] = {
    {"track", N_("Legal track"), FORM_CHOICE, "track", 0},
    {"decline", N_("Reason"), FORM_CHOICE, "decline", 0},
    {"unit", N_("Unit"), FORM_CHOICE, "unit", 0},
    {"agency", N_("Agency"), FORM_LINE, NULL, 0},
    {"outcome", N_("Outcome"), FORM_CHOICE, "outcome", 0},
    {"text", N_("Text"), FORM_TEXT, NULL, 6},
    {"days", N_("Number of days"), FORM_LINE, NULL, 0},
    {"document_number", N_("Document number"), FORM_LINE, NULL, 0},
    {"document_date", N_("Document date"), FORM_DAY, NULL, 0},
    {"via", N_("How"), FORM_CHOICE, "via", 0},
    {"on", N_("On"), FORM_DAY, NULL, 0},
    {"place", N_("Where"), FORM_LINE, NULL, 0},
    {"to_state", N_("State"), FORM_CHOICE, "state", 0},
    {"reason", N_("Reason"), FORM_LINE, NULL, 0},
    {"note", N_("Note"), FORM_LINE, NULL, 0},
};

enum { FIELDS = sizeof(fields) / sizeof(*fields) };

const char *step_words(const char *field)
{
	if (strncmp(field, "track", strlen("track")) == 0) /* of a split also track1 … */
		return "track";
	for (int i = 0; i < FIELDS; i++)
		if (strcmp(fields[i].name, field) == 0)
			return fields[i].set;
	return NULL;
}

/* Whether a list of words "a,b c" holds this one. */
static bool lists(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (*list != '\0') {
		size_t here = strcspn(list, ", ");

		if (here == len && strncmp(list, word, len) == 0)
			return true;
		list += here;
		list += strspn(list, ", ");
	}
	return false;
}

/* What is sent. */

struct sent {
	struct step *step;
	struct view *sheet; /* NULL: there was no form */
	char draft[UUID_TEXT];
	void (*then)(struct step *step);
};

static void say_written(const struct step *step, const struct rows *rows, bool kept)
{
	struct str hint = STR_EMPTY;

	if (rows_bool(rows, 0, "undoable"))
		undo_hint(step->app, &hint);
	if (kept)
		app_say(step->app, THEME_GOOD, _("Saved: %s is now: %s%s"), step->code,
			words_name(step->app, "state", rows_text(rows, 0, "state")), str_data(&hint));
	else
		app_say(step->app, THEME_GOOD, _("Saved: %s is now with %s, and no longer for you%s"),
			step->code, rows_text(rows, 0, "held_by"), str_data(&hint));
	str_free(&hint);
}

static void written(struct sent *sent, const struct rows *rows)
{
	struct step *step = sent->step;
	bool kept = rows_null(rows, 0, "kept") || rows_bool(rows, 0, "kept");

	say_written(step, rows, kept);
	if (sent->then == NULL || !kept)
		return;
	step->version = (int)rows_int(rows, 0, "version");
	sent->step = NULL; /* handed on */
	sent->then(step);
}

static void answered(void *data, struct app *app, struct view *view, const struct rows *rows,
		     const struct err_info *why)
{
	struct sent *sent = data;
	struct view *sheet = sheet_still(app, sent->sheet, sent->draft);

	(void)view;
	if (why != NULL) {
		if (sheet != NULL)
			sheet_wait(sheet, false);
		app_say(app, THEME_ALERT, "%s: %s", sent->step->code, why->text);
		return;
	}
	if (sheet != NULL)
		sheet_done(sheet);
	else if (sent->sheet != NULL)
		keep_drop(app, sent->draft);
	written(sent, rows);
}

static void release(void *data)
{
	struct sent *sent = data;

	if (sent->step != NULL)
		step_free(sent->step);
	free(sent);
}

static void send(struct step *step, struct view *sheet, const char *action, const char *details,
		 void (*then)(struct step *step))
{
	struct sent *sent = mem_new(1, sizeof(*sent));
	char id[24], version[16];
	const char *params[4] = {id, version, action, details};

	*sent = (struct sent){.step = step, .sheet = sheet, .then = then};
	if (sheet != NULL)
		memcpy(sent->draft, sheet_uuid(sheet), UUID_TEXT);
	snprintf(id, sizeof(id), "%lld", (long long)step->id);
	snprintf(version, sizeof(version), "%d", step->version);
	order_send(step->app, &(struct order){.query = QUERY_FEEDBACK_MOVE,
					      .params = params,
					      .view = step_view(step),
					      .uuid = sheet != NULL ? sheet_uuid(sheet) : NULL,
					      .answered = answered,
					      .free = release,
					      .data = sent});
}

void step_send(struct step *step, const char *action, const char *key, const char *value,
	       void (*then)(struct step *step))
{
	struct str details = STR_EMPTY;

	feedback_json_begin(&details);
	feedback_json_add(&details, key, value);
	feedback_json_end(&details);
	send(step, NULL, action, str_data(&details), then);
	str_free(&details);
}

/* The form. */

static void say_title(void *data, struct str *out)
{
	const struct step *step = data;

	str_addf(out, "%s: %s", step->code, step->move->name);
}

static void submit(struct view *view, void *data)
{
	struct step *step = data;
	struct form *form = sheet_form(view);
	struct str details = STR_EMPTY;

	feedback_json_begin(&details);
	for (int i = 0; i < form_count(form); i++) {
		const char *value = form_value(form, i);

		if (*value != '\0' && *form_name(form, i) != '_')
			feedback_json_add(&details, form_name(form, i), value);
	}
	feedback_json_end(&details);
	sheet_wait(view, true);
	send(step_copy(step, step->move), view, step->move->action, str_data(&details), NULL);
	str_free(&details);
}

static void add_field(struct step *step, struct form *form, int index, bool needed)
{
	char today[DATE_TEXT];
	bool is_day = strcmp(fields[index].name, "on") == 0 ||
		      (needed && strcmp(fields[index].name, "document_date") == 0);
	int at = form_add(form, fields[index].kind, fields[index].name, _(fields[index].label),
			  is_day ? date_iso(step->app->me.today, today) : "");

	if (needed)
		form_need(form, at);
	if (fields[index].rows > 0)
		form_rows(form, at, fields[index].rows);
	if (strcmp(fields[index].name, "text") == 0 && step->body != NULL)
		form_set(form, at, step->body);
}

void step_form(struct step *step)
{
	static const struct sheet_ops ops = {.title = say_title, .submit = submit, .free = step_free};
	struct form *form = form_new(step->app->me.today);

	for (int i = 0; i < FIELDS; i++) {
		bool needed = lists(step->move->needs, fields[i].name);

		if (needed || lists(step->move->takes, fields[i].name))
			add_field(step, form, i, needed);
	}
	step_sheet(step, step->move->action, form, &ops);
}

/* A step that cannot be taken back, and asks for nothing else, asks once. */

static const char *confirmed(void *data, const struct prompt *prompt)
{
	struct step *step = data;

	(void)prompt;
	step_send(step_copy(step, NULL), step->move->action, "", NULL, NULL);
	return NULL;
}

static void confirm(struct step *step)
{
	struct ask ask = {.answered = confirmed, .closed = step_free, .data = step};
	struct prompt prompt;

	prompt_start(&prompt, arena_printf(step->arena,
					   _("%s: %s? Enter does it, it cannot be taken back; Esc leaves."),
					   step->code, step->move->name));
	ask_open(step->app, &prompt, &ask);
}

/* A template first, where the move takes a text. */

static void chose_template(struct app *app, void *data, int index)
{
	struct step *step = data, *own = step_copy(step, step->move);

	(void)app;
	if (index < step->row_count)
		own->body = arena_copy(own->arena, step->rows[index].note);
	step_form(own);
}

static void got_templates(void *data, const struct rows *rows, const struct err_info *why)
{
	static const struct menu_ops ops = {chose_template, step_free};
	struct step *step = data;
	struct menu_item *items;

	if (step_failed(step, why))
		return;
	if (rows_count(rows) == 0) {
		step_form(step);
		return;
	}
	step_rows(step, rows);
	items = mem_new((size_t)step->row_count + 1, sizeof(*items));
	for (int i = 0; i < step->row_count; i++) {
		step->rows[i].note = arena_copy(step->arena, rows_text(rows, i, "body"));
		items[i] = (struct menu_item){
		    arena_copy(step->arena, rows_text(rows, i, "title")), step->rows[i].note};
	}
	items[step->row_count] = (struct menu_item){_("an empty page"), ""};
	menu_open(step->app, arena_printf(step->arena, _("%s: begin with"), step->code), items,
		  step->row_count + 1, &ops, step);
	free(items);
}

void step_make(struct step *step)
{
	const struct step_row *move = step->move;
	bool text = lists(move->needs, "text") || lists(move->takes, "text");

	if (text && strcmp(move->action, "answer") == 0 && !step_has_draft(step, move->action)) {
		step_read(step, QUERY_FEEDBACK_TEMPLATES, got_templates);
	} else if (*move->needs != '\0' || *move->takes != '\0') {
		step_form(step);
	} else if (move->irreversible) {
		confirm(step);
	} else {
		step_send(step_copy(step, NULL), move->action, "", NULL, NULL);
		step_free(step);
	}
}
