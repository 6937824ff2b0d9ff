/* SPDX-License-Identifier: MIT */
/* See edit_plan.h. */
#include "view/edit_plan.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/forward.h"
#include "plan/plan.h"
#include "plan/write.h"
#include "view/edit.h"
#include "view/keep.h"
#include "view/looks.h"
#include "view/order.h"
#include "view/plans.h"
#include "view/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ISSUER, NUMBER, YEAR, TITLE, ISSUED, ISSUED_TEXT, PARENT, PARENT_REF, FIELDS };

/* Which field each way asks for, and how. */
static const struct {
	const char *name, *label;
	enum form_kind kind;
	bool anew, copy, fresh, needed;
} fields[FIELDS] = {
    [ISSUER] = {"issuer", N_("Issued by"), FORM_CHOICE, false, false, true, true},
    [NUMBER] = {"number", N_("Number"), FORM_LINE, true, true, true, true},
    [YEAR] = {"year", N_("Year"), FORM_LINE, false, true, true, true},
    [TITLE] = {"title", N_("Title"), FORM_TEXT, true, true, true, true},
    [ISSUED] = {"issued", N_("Signed on"), FORM_DAY, true, false, true, false},
    [ISSUED_TEXT] = {"issued_text", N_("As printed"), FORM_LINE, true, false, false, false},
    [PARENT] = {"parent", N_("Parent"), FORM_CHOICE, true, false, true, false},
    [PARENT_REF] = {"parent_ref", N_("or by name"), FORM_LINE, true, false, true, false},
};

enum { KIND = 80 }; /* bytes of a draft's kind */

/* What an answer needs to know when the form has gone. */
struct sent {
	enum edit_plan_way way;
	char draft[UUID_TEXT];
};

struct edit_plan {
	struct app *app;
	struct view *sheet;
	enum edit_plan_way way;
	int64_t plan;
	int version, year;
	char *key, *parent;
	int at[FIELDS]; /* where each stands in the form, or -1 */
	char *was[FIELDS]; /* how the server has it */
	struct str times; /* of a copy: what its phrases are in the new year */
	int asked_year;	  /* which year that was made for, or 0 */
};

static void free_plan(void *data)
{
	struct edit_plan *self = data;

	for (int i = 0; i < FIELDS; i++)
		free(self->was[i]);
	str_free(&self->times);
	free(self->key);
	free(self->parent);
	free(self);
}

static void title(void *data, struct str *out)
{
	static const char *const ways[] = {N_("Edit %s"), N_("Copy %s forward"), N_("New plan")};
	const struct edit_plan *self = data;

	str_addf(out, _(ways[self->way]), self->key);
}

static const char *value(struct edit_plan *self, int field)
{
	return self->at[field] >= 0 ? form_value(sheet_form(self->sheet), self->at[field]) : NULL;
}

/* A plan that was made is shown: its row in Plans, or what in it needs a look. */
static void show_made(struct app *app, enum edit_plan_way way, const struct rows *rows)
{
	int64_t plan = rows_int(rows, 0, "plan_id");
	struct arena *arena = arena_new();
	const char *key = arena_copy(arena, rows_text(rows, 0, "key"));
	int looks = way == EDIT_PLAN_COPY ? (int)rows_int(rows, 0, "looks") : 0;

	plans_go_new(app_show_first(app, PANE_PLANS), plan, 0);
	if (looks > 0)
		app_push(app, looks_new(app, plan));
	if (way == EDIT_PLAN_COPY)
		key = arena_printf(arena, _("%s as a draft, %d places need a look"), key, looks);
	else
		key = arena_printf(arena, _("%s as a draft"), key);
	edit_say_saved(app, key);
	arena_free(arena);
}

/* Beside each field stands what it is now; what was typed stays, and saving again writes
 * it over that. */
static void got_head(void *data, const struct rows *rows, const struct err_info *why)
{
	struct edit_plan *self = sheet_data(data);
	struct form *form = sheet_form(data);
	struct arena *arena;

	sheet_wait(data, false);
	if (why != NULL || rows_count(rows) == 0)
		return;
	arena = arena_new();
	self->version = (int)rows_int(rows, 0, "version");
	for (int i = 0; i < FIELDS; i++) {
		const char *now = rows_text(rows, 0, fields[i].name);

		if (self->at[i] < 0 || strcmp(now, self->was[i]) == 0)
			continue;
		if (strcmp(form_value(form, self->at[i]), self->was[i]) == 0)
			form_set(form, self->at[i], now);
		form_wrong(form, self->at[i],
			   arena_printf(arena, _("now: %s"), *now != '\0' ? now : _("(empty)")));
		free(self->was[i]);
		self->was[i] = mem_copy(now);
	}
	arena_free(arena);
}

