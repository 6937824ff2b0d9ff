/* SPDX-License-Identifier: MIT */
/* See edit_node.h. */
#include "view/edit_node.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/plan.h"
#include "plan/reading.h"
#include "plan/schedule.h"
#include "plan/write.h"
#include "view/edit.h"
#include "view/keep.h"
#include "view/order.h"
#include "view/plans.h"
#include "view/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KIND = 80 }; /* bytes of a draft's kind */

/* What an answer needs to know when the form has gone. */
struct sent {
	bool anew;
	char kind[KIND];
};

/* The fields that are written, in the order of plan_fields. */
enum { LABEL, TEXT, LEAD, COORDINATE, DELIVERABLE, TIME, FIELDS };

static const struct {
	const char *name, *label;
	bool task; /* only tasks have it */
} fields[FIELDS] = {
    [LABEL] = {"label", N_("Label"), false},
    [TEXT] = {"text", N_("Wording"), false},
    [LEAD] = {"lead", N_("Lead"), true},
    [COORDINATE] = {"coordinate", N_("Helps"), true},
    [DELIVERABLE] = {"deliverable", N_("Result"), true},
    [TIME] = {"time", N_("Time"), true},
};

struct edit_node {
	struct app *app;
	struct view *sheet;
	enum edit_node_way way;
	enum context from;
	int64_t plan, node;
	int version, year;
	bool in_force;
	char *name;	    /* what the title says of it */
	char *kind;	    /* of a node that is there, or of the first new one */
	char *was[FIELDS];  /* how the server has it; new ones: "" */
	char *previewed;    /* the fields of which the effect has been shown */
	int at[FIELDS];	    /* where each stands in the form */
	int kind_at, first_at, reading_at, effect_at, version_at; /* the same, or -1 */
};

static void free_node(void *data)
{
	struct edit_node *self = data;

	for (int i = 0; i < FIELDS; i++)
		free(self->was[i]);
	free(self->name);
	free(self->kind);
	free(self->previewed);
	free(self);
}

static const char *kind_of(struct edit_node *self)
{
	return self->kind_at >= 0 ? form_value(sheet_form(self->sheet), self->kind_at) : self->kind;
}

static void title(void *data, struct str *out)
{
	static const char *const ways[] = {N_("Edit %s"), N_("Split %s"), N_("New in %s"), N_("New after %s")};
	const struct edit_node *self = data;

	str_addf(out, _(ways[self->way]), self->name);
}

/* What the phrase typed says, below it. */
static void show_reading(struct edit_node *self, struct form *form)
{
	struct schedule schedule;
	struct str tokens = STR_EMPTY;
	struct arena *arena = arena_new();

	schedule_read(form_value(form, self->at[TIME]), self->year, &schedule);
	schedule_print(&schedule, &tokens);
	form_set(form, self->reading_at, reading_words(str_data(&tokens), arena));
	arena_free(arena);
	str_free(&tokens);
}

static void show_for_kind(struct edit_node *self, struct form *form)
{
	bool task = strcmp(kind_of(self), "task") == 0;

	for (int i = 0; i < FIELDS; i++)
		if (fields[i].task)
			form_hide(form, self->at[i], !task);
	form_hide(form, self->reading_at, !task);
	form_hide(form, self->effect_at, !task || !self->in_force);
}

static void typed(struct view *sheet, void *data, int field)
{
	struct edit_node *self = data;
	struct form *form = sheet_form(sheet);

	if (field == self->at[TIME])
		show_reading(self, form);
	if (field == self->kind_at)
		show_for_kind(self, form);
	if (self->previewed != NULL) {
		free(self->previewed);
		self->previewed = NULL;
		form_set(form, self->effect_at, "");
	}
}

/* Writing. */

/* Of a node that is there only what differs; of a new one everything. */
static void fields_json(struct edit_node *self, struct str *out)
{
	struct form *form = sheet_form(self->sheet);
	const char *given[FIELDS] = {NULL};
	struct plan_fields all;
	bool fresh = self->way != EDIT_NODE_ANEW;

	for (int i = 0; i < FIELDS; i++) {
		const char *value = form_value(form, self->at[i]);

		if (fields[i].task && strcmp(kind_of(self), "task") != 0)
			continue;
		if (fresh || strcmp(value, self->was[i]) != 0)
			given[i] = value;
	}
	all = (struct plan_fields){fresh ? kind_of(self) : NULL, given[LABEL], given[TEXT], given[LEAD],
				   given[COORDINATE], given[DELIVERABLE], given[TIME]};
	plan_fields_json(&all, self->year, out);
}

