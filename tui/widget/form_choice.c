/* SPDX-License-Identifier: MIT */
/* See form.h and form_parts.h: one of several, by digit, arrow, or words. */
#include "widget/form_parts.h"

#include "base/text.h"
#include "input/key.h"

#include <stdlib.h>
#include <string.h>

const char *form_choice_code(const struct form_field *one)
{
	if (one->chosen >= 0 && one->chosen < one->choice_count)
		return one->choices[one->chosen].code;
	return one->code != NULL ? one->code : "";
}

void form_choice_set(struct form_field *one, const char *code)
{
	char *copy = mem_copy(code);

	free(one->code);
	one->code = NULL;
	one->chosen = -1;
	for (int i = 0; i < one->choice_count; i++)
		if (strcmp(one->choices[i].code, copy) == 0)
			one->chosen = i;
	if (one->chosen < 0 && *copy != '\0')
		one->code = copy; /* the choices may come later */
	else
		free(copy);
}

static void choose(struct form_field *one, int index)
{
	free(one->code);
	one->code = NULL;
	one->chosen = index;
}

bool form_choice_matches(const struct form_field *one, int index)
{
	struct arena *arena = arena_new();
	const char *words = text_fold(arena, field_text(&one->field));
	bool found = strcmp(text_fold(arena, one->choices[index].code), words) == 0 ||
		     text_has_words(arena, one->choices[index].text, words);

	arena_free(arena);
	return found;
}

/* The one whose code is typed, else the first that has all words. */
static void look(struct form_field *one)
{
	struct arena *arena = arena_new();
	const char *words = text_fold(arena, field_text(&one->field));
	int found = -1;

	for (int i = 0; *words != '\0' && i < one->choice_count; i++) {
		if (strcmp(text_fold(arena, one->choices[i].code), words) == 0) {
			found = i;
			break;
		}
		if (found < 0 && form_choice_matches(one, i))
			found = i;
	}
	if (found >= 0)
		choose(one, found);
	arena_free(arena);
}

/* The next one that what is typed leaves, round and round. */
static void turn(struct form_field *one, int direction)
{
	int at = one->chosen;

	for (int step = 0; step < one->choice_count; step++) {
		at += direction;
		if (at < 0)
			at = one->choice_count - 1;
		if (at >= one->choice_count)
			at = 0;
		if (field_text(&one->field)[0] == '\0' || form_choice_matches(one, at)) {
			choose(one, at);
			return;
		}
	}
}

enum form_state form_choice_key(struct form_field *one, uint32_t key)
{
	bool typing = field_text(&one->field)[0] != '\0';
	int digit = key >= '1' && key <= '9' ? (int)(key - '0') : 0;

	if (!typing && one->choice_count <= FORM_DIGITS && digit > 0) {
		if (digit > one->choice_count)
			return FORM_OPEN;
		choose(one, digit - 1);
	} else if (key == KEY_ARROW_RIGHT || (key == ' ' && !typing)) {
		turn(one, 1);
	} else if (key == KEY_ARROW_LEFT) {
		turn(one, -1);
	} else if (!typing && (key == KEY_RUBOUT || key == KEY_DELETE)) {
		choose(one, -1);
	} else if (field_key(&one->field, key)) {
		look(one);
	} else {
		return FORM_OTHER;
	}
	return FORM_TYPED;
}
