/* SPDX-License-Identifier: MIT */
/*
 * Long options only, anywhere on the line, and -h. Any other word with a single
 * leading dash is not an option: phrases of the plans begin with dashes, and "-"
 * alone stands for standard input.
 */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/text.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPTION_CONFIG = 1,
	OPTION_OFFICIAL,
	OPTION_LANGUAGE,
	OPTION_YEAR,
	OPTION_FORMAT,
	OPTION_KIND,
	OPTION_UNIT,
	OPTION_PLAN,
	OPTION_AS_OF,
	OPTION_STATE,
	OPTION_PERIOD,
	OPTION_CLOSED,
	OPTION_NUMBER,
	OPTION_ISSUER,
	OPTION_TITLE,
	OPTION_ISSUED,
	OPTION_PARENT,
	OPTION_DRY_RUN,
	OPTION_EXPLAIN,
	OPTION_HELP,
	OPTION_VERSION
};

static const struct option known[] = {
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"official", required_argument, NULL, OPTION_OFFICIAL},
    {"language", required_argument, NULL, OPTION_LANGUAGE},
    {"year", required_argument, NULL, OPTION_YEAR},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"kind", required_argument, NULL, OPTION_KIND},
    {"unit", required_argument, NULL, OPTION_UNIT},
    {"plan", required_argument, NULL, OPTION_PLAN},
    {"as-of", required_argument, NULL, OPTION_AS_OF},
    {"state", required_argument, NULL, OPTION_STATE},
    {"period", required_argument, NULL, OPTION_PERIOD},
    {"closed", no_argument, NULL, OPTION_CLOSED},
    {"number", required_argument, NULL, OPTION_NUMBER},
    {"issuer", required_argument, NULL, OPTION_ISSUER},
    {"title", required_argument, NULL, OPTION_TITLE},
    {"issued", required_argument, NULL, OPTION_ISSUED},
    {"parent", required_argument, NULL, OPTION_PARENT},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"explain", no_argument, NULL, OPTION_EXPLAIN},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {0},
};

static const char *const languages[] = {"vi", "en", NULL};
static const char *const formats[] = {"text", "csv", "tsv", NULL};
static const char *const states[] = {
    "late", "soon", "open", "in_progress", "done", "nothing_arose", "obstructed",
    "cancelled", "draft", "in_force", "closed", NULL};
static const char *const instance_kinds[] = {"production", "demo", "test", NULL};

/* Options whose value is kept as it is, and which values there are. */
static const struct {
	size_t at;
	const char *const *choices;
} texts[] = {
    [OPTION_CONFIG] = {offsetof(struct cli_options, config), NULL},
    [OPTION_OFFICIAL] = {offsetof(struct cli_options, official), NULL},
    [OPTION_LANGUAGE] = {offsetof(struct cli_options, language), languages},
    [OPTION_FORMAT] = {offsetof(struct cli_options, format), formats},
    [OPTION_KIND] = {offsetof(struct cli_options, kind), instance_kinds},
    [OPTION_UNIT] = {offsetof(struct cli_options, unit), NULL},
    [OPTION_PLAN] = {offsetof(struct cli_options, plan), NULL},
    [OPTION_AS_OF] = {offsetof(struct cli_options, as_of), NULL},
    [OPTION_STATE] = {offsetof(struct cli_options, state), states},
    [OPTION_PERIOD] = {offsetof(struct cli_options, period), NULL},
    [OPTION_NUMBER] = {offsetof(struct cli_options, number), NULL},
    [OPTION_ISSUER] = {offsetof(struct cli_options, issuer), NULL},
    [OPTION_TITLE] = {offsetof(struct cli_options, title), NULL},
    [OPTION_ISSUED] = {offsetof(struct cli_options, issued), NULL},
    [OPTION_PARENT] = {offsetof(struct cli_options, parent), NULL},
};

