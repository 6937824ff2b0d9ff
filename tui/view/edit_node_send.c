/* SPDX-License-Identifier: MIT */
/* See edit_node_parts.h. */
#include "view/edit_node_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/write.h"
#include "view/edit.h"
#include "view/keep.h"
#include "view/order.h"
#include "view/plans.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an answer needs to know when the form has gone. */
struct sent {
	bool anew;
	char draft[UUID_TEXT];
};

/* Of a node that is there only what differs; of a new one everything. */
static void fields_json(struct edit_node *self, struct str *out)
{
	struct form *form = sheet_form(self->sheet);
	const char *given[NODE_FIELDS] = {NULL};
	struct plan_fields all;
	bool fresh = self->way != EDIT_NODE_ANEW;

	for (int i = 0; i < NODE_FIELDS; i++) {
		const char *value = form_value(form, self->at[i]);

		if (node_fields[i].task && strcmp(node_kind_of(self), "task") != 0)
			continue;
		if (fresh || strcmp(value, self->was[i]) != 0)
			given[i] = value;
	}
	all = (struct plan_fields){fresh ? node_kind_of(self) : NULL, given[NODE_LABEL], given[NODE_TEXT], given[NODE_LEAD],
				   given[NODE_COORDINATE], given[NODE_DELIVERABLE], given[NODE_TIME]};
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
	for (int i = 0; i < NODE_FIELDS; i++) {
		const char *now = rows_text(rows, 0, node_fields[i].name);

		if (strcmp(now, self->was[i]) == 0)
			continue;
		if (strcmp(form_value(form, self->at[i]), self->was[i]) == 0)
			form_set(form, self->at[i], now);
		form_wrong(form, self->at[i], arena_printf(arena, _("now: %s"), *now != '\0' ? now : _("(empty)")));
		free(self->was[i]);
		self->was[i] = mem_copy(now);
	}
	node_show_reading(self, form);
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
		keep_drop(app, sent->draft);
	}
	if (plan != 0)
		plans_go_new(app_show_first(app, PANE_PLANS), plan, rows_int(rows, 0, "node_id"));
	arena = arena_new();
	edit_say_saved(app, saved_text(rows, sent->anew, arena));
	arena_free(arena);
}

static void send(struct edit_node *self, enum query query, const char *const *params)
{
	struct sent *sent = mem_new(1, sizeof(*sent));

	sent->anew = query != QUERY_NODE_ADD;
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
	bool moves = strcmp(form_value(form, self->at[NODE_LEAD]), self->was[NODE_LEAD]) != 0 ||
		     strcmp(form_value(form, self->at[NODE_TIME]), self->was[NODE_TIME]) != 0;

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

void node_submit(struct view *sheet, void *data)
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
