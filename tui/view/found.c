/* SPDX-License-Identifier: MIT */
/* See found.h. */
#include "view/found.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "plan/plan.h"
#include "view/decide.h"
#include "view/edit.h"
#include "view/filter.h"
#include "view/grid.h"
#include "view/mark.h"
#include "view/plans.h"
#include "view/task.h"
#include "widget/list.h"
#include "widget/sieve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct found_row {
	struct occurrence owed; /* id 0: not one unit's, the task or section itself */
	int64_t plan;
	enum plan_node_kind kind;
	const char *path, *plan_key, *text;
};

struct found {
	struct view view;
	struct str words;
	int64_t plan; /* only its tasks, words or not; 0: of all plans */
	char *plan_key;
	const char *state; /* the one that the filter names, or NULL */
	bool asking; /* a request is under way */
	bool again;  /* and its words are not the newest */
	bool ready;  /* an answer is shown */
	bool fresh;  /* new words: the focus begins at the top */
	struct arena *arena;
	struct found_row *all;
	int all_count;
	struct found_row **rows; /* those that the filter leaves */
	struct list list;
	struct sieve sieve;
};

enum { LEAST = 2, MOST = 200, DUE = 12, STATE = 8, UNIT = 16 };

static void look(struct found *self);

/* Reading. */

static void sieve_row_of(const struct found_row *one, struct arena *arena, struct sieve_row *out)
{
	filter_row(&one->owed, one->plan_key, one->path, arena, out);
}

/* Arrange the rows that the filter leaves; the focus goes to this one if it is left. */
static void arrange(struct found *self, int64_t id, int64_t node)
{
	struct arena *arena = arena_new();
	struct sieve_row row;

	sieve_begin(&self->sieve);
	self->sieve.more = self->all_count == MOST;
	for (int i = 0; i < self->all_count; i++) {
		sieve_row_of(&self->all[i], arena, &row);
		sieve_learn(&self->sieve, &row);
	}
	self->list.count = 0;
	for (int i = 0; i < self->all_count; i++) {
		sieve_row_of(&self->all[i], arena, &row);
		if (!sieve_keeps(&self->sieve, &row))
			continue;
		if (id == self->all[i].owed.id && node == self->all[i].owed.node)
			self->list.focus = self->list.count;
		self->rows[self->list.count++] = &self->all[i];
	}
	list_focus(&self->list, self->list.focus);
	arena_free(arena);
}

static const struct found_row *focused(const struct found *self)
{
	return self->list.count > 0 ? self->rows[self->list.focus] : NULL;
}

static void found_sift(struct view *view)
{
	struct found *self = (struct found *)view;
	const struct found_row *here = focused(self);
	const char *state = filter_state(str_data(&self->sieve.terms));

	if (state != self->state) { /* the server's words: each is one pointer */
		self->state = state;
		self->fresh = true;
		look(self);
		if (self->asking)
			return;
	}
	arrange(self, here != NULL ? here->owed.id : 0, here != NULL ? here->owed.node : 0);
}

static void read_rows(struct found *self, const struct rows *rows)
{
	size_t room;

	arena_free(self->arena);
	self->arena = arena_new();
	self->all_count = rows != NULL ? rows_count(rows) : 0;
	room = (size_t)self->all_count + 1;
	self->all = arena_alloc(self->arena, room * sizeof(*self->all));
	self->rows = arena_alloc(self->arena, room * sizeof(*self->rows));
	for (int i = 0; i < self->all_count; i++) {
		struct found_row *one = &self->all[i];

		occurrence_read(rows, i, self->arena, &one->owed);
		one->plan = rows_int(rows, i, "plan_id");
		one->kind = plan_node_kind_read(rows_text(rows, i, "kind"));
		one->path = arena_copy(self->arena, rows_text(rows, i, "path"));
		one->plan_key = arena_copy(self->arena, rows_text(rows, i, "plan_key"));
		one->text = arena_copy(self->arena, rows_text(rows, i, "text"));
	}
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct found *self = data;
	const struct found_row *here = focused(self);
	int64_t id = here != NULL ? here->owed.id : 0, node = here != NULL ? here->owed.node : 0;

	self->asking = false;
	mark_shown(&self->view);
	if (self->again) {
		look(self);
		return;
	}
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	if (self->fresh) {
		id = node = 0;
		self->list.focus = self->list.top = 0;
	}
	self->fresh = false;
	self->ready = true;
	read_rows(self, rows);
	arrange(self, id, node);
}

/* One letter would find everything. */
static bool long_enough(const struct found *self)
{
	struct arena *arena = arena_new();
	bool enough = self->plan != 0 || strlen(text_fold(arena, str_data(&self->words))) >= LEAST;

	arena_free(arena);
	return enough;
}

