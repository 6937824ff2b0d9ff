/* SPDX-License-Identifier: MIT */
/*
 * One line a write(2), so that several sessions can share a file opened for
 * appending without mixing their lines.
 */
#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { LOG_LINE = 512 };

static int log_file = -1;

_Bool log_open(const char *path)
{
	if (log_file >= 0)
		close(log_file);
	log_file = -1;
	if (!path || !*path)
		return 1;
	log_file =
	    open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
	return log_file >= 0;
}

int log_fd(void)
{
	return log_file;
}

void log_line(const char *format, ...)
{
	char line[LOG_LINE];
	time_t now = time(NULL);
	struct tm utc;
	size_t len;
	int more;
	va_list args;

	if (log_file < 0)
		return;
	gmtime_r(&now, &utc);
	len = strftime(line, sizeof(line), "%Y-%m-%dT%H:%M:%SZ", &utc);
	len += (size_t)snprintf(line + len, sizeof(line) - len, " %d ", (int)getpid());
	va_start(args, format);
	more = vsnprintf(line + len, sizeof(line) - len - 1, format, args);
	va_end(args);
	if (more > 0)
		len += (size_t)more;
	if (len > sizeof(line) - 2)
		len = sizeof(line) - 2;
	line[len++] = '\n';
	/* A log that cannot be written must not stop the work. */
	if (write(log_file, line, len) < 0)
		return;
}
