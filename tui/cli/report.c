/* SPDX-License-Identifier: MIT */
/* The figures of the panes, as of today or of the end of an earlier day. */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/str.h"
#include "plan/reading.h"
#include "plan/task.h"
#include "report/export.h"
#include "report/gap.h"
#include "report/overdue.h"

#include <stdio.h>
#include <string.h>

struct report {
	struct cli *cli;
	enum export_format format;
	char unit[24], plan[24], as_of[DATE_TEXT];
	bool found_unit, found_plan;
	struct str out;
};

static const struct export_column overdue_columns[] = {
    {"unit", N_("Code"), false},
    {"name", N_("Unit"), false},
    {"parent", NULL, false},
    {"days_1_7", N_("1-7"), true},
    {"days_8_30", N_("8-30"), true},
    {"days_31_90", N_("31-90"), true},
    {"days_over_90", N_("> 90"), true},
    {"total", N_("all"), true},
};

static const struct export_column task_columns[] = {
    {"plan", N_("Plan"), false},
    {"path", N_("No."), false},
    {"unit", NULL, false},
    {"unit_name", N_("Unit"), false},
    {"period", N_("Period"), false},
    {"nominal_due", NULL, false},
    {"effective_due", N_("Due"), false},
    {"days_late", N_("Days"), true},
    {"state", N_("State"), false},
    {"done_on", N_("Done on"), false},
    {"document_number", N_("Document"), false},
    {"text", N_("Task"), false},
};

static const struct export_column gap_columns[] = {
    {"gap", N_("Gap"), false},
    {"plan", N_("Plan"), false},
    {"path", N_("No."), false},
    {"unit", NULL, false},
    {"unit_name", NULL, false},
    {"lead", N_("Lead"), false},
    {"text", N_("Task"), false},
};

enum {
	GAP_COLUMNS = sizeof(gap_columns) / sizeof(*gap_columns),
	OVERDUE_COLUMNS = sizeof(overdue_columns) / sizeof(*overdue_columns),
	TASK_COLUMNS = sizeof(task_columns) / sizeof(*task_columns)
};

enum export_format cli_format(const struct cli *cli)
{
	const char *word = cli->options.format;

	if (word == NULL || strcmp(word, "text") == 0)
		return EXPORT_TEXT;
	return strcmp(word, "csv") == 0 ? EXPORT_CSV : EXPORT_TSV;
}

static void got_scope(void *data, const struct rows *rows, const struct err_info *why)
{
	struct report *report = data;

	(void)why;
	snprintf(report->unit, sizeof(report->unit), "%s", rows_text(rows, 0, "unit_id"));
	snprintf(report->plan, sizeof(report->plan), "%s", rows_text(rows, 0, "plan_id"));
	report->found_unit = !rows_null(rows, 0, "unit_id");
	report->found_plan = !rows_null(rows, 0, "plan_id");
}

/* Codes and keys are what people write; the reads want ids. */
static enum err find_scope(struct report *report)
{
	const struct cli_options *options = &report->cli->options;
	const char *params[] = {options->unit, options->plan};
	enum err code = cli_ask(report->cli, QUERY_REPORT_SCOPE, params, got_scope, report);

	if (code == ERR_OK && options->unit != NULL && !report->found_unit)
		code = err_set(&report->cli->why, ERR_REFUSED,
			       _("There is no unit with the code \"%.80s\"."), options->unit);
	if (code == ERR_OK && options->plan != NULL && !report->found_plan)
		code = err_set(&report->cli->why, ERR_REFUSED,
			       _("There is no such plan. See kstt plan list for the keys."));
	return code;
}

static const char *parent_code(const struct overdue *overdue, int index)
{
	for (int i = index - 1; i >= 0; i--)
		if (overdue->units[i].id == overdue->units[index].parent)
			return overdue->units[i].code;
	return "";
}

static void got_overdue(void *data, const struct rows *rows, const struct err_info *why)
{
	struct report *report = data;
	struct export *export = export_new(report->format, overdue_columns, OVERDUE_COLUMNS);
	struct arena *memory = arena_new();
	struct overdue overdue;

	(void)why;
	overdue_read(rows, memory, &overdue);
	report->cli->none = overdue.count == 0;
	for (int i = 0; i < overdue.count; i++) {
		const struct overdue_unit *unit = &overdue.units[i];
		int indent = report->format == EXPORT_TEXT ? 2 * unit->depth : 0;

		export_add(export, unit->code);
		export_add(export, arena_printf(memory, "%*s%s", indent, "", unit->name));
		export_add(export, parent_code(&overdue, i));
		for (int band = 0; band < OVERDUE_BANDS; band++)
			export_add_number(export, unit->all[band]);
		export_add_number(export, unit->total);
	}
	export_write(export, &report->out);
	export_free(export);
	arena_free(memory);
}

static void add_day(struct report *report, struct export *export, int date)
{
	char day[DATE_TEXT];

	export_add(export, report->format == EXPORT_TEXT ? date_show(date, day) : date_iso(date, day));
}

