/* SPDX-License-Identifier: MIT */
/* See bulk.h. */
#include "view/bulk.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/batch.h"
#include "view/ask.h"
#include "view/extend.h"
#include "view/order.h"
#include "view/undo.h"

#include <stdlib.h>
#include <string.h>

struct bulk {
	struct app *app;
	struct view *view;
	struct picks *picks; /* the view's: valid while it is; NULL: none to forget */
	const struct mark_kind *kind;
	struct arena *arena; /* texts of the marks */
	struct task_mark *marks;
	int count;
	int before; /* stand so already */
	bool own_texts; /* each mark has its own document: only the day is asked for */
	bool sent;
};

static void free_bulk(void *data)
{
	struct bulk *bulk = data;

	arena_free(bulk->arena);
	free(bulk->marks);
	free(bulk);
}

static void written(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	struct bulk *bulk = data;
	struct str more = STR_EMPTY;
	int already = bulk->before;

	if (why != NULL) {
		app_say(app, THEME_ALERT, _("Nothing was written. %s"), why->text);
		return;
	}
	if (view != NULL && bulk->picks != NULL)
		picks_clear(bulk->picks);
	already += (int)rows_int(rows, 0, "already");
	if (already > 0)
		str_addf(&more, _(", %d stood so before"), already);
	undo_hint(app, &more);
	app_say(app, THEME_GOOD, _("Saved: %d tasks, %s%s"), (int)rows_int(rows, 0, "applied"),
		task_state_title(bulk->kind->state), str_data(&more));
	str_free(&more);
}

static void send(struct bulk *bulk)
{
	struct str json = STR_EMPTY;
	const char *params[1];
	int64_t *ids = mem_new((size_t)bulk->count, sizeof(*ids));

	for (int i = 0; i < bulk->count; i++)
		ids[i] = bulk->marks[i].occurrence;
	batch_add_json(&json, bulk->marks, bulk->count);
	params[0] = str_data(&json);
	bulk->sent = true;
	order_send(bulk->app, &(struct order){.query = QUERY_OCCURRENCES_MARK,
					      .params = params,
					      .view = bulk->view,
					      .ids = ids,
					      .count = bulk->count,
					      .answered = written,
					      .free = free_bulk,
					      .data = bulk});
	free(ids);
	str_free(&json);
}

/* Each mark gets what was typed; in a column of documents only the day, and a row
 * that was done before keeps its own. */
static const char *submit(void *data, const struct prompt *prompt)
{
	struct bulk *bulk = data;
	struct task_mark *one;
	bool valid = true;
	int day = DATE_NONE;
	const char *wrong = NULL, *text = "";

	if (bulk->own_texts) {
		day = date_read_typed(prompt_value(prompt, 0), bulk->app->me.today, &valid);
		if (!valid)
			return _("There is no such day. Write it as 20/11/2026.");
	} else {
		wrong = mark_check(bulk->kind, prompt, bulk->app->me.today, &day);
		text = arena_copy(bulk->arena, prompt_value(prompt, 0));
	}
	if (wrong != NULL)
		return wrong;
	for (one = bulk->marks; one < bulk->marks + bulk->count; one++) {
		if (one->done_on == DATE_NONE)
			one->done_on = day;
		if (bulk->own_texts)
			one->document_date = one->done_on;
		else
			mark_fill(bulk->kind, text, one);
	}
	send(bulk);
	return NULL;
}

static void closed(void *data)
{
	struct bulk *bulk = data;

	if (!bulk->sent)
		free_bulk(bulk);
}

static void ask(struct bulk *bulk, const char *question)
{
	struct ask ask = {.answered = submit, .closed = closed, .data = bulk};
	struct prompt prompt;
	char today[DATE_TEXT];

	prompt_start(&prompt, question);
	if (!bulk->own_texts)
		prompt_add(&prompt, _(bulk->kind->text), "", 0);
	if (bulk->kind->date)
		prompt_add(&prompt, _("on"), date_show(bulk->app->me.today, today), MARK_DATE);
	ask_open(bulk->app, &prompt, &ask);
}

static struct bulk *start(struct view *view, const struct mark_kind *kind, int room)
{
	struct bulk *bulk = mem_new(1, sizeof(*bulk));

	bulk->app = view->app;
	bulk->view = view;
	bulk->kind = kind;
	bulk->arena = arena_new();
	bulk->marks = mem_new((size_t)room + 1, sizeof(*bulk->marks));
	return bulk;
}

struct counts {
	int before, waiting, refused;
	const char *why_not;
};

static bool is_taken(const struct bulk *bulk, int64_t occurrence)
{
	for (int i = bulk->count - 1; i >= 0; i--)
		if (bulk->marks[i].occurrence == occurrence)
			return true;
	return false;
}

