/* SPDX-License-Identifier: MIT */
/* See form.h. */
#include "widget/form_parts.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "input/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CTRL_C = 3, CTRL_G = 7, CTRL_S = 19, TEXT_ROWS = 5, PAGE = 5 };

struct form *form_new(int today)
{
	struct form *form = mem_new(1, sizeof(*form));

	form->today = today;
	form->focus = -1;
	return form;
}

static void free_field(struct form_field *one)
{
	free(one->name);
	free(one->label);
	free(one->hint);
	free(one->wrong);
	free(one->code);
	field_free(&one->field);
	editor_free(&one->editor);
	arena_free(one->arena);
}

void form_free(struct form *form)
{
	if (form == NULL)
		return;
	for (int i = 0; i < form->count; i++)
		free_field(&form->fields[i]);
	free(form->fields);
	free(form);
}

bool form_takes(const struct form_field *one)
{
	return one->kind != FORM_SHOWN && !one->hidden;
}

int form_add(struct form *form, enum form_kind kind, const char *name, const char *label,
	     const char *value)
{
	struct form_field *one;

	form->fields = mem_grow(form->fields, (size_t)form->count + 1, sizeof(*form->fields));
	one = &form->fields[form->count];
	*one = (struct form_field){.kind = kind,
				   .name = mem_copy(name),
				   .label = mem_copy(label),
				   .chosen = -1,
				   .rows = TEXT_ROWS};
	field_set(&one->field, "");
	editor_set(&one->editor, "");
	form_set(form, form->count, value);
	if (form->focus < 0 && form_takes(one))
		form->focus = form->count;
	return form->count++;
}

void form_choices(struct form *form, int field, const struct form_choice *choices, int count)
{
	struct form_field *one = &form->fields[field];
	char *code = mem_copy(form_choice_code(one));

	arena_free(one->arena);
	one->arena = arena_new();
	one->choices = arena_alloc(one->arena, ((size_t)count + 1) * sizeof(*choices));
	one->choice_count = count;
	for (int i = 0; i < count; i++) {
		one->choices[i].code = arena_copy(one->arena, choices[i].code);
		one->choices[i].text = arena_copy(one->arena, choices[i].text);
	}
	form_choice_set(one, code);
	free(code);
	/* Somebody may have typed before there was anything to choose from. */
	if (count > 0 && field_text(&one->field)[0] != '\0') {
		form_choice_look(one);
		if (field != form->focus && one->chosen >= 0)
			field_set(&one->field, "");
	}
}

void form_hint(struct form *form, int field, const char *hint)
{
	free(form->fields[field].hint);
	form->fields[field].hint = hint != NULL ? mem_copy(hint) : NULL;
}

void form_rows(struct form *form, int field, int rows)
{
	form->fields[field].rows = rows;
}

void form_need(struct form *form, int field)
{
	form->fields[field].needed = true;
}

void form_hide(struct form *form, int field, bool hidden)
{
	form->fields[field].hidden = hidden;
}

int form_count(const struct form *form)
{
	return form->count;
}

const char *form_name(const struct form *form, int field)
{
	return form->fields[field].name;
}

int form_find(const struct form *form, const char *name)
{
	for (int i = 0; i < form->count; i++)
		if (strcmp(form->fields[i].name, name) == 0)
			return i;
	return -1;
}

/* Values. */

bool form_read_moment(struct form_field *one, int today)
{
	char typed[40], iso[DATE_TEXT], *blank;
	bool valid = true, time_valid = true;
	int day, minutes = -1;

	one->value[0] = '\0';
	snprintf(typed, sizeof(typed), "%s", field_text(&one->field) + strspn(field_text(&one->field), " "));
	blank = strchr(typed, ' ');
	if (one->kind == FORM_MOMENT && blank != NULL) {
		minutes = date_read_time(blank, &time_valid);
		*blank = '\0';
	} else if (one->kind == FORM_MOMENT && strpbrk(typed, ":hg") != NULL) {
		minutes = date_read_time(typed, &time_valid); /* of this day */
		snprintf(typed, sizeof(typed), "%s", date_iso(today, iso));
	}
	day = date_read_typed(typed, today, &valid);
	if (!valid || !time_valid)
		return false;
	if (day == DATE_NONE)
		return true;
	snprintf(one->value, sizeof(one->value), "%s", date_iso(day, iso));
	if (minutes >= 0)
		snprintf(one->value + strlen(one->value), 8, " %02d:%02d", minutes / 60 % 24,
			 minutes % 60);
	return true;
}

const char *form_value(struct form *form, int field)
{
	struct form_field *one = &form->fields[field];

	if (one->kind != FORM_DAY && one->kind != FORM_MOMENT)
		return form_typed(form, field);
	form_read_moment(one, form->today);
	return one->value;
}

