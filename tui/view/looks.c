/* SPDX-License-Identifier: MIT */
/* See looks.h. */
#include "view/looks.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "view/edit.h"
#include "view/find.h"
#include "view/link.h"
#include "view/mark.h"
#include "view/order.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct look {
	int64_t id, node;
	int version;
	bool settled, link;
	const char *path, *words; /* what is to be looked at */
};

struct looks {
	struct view view;
	int64_t plan;
	bool ready;
	struct arena *arena;
	const char *key;
	struct look *rows;
	int waiting; /* how many are not settled */
	struct list list;
};

enum { PATH = 8 };

/* What is to be looked at, in words: the old and the new where they differ. */
static const char *words_of(const struct rows *rows, int row, struct arena *arena)
{
	static const struct {
		const char *kind, *words;
	} kinds[] = {
	    {"time_moved", N_("the year was moved")},
	    {"time_ask", N_("which days are meant?")},
	    {"time_document", N_("set by a document: is it still the one?")},
	    {"unit_mapped", N_("the successor stands for")},
	    {"unit_gone", N_("no longer there, no one successor")},
	    {"unit_unknown", N_("names no unit")},
	    {"group_empty", N_("a group without units")},
	    {"wording_year", N_("the wording names the year")},
	    {"doubt", N_("the source was uncertain")},
	    {"parent", N_("which is the parent plan now? Before")},
	    {"link_carried", N_("still the task it implements")},
	    {"link_lost", N_("what it implements now was not found. Before")},
	    {"link_open", N_("links left out, no plan above for the year yet (Enter: try again)")},
	};
	const char *kind = rows_text(rows, row, "kind"), *about = rows_text(rows, row, "about");
	const char *was = rows_text(rows, row, "was"), *became = rows_text(rows, row, "became");
	const char *text = rows_text(rows, row, "text"), *words = kind;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			words = _(kinds[i].words);
	if (strcmp(was, became) != 0 && *became != '\0')
		return arena_printf(arena, "%s: %s → %s", words, was, became);
	if (*about == '\0')
		return arena_printf(arena, "%s: %s", words, was);
	return arena_printf(arena, "%s: %s%s%s", words, about, *text != '\0' ? ": " : "", text);
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct looks *self = data;
	int64_t here = self->list.count > 0 ? self->rows[self->list.focus].id : 0;

	mark_shown(&self->view);
	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	self->list.count = rows_count(rows);
	self->rows = arena_alloc(self->arena, (size_t)(rows_count(rows) + 1) * sizeof(*self->rows));
	self->key = rows_count(rows) > 0 ? arena_copy(self->arena, rows_text(rows, 0, "plan_key")) : "";
	self->waiting = 0;
	for (int i = 0; i < rows_count(rows); i++) {
		self->rows[i] = (struct look){rows_int(rows, i, "look_id"),
					      rows_int(rows, i, "node_id"),
					      (int)rows_int(rows, i, "version"),
					      rows_bool(rows, i, "settled"),
					      strcmp(rows_text(rows, i, "field"), "link") == 0,
					      arena_copy(self->arena, rows_text(rows, i, "path")),
					      words_of(rows, i, self->arena)};
		self->waiting += !self->rows[i].settled;
		if (self->rows[i].id == here)
			self->list.focus = i;
	}
	list_focus(&self->list, self->list.focus);
}

static void looks_refresh(struct view *view)
{
	struct looks *self = (struct looks *)view;
	char plan[24];
	const char *params[1] = {plan};

	snprintf(plan, sizeof(plan), "%lld", (long long)self->plan);
	request_read(view->app->conn, QUERY_COPY_LOOKS, params, got, self);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct looks *self = data;
	const struct look *one = &self->rows[index];
	int at = LIST_MARGIN, end = LIST_MARGIN + 2 + PATH;

	at += paint_text(paint, row, at, 2, THEME_TEXT, one->settled ? "x " : "  ");
	at += paint_text(paint, row, at, PATH - 1, THEME_TEXT, one->path);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, paint->columns - at, THEME_TEXT, one->words);
	paint_blank(paint, row, at);
}

