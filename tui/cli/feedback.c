/* SPDX-License-Identifier: MIT */
/* The register of feedback on paper: form II.05a of a period, and the book. */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "report/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 78, TITLES = 32 };

struct paper {
	struct cli *cli;
	enum export_format format;
	char unit[24], unit_name[200], title[64];
	char since[DATE_TEXT], until[DATE_TEXT];
	bool found_unit, found_period, seen;
	struct str out, below, faults;
	char *titles[TITLES]; /* of the columns, by their numbers; NULL: not known */
};

/* The numbers of a form's columns are its heads on paper; what they mean is told
 * below the table, from the database. */
static const struct export_column form_columns[] = {
    {"number", "(1)", true}, {"field", NULL, false}, {"field_name", "(2)", false},
    {"c3", "(3)", true},     {"c4", "(4)", true},    {"c5", "(5)", true},
    {"c6", "(6)", true},     {"c7", "(7)", true},    {"c8", "(8)", true},
    {"c9", "(9)", true},     {"c10", "(10)", true},  {"c11", "(11)", true},
    {"c12", "(12)", true},   {"c13", "(13)", true},  {"c14", "(14)", true},
    {"c15", "(15)", true},
};

static const struct export_column book_columns[] = {
    {"book_number", N_("Book no."), false},
    {"received_on", N_("Received"), false},
    {"code", N_("Code"), false},
    {"channel", NULL, false},
    {"name", N_("Sender"), false},
    {"address", NULL, false},
    {"content", N_("Content"), false},
    {"field", N_("Field"), false},
    {"track", N_("Track"), false},
    {"state", N_("State"), false},
    {"held_by", N_("Held by"), false},
    {"document", N_("Document"), false},
    {"due", N_("Due"), false},
    {"result", N_("Result"), false},
    {"answered", N_("Answer"), false},
    {"published", NULL, false},
    {"taken_from", N_("Taken over from"), false},
    {"first_on", NULL, false},
};

enum {
	FORM_COLUMNS = sizeof(form_columns) / sizeof(*form_columns),
	BOOK_COLUMNS = sizeof(book_columns) / sizeof(*book_columns)
};

/* The columns of the book that stand below a record's first line, by their numbers. */
enum {
	BOOK_SENDER = 4,
	BOOK_ADDRESS,
	BOOK_CONTENT,
	BOOK_FIELD,
	BOOK_HELD = 10,
	BOOK_DOCUMENT,
	BOOK_DUE,
	BOOK_RESULT,
	BOOK_ANSWER,
	BOOK_PUBLISHED
};

static void got_scope(void *data, const struct rows *rows, const struct err_info *why)
{
	struct paper *paper = data;

	(void)why;
	snprintf(paper->unit, sizeof(paper->unit), "%s", rows_text(rows, 0, "unit_id"));
	snprintf(paper->unit_name, sizeof(paper->unit_name), "%s",
		 rows_text(rows, 0, "unit_name"));
	snprintf(paper->title, sizeof(paper->title), "%s", rows_text(rows, 0, "title"));
	snprintf(paper->since, sizeof(paper->since), "%s", rows_text(rows, 0, "since"));
	snprintf(paper->until, sizeof(paper->until), "%s", rows_text(rows, 0, "until"));
	paper->seen = rows_bool(rows, 0, "seen");
	paper->found_unit = !rows_null(rows, 0, "unit_id");
	paper->found_period = !rows_null(rows, 0, "since");
}

static enum err find_scope(struct paper *paper)
{
	const struct cli_options *options = &paper->cli->options;
	const char *params[] = {options->unit, options->period};
	struct err_info *why = &paper->cli->why;
	enum err code =
	    cli_ask(paper->cli, QUERY_FEEDBACK_SCOPE, params, got_scope, paper);

	if (code != ERR_OK)
		return code;
	if (!paper->found_period)
		return err_set(why, ERR_USAGE,
			       _("\"%.40s\" is no period like Q3/2026, M07/2026, "
				 "H1/2026 or Y/2026."),
			       options->period);
	if (!paper->found_unit && options->unit != NULL)
		return err_set(why, ERR_REFUSED,
			       _("There is no unit with the code \"%.80s\"."),
			       options->unit);
	if (!paper->found_unit)
		return err_set(why, ERR_REFUSED,
			       _("There is no unit whose feedback you see."));
	/* An empty page would say that there was none. */
	if (!paper->seen)
		return err_set(why, ERR_DENIED, _("You may not see the feedback of %s."), paper->unit_name);
	return ERR_OK;
}

