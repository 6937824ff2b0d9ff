/* SPDX-License-Identifier: MIT */
/* See history.h. The file is replaced as a whole, by rename, so that one that was
 * cut short never takes the place of a good one. */
#include "widget/history.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE = 2000 }; /* bytes; the longest that a field takes */

char *history_path(const char *home)
{
	struct str path = STR_EMPTY;

	str_addf(&path, "%s/.local/state/kstt/history", home);
	return str_take(&path);
}

void history_add(struct history *history, const char *line)
{
	int i = 0;

	history_rest(history);
	if (line[strspn(line, " ")] == '\0')
		return;
	while (i < history->count && strcmp(history->lines[i], line) != 0)
		i++;
	if (i == HISTORY_LINES)
		i = 0; /* full: the oldest goes */
	if (i < history->count) {
		free(history->lines[i]);
		history->count--;
		memmove(&history->lines[i], &history->lines[i + 1],
			(size_t)(history->count - i) * sizeof(*history->lines));
	}
	history->lines[history->count++] = mem_copy(line);
	history->at = history->count;
}

void history_load(struct history *history, const char *path)
{
	FILE *file = fopen(path, "re");
	char line[LINE + 2];
	size_t bad;

	if (file == NULL)
		return;
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (text_valid(line, strlen(line), &bad))
			history_add(history, line);
	}
	fclose(file);
}

/* The folders above the file, for their owner alone. */
static bool make_folders(const char *path)
{
	char *copy = mem_copy(path);
	bool good = true;

	for (char *at = strchr(copy + 1, '/'); at != NULL && good; at = strchr(at + 1, '/')) {
		*at = '\0';
		good = mkdir(copy, 0700) == 0 || errno == EEXIST;
		*at = '/';
	}
	free(copy);
	return good;
}

static bool write_all(int fd, const struct str *text)
{
	size_t at = 0;

	while (at < text->len) {
		ssize_t put = write(fd, text->data + at, text->len - at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += (size_t)put;
	}
	return true;
}

bool history_save(const struct history *history, const char *path)
{
	struct str text = STR_EMPTY, beside = STR_EMPTY;
	bool good = make_folders(path);
	int fd = -1, why;

	for (int i = 0; i < history->count; i++)
		str_addf(&text, "%s\n", history->lines[i]);
	str_addf(&beside, "%s.%ld", path, (long)getpid());
	if (good) {
		unlink(str_data(&beside)); /* left by a process of the same number */
		fd = open(str_data(&beside), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	}
	good = fd >= 0 && write_all(fd, &text);
	why = errno;
	if (fd >= 0 && close(fd) != 0 && good) {
		why = errno;
		good = false;
	}
	if (good && rename(str_data(&beside), path) != 0) {
		why = errno;
		good = false;
	}
	if (!good && fd >= 0)
		unlink(str_data(&beside));
	str_free(&text);
	str_free(&beside);
	errno = why;
	return good;
}

const char *history_walk(struct history *history, int direction, const char *now)
{
	int to = history->at + direction;

	/* What stands in the field already would look as if the key did nothing. */
	while (to >= 0 && to < history->count && strcmp(history->lines[to], now) == 0)
		to += direction;
	if (to < 0 || to > history->count)
		return NULL;
	if (history->at == history->count) {
		free(history->typing);
		history->typing = mem_copy(now);
	}
	history->at = to;
	return to == history->count ? history->typing : history->lines[to];
}

void history_rest(struct history *history)
{
	free(history->typing);
	history->typing = NULL;
	history->at = history->count;
}

void history_free(struct history *history)
{
	for (int i = 0; i < history->count; i++)
		free(history->lines[i]);
	free(history->typing);
	*history = (struct history){0};
}
