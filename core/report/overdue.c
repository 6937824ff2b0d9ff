/* SPDX-License-Identifier: MIT */
/* See overdue.h. */
#include "report/overdue.h"


static struct overdue_unit *find_parent(struct overdue *overdue, int child)
{
	int64_t parent = overdue->units[child].parent;

	/* Mostly near: children follow their parent. */
	for (int i = child - 1; i >= 0 && parent != 0; i--)
		if (overdue->units[i].id == parent)
			return &overdue->units[i];
	return NULL;
}

void overdue_sum(struct overdue *overdue)
{
	for (int i = 0; i < overdue->count; i++) {
		struct overdue_unit *unit = &overdue->units[i];
		const struct overdue_unit *parent = find_parent(overdue, i);

		unit->depth = parent != NULL ? parent->depth + 1 : 0;
		unit->total = 0;
		for (int band = 0; band < OVERDUE_BANDS; band++)
			unit->all[band] = unit->own[band];
	}
	for (int i = overdue->count - 1; i >= 0; i--) {
		struct overdue_unit *unit = &overdue->units[i];
		struct overdue_unit *parent = find_parent(overdue, i);

		for (int band = 0; band < OVERDUE_BANDS; band++) {
			unit->total += unit->all[band];
			if (parent != NULL)
				parent->all[band] += unit->all[band];
		}
	}
}

void overdue_read(const struct rows *rows, struct arena *arena, struct overdue *out)
{
	int count = rows_count(rows);

	out->count = count;
	out->units = arena_alloc(arena, (size_t)(count + 1) * sizeof(*out->units));
	for (int i = 0; i < count; i++) {
		struct overdue_unit *unit = &out->units[i];

		unit->id = rows_int(rows, i, "unit_id");
		unit->parent = rows_int(rows, i, "parent_id");
		unit->code = arena_copy(arena, rows_text(rows, i, "code"));
		unit->name = arena_copy(arena, rows_text(rows, i, "name"));
		unit->own[0] = (int)rows_int(rows, i, "band1");
		unit->own[1] = (int)rows_int(rows, i, "band2");
		unit->own[2] = (int)rows_int(rows, i, "band3");
		unit->own[3] = (int)rows_int(rows, i, "band4");
	}
	overdue_sum(out);
}
