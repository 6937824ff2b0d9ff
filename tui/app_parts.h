/* SPDX-License-Identifier: MIT */
/*
 * What app.c (views and keys), keys.c (keymaps), link.c (the server) and run.c (terminal, painting,
 * start and end) share, and show to no view.
 */
#ifndef KSTT_APP_PARTS_H
#define KSTT_APP_PARTS_H

#include "app.h"
#include "base/str.h"
#include "input/key.h"
#include "loop.h"
#include "term/term.h"

enum {
	APP_STACK = 16,	  /* views over one another; nobody goes deeper */
	APP_QUEUE = 512,  /* keys typed ahead of an answer */
	APP_AHEAD = 3000, /* ms that they wait for it; then they are left out */
};

struct app_screen {
	struct terminal *term;
	struct loop *loop;
	struct paint paint;
	struct key_decoder decoder;
	uint32_t keys[KEYMAP_KEYS]; /* a sequence that has begun */
	int key_count;
	struct view *stacks[PANE_COUNT][APP_STACK];
	bool outdated[PANE_COUNT][APP_STACK]; /* read it again when it comes to the top */
	int depths[PANE_COUNT];
	enum pane pane;
	struct str message;
	enum theme message_theme;
	uint32_t queue[APP_QUEUE]; /* keys that wait for an answer (see app_took_key) */
	int queued;
	int64_t queued_at;
	bool pasting;
	bool dirty, hung_up, done;
	bool ready; /* who I am is known, and the first pane has been read */
	bool know_me;
	bool leaving;	  /* asked to quit while a write was on its way */
	int64_t show_at;  /* when to paint even though nothing has come yet, or -1 */
	int64_t resizing; /* until when a repaint waits for further sizes, or -1 */
	int64_t hold;	  /* until when a repaint waits for the answers to come, or -1 */
	int64_t midnight; /* when the day moves, or -1 */
	bool busy;	       /* an answer was awaited at the end of the last turn */
	bool silent;	       /* somebody waits for the server, and has for a while */
	int asked_writes;      /* writes of which the user knows that they hang */
	struct view *question; /* whether to wait for them, while it is open */
	struct err_info failure;
};

/* app.c */
struct view *app_top(const struct app *app);
/* The view that fills the screen: the topmost that is no overlay. */
struct view *app_base(const struct app *app);
void app_free_views(struct app *app);
void app_refresh_all(struct app *app);
void app_took_key(void *data, uint32_t key);
/* An answer may have come: go on with the keys that waited for it. */
void app_go_on(struct app *app, int64_t now);
/* Leave out the keys that wait, and say so. */
void app_drop_keys(struct app *app);

/* keys.c */
void keys_load(struct app *app, const char *name);
/* At the bottom, if there is something. */
void keys_say_report(struct app *app);

/* link.c */
/* Set the connection going without waiting for it: the server starts its end while
 * this program looks at its terminal. */
void link_hurry(struct conn *conn);
void link_start(struct app *app);
/* The end of a turn: what the link does may have to be said, or asked. */
void link_turn(struct app *app);
/* Stop waiting for an answer that does not come; false when nothing is late. */
bool link_stop_waiting(struct app *app);
bool link_is_troubled(const struct app *app);
/* Append what is wrong with the link, and since when; nothing when all is well. */
void link_status(const struct app *app, struct str *out);
/* End the program with this error. */
void link_fail(struct app *app, const struct err_info *why);

#endif