static void read_anew(struct edit_plan *self)
{
	char id[24];
	const char *params[1] = {id};

	snprintf(id, sizeof(id), "%lld", (long long)self->plan);
	sheet_wait(self->sheet, true);
	request_read(self->app->conn, QUERY_PLAN_SOURCE, params, got_head, self->sheet);
}

static void written(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	const struct sent *sent = data;

	if (why != NULL) {
		app_say(app, THEME_ALERT, "%s", why->text);
		if (view != NULL)
			sheet_wait(view, false);
		if (view != NULL && why->code == ERR_CONFLICT)
			read_anew(sheet_data(view));
		return;
	}
	if (view != NULL)
		sheet_done(view);
	else
		keep_drop(app, sent->draft);
	if (sent->way == EDIT_PLAN_ANEW)
		edit_say_saved(app, rows_text(rows, 0, "key"));
	else if (view != NULL)
		show_made(app, sent->way, rows);
}

static void draft_kind(const struct edit_plan *self, char out[KIND])
{
	snprintf(out, KIND, EDIT_PLAN_DRAFT "%d/%lld", self->way, (long long)self->plan);
}

static void send(struct edit_plan *self, enum query query, const char *const *params)
{
	struct sent *sent = mem_new(1, sizeof(*sent));

	sent->way = self->way;
	memcpy(sent->draft, sheet_uuid(self->sheet), UUID_TEXT);
	sheet_wait(self->sheet, true);
	order_send(self->app, &(struct order){.query = query,
					      .params = params,
					      .uuid = sheet_uuid(self->sheet),
					      .view = self->sheet,
					      .answered = written,
					      .free = free,
					      .data = sent});
}

static void send_head(struct edit_plan *self, enum query query)
{
	struct plan_head head = {value(self, NUMBER), value(self, YEAR), value(self, ISSUER),
				 value(self, TITLE), value(self, ISSUED), value(self, ISSUED_TEXT),
				 value(self, PARENT), value(self, PARENT_REF)};
	char plan[24], version[16];
	struct str json = STR_EMPTY;

	plan_head_json(&head, &json);
	snprintf(plan, sizeof(plan), "%lld", (long long)self->plan);
	snprintf(version, sizeof(version), "%d", self->version);
	if (query == QUERY_PLAN_CREATE)
		send(self, query, (const char *[]){str_data(&json)});
	else if (query == QUERY_PLAN_COPY)
		send(self, query, (const char *[]){plan, str_data(&json), str_data(&self->times)});
	else
		send(self, query, (const char *[]){plan, version, str_data(&json)});
	str_free(&json);
}

static void got_phrases(void *data, const struct rows *rows, const struct err_info *why)
{
	struct edit_plan *self = sheet_data(data);

	sheet_wait(data, false);
	if (why != NULL) {
		app_say(self->app, THEME_ALERT, "%s", why->text);
		return;
	}
	str_clear(&self->times);
	str_add_char(&self->times, '[');
	for (int i = 0; i < rows_count(rows); i++) {
		if (i > 0)
			str_add_char(&self->times, ',');
		forward_json(rows_int(rows, i, "node_id"), rows_text(rows, i, "time"), self->year,
			     self->asked_year, &self->times);
	}
	str_add_char(&self->times, ']');
	send_head(self, QUERY_PLAN_COPY);
}

static void submit(struct view *sheet, void *data)
{
	struct edit_plan *self = data;
	const char *year = value(self, YEAR);
	char id[24];
	const char *params[1] = {id};

	if (year != NULL && (strlen(year) != 4 || atoi(year) < 2000 || atoi(year) > 2100)) {
		form_wrong(sheet_form(sheet), self->at[YEAR], _("Write the year with four digits."));
		form_go(sheet_form(sheet), self->at[YEAR]);
		return;
	}
	switch (self->way) {
	case EDIT_PLAN_ANEW:
		send_head(self, QUERY_PLAN_EDIT);
		break;
	case EDIT_PLAN_NEW:
		send_head(self, QUERY_PLAN_CREATE);
		break;
	default:
		self->asked_year = year != NULL ? atoi(year) : self->year + 1;
		snprintf(id, sizeof(id), "%lld", (long long)self->plan);
		sheet_wait(sheet, true);
		request_read(self->app->conn, QUERY_COPY_SOURCE, params, got_phrases, sheet);
		break;
	}
}

static const struct sheet_ops ops = {.title = title, .submit = submit, .free = free_plan};

/* What there is to choose from comes while one types. */

