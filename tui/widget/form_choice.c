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

/* Whether `phrase` stands in the text where a word begins. */
static bool at_word(const char *text, const char *phrase)
{
	for (const char *at = strstr(text, phrase); at != NULL;
	     at = strstr(at + 1, phrase))
		if (at == text || strchr(" -(,/", at[-1]) != NULL)
			return true;
	return false;
}

static bool all_at_words(struct arena *arena, const char *text, const char *words)
{
	size_t len;

	for (; *words != '\0'; words += len + strspn(words + len, " ")) {
		len = strcspn(words, " ");
		if (!at_word(text, arena_copy_bytes(arena, words, len)))
			return false;
	}
	return true;
}

/* "đông kinh" means the ward of that name before "Khu kinh tế Đồng Đăng", which has
 * both words too: hence the places. */
static int place(struct arena *arena, const struct form_choice *choice,
		 const char *words)
{
	const char *text = text_fold(arena, choice->text);

	if (strcmp(text_fold(arena, choice->code), words) == 0 ||
	    strcmp(text, words) == 0)
		return 0;
	if (at_word(text, words))
		return 1;
	if (all_at_words(arena, text, words))
		return 2;
	return text_has_words(arena, choice->text, words) ? 3 : -1;
}

int form_choice_place(const struct form_field *one, int index)
{
	struct arena *arena = arena_new();
	const char *words = text_fold(arena, field_text(&one->field));
	int found = place(arena, &one->choices[index], words);

	arena_free(arena);
	return found;
}

/* What the words mean best; nothing where they mean nothing, for what the first letters
 * had meant was never asked for. */
void form_choice_look(struct form_field *one)
{
	int found = -1, best = FORM_PLACES;

	for (int i = 0; i < one->choice_count; i++) {
		int here = form_choice_place(one, i);

		if (here >= 0 && here < best) {
			best = here;
			found = i;
		}
	}
	if (one->choice_count > 0)
		choose(one, found);
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
		if (field_text(&one->field)[0] == '\0' ||
		    form_choice_place(one, at) >= 0) {
			choose(one, at);
			return;
		}
	}
}

/* Words look for one; taken back to the last letter, what was chosen before holds
 * again. */
static enum form_state search(struct form_field *one, uint32_t key, bool typing)
{
	if (!typing)
		one->before = one->chosen;
	if (!field_key(&one->field, key))
		return FORM_OTHER;
	if (field_text(&one->field)[0] != '\0')
		form_choice_look(one);
	else if (typing)
		choose(one, one->before);
	return FORM_TYPED;
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
	} else {
		return search(one, key, typing);
	}
	return FORM_TYPED;
}
