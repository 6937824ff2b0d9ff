/* SPDX-License-Identifier: MIT */
/*
 * What went wrong, in a form that a program can act on and a person can read.
 *
 * A function that can fail returns an enum err and fills a struct err_info that
 * the caller owns. The text is already in the user's language and says what
 * happened and what to do. Nothing here prints: whoever owns the screen does.
 */
#ifndef KSTT_BASE_ERR_H
#define KSTT_BASE_ERR_H

#include <stdarg.h>

#define must_check __attribute__((warn_unused_result))

enum err {
	ERR_OK,
	ERR_USAGE,     /* the command line is wrong */
	ERR_CONF,      /* a configuration or keymap file is wrong */
	ERR_INPUT,     /* a data file or typed text is wrong */
	ERR_IO,        /* a file or the terminal failed */
	ERR_CONNECT,   /* no server could be reached */
	ERR_LOST,      /* the connection broke while something was under way */
	ERR_TIMEOUT,   /* the request's own deadline passed */
	ERR_CANCELLED, /* the user left a slow read */
	ERR_SCHEMA,    /* program and database do not match */
	ERR_DENIED,    /* the official has no right to do this */
	ERR_CONFLICT,  /* somebody else has changed the row */
	ERR_REFUSED,   /* a rule of the field forbids it */
	ERR_DB,        /* any other fault that the server reported */
};

struct err_info {
	enum err code;
	char sqlstate[6];    /* "" when the server said nothing */
	char constraint[64]; /* name of the violated constraint, or "" */
	char text[1024];     /* for the user, in their language */
};

/* Fill `info` and return `code`; a text too long is cut at a whole letter.
 * `info` may be NULL, then only the code travels. */
enum err err_set(struct err_info *info, enum err code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The process exit status for an error: 0 fine, 1 refused or failed, 2 usage,
 * 3 bad input or configuration, 4 no server, 5 schema does not match. */
int err_exit_status(enum err code) must_check;

/* Say why on standard error and end the program; only before the loop runs. */
_Noreturn void die(enum err code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
