/* SPDX-License-Identifier: MIT */
/*
 * What makes a repaint cheaper, or sooner of use, than curses makes it by itself.
 *
 * Where another pane takes the screen, nearly each row is another one, and curses pays
 * for blanking what the old rows leave behind piece by piece. Erased first, in three
 * bytes, the new rows come on empty ground. And the blanks between the heads of columns
 * are as bold as these: a change of attributes costs more than they do. Of a large
 * repaint the row with the cursor comes first, and what says where one is.
 */
#ifndef KSTT_TERM_THRIFT_H
#define KSTT_TERM_THRIFT_H

#include <stdbool.h>

/* Before stdscr is refreshed. Sends nothing, but may add to what curses has composed.
 * `shown`: what curses remembers of the screen holds. */
void thrift_prepare(bool shown);

#endif