static void look(struct found *self)
{
	char plan[24];
	const char *params[5] = {str_data(&self->words), self->plan != 0 ? plan : NULL, NULL,
				 self->state, "true"};

	self->again = self->asking;
	if (self->asking)
		return;
	if (!long_enough(self)) {
		self->ready = false;
		read_rows(self, NULL);
		arrange(self, 0, 0);
		return;
	}
	self->asking = true;
	snprintf(plan, sizeof(plan), "%lld", (long long)self->plan);
	request_read(self->view.app->conn, QUERY_SEARCH, params, got, self);
}

void found_look(struct view *view, const char *words)
{
	struct found *self = (struct found *)view;

	if (strcmp(str_data(&self->words), words) == 0)
		return;
	str_clear(&self->words);
	str_add(&self->words, words);
	self->fresh = true;
	look(self);
}

static bool found_waiting(const struct view *view)
{
	const struct found *self = (const struct found *)view;

	return (self->asking && self->fresh) || mark_waiting(view);
}

static void found_refresh(struct view *view)
{
	struct found *self = (struct found *)view;

	if (long_enough(self))
		look(self);
}

const char *found_words(const struct view *view)
{
	return str_data(&((const struct found *)view)->words);
}

const char *found_note(const struct view *view, struct arena *arena)
{
	const struct found *self = (const struct found *)view;

	if (!self->ready)
		return self->asking ? "…" : "";
	if (self->list.count == 0)
		return _("no match");
	return arena_printf(arena, self->all_count == MOST ? "%d/%d+" : "%d/%d",
			    self->list.focus + 1, self->list.count);
}

/* Painting. */

/* `text` with the match in brackets; what stands far before it is cut off, so that
 * the match is to be seen in `columns`. */
static const char *marked(struct arena *arena, const char *text, const char *words, int columns)
{
	size_t from, to, start = 0;
	const char *cut = "";

	if (columns <= 0 || !text_find(arena, text, words, &from, &to))
		return text;
	if (text_width(arena_copy_bytes(arena, text, to)) + 3 > columns) {
		for (start = from; start > 0 && (int)(from - start) < columns / 4;)
			start = text_previous(text, start);
		while (start < from && text[start] != ' ')
			start = text_next(text, start);
		start += start < from;
		cut = "…";
	}
	return arena_printf(arena, "%s%.*s[%.*s]%s", cut, (int)(from - start), text + start,
			    (int)(to - from), text + from, text + to);
}

/* What stands beside the wording is marked only when it is all that was meant. */
static const char *marked_whole(struct arena *arena, const char *text, const char *words,
				int columns)
{
	return text_has_words(arena, text, words) ? marked(arena, text, words, columns) : text;
}

static const char *task_text(const struct found *self, const struct found_row *one,
			     const struct paint *paint, int columns)
{
	struct arena *arena = paint->scratch;
	const char *words = text_fold(arena, str_data(&self->words));
	const char *plan = self->plan_key == NULL ? one->plan_key : ""; /* the title says it */
	const char *place = arena_printf(arena, "%s%s%s ", plan, *plan != '\0' ? " " : "", one->path);

	/* A number of a document that was found stands before the wording. */
	if (*words != '\0' && text_has_words(arena, one->owed.document, words))
		place = arena_printf(arena, "%s%s ", place,
				     marked(arena, one->owed.document, words, columns));
	return arena_printf(arena, "%s%s", place,
			    marked(arena, one->text, words, columns - text_width(place)));
}

static int pad(struct paint *paint, int row, int at, int end)
{
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	return at;
}

/* Day, state and unit of what is owed; returns where the task begins. A task as such
 * has none of them, and takes the unit's room. */
static int paint_owed(const struct found *self, struct paint *paint, int row,
		      const struct occurrence *owed)
{
	const char *words = text_fold(paint->scratch, str_data(&self->words));
	const char *state = owed->id == 0 ? "" : task_state_short(owed->state);
	char due[DATE_TEXT];
	int at = LIST_MARGIN, end = at + DUE - 1;

	at += paint_text(paint, row, at, DUE - 1, THEME_TEXT, date_show(owed->due, due));
	at = pad(paint, row, at, end);
	if (owed->id != 0 && mark_pending(self->view.app, owed->id))
		state = "…";
	at += paint_text(paint, row, at, STATE - 1, THEME_TEXT, state);
	end += STATE;
	at = pad(paint, row, at, end);
	if (owed->id == 0)
		return at;
	at += paint_text(paint, row, at, UNIT - 1, THEME_TEXT,
			 marked_whole(paint->scratch, owed->unit, words, UNIT - 1));
	return pad(paint, row, at, end + UNIT);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct found *self = data;
	const struct found_row *one = self->rows[index];
	int at = paint_owed(self, paint, row, &one->owed);

	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 task_text(self, one, paint, paint->columns - at));
	paint_blank(paint, row, at);
}
static void found_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct found *self = (struct found *)view;
	int state = LIST_MARGIN + DUE - 1, unit = state + STATE;

	paint_row(paint, first, THEME_HEAD, _("  Due"));
	paint_text(paint, first, state, paint->columns, THEME_HEAD, _("State"));
	paint_text(paint, first, unit, paint->columns, THEME_HEAD, _("Unit"));
	paint_text(paint, first, unit + UNIT, paint->columns, THEME_HEAD, _("Task"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->list.count > 0)
		return;
	if (self->ready && self->all_count > 0)
		paint_row(paint, first + 2, THEME_TEXT, _("  The filter leaves nothing; F shows all."));
	else if (self->ready)
		paint_row(paint, first + 2, THEME_TEXT,
			  _("  Nothing holds all these words. Fewer words find more."));
	else if (!self->asking)
		paint_row(paint, first + 2, THEME_TEXT,
			  _("  Type words of a task, a document number or a unit; diacritics are not needed."));
}

