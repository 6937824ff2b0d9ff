/* SPDX-License-Identifier: MIT */
/*
 * How long clocks run: the law's, which the province's administrator keeps, and a
 * unit's own. A rule that holds is not changed; another one begins on a day, and
 * records keep the one that they were started by.
 */
#include "view/ledger_kinds.h"

#include "base/i18n.h"
#include "view/words.h"

#include <string.h>

static const struct form_choice day_units[] = {{"wd", N_("working days")},
					       {"d", N_("calendar days")}};
static const struct form_choice remotes[] = {{"true", N_("remote units only")},
					     {"false", N_("other units only")}};
static const struct form_choice unsure[] = {
    {"true", N_("to be compared with the text")}};

enum { TRACK = 1 };

static const struct ledger_field fields[] = {
    {.name = "clock",
     .label = N_("Clock"),
     .kind = FORM_CHOICE,
     .set = "clock",
     .needed = true,
     .key = true},
    {.name = "track",
     .label = N_("Legal track"),
     .kind = FORM_CHOICE,
     .set = "track",
     .needed = true,
     .key = true},
    {.name = "unit_id",
     .label = N_("Unit"),
     .kind = FORM_CHOICE,
     .set = "unit",
     .key = true,
     .hint = N_("This unit and those below it. Empty: the whole province.")},
    {.name = "remote",
     .label = N_("Holds in"),
     .kind = FORM_CHOICE,
     .choices = remotes,
     .choice_count = 2,
     .key = true},
    {.name = "days", .label = N_("Number of days"), .needed = true, .number = true},
    {.name = "day_unit",
     .label = N_("Counted in"),
     .kind = FORM_CHOICE,
     .choices = day_units,
     .choice_count = 2,
     .first = "wd",
     .needed = true},
    {.name = "extensions",
     .label = N_("Extensions"),
     .hint = N_("By how many days at most, one after the other: 30, 30. Empty: none.")},
    {.name = "article", .label = N_("Article"), .needed = true},
    {.name = "source",
     .label = N_("Source"),
     .hint = N_("Who has read the text, and where")},
    {.name = "law_unsure",
     .label = N_("Compared"),
     .kind = FORM_CHOICE,
     .choices = unsure,
     .choice_count = 1},
    {.name = "valid_from",
     .label = N_("Valid from"),
     .kind = FORM_DAY,
     .needed = true,
     .hint = N_("For clocks that start from that day on; those that run keep theirs.")},
    {.name = "valid_to", .label = N_("Valid until"), .kind = FORM_DAY},
};

static const char *const read_columns[] = {
    "clock",          "track",       "unit_id",    "unit_name",      "remote",
    "days",           "day_unit",    "extensions", "article",        "source",
    "law_unsure",     "valid_from",  "valid_to",   "before_days",    "before_day_unit",
    "before_article", "before_from", "after_days", "after_day_unit", NULL};

static const char *clock_name(const struct app *app, const struct ledger_row *row,
			      struct arena *arena)
{
	const char *remote = ledger_cell(row, "remote");

	return arena_printf(arena, "%s%s",
			    words_name(app, "clock", ledger_cell(row, "clock")),
			    strcmp(remote, "true") == 0 ? _(" (remote)") : "");
}

static const char *tracks(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	return ledger_value(app, &fields[TRACK], ledger_cell(row, "track"), arena);
}

static const char *days_of(const char *days, const char *day_unit, struct arena *arena)
{
	return arena_printf(
	    arena, strcmp(day_unit, "wd") == 0 ? _("%s working days") : _("%s days"),
	    days);
}

static const char *days(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	const char *more = ledger_cell(row, "extensions");

	(void)app;
	return arena_printf(
	    arena, "%s%s%s%s",
	    days_of(ledger_cell(row, "days"), ledger_cell(row, "day_unit"), arena),
	    *more != '\0' ? " +" : "", more,
	    *ledger_cell(row, "law_unsure") != '\0' ? " ?" : "");
}

static const char *what(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	const char *unit = ledger_cell(row, "unit_name");

	return arena_printf(arena, "%s, %s%s%s: %s", clock_name(app, row, arena),
			    tracks(app, row, arena), *unit != '\0' ? ", " : "", unit,
			    days(app, row, arena));
}

static const char *note(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	const char *source = ledger_cell(row, "source");

	(void)app;
	return arena_printf(arena, "%s%s%s", ledger_cell(row, "article"),
			    *source != '\0' ? "; " : "", source);
}

static const char *before(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	const char *was = ledger_cell(row, "before_days"),
		   *next = ledger_cell(row, "after_days");
	int from = ledger_day(row, "before_from");
	const char *text = "";
	char day[DATE_TEXT];

	(void)app;
	if (*ledger_cell(row, "valid_to") != '\0')
		text = arena_printf(
		    arena, _("afterwards %s"),
		    *next != '\0'
			? days_of(next, ledger_cell(row, "after_day_unit"), arena)
			: _("no clock at all"));
	if (*was == '\0')
		return text;
	was = days_of(was, ledger_cell(row, "before_day_unit"), arena);
	if (from != DATE_NONE)
		was = arena_printf(arena, _("%s from %s"), was, date_show(from, day));
	was = arena_printf(arena, _("in place of %s: %s"), was,
			   ledger_cell(row, "before_article"));
	return *text != '\0' ? arena_printf(arena, "%s; %s", text, was) : was;
}

static const struct ledger_column columns[] = {
    {N_("Clock"), 21, 26, NULL, clock_name},
    {N_("Legal track"), 16, 38, NULL, tracks},
    {N_("How long"), 23, 27, NULL, days},
    {N_("Where and when"), LEDGER_REST, LEDGER_REST, NULL, ledger_show_where},
};

const struct ledger_kind ledger_clocks = {
    .name = "clocks",
    .title = N_("How long clocks run"),
    .new_title = N_("New clock rule"),
    .change_title = N_("Change a clock from a day on"),
    .none = N_("  No rule yet: a adds one."),
    .read = QUERY_FEEDBACK_CLOCK_RULES,
    .set = QUERY_FEEDBACK_CLOCK_RULE_SET,
    .subject = "feedback_clock_rule",
    .anew = true,
    .read_columns = read_columns,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(*columns),
    .fields = fields,
    .field_count = sizeof(fields) / sizeof(*fields),
    .what = what,
    .note = note,
    .before = before,
};
