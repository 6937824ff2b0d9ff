/* SPDX-License-Identifier: MIT */
/*
 * The life of a connection: a round of attempts over the hosts, being up, being
 * lost, a pause, the next round. The asynchronous connect of libpq 15 ignores
 * connect_timeout and hangs on the first silent host, so the deadline and the
 * rotation are ours: PQfinish, then a new start with the next host.
 */
#include "db/link.h"

#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	PAUSE_LEAST = 500,
	PAUSE_MOST = 30000,
	CANCEL_SECONDS = 5,  /* how long the child may take to reach the server */
	CANCEL_MS = 10000,   /* how long until the answer; then the line is given up */
	CANCEL_LOOK_MS = 10, /* how soon to look whether the child has ended */
	CANCEL_AGAIN_MS = 100,
};

int64_t conn_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static char *own_login(void)
{
	/* Never from the environment: it is the client's. */
	struct passwd *entry = getpwuid(geteuid());

	return mem_copy(entry ? entry->pw_name : "");
}

struct conn *conn_new(const struct conn_conf *conf)
{
	/* These change what the server answers; an official's shell has no say. */
	static const char *const unwanted[] = {"PGOPTIONS", "PGDATESTYLE",   "PGTZ",
					       "PGSERVICE", "PGSERVICEFILE", "PGGEQO"};
	struct conn *conn = mem_new(1, sizeof(*conn));

	for (size_t i = 0; i < sizeof(unwanted) / sizeof(*unwanted); i++)
		unsetenv(unwanted[i]);
	conn->hosts = mem_new((size_t)conf->host_count, sizeof(*conn->hosts));
	for (int i = 0; i < conf->host_count; i++) {
		conn->hosts[i].host = mem_copy(conf->hosts[i].host);
		conn->hosts[i].port = mem_copy(conf->hosts[i].port);
	}
	conn->host_count = conf->host_count;
	conn->database = mem_copy(conf->database);
	conn->user = conf->user ? mem_copy(conf->user) : own_login();
	conn->host_ms = (int64_t)conf->host_seconds * 1000;
	conn->request_ms = (int64_t)conf->request_seconds * 1000;
	conn->keep_trying = conf->keep_trying;
	conn->phase = PHASE_PAUSE;
	conn->state = CONN_CONNECTING;
	conn->since = conn_clock();
	conn->pause = PAUSE_LEAST;
	conn->cancel_ends = -1;
	return conn;
}

static void hang_up(struct conn *conn)
{
	if (conn->canceller > 0) {
		kill(conn->canceller, SIGKILL);
		waitpid(conn->canceller, NULL, 0);
	}
	conn->canceller = 0;
	conn->cancel_ends = -1;
	conn->unflushed = false;
	conn->transaction = false;
	resolve_end(&conn->resolve);
	PQfinish(conn->pg);
	conn->pg = NULL;
}

void conn_free(struct conn *conn)
{
	if (!conn)
		return;
	requests_drop(conn);
	hang_up(conn);
	for (int i = 0; i < conn->host_count; i++) {
		free((char *)conn->hosts[i].host);
		free((char *)conn->hosts[i].port);
	}
	free(conn->hosts);
	free(conn->database);
	free(conn->user);
	free(conn);
}

void conn_on_state(struct conn *conn, conn_state_fn *told, void *data)
{
	conn->told = told;
	conn->told_data = data;
}

enum conn_state conn_state(const struct conn *conn)
{
	return conn->state;
}

int64_t conn_since(const struct conn *conn)
{
	return conn->since;
}

bool conn_busy(const struct conn *conn)
{
	return conn->sent.first || conn->waiting.first;
}

int64_t conn_silent_since(const struct conn *conn)
{
	int64_t oldest = requests_oldest(conn);

	if (conn->phase != PHASE_UP || oldest < 0)
		return -1;
	return oldest > conn->heard ? oldest : conn->heard;
}

