/* SPDX-License-Identifier: MIT */
/*
 * The panes' end of the link to the server: who I am, whether the schema fits,
 * and what is said and read again when the link goes and comes.
 */
#include "app_parts.h"
#include "base/i18n.h"
#include "db/request.h"
#include "db/schema.h"
#include "view/wait.h"

#include <poll.h>
#include <stdio.h>
#include <time.h>

enum {
	VIETNAM = 7 * 3600, /* seconds east of UTC, without summer time */
	HOLD = 200,	    /* ms that a repaint may wait for further answers */
	SILENCE = 2000,	    /* ms without an answer until that is said */
};

void link_fail(struct app *app, const struct err_info *why)
{
	app->screen->failure = *why;
	app->screen->done = true;
}

/* Who I am could not be read. The schema's own check says why best, when it is
 * the schema that does not fit. */
static void got_schema(void *data, const struct rows *rows, const struct err_info *why)
{
	struct app *app = data;
	struct err_info info = {0};

	if (why != NULL && why->code == ERR_LOST)
		return;
	if (schema_check(rows, why, &info) == ERR_OK)
		info = app->screen->failure;
	link_fail(app, &info);
}

static int64_t next_midnight(int64_t now)
{
	struct timespec clock;
	int64_t second;

	clock_gettime(CLOCK_REALTIME, &clock);
	second = (clock.tv_sec + VIETNAM) % 86400;
	return now + (86400 - second) * 1000 - clock.tv_nsec / 1000000 + 1000;
}

static void got_me(void *data, const struct rows *rows, const struct err_info *why)
{
	struct app *app = data;
	struct err_info info = {0};

	if (why != NULL && why->code == ERR_LOST) {
		/* Told by the state, unless it was lost before anybody listened. */
		if (!app->screen->ready && app->screen->failure.code == ERR_OK)
			link_fail(app, why);
		return;
	}
	if (why != NULL) {
		app->screen->failure = *why;
		request_read(app->conn, QUERY_SCHEMA, NULL, got_schema, app);
		return;
	}
	if (me_read(&app->me, rows, &info) != ERR_OK ||
	    schema_check(rows, NULL, &info) != ERR_OK) {
		link_fail(app, &info);
		return;
	}
	app->screen->know_me = true;
	app->screen->dirty = true;
	app->screen->midnight = app->me.pinned ? -1 : next_midnight(loop_now());
}

static void greet(struct app *app)
{
	app->screen->failure.code = ERR_OK;
	request_read(app->conn, QUERY_SESSION, NULL, got_me, app);
}

enum { CLOCK = 8 };

/* When that was, on the clock of the office. */
static const char *show_clock(int64_t then, char clock[CLOCK])
{
	time_t local = time(NULL) + VIETNAM - (loop_now() - then) / 1000;
	struct tm parts;

	gmtime_r(&local, &parts);
	snprintf(clock, CLOCK, "%02d:%02d", parts.tm_hour % 24, parts.tm_min % 60);
	return clock;
}

static void link_changed(void *data, enum conn_state state, const struct err_info *why)
{
	struct app *app = data;
	char clock[CLOCK];

	if (state == CONN_UP && app->screen->ready) {
		app_say(app, THEME_GOOD, _("Connected again at %s."), show_clock(loop_now(), clock));
		greet(app);
		app_refresh_all(app);
	} else if (state == CONN_WAITING && !app->screen->ready && why->code == ERR_LOST) {
		struct err_info lost = *why;

		(void)err_set(&lost, ERR_LOST,
			      _("The connection to the server broke while the first screen was being read. Start kstt again."));
		link_fail(app, &lost);
	} else if (state == CONN_FAILED || (state == CONN_WAITING && !app->screen->ready)) {
		link_fail(app, why);
	}
}

bool link_is_troubled(const struct app *app)
{
	return app->screen->silent || conn_state(app->conn) == CONN_WAITING;
}

