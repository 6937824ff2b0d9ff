/* SPDX-License-Identifier: MIT */
/*
 * How ledgers are found and opened, and the two that are only looked at: who looked at
 * what is sealed, and who changed a row of another ledger, from what to what.
 */
#include "view/ledger_kinds.h"

#include "app.h"
#include "base/i18n.h"

#include <string.h>

const struct ledger_kind *const ledger_kinds[] = {&ledger_routes,   &ledger_clocks,
						  &ledger_settings, &ledger_templates,
						  &ledger_forms,    NULL};

bool ledger_act_open(struct app *app, enum action action, const char *record)
{
	static const struct {
		enum action action;
		const struct ledger_kind *kind;
	} opens[] = {
	    {ACTION_RULES, &ledger_routes},      {ACTION_CLOCKS, &ledger_clocks},
	    {ACTION_SETTINGS, &ledger_settings}, {ACTION_TEMPLATES, &ledger_templates},
	    {ACTION_FORM_HEADS, &ledger_forms},  {ACTION_LOOK_LOG, &ledger_looks},
	};
	const char *params[2] = {record, NULL};

	for (size_t i = 0; i < sizeof(opens) / sizeof(*opens); i++)
		if (opens[i].action == action) {
			app_push(app, ledger_new(app, opens[i].kind, params, NULL));
			return true;
		}
	return false;
}

/* Who looked. */

static const char *const look_read[] = {"at",        "code",   "official_name",
					"unit_name", "reason", NULL};

static const char *look_what(const struct app *app, const struct ledger_row *row,
			     struct arena *arena)
{
	(void)app;
	return arena_printf(arena, "%s %s: %s, %s", ledger_cell(row, "at"),
			    ledger_cell(row, "code"), ledger_cell(row, "official_name"),
			    ledger_cell(row, "unit_name"));
}

static const char *look_note(const struct app *app, const struct ledger_row *row,
			     struct arena *arena)
{
	(void)app;
	return arena_printf(arena, "%s: %s", ledger_cell(row, "unit_name"),
			    ledger_cell(row, "reason"));
}

static const struct ledger_column look_columns[] = {
    {N_("When"), 17, 17, "at", NULL},
    {N_("Code"), 16, 16, "code", NULL},
    {N_("Who"), 24, 24, "official_name", NULL},
    {N_("Unit"), 0, 28, "unit_name", NULL},
    {N_("Why"), LEDGER_REST, LEDGER_REST, "reason", NULL},
};

const struct ledger_kind ledger_looks = {
    .name = "looks",
    .title = N_("Who looked at what is sealed"),
    .none = N_("  No look, of those that you coordinate or are your own."),
    .read = QUERY_FEEDBACK_LOOKS,
    .read_columns = look_read,
    .columns = look_columns,
    .column_count = sizeof(look_columns) / sizeof(*look_columns),
    .what = look_what,
    .note = look_note,
};

/* The history of a row. */

static const char *const history_read[] = {"at",  "official_name", "what", "field",
					   "was", "became",        NULL};

/* The field of that name of any ledger: all of them call the same by the same name. */
static const struct ledger_field *field_of(const char *name)
{
	for (int i = 0; ledger_kinds[i] != NULL; i++)
		for (int j = 0; j < ledger_kinds[i]->field_count; j++)
			if (strcmp(ledger_kinds[i]->fields[j].name, name) == 0)
				return &ledger_kinds[i]->fields[j];
	return NULL;
}

static const char *change(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	const char *name = ledger_cell(row, "field");
	const struct ledger_field *field = field_of(name);
	struct str out = STR_EMPTY;
	const char *text;

	if (*name == '\0')
		return _("added");
	if (field != NULL)
		ledger_add_change(
		    &out, _(field->label),
		    ledger_value(app, field, ledger_cell(row, "was"), arena),
		    ledger_value(app, field, ledger_cell(row, "became"), arena));
	else
		ledger_add_change(&out,
				  strcmp(name, "titles") == 0 ? _("Columns") : name,
				  ledger_cell(row, "was"), ledger_cell(row, "became"));
	text = arena_copy(arena, str_data(&out));
	str_free(&out);
	if (strcmp(ledger_cell(row, "what"), "undone") == 0)
		return arena_printf(arena, _("undone: %s"), text);
	return text;
}

static const char *history_what(const struct app *app, const struct ledger_row *row,
				struct arena *arena)
{
	return arena_printf(arena, "%s %s: %s", ledger_cell(row, "at"),
			    ledger_cell(row, "official_name"), change(app, row, arena));
}

static const struct ledger_column history_columns[] = {
    {N_("When"), 17, 17, "at", NULL},
    {N_("Who"), 24, 24, "official_name", NULL},
    {N_("What"), LEDGER_REST, LEDGER_REST, NULL, change},
};

const struct ledger_kind ledger_history = {
    .name = "history",
    .title = N_("History of the row"),
    .none = N_("  Nothing was changed since kstt was set up."),
    .read = QUERY_FEEDBACK_DATA_HISTORY,
    .read_columns = history_read,
    .columns = history_columns,
    .column_count = sizeof(history_columns) / sizeof(*history_columns),
    .what = history_what,
    .note = change,
};
