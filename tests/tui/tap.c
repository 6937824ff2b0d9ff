/* SPDX-License-Identifier: MIT */
/*
 * TAP on standard output, line by line, so that what was known before a crash of
 * the runner itself is not lost in a buffer.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

static int results;
static int failures;

void tap_plan(int tests)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..%d\n", tests);
}

bool tap_result(bool ok, const char *format, ...)
{
	va_list args;

	printf("%sok %d - ", ok ? "" : "not ", ++results);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	failures += !ok;
	return ok;
}

void tap_skip(const char *reason, const char *format, ...)
{
	va_list args;

	printf("ok %d - ", ++results);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf(" # SKIP %s\n", reason);
}

void tap_note(const char *format, ...)
{
	va_list args;
	char *text, *line, *rest;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		abort();
	for (rest = text; (line = strsep(&rest, "\n"));)
		if (*line || rest)
			printf("# %s\n", line);
	free(text);
}

int tap_failures(void)
{
	return failures;
}

int tap_results(void)
{
	return results;
}
