/* SPDX-License-Identifier: MIT */
/* A reading as the line of tokens that people see, and as the JSON that the
 * import functions of the database take. */
#include "plan/schedule.h"

#include "base/date.h"

#include <stdlib.h>

const char *schedule_class_name(enum schedule_class class)
{
	static const char *const names[] = {
	    [SCHEDULE_CONTINUOUS] = "continuous",
	    [SCHEDULE_PERIOD] = "period",
	    [SCHEDULE_DATE] = "date",
	    [SCHEDULE_EXTENDED] = "extended",
	    [SCHEDULE_EVENT] = "event",
	    [SCHEDULE_REFERENCE] = "reference",
	    [SCHEDULE_ADHOC] = "adhoc",
	    [SCHEDULE_COUNT] = "count",
	    [SCHEDULE_PERIODIC] = "periodic",
	    [SCHEDULE_ASK] = "ask",
	    [SCHEDULE_UNKNOWN] = "unknown",
	};

	return names[class];
}

static void print_part(const struct schedule_part *part, struct str *out)
{
	char first[DATE_TEXT], last[DATE_TEXT];

	switch (part->class) {
	case SCHEDULE_PERIOD:
	case SCHEDULE_DATE:
		str_addf(out, "%s:%s%s%s", part->period, date_iso(part->first, first),
			 part->first == DATE_NONE ? "" : "..",
			 date_iso(part->last, last));
		break;
	case SCHEDULE_EXTENDED:
		str_addf(out, "extended:%s", date_iso(part->last, last));
		break;
	case SCHEDULE_EVENT:
		str_add(out, "event");
		if (part->offset != 0)
			str_addf(out, "%+d%s", part->offset,
				 part->working_days ? "wd" : "d");
		break;
	case SCHEDULE_COUNT:
		str_addf(out, "count=%d/%s", part->count, part->per);
		break;
	default:
		str_add(out, schedule_class_name(part->class));
	}
}

void schedule_print(const struct schedule *schedule, struct str *out)
{
	int i;

	for (i = 0; i < schedule->count; i++) {
		if (i > 0)
			str_add_char(out, ' ');
		print_part(&schedule->parts[i], out);
	}
}

static void add_json_date(struct str *out, const char *key, int date)
{
	char iso[DATE_TEXT];

	str_addf(out, ",\"%s\":", key);
	str_add_json(out, date == DATE_NONE ? NULL : date_iso(date, iso));
}

void schedule_json(const struct schedule *schedule, struct str *out)
{
	int i;

	str_add_char(out, '[');
	for (i = 0; i < schedule->count; i++) {
		const struct schedule_part *part = &schedule->parts[i];

		str_addf(out, "%s{\"class\":\"%s\",\"period\":", i > 0 ? "," : "",
			 schedule_class_name(part->class));
		str_add_json(out, part->period[0] != '\0' ? part->period : NULL);
		add_json_date(out, "first", part->first);
		add_json_date(out, "last", part->last);
		str_addf(out,
			 ",\"before\":%s,\"offset\":%d,\"working_days\":%s,\"count\":%"
			 "d,\"per\":",
			 part->before ? "true" : "false", part->offset,
			 part->working_days ? "true" : "false", part->count);
		str_add_json(out, part->per);
		str_add_char(out, '}');
	}
	str_add_char(out, ']');
}
