/* SPDX-License-Identifier: MIT */
/* See routes.h. */
#include "view/routes.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "feedback/feedback.h"
#include "feedback/routing.h"
#include "view/columns.h"
#include "view/order.h"
#include "view/sheet.h"
#include "view/words.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PRIORITY = 5, TARGET = 26 };

struct routes {
	struct view view;
	struct arena *arena;
	struct routing_rule *rules;
	struct list list;
	bool ready;
};

static const struct form_choice targets[] = {
    {"unit", N_("this unit")}, {"about", N_("the agency spoken of")}, {"above", N_("the level above it")}};
static const struct form_choice kinds[] = {
    {"department", N_("department")}, {"board", N_("board")},	  {"commune", N_("commune")},
    {"ward", N_("ward")},	      {"division", N_("division")}, {"centre", N_("centre")}};

enum { TARGETS = sizeof(targets) / sizeof(*targets), KINDS = sizeof(kinds) / sizeof(*kinds) };

static const char *choice_name(const struct form_choice *choices, int count, const char *code)
{
	for (int i = 0; i < count; i++)
		if (strcmp(choices[i].code, code) == 0)
			return _(choices[i].text);
	return code;
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct routes *self = data;

	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	self->list.count = routing_read(rows, self->arena, &self->rules);
	list_focus(&self->list, self->list.focus);
}

static void routes_refresh(struct view *view)
{
	const char *const params[1] = {"false"};

	request_read(view->app->conn, QUERY_FEEDBACK_RULES, params, got, view);
}

/* What it asks of a record: "khiếu nại, đất đai, về người đứng đầu". */
static const char *asks(const struct app *app, const struct routing_rule *one, struct arena *arena)
{
	const char *head = one->values[ROUTING_ABOUT_HEAD];
	const char *parts[] = {
	    words_name(app, "track", one->values[ROUTING_TRACK]),
	    words_name(app, "field", one->values[ROUTING_FIELD]),
	    words_name(app, "group", one->values[ROUTING_GROUP]),
	    one->territory,
	    one->about,
	    choice_name(kinds, KINDS, one->values[ROUTING_ABOUT_KIND]),
	    *head == '\0' ? "" : strcmp(head, "true") == 0 ? _("its head") : _("not its head"),
	};
	const char *text = "";

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (*parts[i] != '\0')
			text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? ", " : "", parts[i]);
	return *text != '\0' ? text : _("anything else");
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct routes *self = data;
	const struct routing_rule *one = &self->rules[index];
	const char *target = *one->target != '\0'
				 ? one->target
				 : choice_name(targets, TARGETS, one->values[ROUTING_TARGET_KIND]);
	int at = columns_cell(paint, row, LIST_MARGIN, PRIORITY, one->values[ROUTING_PRIORITY]);

	at = columns_cell(paint, row, at, TARGET, target);
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 arena_printf(paint->scratch, "%s%s%s%s", *one->unit != '\0' ? "[" : "", one->unit,
				      *one->unit != '\0' ? "] " : "",
				      asks(self->view.app, one, paint->scratch)));
	paint_blank(paint, row, at);
}

static void routes_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct routes *self = (struct routes *)view;
	const struct routing_rule *one;
	int at = columns_cell(paint, first, LIST_MARGIN, PRIORITY, _("No."));

	paint_text(paint, first, 0, LIST_MARGIN, THEME_HEAD, "  ");
	at = columns_cell(paint, first, at, TARGET, _("Proposed receiver"));
	at += paint_text(paint, first, at, paint->columns, THEME_HEAD, _("Of records that are"));
	paint_blank(paint, first, at);
	list_paint(&self->list, paint, first + 1, rows - 2, paint_line, self);
	one = self->list.count > 0 ? &self->rules[self->list.focus] : NULL;
	paint_row(paint, first + rows - 1, THEME_HINT,
		  one == NULL ? ""
			      : arena_printf(paint->scratch, "%s (%s)", one->values[ROUTING_REASON],
					     one->values[ROUTING_ARTICLE]));
}

/* Changing one. */

struct route_form {
	struct view *below;
	int64_t id; /* 0: a new one */
	int version;
};

static const struct {
	const char *label;
	enum form_kind kind;
	const char *set;
} fields[ROUTING_COLUMNS] = {
    [ROUTING_PRIORITY] = {N_("Priority"), FORM_LINE, NULL},
    [ROUTING_TRACK] = {N_("Legal track"), FORM_CHOICE, "track"},
    [ROUTING_FIELD] = {N_("Field"), FORM_CHOICE, "field"},
    [ROUTING_GROUP] = {N_("Content group"), FORM_CHOICE, "group"},
    [ROUTING_TERRITORY] = {N_("Territory"), FORM_CHOICE, "unit"},
    [ROUTING_ABOUT] = {N_("Agency spoken of"), FORM_CHOICE, "unit"},
    [ROUTING_ABOUT_KIND] = {N_("Kind of agency"), FORM_CHOICE, "kind of unit"},
    [ROUTING_ABOUT_HEAD] = {N_("About its head"), FORM_CHOICE, "yes or no"},
    [ROUTING_TARGET_KIND] = {N_("Hand it to"), FORM_CHOICE, "target"},
    [ROUTING_TARGET] = {N_("Unit"), FORM_CHOICE, "unit"},
    [ROUTING_REASON] = {N_("Reason"), FORM_LINE, NULL},
    [ROUTING_ARTICLE] = {N_("Article"), FORM_LINE, NULL},
    [ROUTING_SINCE] = {N_("Valid from"), FORM_DAY, NULL},
    [ROUTING_UNTIL] = {N_("Valid until"), FORM_DAY, NULL},
};

