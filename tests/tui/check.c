/* SPDX-License-Identifier: MIT */
/*
 * The lines that look at what is shown. Each waits for its state until the deadline.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "run.h"
#include "tap.h"

enum { LONGEST_WAIT = 50 }; /* ms between looks at the clock */

struct wanted {
	const char *text;
	int row; /* or SCREEN_ANY_ROW */
	bool absent;
	bool cursor, cursor_hidden;
	int col;
};

static bool shows(const struct screen_shot *shot, const void *data)
{
	const struct wanted *wanted = data;
	int row = wanted->row;

	if (wanted->cursor_hidden)
		return !shot->cursor_shown;
	if (wanted->cursor)
		return shot->row == row && shot->col == wanted->col;
	if (row < SCREEN_ANY_ROW) /* counted from the bottom */
		row = shot->rows + row + 1;
	return shot_has(shot, row, wanted->text) != wanted->absent;
}

static bool wait_until(struct run *run, const void *data,
		       bool (*holds)(const struct screen_shot *, const void *))
{
	int64_t deadline = run_deadline(run);
	struct child *child = run->child;
	bool good, late = false;
	long seen;

	for (;;) {
		struct screen_shot *shot = screen_shoot(child->screen);

		good = holds(shot, data);
		free(shot);
		if (good)
			return true;
		for (seen = child->bytes; seen == child->bytes;) {
			if (child->ended || late)
				return false;
			late = child_now() > deadline;
			child_pump(child, -1, late ? 0 : LONGEST_WAIT);
		}
	}
}

/* Words after the verb: "TEXT", or: row N "TEXT". Row -1 is the last one. */
static bool read_wanted(const struct script_line *line, struct wanted *wanted)
{
	long row;

	wanted->row = SCREEN_ANY_ROW;
	wanted->text = line->words[line->count - 1].text;
	if (line->count == 2)
		return *wanted->text;
	if (line->count != 4 || strcmp(line->words[1].text, "row") != 0 ||
	    !script_number(&line->words[2], &row) || !row)
		return false;
	wanted->row = (int)row - 1;
	return *wanted->text;
}

static bool read_cursor(const struct script_line *line, struct wanted *wanted)
{
	long row, col;

	if (line->count == 3 && !strcmp(line->words[2].text, "hidden")) {
		wanted->cursor_hidden = true;
		return true;
	}
	if (line->count != 4 || !script_number(&line->words[2], &row) ||
	    !script_number(&line->words[3], &col))
		return false;
	wanted->cursor = true;
	wanted->row = (int)row - 1;
	wanted->col = (int)col - 1;
	return true;
}

static bool has_child(const struct run *run)
{
	if (!run->child)
		tap_note("no program has been started");
	return run->child;
}

enum run_result check_expect(struct run *run, const struct script_line *line)
{
	struct wanted wanted = {0};
	bool cursor = line->count > 2 && !line->words[1].quoted &&
		      !strcmp(line->words[1].text, "cursor");

	if (!(cursor ? read_cursor : read_wanted)(line, &wanted))
		return run_misuse(line);
	if (!has_child(run))
		return RUN_STOP;
	return wait_until(run, &wanted, shows) ? RUN_OK : RUN_STOP;
}

/* What is not yet painted is absent too: the program comes to rest first. */
enum run_result check_absent(struct run *run, const struct script_line *line)
{
	struct wanted wanted = {.absent = true};

	if (!read_wanted(line, &wanted))
		return run_misuse(line);
	if (!has_child(run) || (!run->child->ended && !run_settle(run)))
		return RUN_STOP;
	return wait_until(run, &wanted, shows) ? RUN_OK : RUN_STOP;
}

static bool has_written(const struct screen_shot *shot, const void *data)
{
	const struct run *run = ((const void *const *)data)[0];
	const char *text = ((const void *const *)data)[1];

	(void)shot;
	return run->child->output && strstr(run->child->output, text);
}

enum run_result check_output(struct run *run, const struct script_line *line)
{
	const void *data[] = {run, line->words[1].text};