/* Take the picked rows that the mark changes; with `again` those that stand so
 * already, to give them another document or note. */
static struct counts gather(struct bulk *bulk, const struct picks *picks,
			    const struct bulk_rows *rows, bool again)
{
	struct counts counts = {0};

	bulk->count = 0;
	for (int i = 0; i < rows->count; i++) {
		struct mark_target target;

		if (!picks_has(picks, rows->id(rows->data, i)))
			continue;
		target = rows->target(rows->data, i, bulk->arena);
		if (target.occurrence == 0) {
			counts.refused++;
			counts.why_not = target.why_not;
		} else if (order_pending(bulk->app, target.occurrence) ||
			   mark_pending(bulk->app, target.occurrence)) {
			counts.waiting++;
		} else if (is_taken(bulk, target.occurrence)) {
			continue;
		} else if ((target.state == bulk->kind->state) != again) {
			counts.before++;
		} else {
			bulk->marks[bulk->count++] = (struct task_mark){
			    .occurrence = target.occurrence,
			    .version = target.version,
			    .state = bulk->kind->state,
			    .done_on = DATE_NONE,
			    .document_date = DATE_NONE,
			};
		}
	}
	return counts;
}

static const char *preview(const struct bulk *bulk, const struct counts *counts, bool again)
{
	const char *state = task_state_title(bulk->kind->state);
	const char *before = "", *refused = "";

	if (again)
		return arena_printf(bulk->arena, _("%d tasks, %s before, again:"), bulk->count,
				    state);
	if (counts->before > 0)
		before = arena_printf(bulk->arena, _(", %d %s before"), counts->before, state);
	if (counts->refused > 0)
		refused = arena_printf(bulk->arena, _(", %d not yours to mark"), counts->refused);
	return arena_printf(bulk->arena, _("%d tasks → %s%s%s:"), bulk->count, state, before,
			    refused);
}

/* A later date for all that are picked and mine to mark. */
static bool extend(struct view *view, const struct picks *picks, const struct bulk_rows *rows)
{
	int64_t *ids = mem_new((size_t)rows->count + 1, sizeof(*ids));
	int *versions = mem_new((size_t)rows->count + 1, sizeof(*versions));
	struct arena *arena = arena_new();
	const char *why_not = NULL;
	int count = 0, at;

	for (int i = 0; i < rows->count; i++) {
		struct mark_target target;

		if (!picks_has(picks, rows->id(rows->data, i)))
			continue;
		target = rows->target(rows->data, i, arena);
		if (target.occurrence == 0) {
			why_not = target.why_not;
			continue;
		}
		/* A list may show the same thing twice. */
		ids[count] = target.occurrence;
		for (at = 0; ids[at] != target.occurrence; at++)
			;
		versions[at] = target.version;
		count += at == count;
	}
	if (count > 0 && why_not == NULL)
		extend_open_many(view->app, ids, versions, count);
	else
		app_say(view->app, THEME_ALERT, "%s",
			why_not != NULL ? why_not : _("There is nothing to mark here."));
	arena_free(arena);
	free(versions);
	free(ids);
	return true;
}

bool bulk_act(struct view *view, enum action action, struct picks *picks,
	      const struct bulk_rows *rows)
{
	const struct mark_kind *kind = mark_kind_of(action);
	struct counts counts;
	struct bulk *bulk;
	bool again = false;

	if (action == ACTION_EXTEND && picks->count > 0)
		return extend(view, picks, rows);
	if (kind == NULL || action == ACTION_URGE || picks->count == 0)
		return false;
	bulk = start(view, kind, rows->count);
	bulk->picks = picks;
	counts = gather(bulk, picks, rows, false);
	bulk->before = counts.before;
	if (bulk->count == 0 && counts.before > 0) {
		again = true;
		counts = gather(bulk, picks, rows, true);
		bulk->before = 0;
	}
	if (counts.waiting > 0)
		app_say(view->app, THEME_ALERT,
			_("The last change to some of these is still on its way."));
	else if (bulk->count == 0)
		app_say(view->app, THEME_ALERT, "%s",
			counts.why_not != NULL ? counts.why_not
					       : _("There is nothing to mark here."));
	if (counts.waiting > 0 || bulk->count == 0)
		free_bulk(bulk);
	else
		ask(bulk, preview(bulk, &counts, again));
	return true;
}

void bulk_write(struct view *view, const char *question, const struct task_mark *marks, int count)
{
	struct bulk *bulk = start(view, mark_kind_of(ACTION_DONE), count);

	bulk->own_texts = true;
	bulk->count = count;
	for (int i = 0; i < count; i++) {
		bulk->marks[i] = marks[i];
		bulk->marks[i].document = arena_copy(bulk->arena, marks[i].document);
	}
	ask(bulk, question);
}