const char *form_typed(struct form *form, int field)
{
	struct form_field *one = &form->fields[field];

	switch (one->kind) {
	case FORM_CHOICE:
		return form_choice_code(one);
	case FORM_TEXT:
		return editor_text(&one->editor);
	default:
		return field_text(&one->field);
	}
}

const char *form_shown(struct form *form, int field)
{
	const struct form_field *one = &form->fields[field];

	if (one->kind == FORM_CHOICE && one->chosen >= 0)
		return one->choices[one->chosen].text;
	return form_typed(form, field);
}

/* A day as a person writes it. */
static void show_moment(struct form_field *one, const char *iso)
{
	char day[DATE_TEXT], head[DATE_TEXT], text[40];

	snprintf(head, sizeof(head), "%.10s", iso);
	snprintf(text, sizeof(text), "%s%.6s", date_show(date_read_iso(head), day),
		 strlen(iso) > 10 ? iso + 10 : "");
	field_set(&one->field, text);
}

void form_set(struct form *form, int field, const char *value)
{
	struct form_field *one = &form->fields[field];

	if (one->kind == FORM_DAY || one->kind == FORM_MOMENT)
		show_moment(one, value);
	else
		form_set_typed(form, field, value);
}

void form_set_typed(struct form *form, int field, const char *typed)
{
	struct form_field *one = &form->fields[field];

	if (one->kind == FORM_CHOICE)
		form_choice_set(one, typed);
	else if (one->kind == FORM_TEXT)
		editor_set(&one->editor, typed);
	else
		field_set(&one->field, typed);
}

bool form_is_empty(struct form *form)
{
	for (int i = 0; i < form->count; i++)
		if (form->fields[i].kind != FORM_SHOWN && form_typed(form, i)[0] != '\0')
			return false;
	return true;
}

bool form_overflowed(struct form *form)
{
	bool overflowed = form->overflowed;

	form->overflowed = false;
	return overflowed;
}

int form_broken(struct form *form, int *line, int *letter)
{
	int count = form->pasted.broken;

	*line = form->pasted.first_line;
	*letter = form->pasted.first_letter;
	form->pasted.broken = 0;
	return count;
}

/* The focus. */

int form_focus(const struct form *form)
{
	return form->focus;
}

/* Words that mean none of the choices; they stay, to be corrected. */
static bool nothing_called(const struct form_field *one)
{
	return one->kind == FORM_CHOICE && one->chosen < 0 && field_text(&one->field)[0] != '\0';
}

/* What is wrong with a day or a moment, or NULL. */
static const char *moment_fault(struct form *form, struct form_field *one)
{
	if ((one->kind != FORM_DAY && one->kind != FORM_MOMENT) ||
	    form_read_moment(one, form->today))
		return NULL;
	return one->kind == FORM_DAY ? _("There is no such day. Write it as 20/11/2026.")
				     : _("Write it as 20/11/2026 14:05.");
}

void form_go(struct form *form, int field)
{
	struct form_field *before = form->focus >= 0 ? &form->fields[form->focus] : NULL;

	if (before != NULL && field != form->focus) {
		if (before->kind == FORM_CHOICE && before->chosen >= 0)
			field_set(&before->field, "");
		else if (before->kind == FORM_CHOICE && nothing_called(before))
			form_wrong(form, form->focus, _("Nothing is called so."));
		if (moment_fault(form, before) != NULL)
			form_wrong(form, form->focus, moment_fault(form, before));
		else if (before->kind == FORM_DAY || before->kind == FORM_MOMENT)
			show_moment(before, before->value);
	}
	form->focus = field;
}

/* The next field that takes keys, or -1. */
static int beside(const struct form *form, int direction)
{
	for (int i = form->focus + direction; i >= 0 && i < form->count; i += direction)
		if (form_takes(&form->fields[i]))
			return i;
	return -1;
}

static void step(struct form *form, int direction, int times)
{
	int to;

	while (times-- > 0 && (to = beside(form, direction)) >= 0)
		form_go(form, to);
}

void form_wrong(struct form *form, int field, const char *why)
{
	struct form_field *one = &form->fields[field];

	free(one->wrong);
	one->wrong = why != NULL ? mem_copy(why) : NULL;
}

static const char *fault_of(struct form *form, int field)
{
	struct form_field *one = &form->fields[field];
	const char *typed = form_typed(form, field);

	if (one->hidden)
		return NULL;
	if (nothing_called(one))
		return _("Nothing is called so.");
	if (one->needed && typed[strspn(typed, " \n\t")] == '\0')
		return _("This is needed.");
	return moment_fault(form, one);
}

bool form_check(struct form *form)
{
	int first = -1;

	for (int i = 0; i < form->count; i++) {
		const char *why = fault_of(form, i);

		if (why == NULL)
			continue;
		form_wrong(form, i, why);
		if (first < 0)
			first = i;
	}
	if (first >= 0)
		form_go(form, first);
	return first < 0;
}

/* Keys. */

