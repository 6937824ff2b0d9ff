/* SPDX-License-Identifier: MIT */
/*
 * See task.h. The pane is one list of lines; a line that belongs to an owed thing
 * can be marked, one of a linked task leads there.
 */
#include "view/task.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "plan/event.h"
#include "plan/reading.h"
#include "term/term.h"
#include "view/decide.h"
#include "view/edit.h"
#include "view/event.h"
#include "view/find.h"
#include "view/bulk.h"
#include "view/grid.h"
#include "view/hanging.h"
#include "view/link.h"
#include "view/mark.h"
#include "view/plain.h"
#include "view/remark.h"
#include "view/task_parts.h"
#include "view/task_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns before the text of a part, of an event, of what hangs on a row. */
enum { LABEL = 13, EVENT = 4, HANGING = 2 };

/* Layout: text wrapped to the width, once per width and per answer. */

static void add_line(struct task *self, enum theme theme, const char *text,
		     const struct occurrence *owed)
{
	int count = self->list.count;

	/* Room doubles at powers of two. */
	if ((count & (count - 1)) == 0)
		self->lines = mem_grow(self->lines, (size_t)(count > 0 ? count * 2 : 1),
				       sizeof(*self->lines));
	self->lines[self->list.count++] = (struct line){
	    .text = text, .owed = owed, .id = owed != NULL ? owed->id : 0, .theme = theme};
}

/* `text` wrapped: the first line after `label`, the others below it, all `indent`
 * columns from the margin. */
static void add_text(struct task *self, const char *label, int indent, const char *text)
{
	int room = self->columns - LIST_MARGIN - indent;

	text = task_text_harmless(self->layout, text);
	while (*text != '\0') {
		size_t skip = 0;
		size_t len = text_wrap(text, room, &skip);
		int pad = indent - text_width(label);

		add_line(self, THEME_TEXT,
			 arena_printf(self->layout, "%s%*s%s", label, pad > 0 ? pad : 0, "",
				      arena_copy_bytes(self->layout, text, len)),
			 NULL);
		text += len + skip;
		label = "";
		if (len + skip == 0)
			break;
	}
}

static void add_part(struct task *self, const char *label, const char *text)
{
	add_text(self, label, LABEL, text);
}

/* The first line of an event stands out by two columns. */
static void add_event(struct task *self, const char *text)
{
	size_t skip = 0, len;

	text = task_text_harmless(self->layout, text);
	len = text_wrap(text, self->columns - LIST_MARGIN, &skip);
	add_line(self, THEME_TEXT, arena_copy_bytes(self->layout, text, len), NULL);
	add_text(self, "", EVENT, text + len + skip);
}

/* All lines of a linked task lead to it; the first one of a direction is labelled. */
static void add_links(struct task *self, const char *label, bool implements)
{
	for (int i = 0; i < self->link_count; i++) {
		int first = self->list.count;

		if (self->links[i].implements != implements)
			continue;
		add_part(self, label, self->links[i].text);
		for (; first < self->list.count; first++)
			self->lines[first].id = self->links[i].node;
		label = "";
	}
}

static const char *inherited_note(const struct task *self, const char *column, const char *text)
{
	if (*text == '\0' || strstr(self->inherited, column) == NULL)
		return text;
	return arena_printf(self->layout, _("%s (printed once, with the row above)"), text);
}

static void lay_out_detail(struct task *self)
{
	add_part(self, _("Task"), self->text);
	add_part(self, _("Section"), self->section);
	add_part(self, _("Plan"), self->plan_title);
	add_part(self, _("Lead"), inherited_note(self, "lead", self->lead));
	for (int i = 0; i < self->assignment_count; i++)
		add_part(self, "", self->assignments[i]);
	add_part(self, _("Helps"), inherited_note(self, "coordinate", self->coordinate));
	add_part(self, _("Result"), self->deliverable);
	add_part(self, _("Time"), inherited_note(self, "time", self->phrase));
	add_part(self, _("Reading"), self->reading);
	add_part(self, _("Report"), self->report);
	add_part(self, _("Uncertain"), self->doubt);
	add_part(self, _("Withdrawn"), self->withdrawn);
	for (int i = 0; i < self->event_count; i++) {
		int first = self->list.count;

		add_part(self, i == 0 ? _("Events") : "", self->events[i].text);
		for (; first < self->list.count; first++)
			self->lines[first].event = self->events[i].id;
	}
	add_links(self, _("Implements"), true);
	add_links(self, _("Done by"), false);
}

