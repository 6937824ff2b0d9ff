/* SPDX-License-Identifier: MIT */
/*
 * The lines that hold a number against a bound: bytes, writes, wake-ups, memory.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"
#include "proc.h"
#include "run.h"
#include "tap.h"

enum { HELPER_PATIENCE = 12, REST_LOOK = 20, PACKET_COST = 76 };

struct bound {
	const char *sign;
	double number;
};

static bool read_bound(const struct script_line *line, struct bound *bound)
{
	char *end;

	bound->sign = line->words[1].text;
	bound->number = strtod(line->words[2].text, &end);
	if (end == line->words[2].text || *end || bound->number < 0)
		return false;
	return !strcmp(bound->sign, "<=") || !strcmp(bound->sign, "==") ||
	       !strcmp(bound->sign, ">=");
}

static bool holds(const struct bound *bound, double value)
{
	switch (*bound->sign) {
	case '<':
		return value <= bound->number;
	case '>':
		return value >= bound->number;
	default:
		return fabs(value - bound->number) < 1e-9;
	}
}

/* "x limit" or "x MARK" at the end of a bytes line. */
static bool scale(struct run *run, const struct script_line *line, long limit,
		  struct bound *bound)
{
	int i;

	if (line->count == 3)
		return true;
	if (line->count != 5 || strcmp(line->words[3].text, "x") != 0)
		return false;
	if (!strcmp(line->words[4].text, "limit")) {
		bound->number *= (double)limit;
		return true;
	}
	for (i = 0; i < run->mark_count; i++) {
		if (strcmp(run->marks[i].name, line->words[4].text) != 0)
			continue;
		bound->number *= (double)run->marks[i].bytes;
		return true;
	}
	tap_note("no step is marked %s", line->words[4].text);
	return false;
}

enum run_result measure_count(struct run *run, const struct script_line *line)
{
	(void)line;
	if (!run_begin_step(run))
		return RUN_STOP;
	run->counting = true;
	run->total_bytes = run->total_shown = 0;
	return RUN_OK;
}

/* What was shown on the way counts each time that it was shown. */
enum run_result measure_total(struct run *run, const struct script_line *line)
{
	struct bound bound;

	if (!read_bound(line, &bound) || strcmp(line->words[3].text, "x") != 0 ||
	    strcmp(line->words[4].text, "shown") != 0)
		return run_misuse(line);
	if (!run->counting || !run_begin_step(run))
		return RUN_STOP;
	run->counting = false;
	tap_note("%ld bytes for %ld bytes of characters shown", run->total_bytes,
		 run->total_shown);
	bound.number *= (double)run->total_shown;
	return holds(&bound, (double)run->total_bytes) ? RUN_OK : RUN_FAILED;
}

enum run_result measure_bytes(struct run *run, const struct script_line *line)
{
	struct screen_change change;
	struct screen_shot *now;
	struct bound bound;
	long bytes;
	bool good;

	if (!read_bound(line, &bound))
		return run_misuse(line);
	if (!run_settle(run))
		return RUN_STOP;
	bytes = run_bytes(run);
	now = screen_shoot(run->child->screen);
	change = shot_compare(run->before, now);
	free(now);
	if (!scale(run, line, change.limit, &bound))
		return run_misuse(line);
	good = holds(&bound, (double)bytes);
	tap_note("%ld bytes; changed: %ld cells in %ld runs, limit %ld; asked: %s %g",
		 bytes, change.cells, change.runs, change.limit, bound.sign,
		 bound.number);
	return run_compare_redraw(run) && good ? RUN_OK : RUN_FAILED;
}

/*
 * The time from the key to the last byte over the modelled link: computed, not
 * measured. A packet costs its headers, and what SSH adds, beside what it carries.
 */
enum run_result measure_within(struct run *run, const struct script_line *line)
{
	long bytes, packets;
	double limit, seconds;
	char *end;

	limit = strtod(line->words[1].text, &end);
	if (*end || limit <= 0 || strcmp(line->words[2].text, "s") != 0)
		return run_misuse(line);
	if (!run->link_rate) {
		tap_note("no link line stands above");
		return RUN_FAILED;
	}
	if (!run_settle(run))
		return RUN_STOP;
	bytes = run_bytes(run);
	packets = run->child->packets - run->packets_before;
	seconds = 2 * (double)run->link_delay / 1000 +
		  (double)(bytes + PACKET_COST * packets) * 8 / (double)run->link_rate;
	tap_note("%.2f s: %ld bytes in %ld packets", seconds, bytes, packets);
	return seconds <= limit ? RUN_OK : RUN_FAILED;
}

/*
 * The same until the result is there: what says where one is (the first row), the row
 * with the cursor, and what the two rows at the bottom say. The rest of a full page may
 * come later.
 */
enum run_result measure_result(struct run *run, const struct script_line *line)
{
	struct screen_shot *now;
	double limit, seconds;
	long at = 0, packets;
	char *end;

