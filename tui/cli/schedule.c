/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"
#include "plan/schedule.h"

#include <stdio.h>
#include <string.h>

enum { PHRASE_MOST = 64 * 1024 };

static enum err print_phrase(struct cli *cli, const char *phrase, size_t len,
			     const char *where, struct str *out)
{
	struct schedule schedule;
	size_t bad;

	if (len > PHRASE_MOST)
		return err_set(&cli->why, ERR_INPUT, _("%s is longer than %d KiB."),
			       where, PHRASE_MOST / 1024);
	if (!text_valid(phrase, len, &bad))
		return err_set(&cli->why, ERR_INPUT,
			       _("%s is not UTF-8 text (byte %zu)."), where, bad);
	schedule_read(phrase, cli->options.year, &schedule);
	str_clear(out);
	schedule_print(&schedule, out);
	puts(str_data(out));
	return ERR_OK;
}

enum err cli_schedule(struct cli *cli, char **operands, int count)
{
	struct str line = STR_EMPTY, out = STR_EMPTY;
	enum err code = ERR_OK;
	char where[64];

	(void)count;
	if (strcmp(operands[0], "-") != 0)
		code = print_phrase(cli, operands[0], strlen(operands[0]),
				    _("The phrase"), &out);
	else
		for (long number = 1; code == ERR_OK && cli_next_line(&line, PHRASE_MOST); number++) {
			snprintf(where, sizeof(where), _("Line %ld"), number);
			code =
			    print_phrase(cli, str_data(&line), line.len, where, &out);
			if (ferror(stdout))
				break;
		}
	if (code == ERR_OK && ferror(stdin))
		code =
		    err_set(&cli->why, ERR_INPUT, _("Standard input cannot be read."));
	str_free(&line);
	str_free(&out);
	return code;
}