static void lay_out_hanging(struct task *self, const struct hangings *hangings, int64_t occurrence)
{
	for (int i = 0; i < hangings->count; i++) {
		int line = self->list.count;

		if (hangings->all[i].occurrence != occurrence)
			continue;
		add_text(self, "", HANGING, hangings->all[i].text);
		for (; line < self->list.count; line++)
			self->lines[line].hanging = &hangings->all[i];
	}
}

/* At first the cursor stands on the row one came for, else on the first one. */
static void lay_out_owed(struct task *self)
{
	int first = self->list.count;

	for (int i = 0; i < self->owed_count; i++) {
		add_line(self, THEME_TEXT, "", &self->owed[i]);
		if (!self->placed && self->owed[i].id == self->wanted)
			first = self->list.count - 1;
		lay_out_hanging(self, &self->asks, self->owed[i].id);
		lay_out_hanging(self, &self->proofs, self->owed[i].id);
	}
	if (!self->placed && self->owed_count > 0) {
		list_focus(&self->list, first);
		self->placed = true;
		while (first + self->reveal + 1 < self->list.count &&
		       self->lines[first + self->reveal + 1].hanging != NULL)
			self->reveal++;
	}
}

static int64_t row_id(void *data, int index)
{
	const struct line *line = &((struct task *)data)->lines[index];

	return line->owed != NULL ? line->id : 0;
}

static bool row_picked(void *data, int index)
{
	return picks_has(&((struct task *)data)->picks, row_id(data, index));
}

static void lay_out(struct task *self, int columns)
{
	if (self->columns == columns && !self->stale)
		return;
	self->stale = false;
	if (self->list.count > 0 && row_id(self, self->list.focus) != 0) {
		self->wanted = row_id(self, self->list.focus);
		self->placed = false; /* lines above it may come or go */
	}
	arena_free(self->layout);
	self->layout = arena_new();
	self->columns = columns;
	self->list.count = 0;
	if (self->parts[PART_DETAIL] == NULL)
		return;
	lay_out_detail(self);
	for (int i = 0; i < self->figure_count; i++)
		add_part(self, i == 0 ? _("Register") : "", self->figures[i]);
	add_line(self, THEME_TEXT, "", NULL);
	add_line(self, THEME_HEAD, self->owed_count > 0
				       ? _("Who owes it")
				       : _("Nothing is owed yet: the time phrase names no date."), NULL);
	lay_out_owed(self);
	add_line(self, THEME_TEXT, "", NULL);
	add_line(self, THEME_HEAD, self->history_count > 0 ? _("History") : _("No history yet"), NULL);
	for (int i = 0; i < self->history_count; i++)
		add_event(self, self->history[i]);
	picks_keep(&self->picks, self->list.count, row_id, self);
}

/* An answer of this same turn may have replaced what the lines point to; a key typed
 * ahead comes before the first of them has been painted. */
static void lay_out_now(struct task *self)
{
	lay_out(self, self->columns > 0 ? self->columns : TERM_MIN_COLUMNS);
}

