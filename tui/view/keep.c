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

struct draft *keep_find_draft(struct app *app, const char *kind)
{
	const char *home = getenv("HOME");
	char *folder = home != NULL && home[0] == '/' ? draft_folder(home) : NULL;
	struct draft **all = NULL, *found = NULL;
	int count = folder != NULL && app->me.login != NULL
			? draft_list(folder, app->me.login, &all)
			: 0;

	for (int i = 0; i < count; i++) {
		if (found == NULL && strcmp(all[i]->kind, kind) == 0)
			found = all[i];
		else
			draft_free(all[i]);
	}
	free(all);
	free(folder);
	return found;
}

void keep_drop_draft(struct app *app, const char *kind)
{
	struct draft *draft = keep_find_draft(app, kind);

	if (draft == NULL)
		return;
	draft_remove(draft);
	draft_free(draft);
}

void keep_drop(struct app *app, const char *uuid)
{
	struct draft *draft = keep_new_draft(app, "");

	memcpy(draft->id, uuid, UUID_TEXT);
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

void keep_end(struct keep *keep, bool remove)
{
	struct keep **at = &keep->app->keeps;

	while (*at != keep)
		at = &(*at)->next;
	*at = keep->next;
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
