/* SPDX-License-Identifier: MIT */
/*
 * A diagnostic log for whoever runs the server, off unless asked for. It never
 * holds what a citizen or an official wrote: only states, codes and sizes.
 */
#ifndef KSTT_BASE_LOG_H
#define KSTT_BASE_LOG_H

/* Log to `path` (created 0600, appended); NULL or "" turns it off. False when
 * the file cannot be opened. */
_Bool log_open(const char *path);
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The log's descriptor, or -1; standard error goes there while panes are open. */
int log_fd(void);

#endif
