/* SPDX-License-Identifier: MIT */
/* See choices.h. */
#include "widget/choices.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void choices_clear(struct choices *choices)
{
	arena_free(choices->arena);
	choices->arena = arena_new();
	choices->count = 0;
	choices->at = -1;
}

void choices_add(struct choices *choices, const struct choice *choice)
{
	struct choice *one;

	for (int i = 0; i < choices->count; i++)
		if (choices->items[i].kind == choice->kind &&
		    strcmp(choices->items[i].text, choice->text) == 0)
			return;
	choices->items =
	    mem_grow(choices->items, (size_t)choices->count + 1, sizeof(*choices->items));
	one = &choices->items[choices->count++];
	*one = *choice;
	one->text = arena_copy(choices->arena, choice->text);
	one->note = arena_copy(choices->arena, choice->note != NULL ? choice->note : "");
}

const struct choice *choices_turn(struct choices *choices, int direction)
{
	if (choices->count == 0)
		return NULL;
	if (choices->at < 0 && direction < 0)
		choices->at = 0;
	choices->at = (choices->at + direction + choices->count) % choices->count;
	return &choices->items[choices->at];
}

const struct choice *choices_now(const struct choices *choices)
{
	return choices->at >= 0 && choices->at < choices->count ? &choices->items[choices->at]
								: NULL;
}

const struct choice *choices_meant(const struct choices *choices, const char *typed)
{
	struct arena *arena = arena_new();
	const char *folded = text_fold(arena, typed);
	const struct choice *found = choices->count == 1 ? &choices->items[0] : NULL;

	for (int i = 0; choices->items != NULL && i < choices->count && found == NULL; i++)
		if (strcmp(text_fold(arena, choices->items[i].text), folded) == 0)
			found = &choices->items[i];
	arena_free(arena);
	return found;
}

void choices_free(struct choices *choices)
{
	arena_free(choices->arena);
	free(choices->items);
	*choices = (struct choices){.at = -1};
}
