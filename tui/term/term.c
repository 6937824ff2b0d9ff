/* SPDX-License-Identifier: MIT */
/* See term.h. Runs in the one thread of the program, inside the loop's turns. */
#include "term/term.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "term/motion.h"
#include "term/theme.h"
#include "term/thrift.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

/* Bracketed paste: pasted text must not run as commands. A terminal that does not
 * know it ignores both. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct terminal {
	int fd; /* our own open file of the terminal, non-blocking where possible */
	struct termios before;
	int composed; /* the memory file that curses writes to */
	FILE *output;
	FILE *input;
	SCREEN *screen;
	int columns, lines;
	bool redraw;
	bool shown;    /* something has been sent */
	char *pending; /* what the line has not taken yet */
	size_t pending_len, pending_at;
};

/* An open file of our own, so that O_NONBLOCK does not leak to the shell that
 * shares standard input with us. */
static int open_own(void)
{
	const char *name = ttyname(STDIN_FILENO);
	int fd = -1;

	if (name != NULL)
		fd = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
	return fd;
}

/* No echo, no signals from keys, no XON/XOFF (Ctrl-S must not freeze), bytes as
 * they are in both directions. */
static bool set_raw(struct terminal *term)
{
	struct termios raw;

	if (tcgetattr(term->fd, &term->before) != 0)
		return false;
	raw = term->before;
	cfmakeraw(&raw);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	return tcsetattr(term->fd, TCSADRAIN, &raw) == 0;
}

static void read_size(struct terminal *term, int *columns, int *lines)
{
	struct winsize size = {0};

	*columns = 80;
	*lines = 24;
	if (ioctl(term->fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
		*columns = size.ws_col;
		*lines = size.ws_row;
	}
}

/* curses cannot ask a memory file for its size, and sets the scrolling region to
 * what it believes: it must be right from the first byte. */
static void tell_size(const struct terminal *term)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", term->lines);
	setenv("LINES", number, 1);
	snprintf(number, sizeof(number), "%d", term->columns);
	setenv("COLUMNS", number, 1);
	use_env(TRUE);
}

/* Forget what curses has written so far; false when the memory file is broken. */
static bool discard(struct terminal *term)
{
	fflush(term->output);
	return ftruncate(term->composed, 0) == 0 && lseek(term->composed, 0, SEEK_SET) == 0;
}

static enum err start_curses(struct terminal *term, struct err_info *info)
{
	const char *kind = getenv("TERM");

	term->composed = memfd_create("screen", MFD_CLOEXEC);
	if (term->composed < 0)
		return err_set(info, ERR_IO, _("The screen cannot be composed: %s"), strerror(errno));
	term->output = fdopen(dup(term->composed), "w");
	term->input = fopen("/dev/null", "re");
	if (term->output == NULL || term->input == NULL)
		return err_set(info, ERR_IO, _("The screen cannot be composed: %s"), strerror(errno));
	read_size(term, &term->columns, &term->lines);
	tell_size(term);
	term->screen = newterm(kind, term->output, term->input);
	if (term->screen == NULL || term_key_bytes("cup") == NULL)
		return err_set(info, ERR_IO,
			       _("The terminal kind \"%s\" is not known or cannot move its cursor. "
				 "Set TERM to xterm, vt220 or linux and start again."),
			       kind != NULL ? kind : "");
	typeahead(-1); /* a repaint is never left half done: input is the loop's */
	nonl();
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	theme_start();
	motion_start(kind != NULL ? kind : "");
	/* curses 6.4 calls write(2) after each cursor move until it has left its
	 * screen once; from then on once per repaint, or when its buffer is full.
	 * So it leaves now, and what it says of that is dropped. */
	endwin();
	discard(term);
	return ERR_OK;
}

enum err term_open(struct terminal **out, struct err_info *info)
{
	struct terminal *term = mem_new(1, sizeof(*term));
	enum err err;

	term->composed = -1;
	term->fd = -1;
	if (!isatty(STDIN_FILENO) || (term->fd = open_own()) < 0 || !set_raw(term)) {
		if (term->fd >= 0)
			close(term->fd);
		free(term);
		return err_set(info, ERR_IO,
			       _("The panes need a terminal. Without one use a command: see kstt --help."));
	}
	err = start_curses(term, info);
	if (err != ERR_OK) {
		term_close(term);
		return err;
	}
	*out = term;
	return ERR_OK;
}