/* Actions. */

static bool mark_row(struct found *self, enum action action, const struct found_row *one)
{
	struct mark_target target = {.why_not = _("There is nothing to mark here.")};
	struct arena *arena = arena_new();
	bool done;

	if (one != NULL && one->owed.id == 0) {
		target.why_not = _("Your unit owes nothing here. Open it (Enter) to see who does.");
	} else if (one != NULL) {
		target.occurrence = one->owed.mine || one->owed.on_behalf ? one->owed.id : 0;
		target.version = one->owed.version;
		target.state = one->owed.state;
		target.what = task_name(arena, one->path, one->owed.unit, one->owed.period);
		target.on_behalf = one->owed.mine ? NULL : one->owed.unit;
		target.why_not =
		    _("This is another unit's, or its plan is closed: only its unit or coordinator may mark it.");
	}
	done = mark_act(&self->view, action, &target) ||
	       decide_act(&self->view, action,
			  one != NULL && one->kind != PLAN_SECTION ? one->owed.node : 0,
			  one != NULL ? &one->owed : NULL, one != NULL ? one->path : "");
	arena_free(arena);
	return done;
}

static void open_row(struct found *self, const struct found_row *one)
{
	struct app *app = self->view.app;
	struct view *tree;

	if (one == NULL)
		return;
	if (one->kind != PLAN_SECTION) {
		app_push(app, task_new(app, one->owed.node, one->owed.id));
		return;
	}
	/* In its place in the tree, over the hits: one comes back to them. */
	tree = plans_new(app);
	app_push(app, tree);
	plans_go(tree, one->plan, one->owed.node);
}

static bool found_act(struct view *view, enum action action)
{
	struct found *self = (struct found *)view;
	const struct found_row *one;

	if (list_act(&self->list, action))
		return true;
	one = focused(self);
	switch (action) {
	case ACTION_OPEN:
		open_row(self, one);
		return true;
	case ACTION_GRID:
		if (one != NULL && one->kind != PLAN_SECTION)
			app_push(view->app, grid_new(view->app, one->owed.node, one->owed.id));
		return true;
	case ACTION_FIND_NEXT: /* every row is a match */
		return list_act(&self->list, ACTION_DOWN);
	case ACTION_FIND_PREVIOUS:
		return list_act(&self->list, ACTION_UP);
	default:
		return edit_act(view, action,
				&(struct edit_target){one != NULL ? one->plan : 0,
						      one != NULL ? one->owed.node : 0, NULL}) ||
		       mark_row(self, action, one);
	}
}

static void found_title(struct view *view, struct str *out)
{
	struct found *self = (struct found *)view;

	str_add(out, _("Found"));
	if (self->plan_key != NULL)
		str_addf(out, " %s", self->plan_key);
	if (self->ready && self->words.len > 0)
		str_addf(out, ": %s", str_data(&self->words));
	sieve_say(&self->sieve, out);
}

static void found_free(struct view *view)
{
	struct found *self = (struct found *)view;

	sieve_free(&self->sieve);
	free(self->plan_key);
	str_free(&self->words);
	arena_free(self->arena);
	free(self);
}

static struct list *found_list(struct view *view)
{
	return &((struct found *)view)->list;
}

static bool found_late(struct view *view, int row)
{
	const struct occurrence *owed = &((struct found *)view)->rows[row]->owed;

	return owed->days_late > 0 && task_state_owes(owed->state);
}

static struct sieve *found_sieve(struct view *view)
{
	return &((struct found *)view)->sieve;
}

static const struct view_rows found_rows = {
    .list = found_list,
    .late = found_late,
    .sieve = found_sieve,
    .sift = found_sift,
};

static const struct view_ops found_ops = {
    .context = CONTEXT_FOUND,
    .title = found_title,
    .paint = found_paint,
    .act = found_act,
    .waiting = found_waiting,
    .refresh = found_refresh,
    .free = found_free,
    .rows = &found_rows,
};

bool found_is(const struct view *view)
{
	return view->ops == &found_ops;
}

struct view *found_new(struct app *app)
{
	struct found *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&found_ops, app};
	read_rows(self, NULL);
	return &self->view;
}

struct view *found_new_plan(struct app *app, int64_t plan, const char *key)
{
	struct view *view = found_new(app);
	struct found *self = (struct found *)view;

	self->plan = plan;
	self->plan_key = mem_copy(key);
	look(self);
	return view;
}
