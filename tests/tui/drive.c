/* SPDX-License-Identifier: MIT */
/*
 * The lines that do something: settings, start, keys, sizes, signals, helpers, end.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"
#include "keys.h"
#include "run.h"
#include "tap.h"

enum { HELPER_PATIENCE = 12 }; /* helpers may take so many times as long as a step */

static void set_text(char **to, const char *text)
{
	free(*to);
	*to = text ? strdup(text) : NULL;
}

static bool read_size(const char *text, int *cols, int *rows)
{
	char end;

	return sscanf(text, "%dx%d%c", cols, rows, &end) == 2 && *cols > 0 &&
	       *rows > 0 && *cols <= 1000 && *rows <= 1000;
}

enum run_result drive_size(struct run *run, const struct script_line *line)
{
	if (!read_size(line->words[1].text, &run->cols, &run->rows))
		return run_misuse(line);
	return RUN_OK;
}

enum run_result drive_term(struct run *run, const struct script_line *line)
{
	set_text(&run->term, line->words[1].text);
	return RUN_OK;
}

enum run_result drive_env(struct run *run, const struct script_line *line)
{
	if (run->environment_count == RUN_ENVIRONMENT) {
		tap_note("too many env lines");
		return RUN_STOP;
	}
	if (asprintf(&run->environment[run->environment_count++], "%s=%s",
		     line->words[1].text, line->words[2].text) < 0)
		abort();
	return RUN_OK;
}

enum run_result drive_official(struct run *run, const struct script_line *line)
{
	set_text(&run->official, line->words[1].text);
	return RUN_OK;
}

enum run_result drive_config(struct run *run, const struct script_line *line)
{
	const char *name = line->words[1].text;

	set_text(&run->config, strcmp(name, "none") ? name : NULL);
	return RUN_OK;
}

enum run_result drive_patience(struct run *run, const struct script_line *line)
{
	long number;

	if (!script_number(&line->words[1], &number) || number < 1)
		return run_misuse(line);
	run->patience = number;
	return RUN_OK;
}

enum run_result drive_link(struct run *run, const struct script_line *line)
{
	if (!script_number(&line->words[1], &run->link_rate) || run->link_rate < 1 ||
	    !script_number(&line->words[2], &run->link_delay) || run->link_delay < 0)
		return run_misuse(line);
	return RUN_OK;
}

enum run_result drive_redraw(struct run *run, const struct script_line *line)
{
	struct keys keys = {0};
	const char *wrong;
	bool good = keys_add(&keys, &line->words[1], false, &wrong);

	keys_free(&keys);
	if (!good)
		return run_misuse(line);
	run->redraw = strcmp(line->words[1].text, "none") ? &line->words[1] : NULL;
	return RUN_OK;
}

/* Built from nothing, so that no setting of the one who runs the tests matters. */
static char **make_environment(const struct run *run)
{
	static const char *const passed[] = {"PATH", "ASAN_OPTIONS", "LSAN_OPTIONS",
					     "UBSAN_OPTIONS", NULL};
	char **list = calloc(RUN_ENVIRONMENT + 8, sizeof(*list));
	const char *value;
	int count = 0, i, j;

	for (i = 0; passed[i]; i++) {
		value = getenv(passed[i]);
		if (!value && (!i || !run->sanitized))
			continue;
		if (asprintf(&list[count++], "%s=%s", passed[i], value ? value : "") <
		    0)
			abort();
		if (i && run->sanitized) {
			char *plain = list[--count];

			if (asprintf(&list[count++],
				     "%s:exitcode=%d:log_path=%s/sanitizer", plain,
				     RUN_EXIT_REPORT, run->home) < 0)
				abort();
			free(plain);
		}
	}
	if (asprintf(&list[count++], "HOME=%s", run->home) < 0 ||
	    asprintf(&list[count++], "TERM=%s", run->term) < 0)
		abort();
	/* A later line of the script replaces an earlier one and the above. */
	for (i = 0; i < run->environment_count; i++) {
		size_t name =
		    (size_t)(strchr(run->environment[i], '=') - run->environment[i]);

		for (j = 0; j < count; j++)
			if (!strncmp(list[j], run->environment[i], name + 1))
				break;
		if (j < count)
			free(list[j]);
		list[j] = strdup(run->environment[i]);
		count += j == count;
	}
	return list;
}

