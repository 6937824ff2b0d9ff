/* SPDX-License-Identifier: MIT */
/*
 * /proc/PID/syscall tells in which call a sleeping program is, and its arguments:
 * so the runner knows that a program waits for the next event, and whether it has
 * set itself a time limit. Limits of poll's kin lie in the program's memory.
 */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "proc.h"

enum limit_kind { LIMIT_NONE, LIMIT_MILLISECONDS, LIMIT_TIMESPEC, LIMIT_TIMEVAL };

struct waiting_call {
	long number;
	enum limit_kind kind;
	int argument; /* which of the call's arguments is the limit */
};

static const struct waiting_call calls[] = {
#ifdef SYS_poll
    {SYS_poll, LIMIT_MILLISECONDS, 2},
#endif
#ifdef SYS_select
    {SYS_select, LIMIT_TIMEVAL, 4},
#endif
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, LIMIT_MILLISECONDS, 3},
#endif
    {SYS_ppoll, LIMIT_TIMESPEC, 2},           {SYS_pselect6, LIMIT_TIMESPEC, 4},
    {SYS_epoll_pwait, LIMIT_MILLISECONDS, 3}, {SYS_read, LIMIT_NONE, 0},
};

static ssize_t slurp(pid_t pid, const char *file, char *text, size_t size)
{
	char path[64];
	ssize_t length;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	length = read(fd, text, size - 1);
	close(fd);
	text[length > 0 ? length : 0] = '\0';
	return length;
}

static long field(const char *text, const char *name)
{
	const char *at = strstr(text, name);

	return at ? strtol(at + strlen(name), NULL, 10) : 0;
}

static long count_switches(pid_t pid)
{
	char path[64], text[4096];
	struct dirent *entry;
	long sum = 0;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	tasks = opendir(path);
	if (!tasks)
		return 0;
	while ((entry = readdir(tasks))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "task/%.20s/status", entry->d_name);
		if (slurp(pid, path, text, sizeof(text)) > 0)
			sum += field(text, "\nvoluntary_ctxt_switches:") +
			       field(text, "\nnonvoluntary_ctxt_switches:");
	}
	closedir(tasks);
	return sum;
}

/* Two words at an address of the program: a timespec or a timeval. */
static bool peek(pid_t pid, uint64_t address, int64_t words[2])
{
	char path[64];
	ssize_t length;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	length = pread(fd, words, 2 * sizeof(*words), (off_t)address);
	close(fd);
	return length == 2 * sizeof(*words);
}

static int64_t read_limit(pid_t pid, const struct waiting_call *call, uint64_t argument)
{
	int64_t words[2];

	switch (call->kind) {
	case LIMIT_MILLISECONDS:
		return (int32_t)argument < 0 ? PROC_NO_LIMIT : (int32_t)argument;
	case LIMIT_TIMESPEC:
	case LIMIT_TIMEVAL:
		/* A limit that cannot be read is taken for a long one. */
		if (!argument)
			return PROC_NO_LIMIT;
		if (!peek(pid, argument, words))
			return INT32_MAX;
		return words[0] * 1000 +
		       words[1] / (call->kind == LIMIT_TIMESPEC ? 1000000 : 1000);
	default:
		return PROC_NO_LIMIT;
	}
}

/* read(2) may be blocked on a pipe or a file: only the terminal means rest. */
static bool reads_terminal(pid_t pid, uint64_t fd, const char *terminal)
{
	char path[64], target[128];
	ssize_t length;

	snprintf(path, sizeof(path), "/proc/%d/fd/%" PRIu64, (int)pid, fd);
	length = readlink(path, target, sizeof(target) - 1);
	target[length > 0 ? length : 0] = '\0';
	return !strcmp(target, terminal) || !strcmp(target, "/dev/tty");
}

static void judge_call(pid_t pid, const char *text, const char *terminal,
		       struct proc_state *state)
{
	uint64_t arguments[6] = {0};
	char *at;
	long number = strtol(text, &at, 10);
	size_t i;

	if (at == text)
		return; /* "running" */
	for (i = 0; i < 6; i++)
		arguments[i] = strtoull(at, &at, 16);
	for (i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		if (calls[i].number != number)
			continue;
		if (number == SYS_read && !reads_terminal(pid, arguments[0], terminal))
			return;
		state->rest = PROC_WAITS;
		state->limit = read_limit(pid, &calls[i], arguments[calls[i].argument]);
		return;
	}
}

bool proc_look(pid_t pid, const char *terminal, struct proc_state *state)
{
	char stat[1024], call[256], *end;

	*state = (struct proc_state){.rest = PROC_WORKS, .limit = PROC_NO_LIMIT};
	if (slurp(pid, "stat", stat, sizeof(stat)) <= 0)
		return false;
	end = strrchr(stat, ')');
	if (!end || end[2] == 'Z' || end[2] == 'X')
		return false;
	if (slurp(pid, "syscall", call, sizeof(call)) > 0)
		judge_call(pid, call, terminal, state);
	else if (end[2] == 'S')
		state->rest = PROC_UNKNOWN;
	state->switches = count_switches(pid);
	return true;
}

bool proc_writes(pid_t pid, long *writes)
{
	char text[1024];

	if (slurp(pid, "io", text, sizeof(text)) <= 0)
		return false;
	*writes = field(text, "syscw:");
	return true;
}

long proc_private(pid_t pid)
{
	char text[4096];

	if (slurp(pid, "smaps_rollup", text, sizeof(text)) <= 0)
		return -1;
	return field(text, "Private_Clean:") + field(text, "Private_Dirty:");
}