void conn_retry(struct conn *conn)
{
	if (conn->state != CONN_WAITING || conn->phase != PHASE_PAUSE)
		return;
	conn->pause = PAUSE_LEAST;
	conn->at = conn_clock();
}

static void state_set(struct conn *conn, enum conn_state state, int64_t now)
{
	if (conn->state == state)
		return;
	conn->state = state;
	conn->since = now;
	log_line("conn: state %d, error %d %s", state, conn->why.code,
		 conn->why.sqlstate);
	if (conn->told)
		conn->told(conn->told_data, state,
			   state == CONN_UP ? NULL : &conn->why);
}

/* Decorrelated jitter: hundreds of sessions lose one server in the same moment
 * and must not come back in the same moment. */
static int64_t next_pause(int64_t last)
{
	uint32_t dice = 0;
	int64_t most = last * 3 < PAUSE_MOST ? last * 3 : PAUSE_MOST;

	if (getrandom(&dice, sizeof(dice), 0) < 0)
		dice = (uint32_t)getpid();
	return PAUSE_LEAST + dice % (most - PAUSE_LEAST + 1);
}

static void pause_for(struct conn *conn, int64_t now)
{
	conn->pause = next_pause(conn->pause);
	conn->phase = PHASE_PAUSE;
	conn->at = now + conn->pause;
	conn->tried = 0;
	state_set(conn, CONN_WAITING, now);
}

static void give_up(struct conn *conn, int64_t now)
{
	hang_up(conn);
	conn->phase = PHASE_OVER;
	state_set(conn, CONN_FAILED, now);
}

static void attempt_failed(struct conn *conn, bool timed_out, int64_t now)
{
	if (fault_of_connecting(conn, timed_out, &conn->why)) {
		give_up(conn, now);
		return;
	}
	hang_up(conn);
	conn->host = (conn->host + 1) % conn->host_count;
	if (++conn->tried < conn->host_count) {
		conn->phase = PHASE_PAUSE;
		conn->at = now;
	} else if (conn->keep_trying || now < conn->give_up) {
		pause_for(conn, now);
	} else {
		give_up(conn, now);
	}
}

static void lost(struct conn *conn, int64_t now)
{
	err_set(&conn->why, ERR_LOST, _("The connection to the database broke."));
	hang_up(conn);
	/* The state first: those whose reads fail may look at it. */
	if (!conn->keep_trying && !conn->give_up)
		conn->give_up =
		    requests_have_writes(conn) ? now + conn->request_ms : now;
	if (!conn->keep_trying && now >= conn->give_up)
		give_up(conn, now);
	else
		pause_for(conn, now);
	requests_lost(conn);
}

static void notice_came(void *data, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	(void)data;
	log_line("conn: notice %s", state ? state : "");
}

/* `addresses` of the host, with commas between them; NULL: it is none that has any. */
static void start(struct conn *conn, const char *addresses, int64_t now)
{
	const struct conn_host *host = &conn->hosts[conn->host];
	struct str names = STR_EMPTY; /* as many as addresses */
	const char *const keys[] = {
	    "host",
	    "hostaddr",
	    "port",
	    "dbname",
	    "user",
	    "client_encoding",
	    "fallback_application_name",
	    "gssencmode",
	    "keepalives_idle",
	    "keepalives_count",
	    "keepalives_interval",
	    "tcp_user_timeout",
	    NULL,
	};
	const char *values[] = {
	    NULL,   addresses, host->port, conn->database, conn->user, "UTF8",
	    "kstt", "disable", "30",       "3",		   "10",       "20000",
	    NULL,
	};

	str_add(&names, host->host);
	for (const char *at = addresses; at && (at = strchr(at, ',')); at++)
		str_addf(&names, ",%s", host->host);
	values[0] = str_data(&names);
	conn->pg = PQconnectStartParams(keys, values, 0);
	str_free(&names);
	if (!conn->pg || PQstatus(conn->pg) == CONNECTION_BAD) {
		attempt_failed(conn, false, now);
		return;
	}
	PQsetNoticeReceiver(conn->pg, notice_came, conn);
	PQsetErrorVerbosity(conn->pg, PQERRORS_VERBOSE);
	conn->direction = POLLOUT;
	conn->phase = PHASE_CONNECT;
	conn->at = now + conn->host_ms;
}

