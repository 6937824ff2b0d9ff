/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

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
	struct cli *cli = data;
	struct arena *memory;

	(void)why;
	cli->none = rows_count(rows) == 0;
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
	static const char *const all[] = {NULL};
	enum err code = cli_open(cli);

	(void)operands;
	(void)count;
	if (code != ERR_OK)
		return code;
	code = cli_ask(cli, QUERY_PLAN_LIST, all, print_list, cli);
	/* Nobody is told that there are no plans because they may not see them. */
	return code == ERR_OK && cli->none ? cli_appointed(cli) : code;
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
	cli->none = rows_count(rows) == 0;
	if (cli->none)
		return;
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
	return code == ERR_OK && cli->none ? cli_no_plan(cli) : code;
}
