/* SPDX-License-Identifier: MIT */
/*
 * The rules that propose who gets a record: by track, field, content group, territory,
 * agency spoken of. Of those that fit the lowest priority goes first.
 */
#include "view/ledger_kinds.h"

#include "base/i18n.h"
#include "view/words.h"

#include <string.h>

static const struct form_choice targets[] = {{"unit", N_("this unit")},
					     {"about", N_("the agency spoken of")},
					     {"above", N_("the level above it")}};
static const struct form_choice kinds[] = {
    {"department", N_("department")}, {"board", N_("board")},
    {"commune", N_("commune")},       {"ward", N_("ward")},
    {"division", N_("division")},     {"centre", N_("centre")}};
static const struct form_choice yes_no[] = {{"true", N_("yes")}, {"false", N_("no")}};

static const struct ledger_field fields[] = {
    {.name = "priority",
     .label = N_("Priority"),
     .first = "50",
     .needed = true,
     .number = true},
    {.name = "track", .label = N_("Legal track"), .kind = FORM_CHOICE, .set = "track"},
    {.name = "field", .label = N_("Field"), .kind = FORM_CHOICE, .set = "field"},
    {.name = "content_group",
     .label = N_("Content group"),
     .kind = FORM_CHOICE,
     .set = "group"},
    {.name = "territory_id",
     .label = N_("Territory"),
     .kind = FORM_CHOICE,
     .set = "unit"},
    {.name = "about_unit_id",
     .label = N_("Agency spoken of"),
     .kind = FORM_CHOICE,
     .set = "unit"},
    {.name = "about_kind",
     .label = N_("Kind of agency"),
     .kind = FORM_CHOICE,
     .choices = kinds,
     .choice_count = 6},
    {.name = "about_head",
     .label = N_("About its head"),
     .kind = FORM_CHOICE,
     .choices = yes_no,
     .choice_count = 2},
    {.name = "target_kind",
     .label = N_("Hand it to"),
     .kind = FORM_CHOICE,
     .choices = targets,
     .choice_count = 3,
     .needed = true},
    {.name = "target_unit_id", .label = N_("Unit"), .kind = FORM_CHOICE, .set = "unit"},
    {.name = "reason", .label = N_("Reason"), .needed = true},
    {.name = "article", .label = N_("Article")},
    {.name = "unit_id",
     .label = N_("Only where held by"),
     .kind = FORM_CHOICE,
     .set = "unit",
     .key = true,
     .hint = N_("Empty: the whole province.")},
    {.name = "valid_from", .label = N_("Valid from"), .kind = FORM_DAY},
    {.name = "valid_to", .label = N_("Valid until"), .kind = FORM_DAY},
};

static const char *const read_columns[] = {
    "priority",      "unit_id",      "unit_name",   "track",          "field",
    "content_group", "territory_id", "territory",   "about_unit_id",  "about_unit",
    "about_kind",    "about_head",   "target_kind", "target_unit_id", "target_unit",
    "reason",        "article",      "valid_from",  "valid_to",       NULL};

static const char *choice_name(const struct form_choice *choices, int count,
			       const char *code)
{
	for (int i = 0; i < count; i++)
		if (strcmp(choices[i].code, code) == 0)
			return _(choices[i].text);
	return code;
}

static const char *target(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	const char *unit = ledger_cell(row, "target_unit");

	(void)app;
	(void)arena;
	return *unit != '\0' ? unit
			     : choice_name(targets, 3, ledger_cell(row, "target_kind"));
}

/* What it asks of a record: "khiếu nại, đất đai, về người đứng đầu". */
static const char *asks(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	const char *head = ledger_cell(row, "about_head"),
		   *unit = ledger_cell(row, "unit_name");
	const char *parts[] = {
	    words_name(app, "track", ledger_cell(row, "track")),
	    words_name(app, "field", ledger_cell(row, "field")),
	    words_name(app, "group", ledger_cell(row, "content_group")),
	    ledger_cell(row, "territory"),
	    ledger_cell(row, "about_unit"),
	    choice_name(kinds, 6, ledger_cell(row, "about_kind")),
	    *head == '\0'               ? ""
	    : strcmp(head, "true") == 0 ? _("its head")
					: _("not its head"),
	};
	const char *text = "";

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (*parts[i] != '\0')
			text = arena_printf(arena, "%s%s%s", text,
					    *text != '\0' ? ", " : "", parts[i]);
	if (*text == '\0')
		text = _("anything else");
	return *unit != '\0' ? arena_printf(arena, "[%s] %s", unit, text) : text;
}

static const char *what(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	return arena_printf(arena, "%s: %s", target(app, row, arena),
			    asks(app, row, arena));
}

static const char *note(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	const char *article = ledger_cell(row, "article");

	(void)app;
	return arena_printf(arena, "%s%s%s%s", ledger_cell(row, "reason"),
			    *article != '\0' ? " (" : "", article,
			    *article != '\0' ? ")" : "");
}

static const struct ledger_column columns[] = {
    {N_("No."), 5, 5, "priority", NULL},
    {N_("Proposed receiver"), 26, 32, NULL, target},
    {N_("Holds"), 0, 24, NULL, ledger_show_span},
    {N_("Of records that are"), LEDGER_REST, LEDGER_REST, NULL, asks},
};

const struct ledger_kind ledger_routes = {
    .name = "routes",
    .title = N_("Rules of routing"),
    .new_title = N_("New rule"),
    .change_title = N_("Change a rule"),
    .none = N_("  No rule yet: a adds one."),
    .read = QUERY_FEEDBACK_RULES,
    .set = QUERY_FEEDBACK_RULE_SET,
    .subject = "feedback_rule",
    .read_columns = read_columns,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(*columns),
    .fields = fields,
    .field_count = sizeof(fields) / sizeof(*fields),
    .what = what,
    .note = note,
};
