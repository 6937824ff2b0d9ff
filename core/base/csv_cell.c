/* SPDX-License-Identifier: MIT */
/*
 * Cells that a spreadsheet would run. Going out, whatever begins like a formula is
 * made text; coming in, dashes and pluses are the bullets of a plan, so that only
 * what cannot be one is taken for a formula.
 */
#include "base/csv.h"

#include <string.h>

/* Signs that begin a formula, also in full width; blanks before them are dropped
 * by some spreadsheets. */
static const char *const certain[] = {"=", "@", "＝", "＠", NULL};
static const char *const possible[] = {"+", "-", "\t", "\r", "\n", "＋", "－", NULL};

static bool begins_with(const char *text, const char *const *signs)
{
	for (; *signs != NULL; signs++)
		if (strncmp(text, *signs, strlen(*signs)) == 0)
			return true;
	return false;
}

bool csv_is_formula(const char *text)
{
	text += strspn(text, " ");
	if (strcmp(text, "-") == 0 || strcmp(text, "+") == 0)
		return false; /* a bullet alone is nothing to be run */
	return begins_with(text, certain) || begins_with(text, possible);
}

/* "+cmd|' /C calc'!A0", "-2+3+cmd|…": a call to another program. */
static bool calls_program(const char *text)
{
	const char *bar = strchr(text, '|');

	return bar != NULL && strchr(bar, '!') != NULL;
}

bool csv_runs_formula(const char *text)
{
	text += strspn(text, " \t\r\n");
	if (begins_with(text, certain))
		return true;
	return begins_with(text, possible) && calls_program(text);
}

void csv_add_cell(struct str *out, const char *text)
{
	/* An apostrophe of the text's own would be taken off on the way back. */
	bool guarded = csv_is_formula(text + strspn(text, "'"));
	bool quoted = text[strcspn(text, "\",\r\n")] != '\0';

	if (quoted)
		str_add_char(out, '"');
	if (guarded)
		str_add_char(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			str_add_char(out, '"');
		str_add_char(out, *text);
	}
	if (quoted)
		str_add_char(out, '"');
}

const char *csv_cell_text(const char *cell)
{
	if (*cell == '\'' && csv_is_formula(cell + strspn(cell, "'")))
		return cell + 1;
	return cell;
}
