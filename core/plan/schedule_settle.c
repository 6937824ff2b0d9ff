/* SPDX-License-Identifier: MIT */
/*
 * What a clause is to those before it: often it says when or how long, and nothing more
 * that is owed. Where that is not sure, an official is asked.
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <string.h>

static int times_a_year(const struct schedule_part *part)
{
	if (part->class != SCHEDULE_COUNT)
		return part->class == SCHEDULE_PERIOD || part->class == SCHEDULE_DATE;
	return part->count * (strcmp(part->per, "month") == 0     ? 12
			      : strcmp(part->per, "quarter") == 0 ? 4
			      : strcmp(part->per, "half") == 0    ? 2
								  : 1);
}

/* "02 lần/năm (tháng 6 và tháng 12)": when, not how many more. */
static bool drop_count(struct parser *p, const struct clause_place *place)
{
	struct schedule_part *part =
	    &p->out->parts[place->group < 0 ? 0 : place->group];
	int i, times = 0;

	if (place->group < 0 || place->group + 1 != place->parts ||
	    place->join == JOIN_AND || part->class != SCHEDULE_COUNT)
		return false;
	for (i = place->parts; i < p->out->count; i++)
		times += times_a_year(&p->out->parts[i]);
	if (times != times_a_year(part))
		return false;
	memmove(part, part + 1, sizeof(*part) * (size_t)(p->out->count - place->parts));
	p->out->count--;
	p->group.first -= p->group.first > place->group;
	return true;
}

static bool is_dated(const struct schedule_part *part)
{
	return part->class == SCHEDULE_PERIOD || part->class == SCHEDULE_DATE ||
	       part->class == SCHEDULE_COUNT;
}

/* "tuần thứ 2 hằng tháng", "quý cuối năm": what is to be asked and the dates at once
 * behind it, without as much as a comma, are one thing. */
static void drop_asked(struct parser *p, int parts)
{
	int i;

	for (i = parts; i < p->out->count; i++) {
		if (!is_dated(&p->out->parts[i]))
			return;
	}
	p->out->count = parts;
	p->group = (struct group){.first = -1};
}

/* "thường xuyên đến hết năm": how long it goes on. */
static void frame_continuous(struct parser *p, int parts)
{
	int last = p->out->parts[parts].last;

	if (p->out->count != parts + 1 || last == DATE_NONE)
		return;
	p->out->count = parts;
	p->group = (struct group){.first = -1};
	if (last < date_make(p->year, 12, 31))
		schedule_emit(p, SCHEDULE_ASK); /* and then? */
}

/* "hằng năm, giai đoạn 2026-2030": in which years it comes again. */
static void frame_periods(struct parser *p, int parts)
{
	const struct schedule_part *frame = &p->out->parts[parts];
	int from, to, month, day;

	if (p->out->count != parts + 1 || frame->first == DATE_NONE)
		return;
	date_split(frame->first, &from, &month, &day);
	date_split(frame->last, &to, &month, &day);
	if (from == to || frame->first != date_make(from, 1, 1) ||
	    frame->last != date_make(to, 12, 31))
		return;
	p->out->count = parts;
	p->group = (struct group){.first = -1};
	schedule_emit(p, SCHEDULE_ASK);
}

void schedule_settle_clause(struct parser *p, const struct clause_place *place)
{
	int parts = place->parts;
	enum schedule_class before =
	    parts > 0 ? p->out->parts[parts - 1].class : SCHEDULE_UNKNOWN;

	if (drop_count(p, place))
		return;
	/* A clause that has taken the place of what was before is no more behind it. */
	if (place->directly && before == SCHEDULE_ASK && p->group.first == parts)
		drop_asked(p, parts);
	else if (place->directly && before == SCHEDULE_CONTINUOUS && place->frame)
		frame_continuous(p, parts);
	else if (before == SCHEDULE_PERIOD && place->join != JOIN_AND)
		frame_periods(p, parts);
}
