/* SPDX-License-Identifier: MIT */
/* See give.h. */
#include "view/give.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/ask.h"
#include "view/choose.h"
#include "view/mark.h"
#include "view/order.h"
#include "view/undo.h"

#include <stdlib.h>

enum { PAIRS = 3 }; /* named in the question */

struct give {
	struct app *app;
	struct view *view;
	struct picks *picks;
	struct arena *arena;
	struct handover_move *moves;
	int count;
	int unknown; /* left out: no unit is known to come after theirs */
	int64_t unit; /* whose rows they are, or 0: of several */
	bool sent;
};

static void free_give(void *data)
{
	struct give *give = data;

	arena_free(give->arena);
	free(give);
}

static void written(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	struct give *give = data;
	struct str more = STR_EMPTY;

	if (why != NULL) {
		app_say(app, THEME_ALERT, _("Nothing was written. %s"), why->text);
		return;
	}
	if (view != NULL)
		picks_clear(give->picks);
	handover_add_pairs(&more, give->moves, give->count, PAIRS);
	undo_hint(app, &more);
	app_say(app, THEME_GOOD, _("Handed over: %d tasks, %s"), (int)rows_int(rows, 0, "applied"),
		str_data(&more));
	str_free(&more);
}

static const char *submit(void *data, const struct prompt *prompt)
{
	struct give *give = data;
	struct str json = STR_EMPTY;
	const char *params[1];
	int64_t *ids = mem_new((size_t)give->count, sizeof(*ids));

	(void)prompt;
	for (int i = 0; i < give->count; i++)
		ids[i] = give->moves[i].occurrence;
	handover_add_json(&json, give->moves, give->count);
	params[0] = str_data(&json);
	give->sent = true;
	order_send(give->app, &(struct order){.query = QUERY_HANDOVER,
					      .params = params,
					      .view = give->view,
					      .ids = ids,
					      .count = give->count,
					      .answered = written,
					      .free = free_give,
					      .data = give});
	free(ids);
	str_free(&json);
	return NULL;
}

static void closed(void *data)
{
	struct give *give = data;

	if (!give->sent)
		free_give(give);
}

/* What goes where, before anything is written. */
static void preview(struct give *give)
{
	struct ask ask = {.answered = submit, .closed = closed, .data = give};
	struct str question = STR_EMPTY;
	struct prompt prompt;

	str_addf(&question, _("Hand over %d tasks: "), give->count);
	handover_add_pairs(&question, give->moves, give->count, PAIRS);
	if (give->unknown > 0)
		str_addf(&question, _(" (%d without a known unit stay)"), give->unknown);
	str_add(&question, _("? Enter yes, Esc no"));
	prompt_start(&prompt, str_data(&question));
	str_free(&question);
	ask_open(give->app, &prompt, &ask);
}

static void read_unit(const struct rows *rows, int row, struct arena *arena, struct choice *choice)
{
	choice->unit = rows_int(rows, row, "unit_id");
	if (rows_bool(rows, row, "known"))
		choice->note = arena_printf(arena, _("%s (comes after it)"), choice->note);
}

static void took_unit(struct view *view, void *data, const struct choice *choice)
{
	struct give *give = data;

	(void)view;
	for (int i = 0; i < give->count; i++)
		give->moves[i].to = arena_copy(give->arena, choice->text);
	preview(give);
}

/* The line has gone; once a unit was chosen, the question has it all. */
static void not_chosen(void *data)
{
	struct give *give = data;

	if (give->moves[0].to == NULL)
		free_give(give);
}

static void ask_unit(struct give *give)
{
	struct str label = STR_EMPTY;

	for (int i = 0; i < give->count; i++)
		give->moves[i].to = NULL;
	str_addf(&label, _("Hand over %d tasks to: "), give->count);
	choose_open(give->view, &(struct choose){.label = str_data(&label),
						 .query = QUERY_HANDOVER_UNITS,
						 .id = give->unit,
						 .read = read_unit,
						 .took = took_unit,
						 .closed = not_chosen,
						 .data = give});
	str_free(&label);
}

/* Rows that I may hand over; true when one of them has a known unit to go to. */
static bool gather(struct give *give, const struct handover_row *const *rows, int count)
{
	bool known = false;

	give->moves = arena_alloc(give->arena, (size_t)(count + 1) * sizeof(*give->moves));
	for (int i = 0; i < count; i++) {
		const struct handover_row *one = rows[i];

		if (!one->may)
			continue;
		known = known || *one->successor_code != '\0';
		give->unit = give->count == 0 || give->unit == one->unit ? one->unit : 0;
		give->moves[give->count++] = (struct handover_move){
		    .occurrence = one->owed.id,
		    .version = one->owed.version,
		    .from = arena_copy(give->arena, one->unit_code),
		    .to = arena_copy(give->arena, one->successor_code),
		};
	}
	return known;
}

/* Those whose unit is not known stay where they are. */
static void leave_unknown(struct give *give)
{
	int kept = 0;

	for (int i = 0; i < give->count; i++)
		if (*give->moves[i].to != '\0')
			give->moves[kept++] = give->moves[i];
	give->unknown = give->count - kept;
	give->count = kept;
}

static bool is_waiting(const struct app *app, const struct handover_row *const *rows, int count)
{
	for (int i = 0; i < count; i++)
		if (order_pending(app, rows[i]->owed.id) || mark_pending(app, rows[i]->owed.id))
			return true;
	return false;
}

void give_open(struct view *view, const struct handover_row *const *rows, int count, bool other,
	       struct picks *picks)
{
	struct give *give;
	bool known;

	if (is_waiting(view->app, rows, count)) {
		app_say(view->app, THEME_ALERT,
			_("The last change to some of these is still on its way."));
		return;
	}
	give = mem_new(1, sizeof(*give));
	give->app = view->app;
	give->view = view;
	give->picks = picks;
	give->arena = arena_new();
	known = gather(give, rows, count);
	if (give->count == 0) {
		app_say(view->app, THEME_ALERT,
			_("Only who coordinates both units may hand over"));
		free_give(give);
	} else if (known && !other) {
		leave_unknown(give);
		preview(give);
	} else {
		ask_unit(give);
	}
}
