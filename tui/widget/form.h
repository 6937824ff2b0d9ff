/* SPDX-License-Identifier: MIT */
/*
 * A column of labelled fields of several kinds, that fits 80×24 and scrolls. Tab and
 * Enter go on, Shift-Tab goes back, Enter in the last field and Ctrl-S anywhere finish
 * it. What is wrong with a field stands beside it. Knows no record: the owner adds the
 * fields, reads their values by name, and says what is wrong.
 *
 * A choice is taken by its digit, by arrows, or by typing some of its words.
 */
#ifndef KSTT_WIDGET_FORM_H
#define KSTT_WIDGET_FORM_H

#include "term/paint.h"

#include <stdbool.h>
#include <stdint.h>

struct form;

enum form_kind {
	FORM_LINE,   /* one line of text */
	FORM_CHOICE, /* one of several; the value is its code */
	FORM_DAY,    /* 20/11/2026; the value is 2026-11-20 */
	FORM_MOMENT, /* 20/11/2026 14:05; the value is 2026-11-20 14:05 */
	FORM_TEXT,   /* many lines: Enter ends a line, Tab goes on */
	FORM_SHOWN,  /* only to be read: its text wraps */
};

struct form_choice {
	const char *code, *text;
};

/* `today`: the day that "20" and "20/11" are read from. */
struct form *form_new(int today);
void form_free(struct form *form);

/* Add a field below the others; texts are copied, and `label` is what it is called in
 * the user's language. The value is as form_value gives it. Returns its number. */
int form_add(struct form *form, enum form_kind kind, const char *name, const char *label,
	     const char *value);
/* Between which a FORM_CHOICE chooses; "" is no choice, which is always offered unless
 * there must be one. May be set again: the code chosen stays if there is such a one. */
void form_choices(struct form *form, int field, const struct form_choice *choices, int count);
/* What the last row says while the field has the focus (a choice says what there is). */
void form_hint(struct form *form, int field, const char *hint);
/* How many rows a FORM_TEXT has at least (5 otherwise). */
void form_rows(struct form *form, int field, int rows);
/* It may not be left empty: marked "*". Nothing is checked. */
void form_need(struct form *form, int field);
/* Take it out of the form, or in again; its value stays. */
void form_hide(struct form *form, int field, bool hidden);

int form_count(const struct form *form);
const char *form_name(const struct form *form, int field);
/* The field of that name, or -1. */
int form_find(const struct form *form, const char *name);
/* "" while it is empty, and for a day or moment that is none. Lives until the next
 * key or change. */
const char *form_value(struct form *form, int field);
/* The text as it was typed, also where it is no value: for a draft. */
const char *form_typed(struct form *form, int field);
/* What of it is shown to the user: of a choice its text. */
const char *form_shown(struct form *form, int field);
void form_set(struct form *form, int field, const char *value);
void form_set_typed(struct form *form, int field, const char *typed);
bool form_is_empty(struct form *form);
/* Something did not fit into a FORM_TEXT since this was asked last. */
bool form_overflowed(struct form *form);
/* How many bytes of what was pasted were no text (NUL, or not UTF-8) and were left out
 * since this was asked last; where the first one stood, from 1. */
int form_broken(struct form *form, int *line, int *letter);

int form_focus(const struct form *form);
void form_go(struct form *form, int field);
/* What is wrong with it, until it is changed; NULL: nothing. */
void form_wrong(struct form *form, int field, const char *why);
/* Find fields that are needed and empty, and days that are none; says so beside them
 * and goes to the first. True when there is none. */
bool form_check(struct form *form);

enum form_state {
	FORM_OPEN,  /* nothing but where one stands has changed */
	FORM_TYPED, /* a value has changed */
	FORM_DONE,  /* finished: save it */
	FORM_LEFT,  /* Esc */
	FORM_OTHER, /* no key of the form's */
};

enum form_state form_key(struct form *form, uint32_t key);
/* Whether the form itself does something with the key, in whichever field one stands: types
 * it, edits or walks by it. Not those that save and leave, as keymaps have them too. */
bool form_takes_key(uint32_t key);
/* What is being pasted is not to be looked at yet. */
bool form_pasting(const struct form *form);
void form_paint(struct form *form, struct paint *paint, int first, int rows);

#endif
