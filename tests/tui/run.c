/* SPDX-License-Identifier: MIT */
/*
 * What the steps share: settling, the start of a counted step, the end of the
 * program, the comparison with a redraw.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"
#include "keys.h"
#include "proc.h"
#include "run.h"
#include "tap.h"

static const struct run_verb verbs[] = {
    {"size", false, 1, 1, drive_size, "size COLSxROWS"},
    {"term", false, 1, 1, drive_term, "term NAME"},
    {"env", false, 2, 2, drive_env, "env NAME VALUE"},
    {"official", false, 1, 1, drive_official, "official LOGIN"},
    {"config", false, 1, 1, drive_config, "config FILE|none"},
    {"patience", false, 1, 1, drive_patience, "patience MILLISECONDS"},
    {"redraw", false, 1, 1, drive_redraw, "redraw KEY|none"},
    {"link", false, 2, 2, drive_link, "link BITS_PER_SECOND MILLISECONDS"},
    {"start", true, 0, 40, drive_start, "start [ARGUMENT]..."},
    {"key", false, 1, 200, drive_key, "key WORD..."},
    {"type", false, 1, 1, drive_type, "type \"TEXT\""},
    {"paste", false, 1, 1, drive_paste, "paste \"FILE\""},
    {"count", false, 0, 0, measure_count, "count"},
    {"total", true, 4, 4, measure_total, "total <= FACTOR x shown"},
    {"resize", false, 1, 200, drive_resize, "resize COLSxROWS..."},
    {"signal", false, 1, 1, drive_signal, "signal NAME"},
    {"close", false, 0, 0, drive_close, "close"},
    {"exit", true, 1, 2, drive_exit, "exit STATUS|any|signal NAME"},
    {"sh", true, 1, 1, drive_sh, "sh \"COMMAND\""},
    {"sh!", true, 1, 1, drive_sh_fails, "sh! \"COMMAND\""},
    {"mark", false, 1, 1, drive_mark, "mark NAME"},
    {"expect", true, 1, 3, check_expect,
     "expect \"TEXT\" | expect row N \"TEXT\" | expect cursor ROW COL|hidden"},
    {"absent", true, 1, 3, check_absent, "absent \"TEXT\" | absent row N \"TEXT\""},
    {"output", true, 1, 1, check_output, "output \"TEXT\""},
    {"unwritten", true, 1, 1, check_unwritten, "unwritten \"TEXT\""},
    {"golden", true, 1, 1, check_golden, "golden NAME"},
    {"same-as-redraw", true, 0, 0, check_redraw, "same-as-redraw"},
    {"asks-nothing", true, 0, 0, check_asks_nothing, "asks-nothing"},
    {"bytes", true, 2, 4, measure_bytes, "bytes <=|==|>= NUMBER [x limit|MARK]"},
    {"within", true, 2, 2, measure_within, "within NUMBER s"},
    {"result", true, 2, 2, measure_result, "result NUMBER s"},
    {"spent", true, 5, 5, measure_spent, "spent <= NUMBER on NUMBER actions"},
    {"writes", true, 2, 2, measure_writes, "writes <=|==|>= NUMBER"},
    {"wakeups", true, 4, 4, measure_wakeups, "wakeups <=|== NUMBER while \"COMMAND\""},
    {"memory", true, 3, 3, measure_memory, "memory <=|>= NUMBER MiB|KiB"},
    {"rest", true, 0, 0, measure_rest, "rest"},
};

const struct run_verb *run_find_verb(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		if (!strcmp(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

enum run_result run_misuse(const struct script_line *line)
{
	tap_note("cannot be understood; it is written: %s",
		 run_find_verb(line->words[0].text)->usage);
	return RUN_STOP;
}

int64_t run_deadline(const struct run *run)
{
	return child_now() + run->patience;
}

bool run_alive(const struct run *run)
{
	if (run->child && !run->child->ended)
		return true;
	tap_note(run->child ? "the program has ended" : "no program has been started");
	return false;
}

bool run_settle(struct run *run)
{
	if (!run_alive(run))
		return false;
	switch (child_settle(run->child, run_deadline(run))) {
	case CHILD_SETTLED:
		return true;
	case CHILD_ENDED:
		tap_note("the program has ended");
		return false;
	default:
		tap_note("the program does not come to rest: %s", run->child->unrest);
		return false;
	}
}

long run_bytes(const struct run *run)
{
	return run->child->bytes - run->bytes_before;
}

bool run_end_step(struct run *run)
{
	struct screen_change change;
	struct screen_shot *now;

	if (!run_settle(run))
		return false;
	if (!run->counting || !run->before)
		return true;
	now = screen_shoot(run->child->screen);
	change = shot_compare(run->before, now);
	free(now);
	run->total_bytes += run_bytes(run);
	run->total_shown += change.limit - 6 * change.runs;
	return true;
}

bool run_begin_step(struct run *run)
{
	if (!run_end_step(run))
		return false;
	free(run->before);
	run->before = screen_shoot(run->child->screen);
	run->bytes_before = run->child->bytes;
	run->packets_before = run->child->packets;
	run->fed_before = run->child->bytes;
	run->redraw_seen = false;
	if (!proc_writes(run->child->pid, &run->writes_before))
		run->writes_before = -1;
	return true;
}

void run_show_screen(const struct run *run)
{
	struct screen_shot *shot;
	char *text;

	if (!run->child)
		return;
	shot = screen_shoot(run->child->screen);
	text = shot_text(shot);
	tap_note("the screen (%dx%d):\n%s", shot->cols, shot->rows, text);
	free(text);
	free(shot);
}

static void note_difference(const struct screen_shot *shown,
			    const struct screen_shot *redrawn)
{
	int row, noted = 0;

	for (row = 0; row < shown->rows; row++) {
		size_t at = (size_t)row * (size_t)shown->cols;
		char *was, *is;

		if (!memcmp(shown->cells + at, redrawn->cells + at,
			    (size_t)shown->cols * sizeof(*shown->cells)) ||
		    noted++ >= 12)
			continue;
		was = shot_row(shown, row);
		is = shot_row(redrawn, row);
		if (strcmp(was, is) != 0)
			tap_note("row %d shows  |%s|\nredrawn it is |%s|", row + 1, was,
				 is);
		else
			tap_note("row %d, |%s|, differs in attributes or colours",
				 row + 1, was);
		free(was);
		free(is);
	}
	if (shown->row != redrawn->row || shown->col != redrawn->col ||
	    shown->cursor_shown != redrawn->cursor_shown)
		tap_note("the cursor stood at %d %d%s, redrawn at %d %d%s",
			 shown->row + 1, shown->col + 1,
			 shown->cursor_shown ? "" : " (hidden)", redrawn->row + 1,
			 redrawn->col + 1, redrawn->cursor_shown ? "" : " (hidden)");
}

/*
 * The model's screen is spoilt first: a program that ignores the key, or repaints
 * only a part, is found out. Neither the key nor its answer is counted.
 */
