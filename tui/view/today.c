/* SPDX-License-Identifier: MIT */
/*
 * See today.h. Headings are lines of the list that the cursor passes over: it
 * always stands on something that can be opened or marked.
 */
#include "view/today.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "feedback/feedback.h"
#include "plan/reading.h"
#include "plan/today.h"
#include "view/bulk.h"
#include "view/decide.h"
#include "view/edit.h"
#include "view/grid.h"
#include "view/mark.h"
#include "view/remark.h"
#include "view/record.h"
#include "view/task.h"
#include "widget/list.h"

#include <stdlib.h>
#include <string.h>

struct today {
	struct view view;
	struct arena *arena;
	struct today_row *rows;
	int row_count;
	int *lines; /* index of the row, or HEADING - index of the first below it */
	struct list list;
	struct picks picks;
	bool units; /* of several units: a column says which */
	bool ready;
	struct arena *next; /* tasks that have come and wait for the records */
	struct today_row *next_rows;
	int next_count;
};

/* Columns; a state of its own, so that marking changes few cells of the row. */
enum { DAYS = 5, DUE = 12, STATE = 8, FIXED = LIST_MARGIN + DAYS - 1 + DUE, WIDE = 110 };

enum { HEADING = -1 };

static bool is_heading(const struct today *self, int line)
{
	return self->lines[line] <= HEADING;
}

static const struct today_row *row_of(const struct today *self, int line)
{
	int index = self->lines[line];

	return &self->rows[index <= HEADING ? HEADING - index : index];
}

static int64_t row_id(void *data, int line)
{
	const struct today *self = data;

	return is_heading(self, line) ? 0 : row_of(self, line)->owed.id;
}

static bool row_picked(void *data, int line)
{
	return picks_has(&((struct today *)data)->picks, row_id(data, line));
}

static const struct today_row *chosen(const struct today *self)
{
	return self->list.count > 0 ? row_of(self, self->list.focus) : NULL;
}

/* Off a heading, in the direction one came; the first heading stays in sight. */
static void settle(struct today *self, int from)
{
	struct list *list = &self->list;

	if (list->count == 0)
		return;
	if (is_heading(self, list->focus))
		list_focus(list, list->focus >= from || list->focus == 0 ? list->focus + 1
									 : list->focus - 1);
	if (list->focus <= list->top && is_heading(self, list->focus - 1))
		list->top = list->focus - 1;
}

/* Lines from rows: one heading above each bucket, which has at least one row. */
static void lay_out(struct today *self)
{
	const char *mine = self->view.app->me.unit;
	int count = 0;

	self->units = false;
	self->lines = arena_alloc(self->arena, (size_t)(2 * self->row_count + 1) * sizeof(int));
	for (int i = 0; i < self->row_count; i++) {
		const struct today_row *one = &self->rows[i];

		if (i == 0 || one->bucket != self->rows[i - 1].bucket)
			self->lines[count++] = HEADING - i;
		self->lines[count++] = i;
		if (*one->owed.unit != '\0' && mine != NULL && strcmp(one->owed.unit, mine) != 0)
			self->units = true;
	}
	self->list.count = count;
}

static void find_again(struct today *self, const struct today_row *before)
{
	for (int i = 0; before != NULL && i < self->list.count; i++)
		if (!is_heading(self, i) && today_same(before, row_of(self, i)))
			list_focus(&self->list, i);
	list_focus(&self->list, self->list.focus);
	/* What was done last in a bucket is followed by the next one's first. */
	settle(self, self->list.focus);
}

static bool is_listed(const struct today *self, const struct today_row *row)
{
	for (int i = 0; i < self->row_count; i++)
		if (today_same(&self->rows[i], row))
			return true;
	return false;
}

/*
 * What I have just done stays in its place, marked so: I see what I did and can take it
 * back, nothing jumps, and the line carries a word instead of a page. The next reading
 * that is not made for a mark drops it.
 */
static void keep_done(struct today *self, const struct today_row *old, int old_count)
{
	for (int i = 0; i < old_count; i++) {
		const struct task_mark *mark = mark_written(&self->view, old[i].owed.id);
		struct today_row row = old[i];

		if (old[i].owed.id == 0 || (mark == NULL && !old[i].kept) || is_listed(self, &row))
			continue;
		if (mark != NULL) {
			row.owed.state = mark->state;
			row.owed.version = mark->version;
			row.owed.done_on = mark->done_on;
			row.owed.document = mark->document != NULL ? mark->document : "";
			row.owed.note = mark->note != NULL ? mark->note : "";
		}
		self->row_count = today_keep(self->rows, self->row_count, &row,
					     i > 0 ? &old[i - 1] : NULL, self->arena);
	}
}

/* The tasks wait for the records, which come right behind them: both are laid out
 * together, so that nothing jumps. */