static char **make_arguments(const struct run *run, const struct script_line *line)
{
	char **list = calloc(line->count + 8, sizeof(*list));
	size_t count = 0, i;

	list[count++] = getenv("TUI_PROGRAM");
	if (run->config) {
		list[count++] = "--config";
		list[count++] = run->config;
	}
	if (run->official) {
		list[count++] = "--official";
		list[count++] = run->official;
	}
	for (i = 1; i < line->count; i++)
		list[count++] = line->words[i].text;
	return list;
}

enum run_result drive_start(struct run *run, const struct script_line *line)
{
	struct child_start start = {
	    .folder = run->home, .rows = run->rows, .cols = run->cols};
	char **environment, **arguments, pid[16];
	int i;

	if (run->child && !run->child->ended) {
		tap_note("the program runs already");
		return RUN_STOP;
	}
	run_end_child(run);
	keys_use_terminal(run->term);
	start.environment = environment = make_environment(run);
	start.argv = arguments = make_arguments(run, line);
	run->child = child_start(&start);
	for (i = 0; environment[i]; i++)
		free(environment[i]);
	free(environment);
	free(arguments);
	if (!run->child)
		return RUN_STOP;
	snprintf(pid, sizeof(pid), "%d", (int)run->child->pid);
	setenv("PID", pid, 1);
	run->bytes_before = run->packets_before = run->fed_before = 0;
	run->uncounted = run->actions = 0;
	run->writes_before = -1;
	run->redraw_seen = false;
	run->before = screen_shoot(run->child->screen);
	/* To end at once is no failure: what follows says what was expected. */
	if (child_settle(run->child, run_deadline(run)) != CHILD_RESTLESS)
		return RUN_OK;
	tap_note("the program does not come to rest: %s", run->child->unrest);
	run_show_screen(run);
	return RUN_STOP;
}

enum run_result drive_key(struct run *run, const struct script_line *line)
{
	struct keys keys = {0};
	bool good = true, application;
	const char *wrong = "";
	size_t i;

	if (!run_begin_step(run))
		return RUN_STOP;
	if (run->actions++ == 0)
		run->uncounted = run->child->bytes; /* to start is no action */
	application = screen_application_keys(run->child->screen);
	for (i = 1; i < line->count && good; i++)
		good = keys_add(&keys, &line->words[i], application, &wrong);
	if (good) {
		good =
		    child_type(run->child, keys.bytes, keys.length, run_deadline(run));
		wrong = "the program takes no more input";
	}
	if (!good)
		tap_note("%s", wrong);
	keys_free(&keys);
	return good ? RUN_OK : RUN_STOP;
}

/* Each letter alone, as a person types. */
enum run_result drive_type(struct run *run, const struct script_line *line)
{
	const char *at = line->words[1].text;

	while (*at) {
		size_t len = 1;

		while ((at[len] & 0xc0) == 0x80)
			len++;
		if (!run_begin_step(run))
			return RUN_STOP;
		if (!child_type(run->child, at, len, run_deadline(run))) {
			tap_note("the program takes no more input");
			return RUN_STOP;
		}
		at += len;
	}
	return RUN_OK;
}

/* A file of the private folder, as the terminal's clipboard sends it. */
enum run_result drive_paste(struct run *run, const struct script_line *line)
{
	char part[4096], *path = NULL;
	bool good = run_begin_step(run);
	FILE *file;
	size_t got;

