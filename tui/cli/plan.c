/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"
#include "plan/plan_csv.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 500, PROGRESS_WIDTH = 40 };

/* A column of an answer; a yes/no column is a boolean of the database. */
struct column {
	const char *head;
	const char *from;
	bool yes_no;
};

static const struct column list_columns[] = {
    {"number", "key", false},
    {"year", "year", false},
    {"issuer", "issuer_name", false},
    {"title", "title", false},
    {"sections", "sections", false},
    {"tasks", "tasks", false},
    {"state", "state", false},
    {"sample", "sample", true},
    {0},
};

static const struct column show_columns[] = {
    {"path", "path", false},
    {"label", "label", false},
    {"kind", "kind", false},
    {"text", "text", false},
    {"lead", "lead", false},
    {"coordinate", "coordinate", false},
    {"deliverable", "deliverable", false},
    {"time", "time", false},
    {"inherited", "inherited", false},
    {0},
};

static void print_tsv(const struct rows *rows, const struct column *columns)
{
	struct str line = STR_EMPTY;

	for (const struct column *c = columns; c->head; c++)
		printf("%s%s", c == columns ? "" : "\t", c->head);
	putchar('\n');
	for (int row = 0; row < rows_count(rows); row++) {
		str_clear(&line);
		for (const struct column *c = columns; c->head; c++) {
			if (c != columns)
				str_add_char(&line, '\t');
			if (c->yes_no)
				str_add(&line,
					rows_bool(rows, row, c->from) ? "yes" : "no");
			else
				str_add_tsv(&line, rows_text(rows, row, c->from));
		}
		puts(str_data(&line));
	}
	str_free(&line);
}

static const char *state_words(const char *state)
{
	if (!strcmp(state, "in_force"))
		return _("in force");
	return strcmp(state, "closed") ? _("draft") : _("closed");
}

static void print_list(void *data, const struct rows *rows, const struct err_info *why)
{
	const struct cli *cli = data;
	struct arena *memory;

	(void)why;
	if (cli->options.format && !strcmp(cli->options.format, "tsv")) {
		print_tsv(rows, list_columns);
		return;
	}
	memory = arena_new();
	for (int row = 0; row < rows_count(rows); row++) {
		printf("%s  %s  %s%s\n", text_show(memory, rows_text(rows, row, "key")),
		       text_show(memory, rows_text(rows, row, "issuer_name")),
		       state_words(rows_text(rows, row, "state")),
		       rows_bool(rows, row, "sample") ? _("  (sample)") : "");
		printf(_("    %s\n    sections %s, tasks %s\n"),
		       text_show(memory, rows_text(rows, row, "title")),
		       rows_text(rows, row, "sections"), rows_text(rows, row, "tasks"));
		arena_reset(memory);
	}
	arena_free(memory);
}

enum err cli_plan_list(struct cli *cli, char **operands, int count)
{
	enum err code = cli_open(cli);

	(void)operands;
	(void)count;
	if (code != ERR_OK)
		return code;
	return cli_ask(cli, QUERY_PLAN_LIST, NULL, print_list, cli);
}

static void print_field(struct arena *memory, int indent, const char *name,
			const char *text)
{
	if (*text)
		printf("%*s%s: %s\n", indent, "", name, text_show(memory, text));
}

static void print_show(void *data, const struct rows *rows, const struct err_info *why)
{
	struct cli *cli = data;
	struct arena *memory;

	(void)why;
	if (rows_count(rows) == 0) {
		err_set(&cli->why, ERR_REFUSED,
			_("There is no such plan. See kstt plan list for the keys."));
		return;
	}
	if (cli->options.format && !strcmp(cli->options.format, "tsv")) {
		print_tsv(rows, show_columns);
		return;
	}
	memory = arena_new();
	for (int row = 0; row < rows_count(rows); row++) {
		int indent = 2 * ((int)rows_int(rows, row, "level") - 1);
		const char *label = rows_text(rows, row, "label");

		printf("%*s%s%s%s\n", indent, "", text_show(memory, label),
		       *label ? "  " : "",
		       text_show(memory, rows_text(rows, row, "text")));
		print_field(memory, indent + 4, _("Lead"),
			    rows_text(rows, row, "lead"));
		print_field(memory, indent + 4, _("With"),
			    rows_text(rows, row, "coordinate"));
		print_field(memory, indent + 4, _("Result"),
			    rows_text(rows, row, "deliverable"));
		print_field(memory, indent + 4, _("Time"),
			    rows_text(rows, row, "time"));
		arena_reset(memory);
	}
	arena_free(memory);
}

