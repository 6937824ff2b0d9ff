/* SPDX-License-Identifier: MIT */
/*
 * Wordings of replies, with fields in braces that a record fills. The official who
 * answers always reads and confirms what comes of one.
 */
#include "view/ledger_kinds.h"

#include "base/i18n.h"
#include "base/text.h"
#include "view/words.h"

static const struct ledger_field fields[] = {
    {.name = "title", .label = N_("Heading"), .needed = true},
    {.name = "track",
     .label = N_("Legal track"),
     .kind = FORM_CHOICE,
     .set = "track",
     .hint = N_("Empty: any.")},
    {.name = "unit_id",
     .label = N_("Unit"),
     .kind = FORM_CHOICE,
     .set = "unit",
     .key = true,
     .hint = N_("This unit and those below it. Empty: the whole province.")},
    {.name = "body",
     .label = N_("Wording"),
     .kind = FORM_TEXT,
     .needed = true,
     .hint = N_(
	 "{code} {name} {address} {received} {unit} {outcome} {text} {due} {today} …")},
    {.name = "valid_from", .label = N_("Valid from"), .kind = FORM_DAY},
    {.name = "valid_to", .label = N_("Valid until"), .kind = FORM_DAY},
};

static const char *const read_columns[] = {
    "title", "track", "unit_id", "unit_name", "body", "valid_from", "valid_to", NULL};

static const char *title(const struct app *app, const struct ledger_row *row,
			 struct arena *arena)
{
	(void)app;
	(void)arena;
	return ledger_cell(row, "title");
}

static const char *track(const struct app *app, const struct ledger_row *row,
			 struct arena *arena)
{
	(void)arena;
	return *ledger_cell(row, "track") != '\0'
		   ? words_name(app, "track", ledger_cell(row, "track"))
		   : _("any");
}

static const char *note(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	(void)app;
	return text_squeeze(arena, ledger_cell(row, "body"));
}

static const struct ledger_column columns[] = {
    {N_("Heading"), 34, 52, "title", NULL},
    {N_("Legal track"), 18, 18, NULL, track},
    {N_("Where and when"), LEDGER_REST, LEDGER_REST, NULL, ledger_show_where},
};

const struct ledger_kind ledger_templates = {
    .name = "templates",
    .title = N_("Wordings of replies"),
    .new_title = N_("New wording"),
    .change_title = N_("Change a wording"),
    .none = N_("  No wording yet: a adds one."),
    .read = QUERY_FEEDBACK_TEMPLATE_LIST,
    .set = QUERY_FEEDBACK_TEMPLATE_SET,
    .subject = "feedback_template",
    .read_columns = read_columns,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(*columns),
    .fields = fields,
    .field_count = sizeof(fields) / sizeof(*fields),
    .what = title,
    .note = note,
};