/* The row has been changed meanwhile: beside each field stands what it is now, what was
 * typed stays, and saving again writes it over that. */
static void got_anew(void *data, const struct rows *rows, const struct err_info *why)
{
	struct edit_node *self = sheet_data(data);
	struct form *form = sheet_form(data);
	struct arena *arena;

	sheet_wait(data, false);
	if (why != NULL || rows_count(rows) == 0)
		return;
	arena = arena_new();
	self->version = (int)rows_int(rows, 0, "version");
	for (int i = 0; i < FIELDS; i++) {
		const char *now = rows_text(rows, 0, fields[i].name);

		if (strcmp(now, self->was[i]) == 0)
			continue;
		if (strcmp(form_value(form, self->at[i]), self->was[i]) == 0)
			form_set(form, self->at[i], now);
		form_wrong(form, self->at[i], arena_printf(arena, _("now: %s"), *now != '\0' ? now : _("(empty)")));
		free(self->was[i]);
		self->was[i] = mem_copy(now);
	}
	show_reading(self, form);
	arena_free(arena);
}

static void read_anew(struct edit_node *self)
{
	char id[24];
	const char *params[1] = {id};

	snprintf(id, sizeof(id), "%lld", (long long)self->node);
	sheet_wait(self->sheet, true);
	request_read(self->app->conn, QUERY_NODE_SOURCE, params, got_anew, self->sheet);
}

static const char *saved_text(const struct rows *rows, bool with_effect, struct arena *arena)
{
	const char *path = rows_text(rows, 0, "path");
	int added = (int)rows_int(rows, 0, "added");

	if (with_effect)
		return arena_printf(arena, "%s, %s", path, edit_effect(rows, arena));
	return added > 0 ? arena_printf(arena, _("%s, %d new deadlines"), path, added) : path;
}

/* The plan in which the focus is to go to what is new, or 0: the form was not opened
 * from the pane Plans. */
static int64_t new_in_plans(const struct edit_node *self)
{
	return self->way != EDIT_NODE_ANEW && self->from == CONTEXT_PLANS ? self->plan : 0;
}

static void written(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	const struct sent *sent = data;
	int64_t plan = 0;
	struct arena *arena;

	if (why != NULL) {
		app_say(app, THEME_ALERT, "%s", why->text);
		if (view == NULL)
			return;
		sheet_wait(view, false);
		if (why->code == ERR_CONFLICT && sent->anew)
			read_anew(sheet_data(view));
		return;
	}
	if (view != NULL) {
		plan = new_in_plans(sheet_data(view));
		sheet_done(view);
	} else {
		keep_drop_draft(app, sent->kind);
	}
	if (plan != 0)
		plans_go_new(app_show_first(app, PANE_PLANS), plan, rows_int(rows, 0, "node_id"));
	arena = arena_new();
	edit_say_saved(app, saved_text(rows, sent->anew, arena));
	arena_free(arena);
}

static void draft_kind(const struct edit_node *self, char out[KIND])
{
	snprintf(out, KIND, "node/%d/%lld/%lld", self->way, (long long)self->plan, (long long)self->node);
}

static void send(struct edit_node *self, enum query query, const char *const *params)
{
	struct sent *sent = mem_new(1, sizeof(*sent));

	sent->anew = query != QUERY_NODE_ADD;
	draft_kind(self, sent->kind);
	sheet_wait(self->sheet, true);
	order_send(self->app, &(struct order){.query = query,
					      .params = params,
					      .uuid = sheet_uuid(self->sheet),
					      .view = self->sheet,
					      .answered = written,
					      .free = free,
					      .data = sent});
}

static void send_anew(struct edit_node *self, const char *json)
{
	char node[24], version[16];
	const char *params[3] = {node, version, json};

	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	snprintf(version, sizeof(version), "%d", self->version);
	send(self, QUERY_NODE_EDIT, params);
}

static void send_split(struct edit_node *self, const char *second)
{
	char node[24], version[16];
	struct str first = STR_EMPTY;
	struct plan_fields text = {.text = form_value(sheet_form(self->sheet), self->first_at)};
	const char *params[4] = {node, version, NULL, second};

	plan_fields_json(&text, self->year, &first);
	params[2] = str_data(&first);
	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	snprintf(version, sizeof(version), "%d", self->version);
	send(self, QUERY_NODE_SPLIT, params);
	str_free(&first);
}