static void set_choices(struct edit_plan *self, int field, const struct rows *rows,
			const char *code, const char *text)
{
	struct arena *arena = arena_new();
	struct form_choice *choices =
	    arena_alloc(arena, (size_t)(rows_count(rows) + 1) * sizeof(*choices));
	int count = 0;

	for (int i = 0; i < rows_count(rows); i++) {
		const char *one = rows_text(rows, i, code);

		if (field == PARENT && self->key != NULL && strcmp(one, self->key) == 0)
			continue;
		choices[count].code = arena_copy(arena, one);
		choices[count++].text = arena_printf(arena, "%s  %s", one, rows_text(rows, i, text));
	}
	form_choices(sheet_form(self->sheet), self->at[field], choices, count);
	if (field == ISSUER && count > 0 && *value(self, ISSUER) == '\0')
		form_set(sheet_form(self->sheet), self->at[field], choices[0].code);
	arena_free(arena);
}

static void got_issuers(void *data, const struct rows *rows, const struct err_info *why)
{
	if (why == NULL)
		set_choices(sheet_data(data), ISSUER, rows, "code", "name");
}

static void got_plans(void *data, const struct rows *rows, const struct err_info *why)
{
	if (why == NULL)
		set_choices(sheet_data(data), PARENT, rows, "key", "issuer_name");
}

static bool asks(enum edit_plan_way way, int field)
{
	return way == EDIT_PLAN_ANEW   ? fields[field].anew
	       : way == EDIT_PLAN_COPY ? fields[field].copy
				       : fields[field].fresh;
}

static void open_form(struct edit_plan *self, const char *const *values, struct draft *draft)
{
	struct app *app = self->app;
	struct form *form = form_new(app->me.today);
	char kind[KIND];
	bool kept;

	draft_kind(self, kind);
	if (draft == NULL)
		draft = keep_find_draft(app, kind);
	kept = draft != NULL;
	for (int i = 0; i < FIELDS; i++) {
		self->was[i] = mem_copy(values[i]);
		self->at[i] = -1;
		if (!asks(self->way, i))
			continue;
		self->at[i] = form_add(form, fields[i].kind, fields[i].name, _(fields[i].label), values[i]);
		if (fields[i].kind == FORM_TEXT)
			form_rows(form, self->at[i], 3);
		if (fields[i].needed)
			form_need(form, self->at[i]);
	}
	form_hide(form, form_add(form, FORM_SHOWN, "_of", "", self->key), true); /* for the list of drafts */
	self->sheet = sheet_new(app, form, kept ? draft : keep_new_draft(app, kind), &ops, self);
	if (self->at[ISSUER] >= 0)
		request_read(app->conn, QUERY_ISSUERS, NULL, got_issuers, self->sheet);
	/* Those in force and of late come first. */
	if (self->at[PARENT] >= 0)
		request_read(app->conn, QUERY_PLAN_LIST, (const char *[]){"1000"}, got_plans, self->sheet);
	app_push(app, self->sheet); /* where too many lie over one another it goes at once */
	if (kept)
		app_say(app, THEME_TEXT, _("What was typed here before and not saved is here again."));
}

static struct edit_plan *start(struct app *app, enum edit_plan_way way, int64_t plan, const char *key)
{
	struct edit_plan *self = mem_new(1, sizeof(*self));

	*self = (struct edit_plan){.app = app, .way = way, .plan = plan, .key = mem_copy(key)};
	return self;
}

void edit_plan_open(struct app *app, int64_t plan, const struct rows *rows, enum edit_plan_way way, struct draft *draft)
{
	struct edit_plan *self = start(app, way, plan, rows_text(rows, 0, "key"));
	const char *values[FIELDS];
	struct str head = STR_EMPTY;
	int today, month, day;
	char year[16];

	self->version = (int)rows_int(rows, 0, "version");
	self->year = (int)rows_int(rows, 0, "year");
	for (int i = 0; i < FIELDS; i++)
		values[i] = rows_text(rows, 0, fields[i].name);
	if (way == EDIT_PLAN_COPY) {
		date_split(app->me.today, &today, &month, &day);
		today += month >= 10; /* plans of a year are written at the end of the one before */
		snprintf(year, sizeof(year), "%d", today > self->year ? today : self->year + 1);
		forward_title(values[TITLE], self->year, atoi(year), &head);
		values[YEAR] = year;
		values[TITLE] = str_data(&head);
	}
	open_form(self, values, draft);
	str_free(&head);
}

void edit_plan_new(struct app *app, struct draft *draft)
{
	const char *values[FIELDS] = {"", "", "", "", "", "", "", ""};
	int year, month, day;
	char text[16];

	date_split(app->me.today, &year, &month, &day);
	snprintf(text, sizeof(text), "%d", year + (month >= 10));
	values[YEAR] = text;
	open_form(start(app, EDIT_PLAN_NEW, 0, ""), values, draft);
}