static void attempt(struct conn *conn, int64_t now)
{
	const char *host = conn->hosts[conn->host].host;

	if (!resolve_needed(host)) {
		start(conn, NULL, now);
	} else if (resolve_start(&conn->resolve, host)) {
		conn->phase = PHASE_RESOLVE;
		conn->at = now + conn->host_ms;
	} else {
		attempt_failed(conn, false, now);
	}
}

static void resolved(struct conn *conn, int64_t now)
{
	switch (resolve_step(&conn->resolve)) {
	case RESOLVE_FOUND:
		start(conn, conn->resolve.text, now);
		break;
	case RESOLVE_FAILED:
		attempt_failed(conn, false, now);
		break;
	case RESOLVE_WAITS:
		break;
	}
}

static void connected(struct conn *conn, int64_t now)
{
	const char *encoding = PQparameterStatus(conn->pg, "server_encoding");

	PQsetErrorVerbosity(conn->pg, PQERRORS_DEFAULT);
	if (!encoding || strcmp(encoding, "UTF8") != 0) {
		err_set(&conn->why, ERR_CONNECT,
			_("The database \"%s\" is not in UTF-8 but in %s. Have the "
			  "administrator create it anew with --encoding=UTF8."),
			conn->database, encoding ? encoding : "?");
		give_up(conn, now);
		return;
	}
	if (PQsetnonblocking(conn->pg, 1) != 0 || !PQenterPipelineMode(conn->pg)) {
		attempt_failed(conn, false, now);
		return;
	}
	conn->phase = PHASE_UP;
	conn->tried = 0;
	conn->pause = PAUSE_LEAST;
	conn->give_up = 0;
	conn->heard = now;
	state_set(conn, CONN_UP, now);
}

static void step(struct conn *conn, int64_t now)
{
	switch (PQconnectPoll(conn->pg)) {
	case PGRES_POLLING_OK:
		connected(conn, now);
		break;
	case PGRES_POLLING_READING:
		conn->direction = POLLIN;
		break;
	case PGRES_POLLING_WRITING:
		conn->direction = POLLOUT;
		break;
	default:
		attempt_failed(conn, false, now);
	}
}

/* PQcancel blocks as long as connect(2) does, so a child calls it. The child
 * touches nothing but the copy of the server's address. */
static bool cancel_start(struct conn *conn, int64_t now)
{
	PGcancel *cancel = PQgetCancel(conn->pg);
	char reason[64];

	if (!cancel)
		return false;
	conn->canceller = fork();
	if (conn->canceller == 0) {
		alarm(CANCEL_SECONDS);
		_exit(!PQcancel(cancel, reason, sizeof(reason)));
	}
	PQfreeCancel(cancel);
	if (conn->canceller < 0) {
		conn->canceller = 0;
		return false;
	}
	conn->cancel_next = now + CANCEL_AGAIN_MS;
	if (conn->cancel_ends < 0)
		conn->cancel_ends = now + CANCEL_MS;
	return true;
}

/* A cancel that arrives late would hit whatever runs by then. So nothing is sent
 * until the child has ended and everything sent before has been answered. */
static bool cancel_step(struct conn *conn, int64_t now)
{
	if (conn->cancel_ends < 0)
		return true;
	if (conn->canceller > 0 && waitpid(conn->canceller, NULL, WNOHANG) != 0)
		conn->canceller = 0;
	if (!conn->canceller && !conn->sent.first)
		conn->cancel_ends = -1;
	if (conn->cancel_ends >= 0 && now >= conn->cancel_ends)
		return false;
	/* One cancel stops one read; the next in the pipeline runs by now. */
	if (!conn->canceller && conn->sent.first && now >= conn->cancel_next &&
	    requests_all_forgotten(conn))
		return cancel_start(conn, now);
	return true;
}