static void paint_owed(struct task *self, struct paint *paint, int row,
		       const struct occurrence *owed)
{
	const char *period = reading_period(owed->period, paint->scratch);
	int left = paint->columns / 3;
	int at = LIST_MARGIN;

	/* Of a long name its end is left out, never the period. */
	at += paint_text(paint, row, at, left - at - text_width(period) - (*period != '\0' ? 2 : 0),
			 THEME_TEXT, owed->unit);
	at += paint_text(paint, row, at, left - at, THEME_TEXT,
			 arena_printf(paint->scratch, "%s%s", *period != '\0' ? ", " : "", period));
	for (; at < left + 1; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 arena_printf(paint->scratch, "%s%s  %s",
				      task_text_due(owed, paint->scratch),
				      task_text_due_reason(owed, paint->scratch),
				      mark_pending(self->view.app, owed->id)
					  ? "…"
					  : task_text_state(owed, paint->scratch)));
	paint_blank(paint, row, at);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct task *self = data;
	const struct line *line = &self->lines[index];
	int used;

	if (line->owed != NULL) {
		paint_owed(self, paint, row, line->owed);
		return;
	}
	used = paint_text(paint, row, LIST_MARGIN, paint->columns - LIST_MARGIN, line->theme, line->text);
	paint_blank(paint, row, LIST_MARGIN + used);
}

static void task_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct task *self = (struct task *)view;

	lay_out(self, paint->columns);
	if (self->reveal > 0) {
		list_fit(&self->list, rows);
		list_reveal(&self->list, self->reveal);
		self->reveal = 0;
	}
	list_paint(&self->list, paint, first, rows, paint_line, self);
}

/* What hangs on a row, under the cursor; of a row itself, its first question. */
static const struct hanging *chosen_hanging(const struct task *self, bool question)
{
	const struct line *line = self->list.count > 0 ? &self->lines[self->list.focus] : NULL;

	if (line != NULL && line->hanging != NULL && line->hanging->question == question)
		return line->hanging;
	return line != NULL && line->owed != NULL && question
		   ? hanging_on(&self->asks, line->owed->id)
		   : NULL;
}

/* The row under the cursor, or above what hangs on it; elsewhere in the pane, the first
 * that I still owe. */
static const struct occurrence *chosen(const struct task *self)
{
	const struct occurrence *best = NULL;
	const struct line *line = self->list.count > 0 ? &self->lines[self->list.focus] : NULL;

	if (line != NULL && line->owed != NULL)
		return line->owed;
	for (int i = 0; line != NULL && line->hanging != NULL && i < self->owed_count; i++)
		if (self->owed[i].id == line->hanging->occurrence)
			return &self->owed[i];
	for (int i = 0; i < self->owed_count && best == NULL; i++)
		if (self->owed[i].mine && task_state_owes(self->owed[i].state))
			best = &self->owed[i];
	return best;
}

static struct mark_target target_of(const struct task *self, const struct occurrence *owed,
				    struct arena *arena)
{
	struct mark_target target = {
	    .what = task_name(arena, self->path, owed->unit, owed->period),
	    .why_not = self->closed
			   ? _("The plan is closed: nothing in it can be changed.")
			   : _("This is another unit's: only it or its coordinator may mark it."),
	};

	mark_aim(&target, owed);
	return target;
}

static struct mark_target row_target(void *data, int index, struct arena *arena)
{
	struct task *self = data;

	return target_of(self, self->lines[index].owed, arena);
}

/* What one would copy: the wording and what the plan says around it. */
static void open_plain(const struct task *self)
{
	const struct {
		const char *label, *text;
	} parts[] = {{_("Plan"), self->plan_title},	{_("Section"), self->section},
		     {_("Lead"), self->lead},		{_("Helps"), self->coordinate},
		     {_("Result"), self->deliverable}, {_("Time"), self->phrase}};
	struct str text = STR_EMPTY;

	str_addf(&text, "%s\n%s %s\n", self->text, self->plan_key, self->path);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (*parts[i].text != '\0')
			str_addf(&text, "%s: %s\n", parts[i].label, parts[i].text);
	app_push(self->view.app, plain_new(self->view.app, str_data(&text)));
	str_free(&text);
}

/* To the linked task that the cursor stands on, or to choose another one. */
static void follow(struct task *self, enum action action)
{
	struct app *app = self->view.app;

	if (self->parts[PART_DETAIL] == NULL || self->list.count == 0)
		return;
	if (action == ACTION_LINK)
		link_open(&self->view, self->node, self->path);
	else if (self->lines[self->list.focus].event != 0)
		event_open_again(app, self->node, self->lines[self->list.focus].event);
	else if (self->lines[self->list.focus].owed == NULL && self->lines[self->list.focus].id != 0)
		app_push(app, task_new(app, self->lines[self->list.focus].id, 0));
}