/* Take what curses has written since the last time. */
static void collect(struct terminal *term)
{
	off_t len;

	fflush(term->output);
	len = lseek(term->composed, 0, SEEK_END);
	if (len <= 0)
		return;
	free(term->pending);
	term->pending = mem_new((size_t)len, 1);
	term->pending_len = (size_t)len;
	term->pending_at = 0;
	if (pread(term->composed, term->pending, (size_t)len, 0) != len || !discard(term))
		term->pending_len = 0;
}

int term_send(struct terminal *term)
{
	while (term->pending_at < term->pending_len) {
		ssize_t sent = write(term->fd, term->pending + term->pending_at,
				     term->pending_len - term->pending_at);

		if (sent > 0)
			term->pending_at += (size_t)sent;
		else if (sent < 0 && errno == EINTR)
			continue;
		else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			return 0;
		else
			return -1;
	}
	term->pending_len = term->pending_at = 0;
	return 0;
}

bool term_pending(const struct terminal *term)
{
	return term->pending_at < term->pending_len;
}

/*
 * curses repaints from the top down: where the focus goes up, that is up, down to the
 * row that it leaves, and up again; where the list scrolls, the old sign is sought
 * out in the row that has moved. Overwritten while the cursor still stands on it, it
 * costs two bytes. curses is told through its own picture of the screen.
 */
void term_leave(struct terminal *term)
{
	int row = getcury(curscr), column = getcurx(curscr);

	if (!term->shown || term->redraw || column + 1 >= term->columns ||
	    (winch(curscr) & A_CHARTEXT) != '>')
		return;
	fputs(" \b", term->output);
	fflush(term->output);
	mvwaddch(newscr, row, column, ' ');
	wmove(newscr, row, column);
	mvwaddch(curscr, row, column, ' ');
	wmove(curscr, row, column);
	touchwin(stdscr); /* a sign that comes back there must not be taken for shown */
}

int term_flush(struct terminal *term)
{
	if (!term->shown)
		fputs(PASTE_ON, term->output);
	thrift_prepare(term->shown && !term->redraw);
	if (term->redraw) {
		redrawwin(stdscr);
		clearok(curscr, TRUE);
		term->redraw = false;
	}
	wnoutrefresh(stdscr);
	doupdate();
	term->shown = true;
	collect(term);
	return term_send(term);
}

/* On the way out the line may be slow, but a dead one must not hold us. */
static void drain(struct terminal *term)
{
	struct pollfd wait = {.fd = term->fd, .events = POLLOUT};

	while (term_pending(term)) {
		if (poll(&wait, 1, 2000) <= 0 || (wait.revents & (POLLHUP | POLLERR)))
			return;
		if (term_send(term) != 0)
			return;
	}
}

void term_close(struct terminal *term)
{
	if (term == NULL)
		return;
	if (term->screen != NULL) {
		drain(term);
		fputs(PASTE_OFF, term->output);
		endwin();
		collect(term);
		if (term->shown) /* else the user's screen was never touched */
			drain(term);
		delscreen(term->screen);
	}
	if (term->output != NULL)
		fclose(term->output);
	if (term->input != NULL)
		fclose(term->input);
	if (term->composed >= 0)
		close(term->composed);
	term_rescue(term);
	close(term->fd);
	free(term->pending);
	free(term);
}

void term_rescue(struct terminal *term)
{
	/* TCSANOW: a drain would wait for a line that may be dead. */
	if (tcsetattr(term->fd, TCSANOW, &term->before) != 0)
		return; /* the line is gone: nothing is left to put right */
}

int term_columns(const struct terminal *term)
{
	return term->columns;
}

int term_lines(const struct terminal *term)
{
	return term->lines;
}

bool term_resize(struct terminal *term)
{
	int columns, lines;

	read_size(term, &columns, &lines);
	/* The terminal has reflowed or cut its cells in its own way, even when the
	 * size is the old one again: what curses remembers of them is worth nothing. */
	term->redraw = true;
	if (columns == term->columns && lines == term->lines)
		return false;
	term->columns = columns;
	term->lines = lines;
	resizeterm(lines, columns);
	return true;
}

int term_fd(const struct terminal *term)
{
	return term->fd;
}

ssize_t term_read(struct terminal *term, char *bytes, size_t room)
{
	ssize_t got = read(term->fd, bytes, room);

	if (got > 0)
		return got;
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
		return 0;
	return -1;
}

void term_redraw(struct terminal *term)
{
	term->redraw = true;
}

const char *term_key_bytes(const char *capability)
{
	char name[16];
	const char *bytes;

	snprintf(name, sizeof(name), "%s", capability); /* tigetstr takes a char * */
	bytes = tigetstr(name);
	return bytes == NULL || bytes == (const char *)-1 || *bytes == '\0' ? NULL : bytes;
}