static void send_new(struct edit_node *self, const char *json)
{
	char plan[24], node[24];
	const char *params[4] = {plan, self->way == EDIT_NODE_AFTER ? "after" : "below",
				 self->node != 0 ? node : NULL, json};

	snprintf(plan, sizeof(plan), "%lld", (long long)self->plan);
	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	send(self, QUERY_NODE_ADD, params);
}

static void previewed(void *data, const struct rows *rows, const struct err_info *why)
{
	struct edit_node *self = sheet_data(data);
	struct arena *arena;
	const char *effect;

	sheet_wait(data, false);
	if (why != NULL) {
		free(self->previewed);
		self->previewed = NULL;
		if (why->code != ERR_LOST)
			app_say(self->app, THEME_ALERT, "%s", why->text);
		if (why->code == ERR_CONFLICT)
			read_anew(self);
		return;
	}
	arena = arena_new();
	effect = edit_effect(rows, arena);
	form_set(sheet_form(data), self->effect_at, effect);
	app_say(self->app, THEME_TEXT, _("What becomes of it: %s. Ctrl-S again writes it."), effect);
	arena_free(arena);
}

/* True when what was changed moves deadlines, and that has not been told yet. */
static bool preview(struct edit_node *self, const char *json)
{
	struct form *form = sheet_form(self->sheet);
	char node[24], version[16];
	const char *params[3] = {node, version, json};
	bool moves = strcmp(form_value(form, self->at[LEAD]), self->was[LEAD]) != 0 ||
		     strcmp(form_value(form, self->at[TIME]), self->was[TIME]) != 0;

	if (!self->in_force || !moves || (self->previewed != NULL && strcmp(self->previewed, json) == 0))
		return false;
	free(self->previewed);
	self->previewed = mem_copy(json);
	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	snprintf(version, sizeof(version), "%d", self->version);
	sheet_wait(self->sheet, true);
	request_read(self->app->conn, QUERY_NODE_EDIT_PREVIEW, params, previewed, self->sheet);
	return true;
}

static void submit(struct view *sheet, void *data)
{
	struct edit_node *self = data;
	struct str json = STR_EMPTY;

	fields_json(self, &json);
	if (self->way == EDIT_NODE_SPLIT) {
		send_split(self, str_data(&json));
	} else if (self->way != EDIT_NODE_ANEW) {
		send_new(self, str_data(&json));
	} else if (strcmp(str_data(&json), "{}") == 0) {
		sheet_done(sheet);
		app_say(self->app, THEME_TEXT, _("Nothing was changed."));
	} else if (!preview(self, str_data(&json))) {
		send_anew(self, str_data(&json));
	}
	str_free(&json);
}

static const struct sheet_ops ops = {
    .title = title, .submit = submit, .typed = typed, .free = free_node};

/* Making the form. */

/* A cell of several lines is typed in several; others in one, so that Enter goes on. */
static int add_field(struct edit_node *self, struct form *form, int index)
{
	bool lines = index == TEXT || strchr(self->was[index], '\n') != NULL;
	int at = form_add(form, lines ? FORM_TEXT : FORM_LINE, fields[index].name,
			  _(fields[index].label), self->was[index]);

	if (lines)
		form_rows(form, at, index == TEXT ? 4 : 2);
	return at;
}

static void add_kind(struct edit_node *self, struct form *form, const char *const *kinds, int count)
{
	struct form_choice choices[8];

	free(self->kind);
	self->kind = mem_copy(kinds[0]);
	if (count == 1)
		return;
	for (int i = 0; i < count; i++)
		choices[i] = (struct form_choice){kinds[i], plan_kind_title(kinds[i])};
	self->kind_at = form_add(form, FORM_CHOICE, "kind", _("Kind"), kinds[0]);
	form_choices(form, self->kind_at, choices, count);
	form_need(form, self->kind_at);
}

/* What is typed here again was typed on this version of the row: what has been changed
 * since stands beside the fields. */
static void compare_versions(struct edit_node *self, struct form *form)
{
	char version[16];
	struct arena *arena = arena_new();

	snprintf(version, sizeof(version), "%d", self->version);
	for (int i = 0; i < FIELDS && strcmp(form_value(form, self->version_at), version) != 0; i++)
		if (strcmp(form_value(form, self->at[i]), self->was[i]) != 0)
			form_wrong(form, self->at[i],
				   arena_printf(arena, _("now: %s"),
						*self->was[i] != '\0' ? self->was[i] : _("(empty)")));
	form_set(form, self->version_at, version);
	arena_free(arena);
}