static bool task_act(struct view *view, enum action action)
{
	struct task *self = (struct task *)view;
	const struct occurrence *owed;
	struct mark_target target = {
	    .why_not = self->owed_count > 0
			   ? _("Go to a unit's row under \"Who owes it\" first.")
			   : _("Nothing is owed here yet: no day is named. "
			       "we event, wd set date, wr reading.")};
	struct arena *arena;
	bool done;

	lay_out_now(self);
	if (list_act(&self->list, action))
		return true;
	if (picks_act(&self->picks, &self->list, action, row_id, self) ||
	    bulk_act(view, action, &self->picks,
		     &(struct bulk_rows){self->list.count, row_id, row_target, self}))
		return true;
	if (action == ACTION_OPEN || action == ACTION_LINK) {
		follow(self, action);
		return true;
	}
	if (edit_act(view, action, &(struct edit_target){self->plan, self->node, NULL}))
		return true;
	owed = chosen(self);
	if (action == ACTION_PLAIN) {
		if (self->parts[PART_DETAIL] != NULL)
			open_plain(self);
		return true;
	}
	if (action == ACTION_GRID) {
		app_push(view->app, grid_new(view->app, self->node, owed != NULL ? owed->id : 0));
		return true;
	}
	if (action == ACTION_ASK_DONE || action == ACTION_UNPROOF)
		return hanging_end(view, action, chosen_hanging(self, action == ACTION_ASK_DONE));
	arena = arena_new();
	if (owed != NULL)
		target = target_of(self, owed, arena);
	done = mark_act(view, action, &target) ||
	       decide_act(view, action, self->node, owed, self->path) ||
	       remark_act(view, action, owed != NULL ? owed->id : 0, target.what);
	arena_free(arena);
	return done;
}

static bool task_waiting(const struct view *view)
{
	const struct task *self = (const struct task *)view;

	return self->asked || mark_waiting(view);
}

static void task_title(struct view *view, struct str *out)
{
	struct task *self = (struct task *)view;

	str_addf(out, "%s %s", _("Task"), self->path != NULL ? self->path : "");
	if (self->plan_key != NULL)
		str_addf(out, "  %s", self->plan_key);
	picks_say(&self->picks, out);
}

static void task_free(struct view *view)
{
	struct task *self = (struct task *)view;

	for (int i = 0; i < PART_COUNT; i++)
		arena_free(self->parts[i]);
	arena_free(self->layout);
	picks_free(&self->picks);
	free(self->lines);
	free(self);
}

static struct list *task_list(struct view *view)
{
	struct task *self = (struct task *)view;

	lay_out_now(self);
	return &self->list;
}

static void task_row_text(struct view *view, int row, struct str *out)
{
	const struct line *line = &((struct task *)view)->lines[row];

	if (line->owed != NULL)
		str_addf(out, "%s %s %s %s", line->owed->unit, task_state_title(line->owed->state),
			 line->owed->document, line->owed->note);
	else
		str_add(out, line->text);
}

static bool task_late(struct view *view, int row)
{
	const struct occurrence *owed = ((struct task *)view)->lines[row].owed;

	return owed != NULL && owed->days_late > 0 && task_state_owes(owed->state);
}

static const struct view_rows task_rows = {
    .list = task_list, .text = task_row_text, .late = task_late};

static const struct view_ops task_ops = {
    .context = CONTEXT_TASK,
    .title = task_title,
    .paint = task_paint,
    .act = task_act,
    .waiting = task_waiting,
    .refresh = task_read,
    .free = task_free,
    .rows = &task_rows,
};

struct view *task_new(struct app *app, int64_t node, int64_t occurrence)
{
	struct task *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&task_ops, app};
	self->node = node;
	self->wanted = occurrence;
	self->asked = true;
	find_attach(&self->view);
	self->list.picked = row_picked;
	self->list.picked_data = self;
	task_read(&self->view);
	return &self->view;
}
