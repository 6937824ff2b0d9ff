/* SPDX-License-Identifier: MIT */
/*
 * The configuration: built-in values, then /etc/kstt/kstt.cfg, then
 * ~/.config/kstt/kstt.cfg, each file overriding what it names; or one file given
 * on the command line alone. What a file says wrongly is an error that names the
 * file and the line, never a silent default.
 */
#ifndef KSTT_SESSION_CONF_H
#define KSTT_SESSION_CONF_H

#include "base/err.h"
#include "base/mem.h"
#include "db/conn.h"

#include <stdbool.h>

struct conf {
	struct conn_conf db;  /* keep_trying is the caller's to set */
	const char *language; /* "vi" or "en" */
	const char *charset;  /* "auto", "utf8" or "ascii" */
	const char *keymap;   /* name of a keymap that comes with the program */
	const char *keymap_place; /* file:line that names it, for a report */
	const char *keys;     /* file of own keys, or NULL */
	const char *log;      /* file of the diagnostic log, or NULL */
	bool closed;          /* closed plans count in what is overdue */
	struct arena *memory; /* holds all of the above */
};

/* Built-in values. */
void conf_start(struct conf *conf);
/* Read `path`, or the usual files when it is NULL (there they may be missing).
 * `conf` keeps what was right so far when it fails. */
enum err conf_read(struct conf *conf, const char *path,
		   struct err_info *info) must_check;
void conf_free(struct conf *conf);

#endif
