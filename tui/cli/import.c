/* SPDX-License-Identifier: MIT */
/* `kstt plan import`: a file into the database, or only what it would be. */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"
#include "plan/plan_file.h"
#include "plan/plan_lint.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Each batch has the counts of the whole plan made anew, so that few are better. */
enum { BATCH = 2000, PROGRESS_WIDTH = 40 };

struct import {
	struct plan_csv plan;
	char plan_id[24];
	int tasks, occurrences, unresolved;
	const struct plan_wordings *wordings; /* what is asked about */
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

/* What is under way, on a terminal only. */
static void progress(const char *text)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%*s\r%s", PROGRESS_WIDTH, "", text);
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
	struct str json = STR_EMPTY;
	enum err code = ERR_OK;

	for (int at = 0; at < plan->count && code == ERR_OK; at += BATCH) {
		int count = plan->count - at < BATCH ? plan->count - at : BATCH;
		const char *params[] = {import->plan_id, NULL};
		char text[128];

		str_clear(&json);
		plan_csv_nodes_json(plan, at, count, &json);
		params[1] = str_data(&json);
		code = cli_ask(cli, QUERY_PLAN_IMPORT_NODES, params, NULL, NULL);
		snprintf(text, sizeof(text), _("row %d of %d"), at + count, plan->count);
		progress(text);
	}
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
		progress(_("who owes what by when"));
	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_PLAN_IMPORT_END, params, ended, import);
	progress("");
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

static enum err load(struct cli *cli, struct import *import)
{
	enum err code = send_plan(cli, import);

	if (code != ERR_OK)
		return code;
	fprintf(stderr,
		_("%s@%d is loaded: %d rows, %d tasks, %d owed; %d leads are not "
		  "known and fall to the issuer.\n"),
		import->plan.number, import->plan.year, import->plan.count, import->tasks,
		import->occurrences, import->unresolved);
	if (import->plan.note_count > 0)
		fprintf(stderr, _("%d places to look at: --dry-run lists them.\n"),
			import->plan.note_count);
	return ERR_OK;
}

static void checked(void *data, const struct rows *rows, const struct err_info *why)
{
	struct import *import = data;

	(void)why;
	for (int row = 0; row < rows_count(rows); row++)
		plan_wordings_note(import->wordings, &import->plan,
				   (int)rows_int(rows, row, "wording"),
				   rows_text(rows, row, "what"),
				   rows_text(rows, row, "segment"));
}

static enum err check_units(struct cli *cli, struct import *import)
{
	struct str head = STR_EMPTY, json = STR_EMPTY;
	struct plan_wordings *wordings = plan_wordings_new(&import->plan, &json);
	const char *params[2];
	enum err code = cli_open(cli);

	import->wordings = wordings;
	plan_csv_head_json(&import->plan, &head);
	params[0] = str_data(&head);
	params[1] = str_data(&json);
	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_PLAN_IMPORT_CHECK, params, checked, import);
	plan_wordings_free(wordings);
	str_free(&json);
	str_free(&head);
	return code;
}

/* As `kstt plan show --format tsv` would show the plan. */
static void print_nodes(const struct plan_csv *plan)
{
	struct str out = STR_EMPTY;

	puts("path\tlabel\tkind\ttext\tlead\tcoordinate\tdeliverable\ttime\tinherited");
	for (int i = 0; i < plan->count; i++) {
		const struct plan_csv_node *node = &plan->nodes[i];
		const char *const cells[] = {
		    node->path,	      node->label,	 plan_csv_kind_name(node->kind),
		    node->text,	      node->lead,	 node->coordinate,
		    node->deliverable, node->time,	 node->inherited,
		};

		str_clear(&out);
		for (size_t c = 0; c < sizeof(cells) / sizeof(*cells); c++) {
			if (c > 0)
				str_add_char(&out, '\t');
			str_add_tsv(&out, cells[c]);
		}
		puts(str_data(&out));
	}
	str_free(&out);
}

static void print_summary(const struct plan_csv *plan)
{
	int sections = 0, inherited = 0;

	for (int i = 0; i < plan->count; i++) {
		sections += plan->nodes[i].kind == PLAN_CSV_SECTION;
		inherited += plan->nodes[i].inherited[0] != '\0';
	}
	fprintf(stderr,
		_("%s@%d of %s: %s\n%d sections, %d tasks, %d of them with cells from "
		  "the row above; %d places to look at. Nothing was loaded.\n"),
		text_show(plan->memory, plan->number), plan->year,
		text_show(plan->memory, plan->issuer),
		text_show(plan->memory, plan->title), sections, plan->tasks, inherited,
		plan->note_count);
}

static enum err show(struct cli *cli, struct import *import)
{
	struct plan_csv *plan = &import->plan;
	enum err code;

	plan_lint(plan);
	code = check_units(cli, import);
	plan_lint_sort(plan);
	print_nodes(plan);
	fflush(stdout);
	for (int i = 0; i < plan->note_count; i++)
		fprintf(stderr, "%s: %s\n", plan_csv_where(plan, &plan->notes[i].at),
			text_show(plan->memory, plan->notes[i].text));
	print_summary(plan);
	if (code == ERR_CONNECT)
		fputs(_("Units and groups were not checked.\n"), stderr);
	return code;
}

static enum err read_head(struct cli *cli, struct plan_head *head, char issued[DATE_TEXT])
{
	const struct cli_options *options = &cli->options;

	*head = (struct plan_head){
	    .number = options->number,
	    .year = options->year,
	    .issuer = options->issuer,
	    .title = options->title,
	    .parent = options->parent,
	    .state = options->state,
	};
	if (options->issued == NULL)
		return ERR_OK;
	head->issued = issued;
	return cli_day(options->issued, issued, &cli->why);
}

enum err cli_plan_import(struct cli *cli, char **operands, int count)
{
	struct import import = {0};
	struct plan_head head;
	char issued[DATE_TEXT];
	enum err code = read_head(cli, &head, issued);

	(void)count;
	if (code == ERR_OK)
		code = plan_file_read(&import.plan, operands[0], &head, &cli->why);
	if (code == ERR_OK)
		code = cli->options.dry_run ? show(cli, &import) : load(cli, &import);
	plan_csv_free(&import.plan);
	return code;
}
