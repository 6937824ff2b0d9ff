/* SPDX-License-Identifier: MIT */
/*
 * Deadlines counted from a day. Lines of standard input go to the database many
 * at a time; what stood before a bad line is answered before it is named.
 */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "plan/deadline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 200, BATCH = 2000, BATCH_EXPLAINED = 20 };

struct batch {
	struct cli *cli;
	struct deadline asked[BATCH];
	long lines[BATCH]; /* where they stood; 0: on the command line */
	int count;
	int first; /* of those that were asked about last */
	bool printed; /* something came before: an explanation stands apart */
	struct str out;
};

static void add_days(struct batch *batch, int nominal, int effective)
{
	char first[DATE_TEXT], second[DATE_TEXT];

	str_addf(&batch->out, "%s\t%s\n", date_iso(nominal, first), date_iso(effective, second));
}

static void got_deadlines(void *data, const struct rows *rows, const struct err_info *why)
{
	struct batch *batch = data;

	(void)why;
	for (int row = 0; row < rows_count(rows); row++)
		add_days(batch, rows_date(rows, row, "nominal"), rows_date(rows, row, "effective"));
}

static void got_explained(void *data, const struct rows *rows, const struct err_info *why)
{
	struct batch *batch = data;
	int row = 0;

	(void)why;
	for (int i = batch->first; i < batch->count && row < rows_count(rows); i++) {
		int nominal, effective;

		if (batch->printed)
			str_add_char(&batch->out, '\n');
		deadline_ends(rows, row, &nominal, &effective);
		add_days(batch, nominal, effective);
		row = deadline_explain(rows, row, &batch->asked[i], &batch->out);
		batch->printed = true;
	}
}

/* Ask about `count` of them from `from` on, in one round trip, and print them. */
static enum err ask(struct batch *batch, int from, int count)
{
	bool explain = batch->cli->options.explain;
	struct str json = STR_EMPTY;
	const char *params[1];
	enum err code;

	str_clear(&batch->out);
	batch->first = from;
	for (int i = from; i < from + count; i++) {
		str_add_char(&json, i > from ? ',' : '[');
		deadline_add_json(&json, &batch->asked[i], batch->lines[i]);
	}
	str_add_char(&json, ']');
	params[0] = str_data(&json);
	code = cli_ask(batch->cli, explain ? QUERY_DEADLINE_DAYS : QUERY_DEADLINES, params,
		       explain ? got_explained : got_deadlines, batch);
	if (code == ERR_OK)
		fputs(str_data(&batch->out), stdout);
	str_free(&json);
	return code;
}

static enum err name_line(struct err_info *why, long line)
{
	struct err_info plain = *why;

	if (line == 0)
		return why->code;
	return err_set(why, plain.code == ERR_USAGE ? ERR_INPUT : plain.code, _("Line %ld: %s"), line,
		       plain.text);
}

static enum err flush(struct batch *batch)
{
	enum err code = batch->count > 0 ? ask(batch, 0, batch->count) : ERR_OK;

	/* The server refuses a batch as a whole: one by one tells which it is. */
	if (code == ERR_REFUSED && batch->count > 1)
		for (int i = 0; i < batch->count; i++) {
			code = ask(batch, i, 1);
			if (code != ERR_OK)
				return name_line(&batch->cli->why, batch->lines[i]);
		}
	else if (code == ERR_REFUSED)
		code = name_line(&batch->cli->why, batch->lines[0]);
	batch->count = 0;
	return code;
}

static enum err take(struct batch *batch, const char *from, const char *offset, long line)
{
	struct deadline *one = &batch->asked[batch->count];
	struct err_info *why = &batch->cli->why;
	char day[DATE_TEXT];
	enum err code = cli_day(from, day, why);

	if (code == ERR_OK && !deadline_read_offset(offset, one))
		code = err_set(why, ERR_USAGE,
			       _("\"%.40s\" is not a number of days like +5wd, +10d, -5wd or -5d."),
			       offset);
	if (code != ERR_OK)
		return code;
	one->from = date_read_iso(day);
	batch->lines[batch->count++] = line;
	return ERR_OK;
}

/* FROM and OFFSET with white space between them; an empty line is none. */
static enum err take_line(struct batch *batch, struct str *line, long number)
{
	struct err_info *why = &batch->cli->why;
	char *rest = NULL;
	char *from, *offset;
	size_t bad;

	if (line->len > LINE_MOST || !text_valid(str_data(line), line->len, &bad))
		return err_set(why, ERR_USAGE, _("this is no line of a day and a number of days"));
	str_add(line, "");
	from = strtok_r(line->data, " \t", &rest);
	if (from == NULL)
		return ERR_OK;
	offset = strtok_r(NULL, " \t", &rest);
	if (offset == NULL || strtok_r(NULL, " \t", &rest) != NULL)
		return err_set(why, ERR_USAGE, _("this is no line of a day and a number of days"));
	return take(batch, from, offset, number);
}

static enum err take_stream(struct batch *batch)
{
	int most = batch->cli->options.explain ? BATCH_EXPLAINED : BATCH;
	struct str line = STR_EMPTY;
	enum err code = ERR_OK;

	for (long number = 1; code == ERR_OK && cli_next_line(&line, LINE_MOST); number++) {
		code = take_line(batch, &line, number);
		if (code != ERR_OK) {
			struct err_info bad = batch->cli->why;

			code = flush(batch);
			if (code == ERR_OK) {
				batch->cli->why = bad;
				code = name_line(&batch->cli->why, number);
			}
		} else if (batch->count == most) {
			code = flush(batch);
		}
	}
	if (code == ERR_OK)
		code = flush(batch);
	if (code == ERR_OK && ferror(stdin))
		code = err_set(&batch->cli->why, ERR_INPUT, _("Standard input cannot be read."));
	str_free(&line);
	return code;
}

enum err cli_deadline(struct cli *cli, char **operands, int count)
{
	struct batch *batch = mem_new(1, sizeof(*batch));
	bool stream = strcmp(operands[0], "-") == 0;
	enum err code = ERR_OK;

	batch->cli = cli;
	if (stream != (count == 1))
		code = err_set(&cli->why, ERR_USAGE, _("Usage: kstt %s%s%s %s. See kstt --help."), "deadline",
			       "", "", "FROM OFFSET|-");
	if (code == ERR_OK && !stream)
		code = take(batch, operands[0], operands[1], 0);
	if (code == ERR_OK)
		code = cli_open(cli);
	if (code == ERR_OK)
		code = stream ? take_stream(batch) : flush(batch);
	str_free(&batch->out);
	free(batch);
	return code;
}
