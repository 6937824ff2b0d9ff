/* SPDX-License-Identifier: MIT */
/*
 * Two queues: what waits to be sent, and what was sent and is answered in order.
 * Each request is followed by its own sync, so it is its own transaction, and its
 * answer counts only when the sync has come: that is when the server committed.
 */
#include "db/link.h"

#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/uuid.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
	REQUEST_TRIES = 4,
	FORGOTTEN_MS = 1000, /* so long a read that nobody wants may hold up others */
	WRITE_TIMES = 4,     /* a write may be silent so many times as long as a read */
};

static void list_add(struct request_list *list, struct request *request)
{
	request->next = NULL;
	if (list->last)
		list->last->next = request;
	else
		list->first = request;
	list->last = request;
}

static struct request *list_take(struct request_list *list)
{
	struct request *request = list->first;

	if (!request)
		return NULL;
	list->first = request->next;
	if (!list->first)
		list->last = NULL;
	request->next = NULL;
	return request;
}

static void list_put_first(struct request_list *list, struct request *request)
{
	request->next = list->first;
	list->first = request;
	if (!list->last)
		list->last = request;
}

static bool is_write(const struct request *request)
{
	return query_texts[request->query].write;
}

/* Writes outside of a transaction survive the connection. */
static bool is_kept(const struct request *request)
{
	return is_write(request) && !request->transaction && !request->given_up;
}

/* Reads outside of a transaction can be let go and asked again. */
static bool is_loose(const struct request *request)
{
	return !is_write(request) && !request->transaction;
}

/* Nobody will be told. */
static void let_go(struct request *request)
{
	void (*drop)(void *data) = request->drop;

	request->done = NULL;
	request->drop = NULL;
	if (drop)
		drop(request->data);
}

static void request_free(struct request *request)
{
	let_go(request);
	for (int i = 0; i < request->param_count; i++)
		free(request->params[i]);
	PQclear(request->result);
	free(request);
}

/* Tell the owner, once. */
static void tell(struct request *request, const struct rows *rows,
		 const struct err_info *why)
{
	request_fn *done = request->done;

	request->done = NULL;
	request->drop = NULL;
	if (done)
		done(request->data, rows, why);
}

/* `uuid` is NULL for a read. */
static struct request *make(struct conn *conn, enum query query, const char *uuid,
			    const char *const *params, request_fn *done, void *data)
{
	int count = query_texts[query].params;
	int first = query_texts[query].write ? 1 : 0;
	struct request *request =
	    mem_new(1, sizeof(*request) + (size_t)count * sizeof(char *));

	request->query = query;
	request->done = done;
	request->data = data;
	request->deadline = -1;
	request->asked = conn_clock();
	request->param_count = count;
	if (first)
		request->params[0] = mem_copy(uuid);
	for (int i = first; i < count; i++)
		if (params[i - first])
			request->params[i] = mem_copy(params[i - first]);
	if (query == QUERY_DB_BEGIN)
		conn->transaction = true;
	request->transaction = conn->transaction;
	if (query == QUERY_DB_COMMIT || query == QUERY_DB_ROLLBACK)
		conn->transaction = false;
	list_add(&conn->waiting, request);
	return request;
}

struct request *request_read(struct conn *conn, enum query query,
			     const char *const *params, request_fn *done, void *data)
{
	if (query_texts[query].write)
		abort(); /* the caller would count the parameters wrong */
	return make(conn, query, NULL, params, done, data);
}

void request_read_own(struct conn *conn, enum query query, const char *const *params,
		      request_fn *done, void *data, void (*drop)(void *data))
{
	request_read(conn, query, params, done, data)->drop = drop;
}

struct request *request_write(struct conn *conn, enum query query,
			      const char *const *params, request_fn *done, void *data)
{
	char uuid[UUID_TEXT];

	return request_write_as(conn, query, uuid_make(uuid), params, done, data);
}

struct request *request_write_as(struct conn *conn, enum query query, const char *uuid,
				 const char *const *params, request_fn *done, void *data)
{
	if (!query_texts[query].write)
		abort();
	return make(conn, query, uuid, params, done, data);
}

/* Others wait behind it: the server is told to stop unless it is quick. */
static void forget(struct request *request)
{
	int64_t soon = conn_clock() + FORGOTTEN_MS;

	let_go(request);
	if (request->deadline > soon && is_loose(request))
		request->deadline = soon;
}

void request_forget(struct request *request)
{
	if (request)
		forget(request);
}

void request_forget_all(struct conn *conn, const void *data)
{
	const struct request_list *lists[] = {&conn->sent, &conn->waiting,
					      &conn->ending};

	for (int i = 0; i < 3; i++)
		for (struct request *r = lists[i]->first; r; r = r->next)
			if (r->data == data)
				forget(r);
}

