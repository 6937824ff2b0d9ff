/* SPDX-License-Identifier: MIT */
/* See plan.h. */
#include "plan/plan.h"

#include "base/i18n.h"

#include <string.h>

static const struct {
	const char *word;
	const char *title;
} states[] = {
    [PLAN_DRAFT] = {"draft", N_("draft")},
    [PLAN_IN_FORCE] = {"in_force", N_("in force")},
    [PLAN_CLOSED] = {"closed", N_("closed")},
    [PLAN_WITHDRAWN] = {"withdrawn", N_("withdrawn")},
};

static const struct {
	const char *word;
	const char *title;
} kinds[] = {
    [PLAN_BASIS] = {"basis", N_("legal basis")}, [PLAN_PURPOSE] = {"purpose", N_("purpose")},
    [PLAN_SECTION] = {"section", N_("section")}, [PLAN_TASK] = {"task", N_("task")},
    [PLAN_DUTY] = {"duty", N_("duty")},
};

enum plan_state plan_state_read(const char *word)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (strcmp(states[i].word, word) == 0)
			return (enum plan_state)i;
	return PLAN_DRAFT;
}

const char *plan_state_title(enum plan_state state)
{
	return _(states[state].title);
}

enum plan_node_kind plan_node_kind_read(const char *word)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].word, word) == 0)
			return (enum plan_node_kind)i;
	return PLAN_DUTY;
}

const char *plan_kind_title(const char *word)
{
	return _(kinds[plan_node_kind_read(word)].title);
}

static struct plan_counts read_counts(const struct rows *rows, int row)
{
	return (struct plan_counts){
	    .owed = (int)rows_int(rows, row, "owed"),
	    .done = (int)rows_int(rows, row, "done"),
	    .late = (int)rows_int(rows, row, "late"),
	    .soon = (int)rows_int(rows, row, "soon"),
	};
}

void plan_read(const struct rows *rows, int row, struct arena *arena, struct plan *out)
{
	*out = (struct plan){
	    .id = rows_int(rows, row, "plan_id"),
	    .key = arena_copy(arena, rows_text(rows, row, "key")),
	    .issuer = arena_copy(arena, rows_text(rows, row, "issuer_name")),
	    .title = arena_copy(arena, rows_text(rows, row, "title")),
	    .year = (int)rows_int(rows, row, "year"),
	    .state = plan_state_read(rows_text(rows, row, "state")),
	    .sample = rows_bool(rows, row, "sample"),
	    .sections = (int)rows_int(rows, row, "sections"),
	    .tasks = (int)rows_int(rows, row, "tasks"),
	    .counts = read_counts(rows, row),
	};
}

void plan_node_read(const struct rows *rows, int row, struct arena *arena,
		    struct plan_node *out)
{
	*out = (struct plan_node){
	    .id = rows_int(rows, row, "node_id"),
	    .kind = plan_node_kind_read(rows_text(rows, row, "kind")),
	    .path = arena_copy(arena, rows_text(rows, row, "path")),
	    .label = arena_copy(arena, rows_text(rows, row, "label")),
	    .text = arena_copy(arena, rows_text(rows, row, "text")),
	    .reading = arena_copy(arena, rows_text(rows, row, "reading")),
	    .to_confirm = rows_bool(rows, row, "to_confirm"),
	    .withdrawn = rows_bool(rows, row, "withdrawn"),
	    .has_children = rows_bool(rows, row, "has_children"),
	    .units = (int)rows_int(rows, row, "units"),
	    .counts = read_counts(rows, row),
	    .next_due = rows_date(rows, row, "next_due"),
	    .own = rows_int(rows, row, "own_id"),
	    .own_count = (int)rows_int(rows, row, "own_count"),
	    .own_version = (int)rows_int(rows, row, "own_version"),
	    .own_state = arena_copy(arena, rows_text(rows, row, "own_state")),
	    .own_period = arena_copy(arena, rows_text(rows, row, "own_period")),
	    .own_document = arena_copy(arena, rows_text(rows, row, "own_document")),
	    .own_note = arena_copy(arena, rows_text(rows, row, "own_note")),
	    .own_done_on = rows_date(rows, row, "own_done_on"),
	};
}
