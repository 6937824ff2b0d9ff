/* SPDX-License-Identifier: MIT */
/* See handover.h. */
#include "plan/handover.h"

#include "base/i18n.h"

#include <string.h>

int handover_read(const struct rows *rows, struct arena *arena, struct handover_row **out)
{
	int count = rows_count(rows);

	*out = arena_alloc(arena, (size_t)(count + 1) * sizeof(**out));
	for (int i = 0; i < count; i++) {
		struct handover_row *one = &(*out)[i];

		occurrence_read(rows, i, arena, &one->owed);
		one->plan_key = arena_copy(arena, rows_text(rows, i, "plan_key"));
		one->path = arena_copy(arena, rows_text(rows, i, "path"));
		one->text = arena_copy(arena, rows_text(rows, i, "text"));
		one->unit = rows_int(rows, i, "unit_id");
		one->unit_code = arena_copy(arena, rows_text(rows, i, "unit_code"));
		one->successor_code = arena_copy(arena, rows_text(rows, i, "successor_code"));
		one->successor = arena_copy(arena, rows_text(rows, i, "successor_name"));
		one->may = rows_bool(rows, i, "may");
	}
	return count;
}

void handover_add_json(struct str *out, const struct handover_move *moves, int count)
{
	str_add(out, "[");
	for (int i = 0; i < count; i++) {
		str_addf(out, "%s{\"occurrence\":%lld,\"version\":%d,\"unit\":", i > 0 ? "," : "",
			 (long long)moves[i].occurrence, moves[i].version);
		str_add_json(out, moves[i].to);
		str_add(out, "}");
	}
	str_add(out, "]");
}

static bool same(const struct handover_move *a, const struct handover_move *b)
{
	return strcmp(a->from, b->from) == 0 && strcmp(a->to, b->to) == 0;
}

/* How many are like move `i`, or 0 when an earlier one is. */
static int first_of(const struct handover_move *moves, int count, int i)
{
	int like = 0;

	for (int j = 0; j < count; j++) {
		if (!same(&moves[i], &moves[j]))
			continue;
		if (j < i)
			return 0;
		like++;
	}
	return like;
}

void handover_add_pairs(struct str *out, const struct handover_move *moves, int count, int most)
{
	int shown = 0, more = 0;

	for (int i = 0; i < count; i++) {
		int like;

		/* Rows of one pair mostly stand together. */
		if (i > 0 && same(&moves[i], &moves[i - 1]))
			continue;
		like = first_of(moves, count, i);
		if (like == 0)
			continue;
		if (shown == most) {
			more++;
			continue;
		}
		str_addf(out, "%s%s → %s %d", shown > 0 ? ", " : "", moves[i].from, moves[i].to, like);
		shown++;
	}
	if (more > 0)
		str_addf(out, _(", %d more units"), more);
}