	if (!has_child(run))
		return RUN_STOP;
	if (wait_until(run, data, has_written))
		return RUN_OK;
	tap_note("it wrote: %s", run->child->output ? run->child->output : "nothing");
	return RUN_STOP;
}

enum run_result check_unwritten(struct run *run, const struct script_line *line)
{
	const char *text = line->words[1].text;

	if (!has_child(run) || !run_settle(run))
		return RUN_STOP;
	return run->child->output && memmem(run->child->output, run->child->output_length, text,
					    strlen(text))
		       ? RUN_FAILED
		       : RUN_OK;
}

static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = NULL;
	size_t size = 0;

	if (!file)
		return NULL;
	if (getdelim(&text, &size, '\0', file) < 0) {
		free(text);
		text = strdup("");
	}
	fclose(file);
	return text;
}

static bool equals(const struct screen_shot *shot, const void *data)
{
	char *text = shot_text(shot);
	bool same = !strcmp(text, data);

	free(text);
	return same;
}

static void note_lines_that_differ(char *golden, char *shown)
{
	char *is, *was;
	int row = 0;

	while (golden || shown) {
		was = golden ? strsep(&golden, "\n") : NULL;
		is = shown ? strsep(&shown, "\n") : NULL;
		row++;
		if (!was || !is || strcmp(was, is) != 0)
			tap_note("line %d golden |%s|\n%*s shown |%s|", row,
				 was ? was : "", row < 10 ? 7 : 8, "", is ? is : "");
	}
}

static enum run_result write_golden(struct run *run, const char *path)
{
	struct screen_shot *shot;
	char *text, *folder;
	bool good;
	FILE *file;

	if (asprintf(&folder, "%s/golden", run->script->folder) < 0)
		abort();
	mkdir(folder, 0777);
	free(folder);
	shot = screen_shoot(run->child->screen);
	text = shot_text(shot);
	file = fopen(path, "we");
	good = file && fputs(text, file) >= 0;
	good = file && !fclose(file) && good;
	tap_note("%s: %s", path, good ? "written" : strerror(errno));
	free(text);
	free(shot);
	return good ? RUN_OK : RUN_FAILED;
}

static enum run_result compare_golden(struct run *run, const char *path)
{
	struct screen_shot *shot;
	char *golden = read_whole(path), *text;
	bool good;

	if (!golden) {
		tap_note("%s: %s (TUI_UPDATE=1 writes it)", path, strerror(errno));
		return RUN_FAILED;
	}
	good = wait_until(run, golden, equals);
	if (!good) {
		shot = screen_shoot(run->child->screen);
		text = shot_text(shot);
		tap_note("%s differs (TUI_UPDATE=1 writes it anew):", path);
		note_lines_that_differ(golden, text);
		free(text);
		free(shot);
	}
	free(golden);
	return good ? RUN_OK : RUN_FAILED;
}

enum run_result check_golden(struct run *run, const struct script_line *line)
{
	const char *name = line->words[1].text;
	struct screen_shot *shot;
	enum run_result result;
	char *path;

	if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_")])
		return run_misuse(line);
	if (!run_settle(run))
		return RUN_STOP;
	shot = screen_shoot(run->child->screen);
	if (asprintf(&path, "%s/golden/%s-%dx%d.txt", run->script->folder, name,
		     shot->cols, shot->rows) < 0)
		abort();
	free(shot);
	result = run->update ? write_golden(run, path) : compare_golden(run, path);
	free(path);
	return result;
}

enum run_result check_redraw(struct run *run, const struct script_line *line)
{
	(void)line;
	if (!run->redraw) {
		tap_note("redraw none stands above");
		return RUN_FAILED;
	}
	if (!run_settle(run))
		return RUN_STOP;
	run->redraw_seen = false;
	return run_compare_redraw(run) ? RUN_OK : RUN_FAILED;
}

enum run_result check_asks_nothing(struct run *run, const struct script_line *line)
{
	long questions;

	(void)line;
	if (!has_child(run))
		return RUN_STOP;
	questions = screen_questions(run->child->screen);
	if (questions)
		tap_note("it asked the terminal %ld times", questions);
	return questions ? RUN_FAILED : RUN_OK;
}
