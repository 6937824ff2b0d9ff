/* SPDX-License-Identifier: MIT */
/*
 * What form.c (keys and values), form_choice.c (choosing) and form_paint.c share.
 * Private to tui/widget/form*.c.
 */
#ifndef KSTT_WIDGET_FORM_PARTS_H
#define KSTT_WIDGET_FORM_PARTS_H

#include "base/mem.h"
#include "widget/editor.h"
#include "widget/field.h"
#include "widget/form.h"

enum {
	FORM_DIGITS = 9, /* so many choices have a digit each */
	FORM_PLACES = 4, /* how well words can mean a choice */
};

struct form_field {
	enum form_kind kind;
	char *name, *label, *hint, *wrong;
	struct field field;   /* FORM_LINE, FORM_DAY, FORM_MOMENT, FORM_SHOWN; for a choice
			       * the words by which one looks for it */
	struct editor editor; /* FORM_TEXT */
	struct arena *arena;  /* of the choices */
	struct form_choice *choices;
	int choice_count;
	int chosen; /* -1: none */
	int before; /* what was chosen when the words were begun */
	char *code; /* set before there was such a choice */
	int rows;
	bool needed, hidden;
	char value[32]; /* of a day or moment */
};

struct form {
	struct form_field *fields;
	int count, focus, today;
	int top; /* the first of its rows that is shown */
	bool pasting, overflowed;
	struct {
		int line, letter; /* where what is pasted stands now, both from 1 */
		int broken;	  /* bytes of it that are no text */
		int first_line, first_letter; /* of these */
	} pasted;
};

/* Whether a key can go to it. */
bool form_takes(const struct form_field *one);

/* form_choice.c */
const char *form_choice_code(const struct form_field *one);
void form_choice_set(struct form_field *one, const char *code);
enum form_state form_choice_key(struct form_field *one, uint32_t key);
/* How well what is typed means this one: 0 best, to FORM_PLACES - 1; -1: not at all. */
int form_choice_place(const struct form_field *one, int index);
/* Choose what the words typed mean best, or nothing. */
void form_choice_look(struct form_field *one);

/* Read the typed text of a day or moment; false when it is none. */
bool form_read_moment(struct form_field *one, int today);

#endif
