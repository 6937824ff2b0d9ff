/* SPDX-License-Identifier: MIT */
/*
 * When has a program settled? Bytes travel through a pty by way of kernel workers:
 * neither "nothing to read" nor "the program sleeps" says by itself that nothing is
 * on its way. poll(2) on either end waits for the worker of its direction. So: the
 * program is seen asleep in poll; its input is flushed and found empty; its output is
 * flushed and found empty; and it is seen asleep again without having run meanwhile.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "proc.h"
#include "tap.h"

enum {
	OUTPUT_KEPT = 4 << 20,
	/* A program that wakes by itself so soon is not done: it waits, say, whether
	 * an Esc was the beginning of a key. */
	SHORT_LIMIT = 1000,
	LONGEST_LOOK = 10, /* ms between looks at a program that is not yet at rest */
	BLIND_CALM = 60,   /* ms of silence that must do where /proc does not tell */
	SEGMENT = 1448,    /* bytes that one packet carries at most */
};

int64_t child_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void become_program(const struct child_start *start)
{
	struct rlimit none = {0, 0};
	sigset_t all;

	/* As after a login, also where nohup(1) or a shell's `&` started the tests. */
	sigemptyset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	setrlimit(RLIMIT_CORE, &none);
	if (!chdir(start->folder))
		execve(start->argv[0], start->argv, start->environment);
	dprintf(2, "%s: %s\r\n", start->argv[0], strerror(errno));
	_exit(127);
}

struct child *child_start(const struct child_start *start)
{
	struct winsize size = {.ws_row = (unsigned short)start->rows,
			       .ws_col = (unsigned short)start->cols};
	struct child *child = calloc(1, sizeof(*child));

