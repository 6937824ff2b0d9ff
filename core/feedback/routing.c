/* SPDX-License-Identifier: MIT */
/* See routing.h. */
#include "feedback/routing.h"

#include <string.h>

static const char *const names[ROUTING_COLUMNS] = {
    [ROUTING_PRIORITY] = "priority",
    [ROUTING_TRACK] = "track",
    [ROUTING_FIELD] = "field",
    [ROUTING_GROUP] = "content_group",
    [ROUTING_TERRITORY] = "territory_id",
    [ROUTING_ABOUT] = "about_unit_id",
    [ROUTING_ABOUT_KIND] = "about_kind",
    [ROUTING_ABOUT_HEAD] = "about_head",
    [ROUTING_TARGET_KIND] = "target_kind",
    [ROUTING_TARGET] = "target_unit_id",
    [ROUTING_REASON] = "reason",
    [ROUTING_ARTICLE] = "article",
    [ROUTING_SINCE] = "valid_from",
    [ROUTING_UNTIL] = "valid_to",
};

const char *routing_name(enum routing_column column)
{
	return names[column];
}

/* Truth is "t" or "f" in an answer, and a word in what is sent. */
static const char *value(const struct rows *rows, int row, enum routing_column column,
			 struct arena *arena)
{
	const char *text = rows_text(rows, row, names[column]);

	if (column == ROUTING_ABOUT_HEAD && *text != '\0')
		return *text == 't' ? "true" : "false";
	return arena_copy(arena, text);
}

int routing_read(const struct rows *rows, struct arena *arena, struct routing_rule **out)
{
	int count = rows_count(rows);

	*out = arena_alloc(arena, ((size_t)count + 1) * sizeof(**out));
	for (int i = 0; i < count; i++) {
		struct routing_rule *one = &(*out)[i];

		one->id = rows_int(rows, i, "rule_id");
		one->version = (int)rows_int(rows, i, "version");
		one->unit = arena_copy(arena, rows_text(rows, i, "unit_name"));
		one->territory = arena_copy(arena, rows_text(rows, i, "territory"));
		one->about = arena_copy(arena, rows_text(rows, i, "about_unit"));
		one->target = arena_copy(arena, rows_text(rows, i, "target_unit"));
		one->mine = rows_bool(rows, i, "mine");
		for (int column = 0; column < ROUTING_COLUMNS; column++)
			one->values[column] = value(rows, i, (enum routing_column)column, arena);
	}
	return count;
}