void link_status(const struct app *app, struct str *out)
{
	char clock[CLOCK];

	if (conn_state(app->conn) == CONN_WAITING)
		str_addf(out, _("No link to the server since %s, trying again (F5 now)"),
			 show_clock(conn_since(app->conn), clock));
	else if (app->screen->silent)
		str_addf(out, _("The server has not answered since %s (Esc stops waiting)"),
			 show_clock(conn_silent_since(app->conn), clock));
}

bool link_stop_waiting(struct app *app)
{
	if (!app->screen->silent)
		return false;
	if (request_cancel_reads(app->conn))
		return true;
	if (app->screen->question == NULL && request_writes(app->conn) > 0)
		wait_open(app, request_writes(app->conn), &app->screen->question);
	return true;
}

/* Each write is asked about once, when the line has gone, and not in the middle of
 * another question: what is typed there must not answer this one. */
static void ask_about_writes(struct app *app)
{
	struct app_screen *screen = app->screen;
	int writes = request_writes(app->conn);
	bool gone = conn_state(app->conn) == CONN_WAITING;

	if (writes == 0)
		screen->leaving = false;
	if (screen->question != NULL && (writes == 0 || (!gone && !screen->silent)))
		app_pop(app);
	if (screen->asked_writes > writes)
		screen->asked_writes = writes;
	if (!gone || writes == screen->asked_writes || app_top(app)->ops->overlay)
		return;
	screen->asked_writes = writes;
	wait_open(app, writes, &screen->question);
}

void link_turn(struct app *app)
{
	struct app_screen *screen = app->screen;
	int64_t since = conn_silent_since(app->conn);
	bool silent = since >= 0 && loop_now() - since >= SILENCE;
	bool busy = conn_state(app->conn) == CONN_UP && conn_busy(app->conn);

	if (screen->done || !screen->ready || app_top(app) == NULL)
		return;
	/* What a key has asked for mostly comes at once, and is painted with it. */
	if (busy && !screen->busy && screen->hold < 0)
		screen->hold = loop_now() + HOLD;
	screen->busy = busy;
	if (silent != screen->silent)
		screen->dirty = true;
	screen->silent = silent;
	if (silent)
		app_drop_keys(app); /* they were meant for what has not come */
	ask_about_writes(app);
}

static int link_poll(void *data, short *events, int64_t *deadline)
{
	struct app *app = data;
	int64_t midnight = app->screen->midnight;
	int64_t since = conn_silent_since(app->conn);
	int fd = conn_poll(app->conn, events, deadline);

	if (midnight >= 0 && (*deadline < 0 || midnight < *deadline))
		*deadline = midnight;
	if (since >= 0 && !app->screen->silent && app->screen->ready &&
	    (*deadline < 0 || since + SILENCE < *deadline))
		*deadline = since + SILENCE;
	return fd;
}

static void link_ready(void *data, short revents, int64_t now)
{
	struct app *app = data;

	app->screen->dirty = true;
	conn_ready(app->conn, revents, now);
	app_go_on(app, now);
	/* Answers that come one by one are painted together: one packet, and no
	 * state in between that is true for a moment only. */
	if (!conn_busy(app->conn) || conn_state(app->conn) != CONN_UP)
		app->screen->hold = -1;
	else if (app->screen->hold < 0)
		app->screen->hold = now + HOLD;
	if (app->screen->midnight >= 0 && now >= app->screen->midnight) {
		app->screen->midnight = next_midnight(now);
		greet(app);
		app_refresh_all(app);
	}
}

void link_hurry(struct conn *conn)
{
	struct pollfd wait = {.fd = -1};
	int64_t deadline;

	/* Opening the socket and sending the first packet are two steps. */
	for (int step = 0; step < 2; step++) {
		short events = 0;

		conn_ready(conn, wait.revents, loop_now());
		wait.fd = conn_poll(conn, &events, &deadline);
		wait.events = events;
		if (wait.fd < 0 || poll(&wait, 1, 0) <= 0)
			return;
	}
	conn_ready(conn, wait.revents, loop_now());
}

void link_start(struct app *app)
{
	struct loop_source source = {link_poll, link_ready, app};

	loop_add(app->screen->loop, &source);
	conn_on_state(app->conn, link_changed, app);
	greet(app);
}