static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct today *self = data;

	arena_free(self->next);
	self->next = NULL;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	self->next = arena_new();
	self->next_rows = today_read(rows, self->next, self->row_count, &self->next_count);
}

static void got_records(void *data, const struct rows *rows, const struct err_info *why)
{
	struct today *self = data;
	const struct today_row *before = chosen(self), *old_rows = self->rows;
	int old_count = self->row_count;
	struct arena *old = self->arena;

	self->ready = true;
	if (why != NULL && why->code != ERR_LOST)
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	if (self->next == NULL) {
		mark_shown(&self->view);
		return;
	}
	self->arena = self->next;
	self->next = NULL;
	self->rows = self->next_rows;
	self->row_count = self->next_count;
	if (why == NULL)
		self->rows = today_add_records(rows, self->arena, old_count, self->rows,
					       &self->row_count);
	if (mark_written(&self->view, 0) != NULL)
		keep_done(self, old_rows, old_count);
	mark_shown(&self->view);
	lay_out(self);
	picks_keep(&self->picks, self->list.count, row_id, self);
	find_again(self, before);
	arena_free(old);
}

static void today_refresh(struct view *view)
{
	request_read(view->app->conn, QUERY_TODAY, NULL, got, view);
	request_read(view->app->conn, QUERY_FEEDBACK_TODAY, NULL, got_records, view);
}

/* Rows. */

/* What stands before the wording: who asks or did what. */
static const char *news(const struct today_row *one, struct arena *arena)
{
	const char *note = *one->message != '\0' ? arena_printf(arena, " \"%s\"", one->message) : "";

	if (one->bucket == TODAY_CHANGED)
		return arena_printf(arena, _("%s, %s: %s%s. "), one->who, one->at, today_event(one), note);
	if (one->bucket == TODAY_ASKED)
		return arena_printf(arena, _("%s, %s:%s "), one->who, one->at, note);
	return "";
}

/* Wide windows name the plan. */
static const char *row_text(const struct today_row *one, const struct paint *paint,
			    struct arena *arena)
{
	const char *period = reading_period(one->owed.period, arena);
	const char *plan = paint->columns >= WIDE ? one->plan_key : "";

	if (one->record != 0)
		return arena_printf(arena, "%s %s", one->code,
				    one->sealed ? feedback_sealed() : one->text);
	return arena_printf(arena, "%s%s%s%s%s%s%s %s", news(one, arena), plan,
			    *plan != '\0' ? " " : "", one->path, *period != '\0' ? " (" : "",
			    period, *period != '\0' ? ")" : "", one->text);
}

static void paint_heading(const struct today *self, int line, struct paint *paint, int row)
{
	const struct today_row *one = row_of(self, line);
	struct str text = STR_EMPTY;
	int shown = 0;

	for (int i = line + 1; i < self->list.count && !is_heading(self, i); i++)
		shown += !row_of(self, i)->kept;
	str_addf(&text, "%s: %d", today_bucket_title(one->bucket), one->bucket_count);
	if (one->bucket_count > shown)
		str_addf(&text, _(", the first %d of them"), shown);
	/* The key is named where it is of use, and nowhere else. */
	if (one->bucket == TODAY_CHANGED) {
		str_add(&text, "  (");
		keymap_show(self->view.app->keymap, ACTION_SEEN, 1, " ", &text);
		str_addf(&text, " %s)", _(action_info(ACTION_SEEN)->label));
	}
	paint_row(paint, row, THEME_HEAD, str_data(&text));
	str_free(&text);
}

static int unit_columns(const struct today *self, const struct paint *paint)
{
	return self->units ? (paint->columns - FIXED - STATE) / 4 : 0;
}

static const char *days_text(const struct today *self, const struct today_row *one,
			     struct arena *arena)
{
	if (mark_pending(self->view.app, one->owed.id))
		return "…";
	if (one->owed.days_late > 0 && one->owed.due != DATE_NONE && task_state_owes(one->owed.state))
		return arena_printf(arena, "%d", one->owed.days_late);
	return "";
}

static const char *due_text(const struct today_row *one, char due[DATE_TEXT])
{
	if (one->owed.due != DATE_NONE || one->record != 0)
		return date_show(one->owed.due, due);
	return reading_word(one->bucket == TODAY_CONFIRM ? "ask" : "continuous");
}

/* Text and blanks, in all `columns`; returns the column after them. */
static int paint_cell(struct paint *paint, int row, int at, int columns, const char *text)
{
	int end = at + columns;

	at += paint_text(paint, row, at, columns - 1, THEME_TEXT, text);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	return end;
}

