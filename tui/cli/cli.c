/* SPDX-License-Identifier: MIT */
/*
 * Which command the words name, and how it ends.
 */
#include "cli/cli.h"

#include "app.h"
#include "base/i18n.h"
#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef KSTT_VERSION
#define KSTT_VERSION "0.1"
#endif

enum option_use {
	USES_YEAR = 1,
	USES_FORMAT = 2,
	USES_CSV = 4, /* as one of the formats */
	USES_KIND = 8,
	USES_SCOPE = 16, /* --plan --as-of --closed */
	USES_STATE = 32,
	USES_HEAD = 64, /* of a plan, with --year */
	USES_ISSUER = 128,
	NEEDS_YEAR = 256,
	USES_DRY_RUN = 512,
	USES_EXPLAIN = 1024,
	USES_UNIT = 2048,
	USES_PERIOD = 4096,
	USES_REPORT = USES_FORMAT | USES_CSV | USES_UNIT | USES_SCOPE,
	USES_REGISTER = USES_FORMAT | USES_CSV | USES_UNIT | USES_PERIOD
};

struct command {
	const char *words[2];
	const char *operands; /* as the help shows them */
	const char *help;
	int least, most; /* how many operands */
	unsigned uses;   /* options beside the general ones */
	bool pure;       /* needs neither configuration nor database */
	enum err (*run)(struct cli *cli, char **operands, int count);
};

static const struct command commands[] = {
    {{"schedule", NULL},
     "--year YEAR PHRASE|-",
     N_("Show how the time phrase of a plan for YEAR is read; \"-\" reads one\n"
	"phrase a line from standard input."),
     1,
     1,
     USES_YEAR | NEEDS_YEAR,
     true,
     cli_schedule},
    {{"deadline", NULL},
     "FROM OFFSET|- [--explain]",
     N_("Count a deadline: OFFSET is +5wd (working days), +10d (days) or backwards\n"
	"-5wd, -5d, from the day FROM. Prints its nominal day and the day that\n"
	"counts; --explain tells why. \"-\" reads \"FROM OFFSET\" lines."),
     1,
     2,
     USES_EXPLAIN,
     false,
     cli_deadline},
    {{"plan", "list"},
     "[--format text|tsv]",
     N_("List the plans."),
     0,
     0,
     USES_FORMAT,
     false,
     cli_plan_list},
    {{"plan", "show"},
     "KEY [--format text|tsv]",
     N_("Show a plan to the letter; KEY is NUMBER@YEAR as in the list."),
     1,
     1,
     USES_FORMAT,
     false,
     cli_plan_show},
    {{"plan", "import"},
     "FILE [--dry-run] [OPTION]...",
     N_("Load a plan: a Word document (.docx), a table from a spreadsheet (CSV, TSV),\n"
	"or what \"plan export\" wrote. All of it, or nothing when anything is wrong.\n"
	"--dry-run loads nothing: it shows how the file is read and what to look at."),
     1,
     1,
     USES_HEAD | USES_ISSUER | USES_YEAR | USES_DRY_RUN,
     false,
     cli_plan_import},
    {{"plan", "export"},
     "KEY [--format csv] [--issuer UNIT]",
     N_("Write a plan as the CSV file that \"plan import\" reads."),
     1,
     1,
     USES_FORMAT | USES_CSV | USES_ISSUER,
     false,
     cli_plan_export},
    {{"report", "overdue"},
     "[OPTION]...",
     N_("Count what is overdue by unit and by days late, as the pane Overdue does."),
     0,
     0,
     USES_REPORT,
     false,
     cli_report_overdue},
    {{"report", "tasks"},
     "[OPTION]...",
     N_("List who owes which task when, with its state and proof."),
     0,
     0,
     USES_REPORT | USES_STATE,
     false,
     cli_report_tasks},
    {{"report", "gap"},
     "[--plan KEY] [--unit CODE] [--format text|csv|tsv]",
     N_("List tasks of a plan that nobody implements, and tasks below it that\n"
	"implement nothing; of the province's latest plan when none is said."),
     0,
     0,
     USES_REPORT,
     false,
     cli_report_gap},
    {{"report", "feedback"},
     "--period Q3/2026 [--unit CODE] [--format text|csv|tsv]",
     N_("Form II.05a of a unit for a report's period: feedback received, handled and\n"
	"forwarded by field."),
     0,
     0,
     USES_REGISTER,
     false,
     cli_report_feedback},
    {{"report", "book"},
     "--period Q3/2026 [--unit CODE] [--format text|csv|tsv]",
     N_("The register of feedback as a book, for a report's period: what the unit\n"
	"received, and what it took over from others, by the day it did."),
     0,
     0,
     USES_REGISTER,
     false,
     cli_report_book},
    {{"admin", "migrate"},
     "[--kind production|demo|test]",
     N_("Bring the database to this program's schema (as its installer); --kind\n"
	"says what the database is for."),
     0,
     0,
     USES_KIND,
     false,
     cli_admin_migrate},
    {{"admin", "unit"},
     "import FILE",
     N_("Load units from a CSV file."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "group"},
     "import FILE",
     N_("Load groups of units."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "name"},
     "import FILE",
     N_("Load how plans write units and groups."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "successor"},
     "import FILE",
     N_("Load which units came after which."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "report-day"},
     "import FILE",
     N_("Load the days of periodic reports."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "holiday"},
     "import FILE [--dry-run] [--format text|csv|tsv]",
     N_("Load days off and worked Saturdays, and tell which deadlines move from\n"
	"when to when; --dry-run only tells."),
     2,
     2,
     USES_DRY_RUN | USES_FORMAT | USES_CSV,
     false,
     cli_admin_holiday},
    {{"admin", "link"},
     "import FILE",
     N_("Load which task of the province a department's task implements."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "official"},
     "import FILE",
     N_("Load officials and their appointments; makes the logins."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "routing"},
     "import FILE",
     N_("Load which unit gets what feedback."),
     2,
     2,
     0,
     false,
     cli_admin_import},
    {{"admin", "today"},
     "DATE|now",
     N_("Pin the present day of a demo or test database, or let it run."),
     1,
     1,
     0,
     false,
     cli_admin_today},
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(*commands) };

