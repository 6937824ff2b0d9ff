/* SPDX-License-Identifier: MIT */
/*
 * Days off from a file. What they move is told in full, before (--dry-run) or
 * after: whoever changes the calendar has to see whose deadlines it changes.
 */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/str.h"
#include "plan/calendar.h"
#include "plan/reading.h"
#include "plan/task.h"
#include "report/export.h"

#include <stdio.h>
#include <string.h>

static const struct export_column columns[] = {
    {"plan", N_("Plan"), false},	 {"path", N_("No."), false},
    {"unit", N_("Unit"), false},	 {"period", N_("Period"), false},
    {"state", N_("State"), false},	 {"nominal_due", NULL, false},
    {"from_due", N_("Moves from"), false}, {"to_due", N_("to"), false},
    {"text", N_("Task"), false},
};

enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

static void add_day(struct export *export, bool people, int date)
{
	char day[DATE_TEXT];

	export_add(export, people ? date_show(date, day) : date_iso(date, day));
}

static void add_move(struct export *export, bool people, const struct calendar_move *move,
		     struct arena *memory)
{
	export_add(export, move->plan_key);
	export_add(export, move->path);
	export_add(export, move->unit);
	export_add(export, people ? reading_period(move->period, memory) : move->period);
	export_add(export, people ? task_state_title(move->state) : task_state_word(move->state));
	add_day(export, people, move->nominal);
	add_day(export, people, move->from);
	add_day(export, people, move->to);
	export_add(export, move->text);
}

static void say_counts(const struct rows *rows, const struct calendar_moves *moves, bool dry_run)
{
	fprintf(stderr,
		dry_run ? _("To be added %s, changed %s, taken out %s; %s as they were.\n")
			: _("%s added, %s changed, %s taken out; %s as they were.\n"),
		rows_text(rows, 0, "inserted"), rows_text(rows, 0, "updated"),
		rows_text(rows, 0, "removed"), rows_text(rows, 0, "unchanged"));
	fprintf(stderr,
		dry_run ? _("Open deadlines that would move: %d.\n")
			: _("Open deadlines that moved: %d.\n"),
		moves->all);
	if (moves->count < moves->all)
		fprintf(stderr, _("%d of them stand in plans that you do not see.\n"),
			moves->all - moves->count);
	if (moves->feedback > 0)
		fprintf(stderr, _("Records of feedback with another day: %d.\n"), moves->feedback);
}

static void got_moves(void *data, const struct rows *rows, const struct err_info *why)
{
	const struct cli *cli = data;
	bool people = cli_format(cli) == EXPORT_TEXT;
	struct export *export = export_new(cli_format(cli), columns, COLUMNS);
	struct arena *memory = arena_new();
	struct str out = STR_EMPTY;
	struct calendar_moves moves;

	(void)why;
	calendar_moves_read(rows, memory, &moves);
	for (int i = 0; i < moves.count; i++)
		add_move(export, people, &moves.moves[i], memory);
	if (moves.count > 0 || !people) {
		export_write(export, &out);
		fputs(str_data(&out), stdout);
	}
	say_counts(rows, &moves, cli->options.dry_run);
	str_free(&out);
	arena_free(memory);
	export_free(export);
}

enum err cli_admin_holiday(struct cli *cli, char **operands, int count)
{
	struct str json = STR_EMPTY;
	const char *params[1];
	enum err code;

	(void)count;
	if (strcmp(operands[0], "import") != 0)
		return err_set(&cli->why, ERR_USAGE, _("Usage: kstt %s%s%s %s. See kstt --help."), "admin",
			       " ", "holiday", "import FILE");
	code = cli_csv_json(operands[1], &json, &cli->why);
	if (code == ERR_OK)
		code = cli_open(cli);
	params[0] = str_data(&json);
	if (code == ERR_OK)
		code = cli_ask(cli, cli->options.dry_run ? QUERY_CALENDAR_PREVIEW : QUERY_CALENDAR_CHANGE,
			       params, got_moves, cli);
	cli_name_file(cli, operands[1]);
	str_free(&json);
	return code;
}