	fflush(stdout);
	child->unrest = "";
	child->pid = forkpty(&child->master, child->terminal, NULL, &size);
	if (child->pid < 0) {
		tap_note("no pseudo terminal: %s", strerror(errno));
		free(child);
		return NULL;
	}
	if (!child->pid)
		become_program(start);
	fcntl(child->master, F_SETFD, FD_CLOEXEC);
	fcntl(child->master, F_SETFL, O_NONBLOCK);
	child->slave =
	    open(child->terminal, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	child->pidfd = (int)syscall(SYS_pidfd_open, child->pid, 0);
	child->screen = screen_new(start->rows, start->cols);
	return child;
}

void child_close(struct child *child)
{
	if (child->master < 0)
		return;
	close(child->slave);
	close(child->master);
	child->slave = child->master = -1;
}

void child_free(struct child *child)
{
	if (!child)
		return;
	if (!child->ended) {
		kill(child->pid, SIGKILL);
		waitpid(child->pid, &child->status, 0);
	}
	child_close(child);
	if (child->pidfd >= 0)
		close(child->pidfd);
	screen_free(child->screen);
	free(child->output);
	free(child);
}

static void take(struct child *child, const char *bytes, size_t length)
{
	child->bytes += (long)length;
	screen_feed(child->screen, bytes, length);
	if (child->output_length + length > OUTPUT_KEPT)
		return;
	child->output = realloc(child->output, child->output_length + length + 1);
	memcpy(child->output + child->output_length, bytes, length);
	child->output_length += length;
	child->output[child->output_length] = '\0';
}

/* A real terminal answers what it is asked; so does this one. */
static void send_answers(struct child *child)
{
	size_t length;
	const char *answers = screen_answers(child->screen, &length);

	if (length && write(child->master, answers, length) >= 0)
		screen_answered(child->screen);
}

/* Whether anything was there. poll(2) waits for what the kernel still carries. */
static bool drain(struct child *child)
{
	struct pollfd ready = {.fd = child->master, .events = POLLIN};
	char piece[8192];
	ssize_t length;
	long bytes = child->bytes;

	if (child->master < 0)
		return false;
	while (poll(&ready, 1, 0) > 0 && ready.revents & POLLIN) {
		length = read(child->master, piece, sizeof(piece));
		if (length <= 0)
			break;
		take(child, piece, (size_t)length);
	}
	bytes = child->bytes - bytes;
	if (!bytes)
		return false;
	/* One write(2) is read in one go, since poll waits for all of it. */
	child->packets += (bytes + SEGMENT - 1) / SEGMENT;
	send_answers(child);
	return true;
}

static bool has_ended(struct child *child)
{
	if (child->ended)
		return true;
	if (waitpid(child->pid, &child->status, WNOHANG) != child->pid)
		return false;
	child->ended = true;
	drain(child);
	return true;
}

void child_pump(struct child *child, int other, int milliseconds)
{
	struct pollfd ready[] = {
	    {.fd = child->master, .events = POLLIN},
	    {.fd = child->ended ? -1 : child->pidfd, .events = POLLIN},
	    {.fd = other, .events = POLLIN},
	};

	if (drain(child) || has_ended(child))
		milliseconds = other >= 0 ? milliseconds : 0;
	/* Without a pidfd its end makes no sound: look for it often enough. */
	if (child->pidfd < 0 && milliseconds > LONGEST_LOOK)
		milliseconds = LONGEST_LOOK;
	poll(ready, 3, milliseconds);
	drain(child);
	has_ended(child);
}

/* Bytes typed that the program has not read. */
static int unread(const struct child *child)
{
	struct pollfd ready = {.fd = child->slave, .events = POLLIN};
	int count = 0;

	if (child->slave < 0)
		return 0;
	poll(&ready, 1, 0);
	ioctl(child->slave, FIONREAD, &count);
	return count;
}

static bool restless(struct child *child, const char *format, long number)
{
	snprintf(child->unrest_text, sizeof(child->unrest_text), format, number);
	child->unrest = child->unrest_text;
	return false;
}

static bool at_rest(struct child *child, const struct proc_state *state)
{
	if (state->rest == PROC_WORKS)
		return restless(child, "it is working", 0);
	if (state->limit != PROC_NO_LIMIT && state->limit < SHORT_LIMIT)
		return restless(child, "it wakes by itself every %ld ms",
				(long)state->limit);
	return true;
}

static bool is_settled(struct child *child, int64_t quiet)
{
	struct proc_state first, second;
	int left;

	if (!proc_look(child->pid, child->terminal, &first) || !at_rest(child, &first))
		return false;
	left = unread(child);
	if (left)
		return restless(child, "it has not read %ld bytes of input", left);
	if (drain(child))
		return restless(child, "it keeps writing", 0);
	if (first.rest == PROC_UNKNOWN && child_now() - quiet < BLIND_CALM)
		return restless(child, "it was active a moment ago", 0);
	if (!proc_look(child->pid, child->terminal, &second) ||
	    !at_rest(child, &second))
		return false;
	if (first.switches != second.switches)
		return restless(child, "it keeps waking up", 0);
	return true;
}

enum child_calm child_settle(struct child *child, int64_t deadline)
{
	int64_t quiet = child_now();
	int wait = 1;
	long bytes;

	child->unrest = "";
	for (;;) {
		bytes = child->bytes;
		if (has_ended(child))
			return CHILD_ENDED;
		if (is_settled(child, quiet))
			return CHILD_SETTLED;
		if (child_now() > deadline)
			return has_ended(child) ? CHILD_ENDED : CHILD_RESTLESS;
		child_pump(child, -1, wait);
		if (bytes != child->bytes)
			quiet = child_now();
		wait = wait * 2 > LONGEST_LOOK ? LONGEST_LOOK : wait * 2;
	}
}

bool child_wait_end(struct child *child, int64_t deadline)
{
	while (!has_ended(child)) {
		if (child_now() > deadline)
			return false;
		child_pump(child, -1, LONGEST_LOOK * 5);
	}
	return true;
}

bool child_type(struct child *child, const char *bytes, size_t length, int64_t deadline)
{
	struct pollfd room = {.fd = child->master, .events = POLLOUT};
	ssize_t written;

	while (length) {
		written = write(child->master, bytes, length);
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
			continue;
		}
		if (child_now() > deadline || has_ended(child))
			return false;
		drain(child);
		poll(&room, 1, LONGEST_LOOK);
	}
	return true;
}

void child_resize(struct child *child, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows,
			       .ws_col = (unsigned short)cols};

	ioctl(child->master, TIOCSWINSZ, &size);
	screen_resize(child->screen, rows, cols);
}