	limit = strtod(line->words[1].text, &end);
	if (*end || limit <= 0 || strcmp(line->words[2].text, "s") != 0)
		return run_misuse(line);
	if (!run->link_rate || run->redraw_seen) {
		tap_note("no link line stands above, or it comes after a redraw");
		return RUN_FAILED;
	}
	if (!run_settle(run))
		return RUN_STOP;
	now = screen_shoot(run->child->screen);
	for (int row = 0; row < now->rows; row++) {
		long changed = screen_changed_at(run->child->screen, row) - run->fed_before;

		if ((row == 0 || row == now->row || row >= now->rows - 2) && changed > at)
			at = changed;
	}
	free(now);
	packets = run->child->packets - run->packets_before;
	seconds = 2 * (double)run->link_delay / 1000 +
		  (double)(at + PACKET_COST * packets) * 8 / (double)run->link_rate;
	tap_note("%.2f s: %ld of %ld bytes", seconds, at, run_bytes(run));
	return seconds <= limit ? RUN_OK : RUN_FAILED;
}

/* All that the program has written since the first key, and for how many key lines. */
enum run_result measure_spent(struct run *run, const struct script_line *line)
{
	struct bound bound;
	long spent, wanted;

	if (!read_bound(line, &bound) || strcmp(line->words[3].text, "on") != 0 ||
	    !script_number(&line->words[4], &wanted) ||
	    strcmp(line->words[5].text, "actions") != 0)
		return run_misuse(line);
	if (!run_settle(run))
		return RUN_STOP;
	spent = run->child->bytes - run->uncounted;
	tap_note("%ld bytes on %ld actions", spent, run->actions);
	return holds(&bound, (double)spent) && run->actions >= wanted ? RUN_OK : RUN_FAILED;
}

enum run_result measure_writes(struct run *run, const struct script_line *line)
{
	struct bound bound;
	long now;

	if (!read_bound(line, &bound))
		return run_misuse(line);
	if (!run_settle(run))
		return RUN_STOP;
	if (run->writes_before < 0 || !proc_writes(run->child->pid, &now)) {
		tap_note("this system does not tell, or no step came before");
		return RUN_FAILED;
	}
	tap_note("%ld writes", now - run->writes_before);
	return holds(&bound, (double)(now - run->writes_before)) ? RUN_OK : RUN_FAILED;
}

/* Settle, and go on until the program sleeps without a time limit. */
static bool come_to_rest(struct run *run, struct proc_state *state)
{
	int64_t deadline = run_deadline(run);

	for (;;) {
		if (!run_settle(run))
			return false;
		if (!proc_look(run->child->pid, run->child->terminal, state))
			continue;
		if (state->rest != PROC_WORKS && state->limit == PROC_NO_LIMIT)
			return true;
		if (child_now() > deadline)
			break;
		child_pump(run->child, -1, REST_LOOK);
	}
	tap_note("the program sleeps only for a time: %ld ms", (long)state->limit);
	return false;
}

enum run_result measure_rest(struct run *run, const struct script_line *line)
{
	struct proc_state state;

	(void)line;
	return come_to_rest(run, &state) ? RUN_OK : RUN_STOP;
}

enum run_result measure_wakeups(struct run *run, const struct script_line *line)
{
	struct proc_state before, after;
	struct bound bound;
	char *output;
	long bytes;
	int status;

	if (!read_bound(line, &bound) || strcmp(line->words[3].text, "while") != 0)
		return run_misuse(line);
	if (!come_to_rest(run, &before))
		return RUN_FAILED;
	bytes = run->child->bytes;
	status = helper_shell(line->words[4].text, run->child,
			      child_now() + HELPER_PATIENCE * run->patience, &output);
	if (status)
		tap_note("status %d\n%s", status, output);
	free(output);
	if (status || !run_settle(run) ||
	    !proc_look(run->child->pid, run->child->terminal, &after))
		return RUN_STOP;
	bytes = run->child->bytes - bytes;
	tap_note("%ld wake-ups, %ld bytes", after.switches - before.switches, bytes);
	/* A bound above 0 lets it wake; then it may also say something. */
	if (bytes && bound.number < 1)
		return RUN_FAILED;
	return holds(&bound, (double)(after.switches - before.switches)) ? RUN_OK
									 : RUN_FAILED;
}

enum run_result measure_memory(struct run *run, const struct script_line *line)
{
	const char *unit = line->words[3].text;
	struct bound bound;
	long kib;

	if (!read_bound(line, &bound) ||
	    (strcmp(unit, "MiB") != 0 && strcmp(unit, "KiB") != 0))
		return run_misuse(line);
	if (!run_settle(run))
		return RUN_STOP;
	kib = proc_private(run->child->pid);
	tap_note("%ld KiB private", kib);
	if (run->sanitized)
		return RUN_OK;
	if (!strcmp(unit, "MiB"))
		bound.number *= 1024;
	return kib >= 0 && holds(&bound, (double)kib) ? RUN_OK : RUN_FAILED;
}
