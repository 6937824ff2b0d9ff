/* SPDX-License-Identifier: MIT */
/*
 * See app.h. One turn of the loop: input becomes keys, keys become actions,
 * answers reach their views, and at the end everything is painted once.
 */
#include "app.h"

#include "base/i18n.h"
#include "base/log.h"
#include "base/text.h"
#include "db/schema.h"
#include "frame.h"
#include "input/key.h"
#include "loop.h"
#include "term/term.h"
#include "view/help.h"
#include "view/mark.h"
#include "view/overdue.h"
#include "view/plans.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	STACK = 16,	     /* views over one another; nobody goes deeper */
	PATIENCE = 1000,     /* ms until a slow start shows that it is connecting */
	VIETNAM = 7 * 3600, /* seconds east of UTC, without summer time */
};

struct app_screen {
	struct terminal *term;
	struct loop *loop;
	struct paint paint;
	struct key_decoder decoder;
	uint32_t keys[KEYMAP_KEYS];
	int key_count;
	struct view *stacks[PANE_COUNT][STACK];
	int depths[PANE_COUNT];
	enum pane pane;
	struct str message;
	enum theme message_theme;
	bool dirty, hung_up, done;
	bool ready;	 /* who I am is known, and the first pane has been read */
	bool know_me, schema_fits;
	bool leaving;	 /* asked to quit while a write was on its way */
	int64_t show_at; /* when to paint even though nothing has come yet */
	int64_t midnight;
	struct err_info failure;
};

/* The stack of views. */

static struct view *top(const struct app *app)
{
	const struct app_screen *screen = app->screen;
	int depth = screen->depths[screen->pane];

	return depth > 0 ? screen->stacks[screen->pane][depth - 1] : NULL;
}

/* The view that fills the screen: the topmost that is no overlay. */
static struct view *base(const struct app *app)
{
	const struct app_screen *screen = app->screen;
	int at = screen->depths[screen->pane] - 1;

	while (at > 0 && screen->stacks[screen->pane][at]->ops->overlay)
		at--;
	return at >= 0 ? screen->stacks[screen->pane][at] : NULL;
}

void app_push(struct app *app, struct view *view)
{
	struct app_screen *screen = app->screen;
	int *depth = &screen->depths[screen->pane];

	if (*depth == STACK) {
		view->ops->free(view);
		return;
	}
	screen->stacks[screen->pane][(*depth)++] = view;
	screen->dirty = true;
}

static void free_view(struct app *app, struct view *view)
{
	mark_forget(app, view);
	request_forget_all(app->conn, view);
	view->ops->free(view);
}

void app_pop(struct app *app)
{
	struct app_screen *screen = app->screen;
	int *depth = &screen->depths[screen->pane];

	screen->dirty = true;
	if (*depth > 1)
		free_view(app, screen->stacks[screen->pane][--*depth]);
	else if (screen->pane != PANE_PLANS)
		app_show_pane(app, PANE_PLANS);
	else
		app_quit(app);
}

void app_show_pane(struct app *app, enum pane pane)
{
	struct app_screen *screen = app->screen;

	screen->pane = pane;
	screen->dirty = true;
	if (screen->depths[pane] > 0)
		return;
	app_push(app, pane == PANE_PLANS ? plans_new(app) : overdue_new(app));
}

void app_say(struct app *app, enum theme theme, const char *format, ...)
{
	struct app_screen *screen = app->screen;
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = NULL;
	va_end(args);
	str_clear(&screen->message);
	str_add(&screen->message, text != NULL ? text : "");
	free(text);
	screen->message_theme = theme;
	screen->dirty = true;
}

void app_quit(struct app *app)
{
	if (app->marks != NULL && conn_busy(app->conn) && !app->screen->leaving) {
		app->screen->leaving = true;
		app_say(app, THEME_ALERT,
			_("A change is still on its way to the server. Quit again to leave without waiting."));
		return;
	}
	app->screen->done = true;
}

static void refresh_all(struct app *app)
{
	struct app_screen *screen = app->screen;

	for (int pane = 0; pane < PANE_COUNT; pane++)
		for (int i = 0; i < screen->depths[pane]; i++)
			if (screen->stacks[pane][i]->ops->refresh != NULL)
				screen->stacks[pane][i]->ops->refresh(screen->stacks[pane][i]);
}

/* Keys. */

