/* SPDX-License-Identifier: MIT */
/*
 * The terminal: raw mode, size, input bytes, and one write(2) per repaint.
 *
 * curses composes the screen but never touches the terminal: it writes into a
 * memory file, and term_flush() sends what it wrote in one go, so that a repaint
 * is one packet on the wire. The descriptor is non-blocking: while a slow line
 * still swallows the last repaint, nothing new is composed and the frames in
 * between are skipped.
 */
#ifndef KSTT_TERM_TERM_H
#define KSTT_TERM_TERM_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal;

enum { TERM_MIN_COLUMNS = 80, TERM_MIN_LINES = 24 };

/* Take over the terminal of standard input. Fails with ERR_IO when there is none
 * or its kind (TERM) is not known, with what to do in the text. */
enum err term_open(struct terminal **out, struct err_info *info) must_check;
/* Give it back as it was, and free. */
void term_close(struct terminal *term);
/* Only put the terminal's modes right; safe when the program is about to abort. */
void term_rescue(struct terminal *term);

int term_columns(const struct terminal *term);
int term_lines(const struct terminal *term);
/* Ask for the size again; true when it has changed. */
bool term_resize(struct terminal *term);

int term_fd(const struct terminal *term);
/* Bytes that the user sent: > 0 how many, 0 none now, -1 the line is gone. */
ssize_t term_read(struct terminal *term, char *bytes, size_t room);

/* Take the ">" away that the cursor stands on, if it does; before term_flush, when
 * the focus has moved. */
void term_leave(struct terminal *term);
/* Compose what has changed on the screen and send it, as far as the line takes it;
 * nothing may be pending. -1 when the line is gone. */
int term_flush(struct terminal *term);
/* True while the line has not yet taken all of the last repaint. */
bool term_pending(const struct terminal *term);
/* Send more of it. -1 when the line is gone. */
int term_send(struct terminal *term);
/* The next flush repaints every cell (Ctrl-L). */
void term_redraw(struct terminal *term);

/* What the terminal says a key sends ("kcuu1", "kf5", …), or NULL. */
const char *term_key_bytes(const char *capability);

#endif
