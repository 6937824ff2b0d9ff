/* SPDX-License-Identifier: MIT */
/*
 * What surrounds the program under test: a private home folder, the set-up of its
 * database, and helper commands.
 */
#ifndef TUI_HELPER_H
#define TUI_HELPER_H

#include <stdbool.h>
#include <stdint.h>

#include "child.h"

/* Make a private folder, put its path into TUI_HOME; NULL after a TAP note. */
char *helper_make_home(void);
void helper_remove_home(const char *home);

/*
 * Run a shell command to its end. Its output is given back in *output (caller frees).
 * child may be NULL; if not, what it writes meanwhile is taken. Returns the exit
 * status, 128 + signal, or -1 when the deadline passed (the command is then killed).
 */
int helper_shell(const char *command, struct child *child, int64_t deadline,
		 char **output);

/*
 * Run $TUI_SETUP with the script's name. A line NAME=VALUE of its output becomes part
 * of the helpers' environment, another line is the configuration file: TUI_CONFIG.
 * True also when there is no TUI_SETUP.
 */
bool helper_set_up(const char *name, int64_t deadline);

/* Show, as TAP notes, sanitizers' reports found in the home; true if there are any. */
bool helper_show_reports(const char *home);

#endif
