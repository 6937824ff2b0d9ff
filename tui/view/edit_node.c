/* SPDX-License-Identifier: MIT */
/* See edit_node.h. */
#include "view/edit_node_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/plan.h"
#include "plan/reading.h"
#include "plan/schedule.h"
#include "view/keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct node_field node_fields[NODE_FIELDS] = {
    [NODE_LABEL] = {"label", N_("Label"), false},
    [NODE_TEXT] = {"text", N_("Wording"), false},
    [NODE_LEAD] = {"lead", N_("Lead"), true},
    [NODE_COORDINATE] = {"coordinate", N_("Helps"), true},
    [NODE_DELIVERABLE] = {"deliverable", N_("Result"), true},
    [NODE_TIME] = {"time", N_("Time"), true},
};

static void free_node(void *data)
{
	struct edit_node *self = data;

	for (int i = 0; i < NODE_FIELDS; i++)
		free(self->was[i]);
	free(self->name);
	free(self->kind);
	free(self->previewed);
	free(self->tokens);
	free(self);
}

const char *node_kind_of(struct edit_node *self)
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
void node_show_reading(struct edit_node *self, struct form *form)
{
	struct schedule schedule;
	struct str tokens = STR_EMPTY;
	struct arena *arena = arena_new();

	/* What an official has confirmed may differ from what the phrase says. */
	if (self->tokens != NULL && strcmp(form_value(form, self->at[NODE_TIME]), self->was[NODE_TIME]) == 0) {
		str_add(&tokens, self->tokens);
	} else {
		schedule_read(form_value(form, self->at[NODE_TIME]), self->year, &schedule);
		schedule_print(&schedule, &tokens);
	}
	form_set(form, self->reading_at, reading_words(str_data(&tokens), arena));
	arena_free(arena);
	str_free(&tokens);
}

static void show_for_kind(struct edit_node *self, struct form *form)
{
	bool task = strcmp(node_kind_of(self), "task") == 0;

	for (int i = 0; i < NODE_FIELDS; i++)
		if (node_fields[i].task)
			form_hide(form, self->at[i], !task);
	form_hide(form, self->reading_at, !task);
	form_hide(form, self->effect_at, !task || !self->in_force);
}

static void typed(struct view *sheet, void *data, int field)
{
	struct edit_node *self = data;
	struct form *form = sheet_form(sheet);

	if (field == self->at[NODE_TIME])
		node_show_reading(self, form);
	if (field == self->kind_at)
		show_for_kind(self, form);
	if (self->previewed != NULL) {
		free(self->previewed);
		self->previewed = NULL;
		form_set(form, self->effect_at, "");
	}
}

void node_draft_kind(const struct edit_node *self, char out[NODE_KIND])
{
	snprintf(out, NODE_KIND, EDIT_NODE_DRAFT "%d/%lld/%lld", self->way, (long long)self->plan, (long long)self->node);
}

static const struct sheet_ops ops = {
    .title = title, .submit = node_submit, .typed = typed, .free = free_node};

/* Making the form. */

/* A cell of several lines is typed in several; others in one, so that Enter goes on. */
static int add_field(struct edit_node *self, struct form *form, int index)
{
	bool lines = index == NODE_TEXT || strchr(self->was[index], '\n') != NULL;
	int at = form_add(form, lines ? FORM_TEXT : FORM_LINE, node_fields[index].name,
			  _(node_fields[index].label), self->was[index]);

	if (lines)
		form_rows(form, at, index == NODE_TEXT ? 4 : 2);
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

static void compare_versions(struct edit_node *self, struct form *form)
{
	struct sheet_now now[NODE_FIELDS];

	for (int i = 0; i < NODE_FIELDS; i++)
		now[i] = (struct sheet_now){self->at[i], self->was[i], self->was[i]};
	sheet_compare(form, self->version_at, self->version, now, NODE_FIELDS);
}

static void open_form(struct edit_node *self, struct form *form, struct draft *draft)
{
	struct app *app = self->app;
	struct arena *arena = arena_new();
	char kind[NODE_KIND];
	bool kept;

	node_draft_kind(self, kind);
	if (draft == NULL)
		draft = keep_find_draft(app, kind);
	kept = draft != NULL;
	for (int i = 0; i < NODE_FIELDS; i++)
		self->at[i] = add_field(self, form, i);
	form_need(form, self->at[NODE_TEXT]);
	form_hint(form, self->at[NODE_LEAD], _("Several: one a line, or with ; between them"));
	self->reading_at = form_add(form, FORM_SHOWN, "_reading", _("Reading"), "");
	self->effect_at = form_add(form, FORM_SHOWN, "_effect", _("Effect"), "");
	self->version_at = form_add(form, FORM_LINE, "_version", "",
				    self->version > 0 ? arena_printf(arena, "%d", self->version) : "");
	form_hide(form, self->version_at, true);
	/* Only for the list of drafts. */
	form_hide(form, form_add(form, FORM_SHOWN, "_of", "", self->name), true);
	self->sheet = sheet_new(self->app, form, kept ? draft : keep_new_draft(app, kind), &ops, self);
	node_show_reading(self, form);
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

void edit_node_open(struct app *app, enum context from, int64_t node, const struct rows *rows, enum edit_node_way way,
		    struct draft *draft)
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
	for (int i = 0; i < NODE_FIELDS; i++)
		self->was[i] = mem_copy(fresh || (way == EDIT_NODE_SPLIT && !node_fields[i].task)
					    ? ""
					    : rows_text(rows, 0, node_fields[i].name));
	if (way == EDIT_NODE_ANEW)
		self->tokens = mem_copy(rows_text(rows, 0, "reading"));
	str_addf(&name, "%s %s", rows_text(rows, 0, "plan_key"), path);
	self->name = str_take(&name);
	if (fresh && strcmp(kind, "section") == 0)
		add_kind(self, form, top ? at_top : in_section, top ? 1 : 2);
	if (way == EDIT_NODE_SPLIT) {
		self->first_at = form_add(form, FORM_TEXT, "first", _("First part"), rows_text(rows, 0, "text"));
		form_need(form, self->first_at);
		form_rows(form, self->first_at, 4);
	}
	open_form(self, form, draft);
}

void edit_node_open_top(struct app *app, enum context from, int64_t plan, const struct rows *rows, const char *kind,
			struct draft *draft)
{
	static const char *const kinds[] = {"basis", "purpose", "duty"}, *const section[] = {"section"};
	struct edit_node *self = start(app, from, EDIT_NODE_BELOW, plan, 0);
	struct form *form = form_new(app->me.today);
	bool sections = strcmp(kind, "section") == 0;

	self->year = (int)rows_int(rows, 0, "year");
	self->in_force = plan_state_read(rows_text(rows, 0, "state")) == PLAN_IN_FORCE;
	self->kind = mem_copy(kind);
	for (int i = 0; i < NODE_FIELDS; i++)
		self->was[i] = mem_copy("");
	self->name = mem_copy(rows_text(rows, 0, "key"));
	add_kind(self, form, sections ? section : kinds, sections ? 1 : 3);
	open_form(self, form, draft);
}
