/* SPDX-License-Identifier: MIT */
/* See task.h. */
#include "plan/task.h"

#include "base/i18n.h"
#include "plan/reading.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *word;
	const char *title;
	const char *brief;
	bool owes;
} states[TASK_STATE_COUNT] = {
    [TASK_OPEN] = {"open", N_("not done"), N_("not yet"), true},
    [TASK_IN_PROGRESS] = {"in_progress", N_("in progress"), N_("doing"), true},
    [TASK_DONE] = {"done", N_("done"), N_("done"), false},
    [TASK_NOTHING_AROSE] = {"nothing_arose", N_("nothing arose"), N_("nothing"), false},
    [TASK_OBSTRUCTED] = {"obstructed", N_("obstructed"), N_("stuck"), true},
    [TASK_CANCELLED] = {"cancelled", N_("cancelled"), N_("void"), false},
};

const char *task_state_word(enum task_state state)
{
	return states[state].word;
}

enum task_state task_state_read(const char *word)
{
	for (int i = 0; i < TASK_STATE_COUNT; i++)
		if (strcmp(states[i].word, word) == 0)
			return (enum task_state)i;
	return TASK_OPEN;
}

const char *task_state_title(enum task_state state)
{
	return _(states[state].title);
}

const char *task_state_short(enum task_state state)
{
	return _(states[state].brief);
}

bool task_state_owes(enum task_state state)
{
	return states[state].owes;
}

void occurrence_read(const struct rows *rows, int row, struct arena *arena,
		     struct occurrence *out)
{
	*out = (struct occurrence){
	    .id = rows_int(rows, row, "occurrence_id"),
	    .version = (int)rows_int(rows, row, "version"),
	    .node = rows_int(rows, row, "node_id"),
	    .state = task_state_read(rows_text(rows, row, "state")),
	    .unit = arena_copy(arena, rows_text(rows, row, "unit_name")),
	    .period = arena_copy(arena, rows_text(rows, row, "period")),
	    .fallback = rows_bool(rows, row, "fallback"),
	    .first_due = rows_date(rows, row, "first_due"),
	    .nominal_due = rows_date(rows, row, "nominal_due"),
	    .due = rows_date(rows, row, "effective_due"),
	    .phrase_due = DATE_NONE,
	    .cutoff = DATE_NONE,
	    .before = strcmp(rows_text(rows, row, "due_rule"), "before") == 0,
	    .done_on = rows_date(rows, row, "done_on"),
	    .document = arena_copy(arena, rows_text(rows, row, "document_number")),
	    .document_date = rows_date(rows, row, "document_date"),
	    .note = arena_copy(arena, rows_text(rows, row, "note")),
	    .days_late = (int)rows_int(rows, row, "days_late"),
	    .mine = rows_bool(rows, row, "mine"),
	    .on_behalf = rows_bool(rows, row, "on_behalf"),
	};
}

const char *task_name(struct arena *arena, const char *path, const char *unit,
		      const char *period)
{
	const char *when = reading_period(period, arena);

	return arena_printf(arena, "%s%s%s%s%s", path, unit != NULL ? " " : "",
			    unit != NULL ? unit : "", *when != '\0' ? ", " : "", when);
}

struct request *task_send_mark(struct conn *conn, const struct task_mark *mark,
			       request_fn *done, void *data)
{
	char occurrence[24], version[16], done_on[DATE_TEXT], document_date[DATE_TEXT];
	bool number = mark->document != NULL && *mark->document != '\0';
	const char *params[7];

	snprintf(occurrence, sizeof(occurrence), "%lld", (long long)mark->occurrence);
	snprintf(version, sizeof(version), "%d", mark->version);
	params[0] = occurrence;
	params[1] = version;
	params[2] = task_state_word(mark->state);
	params[3] = mark->done_on == DATE_NONE ? NULL : date_iso(mark->done_on, done_on);
	params[4] = number ? mark->document : NULL;
	params[5] = mark->document_date == DATE_NONE ? NULL
						     : date_iso(mark->document_date, document_date);
	params[6] = mark->note != NULL && *mark->note != '\0' ? mark->note : NULL;
	return request_write(conn, QUERY_OCCURRENCE_MARK, params, done, data);
}

struct request *task_send_urge(struct conn *conn, int64_t occurrence, const char *message,
			       request_fn *done, void *data)
{
	char id[24];
	const char *params[2] = {id, message};

	snprintf(id, sizeof(id), "%lld", (long long)occurrence);
	return request_write(conn, QUERY_ASK_ADD, params, done, data);
}