static void looks_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct looks *self = (struct looks *)view;

	paint_row(paint, first, THEME_HEAD, _("    Place   What needs a look (x: settled)"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->ready && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT, _("  Nothing here needs a look."));
}

static void settled(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	(void)data;
	(void)view;
	if (why != NULL)
		app_say(app, THEME_ALERT, "%s", why->text);
	else
		app_say(app, THEME_GOOD, _("Noted; %d still need a look."), (int)rows_int(rows, 0, "waiting"));
}

static void settle(struct looks *self, const struct look *one)
{
	char id[24], version[16];
	const char *params[3] = {id, version, one->settled ? "false" : "true"};

	snprintf(id, sizeof(id), "%lld", (long long)one->id);
	snprintf(version, sizeof(version), "%d", one->version);
	order_send(self->view.app, &(struct order){.query = QUERY_LOOK_SETTLE,
						   .params = params,
						   .view = &self->view,
						   .answered = settled});
}

static void carried(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	(void)data;
	(void)view;
	if (why != NULL)
		app_say(app, THEME_ALERT, "%s", why->text);
	else
		app_say(app, THEME_GOOD, _("%d links carried along; %d places still need a look."),
			(int)rows_int(rows, 0, "carried"), (int)rows_int(rows, 0, "waiting"));
}

/* The plan above may have come since this one was copied. */
static void carry_links(struct looks *self, const struct look *one)
{
	char id[24], version[16];
	const char *params[2] = {id, version};

	snprintf(id, sizeof(id), "%lld", (long long)one->id);
	snprintf(version, sizeof(version), "%d", one->version);
	order_send(self->view.app, &(struct order){.query = QUERY_LOOK_LINKS,
						   .params = params,
						   .view = &self->view,
						   .answered = carried});
}

static bool looks_act(struct view *view, enum action action)
{
	struct looks *self = (struct looks *)view;
	const struct look *one = self->list.count > 0 ? &self->rows[self->list.focus] : NULL;
	struct edit_target target = {.plan = self->plan, .node = one != NULL ? one->node : 0};

	if (list_act(&self->list, action))
		return true;
	if (action == ACTION_SETTLE || action == ACTION_OPEN) {
		if (one == NULL)
			return true;
		if (action == ACTION_SETTLE)
			settle(self, one);
		else if (one->link && one->node != 0)
			link_open(view, one->node, one->path);
		else if (one->link && !one->settled)
			carry_links(self, one);
		else
			edit_act(view, ACTION_EDIT_EDIT, &target);
		return true;
	}
	return edit_act(view, action, &target);
}

static bool looks_waiting(const struct view *view)
{
	return !((const struct looks *)view)->ready || mark_waiting(view);
}

static void looks_title(struct view *view, struct str *out)
{
	const struct looks *self = (const struct looks *)view;

	str_addf(out, _("To be looked at: %s (%d)"), self->key, self->waiting);
}

static void looks_free(struct view *view)
{
	struct looks *self = (struct looks *)view;

	arena_free(self->arena);
	free(self);
}

static struct list *looks_list(struct view *view)
{
	return &((struct looks *)view)->list;
}

static void looks_text(struct view *view, int row, struct str *out)
{
	const struct look *one = &((struct looks *)view)->rows[row];

	str_addf(out, "%s %s", one->path, one->words);
}

static const struct view_rows looks_rows = {.list = looks_list, .text = looks_text};

static const struct view_ops looks_ops = {
    .context = CONTEXT_LOOKS,
    .title = looks_title,
    .paint = looks_paint,
    .act = looks_act,
    .waiting = looks_waiting,
    .refresh = looks_refresh,
    .free = looks_free,
    .rows = &looks_rows,
};

struct view *looks_new(struct app *app, int64_t plan)
{
	struct looks *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&looks_ops, app};
	self->plan = plan;
	self->key = "";
	find_attach(&self->view);
	looks_refresh(&self->view);
	return &self->view;
}