static void paint_line(void *data, int line, struct paint *paint, int row)
{
	struct today *self = data;
	const struct today_row *one = row_of(self, line);
	bool begun = one->owed.id != 0 && one->owed.state != TASK_OPEN;
	char due[DATE_TEXT];
	int at = LIST_MARGIN + DAYS;

	if (is_heading(self, line)) {
		paint_heading(self, line, paint, row);
		return;
	}
	paint_right(paint, row, LIST_MARGIN, DAYS - 1, THEME_TEXT,
		    days_text(self, one, paint->scratch));
	paint_text(paint, row, at - 1, 1, THEME_TEXT, " ");
	at = paint_cell(paint, row, at, DUE - 1, due_text(one, due));
	at = paint_cell(paint, row, at, STATE, begun ? task_state_short(one->owed.state) : "");
	if (self->units)
		at = paint_cell(paint, row, at, unit_columns(self, paint), one->owed.unit);
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 row_text(one, paint, paint->scratch));
	paint_blank(paint, row, at);
}

static void today_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct today *self = (struct today *)view;
	int unit = FIXED + STATE;

	paint_row(paint, first, THEME_HEAD, _("  Days Due"));
	paint_text(paint, first, FIXED, STATE, THEME_HEAD, _("State"));
	if (self->units)
		paint_text(paint, first, unit, paint->columns, THEME_HEAD, _("Unit"));
	paint_text(paint, first, unit + unit_columns(self, paint), paint->columns, THEME_HEAD,
		   _("Task"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  _("  Nothing waits for you today. F2 shows the plans, F3 what is overdue."));
}

/* Actions. */

static void told_seen(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *view = data;

	(void)rows;
	if (why != NULL)
		app_say(view->app, THEME_ALERT, "%s", why->text);
	else
		app_say(view->app, THEME_GOOD, _("Seen: what changes from now on is shown again."));
	today_refresh(view);
}

static bool mark(struct today *self, enum action action, const struct today_row *one)
{
	struct mark_target target = {.why_not = _("There is nothing to mark here.")};
	struct arena *arena = arena_new();
	bool done;

	if (one != NULL && one->record != 0)
		target.why_not = _("This is a record: Enter opens it.");
	else if (one != NULL && one->owed.id == 0)
		target.why_not = _("Only its time phrase waits here: Enter shows it.");
	else if (one != NULL)
		target = mark_target_of(&one->owed, one->path, arena);
	/* In a list of one's own unit alone its name is no news. */
	if (target.occurrence != 0 && one->owed.mine && !self->units)
		target.what = task_name(arena, one->path, NULL, one->owed.period);
	done = mark_act(&self->view, action, &target) ||
	       decide_act(&self->view, action, one != NULL ? one->owed.node : 0,
			  one != NULL ? &one->owed : NULL, one != NULL ? one->path : "");
	arena_free(arena);
	return done;
}

static struct mark_target row_target(void *data, int line, struct arena *arena)
{
	const struct today_row *one = row_of(data, line);

	return mark_target_of(&one->owed, one->path, arena);
}

static bool today_act(struct view *view, enum action action)
{
	struct today *self = (struct today *)view;
	const struct today_row *one = chosen(self);
	int from = self->list.focus;

	if (list_act(&self->list, action) ||
	    picks_act(&self->picks, &self->list, action, row_id, self)) {
		settle(self, from);
		return true;
	}
	if (bulk_act(view, action, &self->picks,
		     &(struct bulk_rows){self->list.count, row_id, row_target, self}))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (one != NULL && one->record != 0)
			app_push(view->app, record_new(view->app, one->record, one->code));
		else if (one != NULL)
			app_push(view->app, task_new(view->app, one->owed.node, one->owed.id));
		return true;
	case ACTION_GRID:
		if (one != NULL && one->record == 0)
			app_push(view->app, grid_new(view->app, one->owed.node, one->owed.id));
		return true;
	case ACTION_ASK_DONE:
		return remark_end(view, action, one != NULL ? one->ask : 0,
				  one != NULL ? one->message : "",
				  _("No question is open on this row."));
	case ACTION_SEEN:
		request_write(view->app->conn, QUERY_SEEN, NULL, told_seen, view);
		return true;
	default:
		return edit_act(view, action, &(struct edit_target){.node = one != NULL ? one->owed.node : 0}) ||
		       mark(self, action, one);
	}
}

static bool today_waiting(const struct view *view)
{
	return !((const struct today *)view)->ready || mark_waiting(view);
}

static void today_title(struct view *view, struct str *out)
{
	str_add(out, _("Today"));
	picks_say(&((struct today *)view)->picks, out);
}

static void today_free(struct view *view)
{
	struct today *self = (struct today *)view;

	arena_free(self->arena);
	arena_free(self->next);
	picks_free(&self->picks);
	free(self);
}

static const struct view_ops today_ops = {
    .context = CONTEXT_TODAY,
    .title = today_title,
    .paint = today_paint,
    .act = today_act,
    .waiting = today_waiting,
    .refresh = today_refresh,
    .free = today_free,
};

struct view *today_new(struct app *app)
{
	struct today *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&today_ops, app};
	self->list.picked = row_picked;
	self->list.picked_data = self;
	today_refresh(&self->view);
	return &self->view;
}
