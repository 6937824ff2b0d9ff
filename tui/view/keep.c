/* SPDX-License-Identifier: MIT */
/* See keep.h. */
#include "view/keep.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct keep {
	struct keep *next;
	struct app *app;
	struct draft *draft;
	void (*fill)(void *data, struct draft *draft);
	void *data;
	bool failed; /* has been told that it could not be written */
};

struct draft *keep_new_draft(struct app *app, const char *kind)
{
	const char *home = getenv("HOME");
	char *folder = home != NULL && home[0] == '/' ? draft_folder(home) : NULL;
	struct draft *draft = draft_new(folder, app->me.login != NULL ? app->me.login : "", kind);

	free(folder);
	return draft;
}

/* All that are on disk and typed by nobody. */
static int list(const struct app *app, struct draft ***out)
{
	const char *home = getenv("HOME");
	char *folder = home != NULL && home[0] == '/' ? draft_folder(home) : NULL;
	int count = 0;

	*out = NULL;
	if (folder != NULL && app->me.login != NULL)
		count = draft_list(folder, app->me.login, out);
	free(folder);
	return count;
}

/* Free all but this one, which is the caller's. */
static struct draft *choose(struct draft **all, int count, int chosen)
{
	struct draft *found = NULL;

	for (int i = 0; i < count; i++)
		if (i == chosen)
			found = all[i];
		else
			draft_free(all[i]);
	free(all);
	return found;
}

struct draft *keep_find_draft(struct app *app, const char *kind)
{
	struct draft **all;
	int count = list(app, &all), at = 0;

	while (at < count && strcmp(all[at]->kind, kind) != 0)
		at++;
	return choose(all, count, at);
}

void keep_drop(struct app *app, const char *uuid)
{
	struct draft **all, *draft;
	int count = list(app, &all), at = 0;

	while (at < count && strcmp(all[at]->id, uuid) != 0)
		at++;
	draft = choose(all, count, at);
	if (draft != NULL && !draft_differs(draft))
		draft_remove(draft);
	draft_free(draft);
}

struct keep *keep_start(struct app *app, struct draft *draft,
			void (*fill)(void *data, struct draft *draft), void *data)
{
	struct keep *keep = mem_new(1, sizeof(*keep));

	*keep = (struct keep){app->keeps, app, draft, fill, data, false};
	app->keeps = keep;
	return keep;
}

void keep_touch(struct keep *keep, bool more)
{
	/* A page that comes in counts as one key, however long it is. */
	if (!more || keep->draft->deadline < 0)
		draft_touch(keep->draft, loop_now());
}

const char *keep_uuid(const struct keep *keep)
{
	return keep->draft->id;
}

bool keep_typed(const struct keep *keep)
{
	return keep->draft->changed != 0 || keep->draft->deadline >= 0;
}

/* What cannot be kept is said each time, and once that it is kept again. */
static void save(struct keep *keep, int64_t now)
{
	struct err_info why = {0};

	keep->fill(keep->data, keep->draft);
	if (draft_save(keep->draft, now, &why) != ERR_OK) {
		app_say(keep->app, THEME_ALERT, "%s", why.text);
		keep->failed = true;
	} else if (keep->failed) {
		app_say(keep->app, THEME_GOOD, _("The draft is kept on disk again."));
		keep->failed = false;
	}
}

bool keep_write(struct keep *keep)
{
	if (keep->failed || keep->draft->deadline >= 0)
		save(keep, loop_now());
	return !keep->failed;
}

bool keep_write_all(struct app *app)
{
	bool all = true;

	for (struct keep *one = app->keeps; one != NULL; one = one->next)
		all = keep_write(one) && all;
	return all;
}

/* The one of this UUID, or NULL: its form has gone. */
static struct keep *of(struct app *app, const char *uuid)
{
	struct keep *keep = app->keeps;

	while (keep != NULL && strcmp(keep->draft->id, uuid) != 0)
		keep = keep->next;
	return keep;
}

void keep_sent(struct app *app, const char *uuid)
{
	struct keep *keep = of(app, uuid);

	if (keep == NULL)
		return;
	keep->fill(keep->data, keep->draft);
	draft_send(keep->draft);
	save(keep, loop_now());
}

void keep_refused(struct app *app, const char *uuid)
{
	struct keep *keep = of(app, uuid);

	if (keep == NULL)
		return;
	draft_settle(keep->draft);
	draft_touch(keep->draft, loop_now());
}

bool keep_is_sent(const struct keep *keep)
{
	return keep->draft->sent_at != 0;
}

time_t keep_sent_at(const struct keep *keep)
{
	return keep->draft->sent_at;
}

bool keep_differs(struct keep *keep)
{
	keep->fill(keep->data, keep->draft);
	return draft_differs(keep->draft);
}

void keep_renew(struct keep *keep)
{
	struct err_info why = {0};

	keep->fill(keep->data, keep->draft);
	if (draft_renew(keep->draft, loop_now(), &why) != ERR_OK)
		app_say(keep->app, THEME_ALERT, "%s", why.text);
}

static void take_out(struct keep *keep)
{
	struct keep **at = &keep->app->keeps;

	while (*at != keep)
		at = &(*at)->next;
	*at = keep->next;
}

struct draft *keep_take(struct keep *keep)
{
	struct draft *draft = keep->draft;

	take_out(keep);
	save(keep, loop_now());
	free(keep);
	return draft;
}

void keep_end(struct keep *keep, bool remove)
{
	take_out(keep);
	if (remove)
		draft_remove(keep->draft);
	else if (keep->draft->deadline >= 0)
		save(keep, loop_now());
	draft_free(keep->draft);
	free(keep);
}

static int keep_poll(void *data, short *events, int64_t *deadline)
{
	const struct app *app = data;

	*events = 0;
	*deadline = -1;
	for (const struct keep *one = app->keeps; one != NULL; one = one->next)
		if (one->draft->deadline >= 0 &&
		    (*deadline < 0 || one->draft->deadline < *deadline))
			*deadline = one->draft->deadline;
	return -1;
}

static void keep_ready(void *data, short revents, int64_t now)
{
	struct app *app = data;

	(void)revents;
	for (struct keep *one = app->keeps; one != NULL; one = one->next)
		if (one->draft->deadline >= 0 && one->draft->deadline <= now)
			save(one, now);
}

void keep_add_source(struct app *app, struct loop *loop)
{
	struct loop_source source = {keep_poll, keep_ready, app};

	loop_add(loop, &source);
}
