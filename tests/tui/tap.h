/* SPDX-License-Identifier: MIT */
/*
 * The Test Anything Protocol: what prove(1) reads. One script is one stream.
 */
#ifndef TUI_TAP_H
#define TUI_TAP_H

#include <stdbool.h>

void tap_plan(int tests);
/* One result line; returns ok, so that a caller can pass it on. */
bool tap_result(bool ok, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A result that counts as passed, with the reason why nothing was tried. */
void tap_skip(const char *reason, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A remark below a result; text of several lines stays a remark on each. */
void tap_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
int tap_failures(void);
int tap_results(void);

#endif
