/* SPDX-License-Identifier: MIT */
/*
 * For tests of the command line: runs the program named by KSTT, against the
 * tests' server where there is one.
 */
#ifndef TESTS_UNIT_CLI_RUN_H
#define TESTS_UNIT_CLI_RUN_H

#include <stdbool.h>

/* A fresh folder for files and the configuration; false when KSTT names no program
 * or there is no server, and all is to be skipped. */
bool cli_run_begin(void);
void cli_run_end(void);

/* Run kstt by the shell as `login` (NULL: the tests' administrator), `before` in
 * front of it ("printf … |"); its status. */
int cli_run(const char *before, const char *login, const char *words);
/* What it wrote to both streams. */
const char *cli_said(void);
/* Write a file into the folder; its path, until the next call. */
const char *cli_file(const char *name, const char *text);

#endif