/* False when the connection is lost. */
static bool work(struct conn *conn, short revents, int64_t now)
{
	if (revents & ~POLLOUT) {
		bool alive = PQconsumeInput(conn->pg);

		conn->heard = now;
		/* What arrived before the line broke still counts. */
		if (!requests_take(conn) || !alive)
			return false;
	}
	switch (requests_expire(conn, now)) {
	case EXPIRED_LINE:
		return false;
	case EXPIRED_READS:
		if (conn->cancel_ends < 0 && !cancel_start(conn, now))
			return false;
		break;
	case EXPIRED_NOTHING:
		break;
	}
	if (!cancel_step(conn, now))
		return false;
	if (conn->cancel_ends < 0 && !requests_send(conn, now))
		return false;
	if (conn->unflushed || (revents & POLLOUT)) {
		int left = PQflush(conn->pg);

		conn->unflushed = left > 0;
		return left >= 0;
	}
	return true;
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* Often at first, since it mostly ends at once; ever more seldom when it hangs. */
static int64_t next_look(const struct conn *conn)
{
	int64_t now = conn_clock();
	int64_t gone = now - (conn->cancel_ends - CANCEL_MS);

	return now + CANCEL_LOOK_MS + gone / 4;
}

int conn_poll(struct conn *conn, short *events, int64_t *deadline)
{
	int64_t requests = requests_deadline(conn);

	switch (conn->phase) {
	case PHASE_PAUSE:
	case PHASE_RESOLVE:
	case PHASE_CONNECT:
		/* While the first round runs, all wait for it; after that reads fail
		 * at once, so that a view can say so. */
		*deadline = conn->at;
		if (conn->state == CONN_WAITING)
			*deadline = earlier(conn->at, requests);
		if (conn->phase == PHASE_PAUSE)
			return -1;
		*events = POLLIN;
		if (conn->phase == PHASE_RESOLVE)
			return conn->resolve.fd;
		*events = conn->direction;
		return PQsocket(conn->pg);
	case PHASE_UP:
		*events = (short)(conn->unflushed ? POLLIN | POLLOUT : POLLIN);
		*deadline = requests;
		if (conn->cancel_ends >= 0 && conn->canceller > 0)
			*deadline = earlier(requests, next_look(conn));
		else if (conn->cancel_ends >= 0)
			*deadline = earlier(requests, earlier(conn->cancel_ends,
							      conn->cancel_next));
		return PQsocket(conn->pg);
	case PHASE_OVER:
		*deadline = conn->waiting.first ? 0 : -1;
		break;
	}
	return -1;
}

void conn_ready(struct conn *conn, short revents, int64_t now)
{
	switch (conn->phase) {
	case PHASE_PAUSE:
		if (now >= conn->at)
			attempt(conn, now);
		break;
	case PHASE_RESOLVE:
		if (revents)
			resolved(conn, now);
		else if (now >= conn->at)
			attempt_failed(conn, true, now);
		break;
	case PHASE_CONNECT:
		if (revents)
			step(conn, now);
		else if (now >= conn->at)
			attempt_failed(conn, true, now);
		break;
	case PHASE_UP:
	case PHASE_OVER:
		break;
	}
	/* Also right after connecting: what waits leaves in the same turn. */
	if (conn->phase == PHASE_UP && !work(conn, revents, now))
		lost(conn, now);
	if (conn->phase != PHASE_UP)
		requests_end_cancelled(conn);
	if (conn->phase == PHASE_OVER)
		requests_fail(conn, true);
	else if (conn->state == CONN_WAITING)
		requests_fail(conn, false);
}
