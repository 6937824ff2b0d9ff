/* SPDX-License-Identifier: MIT */
/*
 * Brings a database to this program's schema. One session at a time holds the
 * lock; a migration that was applied must still read as it did then, since
 * nobody could say any more what the database holds.
 *
 * Plain blocking libpq: this runs as a command, with nothing else to attend to.
 */
#include "db/schema.h"

#include "base/i18n.h"
#include "db/link.h"
#include "migrations.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct migrate {
	PGconn *pg;
	schema_told_fn *told;
	void *data;
	struct err_info *info;
	const struct migration_text *unrecorded; /* applied, but not yet written down */
};

/* Runs one of sql/queries; NULL with `info` filled when it fails. */
static PGresult *ask(struct migrate *m, enum query query, const char *const *params)
{
	const struct query_text *q = &query_texts[query];
	PGresult *result =
	    PQexecParams(m->pg, q->text, q->params, NULL, params, NULL, NULL, 0);
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
		return result;
	fault_read(result, query, m->info);
	PQclear(result);
	return NULL;
}

static enum err run(struct migrate *m, enum query query, const char *const *params)
{
	PGresult *result = ask(m, query, params);

	if (!result)
		return m->info->code;
	PQclear(result);
	return ERR_OK;
}

/* Runs a file of several statements, and says in which line it failed. */
static enum err run_file(struct migrate *m, const char *name, const char *text)
{
	PGresult *result = PQexec(m->pg, text);
	ExecStatusType status = PQresultStatus(result);
	const char *at = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
	struct err_info why;
	int line = 1;

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
		PQclear(result);
		return run(m, QUERY_SCHEMA_ROLE_RESET, NULL);
	}
	/* The position counts characters: skip the bytes that continue one. */
	for (long left = at ? atol(at) - 1 : 0; left > 0 && *text; text++) {
		line += *text == '\n';
		left -= ((unsigned char)text[1] & 0xc0) != 0x80;
	}
	fault_read(result, QUERY_COUNT, &why);
	PQclear(result);
	if (at)
		return err_set(m->info, ERR_DB, "%s.sql:%d: %s", name, line, why.text);
	return err_set(m->info, ERR_DB, "%s.sql: %s", name, why.text);
}

static enum err end(struct migrate *m, enum err code)
{
	PGresult *result;

	if (code == ERR_OK)
		return run(m, QUERY_DB_COMMIT, NULL);
	/* What failed is already said; the rollback has nothing to add. */
	result = PQexec(m->pg, query_texts[QUERY_DB_ROLLBACK].text);
	PQclear(result);
	return code;
}

/* Whether the table of versions is there. */
static enum err installed(struct migrate *m, bool *is)
{
	struct rows rows = {.result = ask(m, QUERY_SCHEMA_INSTALLED, NULL)};

	if (!rows.result)
		return m->info->code;
	*is = rows_bool(&rows, 0, "installed");
	PQclear((PGresult *)rows.result);
	return ERR_OK;
}

/* Writes down all up to `last`. */
static enum err record(struct migrate *m, const struct migration_text *last)
{
	enum err code = ERR_OK;

	for (; m->unrecorded <= last && code == ERR_OK; m->unrecorded++) {
		char version[16];
		const char *params[] = {version, m->unrecorded->name,
					m->unrecorded->checksum};

		snprintf(version, sizeof(version), "%d", m->unrecorded->version);
		code = run(m, QUERY_SCHEMA_RECORD, params);
	}
	return code;
}

/* Applies one migration in a transaction. Those before the table of versions
 * exists share one with the migration that makes it. */
static enum err apply(struct migrate *m, const struct migration_text **next)
{
	const struct migration_text *first = *next;
	enum err code = run(m, QUERY_DB_BEGIN, NULL);
	bool is = false;

	m->unrecorded = first;
	while (code == ERR_OK && !is && (*next)->name) {
		code = run_file(m, (*next)->name, (*next)->text);
		if (code == ERR_OK)
			code = installed(m, &is);
		if (code == ERR_OK)
			(*next)++;
	}
	if (code == ERR_OK)
		code = record(m, *next - 1);
	code = end(m, code);
	for (; code == ERR_OK && first < *next; first++)
		m->told(m->data, first->name);
	return code;
}

/* Compares what was applied with what the program carries; *next is the first
 * migration to apply. */
static enum err compare(struct migrate *m, const struct migration_text **next)
{
	struct rows rows;
	enum err code;
	bool is = false;
	int i;