static void add_task(struct report *report, struct export *export, const struct rows *rows, int row,
		     struct arena *memory)
{
	bool people = report->format == EXPORT_TEXT;
	const char *period = rows_text(rows, row, "period");
	const char *state = rows_text(rows, row, "state");
	const char *unit = rows_text(rows, row, "unit_code");

	export_add(export, rows_text(rows, row, "plan_key"));
	export_add(export, rows_text(rows, row, "path"));
	export_add(export, unit);
	export_add(export, rows_text(rows, row, "unit_name"));
	export_add(export, people ? reading_period(period, memory) : period);
	add_day(report, export, rows_date(rows, row, "nominal_due"));
	add_day(report, export, rows_date(rows, row, "effective_due"));
	if (rows_int(rows, row, "days_late") > 0)
		export_add_number(export, (int)rows_int(rows, row, "days_late"));
	else
		export_add(export, people ? "" : "0");
	export_add(export, people ? task_state_title(task_state_read(state)) : state);
	add_day(report, export, rows_date(rows, row, "done_on"));
	export_add(export, rows_text(rows, row, "document_number"));
	export_add(export, rows_text(rows, row, "text"));
}

static void got_tasks(void *data, const struct rows *rows, const struct err_info *why)
{
	struct report *report = data;
	struct export *export = export_new(report->format, task_columns, TASK_COLUMNS);
	struct arena *memory = arena_new();

	(void)why;
	report->cli->none = rows_count(rows) == 0;
	for (int row = 0; row < rows_count(rows); row++)
		add_task(report, export, rows, row, memory);
	export_write(export, &report->out);
	export_free(export);
	arena_free(memory);
}

static enum err run(struct cli *cli, enum query query, request_fn *got, bool by_state)
{
	struct report report = {.cli = cli, .format = cli_format(cli)};
	const char *closed = cli->options.closed ? "true" : "false";
	const char *params[5];
	int count = 0;
	enum err code = ERR_OK;

	if (cli->options.as_of != NULL)
		code = cli_day(cli->options.as_of, report.as_of, &cli->why);
	if (code == ERR_OK)
		code = cli_open(cli);
	if (code == ERR_OK && (cli->options.unit != NULL || cli->options.plan != NULL))
		code = find_scope(&report);
	if (code != ERR_OK)
		return code;
	params[count++] = cli->options.as_of != NULL ? report.as_of : NULL;
	params[count++] = report.found_unit ? report.unit : NULL;
	params[count++] = report.found_plan ? report.plan : NULL;
	if (by_state)
		params[count++] = cli->options.state;
	params[count++] = closed;
	code = cli_ask(cli, query, params, got, &report);
	if (code == ERR_OK && cli->none)
		code = cli_appointed(cli);
	if (code == ERR_OK)
		fputs(str_data(&report.out), stdout);
	str_free(&report.out);
	return code;
}

enum err cli_report_overdue(struct cli *cli, char **operands, int count)
{
	(void)operands;
	(void)count;
	return run(cli, QUERY_REPORT_OVERDUE, got_overdue, false);
}

enum err cli_report_tasks(struct cli *cli, char **operands, int count)
{
	(void)operands;
	(void)count;
	return run(cli, QUERY_REPORT_TASKS, got_tasks, true);
}

static void got_gap(void *data, const struct rows *rows, const struct err_info *why)
{
	struct report *report = data;
	struct export *export = export_new(report->format, gap_columns, GAP_COLUMNS);
	struct arena *memory = arena_new();
	struct gap gap;

	(void)why;
	gap_read(rows, memory, &gap);
	for (int i = 0; i < gap.count; i++) {
		const struct gap_row *one = &gap.rows[i];

		export_add(export, report->format == EXPORT_TEXT ? gap_title(one->nobody)
				   : one->nobody		 ? "nobody"
								 : "nothing");
		export_add(export, one->plan_key);
		export_add(export, one->path);
		export_add(export, one->unit_code);
		export_add(export, one->unit);
		export_add(export, one->lead);
		export_add(export, one->text);
	}
	export_write(export, &report->out);
	export_free(export);
	arena_free(memory);
}

/* What plans say now; there is no history of what a plan leaves out. */
enum err cli_report_gap(struct cli *cli, char **operands, int count)
{
	struct report report = {.cli = cli, .format = cli_format(cli)};
	const char *params[2];
	enum err code = ERR_OK;

	(void)operands;
	(void)count;
	if (cli->options.as_of != NULL)
		code = err_set(&cli->why, ERR_USAGE, _("--as-of does not go with this report."));
	if (code == ERR_OK)
		code = cli_open(cli);
	if (code == ERR_OK && (cli->options.unit != NULL || cli->options.plan != NULL))
		code = find_scope(&report);
	if (code != ERR_OK)
		return code;
	params[0] = report.found_plan ? report.plan : NULL;
	params[1] = report.found_unit ? report.unit : NULL;
	code = cli_ask(cli, QUERY_GAP, params, got_gap, &report);
	if (code == ERR_OK)
		fputs(str_data(&report.out), stdout);
	str_free(&report.out);
	return code;
}