static void print_indented(const char *text)
{
	for (;;) {
		int len = (int)strcspn(text, "\n");

		printf("      %.*s\n", len, text);
		if (!text[len])
			return;
		text += len + 1;
	}
}

static bool is_asked(const struct command *c, const struct cli_options *options)
{
	int count = options->word_count;

	return (count < 1 || strcmp(options->words[0], c->words[0]) == 0) &&
	       (count < 2 || c->words[1] == NULL || strcmp(options->words[1], c->words[1]) == 0);
}

/* The commands that the words name; returns how many. */
static int print_commands(const struct cli_options *options)
{
	unsigned uses = 0;
	int printed = 0;

	for (int i = 0; i < COMMAND_COUNT; i++) {
		const struct command *c = &commands[i];

		if (!is_asked(c, options))
			continue;
		printf("  kstt %s%s%s %s\n", c->words[0], c->words[1] ? " " : "",
		       c->words[1] ? c->words[1] : "", c->operands);
		print_indented(_(c->help));
		uses |= c->uses;
		printed++;
	}
	if (uses & USES_SCOPE)
		puts(_("\n"
		       "Options of the reports:\n"
		       "  --unit CODE         this unit and all below it\n"
		       "  --plan KEY          this plan alone\n"
		       "  --as-of DATE        as it stood at the end of that day\n"
		       "  --closed            closed plans too\n"
		       "  --state STATE       of the tasks: late, soon, open, in_progress, done,\n"
		       "                      nothing_arose, obstructed or cancelled\n"
		       "  --format text|csv|tsv"));
	if (uses & USES_HEAD)
		puts(_("\n"
		       "Options for the head of a plan, which a table does not carry:\n"
		       "  --number NUMBER     as printed, e.g. 16/KH-SNV\n"
		       "  --year YEAR\n"
		       "  --issuer UNIT       the code of the unit that issued it\n"
		       "  --title TEXT        else the lines above the table\n"
		       "  --issued DATE\n"
		       "  --parent KEY        the plan above it\n"
		       "  --state in_force|draft|closed"));
	return printed;
}

