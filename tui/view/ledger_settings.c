/* SPDX-License-Identifier: MIT */
/*
 * How a unit works from a day on: whether it counts as remote, which lengthens clocks,
 * and whether its answers go through its leader.
 */
#include "view/ledger_kinds.h"

#include "base/i18n.h"

static const struct form_choice yes[] = {{"true", N_("yes")}};

static const struct ledger_field fields[] = {
    {.name = "unit_id",
     .label = N_("Unit"),
     .kind = FORM_CHOICE,
     .set = "unit",
     .needed = true,
     .key = true},
    {.name = "approval",
     .label = N_("Leader approves"),
     .kind = FORM_CHOICE,
     .choices = yes,
     .choice_count = 1,
     .hint = N_("What is handled goes to the leader before it is answered.")},
    {.name = "remote",
     .label = N_("Remote"),
     .kind = FORM_CHOICE,
     .choices = yes,
     .choice_count = 1,
     .hint = N_("Complaints there have 45 days instead of 30, by the clocks' rules.")},
    {.name = "valid_from",
     .label = N_("Valid from"),
     .kind = FORM_DAY,
     .needed = true,
     .hint = N_("The day of the row corrects it; another day begins a new one.")},
    {.name = "valid_to", .label = N_("Valid until"), .kind = FORM_DAY},
};

static const char *const read_columns[] = {
    "unit_id",  "unit_name",     "remote",          "approval",    "valid_from",
    "valid_to", "before_remote", "before_approval", "before_from", NULL};

static const char *unit(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	(void)app;
	(void)arena;
	return ledger_cell(row, "unit_name");
}

static const char *approval(const struct app *app, const struct ledger_row *row,
			    struct arena *arena)
{
	(void)app;
	(void)arena;
	return *ledger_cell(row, "approval") != '\0' ? _("yes") : _("no");
}

static const char *remote(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	(void)app;
	(void)arena;
	return *ledger_cell(row, "remote") != '\0' ? _("yes") : _("no");
}

static const char *ways(bool leader, bool far)
{
	if (leader)
		return far ? _("leader approves, remote") : _("leader approves");
	return far ? _("remote") : _("without leader, not remote");
}

static const char *note(const struct app *app, const struct ledger_row *row,
			struct arena *arena)
{
	(void)app;
	(void)arena;
	return ways(*ledger_cell(row, "approval") != '\0',
		    *ledger_cell(row, "remote") != '\0');
}

static const char *before(const struct app *app, const struct ledger_row *row,
			  struct arena *arena)
{
	int from = ledger_day(row, "before_from");
	char day[DATE_TEXT];

	(void)app;
	if (from == DATE_NONE)
		return arena_printf(arena, _("in place of %s"), ways(false, false));
	return arena_printf(arena, _("in place of %s from %s"),
			    ways(*ledger_cell(row, "before_approval") == 't',
				 *ledger_cell(row, "before_remote") == 't'),
			    date_show(from, day));
}

static const struct ledger_column columns[] = {
    {N_("Unit"), 34, 44, "unit_name", NULL},
    {N_("Leader"), 10, 10, NULL, approval},
    {N_("Remote"), 10, 10, NULL, remote},
    {N_("Holds"), LEDGER_REST, LEDGER_REST, NULL, ledger_show_span},
};

const struct ledger_kind ledger_settings = {
    .name = "settings",
    .title = N_("How units work"),
    .new_title = N_("How a unit works"),
    .change_title = N_("Change how a unit works"),
    .none = N_("  Nothing is set: all units answer without their leader. a adds one."),
    .read = QUERY_FEEDBACK_SETTINGS,
    .set = QUERY_FEEDBACK_SETTING_SET,
    .subject = "feedback_setting",
    .anew = true,
    .read_columns = read_columns,
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(*columns),
    .fields = fields,
    .field_count = sizeof(fields) / sizeof(*fields),
    .what = unit,
    .note = note,
    .before = before,
};