static bool act_globally(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_HELP:
		app_push(app, help_new(app, base(app)->ops->context));
		return true;
	case ACTION_PANE_PLANS:
		app_show_pane(app, PANE_PLANS);
		return true;
	case ACTION_PANE_OVERDUE:
		app_show_pane(app, PANE_OVERDUE);
		return true;
	case ACTION_CLOSE:
		app_pop(app);
		return true;
	case ACTION_BACK:
		if (app->screen->pane == PANE_PLANS && app->screen->depths[PANE_PLANS] == 1)
			app_say(app, THEME_TEXT, _("This is the first pane; q leaves the program."));
		else
			app_pop(app);
		return true;
	case ACTION_REFRESH:
		refresh_all(app);
		return true;
	case ACTION_REDRAW:
		term_redraw(app->screen->term);
		return true;
	case ACTION_QUIT:
		app_quit(app);
		return true;
	default:
		return false;
	}
}

void app_act(struct app *app, enum action action)
{
	struct view *view = top(app);

	app->screen->dirty = true;
	if (view->ops->act != NULL && view->ops->act(view, action))
		return;
	act_globally(app, action);
}

static void look_up(struct app *app, struct view *view)
{
	struct app_screen *screen = app->screen;
	enum action action = ACTION_NONE;
	char name[KEY_NAME];
	uint32_t last = screen->keys[screen->key_count - 1];
	bool begun = screen->key_count > 1;

	switch (keymap_find(app->keymap, view->ops->context, screen->keys, screen->key_count,
			    &action)) {
	case KEYMAP_FOUND:
		screen->key_count = 0;
		app_act(app, action);
		return;
	case KEYMAP_BEGINNING:
		if (screen->key_count < KEYMAP_KEYS)
			return;
		break;
	case KEYMAP_NO:
		break;
	}
	screen->key_count = 0;
	if (begun && last != KEY_ESC) { /* the key may mean something by itself */
		screen->keys[screen->key_count++] = last;
		look_up(app, view);
	} else if (!begun) {
		app_say(app, THEME_TEXT, _("The key %s does nothing here; F1 shows the keys."),
			key_name(last, name));
	}
}

static void took_key(void *data, uint32_t key)
{
	struct app *app = data;
	struct app_screen *screen = app->screen;
	struct view *view = top(app);

	if (screen->done || view == NULL)
		return;
	if (!screen->ready) { /* still connecting: only leaving makes sense */
		if (key == 'q' || key == 3 || key == KEY_ESC)
			screen->done = true;
		return;
	}
	screen->dirty = true;
	if (view->ops->key != NULL && view->ops->key(view, key))
		return;
	if (screen->key_count < KEYMAP_KEYS)
		screen->keys[screen->key_count++] = key;
	look_up(app, view);
}

static int terminal_poll(void *data, short *events, int64_t *deadline)
{
	struct app *app = data;
	struct app_screen *screen = app->screen;

	*events = POLLIN;
	if (term_pending(screen->term))
		*events |= POLLOUT;
	*deadline = screen->decoder.deadline;
	if (screen->show_at >= 0 && (*deadline < 0 || screen->show_at < *deadline))
		*deadline = screen->show_at;
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
	/* All that has been typed is taken before anything is painted. */
	while ((revents & (POLLIN | POLLHUP)) && !screen->done &&
	       (got = term_read(screen->term, bytes, sizeof(bytes))) > 0)
		key_decode(&screen->decoder, bytes, (size_t)got, now, took_key, app);
	if (got < 0 || (revents & (POLLERR | POLLNVAL)))
		hang_up(app);
	if (screen->decoder.deadline >= 0 && now >= screen->decoder.deadline)
		key_decode_timeout(&screen->decoder, took_key, app);
}

/* The link. */

static void fail(struct app *app, const struct err_info *why)
{
	app->screen->failure = *why;
	app->screen->done = true;
}

static void got_schema(void *data, const struct rows *rows, const struct err_info *why)
{
	struct app *app = data;
	struct err_info info = {0};

	if (why != NULL && why->code == ERR_LOST)
		return;
	if (schema_check(rows, why, &info) != ERR_OK)
		fail(app, &info);
	else
		app->screen->schema_fits = true;
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
		/* What the schema lacks is said better by its own check. */
		if (why->code != ERR_LOST && app->screen->schema_fits)
			fail(app, why);
		return;
	}
	if (me_read(&app->me, rows, &info) != ERR_OK) {
		fail(app, &info);
		return;
	}
	app->screen->know_me = true;
	app->screen->dirty = true;
	app->screen->midnight = app->me.pinned ? -1 : next_midnight(loop_now());
}

static void greet(struct app *app)
{
	request_read(app->conn, QUERY_SCHEMA, NULL, got_schema, app);
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
		refresh_all(app);
	} else if (state == CONN_FAILED || (state == CONN_WAITING && !app->screen->ready)) {
		fail(app, why);
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
	if (app->screen->midnight >= 0 && now >= app->screen->midnight) {
		app->screen->midnight = next_midnight(now);
		greet(app);
		refresh_all(app);
	}
}

