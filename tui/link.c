/* SPDX-License-Identifier: MIT */
/*
 * The panes' end of the link to the server: who I am, whether the schema fits,
 * and what is said and read again when the link goes and comes.
 */
#include "app_parts.h"
#include "base/i18n.h"
#include "db/request.h"
#include "db/schema.h"

#include <poll.h>
#include <stdio.h>
#include <time.h>

enum {
	VIETNAM = 7 * 3600, /* seconds east of UTC, without summer time */
	HOLD = 40,	    /* ms that a repaint may wait for further answers */
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

	if (why != NULL) {
		app->screen->failure = *why;
		if (why->code != ERR_LOST)
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

static void link_changed(void *data, enum conn_state state, const struct err_info *why)
{
	struct app *app = data;
	time_t local = time(NULL) + VIETNAM;
	struct tm clock;

	gmtime_r(&local, &clock);
	if (state == CONN_UP && app->screen->ready) {
		app_say(app, THEME_GOOD, _("Connected again at %02d:%02d."), clock.tm_hour,
			clock.tm_min);
		greet(app);
		app_refresh_all(app);
	} else if (state == CONN_FAILED || (state == CONN_WAITING && !app->screen->ready)) {
		link_fail(app, why);
	} else if (state == CONN_WAITING) {
		app_say(app, THEME_ALERT,
			_("No link to the server since %02d:%02d; trying again. What is shown stays readable."),
			clock.tm_hour, clock.tm_min);
	}
}

static int link_poll(void *data, short *events, int64_t *deadline)
{
	struct app *app = data;
	int64_t midnight = app->screen->midnight;
	int fd = conn_poll(app->conn, events, deadline);

	if (midnight >= 0 && (*deadline < 0 || midnight < *deadline))
		*deadline = midnight;
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
