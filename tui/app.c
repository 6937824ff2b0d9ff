/* SPDX-License-Identifier: MIT */
/*
 * See app.h. The stacks of views, and the way of a key: sequence, action, the
 * view's own handling, then what holds everywhere.
 */
#include "app_parts.h"
#include "base/i18n.h"
#include "db/request.h"
#include "view/calendar.h"
#include "view/command.h"
#include "view/drafts.h"
#include "view/figures.h"
#include "view/filter.h"
#include "view/find.h"
#include "view/gap.h"
#include "view/handover.h"
#include "view/keep.h"
#include "view/help.h"
#include "view/intake.h"
#include "view/keymaps.h"
#include "view/mark.h"
#include "view/overdue.h"
#include "view/plans.h"
#include "view/register.h"
#include "view/today.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The stack of views. */

struct view *app_top(const struct app *app)
{
	const struct app_screen *screen = app->screen;
	int depth = screen->depths[screen->pane];

	return depth > 0 ? screen->stacks[screen->pane][depth - 1] : NULL;
}

struct view *app_base(const struct app *app)
{
	const struct app_screen *screen = app->screen;
	int at = screen->depths[screen->pane] - 1;

	while (at > 0 && screen->stacks[screen->pane][at]->ops->overlay)
		at--;
	return at >= 0 ? screen->stacks[screen->pane][at] : NULL;
}

static void free_view(struct app *app, struct view *view)
{
	mark_forget(app, view);
	find_forget(app, view);
	request_forget_all(app->conn, view);
	view->ops->free(view);
}

void app_push(struct app *app, struct view *view)
{
	struct app_screen *screen = app->screen;
	int *depth = &screen->depths[screen->pane];

	if (*depth == APP_STACK) {
		free_view(app, view);
		app_say(app, THEME_ALERT, _("Too many panes lie over one another here; q goes back."));
		return;
	}
	screen->outdated[screen->pane][*depth] = false;
	screen->stacks[screen->pane][(*depth)++] = view;
	screen->dirty = true;
	str_clear(&screen->message); /* it spoke of what was before */
}

/* A view that comes to the top again shows what it knew, without a query, unless
 * something has been written meanwhile. */
static void come_up(struct app *app)
{
	struct app_screen *screen = app->screen;
	struct view *view = app_base(app);
	bool *outdated;
	int at = screen->depths[screen->pane] - 1;

	while (at > 0 && screen->stacks[screen->pane][at] != view)
		at--;
	outdated = &screen->outdated[screen->pane][at];
	if (*outdated && view->ops->refresh != NULL)
		view->ops->refresh(view);
	*outdated = false;
}

void app_outdate(struct app *app, const struct view *except)
{
	struct app_screen *screen = app->screen;

	for (int pane = 0; pane < PANE_COUNT; pane++)
		for (int i = 0; i < screen->depths[pane]; i++)
			screen->outdated[pane][i] = screen->stacks[pane][i] != except;
	come_up(app);
}

void app_pop(struct app *app)
{
	struct app_screen *screen = app->screen;
	int *depth = &screen->depths[screen->pane];

	screen->dirty = true;
	if (!app_top(app)->ops->overlay)
		str_clear(&screen->message);
	if (*depth > 1) {
		free_view(app, screen->stacks[screen->pane][--*depth]);
		come_up(app);
	} else if (screen->pane != PANE_TODAY) {
		app_show_pane(app, PANE_TODAY);
	} else {
		app_quit(app);
	}
}

bool app_has(const struct app *app, const struct view *view)
{
	const struct app_screen *screen = app->screen;

	for (int pane = 0; view != NULL && pane < PANE_COUNT; pane++)
		for (int at = 0; at < screen->depths[pane]; at++)
			if (screen->stacks[pane][at] == view)
				return true;
	return false;
}

