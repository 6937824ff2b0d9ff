/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "base/str.h"
#include "db/schema.h"

#include <stdio.h>
#include <string.h>

static void step_told(void *data, const char *name)
{
	(void)data;
	fprintf(stderr, _("applied: %s\n"), name);
}

enum err cli_admin_migrate(struct cli *cli, char **operands, int count)
{
	enum err code = schema_migrate(&cli->conf.db, cli->options.kind, step_told,
				       NULL, &cli->why);

	(void)operands;
	(void)count;
	if (code == ERR_OK)
		fputs(_("The database has this program's schema.\n"), stderr);
	return code;
}

static const struct {
	const char *word;
	enum query query;
} imports[] = {
    {"unit", QUERY_UNIT_IMPORT},       {"group", QUERY_GROUP_IMPORT},
    {"name", QUERY_NAME_IMPORT},       {"successor", QUERY_SUCCESSOR_IMPORT},
    {"official", QUERY_OFFICIAL_IMPORT}, {"link", QUERY_LINK_IMPORT},
    {"report-day", QUERY_REPORT_DAY_IMPORT}, {"routing", QUERY_ROUTING_IMPORT},
};

static void print_counts(void *data, const struct rows *rows,
			 const struct err_info *why)
{
	(void)data;
	(void)why;
	fprintf(stderr, _("%s added, %s changed, %s as they were.\n"),
		rows_text(rows, 0, "inserted"), rows_text(rows, 0, "updated"),
		rows_text(rows, 0, "unchanged"));
}

enum err cli_csv_json(const char *path, struct str *json, struct err_info *info)
{
	struct csv csv;
	enum err code = csv_open(&csv, path, info);

	if (code == ERR_OK)
		code = csv_json(&csv, json, info);
	csv_close(&csv);
	return code;
}

void cli_name_file(struct cli *cli, const char *path)
{
	struct err_info plain = cli->why;

	if (plain.code == ERR_REFUSED)
		err_set(&cli->why, plain.code, "%.200s: %s", path, plain.text);
}

enum err cli_admin_import(struct cli *cli, char **operands, int count)
{
	const char *word = cli->options.words[1];
	struct str json = STR_EMPTY;
	const char *params[1];
	size_t i = 0;
	enum err code;

	(void)count;
	if (strcmp(operands[0], "import") != 0)
		return err_set(&cli->why, ERR_USAGE,
			       _("Usage: kstt %s%s%s %s. See kstt --help."), "admin",
			       " ", word, "import FILE");
	while (strcmp(imports[i].word, word) != 0)
		i++;
	code = cli_csv_json(operands[1], &json, &cli->why);
	if (code == ERR_OK)
		code = cli_open(cli);
	params[0] = str_data(&json);
	if (code == ERR_OK)
		code = cli_ask(cli, imports[i].query, params, print_counts, NULL);
	cli_name_file(cli, operands[1]);
	str_free(&json);
	return code;
}

enum err cli_admin_today(struct cli *cli, char **operands, int count)
{
	char day[DATE_TEXT];
	const char *params[] = {NULL};
	enum err code = ERR_OK;

	(void)count;
	if (strcmp(operands[0], "now") != 0) {
		code = cli_day(operands[0], day, &cli->why);
		params[0] = day;
	}
	if (code == ERR_OK)
		code = cli_open(cli);
	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_TODAY_PIN, params, NULL, NULL);
	return code;
}