	*next = migration_texts;
	code = installed(m, &is);
	if (code != ERR_OK || !is)
		return code;
	rows.result = ask(m, QUERY_SCHEMA_APPLIED, NULL);
	if (!rows.result)
		return m->info->code;
	for (i = 0; i < rows_count(&rows) && code == ERR_OK; i++, (*next)++) {
		if (i >= migration_latest)
			code = err_set(m->info, ERR_SCHEMA,
				       _("The database is newer than this program. "
					 "Install the newer program."));
		else if (strcmp((*next)->checksum, rows_text(&rows, i, "checksum")) !=
			 0)
			code = err_set(m->info, ERR_SCHEMA,
				       _("Migration %s was applied with another text. "
					 "Nothing was changed; put the file back as it "
					 "was and add a new migration instead."),
				       (*next)->name);
	}
	PQclear((PGresult *)rows.result);
	return code;
}

static enum err apply_api(struct migrate *m)
{
	const char *params[] = {api_checksum};
	struct rows rows = {.result = ask(m, QUERY_API_APPLIED, NULL)};
	enum err code;
	bool same;

	if (!rows.result)
		return m->info->code;
	same = rows_count(&rows) == 1 &&
	       !strcmp(rows_text(&rows, 0, "checksum"), api_checksum);
	PQclear((PGresult *)rows.result);
	if (same)
		return ERR_OK;
	code = run(m, QUERY_DB_BEGIN, NULL);
	for (const struct api_text *api = api_texts; api->name && code == ERR_OK; api++)
		code = run_file(m, api->name, api->text);
	if (code == ERR_OK)
		code = run(m, QUERY_API_RECORD, params);
	code = end(m, code);
	if (code == ERR_OK)
		m->told(m->data, "api");
	return code;
}

static enum err migrate(struct migrate *m, const char *kind)
{
	const struct migration_text *next;
	enum err code = run(m, QUERY_SCHEMA_LOCK, NULL);

	if (code == ERR_OK)
		code = compare(m, &next);
	while (code == ERR_OK && next->name)
		code = apply(m, &next);
	if (code == ERR_OK)
		code = apply_api(m);
	if (code == ERR_OK && kind)
		code = run(m, QUERY_INSTANCE_KIND_SET, &kind);
	return code;
}

static void notice_ignored(void *data, const PGresult *result)
{
	(void)data;
	(void)result;
}

/* Until the connection stands or has failed; false when time is up. Not PQconnectdb:
 * only what is set between its begin and its end makes libpq tell why the server
 * refused, in a form that a program can read. */
static bool connect_wait(PGconn *pg, int seconds)
{
	time_t end = time(NULL) + seconds;
	PostgresPollingStatusType step = PGRES_POLLING_WRITING;

	PQsetErrorVerbosity(pg, PQERRORS_VERBOSE);
	while (step == PGRES_POLLING_READING || step == PGRES_POLLING_WRITING) {
		struct pollfd wait = {.fd = PQsocket(pg),
				      .events = step == PGRES_POLLING_READING ? POLLIN
									      : POLLOUT};
		time_t now = time(NULL);

		if (PQstatus(pg) == CONNECTION_BAD)
			return true;
		if (now >= end || poll(&wait, 1, (int)(end - now) * 1000) == 0)
			return false;
		step = PQconnectPoll(pg);
	}
	PQsetErrorVerbosity(pg, PQERRORS_DEFAULT);
	return true;
}

/* One host after the other; *final: it makes no sense to try the next. */
static enum err connect_host(struct migrate *m, struct conn *conn, int host, int seconds,
			     bool *final)
{
	const char *const keys[] = {"host",	   "port",
				    "dbname",	   "user",
				    "client_encoding", "fallback_application_name",
				    NULL};
	const char *const values[] = {conn->hosts[host].host,
				      conn->hosts[host].port,
				      conn->database,
				      conn->user,
				      "UTF8",
				      "kstt",
				      NULL};
	bool in_time;

	conn->pg = m->pg = PQconnectStartParams(keys, values, 0);
	in_time = connect_wait(m->pg, seconds);
	PQsetNoticeReceiver(m->pg, notice_ignored, NULL);
	if (PQstatus(m->pg) == CONNECTION_OK)
		return ERR_OK;
	*final = fault_of_connecting(conn, !in_time, m->info);
	return ERR_CONNECT;
}

enum err schema_migrate(const struct conn_conf *conf, const char *kind,
			schema_told_fn *told, void *data, struct err_info *info)
{
	struct conn *conn = conn_new(conf);
	struct migrate m = {.told = told, .data = data, .info = info};
	enum err code = ERR_CONNECT;
	bool final = false;

	for (int i = 0; i < conf->host_count && code == ERR_CONNECT && !final; i++) {
		code = connect_host(&m, conn, i, conf->host_seconds, &final);
		if (code == ERR_OK)
			code = migrate(&m, kind);
		PQfinish(m.pg);
		conn->pg = NULL;
	}
	conn_free(conn);
	return code;
}
