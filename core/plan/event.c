/* SPDX-License-Identifier: MIT */
/* See event.h. */
#include "plan/event.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"
#include "plan/reading.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *words, *unit;
} units[] = {
    {"", "d"},	{"d", "d"},	{"ngay", "d"},		{"days", "d"},
    {"wd", "wd"}, {"nlv", "wd"}, {"ngay lam viec", "wd"}, {"ngay lv", "wd"}, {"working days", "wd"},
};

bool event_read_days(const char *text, int *count, const char **unit)
{
	struct arena *arena = arena_new();
	const char *folded = text_fold(arena, text);
	char *rest;
	long number = strtol(folded, &rest, 10);
	bool found = false;

	if (rest != folded && labs(number) <= 366) {
		rest += strspn(rest, " ");
		for (size_t i = 0; i < sizeof(units) / sizeof(*units) && !found; i++) {
			found = strcmp(rest, units[i].words) == 0;
			if (found)
				*unit = units[i].unit;
		}
	}
	*count = (int)number;
	arena_free(arena);
	return found;
}

const char *event_say_days(const char *days, struct arena *arena)
{
	return *days != '\0' ? reading_words(arena_printf(arena, "event%s%s", *days == '-' ? "" : "+", days),
					     arena)
			     : "";
}

/* The document that it comes from: "12/QĐ-UBND 19/11/2026". */
static void add_document(const struct rows *rows, int row, struct str *out)
{
	const char *number = rows_text(rows, row, "document_number");
	char issued[DATE_TEXT];

	date_show(rows_date(rows, row, "document_date"), issued);
	if (*number != '\0')
		str_addf(out, ", %s", number);
	if (*issued != '\0')
		str_addf(out, " (%s)", issued);
}

static const char *say(const struct rows *rows, int row, struct arena *arena)
{
	bool set = strcmp(rows_text(rows, row, "kind"), "date") == 0;
	const char *days = rows_text(rows, row, "days"), *text = rows_text(rows, row, "text");
	int units_owing = (int)rows_int(rows, row, "units");
	char day[DATE_TEXT], due[DATE_TEXT];
	struct str out = STR_EMPTY;
	const char *sentence;

	date_show(rows_date(rows, row, "day"), day);
	date_show(rows_date(rows, row, "effective_due"), due);
	if (set)
		str_addf(&out, _("No. %d, day set: %s"), (int)rows_int(rows, row, "number"), due);
	else
		str_addf(&out, _("No. %d, event of %s"), (int)rows_int(rows, row, "number"), day);
	add_document(rows, row, &out);
	if (*text != '\0')
		str_addf(&out, ": %s", text);
	str_add(&out, "; ");
	if (!set && *days != '\0')
		str_addf(&out, _("due %s (%s), "), due, event_say_days(days, arena));
	else if (!set)
		str_add(&out, _("no due date, "));
	str_addf(&out, _("%d units; entered by %s, %s"), units_owing,
		 rows_text(rows, row, "official_name"), rows_text(rows, row, "at"));
	sentence = arena_copy(arena, str_data(&out));
	str_free(&out);
	return sentence;
}

int event_tell(const struct rows *rows, struct arena *arena, struct event_told **out)
{
	int count = rows_count(rows);

	*out = arena_alloc(arena, (size_t)(count + 1) * sizeof(**out));
	for (int i = 0; i < count; i++)
		(*out)[i] = (struct event_told){rows_int(rows, i, "event_id"), say(rows, i, arena)};
	return count;
}