/* Below others, or in another pane than the one that is shown. */
static void take_out(struct app *app, struct view *view, int pane, int at)
{
	struct app_screen *screen = app->screen;
	int behind = --screen->depths[pane] - at;

	memmove(&screen->stacks[pane][at], &screen->stacks[pane][at + 1],
		(size_t)behind * sizeof(screen->stacks[pane][at]));
	memmove(&screen->outdated[pane][at], &screen->outdated[pane][at + 1],
		(size_t)behind * sizeof(screen->outdated[pane][at]));
	free_view(app, view);
}

void app_close(struct app *app, struct view *view)
{
	struct app_screen *screen = app->screen;

	if (app_top(app) == view) {
		app_pop(app);
		return;
	}
	for (int pane = 0; pane < PANE_COUNT; pane++)
		for (int at = 0; at < screen->depths[pane]; at++)
			if (screen->stacks[pane][at] == view)
				take_out(app, view, pane, at);
}

void app_show_pane(struct app *app, enum pane pane)
{
	static struct view *(*const open[PANE_COUNT])(struct app *app) = {
	    [PANE_TODAY] = today_new,
	    [PANE_PLANS] = plans_new,
	    [PANE_OVERDUE] = overdue_new,
	    [PANE_CALENDAR] = calendar_new,
	    [PANE_FEEDBACK] = register_new,
	};
	struct app_screen *screen = app->screen;

	screen->pane = pane;
	screen->dirty = true;
	str_clear(&screen->message);
	if (screen->depths[pane] > 0)
		come_up(app);
	else
		app_push(app, open[pane](app));
}

struct view *app_show_first(struct app *app, enum pane pane)
{
	struct app_screen *screen = app->screen;

	app_show_pane(app, pane);
	while (screen->depths[pane] > 1)
		free_view(app, screen->stacks[pane][--screen->depths[pane]]);
	return screen->stacks[pane][0];
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
	if (request_writes(app->conn) > 0 && !app->screen->leaving) {
		app->screen->leaving = true;
		app_say(app, THEME_ALERT, "%s",
			conn_state(app->conn) == CONN_UP
			    ? _("A change is still on its way to the server. Quit again to leave without waiting.")
			    : _("A change has not been written yet. Quit again to leave and give it up."));
		return;
	}
	app->screen->done = true;
}

void app_refresh_all(struct app *app)
{
	struct app_screen *screen = app->screen;

	for (int pane = 0; pane < PANE_COUNT; pane++)
		for (int i = 0; i < screen->depths[pane]; i++)
			if (screen->stacks[pane][i]->ops->refresh != NULL)
				screen->stacks[pane][i]->ops->refresh(screen->stacks[pane][i]);
}

void app_free_views(struct app *app)
{
	struct app_screen *screen = app->screen;

	for (int pane = 0; pane < PANE_COUNT; pane++)
		while (screen->depths[pane] > 0)
			free_view(app, screen->stacks[pane][--screen->depths[pane]]);
}

/* Keys. */

/* What one key opens from everywhere. */
static bool open_anywhere(struct app *app, enum action action)
{
	static const struct {
		enum action action;
		enum pane pane;
	} panes[] = {
	    {ACTION_PANE_TODAY, PANE_TODAY},	   {ACTION_PANE_PLANS, PANE_PLANS},
	    {ACTION_PANE_OVERDUE, PANE_OVERDUE},   {ACTION_PANE_CALENDAR, PANE_CALENDAR},
	    {ACTION_PANE_FEEDBACK, PANE_FEEDBACK},
	};
	static const struct {
		enum action action;
		struct view *(*make)(struct app *app);
	} views[] = {
	    {ACTION_KEYMAP, keymaps_new},
	    {ACTION_FIGURES, figures_new},
	    {ACTION_DRAFTS, drafts_new},
	    {ACTION_HANDOVER, handover_new},
	};

	for (size_t i = 0; i < sizeof(panes) / sizeof(*panes); i++)
		if (panes[i].action == action) {
			app_show_pane(app, panes[i].pane);
			return true;
		}
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		if (views[i].action == action) {
			app_push(app, views[i].make(app));
			return true;
		}
	return false;
}