bool run_compare_redraw(struct run *run)
{
	struct child *child = run->child;
	struct screen_shot *shown, *redrawn;
	struct screen_change change;
	struct keys keys = {0};
	long writes = -1, after, bytes = child->bytes, packets = child->packets;
	const char *wrong;
	bool good;

	if (!run->redraw || run->redraw_seen)
		return true;
	run->redraw_seen = true;
	proc_writes(child->pid, &writes);
	shown = screen_shoot(child->screen);
	screen_poison(child->screen);
	keys_add(&keys, run->redraw, screen_application_keys(child->screen), &wrong);
	good = child_type(child, keys.bytes, keys.length, run_deadline(run)) &&
	       run_settle(run);
	keys_free(&keys);
	redrawn = screen_shoot(child->screen);
	change = shot_compare(shown, redrawn);
	if (good && (change.cells || change.cursor)) {
		tap_note("the screen is not what a redraw paints:");
		note_difference(shown, redrawn);
		good = false;
	}
	run->bytes_before += child->bytes - bytes;
	run->uncounted += child->bytes - bytes;
	run->packets_before += child->packets - packets;
	if (proc_writes(child->pid, &after))
		run->writes_before += after - writes;
	free(shown);
	free(redrawn);
	return good;
}

static bool is_crash(int number)
{
	return number == SIGSEGV || number == SIGABRT || number == SIGBUS ||
	       number == SIGFPE || number == SIGILL || number == SIGSYS ||
	       number == SIGTRAP;
}

bool run_judge_end(struct run *run, const char *wanted, const char *name)
{
	int status = run->child->status;
	char is[32];
	bool good;

	if (WIFSIGNALED(status)) {
		const char *known = sigabbrev_np(WTERMSIG(status));

		snprintf(is, sizeof(is), "signal %s", known ? known : "?");
		good = name ? known && !strcmp(known, name) : !strcmp(wanted, "any");
		good = good && (name || !is_crash(WTERMSIG(status)));
	} else {
		snprintf(is, sizeof(is), "%d", WEXITSTATUS(status));
		good = !name && (!strcmp(wanted, "any") || !strcmp(wanted, is));
		if (WEXITSTATUS(status) == RUN_EXIT_REPORT && run->sanitized)
			good = false;
	}
	if (helper_show_reports(run->home))
		good = false;
	if (!good) {
		tap_note("the program ended with: %s", is);
		run_show_screen(run);
	}
	return good;
}

void run_end_child(struct run *run)
{
	const char *unknown;

	if (!run->child)
		return;
	unknown = screen_unknown(run->child->screen);
	if (*unknown)
		tap_note("sequences that the model of the terminal passed over:\n%s",
			 unknown);
	child_free(run->child);
	run->child = NULL;
	free(run->before);
	run->before = NULL;
}
