/* SPDX-License-Identifier: MIT */
/*
 * The panes' one object: terminal, connection, keys, and the stacks of views.
 * Views get it by parameter; there is no other state.
 */
#ifndef KSTT_APP_H
#define KSTT_APP_H

#include "db/conn.h"
#include "input/keymap.h"
#include "session/conf.h"
#include "session/me.h"
#include "term/paint.h"
#include "view/view.h"

struct commands;
struct find;
struct keep;
struct mark;
struct remark;
struct sent_order;
struct words;

/* The panes one can always go to; each keeps its own stack of views. */
enum pane {
	PANE_TODAY,
	PANE_PLANS,
	PANE_OVERDUE,
	PANE_CALENDAR,
	PANE_FEEDBACK,
	PANE_COUNT
};

struct app {
	const struct conf *conf;
	struct conn *conn;
	struct keymap *keymap;
	const char *keymap_name;  /* the one below the user's own file */
	struct str keymap_report; /* what is wrong in files of keys, one a line */
	struct me me;
	struct mark *marks; /* writes on their way (view/mark.c) */
	struct find *find;  /* what was looked for last (view/find.c) */
	struct commands *commands; /* lines typed behind `:` (view/command.c) */
	struct sent_order *orders; /* and those of many rows (view/order.c) */
	struct remark *refused; /* a note or a proof, kept for what was typed */
	char *reason; /* of a withdrawal that was refused, kept likewise */
	struct keep *keeps; /* forms as drafts on disk (view/keep.c) */
	bool warned;        /* that leaving loses what cannot be kept there; typing takes it back */
	struct words *words; /* of the register, and units (view/words.c) */
	/* What follows is app.c's own. */
	struct app_screen *screen;
};

/* Open the panes and run them to their end; returns the exit status. */
int app_run(const struct conf *conf);

/* Put a view on top of the stack; it belongs to the app from here on. */
void app_push(struct app *app, struct view *view);
/* Take the top view away and free it; on the last one the program ends. */
void app_pop(struct app *app);
/* Whether the view still stands anywhere; NULL does not. */
bool app_has(const struct app *app, const struct view *view);
/* Take this view away and free it, wherever it stands. */
void app_close(struct app *app, struct view *view);
void app_show_pane(struct app *app, enum pane pane);
/* Show the pane's first view, alone; returns it. */
struct view *app_show_first(struct app *app, enum pane pane);
/* Something has been written, and `except` (or NULL) has asked for it: every other
 * view reads again when it comes to the top, and not before. */
void app_outdate(struct app *app, const struct view *except);
/* Whether who works here may do it in the view, as far as is known before it is tried. */
bool app_offers(const struct app *app, const struct view *view, enum action action);
/* Say so when others than who works here have to do it: better than after a whole form. */
bool app_refuses(struct app *app, enum action action);
/* Do what a key would do, e.g. from the help. */
void app_act(struct app *app, enum action action);
/* Use another of the keymaps that come with the program, from the next key on. */
void app_use_keymap(struct app *app, const char *name);
/* The file of one's own keys, in the arena: the setting, else the usual place; *there:
 * it is used. NULL when there is no home to have it in. */
const char *app_keys_file(const struct app *app, struct arena *arena, bool *there);
/* A line at the bottom, until the next one. */
void app_say(struct app *app, enum theme theme, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void app_quit(struct app *app);

#endif
