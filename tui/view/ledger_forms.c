/* SPDX-License-Identifier: MIT */
/*
 * What stands over form II.05a and over the book: title, addressee, law, and the title
 * of each column. What the columns count is not data; their numbers and sums stay.
 */
#include "view/ledger_kinds.h"

#include "base/i18n.h"

static const struct form_choice codes[] = {{"II.05a", N_("form II.05a")},
					   {"book", N_("the book")}};

#define COLUMN(n)                                                                      \
	{                                                                              \
		.name = "c" #n, .label = "(" #n ")", .needed = true                    \
	}

static const struct ledger_field fields[] = {
    {.name = "code",
     .label = N_("Report"),
     .kind = FORM_CHOICE,
     .choices = codes,
     .choice_count = 2,
     .key = true},
    {.name = "title", .label = N_("Heading"), .needed = true},
    {.name = "subtitle", .label = N_("Form number")},
    {.name = "addressee", .label = N_("Addressee")},
    {.name = "law", .label = N_("Article")},
    {.name = "valid_from",
     .label = N_("Valid from"),
     .kind = FORM_DAY,
     .needed = true,
     .hint = N_("The day of the row corrects it; another day begins a new one.")},
    {.name = "valid_to", .label = N_("Valid until"), .kind = FORM_DAY},
    COLUMN(1),
    COLUMN(2),
    COLUMN(3),
    COLUMN(4),
    COLUMN(5),
    COLUMN(6),
    COLUMN(7),
    COLUMN(8),
    COLUMN(9),
    COLUMN(10),
    COLUMN(11),
    COLUMN(12),
    COLUMN(13),
    COLUMN(14),
    COLUMN(15),
};

static const char *const read_columns[] = {
    "code", "title",        "subtitle",    "addressee", "law", "valid_from", "valid_to",
    "c1",   "c2",           "c3",          "c4",        "c5",  "c6",         "c7",
    "c8",   "c9",           "c10",         "c11",       "c12", "c13",        "c14",
    "c15",  "before_title", "before_from", NULL};

static const char *report(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	return ledger_value(app, &fields[0], ledger_cell(row, "code"), arena);
}

static const char *what(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	return arena_printf(arena, "%s: %s", report(app, row, arena),
			    ledger_cell(row, "title"));
}

static const char *note(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	const char *text = "";
	const char *parts[] = {ledger_cell(row, "subtitle"),
			       ledger_cell(row, "addressee"), ledger_cell(row, "law")};

	(void)app;
	for (int i = 0; i < 3; i++)
		if (*parts[i] != '\0')
			text = arena_printf(arena, "%s%s%s", text,
					    *text != '\0' ? "; " : "", parts[i]);
	return text;
}

static const char *before(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	int from = ledger_day(row, "before_from");
	char day[DATE_TEXT];

	(void)app;
	if (from == DATE_NONE)
		return "";
	return arena_printf(arena, _("in place of %s from %s"),
			    ledger_cell(row, "before_title"), date_show(from, day));
}

static const struct ledger_column columns[] = {
    {N_("Report"), 16, 16, NULL, report},
    {N_("Holds"), 24, 24, NULL, ledger_show_span},
    {N_("Heading"), LEDGER_REST, LEDGER_REST, "title", NULL},
};

const struct ledger_kind ledger_forms = {
    .name = "forms",
    .title = N_("Titles of reports"),
    .change_title = N_("Change the titles of a report"),
    .none = N_("  There is no report."),
    .read = QUERY_FEEDBACK_FORM_LIST,
    .set = QUERY_FEEDBACK_FORM_SET,
    .subject = "feedback_form",
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