/* What stands over a report, and what its columns are called: data of the server. */
static void got_head(void *data, const struct rows *rows, const struct err_info *why)
{
	struct paper *paper = data;
	const char *subtitle =
	    rows_count(rows) > 0 ? rows_text(rows, 0, "subtitle") : "";
	const char *addressee =
	    rows_count(rows) > 0 ? rows_text(rows, 0, "addressee") : "";

	(void)why;
	if (rows_count(rows) > 0)
		str_addf(&paper->out, "%s\n%s%s(%s)\n", rows_text(rows, 0, "title"),
			 subtitle, *subtitle != '\0' ? " " : "",
			 rows_text(rows, 0, "law"));
	str_addf(&paper->out, "%s: %s%s%s\n\n", paper->unit_name, paper->title,
		 *addressee != '\0' ? "; " : "", addressee);
	for (int row = 0; row < rows_count(rows); row++) {
		int64_t column = rows_int(rows, row, "col");

		if (column > 0 && column < TITLES && paper->titles[column] == NULL)
			paper->titles[column] =
			    mem_copy(rows_text(rows, row, "col_title"));
	}
}

/* Below form II.05a, whose table has but the columns' numbers. */
static void tell_columns(struct paper *paper)
{
	str_add(&paper->below, "\n");
	for (int i = 1; i < TITLES && paper->titles[i] != NULL; i++)
		str_addf(&paper->below, "(%d) %s\n", i, paper->titles[i]);
}

static void got_form(void *data, const struct rows *rows, const struct err_info *why)
{
	struct paper *paper = data;
	struct export *export = export_new(paper->format, form_columns, FORM_COLUMNS);

	(void)why;
	for (int row = 0; row < rows_count(rows); row++) {
		for (int i = 0; i < FORM_COLUMNS; i++)
			export_add(export, rows_text(rows, row, form_columns[i].name));
		if (*rows_text(rows, row, "faults") != '\0')
			str_addf(&paper->faults, _("This form does not add up: %s\n"),
				 rows_text(rows, row, "faults"));
	}
	export_write(export, &paper->out);
	export_free(export);
}

/* One thing that is said about a record, wrapped and indented, below the book's title
 * of its column. */
static void add_said(struct paper *paper, struct arena *memory, int column,
		     const char *text)
{
	const char *shown = text_show(memory, text_squeeze(memory, text));
	const char *title = paper->titles[column];
	const char *line = *shown == '\0' ? ""
			   : title == NULL
			       ? shown
			       : arena_printf(memory, "%s: %s", title, shown);

	while (*line != '\0') {
		size_t skip = 0;
		size_t len = text_wrap(line, PAGE - 4, &skip);

		str_addf(&paper->out, "    %.*s\n", (int)len, line);
		line += len + skip;
	}
}

static const char *day_of(const struct rows *rows, int row, const char *name,
			  char day[DATE_TEXT])
{
	return date_show(rows_date(rows, row, name), day);
}

/* Of a record that another unit received: the day in front is the one it was taken over. */
static void add_taken(struct paper *paper, const struct rows *rows, int row, struct arena *memory)
{
	const char *from = rows_text(rows, row, "taken_from");
	char first[DATE_TEXT];

	if (*from != '\0')
		add_said(paper, memory, 0,
			 arena_printf(memory, _("Taken over from %s, which received it on %s"), from,
				      day_of(rows, row, "first_on", first)));
}

/* On paper a record is a block: no table is wide enough for what people write. */
static void add_block(struct paper *paper, const struct rows *rows, int row,
		      struct arena *memory)
{
	char received[DATE_TEXT], due[DATE_TEXT], published[DATE_TEXT];
	struct str *out = &paper->out;

