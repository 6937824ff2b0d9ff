/* SPDX-License-Identifier: MIT */
/* See filter.h. */
#include "view/filter.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"
#include "plan/reading.h"
#include "view/found.h"
#include "widget/choices.h"
#include "widget/line.h"
#include "widget/list.h"

#include <stdlib.h>
#include <string.h>

struct filter {
	struct view view;
	struct view *base;
	struct field field;
	struct choices choices;
	size_t term; /* where the term that Tab completes begins */
	char *before;
};

enum { CTRL_C = 3, CTRL_G = 7 };

static const char *class_of(const struct occurrence *owed)
{
	if (owed->due == DATE_NONE)
		return _("continuous");
	return owed->period[0] == '\0' || strcmp(owed->period, "D") == 0 ? _("by a day")
									   : _("by period");
}

void filter_row(const struct occurrence *owed, const char *plan_key, const char *path,
		struct arena *arena, struct sieve_row *out)
{
	const char *period = reading_period(owed->period, arena);

	*out = (struct sieve_row){0};
	if (owed->id != 0) {
		out->facets[SIEVE_STATE] = task_state_title(owed->state);
		out->facets[SIEVE_CLASS] = class_of(owed);
	}
	if (owed->days_late > 0 && task_state_owes(owed->state))
		out->facets[SIEVE_LATE] = _("overdue");
	out->facets[SIEVE_UNIT] = owed->unit;
	out->facets[SIEVE_PLAN] = plan_key;
	out->facets[SIEVE_SECTION] =
	    arena_printf(arena, _("section %.*s"), (int)strcspn(path, "."), path);
	out->facets[SIEVE_PERIOD] = period;
}

/* What a state is called, by the word that the server knows. */
static const char *state_title(int i)
{
	return i < TASK_STATE_COUNT ? task_state_title((enum task_state)i) : _("overdue");
}

const char *filter_state(const char *terms)
{
	struct arena *arena = arena_new();
	const char *found = NULL;

	while (*terms != '\0' && found == NULL) {
		size_t len = strcspn(terms, ";");
		const char *term = text_fold(arena, arena_copy_bytes(arena, terms, len));

		for (int i = 0; i <= TASK_STATE_COUNT && found == NULL; i++)
			if (strcmp(term, text_fold(arena, state_title(i))) == 0)
				found = i < TASK_STATE_COUNT ? task_state_word((enum task_state)i)
							     : "late";
		terms += len + (terms[len] == ';');
	}
	arena_free(arena);
	return found;
}

static void apply(struct filter *self)
{
	sieve_set(self->base->ops->rows->sieve(self->base), field_text(&self->field));
	self->base->ops->rows->sift(self->base);
}

static void filter_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct filter *self = (struct filter *)view;
	const struct sieve *sieve = self->base->ops->rows->sieve(self->base);
	const struct choice *now = choices_now(&self->choices);
	const char *note;

	(void)rows;
	if (now != NULL)
		note = arena_printf(paint->scratch, "%s %d/%d", now->note, self->choices.at + 1,
				    self->choices.count);
	else
		note = arena_printf(paint->scratch, "%d/%d", sieve->shown, sieve->all);
	line_paint(&self->field, paint, first, _("Filter: "), note);
}

/* Offer each facet that holds what stands behind the last ";". */
static void offer(struct filter *self)
{
	const struct sieve *sieve = self->base->ops->rows->sieve(self->base);
	const char *text = field_text(&self->field);
	const char *last = strrchr(text, ';');
	struct arena *arena = arena_new();
	const char *words;

	self->term = last != NULL ? (size_t)(last - text) + 1 : 0;
	words = text_fold(arena, text + self->term);
	choices_clear(&self->choices);
	for (int i = 0; i < sieve->count; i++) {
		const struct sieve_value *value = &sieve->values[i];
		struct choice one = {.text = value->text, .kind = (int)value->kind};

		if (!text_has_words(arena, value->text, words))
			continue;
		one.note = arena_printf(arena, "(%s: %d)", sieve_kind_title(value->kind), value->rows);
		choices_add(&self->choices, &one);
	}
	/* The server knows of states that no row here is in. */
	for (int i = 0; i <= TASK_STATE_COUNT && found_is(self->base); i++) {
		struct choice one = {state_title(i), "", i < TASK_STATE_COUNT ? SIEVE_STATE : SIEVE_LATE,
				     0, 0, 0};

		if (text_has_words(arena, one.text, words))
			choices_add(&self->choices, &one);
	}
	arena_free(arena);
}

static void complete(struct filter *self, int direction)
{
	const struct choice *one;
	struct str text = STR_EMPTY;

	if (choices_now(&self->choices) == NULL)
		offer(self);
	one = choices_turn(&self->choices, direction);
	if (one == NULL)
		return;
	str_add_bytes(&text, field_text(&self->field), self->term);
	if (self->term > 0)
		str_add_char(&text, ' ');
	str_add(&text, one->text);
	field_set(&self->field, str_data(&text));
	str_free(&text);
	apply(self);
}

static void leave(struct filter *self, const char *terms)
{
	field_set(&self->field, terms);
	apply(self);
	app_pop(self->view.app);
}

static bool filter_key(struct view *view, uint32_t key)
{
	struct filter *self = (struct filter *)view;

	switch (key) {
	case KEY_RETURN:
		app_pop(view->app);
		return true;
	case KEY_ESC:
	case CTRL_C:
	case CTRL_G:
		leave(self, self->field.text.len > 0 ? self->before : "");
		return true;
	case KEY_TAB:
	case KEY_ARROW_DOWN:
		complete(self, 1);
		return true;
	case KEY_BACKTAB:
	case KEY_ARROW_UP:
		complete(self, -1);
		return true;
	default:
		choices_clear(&self->choices);
		if (field_key(&self->field, key))
			apply(self);
		return true;
	}
}

static void filter_free(struct view *view)
{
	struct filter *self = (struct filter *)view;

	self->base->ops->rows->sieve(self->base)->typing = false;
	choices_free(&self->choices);
	field_free(&self->field);
	free(self->before);
	free(self);
}

static const struct view_ops filter_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = filter_paint,
    .key = filter_key,
    .free = filter_free,
};

static void open_filter(struct view *base)
{
	struct filter *self = mem_new(1, sizeof(*self));
	struct sieve *sieve = base->ops->rows->sieve(base);

	sieve->typing = true;
	self->view = (struct view){&filter_ops, base->app};
	self->base = base;
	self->before = mem_copy(str_data(&sieve->terms));
	choices_clear(&self->choices);
	field_set(&self->field, self->before);
	app_push(base->app, &self->view);
}

bool filter_act(struct view *view, enum action action)
{
	if (action != ACTION_FILTER && action != ACTION_UNFILTER)
		return false;
	if (action == ACTION_FILTER && view->ops->rows != NULL && view->ops->rows->whole != NULL) {
		struct view *whole = view->ops->rows->whole(view);

		if (whole == NULL)
			return true;
		app_push(view->app, whole);
		open_filter(whole);
	} else if (view->ops->rows == NULL || view->ops->rows->sieve == NULL) {
		app_say(view->app, THEME_TEXT,
			_("Find with / first: what is found can be filtered."));
	} else if (action == ACTION_FILTER) {
		open_filter(view);
	} else {
		sieve_set(view->ops->rows->sieve(view), "");
		view->ops->rows->sift(view);
	}
	return true;
}
