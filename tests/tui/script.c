/* SPDX-License-Identifier: MIT */
/*
 * Reading a script into lines of words. Knows nothing of what the words mean.
 */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

struct reader {
	const char *path;
	int number;
	const char *at;
	char *out; /* the word being read: never longer than its source */
};

static void complain(const struct reader *in, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", in->path, in->number, what);
}

static char *put_utf8(char *out, unsigned code)
{
	if (code < 0x80) {
		*out++ = (char)code;
	} else if (code < 0x800) {
		*out++ = (char)(0xc0 | code >> 6);
		*out++ = (char)(0x80 | (code & 0x3f));
	} else {
		*out++ = (char)(0xe0 | code >> 12);
		*out++ = (char)(0x80 | (code >> 6 & 0x3f));
		*out++ = (char)(0x80 | (code & 0x3f));
	}
	return out;
}

/* \xHH is a byte, \uXXXX a letter; a NUL cannot be typed, and would end the word. */
static bool read_hex(struct reader *in, int digits)
{
	char text[5] = "", *end;
	unsigned long code;

	strncpy(text, in->at, (size_t)digits);
	code = strtoul(text, &end, 16);
	if (end != text + digits || !code)
		return false;
	in->at += digits;
	if (digits == 2)
		*in->out++ = (char)code;
	else
		in->out = put_utf8(in->out, (unsigned)code);
	return true;
}

static bool read_escape(struct reader *in)
{
	static const char names[] = "ntre\"\\", means[] = "\n\t\r\033\"\\";
	const char *name;
	char c = *in->at;

	if (c)
		in->at++;
	if (c == 'x' || c == 'u')
		return read_hex(in, c == 'x' ? 2 : 4);
	name = c ? strchr(names, c) : NULL;
	if (name)
		*in->out++ = means[name - names];
	return name;
}

static bool read_quoted(struct reader *in)
{
	for (in->at++; *in->at != '"';) {
		if (!*in->at) {
			complain(in, "a quote is not closed");
			return false;
		}
		if (*in->at != '\\') {
			*in->out++ = *in->at++;
			continue;
		}
		in->at++;
		if (!read_escape(in)) {
			complain(in, "unknown escape in quotes");
			return false;
		}
	}
	in->at++;
	if (*in->at && *in->at != ' ' && *in->at != '\t') {
		complain(in, "a blank is missing after a quote");
		return false;
	}
	return true;
}

static bool read_word(struct reader *in, struct script_line *line)
{
	struct script_word word = {.quoted = *in->at == '"'};
	char *start = calloc(1, strlen(in->at) + 1);

	in->out = start;
	if (word.quoted) {
		if (!read_quoted(in)) {
			free(start);
			return false;
		}
	} else {
		while (*in->at && *in->at != ' ' && *in->at != '\t')
			*in->out++ = *in->at++;
	}
	word.text = start;
	line->words = realloc(line->words, (line->count + 1) * sizeof(*line->words));
	line->words[line->count++] = word;
	return true;
}

static void free_words(struct script_line *line)
{
	size_t i;

	for (i = 0; i < line->count; i++)
		free(line->words[i].text);
	free(line->words);
}

static bool read_line(struct reader *in, struct script *script, char *text)
{
	struct script_line line = {.number = in->number};

	in->at = text;
	for (;;) {
		in->at += strspn(in->at, " \t");
		if (!*in->at || *in->at == '#')
			break;
		if (!read_word(in, &line)) {
			free_words(&line);
			return false;
		}
	}
	if (!line.count)
		return true;
	line.source = strdup(text + strspn(text, " \t"));
	script->lines = realloc(script->lines, (script->count + 1) * sizeof(line));
	script->lines[script->count++] = line;
	return true;
}

static void name_script(struct script *script, const char *path)
{
	char *copy = strdup(path), *whole = realpath(path, NULL), *dot;

	script->path = path;
	script->name = strdup(basename(copy));
	dot = strrchr(script->name, '.');
	if (dot && dot != script->name)
		*dot = '\0';
	script->folder = strdup(dirname(whole));
	free(copy);
	free(whole);
}

struct script *script_read(const char *path)
{
	struct reader in = {.path = path};
	struct script *script;
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t size = 0;
	ssize_t length;
	bool good = true;

	if (!file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return NULL;
	}
	script = calloc(1, sizeof(*script));
	name_script(script, path);
	while (good && (length = getline(&text, &size, file)) >= 0) {
		if (length && text[length - 1] == '\n')
			text[length - 1] = '\0';
		in.number++;
		good = read_line(&in, script, text);
	}
	free(text);
	fclose(file);
	if (good)
		return script;
	script_free(script);
	return NULL;
}

void script_free(struct script *script)
{
	size_t i;

	for (i = 0; i < script->count; i++) {
		free_words(&script->lines[i]);
		free(script->lines[i].source);
	}
	free(script->lines);
	free(script->name);
	free(script->folder);
	free(script);
}

bool script_number(const struct script_word *word, long *number)
{
	char *end;

	errno = 0;
	*number = strtol(word->text, &end, 10);
	return !errno && end != word->text && !*end;
}
