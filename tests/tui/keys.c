/* SPDX-License-Identifier: MIT */
/*
 * Key names to bytes: <Down> <C-l> <M-2> <F3> …
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"

/* Last: term.h makes macros of common words. */
#include <curses.h>
#include <term.h>

struct named {
	const char *name;
	const char *capability; /* of terminfo; NULL: always the bytes below */
	const char *bytes;
};

static const struct named table[] = {
    {"Up", "kcuu1", "\033OA"},
    {"Down", "kcud1", "\033OB"},
    {"Right", "kcuf1", "\033OC"},
    {"Left", "kcub1", "\033OD"},
    {"Home", "khome", "\033OH"},
    {"End", "kend", "\033OF"},
    {"PgUp", "kpp", "\033[5~"},
    {"PgDn", "knp", "\033[6~"},
    {"Ins", "kich1", "\033[2~"},
    {"Del", "kdch1", "\033[3~"},
    {"S-Tab", "kcbt", "\033[Z"},
    {"F1", "kf1", "\033OP"},
    {"F2", "kf2", "\033OQ"},
    {"F3", "kf3", "\033OR"},
    {"F4", "kf4", "\033OS"},
    {"F5", "kf5", "\033[15~"},
    {"F6", "kf6", "\033[17~"},
    {"F7", "kf7", "\033[18~"},
    {"F8", "kf8", "\033[19~"},
    {"F9", "kf9", "\033[20~"},
    {"F10", "kf10", "\033[21~"},
    {"F11", "kf11", "\033[23~"},
    {"F12", "kf12", "\033[24~"},
    {"Enter", NULL, "\r"},
    {"Esc", NULL, "\033"},
    {"Tab", NULL, "\t"},
    {"BS", NULL, "\177"},
    {"Space", NULL, " "},
    {"lt", NULL, "<"},
};

static bool known;

void keys_use_terminal(const char *term)
{
	int status;

	if (known)
		del_curterm(cur_term);
	known = term && setupterm(term, 1, &status) == OK;
}

static void add(struct keys *keys, const char *bytes, size_t length)
{
	keys->bytes = realloc(keys->bytes, keys->length + length + 1);
	memcpy(keys->bytes + keys->length, bytes, length);
	keys->length += length;
	keys->bytes[keys->length] = '\0';
}

/*
 * terminfo tells what a key sends after smkx. Until the program has sent that, a
 * real xterm sends the other form, and a program must understand both.
 */
static void fit_mode(char *bytes, bool application)
{
	if (!application && !strncmp(bytes, "\033O", 2) && strlen(bytes) == 3 &&
	    strchr("ABCDHF", bytes[2]))
		bytes[1] = '[';
}

static bool find(const char *name, bool application, char out[32])
{
	const char *bytes = NULL;
	size_t i;

	if ((name[0] == 'C' || name[0] == 'M') && name[1] == '-' && name[2] &&
	    !name[3]) {
		if (name[0] == 'C')
			snprintf(out, 32, "%c", name[2] & 0x1f);
		else
			snprintf(out, 32, "\033%c", name[2]);
		return *out;
	}
	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		if (strcmp(table[i].name, name) != 0)
			continue;
		if (known && table[i].capability)
			bytes = tigetstr(table[i].capability);
		if (!bytes || bytes == (char *)-1)
			bytes = table[i].bytes;
		snprintf(out, 32, "%s", bytes);
		fit_mode(out, application);
		return true;
	}
	return false;
}

static bool add_named(struct keys *keys, const char **at, bool application)
{
	const char *close = strchr(*at, '>');
	char name[16], bytes[32], *end;
	unsigned long times = 1;

	if (!close || close - *at - 1 >= (long)sizeof(name))
		return false;
	snprintf(name, sizeof(name), "%.*s", (int)(close - *at - 1), *at + 1);
	if (!find(name, application, bytes))
		return false;
	*at = close + 1;
	if (**at == '*') {
		times = strtoul(*at + 1, &end, 10);
		if (end == *at + 1 || !times || times > 10000)
			return false;
		*at = end;
	}
	while (times--)
		add(keys, bytes, strlen(bytes));
	return true;
}

bool keys_add(struct keys *keys, const struct script_word *word, bool application,
	      const char **wrong)
{
	const char *at = word->text;

	if (word->quoted) {
		add(keys, at, strlen(at));
		return true;
	}
	while (*at) {
		if (*at != '<') {
			add(keys, at++, 1);
		} else if (!add_named(keys, &at, application)) {
			*wrong = "unknown key name (a plain < is <lt>)";
			return false;
		}
	}
	return true;
}

void keys_free(struct keys *keys)
{
	free(keys->bytes);
	*keys = (struct keys){0};
}
