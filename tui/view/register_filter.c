/* SPDX-License-Identifier: MIT */
/* See register_filter.h. */
#include "view/register_filter.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/sheet.h"
#include "view/words.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *label;
	enum form_kind kind;
	const char *set; /* of the words that it chooses from */
} fields[TERM_COUNT] = {
    [TERM_UNIT] = {"unit", N_("Unit, with all below"), FORM_CHOICE, NULL},
    [TERM_STATE] = {"state", N_("State"), FORM_CHOICE, "state"},
    [TERM_CLOCK] = {"clock", N_("Clock"), FORM_CHOICE, NULL},
    [TERM_TRACK] = {"track", N_("Legal track"), FORM_CHOICE, "track"},
    [TERM_FIELD] = {"field", N_("Field"), FORM_CHOICE, "field"},
    [TERM_SINCE] = {"since", N_("Received from"), FORM_DAY, NULL},
    [TERM_UNTIL] = {"until", N_("Received until"), FORM_DAY, NULL},
    [TERM_WORDS] = {"words", N_("Code, name or words"), FORM_LINE, NULL},
};

static const struct form_choice clocks[] = {{"late", N_("overdue")},
					    {"soon", N_("due within ten working days")},
					    {"paused", N_("paused")}};
/* Of states that are more than one. */
static const struct form_choice wide[] = {{"open", N_("still open")},
					  {"mine", N_("waits for my unit")},
					  {"ended", N_("ended")}};

enum { CLOCKS = sizeof(clocks) / sizeof(*clocks), WIDE = sizeof(wide) / sizeof(*wide) };

void register_filter_set(struct register_filter *filter, enum register_term term,
			 const char *value)
{
	free(filter->terms[term]);
	filter->terms[term] = value != NULL && *value != '\0' ? mem_copy(value) : NULL;
}

void register_filter_start(struct register_filter *filter)
{
	register_filter_free(filter);
	filter->chosen = filter->widened = false;
	register_filter_set(filter, TERM_STATE, "open");
}

/* Whoever asks "how far is mine?" asks of what has long been answered, too. */
void register_filter_words(struct register_filter *filter, const char *words)
{
	const char *state = filter->terms[TERM_STATE];
	bool any = words[strspn(words, " ")] != '\0';

	if (any && !filter->chosen && state != NULL && strcmp(state, "open") == 0) {
		register_filter_set(filter, TERM_STATE, NULL);
		filter->widened = true;
	} else if (!any && filter->widened) {
		register_filter_set(filter, TERM_STATE, "open");
		filter->widened = false;
	}
	register_filter_set(filter, TERM_WORDS, any ? words : NULL);
}

void register_filter_free(struct register_filter *filter)
{
	for (int i = 0; i < TERM_COUNT; i++)
		register_filter_set(filter, (enum register_term)i, NULL);
	free(filter->unit_name);
	filter->unit_name = NULL;
}

static const char *name_of(const struct form_choice *choices, int count, const char *code)
{
	for (int i = 0; i < count; i++)
		if (strcmp(choices[i].code, code) == 0)
			return _(choices[i].text);
	return NULL;
}

static const char *term_text(const struct register_filter *filter, const struct app *app,
			     enum register_term term, char day[DATE_TEXT])
{
	const char *value = filter->terms[term], *name = NULL;

	if (term == TERM_UNIT && filter->unit_name != NULL)
		return filter->unit_name;
	if (term == TERM_CLOCK)
		name = name_of(clocks, CLOCKS, value);
	if (term == TERM_STATE)
		name = name_of(wide, WIDE, value);
	if (term == TERM_SINCE || term == TERM_UNTIL)
		return date_show(date_read_iso(value), day);
	if (name != NULL)
		return name;
	return fields[term].set != NULL ? words_name(app, fields[term].set, value) : value;
}

void register_filter_say(const struct register_filter *filter, const struct app *app,
			 struct str *out)
{
	const char *between = " [";

	for (int i = 0; i < TERM_COUNT; i++) {
		char day[DATE_TEXT];

		if (filter->terms[i] == NULL)
			continue;
		str_addf(out, "%s%s%s", between,
			 i == TERM_SINCE   ? "≥ "
			 : i == TERM_UNTIL ? "≤ "
					   : "",
			 term_text(filter, app, (enum register_term)i, day));
		between = "; ";
	}
	if (between[0] == ';')
		str_add_char(out, ']');
}

/* The form. */

struct filter_form {
	struct view *below;
	struct register_filter *filter;
	void (*changed)(struct view *view);
};

static void say_title(void *data, struct str *out)
{
	(void)data;
	str_add(out, _("Which records to show"));
}

static void take(struct view *view, void *data)
{
	struct filter_form *self = data;
	struct form *form = sheet_form(view);
	struct view *below = self->below;
	void (*changed)(struct view *) = self->changed;

	for (int i = 0; i < TERM_COUNT; i++)
		register_filter_set(self->filter, (enum register_term)i, form_value(form, i));
	free(self->filter->unit_name);
	self->filter->unit_name =
	    self->filter->terms[TERM_UNIT] != NULL ? mem_copy(form_shown(form, TERM_UNIT)) : NULL;
	self->filter->chosen = true;
	self->filter->widened = false;
	sheet_done(view);
	changed(below);
}

/* The states: those that are more than one first. */
static void offer_states(const struct app *app, struct form *form)
{
	const struct feedback_words *words = words_of(app);
	const struct feedback_word *one = NULL;
	struct form_choice *choices = mem_new((size_t)words->count + WIDE, sizeof(*choices));
	int count = 0;

	for (; count < WIDE; count++)
		choices[count] = (struct form_choice){wide[count].code, _(wide[count].text)};
	while ((one = feedback_word_next(words, "state", one)) != NULL)
		choices[count++] = (struct form_choice){one->code, one->name};
	form_choices(form, TERM_STATE, choices, count);
	free(choices);
}

static const struct sheet_ops ops = {.title = say_title, .submit = take, .free = free};

void register_filter_open(struct view *view, struct register_filter *filter,
			  void (*changed)(struct view *view))
{
	struct app *app = view->app;
	struct form *form = form_new(app->me.today);
	struct filter_form *self = mem_new(1, sizeof(*self));
	struct form_choice choices[CLOCKS];

	*self = (struct filter_form){view, filter, changed};
	for (int i = 0; i < TERM_COUNT; i++) {
		form_add(form, fields[i].kind, fields[i].name, _(fields[i].label),
			 filter->terms[i] != NULL ? filter->terms[i] : "");
		if (fields[i].set != NULL)
			words_offer(app, form, i, fields[i].set);
	}
	for (int i = 0; i < CLOCKS; i++)
		choices[i] = (struct form_choice){clocks[i].code, _(clocks[i].text)};
	form_choices(form, TERM_CLOCK, choices, CLOCKS);
	offer_states(app, form);
	words_offer_units(app, form, TERM_UNIT, false);
	form_go(form, TERM_STATE);
	app_push(app, sheet_new(app, form, NULL, &ops, self));
}
