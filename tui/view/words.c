/* SPDX-License-Identifier: MIT */
/* See words.h. */
#include "view/words.h"

#include "app.h"
#include "base/mem.h"
#include "db/request.h"

#include <stdlib.h>
#include <string.h>

enum { WAITING = 16 };

struct words_unit {
	struct form_choice choice; /* the id as text, and the name */
	bool mine;
};

struct words {
	struct feedback_words words;
	struct arena *arena; /* of the units */
	struct words_unit *units;
	int unit_count;
	struct {
		struct view *view;
		void (*then)(struct view *view);
	} waiting[WAITING];
	int next;
};

static struct words *holder(struct app *app)
{
	if (app->words == NULL)
		app->words = mem_new(1, sizeof(*app->words));
	return app->words;
}

static void got_words(void *data, const struct rows *rows, const struct err_info *why)
{
	struct app *app = ((struct view *)data)->app;

	if (why == NULL)
		feedback_words_read(&holder(app)->words, rows,
				    strcmp(app->conf->language, "en") == 0);
	else if (why->code != ERR_LOST)
		app_say(app, THEME_ALERT, "%s", why->text);
}

static void read_units(struct words *self, const struct rows *rows)
{
	arena_free(self->arena);
	self->arena = arena_new();
	self->unit_count = rows_count(rows);
	self->units =
	    arena_alloc(self->arena, ((size_t)self->unit_count + 1) * sizeof(*self->units));
	for (int i = 0; i < self->unit_count; i++)
		self->units[i] = (struct words_unit){
		    {arena_copy(self->arena, rows_text(rows, i, "unit_id")),
		     arena_copy(self->arena, rows_text(rows, i, "name"))},
		    rows_bool(rows, i, "mine")};
}

static void got_units(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *view = data;
	struct words *self = holder(view->app);

	if (why == NULL)
		read_units(self, rows);
	for (int i = 0; i < WAITING; i++) {
		void (*then)(struct view *) = self->waiting[i].then;

		if (self->waiting[i].view != view || then == NULL)
			continue;
		self->waiting[i].view = NULL;
		then(view);
		return;
	}
}

void words_ask(struct view *view, void (*then)(struct view *view))
{
	struct words *self = holder(view->app);
	int at;

	if (self->words.count > 0 && self->unit_count > 0) {
		then(view);
		return;
	}
	/* A view that went away before its answer may have left its place taken. */
	for (at = 0; at < WAITING && self->waiting[at].view != view;)
		at++;
	if (at == WAITING)
		at = self->next = (self->next + 1) % WAITING;
	self->waiting[at].view = view;
	self->waiting[at].then = then;
	request_read(view->app->conn, QUERY_FEEDBACK_KINDS, NULL, got_words, view);
	request_read(view->app->conn, QUERY_UNIT_LIST, NULL, got_units, view);
}

const struct feedback_words *words_of(const struct app *app)
{
	static const struct feedback_words none = {0};

	return app->words != NULL ? &app->words->words : &none;
}

const char *words_name(const struct app *app, const char *set, const char *code)
{
	return feedback_word(words_of(app), set, code);
}

const char *words_unit_name(const struct app *app, const char *id)
{
	const struct words *self = app->words;

	for (int i = 0; self != NULL && i < self->unit_count; i++)
		if (strcmp(self->units[i].choice.code, id) == 0)
			return self->units[i].choice.text;
	return id;
}

void words_offer(const struct app *app, struct form *form, int field, const char *set)
{
	const struct feedback_words *words = words_of(app);
	const struct feedback_word *one = NULL;
	struct form_choice *choices = mem_new((size_t)words->count + 1, sizeof(*choices));
	int count = 0;

	while ((one = feedback_word_next(words, set, one)) != NULL)
		choices[count++] = (struct form_choice){one->code, one->name};
	form_choices(form, field, choices, count);
	free(choices);
}

int words_offer_units(const struct app *app, struct form *form, int field, bool mine)
{
	const struct words *self = app->words;
	int count = 0;
	struct form_choice *choices;

	if (self == NULL)
		return 0;
	choices = mem_new((size_t)self->unit_count + 1, sizeof(*choices));
	for (int i = 0; i < self->unit_count; i++)
		if (!mine || self->units[i].mine)
			choices[count++] = self->units[i].choice;
	form_choices(form, field, choices, count);
	free(choices);
	return count;
}

void words_free(struct app *app)
{
	if (app->words == NULL)
		return;
	feedback_words_free(&app->words->words);
	arena_free(app->words->arena);
	free(app->words);
	app->words = NULL;
}
