/* SPDX-License-Identifier: MIT */
/*
 * tui_run SCRIPT: plays a script against the program on a pseudo terminal and
 * reports each expectation as a TAP result. See README.md.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper.h"
#include "keys.h"
#include "run.h"
#include "tap.h"

enum { PATIENCE = 10000, PATIENCE_SANITIZED = 40000 };

static const struct script_word default_redraw = {.text = (char *)"<C-l>"};

/* All that can be known of a mistake is told before anything is started. */
static bool check_script(const struct script *script)
{
	bool good = true;
	size_t i;

	for (i = 0; i < script->count; i++) {
		const struct script_line *line = &script->lines[i];
		const struct run_verb *verb = run_find_verb(line->words[0].text);

		if (verb && line->count > verb->least && line->count <= verb->most + 1)
			continue;
		if (verb)
			fprintf(stderr, "%s:%d: write: %s\n", script->path,
				line->number, verb->usage);
		else
			fprintf(stderr, "%s:%d: unknown word: %s\n", script->path,
				line->number, line->words[0].text);
		good = false;
	}
	return good;
}

/* A script that does not end the program itself hangs the terminal up at its end. */
static bool ends_by_itself(const struct script *script)
{
	bool ends = true;
	size_t i;

	for (i = 0; i < script->count; i++) {
		if (!strcmp(script->lines[i].words[0].text, "start"))
			ends = false;
		else if (!strcmp(script->lines[i].words[0].text, "exit"))
			ends = true;
	}
	return ends;
}

static int count_tests(const struct script *script)
{
	int count = !ends_by_itself(script);
	size_t i;

	for (i = 0; i < script->count; i++)
		count += run_find_verb(script->lines[i].words[0].text)->test;
	return count;
}

/* A # would begin a directive of TAP. */
static char *describe(const struct script_line *line)
{
	char *text = malloc(strlen(line->source) * 2 + 1), *out = text;
	const char *in;

	for (in = line->source; *in; in++) {
		if (*in == '#')
			*out++ = '\\';
		*out++ = *in;
	}
	*out = '\0';
	return text;
}

static bool play_line(struct run *run, const struct script_line *line)
{
	const struct run_verb *verb = run_find_verb(line->words[0].text);
	enum run_result result = verb->play(run, line);
	char *text = describe(line);

	if (result == RUN_STOP)
		run_show_screen(run);
	if (verb->test && !strcmp(verb->name, "memory") && run->sanitized &&
	    result == RUN_OK)
		tap_skip("a sanitizer's memory says nothing", "%d: %s", line->number,
			 text);
	else if (verb->test || result != RUN_OK)
		tap_result(result == RUN_OK, "%d: %s", line->number, text);
	free(text);
	return result != RUN_STOP;
}

static void finish(struct run *run)
{
	bool good = run->child;

	/* First it reads what was typed last: that may be its end. */
	if (good && child_settle(run->child, run_deadline(run)) != CHILD_ENDED) {
		child_close(run->child);
		good = child_wait_end(run->child, run_deadline(run));
		if (!good)
			tap_note("it runs on");
	}
	good = good && run_judge_end(run, "any", NULL);
	tap_result(good, "the program ends when its terminal closes");
}

static void play(struct run *run)
{
	const struct script *script = run->script;
	size_t i;

	for (i = 0; i < script->count; i++)
		if (!play_line(run, &script->lines[i]))
			return;
	if (!ends_by_itself(script))
		finish(run);
}

static int64_t read_patience(bool sanitized)
{
	const char *text = getenv("TUI_PATIENCE");
	double factor = text ? strtod(text, NULL) : 1;

	return (int64_t)((factor > 0 ? factor : 1) *
			 (sanitized ? PATIENCE_SANITIZED : PATIENCE));
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value && strcmp(value, "0") != 0;
}

/* Helpers may play another script: in the same database, with the same program. */
static void offer_paths(const struct script *script)
{
	char *self = realpath("/proc/self/exe", NULL);
	char *program =
	    getenv("TUI_PROGRAM") ? realpath(getenv("TUI_PROGRAM"), NULL) : NULL;

	if (self)
		setenv("TUI_RUN", self, 1);
	if (program)
		setenv("TUI_PROGRAM", program, 1);
	setenv("TUI_SCRIPTS", script->folder, 1);
	free(self);
	free(program);
}

static bool prepare(struct run *run)
{
	const char *config;

	offer_paths(run->script);
	if (access(getenv("TUI_PROGRAM"), X_OK)) {
		tap_note("%s: %s", getenv("TUI_PROGRAM"), strerror(errno));
		return false;
	}
	run->home = helper_make_home();
	if (!run->home ||
	    !helper_set_up(run->script->name, child_now() + 12 * run->patience))
		return false;
	unsetenv("TUI_SETUP");
	config = getenv("TUI_CONFIG");
	run->config = config && *config ? strdup(config) : NULL;
	return true;
}

static void clean_up(struct run *run)
{
	int i;

	run_end_child(run);
	keys_use_terminal(NULL);
	for (i = 0; i < run->environment_count; i++)
		free(run->environment[i]);
	for (i = 0; i < run->mark_count; i++)
		free(run->marks[i].name);
	free(run->term);
	free(run->official);
	free(run->config);
	if (run->home)
		helper_remove_home(run->home);
	free(run->home);
}

int main(int argc, char **argv)
{
	struct run run = {.rows = 24, .cols = 80, .redraw = &default_redraw};
	struct script *script;
	int planned;

	if (argc != 2 || argv[1][0] == '-' || !getenv("TUI_PROGRAM")) {
		fputs("usage: TUI_PROGRAM=FILE tui_run SCRIPT.tui\n", stderr);
		return 2;
	}
	script = script_read(argv[1]);
	if (!script || !check_script(script))
		return 2;
	signal(SIGPIPE, SIG_IGN);
	run.script = script;
	run.term = strdup("xterm-256color");
	run.sanitized = is_set("TUI_SANITIZED");
	run.update = is_set("TUI_UPDATE");
	run.patience = read_patience(run.sanitized);
	planned = count_tests(script);
	tap_plan(planned);
	if (prepare(&run))
		play(&run);
	else
		tap_result(false, "%s is prepared", script->path);
	clean_up(&run);
	planned -= tap_results();
	script_free(script);
	return tap_failures() || planned ? 1 : 0;
}
