/* SPDX-License-Identifier: MIT */
/* See gap.h. */
#include "report/gap.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

void gap_read(const struct rows *rows, struct arena *arena, struct gap *out)
{
	out->count = rows_count(rows);
	out->nobody = 0;
	out->rows = arena_alloc(arena, (size_t)(out->count + 1) * sizeof(*out->rows));
	for (int i = 0; i < out->count; i++) {
		bool nobody = strcmp(rows_text(rows, i, "gap"), "nobody") == 0;

		out->rows[i] = (struct gap_row){
		    .nobody = nobody,
		    .node = rows_int(rows, i, "node_id"),
		    .plan_key = arena_copy(arena, rows_text(rows, i, "plan_key")),
		    .path = arena_copy(arena, rows_text(rows, i, "path")),
		    .text = arena_copy(arena, rows_text(rows, i, "text")),
		    .lead = text_squeeze(arena, rows_text(rows, i, "lead")),
		    .unit_code = arena_copy(arena, rows_text(rows, i, "unit_code")),
		    .unit = arena_copy(arena, rows_text(rows, i, "unit_name")),
		};
		out->nobody += nobody;
	}
}

void gap_scope_read(const struct rows *rows, struct arena *arena, struct gap_scope *out)
{
	*out = (struct gap_scope){
	    .above = rows_int(rows, 0, "above_id"),
	    .above_key = arena_copy(arena, rows_text(rows, 0, "above_key")),
	    .unit_code = arena_copy(arena, rows_text(rows, 0, "unit_code")),
	    .unit = arena_copy(arena, rows_text(rows, 0, "unit_name")),
	    .plans = (int)rows_int(rows, 0, "plans"),
	    .above_tasks = (int)rows_int(rows, 0, "above_tasks"),
	    .below_tasks = (int)rows_int(rows, 0, "below_tasks"),
	};
}

const char *gap_title(bool nobody)
{
	return nobody ? _("nobody implements it") : _("implements nothing");
}
