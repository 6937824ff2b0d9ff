/* SPDX-License-Identifier: MIT */
/*
 * A cheaper way down. curses refuses the line feed as a movement, since a terminal
 * driver may make more of it, and sends six bytes instead. The terminals of the vt100
 * family obey the vertical tab in the same way, and no driver touches that.
 */
#ifndef KSTT_TERM_MOTION_H
#define KSTT_TERM_MOTION_H

/* Teach it to curses, which has been started. */
void motion_start(const char *kind);

#endif
