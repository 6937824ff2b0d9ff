/* SPDX-License-Identifier: MIT */
/* See overdue.h. */
#include "report/overdue.h"

#include <stdbool.h>
#include <string.h>

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
		unit->records = unit->own_records;
	}
	for (int i = overdue->count - 1; i >= 0; i--) {
		struct overdue_unit *unit = &overdue->units[i];
		struct overdue_unit *parent = find_parent(overdue, i);

		if (parent != NULL)
			parent->records += unit->records;
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

static int index_of(const struct overdue *overdue, int64_t id)
{
	for (int i = 0; i < overdue->count; i++)
		if (overdue->units[i].id == id)
			return i;
	return -1;
}

/* Behind all that stands below `above`; -1: at the end. */
static int place_below(const struct overdue *overdue, int above)
{
	int at = above + 1;

	if (above < 0)
		return overdue->count;
	while (at < overdue->count && overdue->units[at].depth > overdue->units[above].depth)
		at++;
	return at;
}

static int insert_unit(struct overdue *overdue, const struct rows *rows, int row, struct arena *arena)
{
	int64_t parent = rows_int(rows, row, "parent_id");
	int above = parent != 0 ? index_of(overdue, parent) : -1;
	int at = place_below(overdue, above);
	struct overdue_unit *unit = &overdue->units[at];

	memmove(unit + 1, unit, (size_t)(overdue->count - at) * sizeof(*unit));
	overdue->count++;
	*unit = (struct overdue_unit){.id = rows_int(rows, row, "unit_id"),
				      .parent = parent,
				      .code = arena_copy(arena, rows_text(rows, row, "code")),
				      .name = arena_copy(arena, rows_text(rows, row, "name")),
				      .depth = above >= 0 ? overdue->units[above].depth + 1 : 0};
	return at;
}

/* A row can be put in once the unit above it is there, or is of no row at all. */
static bool has_place(const struct overdue *overdue, const struct rows *rows, int row)
{
	int64_t parent = rows_int(rows, row, "parent_id");

	if (parent == 0 || index_of(overdue, parent) >= 0)
		return true;
	for (int i = 0; i < rows_count(rows); i++)
		if (rows_int(rows, i, "unit_id") == parent)
			return false;
	return true;
}

void overdue_add_records(const struct rows *rows, struct arena *arena, struct overdue *out)
{
	int count = rows_count(rows), left = count;
	bool *done = arena_alloc(arena, (size_t)count + 1);
	struct overdue_unit *units =
	    arena_alloc(arena, (size_t)(out->count + count + 1) * sizeof(*units));

	memcpy(units, out->units, (size_t)out->count * sizeof(*units));
	out->units = units;
	/* The rows come in no order of the tree: each round puts in one level at least. */
	for (int round = 0; left > 0 && round <= count; round++) {
		for (int i = 0; i < count; i++) {
			int at = index_of(out, rows_int(rows, i, "unit_id"));

			if (done[i] || (at < 0 && !has_place(out, rows, i)))
				continue;
			if (at < 0)
				at = insert_unit(out, rows, i, arena);
			out->units[at].own_records =
			    (int)(rows_int(rows, i, "band1") + rows_int(rows, i, "band2") +
				  rows_int(rows, i, "band3") + rows_int(rows, i, "band4"));
			done[i] = true;
			left--;
		}
	}
	overdue_sum(out);
}
