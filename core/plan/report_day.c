/* SPDX-License-Identifier: MIT */
/* See report_day.h. */
#include "plan/report_day.h"

#include "base/date.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *kind, *name;
} kinds[] = {
    {"cutoff", N_("last day of the figures")},
    {"province", N_("province")},
    {"office", N_("office of the province's committee")},
    {"department", N_("department")},
    {"board", N_("board")},
    {"inspectorate", N_("inspectorate")},
    {"agency", N_("line agency")},
    {"media", N_("press and broadcasting")},
    {"district", N_("district")},
    {"city", N_("city")},
    {"commune", N_("commune")},
    {"ward", N_("ward")},
    {"commune_group", N_("communes of a district")},
    {"division", N_("division")},
    {"centre", N_("centre")},
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds), LAST_DAY = 28 };

void report_days_read(const struct rows *rows, struct arena *arena, struct report_days *out)
{
	int count = rows_count(rows);

	*out = (struct report_days){.mine = count > 0 && rows_bool(rows, 0, "mine")};
	out->days = arena_alloc(arena, ((size_t)count + 1) * sizeof(*out->days));
	for (int row = 0; row < count; row++)
		if (!rows_null(rows, row, "kind"))
			out->days[out->count++] = (struct report_day){
			    .id = rows_int(rows, row, "report_day_id"),
			    .version = (int)rows_int(rows, row, "version"),
			    .kind = arena_copy(arena, rows_text(rows, row, "kind")),
			    .day = (int)rows_int(rows, row, "day"),
			    .from = rows_date(rows, row, "valid_from"),
			    .to = rows_date(rows, row, "valid_to"),
			    .source = arena_copy(arena, rows_text(rows, row, "source")),
			    .holds = rows_bool(rows, row, "holds"),
			};
}

int report_day_kinds(void)
{
	return KINDS;
}

const char *report_day_kind(int index)
{
	return kinds[index].kind;
}

const char *report_day_kind_name(const char *kind)
{
	for (int i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return _(kinds[i].name);
	return kind;
}

int report_day_parse(const char *text)
{
	size_t len = strspn(text, "0123456789");
	int day = len > 0 && len <= 2 && text[len] == '\0' ? atoi(text) : 0;

	return day <= LAST_DAY ? day : 0;
}