/* A form that no draft can be kept of is left at the second time only. */
static void quit(struct app *app)
{
	if (keep_write_all(app) || app->warned) {
		app_quit(app);
		return;
	}
	app->warned = true;
	app_say(app, THEME_ALERT,
		_("No draft can be kept on disk: leaving once more loses what was typed."));
}

static bool act_globally(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_HELP:
		app_push(app, help_new(app, app_base(app)));
		return true;
	case ACTION_GAP:
		app_push(app, gap_new(app, 0));
		return true;
	case ACTION_FEEDBACK_NEW:
		intake_new(app, NULL);
		return true;
	case ACTION_CLOSE:
		app_pop(app);
		return true;
	case ACTION_BACK:
		if (app->screen->pane == PANE_TODAY && app->screen->depths[PANE_TODAY] == 1)
			app_say(app, THEME_TEXT, _("This is the first pane; q leaves the program."));
		else
			app_pop(app);
		return true;
	case ACTION_REFRESH:
		conn_retry(app->conn);
		app_refresh_all(app);
		return true;
	case ACTION_REDRAW:
		term_redraw(app->screen->term);
		return true;
	case ACTION_UNDO:
		undo_open(app);
		return true;
	case ACTION_QUIT:
		quit(app);
		return true;
	case ACTION_COMMAND:
		command_open(app_base(app));
		return true;
	default:
		return open_anywhere(app, action) || find_act(app_base(app), action) ||
		       filter_act(app_base(app), action);
	}
}

static bool is_for_others(const struct app *app, enum action action)
{
	return (action_info(action)->flags & ACTION_UNIT) && app->me.right != NULL &&
	       !me_marks(&app->me);
}

bool app_offers(const struct app *app, const struct view *view, enum action action)
{
	if (is_for_others(app, action))
		return false;
	return view->ops->offers == NULL || view->ops->offers(view, action);
}

bool app_refuses(struct app *app, enum action action)
{
	if (!is_for_others(app, action))
		return false;
	app_say(app, THEME_ALERT,
		_("Leaders and administrators write for no unit: its officials and coordinators do that."));
	return true;
}

void app_act(struct app *app, enum action action)
{
	struct view *view = app_top(app);

	app->screen->dirty = true;
	if (action == ACTION_BACK && link_stop_waiting(app))
		return;
	if (view->ops->act != NULL && view->ops->act(view, action))
		return;
	if (!act_globally(app, action))
		app_say(app, THEME_TEXT, _("Not here: %s"), _(action_info(action)->help));
}

/* No such sequence: nothing is done, and nothing of it is taken for another key. */
static void say_unknown(struct app *app)
{
	struct app_screen *screen = app->screen;
	struct str keys = STR_EMPTY;

	keymap_show_keys(screen->keys, screen->key_count, &keys);
	app_say(app, THEME_TEXT, _("The key %s does nothing here; F1 shows the keys."),
		str_data(&keys));
	str_free(&keys);
}

static void look_up(struct app *app, struct view *view)
{
	struct app_screen *screen = app->screen;
	enum action action = ACTION_NONE;
	bool left = screen->key_count > 1 && screen->keys[screen->key_count - 1] == KEY_ESC;

	switch (keymap_find(app->keymap, view->ops->context, screen->keys, screen->key_count,
			    &action)) {
	case KEYMAP_FOUND:
		screen->key_count = 0;
		app_act(app, action);
		return;
	case KEYMAP_BEGINNING:
		return; /* the line at the bottom says how it can go on */
	case KEYMAP_NO:
		if (!left)
			say_unknown(app);
		screen->key_count = 0;
	}
}

/* Pasted text is text: it goes where text is asked for, and nowhere else. A view that
 * takes lines gets all of it as it is, with its beginning and its end. */
