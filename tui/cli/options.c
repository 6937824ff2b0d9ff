/* SPDX-License-Identifier: MIT */
/*
 * Long options only, anywhere on the line. A word with a single leading dash is
 * not an option: phrases of the plans begin with dashes, and "-" alone stands for
 * standard input.
 */
#include "cli/cli.h"

#include "base/i18n.h"

#include <getopt.h>
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
	OPTION_CLOSED,
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
    {"closed", no_argument, NULL, OPTION_CLOSED},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"explain", no_argument, NULL, OPTION_EXPLAIN},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {0},
};

static enum err one_of(const char *name, const char *value, const char *const *choices,
		       struct err_info *info)
{
	for (; *choices; choices++)
		if (!strcmp(*choices, value))
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

static enum err take(struct cli_options *options, int option, struct err_info *info)
{
	static const char *const languages[] = {"vi", "en", NULL};
	static const char *const formats[] = {"text", "csv", "tsv", NULL};
	static const char *const states[] = {"late", "soon", "open", "in_progress", "done",
					     "nothing_arose", "obstructed", "cancelled", NULL};
	static const char *const instance_kinds[] = {"production", "demo", "test",
						     NULL};

	switch (option) {
	case OPTION_CONFIG:
		options->config = optarg;
		break;
	case OPTION_OFFICIAL:
		options->official = optarg;
		break;
	case OPTION_LANGUAGE:
		options->language = optarg;
		return one_of("language", optarg, languages, info);
	case OPTION_YEAR:
		return read_year(options, info);
	case OPTION_FORMAT:
		options->format = optarg;
		return one_of("format", optarg, formats, info);
	case OPTION_KIND:
		options->kind = optarg;
		return one_of("kind", optarg, instance_kinds, info);
	case OPTION_UNIT:
		options->unit = optarg;
		break;
	case OPTION_PLAN:
		options->plan = optarg;
		break;
	case OPTION_AS_OF:
		options->as_of = optarg;
		break;
	case OPTION_STATE:
		options->state = optarg;
		return one_of("state", optarg, states, info);
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
	}
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
		int option;

		if (!strcmp(word, "--")) {
			while (++optind < argc)
				options->words[count++] = argv[optind];
			break;
		}
		if (strncmp(word, "--", 2) != 0) {
			options->words[count++] = argv[optind++];
			continue;
		}
		option = getopt_long(argc, argv, "+:", known, NULL);
		if (option == ':')
			return err_set(info, ERR_USAGE,
				       _("%.80s wants a value. See kstt --help."),
				       word);
		if (option == '?')
			return err_set(info, ERR_USAGE,
				       _("There is no option %.80s. See kstt --help."),
				       word);
		code = take(options, option, info);
		if (code != ERR_OK)
			return code;
	}
	options->word_count = count;
	return ERR_OK;
}