void cli_help(const struct cli_options *options)
{
	static const struct cli_options all;

	if (options->word_count == 0 || print_commands(options) == 0) {
		puts(_("Usage: kstt [OPTION]...            open the panes\n"
		       "       kstt [OPTION]... COMMAND    run one command\n"
		       "\n"
		       "kstt walks the plans of administrative procedure control, marks tasks\n"
		       "done and shows what is overdue.\n"
		       "\n"
		       "Commands:"));
		print_commands(&all);
	}
	puts(_(
	    "\n"
	    "Options:\n"
	    "  --config FILE       read this configuration alone, instead of\n"
	    "                      /etc/kstt/kstt.cfg and ~/.config/kstt/kstt.cfg\n"
	    "  --official LOGIN    ask the server for this login; it decides\n"
	    "  --language vi|en    language of all messages\n"
	    "  -h, --help          show this\n"
	    "  --version           show the version\n"
	    "  --                  what follows is no option\n"
	    "\n"
	    "Exit status: 0 good, 1 refused or failed, 2 wrong usage, 3 wrong file or\n"
	    "configuration, 4 no server, 5 program and database do not match."));
}

static const struct command *find(const struct cli_options *options)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		const struct command *c = &commands[i];

		if (strcmp(options->words[0], c->words[0]) != 0)
			continue;
		if (!c->words[1] || (options->word_count > 1 &&
				     !strcmp(options->words[1], c->words[1])))
			return c;
	}
	return NULL;
}

static bool is_plan_state(const char *state)
{
	return !strcmp(state, "draft") || !strcmp(state, "in_force") ||
	       !strcmp(state, "closed");
}

/* Which options beside the general ones stand on the line. */
static unsigned options_used(const struct cli_options *options)
{
	unsigned uses = 0;

	if (options->year)
		uses |= USES_YEAR;
	if (options->format)
		uses |= USES_FORMAT;
	if (options->format && !strcmp(options->format, "csv"))
		uses |= USES_CSV;
	if (options->kind)
		uses |= USES_KIND;
	if (options->unit)
		uses |= USES_UNIT;
	if (options->period)
		uses |= USES_PERIOD;
	if (options->plan || options->as_of || options->closed)
		uses |= USES_SCOPE;
	if (options->state)
		uses |= is_plan_state(options->state) ? USES_HEAD : USES_STATE;
	if (options->number || options->title || options->issued || options->parent)
		uses |= USES_HEAD;
	if (options->issuer)
		uses |= USES_ISSUER;
	if (options->dry_run)
		uses |= USES_DRY_RUN;
	if (options->explain)
		uses |= USES_EXPLAIN;
	return uses;
}

/* The words that may follow the first one: "list, show, import, export". */
static void second_words(const char *first, char *words, size_t size)
{
	size_t i, len = 0;
	const char *before = "";

	words[0] = '\0';
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		const struct command *c = &commands[i];

		if (strcmp(c->words[0], first) != 0 || !c->words[1] ||
		    strcmp(c->words[1], before) == 0 || len >= size)
			continue;
		before = c->words[1];
		len += (size_t)snprintf(words + len, size - len, "%s%s",
					len > 0 ? ", " : "", before);
	}
}

static void say_no_command(const struct cli_options *options, struct err_info *info)
{
	const char *second = options->word_count > 1 ? options->words[1] : "";
	char words[256];

	second_words(options->words[0], words, sizeof(words));
	if (words[0])
		err_set(info, ERR_USAGE,
			_("After \"%s\" comes one of: %s. See kstt %s --help."),
			options->words[0], words, options->words[0]);
	else
		err_set(info, ERR_USAGE,
			_("There is no command \"%.80s%s%.80s\". See kstt --help."),
			options->words[0], second[0] ? " " : "", second);
}

