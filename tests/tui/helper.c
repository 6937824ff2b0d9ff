/* SPDX-License-Identifier: MIT */
/*
 * Helper commands, run with the runner's own environment and TUI_* on top.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"
#include "tap.h"

char *helper_make_home(void)
{
	const char *base = getenv("TMPDIR");
	char *home;

	if (asprintf(&home, "%s/tui-XXXXXX", base && *base ? base : "/tmp") < 0)
		abort();
	if (!mkdtemp(home)) {
		tap_note("%s: %s", home, strerror(errno));
		free(home);
		return NULL;
	}
	setenv("TUI_HOME", home, 1);
	return home;
}

static int remove_one(const char *path, const struct stat *status, int type,
		      struct FTW *at)
{
	(void)status, (void)type, (void)at;
	return remove(path);
}

void helper_remove_home(const char *home)
{
	nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static pid_t start_shell(const char *command, int *out)
{
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC))
		return -1;
	fflush(stdout);
	pid = fork();
	if (!pid) {
		int null = open("/dev/null", O_RDONLY);

		setpgid(0, 0);
		dup2(null, 0);
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		signal(SIGPIPE, SIG_DFL);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	*out = ends[0];
	return pid;
}

static void wait_readable(int fd, struct child *child, int milliseconds)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};

	if (child)
		child_pump(child, fd, milliseconds);
	else
		poll(&ready, 1, milliseconds);
}

/* Reads until end of file, or until the shell has ended: what it left in the
 * background may hold the pipe open for ever. */
static bool collect(int fd, pid_t pid, struct child *child, int64_t deadline,
		    FILE *into, int *status)
{
	char bytes[4096];
	ssize_t length;
	bool over = false;

	for (;;) {
		over = over || waitpid(pid, status, WNOHANG) == pid;
		length = read(fd, bytes, sizeof(bytes));
		if (length > 0) {
			fwrite(bytes, 1, (size_t)length, into);
			continue;
		}
		if (over)
			return true;
		if (child_now() > deadline)
			return false;
		if (length == 0)
			wait_readable(-1, child, 2);
		else
			wait_readable(fd, child, 20);
	}
}

int helper_shell(const char *command, struct child *child, int64_t deadline,
		 char **output)
{
	size_t size;
	FILE *into = open_memstream(output, &size);
	int fd = -1, status = 0;
	pid_t pid = start_shell(command, &fd);
	bool over = pid > 0 && collect(fd, pid, child, deadline, into, &status);

	if (pid > 0 && !over) {
		kill(-pid, SIGKILL);
		waitpid(pid, &status, 0);
	}
	if (fd >= 0)
		close(fd);
	fclose(into);
	if (!over)
		return -1;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void take_setting(char *line)
{
	char *equals = strchr(line, '=');
	size_t i, length = equals ? (size_t)(equals - line) : 0;

	for (i = 0; i < length; i++)
		if (!isalnum((unsigned char)line[i]) && line[i] != '_')
			length = 0;
	if (!length) {
		setenv("TUI_CONFIG", line, 1);
		return;
	}
	*equals = '\0';
	setenv(line, equals + 1, 1);
}

bool helper_set_up(const char *name, int64_t deadline)
{
	const char *program = getenv("TUI_SETUP");
	char *command, *output, *rest, *line;
	int status;

	if (!program || !*program)
		return true;
	if (asprintf(&command, "%s '%s'", program, name) < 0)
		abort();
	status = helper_shell(command, NULL, deadline, &output);
	if (status) {
		tap_note("%s: status %d\n%s", command, status, output);
	} else {
		for (rest = output; (line = strsep(&rest, "\n"));)
			if (*line)
				take_setting(line);
	}
	free(command);
	free(output);
	return !status;
}

static void show_file(const char *path)
{
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	int count = 0;

	while (file && count++ < 60 && getline(&line, &size, file) >= 0)
		tap_note("%s", line);
	free(line);
	if (file)
		fclose(file);
}

bool helper_show_reports(const char *home)
{
	char *pattern;
	glob_t found;
	size_t i;
	bool any;

	if (asprintf(&pattern, "%s/sanitizer.*", home) < 0)
		abort();
	any = !glob(pattern, 0, NULL, &found);
	for (i = 0; any && i < found.gl_pathc; i++)
		show_file(found.gl_pathv[i]);
	globfree(&found);
	free(pattern);
	return any;
}