	str_addf(out, "%s  %s  %s  %s  %s  %s\n", rows_text(rows, row, "book_number"),
		 day_of(rows, row, "received_on", received),
		 rows_text(rows, row, "code"), rows_text(rows, row, "channel_name"),
		 rows_text(rows, row, "track_name"),
		 rows_text(rows, row, "state_name"));
	add_taken(paper, rows, row, memory);
	add_said(paper, memory, BOOK_SENDER, rows_text(rows, row, "name"));
	add_said(paper, memory, BOOK_ADDRESS, rows_text(rows, row, "address"));
	add_said(paper, memory, BOOK_CONTENT, rows_text(rows, row, "content"));
	add_said(paper, memory, BOOK_FIELD, rows_text(rows, row, "field_name"));
	add_said(paper, memory, BOOK_HELD, rows_text(rows, row, "held_by"));
	add_said(paper, memory, BOOK_DUE, day_of(rows, row, "due", due));
	add_said(paper, memory, BOOK_DOCUMENT, rows_text(rows, row, "document"));
	add_said(paper, memory, BOOK_RESULT, rows_text(rows, row, "result"));
	add_said(paper, memory, BOOK_ANSWER, rows_text(rows, row, "answered"));
	add_said(paper, memory, BOOK_PUBLISHED,
		 day_of(rows, row, "published", published));
	str_add_char(out, '\n');
}

static void got_book(void *data, const struct rows *rows, const struct err_info *why)
{
	struct paper *paper = data;
	struct export *export = export_new(paper->format, book_columns, BOOK_COLUMNS);
	struct arena *memory = arena_new();

	(void)why;
	if (paper->format == EXPORT_TEXT && rows_count(rows) == 0)
		str_addf(&paper->out, "%s\n", _("No record in this time."));
	for (int row = 0; row < rows_count(rows); row++) {
		if (paper->format == EXPORT_TEXT)
			add_block(paper, rows, row, memory);
		for (int i = 0; paper->format != EXPORT_TEXT && i < BOOK_COLUMNS; i++)
			export_add(export, rows_text(rows, row, book_columns[i].name));
	}
	if (paper->format != EXPORT_TEXT)
		export_write(export, &paper->out);
	export_free(export);
	arena_free(memory);
}

static void paper_free(struct paper *paper)
{
	str_free(&paper->out);
	str_free(&paper->below);
	str_free(&paper->faults);
	for (int i = 0; i < TITLES; i++)
		free(paper->titles[i]);
}

static enum err paper_start(struct paper *paper, struct cli *cli)
{
	enum err code = cli_open(cli);

	paper->cli = cli;
	paper->format = cli_format(cli);
	return code == ERR_OK ? find_scope(paper) : code;
}

static enum err paper_end(struct paper *paper, enum err code)
{
	if (code == ERR_OK) {
		fputs(str_data(&paper->out), stdout);
		fputs(str_data(&paper->below), stdout);
		fputs(str_data(&paper->faults), stderr);
	}
	paper_free(paper);
	return code;
}

enum err cli_report_feedback(struct cli *cli, char **operands, int count)
{
	struct paper paper = {0};
	enum err code = paper_start(&paper, cli);
	const char *head[] = {"II.05a", paper.until};
	const char *params[] = {paper.unit, paper.since, paper.until};

	(void)operands;
	(void)count;
	if (code == ERR_OK && paper.format == EXPORT_TEXT)
		code = cli_ask(cli, QUERY_FEEDBACK_FORM_HEAD, head, got_head, &paper);
	if (code == ERR_OK && paper.format == EXPORT_TEXT)
		tell_columns(&paper);
	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_FEEDBACK_FORM, params, got_form, &paper);
	return paper_end(&paper, code);
}

enum err cli_report_book(struct cli *cli, char **operands, int count)
{
	struct paper paper = {0};
	enum err code = paper_start(&paper, cli);
	const char *head[] = {"book", paper.until};
	const char *params[] = {paper.unit, paper.since, paper.until};

	(void)operands;
	(void)count;
	if (code == ERR_OK && paper.format == EXPORT_TEXT)
		code = cli_ask(cli, QUERY_FEEDBACK_FORM_HEAD, head, got_head, &paper);
	if (code == ERR_OK)
		code = cli_ask(cli, QUERY_FEEDBACK_BOOK, params, got_book, &paper);
	return paper_end(&paper, code);
}
