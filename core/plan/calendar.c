/* SPDX-License-Identifier: MIT */
/* See calendar.h. */
#include "plan/calendar.h"

#include "base/date.h"
#include "base/i18n.h"

void calendar_read(const struct rows *rows, struct arena *arena, struct calendar *out)
{
	int count = rows_count(rows);

	*out = (struct calendar){.mine = count > 0 && rows_bool(rows, 0, "mine")};
	out->days = arena_alloc(arena, ((size_t)count + 1) * sizeof(*out->days));
	for (int row = 0; row < count; row++)
		if (!rows_null(rows, row, "day"))
			out->days[out->count++] = (struct calendar_day){
			    .day = rows_date(rows, row, "day"),
			    .worked = rows_bool(rows, row, "worked"),
			    .announced = rows_bool(rows, row, "announced"),
			    .name = arena_copy(arena, rows_text(rows, row, "name")),
			    .source = arena_copy(arena, rows_text(rows, row, "source")),
			    .version = (int)rows_int(rows, row, "version"),
			    .month_days = (int)rows_int(rows, row, "month_days"),
			    .year_days = (int)rows_int(rows, row, "year_days"),
			    .year = deadline_year_read(rows_text(rows, row, "year_state")),
			};
}

const char *calendar_kind(const struct calendar_day *day)
{
	if (day->worked)
		return day->announced ? _("worked") : _("worked?");
	return day->announced ? _("off") : _("off by law");
}

static void add_begin(struct str *json, const struct calendar_day *day, const char *kind)
{
	char iso[DATE_TEXT];

	str_addf(json, "%s{\"day\":\"%s\",\"kind\":\"%s\",\"version\":%d", json->len > 0 ? "," : "[",
		 date_iso(day->day, iso), kind, day->version);
}

void calendar_add_set(struct str *json, const struct calendar_day *day)
{
	add_begin(json, day, day->worked ? "work" : "off");
	str_add(json, ",\"name\":");
	str_add_json(json, day->name);
	str_add(json, ",\"source\":");
	str_add_json(json, day->source);
	str_addf(json, ",\"announced\":\"%s\"}", day->announced ? "yes" : "no");
}

void calendar_add_none(struct str *json, const struct calendar_day *day)
{
	add_begin(json, day, "none");
	str_add_char(json, '}');
}

void calendar_add_end(struct str *json)
{
	str_add(json, json->len > 0 ? "]" : "[]");
}

void calendar_moves_read(const struct rows *rows, struct arena *arena, struct calendar_moves *out)
{
	int count = rows_count(rows);

	*out = (struct calendar_moves){0};
	if (count > 0) {
		out->all = (int)rows_int(rows, 0, "moved");
		out->feedback = (int)rows_int(rows, 0, "feedback");
	}
	out->moves = arena_alloc(arena, ((size_t)count + 1) * sizeof(*out->moves));
	for (int row = 0; row < count; row++)
		if (!rows_null(rows, row, "occurrence_id"))
			out->moves[out->count++] = (struct calendar_move){
			    .plan_key = arena_copy(arena, rows_text(rows, row, "plan_key")),
			    .path = arena_copy(arena, rows_text(rows, row, "path")),
			    .text = arena_copy(arena, rows_text(rows, row, "text")),
			    .unit = arena_copy(arena, rows_text(rows, row, "unit_name")),
			    .period = arena_copy(arena, rows_text(rows, row, "period")),
			    .state = task_state_read(rows_text(rows, row, "state")),
			    .nominal = rows_date(rows, row, "nominal_due"),
			    .from = rows_date(rows, row, "from_due"),
			    .to = rows_date(rows, row, "to_due"),
			};
}