static bool take_pasted(struct app *app, struct view *view, uint32_t key)
{
	struct app_screen *screen = app->screen;

	if (key == KEY_PASTE_BEGIN || key == KEY_PASTE_END) {
		screen->pasting = key == KEY_PASTE_BEGIN;
		if (view->ops->lines)
			view->ops->key(view, key);
		if (screen->pasting && view->ops->key == NULL)
			app_say(app, THEME_ALERT,
				_("Pasted text is left out here: open a line that asks for text first."));
		return true;
	}
	if (!screen->pasting)
		return false;
	if (!view->ops->lines && (key == KEY_RETURN || key == KEY_TAB))
		key = ' ';
	if (key == KEY_RETURN || key == KEY_TAB || (view->ops->lines && (key & KEY_PASTED) != 0))
		view->ops->key(view, key);
	else if (view->ops->key != NULL && key >= ' ' && key < KEY_SPECIAL && key != KEY_RUBOUT)
		view->ops->key(view, key);
	return true;
}

static bool too_small(const struct app *app)
{
	return term_columns(app->screen->term) < TERM_MIN_COLUMNS ||
	       term_lines(app->screen->term) < TERM_MIN_LINES;
}

static void use_key(struct app *app, uint32_t key)
{
	struct app_screen *screen = app->screen;
	struct view *view = app_top(app);
	enum action action = ACTION_NONE;

	screen->dirty = true;
	if (take_pasted(app, view, key))
		return;
	/* A torn screen can be repainted from anywhere, also in a question or amid a
	 * sequence. */
	if (keymap_find(app->keymap, CONTEXT_GLOBAL, &key, 1, &action) == KEYMAP_FOUND &&
	    action == ACTION_REDRAW) {
		term_redraw(screen->term);
		return;
	}
	if (screen->key_count == 0 && view->ops->key != NULL && view->ops->key(view, key))
		return;
	screen->keys[screen->key_count++] = key; /* a longer sequence is never begun */
	look_up(app, view);
}

static bool waiting(const struct app *app)
{
	const struct view *view = app_top(app);

	if (!app->screen->ready)
		return true;
	/* A silent server must not hold up who walks over what is there. */
	return conn_state(app->conn) == CONN_UP && !app->screen->silent &&
	       view->ops->waiting != NULL && view->ops->waiting(view);
}

void app_drop_keys(struct app *app)
{
	if (app->screen->queued == 0)
		return;
	app->screen->queued = 0;
	app_say(app, THEME_ALERT, _("The server is slow: the keys typed ahead of it were left out."));
}

void app_go_on(struct app *app, int64_t now)
{
	struct app_screen *screen = app->screen;
	int used = 0;

	if (waiting(app) && now - screen->queued_at >= APP_AHEAD)
		app_drop_keys(app);
	while (used < screen->queued && !screen->done && !waiting(app))
		use_key(app, screen->queue[used++]);
	screen->queued -= used;
	memmove(screen->queue, screen->queue + used, (size_t)screen->queued * sizeof(*screen->queue));
}

/* Where nothing of the panes can be seen, nothing but leaving may happen. */
static bool only_leaving(struct app *app, uint32_t key)
{
	const struct app_screen *screen = app->screen;
	bool leaves = key == 'q' || key == 'Q' || key == 3;

	if (screen->ready && !too_small(app))
		return false;
	if (!screen->ready && !leaves && key != KEY_ESC)
		return false; /* typed ahead of the first screen: it waits for it */
	if (leaves || !screen->ready)
		app_quit(app);
	return true;
}

/* A key that is typed while its view still waits for rows would meet another row
 * than the user has in mind: it waits too. Esc leaves all of them out, and never
 * waits itself. */
void app_took_key(void *data, uint32_t key)
{
	struct app *app = data;
	struct app_screen *screen = app->screen;

	if (screen->done || app_top(app) == NULL || only_leaving(app, key))
		return;
	if (key == KEY_ESC)
		screen->queued = 0;
	if ((key == KEY_ESC && screen->ready) || (screen->queued == 0 && !waiting(app))) {
		use_key(app, key);
	} else if (screen->queued < APP_QUEUE) {
		if (screen->queued == 0)
			screen->queued_at = loop_now();
		screen->queue[screen->queued++] = key;
	}
}
