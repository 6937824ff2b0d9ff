/* SPDX-License-Identifier: MIT */
/* Standard input, a line at a time, for the commands that take "-". */
#include "cli/cli.h"

#include "base/str.h"

#include <stdio.h>

bool cli_next_line(struct str *line, size_t most)
{
	int c = getc_unlocked(stdin);

	str_clear(line);
	if (c == EOF)
		return false;
	for (; c != EOF && c != '\n'; c = getc_unlocked(stdin))
		if (line->len <= most)
			str_add_char(line, (char)c);
	if (line->len && line->data[line->len - 1] == '\r')
		str_remove(line, line->len - 1, 1);
	return true;
}