	if (asprintf(&path, "%s/%s", run->home, line->words[1].text) < 0)
		return RUN_STOP;
	file = fopen(path, "re");
	free(path);
	if (!file) {
		tap_note("there is no such file");
		return RUN_STOP;
	}
	good = good && child_type(run->child, "\033[200~", 6, run_deadline(run));
	while (good && (got = fread(part, 1, sizeof(part), file)) > 0)
		good = child_type(run->child, part, got, run_deadline(run));
	fclose(file);
	if (good && child_type(run->child, "\033[201~", 6, run_deadline(run)))
		return RUN_OK;
	tap_note("the program takes no more input");
	return RUN_STOP;
}

enum run_result drive_resize(struct run *run, const struct script_line *line)
{
	int rows, cols;
	int64_t deadline = run_deadline(run);
	long before;
	size_t i;

	for (i = 1; i < line->count; i++)
		if (!read_size(line->words[i].text, &cols, &rows))
			return run_misuse(line);
	if (!run_begin_step(run))
		return RUN_STOP;
	before = run->child->bytes;
	for (i = 1; i < line->count; i++) {
		read_size(line->words[i].text, &cols, &rows);
		child_resize(run->child, rows, cols);
	}
	/* A program that waits for further sizes may look as if it were at rest before it
	 * has been told of this one: its repaint is what tells. */
	while (run->child->bytes == before && child_now() < deadline && !run->child->ended)
		child_pump(run->child, -1, 10);
	if (run->child->bytes == before && !run->child->ended) {
		tap_note("nothing was painted after the resize");
		return RUN_STOP;
	}
	return RUN_OK;
}

enum run_result drive_signal(struct run *run, const struct script_line *line)
{
	int number;

	for (number = 1; number < NSIG; number++) {
		const char *name = sigabbrev_np(number);

		if (!name || strcmp(name, line->words[1].text) != 0)
			continue;
		if (!run_begin_step(run))
			return RUN_STOP;
		kill(run->child->pid, number);
		return RUN_OK;
	}
	return run_misuse(line);
}

enum run_result drive_close(struct run *run, const struct script_line *line)
{
	(void)line;
	if (!run_settle(run))
		return RUN_STOP;
	child_close(run->child);
	return RUN_OK;
}

enum run_result drive_exit(struct run *run, const struct script_line *line)
{
	const char *wanted = line->words[1].text;
	const char *name = line->count > 2 ? line->words[2].text : NULL;
	long number;

	if (!strcmp(wanted, "signal")
		? !name
		: name || (strcmp(wanted, "any") != 0 &&
			   !script_number(&line->words[1], &number)))
		return run_misuse(line);
	if (!run->child) {
		tap_note("no program has been started");
		return RUN_STOP;
	}
	if (!child_wait_end(run->child, run_deadline(run))) {
		tap_note("the program does not end");
		run_show_screen(run);
		return RUN_STOP;
	}
	return run_judge_end(run, wanted, name) ? RUN_OK : RUN_FAILED;
}

static enum run_result shell(struct run *run, const struct script_line *line,
			     bool fails)
{
	char *output;
	int status =
	    helper_shell(line->words[1].text, run->child,
			 child_now() + HELPER_PATIENCE * run->patience, &output);
	bool good = fails ? status > 0 : !status;

	if (status < 0)
		tap_note("the command was stopped: it takes too long");
	if (!good)
		tap_note("status %d\n%s", status, output);
	free(output);
	return good ? RUN_OK : RUN_STOP;
}

enum run_result drive_sh(struct run *run, const struct script_line *line)
{
	return shell(run, line, false);
}

enum run_result drive_sh_fails(struct run *run, const struct script_line *line)
{
	return shell(run, line, true);
}

enum run_result drive_mark(struct run *run, const struct script_line *line)
{
	int i;

	if (!run_settle(run))
		return RUN_STOP;
	for (i = 0; i < run->mark_count; i++)
		if (!strcmp(run->marks[i].name, line->words[1].text))
			break;
	if (i == RUN_MARKS) {
		tap_note("too many marks");
		return RUN_STOP;
	}
	if (i == run->mark_count)
		run->marks[run->mark_count++].name = strdup(line->words[1].text);
	run->marks[i].bytes = run_bytes(run);
	return RUN_OK;
}