static enum err one_of(const char *name, const char *value, const char *const *choices,
		       struct err_info *info)
{
	for (; choices != NULL && *choices; choices++)
		if (!strcmp(*choices, value))
			return ERR_OK;
	if (choices == NULL)
		return ERR_OK;
	return err_set(info, ERR_USAGE, _("--%s cannot be \"%.80s\". See kstt --help."),
		       name, value);
}

static enum err read_year(struct cli_options *options, struct err_info *info)
{
	char *end;
	long year = strtol(optarg, &end, 10);

	if (*end || year < 2000 || year > 2100)
		return err_set(info, ERR_USAGE,
			       _("--year has to be a year from 2000 to 2100, not "
				 "\"%.80s\"."),
			       optarg);
	options->year = (int)year;
	return ERR_OK;
}

/* What is not UTF-8 could only meet the server, which says so in its own words. A
 * file may have any name. */
static enum err check_text(const char *text, struct err_info *info)
{
	if (text_valid(text, strlen(text), NULL))
		return ERR_OK;
	return err_set(info, ERR_USAGE,
		       _("A word of the command line is not UTF-8. See kstt --help."));
}

static enum err take_text(struct cli_options *options, const struct option *option,
			  struct err_info *info)
{
	*(const char **)((char *)options + texts[option->val].at) = optarg;
	if (option->val != OPTION_CONFIG && check_text(optarg, info) != ERR_OK)
		return ERR_USAGE;
	return one_of(option->name, optarg, texts[option->val].choices, info);
}

static enum err take(struct cli_options *options, const struct option *option,
		     struct err_info *info)
{
	switch (option->val) {
	case OPTION_YEAR:
		return read_year(options, info);
	case OPTION_CLOSED:
		options->closed = true;
		break;
	case OPTION_DRY_RUN:
		options->dry_run = true;
		break;
	case OPTION_EXPLAIN:
		options->explain = true;
		break;
	case OPTION_HELP:
		options->help = true;
		break;
	case OPTION_VERSION:
		options->version = true;
		break;
	default:
		return take_text(options, option, info);
	}
	return ERR_OK;
}

enum err cli_options_check_words(const struct cli_options *options, struct err_info *info)
{
	for (int i = 0; i < options->word_count; i++)
		if (check_text(options->words[i], info) != ERR_OK)
			return ERR_USAGE;
	return ERR_OK;
}

enum err cli_day(const char *text, char out[DATE_TEXT], struct err_info *info)
{
	bool valid = true;
	int date = date_read_iso(text);

	/* It has to be said in full: there is no today to complete it by. */
	if (date == DATE_NONE && strlen(text) >= 8)
		date = date_read_typed(text, 0, &valid);
	if (date == DATE_NONE || !valid)
		return err_set(info, ERR_USAGE, _("\"%.40s\" is not a day like 20/11/2026."), text);
	date_iso(date, out);
	return ERR_OK;
}

enum err cli_options_read(struct cli_options *options, int argc, char **argv,
			  struct err_info *info)
{
	int count = 0;

	*options = (struct cli_options){.words = mem_new((size_t)argc, sizeof(char *))};
	opterr = 0;
	optind = 1;
	while (optind < argc) {
		const char *word = argv[optind];
		enum err code;
		int option, which = 0;

		if (!strcmp(word, "--")) {
			while (++optind < argc)
				options->words[count++] = argv[optind];
			break;
		}
		if (!strcmp(word, "-h")) {
			options->help = true;
			optind++;
			continue;
		}
		if (strncmp(word, "--", 2) != 0) {
			options->words[count++] = argv[optind++];
			continue;
		}
		option = getopt_long(argc, argv, "+:", known, &which);
		if (option == ':')
			return err_set(info, ERR_USAGE,
				       _("%.80s wants a value. See kstt --help."),
				       word);
		if (option == '?')
			return err_set(info, ERR_USAGE,
				       _("There is no option %.80s. See kstt --help."),
				       word);
		code = take(options, &known[which], info);
		if (code != ERR_OK)
			return code;
	}
	options->word_count = count;
	return ERR_OK;
}