/* The command with its operands checked, or NULL with `info` filled. */
static const struct command *command_read(const struct cli_options *options,
					  struct err_info *info)
{
	const struct command *c = find(options);
	unsigned uses = options_used(options);
	int operands;

	if (!c) {
		say_no_command(options, info);
		return NULL;
	}
	operands = options->word_count - (c->words[1] ? 2 : 1);
	if (operands < c->least || operands > c->most || (uses & ~c->uses) ||
	    (c->uses & NEEDS_YEAR && !options->year) ||
	    (c->uses & ~uses & USES_PERIOD)) {
		err_set(info, ERR_USAGE, _("Usage: kstt %s%s%s %s. See kstt --help."),
			c->words[0], c->words[1] ? " " : "",
			c->words[1] ? c->words[1] : "", c->operands);
		return NULL;
	}
	if (!strstr(c->operands, "FILE") && cli_options_check_words(options, info) != ERR_OK)
		return NULL;
	return c;
}

static enum err configure(struct cli *cli)
{
	enum err code = conf_read(&cli->conf, cli->options.config, &cli->why);

	if (cli->options.language)
		cli->conf.language = cli->options.language;
	else if (strcmp(cli->conf.language, "vi") != 0)
		i18n_start(cli->conf.language);
	if (code != ERR_OK)
		return code;
	if (cli->options.official)
		cli->conf.db.user = cli->options.official;
	if (cli->conf.log && !log_open(cli->conf.log))
		return err_set(&cli->why, ERR_CONF, _("The log %s cannot be written."),
			       cli->conf.log);
	return ERR_OK;
}

static enum err run_command(struct cli *cli)
{
	const struct command *c = command_read(&cli->options, &cli->why);
	enum err code;
	int own;

	if (!c)
		return cli->why.code;
	own = c->words[1] ? 2 : 1;
	code = c->pure ? ERR_OK : configure(cli);
	/* `admin unit import FILE` is told which admin command it is by words[1]. */
	if (code == ERR_OK)
		code = c->run(cli, cli->options.words + own,
			      cli->options.word_count - own);
	cli_close(cli);
	return code;
}

static enum err run_panes(struct cli *cli, int *status)
{
	const struct cli_options *options = &cli->options;
	enum err code;

	if (options_used(options))
		return err_set(&cli->why, ERR_USAGE,
			       _("The panes take no such option. See kstt --help."));
	code = configure(cli);
	if (code == ERR_OK)
		*status = app_run(&cli->conf);
	return code;
}

int cli_main(int argc, char **argv)
{
	struct cli cli = {0};
	int status = 0;
	enum err code = cli_options_read(&cli.options, argc, argv, &cli.why);

	conf_start(&cli.conf);
	i18n_start(cli.options.language ? cli.options.language : "vi");
	/* The message was made before its language was known: make it again. */
	if (code == ERR_USAGE) {
		free(cli.options.words);
		code = cli_options_read(&cli.options, argc, argv, &cli.why);
	}
	if (code != ERR_OK)
		;
	else if (cli.options.help)
		cli_help(&cli.options);
	else if (cli.options.version)
		puts("kstt " KSTT_VERSION);
	else if (cli.options.word_count)
		code = run_command(&cli);
	else
		code = run_panes(&cli, &status);
	if (code == ERR_OK && (fflush(stdout) != 0 || ferror(stdout)))
		code =
		    err_set(&cli.why, ERR_IO, _("Standard output cannot be written."));
	if (code != ERR_OK) {
		fprintf(stderr, "kstt: %s\n", cli.why.text);
		status = err_exit_status(code);
	}
	free(cli.options.words);
	conf_free(&cli.conf);
	return status;
}
