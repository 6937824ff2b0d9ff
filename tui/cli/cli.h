/* SPDX-License-Identifier: MIT */
/*
 * The command line: the same core without a screen. Answers go to standard
 * output, all else to standard error in the user's language; the exit status says
 * how it ended (err_exit_status).
 */
#ifndef KSTT_CLI_H
#define KSTT_CLI_H

#include "base/date.h"
#include "base/err.h"
#include "db/request.h"
#include "report/export.h"
#include "session/conf.h"

#include <stdbool.h>

struct loop;
struct str;

/* What stood on the command line. */
struct cli_options {
	const char *config;
	const char *official;
	const char *language;
	const char *format; /* "text", "csv" or "tsv" */
	const char *kind;
	const char *unit;  /* its code */
	const char *plan;  /* its key */
	const char *as_of; /* as it was typed */
	const char *state; /* a word of the database, or "late" or "soon" */
	const char *period; /* of a report: Q3/2026 */
	const char *number; /* the head of a plan, as it was typed */
	const char *issuer;
	const char *title;
	const char *issued;
	const char *parent;
	bool closed;
	bool dry_run; /* tell what would be done, do nothing */
	bool explain;
	int year; /* 0: not said */
	bool help;
	bool version;
	char **words; /* command and operands */
	int word_count;
};

struct cli {
	struct cli_options options;
	struct conf conf;
	struct loop *loop;
	struct conn *conn;
	struct err_info why;
	bool done;        /* what loop_run waits for */
	bool interrupted; /* Ctrl-C or the like */
	bool none;	  /* the answer had no rows */
	request_fn *answer;
	void *data;
};

/* Run the command that argv names; with none, the panes. Returns the status. */
int cli_main(int argc, char **argv);

/* Fill `options`; the words point into argv. */
enum err cli_options_read(struct cli_options *options, int argc, char **argv,
			  struct err_info *info) must_check;
/* Refuse words that are no text; those of commands with a file may be anything. */
enum err cli_options_check_words(const struct cli_options *options,
				 struct err_info *info) must_check;
/* Help on the command that the words name, or on all of them. */
void cli_help(const struct cli_options *options);
/* A day as people or programs write it, in full, to 2026-11-20. */
enum err cli_day(const char *text, char out[DATE_TEXT], struct err_info *info) must_check;

/* The next line of standard input without its end; false at the end of the input.
 * A line longer than `most` comes cut, one byte over it. */
bool cli_next_line(struct str *line, size_t most);
/* A CSV file as a JSON array of objects keyed by its head. */
enum err cli_csv_json(const char *path, struct str *json, struct err_info *info) must_check;
/* Put the file's name before what the server found wrong in it. */
void cli_name_file(struct cli *cli, const char *path);

/* Connect and compare schemas. Called before the first cli_ask. */
enum err cli_open(struct cli *cli) must_check;
void cli_close(struct cli *cli);
/* Send one query, read or write, and wait for its answer; `answer`, when not
 * NULL, is called with it only if it is good. */
enum err cli_ask(struct cli *cli, enum query query, const char *const *params,
		 request_fn *answer, void *data) must_check;

/* After an answer without rows: whether the login has no appointment, which hides
 * everything, and says so. */
enum err cli_appointed(struct cli *cli) must_check;
/* There is no such plan, or none that this login sees. */
enum err cli_no_plan(struct cli *cli) must_check;

/* --format, text when it was not said. */
enum export_format cli_format(const struct cli *cli);

/* Commands; `operands` are the words after the command's own. */
enum err cli_schedule(struct cli *cli, char **operands, int count) must_check;
enum err cli_deadline(struct cli *cli, char **operands, int count) must_check;
enum err cli_plan_import(struct cli *cli, char **operands, int count) must_check;
enum err cli_plan_export(struct cli *cli, char **operands, int count) must_check;
enum err cli_plan_list(struct cli *cli, char **operands, int count) must_check;
enum err cli_plan_show(struct cli *cli, char **operands, int count) must_check;
enum err cli_report_overdue(struct cli *cli, char **operands, int count) must_check;
enum err cli_report_gap(struct cli *cli, char **operands, int count) must_check;
enum err cli_report_tasks(struct cli *cli, char **operands, int count) must_check;
enum err cli_report_feedback(struct cli *cli, char **operands, int count) must_check;
enum err cli_report_book(struct cli *cli, char **operands, int count) must_check;
enum err cli_admin_migrate(struct cli *cli, char **operands, int count) must_check;
enum err cli_admin_import(struct cli *cli, char **operands, int count) must_check;
enum err cli_admin_holiday(struct cli *cli, char **operands, int count) must_check;
enum err cli_admin_today(struct cli *cli, char **operands, int count) must_check;

#endif