static void took_signals(void *data, unsigned signals)
{
	struct app *app = data;

	if (signals & LOOP_HANGUP)
		hang_up(app);
	if (signals & LOOP_STOP)
		app->screen->done = true;
	if (signals & LOOP_RESIZE)
		term_resize(app->screen->term);
	if (signals & LOOP_CONTINUE)
		term_redraw(app->screen->term);
	app->screen->dirty = true;
}

/* Painting. */

static void paint(struct app *app)
{
	struct app_screen *screen = app->screen;
	struct paint *paint = &screen->paint;
	struct view *view = base(app), *over = top(app);

	paint->columns = term_columns(screen->term);
	paint->lines = term_lines(screen->term);
	if (paint->columns < TERM_MIN_COLUMNS || paint->lines < TERM_MIN_LINES) {
		frame_paint_too_small(paint);
		paint_finish(paint);
		return;
	}
	frame_paint_title(app, paint, view);
	view->ops->paint(view, paint, FRAME_TOP, paint->lines - FRAME_TOP - FRAME_BOTTOM);
	frame_paint_hints(app, paint, view->ops->context);
	if (over->ops->overlay)
		over->ops->paint(over, paint, paint->lines - 1, 1);
	else
		paint_row(paint, paint->lines - 1, screen->message_theme,
			  str_data(&screen->message));
	paint_finish(paint);
}

static void end_turn(void *data)
{
	struct app *app = data;
	struct app_screen *screen = app->screen;

	if (!screen->ready && screen->know_me && screen->schema_fits && !conn_busy(app->conn)) {
		screen->ready = true;
		screen->show_at = -1;
		str_clear(&screen->message);
	}
	if (screen->done || (!screen->ready && screen->show_at >= 0))
		return;
	if (screen->dirty && !term_pending(screen->term)) {
		screen->dirty = false;
		paint(app);
	}
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

static void load_keys(struct app *app)
{
	struct str report = STR_EMPTY;

	app->keymap = keymap_new(&report);
	if (app->conf->keys != NULL && *app->conf->keys != '\0')
		keymap_add_file(app->keymap, app->conf->keys, &report);
	if (report.len > 0) {
		report.data[strcspn(report.data, "\n")] = '\0';
		app_say(app, THEME_ALERT, "%s", report.data);
		log_line("keymap: %s", report.data);
	}
	str_free(&report);
}

static void start_sources(struct app *app)
{
	struct app_screen *screen = app->screen;
	struct loop_source terminal = {terminal_poll, terminal_ready, app};
	struct loop_source link = {link_poll, link_ready, app};

	loop_add(screen->loop, &terminal);
	loop_add(screen->loop, &link);
	loop_on_signals(screen->loop, took_signals, app);
	loop_on_turn(screen->loop, end_turn, app);
	conn_on_state(app->conn, link_changed, app);
}

static int finish(struct app *app, int standard_error)
{
	struct app_screen *screen = app->screen;
	int status = err_exit_status(screen->failure.code);

	mem_on_exhausted(NULL, NULL);
	for (int pane = 0; pane < PANE_COUNT; pane++)
		while (screen->depths[pane] > 0)
			free_view(app, screen->stacks[pane][--screen->depths[pane]]);
	conn_free(app->conn);
	mark_free_all(app);
	term_close(screen->term);
	if (standard_error >= 0) {
		dup2(standard_error, STDERR_FILENO);
		close(standard_error);
	}
	if (screen->failure.code != ERR_OK && !screen->hung_up)
		fprintf(stderr, "kstt: %s\n", screen->failure.text);
	loop_free(screen->loop);
	keymap_free(app->keymap);
	me_free(&app->me);
	str_free(&screen->message);
	arena_free(screen->paint.scratch);
	return status;
}

int app_run(const struct conf *conf)
{
	struct app_screen screen = {.show_at = -1, .midnight = -1};
	struct app app = {.conf = conf, .screen = &screen, .me = {.today = DATE_NONE}};
	struct conn_conf db = conf->db;
	struct err_info info = {0};
	int standard_error;

	if (term_open(&screen.term, &info) != ERR_OK) {
		fprintf(stderr, "kstt: %s\n", info.text);
		return err_exit_status(info.code);
	}
	mem_on_exhausted(last_words, screen.term);
	standard_error = silence();
	screen.paint.scratch = arena_new();
	screen.paint.ascii = strcmp(conf->charset, "ascii") == 0;
	key_start();
	key_decoder_start(&screen.decoder);
	screen.loop = loop_new();
	screen.show_at = loop_now() + PATIENCE;
	db.keep_trying = true;
	app.conn = conn_new(&db);
	load_keys(&app);
	start_sources(&app);
	/* All that the first screen needs leaves in one round trip. */
	greet(&app);
	app_show_pane(&app, PANE_PLANS);
	loop_run(screen.loop, &screen.done);
	return finish(&app, standard_error);
}
