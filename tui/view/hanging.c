/* SPDX-License-Identifier: MIT */
/* See hanging.h. */
#include "view/hanging.h"

#include "base/i18n.h"
#include "view/remark.h"
#include "view/task_text.h"

static struct hanging read_row(bool question, const struct rows *rows, int row,
			       struct arena *arena)
{
	const char *what = rows_text(rows, row, question ? "message" : "number");

	if (!question && *what == '\0')
		what = rows_text(rows, row, "title");
	return (struct hanging){
	    .id = rows_int(rows, row, question ? "ask_id" : "proof_id"),
	    .occurrence = rows_int(rows, row, "occurrence_id"),
	    .question = question,
	    .mine = rows_bool(rows, row, "mine"),
	    .text = question ? task_text_ask(rows, row, arena) : task_text_proof(rows, row, arena),
	    .what = arena_copy(arena, what),
	};
}

struct hangings hanging_read(bool questions, const struct rows *rows, struct arena *arena)
{
	struct hangings out = {
	    .all = arena_alloc(arena, (size_t)(rows_count(rows) + 1) * sizeof(*out.all))};

	for (int i = 0; i < rows_count(rows); i++)
		if (questions || !rows_null(rows, i, "proof_id")) /* the mark's own stands in its row */
			out.all[out.count++] = read_row(questions, rows, i, arena);
	return out;
}

const struct hanging *hanging_on(const struct hangings *hangings, int64_t occurrence)
{
	for (int i = 0; i < hangings->count; i++)
		if (hangings->all[i].occurrence == occurrence)
			return &hangings->all[i];
	return NULL;
}

bool hanging_end(struct view *view, enum action action, const struct hanging *one)
{
	const char *why_not = action == ACTION_ASK_DONE
				  ? _("No question is open on this row.")
				  : _("Go to the line of a further document first.");

	if (one != NULL && !one->mine) {
		one = NULL;
		why_not = _("This is another unit's: only it or its coordinator may change it.");
	}
	return remark_end(view, action, one != NULL ? one->id : 0, one != NULL ? one->what : "",
			  why_not);
}
