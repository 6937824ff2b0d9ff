/* SPDX-License-Identifier: MIT */
/*
 * The state of one script being played, and the table of what a line can say.
 */
#ifndef TUI_RUN_H
#define TUI_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "child.h"
#include "script.h"

enum { RUN_MARKS = 16, RUN_ENVIRONMENT = 48, RUN_EXIT_REPORT = 99 };

struct run_mark {
	char *name;
	long bytes;
};

struct run {
	const struct script *script;
	char *home;
	bool sanitized;
	bool update; /* write golden files instead of comparing */
	int64_t patience;

	/* For the next start. */
	int rows, cols;
	char *term, *official, *config;
	char *environment[RUN_ENVIRONMENT];
	int environment_count;

	long link_rate, link_delay; /* bits per second, ms; 0: no link is modelled */

	struct child *child;
	/* Since the last key, resize or start: */
	struct screen_shot *before;
	long bytes_before, packets_before, writes_before;
	long fed_before; /* to the screen's model */
	long uncounted; /* bytes of the start, and those that redraws took */
	long actions;   /* key lines since the start */
	bool redraw_seen;                 /* already compared with a redraw */
	const struct script_word *redraw; /* the key for it; NULL: do not compare */

	bool counting; /* since the line count: */
	long total_bytes, total_shown;

	struct run_mark marks[RUN_MARKS];
	int mark_count;
};

/* What became of a line. After RUN_STOP the rest of the script makes no sense. */
enum run_result { RUN_OK, RUN_FAILED, RUN_STOP };

struct run_verb {
	const char *name;
	bool test;          /* makes one TAP result */
	size_t least, most; /* words after the verb */
	enum run_result (*play)(struct run *run, const struct script_line *line);
	const char *usage;
};

const struct run_verb *run_find_verb(const char *name);

int64_t run_deadline(const struct run *run);
/* Settle; false after a note when the program does not come to rest or has ended
 * though it should not have. */
bool run_settle(struct run *run);
bool run_alive(const struct run *run);
/* Settle, then remember the state from which the next step is counted. */
bool run_begin_step(struct run *run);
/* Settle, and add the step that ends here to what is counted. */
bool run_end_step(struct run *run);
/* Show the screen as TAP notes. */
void run_show_screen(const struct run *run);
/* Bytes since the step began. */
long run_bytes(const struct run *run);
/* Whether a redraw would paint what is shown; notes tell the difference. */
bool run_compare_redraw(struct run *run);
/* Judge how the program ended; notes tell what is wrong. wanted is "any", a number
 * or "signal NAME" in two words. */
bool run_judge_end(struct run *run, const char *wanted, const char *name);
/* A note that names the line's usage; RUN_STOP. */
enum run_result run_misuse(const struct script_line *line);
void run_end_child(struct run *run);

/* drive.c */
enum run_result drive_size(struct run *run, const struct script_line *line);
enum run_result drive_term(struct run *run, const struct script_line *line);
enum run_result drive_env(struct run *run, const struct script_line *line);
enum run_result drive_official(struct run *run, const struct script_line *line);
enum run_result drive_config(struct run *run, const struct script_line *line);
enum run_result drive_patience(struct run *run, const struct script_line *line);
enum run_result drive_link(struct run *run, const struct script_line *line);
enum run_result drive_redraw(struct run *run, const struct script_line *line);
enum run_result drive_start(struct run *run, const struct script_line *line);
enum run_result drive_key(struct run *run, const struct script_line *line);
enum run_result drive_type(struct run *run, const struct script_line *line);
enum run_result drive_paste(struct run *run, const struct script_line *line);
enum run_result drive_resize(struct run *run, const struct script_line *line);
enum run_result drive_signal(struct run *run, const struct script_line *line);
enum run_result drive_close(struct run *run, const struct script_line *line);
enum run_result drive_exit(struct run *run, const struct script_line *line);
enum run_result drive_sh(struct run *run, const struct script_line *line);
enum run_result drive_sh_fails(struct run *run, const struct script_line *line);
enum run_result drive_mark(struct run *run, const struct script_line *line);

/* check.c */
enum run_result check_expect(struct run *run, const struct script_line *line);
enum run_result check_absent(struct run *run, const struct script_line *line);
enum run_result check_unwritten(struct run *run, const struct script_line *line);
enum run_result check_output(struct run *run, const struct script_line *line);
enum run_result check_golden(struct run *run, const struct script_line *line);
enum run_result check_redraw(struct run *run, const struct script_line *line);
enum run_result check_asks_nothing(struct run *run, const struct script_line *line);

/* measure.c */
enum run_result measure_count(struct run *run, const struct script_line *line);
enum run_result measure_total(struct run *run, const struct script_line *line);
enum run_result measure_bytes(struct run *run, const struct script_line *line);
enum run_result measure_within(struct run *run, const struct script_line *line);
enum run_result measure_result(struct run *run, const struct script_line *line);
enum run_result measure_spent(struct run *run, const struct script_line *line);
enum run_result measure_writes(struct run *run, const struct script_line *line);
enum run_result measure_wakeups(struct run *run, const struct script_line *line);
enum run_result measure_memory(struct run *run, const struct script_line *line);
enum run_result measure_rest(struct run *run, const struct script_line *line);

#endif
