/* SPDX-License-Identifier: MIT */
/*
 * Whether the program and the database are of one make. The program refuses to
 * work with another schema: it names what has to be done instead.
 */
#ifndef KSTT_DB_SCHEMA_H
#define KSTT_DB_SCHEMA_H

#include "base/err.h"
#include "db/conn.h"
#include "db/rows.h"

/* Judge the answer to QUERY_SCHEMA (as a request_fn gets it): ERR_OK, ERR_SCHEMA
 * with what to do, or the fault that the server reported. */
enum err schema_check(const struct rows *rows, const struct err_info *why,
		      struct err_info *out) must_check;

/* Told what was done, e.g. "0001_roles"; the text lives only during the call. */
typedef void schema_told_fn(void *data, const char *name);

/* Bring the database to this program's schema: each migration in a transaction,
 * then the functions in one. `kind` is "production", "demo", "test" or NULL to
 * leave it. Blocks; only for a command without a screen. */
enum err schema_migrate(const struct conn_conf *conf, const char *kind,
			schema_told_fn *told, void *data,
			struct err_info *info) must_check;

#endif
