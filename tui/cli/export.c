/* SPDX-License-Identifier: MIT */
/* `kstt plan export`: a plan as the file that `kstt plan import` reads. */
#include "cli/cli.h"

#include "base/csv.h"
#include "base/i18n.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

struct export_plan {
	struct cli *cli;
	struct str out;
	char plan_id[24];
	int found;
};

/* A head row: kind, and its text in the fourth column. */
static void add_head(struct str *out, const char *kind, const char *text)
{
	if (!*text)
		return;
	str_addf(out, "%s,,,", kind);
	csv_add_cell(out, text);
	str_add(out, ",,,,,,\n");
}

static void head_came(void *data, const struct rows *rows, const struct err_info *why)
{
	static const char *const heads[] = {"number", "year",	"issuer",
					    "title",  "issued", "issued_text",
					    "parent", "parent_ref", "state"};
	struct export_plan *export = data;

	(void)why;
	export->found = rows_count(rows);
	if (export->found != 1)
		return;
	snprintf(export->plan_id, sizeof(export->plan_id), "%s",
		 rows_text(rows, 0, "plan_id"));
	str_add(&export->out, "kind,level,label,text,lead,coordinate,deliverable,time,"
			      "inherited,doubt\n");
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		add_head(&export->out, heads[i], rows_text(rows, 0, heads[i]));
	if (rows_bool(rows, 0, "sample"))
		add_head(&export->out, "sample", "yes");
}

static void nodes_came(void *data, const struct rows *rows, const struct err_info *why)
{
	static const char *const columns[] = {"kind",	     "level",	   "label",
					      "text",	     "lead",	   "coordinate",
					      "deliverable", "time",	   "inherited",
					      "doubt"};
	struct export_plan *export = data;

	(void)why;
	for (int row = 0; row < rows_count(rows); row++)
		for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
			if (i > 0)
				str_add_char(&export->out, ',');
			csv_add_cell(&export->out, rows_text(rows, row, columns[i]));
			if (i + 1 == sizeof(columns) / sizeof(*columns))
				str_add_char(&export->out, '\n');
		}
}

static enum err ask(struct cli *cli, struct export_plan *export, const char *key)
{
	const char *head[] = {key, cli->options.issuer};
	const char *nodes[] = {export->plan_id};
	enum err code = cli_ask(cli, QUERY_PLAN_HEAD, head, head_came, export);

	if (code != ERR_OK)
		return code;
	if (export->found == 0)
		return cli_no_plan(cli);
	if (export->found > 1)
		return err_set(&cli->why, ERR_REFUSED,
			       _("Several units have a plan of this key: add --issuer."));
	return cli_ask(cli, QUERY_PLAN_EXPORT, nodes, nodes_came, export);
}

enum err cli_plan_export(struct cli *cli, char **operands, int count)
{
	const char *format = cli->options.format;
	struct export_plan export = {.cli = cli};
	enum err code;

	(void)count;
	if (format != NULL && strcmp(format, "csv") != 0)
		return err_set(&cli->why, ERR_USAGE,
			       _("--%s cannot be \"%.80s\". See kstt --help."), "format",
			       format);
	code = cli_open(cli);
	if (code == ERR_OK)
		code = ask(cli, &export, operands[0]);
	if (code == ERR_OK)
		fputs(str_data(&export.out), stdout);
	str_free(&export.out);
	return code;
}