static void open_form(struct edit_node *self, struct form *form)
{
	struct app *app = self->app;
	struct arena *arena = arena_new();
	char kind[KIND];
	struct draft *draft;
	bool kept;

	draft_kind(self, kind);
	draft = keep_find_draft(app, kind);
	kept = draft != NULL;
	for (int i = 0; i < FIELDS; i++)
		self->at[i] = add_field(self, form, i);
	form_need(form, self->at[TEXT]);
	form_hint(form, self->at[LEAD], _("Several: one a line, or with ; between them"));
	self->reading_at = form_add(form, FORM_SHOWN, "reading", _("Reading"), "");
	self->effect_at = form_add(form, FORM_SHOWN, "effect", _("Effect"), "");
	self->version_at = form_add(form, FORM_LINE, "version", "",
				    self->version > 0 ? arena_printf(arena, "%d", self->version) : "");
	form_hide(form, self->version_at, true);
	self->sheet = sheet_new(self->app, form, kept ? draft : keep_new_draft(app, kind), &ops, self);
	show_reading(self, form);
	show_for_kind(self, form);
	if (kept && self->way == EDIT_NODE_ANEW)
		compare_versions(self, form);
	app_push(app, self->sheet); /* where too many lie over one another it goes at once */
	if (kept)
		app_say(app, THEME_TEXT, _("What was typed here before and not saved is here again."));
	arena_free(arena);
}

static struct edit_node *start(struct app *app, enum context from, enum edit_node_way way, int64_t plan, int64_t node)
{
	struct edit_node *self = mem_new(1, sizeof(*self));

	*self = (struct edit_node){.app = app, .from = from, .way = way, .plan = plan, .node = node,
				   .kind_at = -1, .first_at = -1};
	return self;
}

void edit_node_open(struct app *app, enum context from, int64_t node, const struct rows *rows, enum edit_node_way way)
{
	static const char *const in_section[] = {"task", "section"}, *const at_top[] = {"section"};
	struct edit_node *self = start(app, from, way, rows_int(rows, 0, "plan_id"), node);
	struct form *form = form_new(app->me.today);
	const char *kind = rows_text(rows, 0, "kind"), *path = rows_text(rows, 0, "path");
	bool fresh = way == EDIT_NODE_BELOW || way == EDIT_NODE_AFTER;
	bool top = way == EDIT_NODE_AFTER && *rows_text(rows, 0, "parent_path") == '\0';
	struct str name = STR_EMPTY;

	self->version = fresh ? 0 : (int)rows_int(rows, 0, "version");
	self->year = (int)rows_int(rows, 0, "year");
	self->in_force = plan_state_read(rows_text(rows, 0, "plan_state")) == PLAN_IN_FORCE;
	self->kind = mem_copy(kind);
	for (int i = 0; i < FIELDS; i++)
		self->was[i] = mem_copy(fresh || (way == EDIT_NODE_SPLIT && !fields[i].task)
					    ? ""
					    : rows_text(rows, 0, fields[i].name));
	str_addf(&name, "%s %s", rows_text(rows, 0, "plan_key"), path);
	self->name = str_take(&name);
	if (fresh && strcmp(kind, "section") == 0)
		add_kind(self, form, top ? at_top : in_section, top ? 1 : 2);
	if (way == EDIT_NODE_SPLIT) {
		self->first_at = form_add(form, FORM_TEXT, "first", _("First part"), rows_text(rows, 0, "text"));
		form_need(form, self->first_at);
		form_rows(form, self->first_at, 4);
	}
	open_form(self, form);
}

void edit_node_open_top(struct app *app, enum context from, int64_t plan, const struct rows *rows, const char *kind)
{
	static const char *const kinds[] = {"basis", "purpose", "duty"}, *const section[] = {"section"};
	struct edit_node *self = start(app, from, EDIT_NODE_BELOW, plan, 0);
	struct form *form = form_new(app->me.today);
	bool sections = strcmp(kind, "section") == 0;

	self->year = (int)rows_int(rows, 0, "year");
	self->in_force = plan_state_read(rows_text(rows, 0, "state")) == PLAN_IN_FORCE;
	self->kind = mem_copy(kind);
	for (int i = 0; i < FIELDS; i++)
		self->was[i] = mem_copy("");
	self->name = mem_copy(rows_text(rows, 0, "key"));
	add_kind(self, form, sections ? section : kinds, sections ? 1 : 3);
	open_form(self, form);
}
