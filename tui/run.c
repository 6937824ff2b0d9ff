/* SPDX-License-Identifier: MIT */
/*
 * Start, run and end of the panes: the terminal as a source of the loop, one
 * painting at the end of each turn.
 */
#include "app_parts.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/text.h"
#include "frame.h"
#include "view/command.h"
#include "view/drafts.h"
#include "view/find.h"
#include "view/keep.h"
#include "view/mark.h"
#include "view/words.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PATIENCE = 1000, /* ms until a slow start shows that it is connecting */
	RESIZING = 50,	 /* ms without a new size until it is painted: a window is drawn
			  * larger in many steps, and each would be a whole screen */
	PASTING = 100,	 /* ms that the next part of what is pasted may take to come */
};

static int64_t earlier(int64_t a, int64_t b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int terminal_poll(void *data, short *events, int64_t *deadline)
{
	struct app *app = data;
	struct app_screen *screen = app->screen;

	*events = POLLIN;
	if (term_pending(screen->term))
		*events |= POLLOUT;
	*deadline = screen->decoder.deadline;
	*deadline = earlier(earlier(*deadline, screen->show_at), screen->hold);
	if (screen->queued > 0)
		*deadline = earlier(*deadline, screen->queued_at + APP_AHEAD);
	*deadline = earlier(*deadline, screen->resizing);
	return term_fd(screen->term);
}

static void hang_up(struct app *app)
{
	app->screen->hung_up = true;
	app->screen->done = true;
}

static void terminal_ready(void *data, short revents, int64_t now)
{
	struct app *app = data;
	struct app_screen *screen = app->screen;
	char bytes[4096];
	ssize_t got = 0;

	if (screen->show_at >= 0 && now >= screen->show_at) {
		screen->show_at = -1;
		app_say(app, THEME_TEXT, _("Connecting to the server… (q leaves)"));
	}
	if (screen->resizing >= 0 && now >= screen->resizing) {
		screen->resizing = -1;
		term_resize(screen->term);
	}
	/* What the user does is shown at once. */
	if (revents != 0 || now >= screen->hold)
		screen->hold = -1;
	/* All that has been typed is taken before anything is painted. */
	while ((revents & (POLLIN | POLLHUP)) && !screen->done &&
	       (got = term_read(screen->term, bytes, sizeof(bytes))) > 0)
		key_decode(&screen->decoder, bytes, (size_t)got, now, app_took_key, app);
	/* A page that is pasted comes in many parts, and none of them is worth a look. */
	if (screen->pasting && revents != 0 && got == 0)
		screen->hold = now + PASTING;
	if (got < 0 || (revents & (POLLERR | POLLNVAL)))
		hang_up(app);
	if (screen->decoder.deadline >= 0 && now >= screen->decoder.deadline)
		key_decode_timeout(&screen->decoder, app_took_key, app);
	app_go_on(app, now);
}

static void took_signals(void *data, unsigned signals)
{
	struct app *app = data;

	if (signals & LOOP_HANGUP)
		hang_up(app);
	if (signals & LOOP_STOP)
		app->screen->done = true;
	if (signals & LOOP_RESIZE)
		app->screen->resizing = loop_now() + RESIZING;
	if (signals & LOOP_CONTINUE)
		term_redraw(app->screen->term);
	app->screen->dirty = true;
}

/* Painting. */

/* A message is all that such a view shares the screen with. */
static void paint_bare(struct app *app, struct view *view, struct view *over)
{
	struct app_screen *screen = app->screen;
	struct paint *paint = &screen->paint;

	view->ops->paint(view, paint, 0, paint->lines);
	if (over->ops->overlay)
		over->ops->paint(over, paint, paint->lines - 1, 1);
	else if (screen->message.len > 0)
		paint_row(paint, paint->lines - 1, screen->message_theme,
			  str_data(&screen->message));
	paint_finish(paint);
}

static void paint(struct app *app)
{
	struct app_screen *screen = app->screen;
	struct paint *paint = &screen->paint;
	struct view *view = app_base(app), *over = app_top(app);

	paint->columns = term_columns(screen->term);
	paint->lines = term_lines(screen->term);
	if (paint->columns < TERM_MIN_COLUMNS || paint->lines < TERM_MIN_LINES) {
		frame_paint_too_small(paint);
		paint_finish(paint);
		return;
	}
	if (view->ops->bare) {
		paint_bare(app, view, over);
		return;
	}
	frame_paint_title(app, paint, view);
	view->ops->paint(view, paint, FRAME_TOP, paint->lines - FRAME_TOP - FRAME_BOTTOM);
	/* What is said while a line is being typed stands above that line. */
	if (over->ops->overlay && screen->message.len > 0)
		paint_row(paint, paint->lines - 2, screen->message_theme,
			  str_data(&screen->message));
	else
		frame_paint_hints(app, paint, view);
	if (over->ops->overlay)
		over->ops->paint(over, paint, paint->lines - 1, 1);
	else if (screen->key_count > 0)
		frame_paint_sequence(app, paint, over, screen->keys,
				     screen->key_count);
	else if (link_is_troubled(app)) /* the row above is taken */
		paint_row(paint, paint->lines - 1, screen->message_theme,
			  str_data(&screen->message));
	else
		frame_paint_message(paint, screen->message_theme, str_data(&screen->message));
	paint_finish(paint);
}

static void end_turn(void *data)
{
	struct app *app = data;
	struct app_screen *screen = app->screen;

	if (!screen->ready && screen->know_me && !conn_busy(app->conn)) {
		screen->ready = true;
		screen->show_at = -1;
		if (screen->message_theme != THEME_ALERT) /* it is no longer "connecting" */
			str_clear(&screen->message);
		drafts_offer(app);
		keys_say_report(app);
		app_go_on(app, loop_now());
	}
	link_turn(app);
	if (screen->done || (!screen->ready && screen->show_at >= 0))
		return;
	/* A slow line first gets the rest of the last repaint; what has changed
	 * meanwhile is painted once it has taken that. */
	if (term_pending(screen->term) && term_send(screen->term) != 0)
		hang_up(app);
	if (!screen->dirty || screen->hold >= 0 || screen->resizing >= 0 ||
	    term_pending(screen->term))
		return;
	screen->dirty = false;
	screen->paint.left = false;
	paint(app);
	if (screen->paint.left)
		term_leave(screen->term);
	if (term_flush(screen->term) != 0)
		hang_up(app);
}

/* Start and end. */

static void last_words(void *data)
{
	term_rescue(data);
}

/* Libraries that write to standard error would tear the screen. */
static int silence(void)
{
	int before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	int to = log_fd() >= 0 ? log_fd() : open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (to >= 0) {
		dup2(to, STDERR_FILENO);
		if (to != log_fd())
			close(to);
	}
	return before;
}

static void start_sources(struct app *app)
{
	struct app_screen *screen = app->screen;
	struct loop_source terminal = {terminal_poll, terminal_ready, app};

	loop_add(screen->loop, &terminal);
	keep_add_source(app, screen->loop);
	loop_on_signals(screen->loop, took_signals, app);
	loop_on_turn(screen->loop, end_turn, app);
}

static int finish(struct app *app, int standard_error)
{
	struct app_screen *screen = app->screen;
	int status = err_exit_status(screen->failure.code);

	mem_on_exhausted(NULL, NULL);
	app_free_views(app);
	conn_free(app->conn);
	mark_free_all(app);
	find_free(app);
	command_free_all(app);
	words_free(app);
	term_close(screen->term);
	if (standard_error >= 0) {
		dup2(standard_error, STDERR_FILENO);
		close(standard_error);
	}
	if (screen->failure.code != ERR_OK && !screen->hung_up)
		fprintf(stderr, "kstt: %s\n", screen->failure.text);
	loop_free(screen->loop);
	keymap_free(app->keymap);
	str_free(&app->keymap_report);
	me_free(&app->me);
	str_free(&screen->message);
	arena_free(screen->paint.scratch);
	return status;
}

int app_run(const struct conf *conf)
{
	struct app_screen screen = {.show_at = -1, .resizing = -1, .hold = -1, .midnight = -1};
	struct app app = {.conf = conf, .screen = &screen, .me = {.today = DATE_NONE}};
	struct conn_conf db = conf->db;
	struct err_info info = {0};
	int standard_error;

	db.keep_trying = true;
	app.conn = conn_new(&db);
	link_hurry(app.conn);
	/* Before the size is read: windows change theirs while they are being opened. */
	screen.loop = loop_new();
	if (term_open(&screen.term, &info) != ERR_OK) {
		fprintf(stderr, "kstt: %s\n", info.text);
		conn_free(app.conn);
		loop_free(screen.loop);
		return err_exit_status(info.code);
	}
	mem_on_exhausted(last_words, screen.term);
	standard_error = silence();
	screen.paint.scratch = arena_new();
	screen.paint.ascii = strcmp(conf->charset, "ascii") == 0;
	key_start();
	key_decoder_start(&screen.decoder);
	screen.show_at = loop_now() + PATIENCE;
	keys_load(&app, conf->keymap);
	start_sources(&app);
	/* All that the first screen needs leaves in one round trip. */
	link_start(&app);
	app_show_pane(&app, PANE_TODAY);
	loop_run(screen.loop, &screen.done);
	return finish(&app, standard_error);
}