enum err cli_plan_show(struct cli *cli, char **operands, int count)
{
	const char *params[] = {operands[0]};
	enum err code = cli_open(cli);

	(void)count;
	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_PLAN_NODES, params, print_show, cli);
	return code == ERR_OK ? cli->why.code : code;
}

struct import {
	struct plan_csv plan;
	char plan_id[24];
	int tasks, occurrences, unresolved;
};

static void began(void *data, const struct rows *rows, const struct err_info *why)
{
	struct import *import = data;

	(void)why;
	snprintf(import->plan_id, sizeof(import->plan_id), "%s",
		 rows_text(rows, 0, "plan_id"));
}

static void ended(void *data, const struct rows *rows, const struct err_info *why)
{
	struct import *import = data;

	(void)why;
	import->tasks = (int)rows_int(rows, 0, "tasks");
	import->occurrences = (int)rows_int(rows, 0, "occurrences");
	import->unresolved = (int)rows_int(rows, 0, "unresolved");
}

static enum err send_head(struct cli *cli, struct import *import)
{
	struct str json = STR_EMPTY;
	const char *params[1];
	enum err code;

	plan_csv_head_json(&import->plan, &json);
	params[0] = str_data(&json);
	code = cli_ask(cli, QUERY_PLAN_IMPORT_BEGIN, params, began, import);
	str_free(&json);
	return code;
}

static enum err send_nodes(struct cli *cli, struct import *import)
{
	const struct plan_csv *plan = &import->plan;
	bool progress = isatty(STDERR_FILENO);
	struct str json = STR_EMPTY;
	enum err code = ERR_OK;

	for (int at = 0; at < plan->count && code == ERR_OK; at += BATCH) {
		int count = plan->count - at < BATCH ? plan->count - at : BATCH;
		const char *params[] = {import->plan_id, NULL};

		str_clear(&json);
		plan_csv_nodes_json(plan, at, count, &json);
		params[1] = str_data(&json);
		code = cli_ask(cli, QUERY_PLAN_IMPORT_NODES, params, NULL, NULL);
		if (progress) {
			fputc('\r', stderr);
			fprintf(stderr, _("row %d of %d"), at + count, plan->count);
		}
	}
	if (progress)
		fprintf(stderr, "\r%*s\r", PROGRESS_WIDTH, "");
	str_free(&json);
	return code;
}

/* All in one transaction; whoever leaves in the middle leaves nothing behind. */
static enum err send_plan(struct cli *cli, struct import *import)
{
	const char *params[] = {import->plan_id};
	enum err code = cli_open(cli);

	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_DB_BEGIN, NULL, NULL, NULL);
	if (code == ERR_OK)
		code = send_head(cli, import);
	if (code == ERR_OK)
		code = send_nodes(cli, import);
	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_PLAN_IMPORT_END, params, ended, import);
	if (code != ERR_OK)
		return code;
	code = cli_ask(cli, QUERY_DB_COMMIT, NULL, NULL, NULL);
	if (code == ERR_LOST || code == ERR_CANCELLED)
		code =
		    err_set(&cli->why, code,
			    _("The line broke off while the plan was being kept: look "
			      "with \"kstt plan list\" whether it is there."));
	return code;
}

enum err cli_plan_import(struct cli *cli, char **operands, int count)
{
	struct import import = {0};
	enum err code = plan_csv_read(&import.plan, operands[0], &cli->why);

	(void)count;
	if (code == ERR_OK)
		code = send_plan(cli, &import);
	if (code == ERR_OK)
		fprintf(
		    stderr,
		    _("%s@%d is loaded: %d rows, %d tasks, %d owed; %d leads are not "
		      "known and fall to the issuer.\n"),
		    import.plan.number, import.plan.year, import.plan.count,
		    import.tasks, import.occurrences, import.unresolved);
	plan_csv_free(&import.plan);
	return code;
}