static void offer_words(struct form *form, int field, const struct form_choice *words, int count)
{
	struct form_choice *choices = mem_new((size_t)count, sizeof(*choices));

	for (int i = 0; i < count; i++)
		choices[i] = (struct form_choice){words[i].code, _(words[i].text)};
	form_choices(form, field, choices, count);
	free(choices);
}

static void offer(const struct app *app, struct form *form, int field)
{
	static const struct form_choice yes_no[] = {{"true", N_("yes")}, {"false", N_("no")}};
	const char *set = fields[field].set;

	if (set == NULL)
		return;
	if (strcmp(set, "unit") == 0)
		words_offer_units(app, form, field, false);
	else if (strcmp(set, "target") == 0)
		offer_words(form, field, targets, TARGETS);
	else if (strcmp(set, "kind of unit") == 0)
		offer_words(form, field, kinds, KINDS);
	else if (strcmp(set, "yes or no") == 0)
		offer_words(form, field, yes_no, 2);
	else
		words_offer(app, form, field, set);
}

static void say_title(void *data, struct str *out)
{
	str_add(out, ((const struct route_form *)data)->id != 0 ? _("Change a rule") : _("New rule"));
}

static void saved(void *data, struct app *app, struct view *view, const struct rows *rows,
		  const struct err_info *why)
{
	struct view *sheet = app_has(app, data) ? data : NULL;

	(void)view;
	(void)rows;
	if (why != NULL && sheet != NULL)
		sheet_wait(sheet, false);
	else if (sheet != NULL)
		sheet_done(sheet);
	if (why != NULL)
		app_say(app, THEME_ALERT, "%s", why->text);
	else
		app_say(app, THEME_GOOD, _("Saved: the rule holds from now on."));
}

static void submit(struct view *view, void *data)
{
	const struct route_form *self = data;
	struct form *form = sheet_form(view);
	struct str rule = STR_EMPTY;
	char id[24], version[16];
	const char *params[3] = {self->id != 0 ? id : NULL, version, NULL};

	feedback_json_begin(&rule);
	for (int i = 0; i < ROUTING_COLUMNS; i++)
		feedback_json_add(&rule, routing_name((enum routing_column)i), form_value(form, i));
	feedback_json_end(&rule);
	params[2] = str_data(&rule);
	snprintf(id, sizeof(id), "%lld", (long long)self->id);
	snprintf(version, sizeof(version), "%d", self->version);
	sheet_wait(view, true);
	order_send(view->app, &(struct order){.query = QUERY_FEEDBACK_RULE_SET,
					      .params = params,
					      .view = app_has(view->app, self->below) ? self->below : NULL,
					      .answered = saved,
					      .data = view});
	str_free(&rule);
}

static void open_form(struct view *view, const struct routing_rule *rule)
{
	static const struct sheet_ops ops = {.title = say_title, .submit = submit, .free = free};
	struct app *app = view->app;
	struct form *form = form_new(app->me.today);
	struct route_form *self = mem_new(1, sizeof(*self));

	*self = (struct route_form){view, rule != NULL ? rule->id : 0, rule != NULL ? rule->version : 0};
	for (int i = 0; i < ROUTING_COLUMNS; i++) {
		form_add(form, fields[i].kind, routing_name((enum routing_column)i), _(fields[i].label),
			 rule != NULL ? rule->values[i] : i == ROUTING_PRIORITY ? "50" : "");
		offer(app, form, i);
	}
	form_need(form, ROUTING_TARGET_KIND);
	form_need(form, ROUTING_REASON);
	app_push(app, sheet_new(app, form, NULL, &ops, self));
}

static bool routes_act(struct view *view, enum action action)
{
	struct routes *self = (struct routes *)view;
	const struct routing_rule *one =
	    self->list.count > 0 ? &self->rules[self->list.focus] : NULL;

	if (list_act(&self->list, action))
		return true;
	if (action == ACTION_OPEN && one != NULL && !one->mine)
		app_say(view->app, THEME_ALERT,
			_("Only who coordinates the unit, or the administrator, changes its rules."));
	else if (action == ACTION_OPEN && one != NULL)
		open_form(view, one);
	else if (action == ACTION_RULE_NEW)
		open_form(view, NULL);
	return action == ACTION_OPEN || action == ACTION_RULE_NEW;
}

static bool routes_waiting(const struct view *view)
{
	return !((const struct routes *)view)->ready;
}

static void routes_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("Rules of routing"));
}

static void routes_free(struct view *view)
{
	struct routes *self = (struct routes *)view;

	arena_free(self->arena);
	free(self);
}

static struct list *routes_list(struct view *view)
{
	return &((struct routes *)view)->list;
}

static void routes_text(struct view *view, int row, struct str *out)
{
	const struct routing_rule *one = &((struct routes *)view)->rules[row];
	struct arena *arena = arena_new();

	str_addf(out, "%s %s %s", one->target, asks(view->app, one, arena), one->values[ROUTING_REASON]);
	arena_free(arena);
}

static const struct view_rows routes_rows = {.list = routes_list, .text = routes_text};

static const struct view_ops routes_ops = {
    .context = CONTEXT_RULES,
    .title = routes_title,
    .paint = routes_paint,
    .act = routes_act,
    .waiting = routes_waiting,
    .refresh = routes_refresh,
    .free = routes_free,
    .rows = &routes_rows,
};

struct view *routes_new(struct app *app)
{
	struct routes *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&routes_ops, app};
	words_ask(&self->view, routes_refresh);
	return &self->view;
}