bool request_cancel_reads(struct conn *conn)
{
	const struct request_list *lists[] = {&conn->sent, &conn->waiting};
	bool any = false;

	for (int i = 0; i < 2; i++) {
		for (struct request *r = lists[i]->first; r; r = r->next) {
			r->cancel = r->cancel || (is_loose(r) && r->done);
			any = any || r->cancel;
		}
	}
	return any;
}

int request_writes(const struct conn *conn)
{
	const struct request_list *lists[] = {&conn->sent, &conn->waiting};
	int count = 0;

	for (int i = 0; i < 2; i++)
		for (struct request *r = lists[i]->first; r; r = r->next)
			count += is_kept(r) && r->done;
	return count;
}

void request_give_up_writes(struct conn *conn)
{
	const struct request_list *lists[] = {&conn->sent, &conn->waiting};

	for (int i = 0; i < 2; i++)
		for (struct request *r = lists[i]->first; r; r = r->next)
			r->cancel = r->cancel || is_kept(r);
}

/* Tell those in `ending` why. Their owners may ask anew or forget meanwhile: what
 * is asked now comes into `waiting`, and forgetting reaches `ending` too. */
static void end_all(struct conn *conn, const struct err_info *why)
{
	struct request *r;

	while ((r = list_take(&conn->ending))) {
		tell(r, NULL, why);
		request_free(r);
	}
}

/* The head of `sent` has come to its sync. */
static void finish(struct conn *conn)
{
	struct request *request = list_take(&conn->sent);
	struct rows rows = {.result = request->result};
	ExecStatusType status = PQresultStatus(request->result);
	struct err_info why;

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
		tell(request, &rows, NULL);
		request_free(request);
		return;
	}
	fault_read(request->result, request->query, &why);
	log_line("request: %s failed: %s", query_texts[request->query].name,
		 why.sqlstate);
	/* The server undid it only because of others at work: once more. */
	if ((!strcmp(why.sqlstate, "40001") || !strcmp(why.sqlstate, "40P01")) &&
	    !request->transaction && request->done &&
	    ++request->tries < REQUEST_TRIES) {
		PQclear(request->result);
		request->result = NULL;
		list_put_first(&conn->waiting, request);
		return;
	}
	tell(request, NULL, &why);
	request_free(request);
}

bool requests_take(struct conn *conn)
{
	int nothing = 0; /* a NULL ends each answer; two in a row: all is taken */

	while (nothing < 2 && !PQisBusy(conn->pg)) {
		PGresult *result = PQgetResult(conn->pg);

		nothing = result ? 0 : nothing + 1;
		if (!result)
			continue;
		if (fault_is_loss(result) || !conn->sent.first) {
			PQclear(result);
			return false;
		}
		if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
			PQclear(result);
			finish(conn);
			continue;
		}
		/* A commit that fails comes after the rows, and takes their place. */
		PQclear(conn->sent.first->result);
		conn->sent.first->result = result;
	}
	return PQstatus(conn->pg) == CONNECTION_OK;
}

/* libpq 15 pushes bytes out at every sync; over a network the kernel holds them
 * back until the turn's last one, so that they share a packet. */
static void hold_packets(struct conn *conn, int hold)
{
	if (conn->hosts[conn->host].host[0] != '/')
		setsockopt(PQsocket(conn->pg), IPPROTO_TCP, TCP_CORK, &hold,
			   sizeof(hold));
}

static bool send_one(struct conn *conn, struct request *request, int64_t now)
{
	const struct query_text *query = &query_texts[request->query];

	if (!PQsendQueryParams(conn->pg, query->text, request->param_count, NULL,
			       (const char *const *)request->params, NULL, NULL, 0) ||
	    !PQpipelineSync(conn->pg))
		return false;
	request->sent = true;
	request->deadline = -1;
	if (is_loose(request))
		request->deadline = now + conn->request_ms;
	else if (is_kept(request) && conn->keep_trying)
		request->deadline = now + WRITE_TIMES * conn->request_ms;
	return true;
}

bool requests_send(struct conn *conn, int64_t now)
{
	bool several = conn->waiting.first != conn->waiting.last;
	bool good = true;
	struct request *request;

	if (!conn->waiting.first)
		return true;
	if (several)
		hold_packets(conn, 1);
	while (good && (request = list_take(&conn->waiting))) {
		/* Nobody waits for this read and the server has not seen it. */
		if (is_loose(request) && !request->done) {
			request_free(request);
			continue;
		}
		/* In the list first: if sending fails it is treated like the others. */
		list_add(&conn->sent, request);
		good = send_one(conn, request, now);
	}
	if (several)
		hold_packets(conn, 0);
	conn->unflushed = true;
	return good;
}