static enum form_state text_key(struct form *form, struct form_field *one, uint32_t key)
{
	size_t before = one->editor.text.len;
	size_t cursor = one->editor.cursor;

	if (!editor_key(&one->editor, key))
		return FORM_OTHER;
	form->overflowed |= one->editor.full;
	/* Letters change the length, but for one typed in another's place by a mark. */
	return one->editor.pasting || one->editor.text.len != before ||
		       (key < KEY_SPECIAL && one->editor.cursor == cursor)
		   ? FORM_TYPED
		   : FORM_OPEN;
}

static enum form_state line_key(struct form_field *one, uint32_t key)
{
	char *before = mem_copy(field_text(&one->field));
	bool taken = field_key(&one->field, key);
	bool same = strcmp(before, field_text(&one->field)) == 0;

	free(before);
	return !taken ? FORM_OTHER : same ? FORM_OPEN : FORM_TYPED;
}

/* A key for the field itself. */
static enum form_state edit(struct form *form, uint32_t key)
{
	struct form_field *one = &form->fields[form->focus];
	enum form_state state;

	if (one->kind == FORM_TEXT)
		state = text_key(form, one, key);
	else if (one->kind == FORM_CHOICE)
		state = form_choice_key(one, key);
	else
		state = line_key(one, key);
	if (state == FORM_TYPED)
		form_wrong(form, form->focus, NULL);
	return state;
}

/* A key that leads from field to field. */
static enum form_state walk(struct form *form, uint32_t key)
{
	switch (key) {
	case KEY_RETURN:
		if (beside(form, 1) < 0)
			return FORM_DONE;
		step(form, 1, 1);
		return FORM_OPEN;
	case KEY_TAB:
	case KEY_ARROW_DOWN:
		step(form, 1, 1);
		return FORM_OPEN;
	case KEY_BACKTAB:
	case KEY_ARROW_UP:
		step(form, -1, 1);
		return FORM_OPEN;
	case KEY_PAGE_DOWN:
		step(form, 1, PAGE);
		return FORM_OPEN;
	case KEY_PAGE_UP:
		step(form, -1, PAGE);
		return FORM_OPEN;
	default:
		return FORM_OTHER;
	}
}

/* Where in what is pasted a key stands, and whether it is any text. */
static void follow(struct form *form, uint32_t key)
{
	if (key == KEY_PASTE_BEGIN) {
		form->pasted.line = form->pasted.letter = 1;
	} else if (key == KEY_RETURN) {
		form->pasted.line++;
		form->pasted.letter = 1;
	} else if (key == KEY_BROKEN) {
		if (form->pasted.broken++ == 0) {
			form->pasted.first_line = form->pasted.line;
			form->pasted.first_letter = form->pasted.letter;
		}
	} else {
		form->pasted.letter++;
	}
}

static enum form_state paste(struct form *form, uint32_t key)
{
	const struct form_field *one = &form->fields[form->focus];

	if (key == KEY_PASTE_BEGIN || key == KEY_PASTE_END)
		form->pasting = key == KEY_PASTE_BEGIN;
	follow(form, key);
	if (one->kind == FORM_TEXT)
		return edit(form, key);
	if (key == KEY_RETURN || key == KEY_TAB)
		key = ' '; /* it is one line */
	return key < KEY_SPECIAL ? edit(form, key) : FORM_OPEN;
}

enum form_state form_key(struct form *form, uint32_t key)
{
	enum form_state state = FORM_OTHER;

	if (form->focus < 0)
		return key == KEY_ESC ? FORM_LEFT : FORM_OTHER;
	if (form->pasting || key == KEY_PASTE_BEGIN || key == KEY_PASTE_END)
		return paste(form, key);
	if (key == KEY_ESC || key == CTRL_C || key == CTRL_G)
		return FORM_LEFT;
	if (key == CTRL_S)
		return FORM_DONE;
	if (key != KEY_TAB && key != KEY_BACKTAB &&
	    (key != KEY_RETURN || form->fields[form->focus].kind == FORM_TEXT))
		state = edit(form, key);
	return state == FORM_OTHER ? walk(form, key) : state;
}

bool form_pasting(const struct form *form)
{
	return form->pasting;
}

bool form_takes_key(uint32_t key)
{
	static const uint32_t own[] = {
	    CTRL_C,	     KEY_RETURN,       KEY_RUBOUT,  KEY_DELETE,	     KEY_ARROW_UP,
	    KEY_ARROW_DOWN,  KEY_ARROW_LEFT,   KEY_GO_HOME, KEY_GO_END,	     KEY_PAGE_UP,
	    KEY_ARROW_RIGHT, 'A' & 31,	       'B' & 31,    'D' & 31,	     'E' & 31,
	    KEY_PAGE_DOWN,   'F' & 31,	       'K' & 31,    'U' & 31,	     'W' & 31,
	};

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (key == own[i])
			return true;
	return key >= ' ' && key < KEY_SPECIAL;
}