/* What the owner of a cancelled request is told. */
static void end_one(struct request *request)
{
	struct err_info why;

	if (!is_write(request))
		err_set(&why, ERR_CANCELLED, _("Cancelled."));
	else if (request->sent)
		err_set(&why, ERR_CANCELLED,
			_("Given up. The server may have written it all the same: "
			  "look again before you repeat it."));
	else
		err_set(&why, ERR_CANCELLED, _("Given up; nothing was written."));
	request->given_up = true;
	request->cancel = false;
	request->deadline = -1;
	tell(request, NULL, &why);
}

void requests_end_cancelled(struct conn *conn)
{
	struct request_list waiting = conn->waiting;
	struct request *r;

	conn->waiting = (struct request_list){0};
	while ((r = list_take(&waiting)))
		list_add(r->cancel ? &conn->ending : &conn->waiting, r);
	while ((r = list_take(&conn->ending))) {
		end_one(r);
		request_free(r);
	}
}

/* A read whose time is over. */
static void end_late(const struct conn *conn, struct request *request)
{
	struct err_info late;

	err_set(&late, ERR_TIMEOUT,
		_("The server did not answer within %d seconds. Try again."),
		(int)(conn->request_ms / 1000));
	request->deadline = -1;
	tell(request, NULL, &late);
}

enum expired requests_expire(struct conn *conn, int64_t now)
{
	bool tell_server = false, writes = false;

	for (struct request *r = conn->sent.first; r; r = r->next) {
		bool late = r->deadline >= 0 && now >= r->deadline;

		writes = writes || !is_loose(r);
		if (r->cancel) {
			tell_server = tell_server || is_loose(r);
			end_one(r);
		} else if (late && is_loose(r)) {
			tell_server = true;
			end_late(conn, r);
		} else if (late) {
			return EXPIRED_LINE;
		}
	}
	requests_end_cancelled(conn);
	/* A cancel may hit anything that is under way: never risk a write for it. */
	return tell_server && !writes ? EXPIRED_READS : EXPIRED_NOTHING;
}

int64_t requests_oldest(const struct conn *conn)
{
	const struct request_list *lists[] = {&conn->sent, &conn->waiting};
	int64_t oldest = -1;

	for (int i = 0; i < 2; i++)
		for (const struct request *r = lists[i]->first; r; r = r->next)
			if (r->done && (oldest < 0 || r->asked < oldest))
				oldest = r->asked;
	return oldest;
}

int64_t requests_deadline(const struct conn *conn)
{
	int64_t earliest = -1;
	bool may_send = conn->phase == PHASE_UP && conn->cancel_ends < 0;

	for (const struct request *r = conn->waiting.first; r; r = r->next)
		if (r->cancel || may_send || (conn->phase != PHASE_UP && !is_write(r)))
			return 0;
	for (const struct request *r = conn->sent.first; r; r = r->next) {
		if (r->cancel)
			return 0;
		if (r->deadline >= 0 && (earliest < 0 || r->deadline < earliest))
			earliest = r->deadline;
	}
	return earliest;
}

void requests_lost(struct conn *conn)
{
	struct request_list sent = conn->sent, waiting = conn->waiting;
	struct request *r;

	conn->sent = conn->waiting = (struct request_list){0};
	while ((r = list_take(&sent)) || (r = list_take(&waiting))) {
		PQclear(r->result);
		r->result = NULL;
		r->deadline = -1;
		list_add(is_kept(r) ? &conn->waiting : &conn->ending, r);
	}
	end_all(conn, &conn->why);
}

void requests_fail(struct conn *conn, bool writes_too)
{
	struct request_list waiting = conn->waiting;
	struct err_info why = conn->why;
	struct request *r;

	conn->waiting = (struct request_list){0};
	while ((r = list_take(&waiting)))
		list_add(is_kept(r) && !writes_too ? &conn->waiting : &conn->ending, r);
	/* The state tells of the link; who asked only learns that it is not there. */
	if (!writes_too && conn->keep_trying)
		why.code = ERR_LOST;
	end_all(conn, &why);
}

bool requests_all_forgotten(const struct conn *conn)
{
	for (const struct request *r = conn->sent.first; r; r = r->next)
		if (r->done)
			return false;
	return true;
}

bool requests_have_writes(const struct conn *conn)
{
	const struct request_list *lists[] = {&conn->sent, &conn->waiting};

	for (int i = 0; i < 2; i++)
		for (const struct request *r = lists[i]->first; r; r = r->next)
			if (is_kept(r))
				return true;
	return false;
}

void requests_drop(struct conn *conn)
{
	struct request *r;

	while ((r = list_take(&conn->sent)) || (r = list_take(&conn->waiting)) ||
	       (r = list_take(&conn->ending)))
		request_free(r);
}
