/* SPDX-License-Identifier: MIT */
/* See sieve.h. */
#include "widget/sieve.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void sieve_begin(struct sieve *sieve)
{
	arena_free(sieve->arena);
	sieve->arena = arena_new();
	sieve->count = 0;
	sieve->all = 0;
	sieve->shown = 0;
}

static struct sieve_value *find_value(struct sieve *sieve, enum sieve_kind kind, const char *text)
{
	for (int i = 0; i < sieve->count; i++)
		if (sieve->values[i].kind == kind && strcmp(sieve->values[i].text, text) == 0)
			return &sieve->values[i];
	return NULL;
}

void sieve_learn(struct sieve *sieve, const struct sieve_row *row)
{
	sieve->all++;
	for (int kind = 0; kind < SIEVE_KINDS; kind++) {
		const char *text = row->facets[kind];
		struct sieve_value *value;

		if (text == NULL || *text == '\0')
			continue;
		value = find_value(sieve, (enum sieve_kind)kind, text);
		if (value != NULL) {
			value->rows++;
			continue;
		}
		sieve->values = mem_grow(sieve->values, (size_t)sieve->count + 1,
					 sizeof(*sieve->values));
		sieve->values[sieve->count++] = (struct sieve_value){
		    (enum sieve_kind)kind, arena_copy(sieve->arena, text),
		    text_fold(sieve->arena, text), 1};
	}
}

/* The words of `term` in `folded`, in this order, each at the start of a word. */
static bool holds(const char *folded, const char *term)
{
	const char *at = folded;

	while ((at = strstr(at, term)) != NULL) {
		if (at == folded || at[-1] == ' ')
			return true;
		at++;
	}
	return false;
}

static bool is_whole_facet(const struct sieve *sieve, const char *term)
{
	for (int i = 0; i < sieve->count; i++)
		if (strcmp(sieve->values[i].folded, term) == 0)
			return true;
	return false;
}

static bool term_keeps(const struct sieve *sieve, const struct sieve_row *row, const char *term,
		       struct arena *arena)
{
	bool whole = is_whole_facet(sieve, term);

	for (int kind = 0; kind < SIEVE_KINDS; kind++) {
		const char *text = row->facets[kind];
		const char *folded;

		if (text == NULL || *text == '\0')
			continue;
		folded = text_fold(arena, text);
		if (whole ? strcmp(folded, term) == 0 : holds(folded, term))
			return true;
	}
	return false;
}

bool sieve_keeps(struct sieve *sieve, const struct sieve_row *row)
{
	struct arena *arena = arena_new();
	const char *rest = str_data(&sieve->terms);
	bool keeps = true;

	while (*rest != '\0' && keeps) {
		size_t len = strcspn(rest, ";");
		const char *term = text_fold(arena, arena_copy_bytes(arena, rest, len));

		if (*term != '\0')
			keeps = term_keeps(sieve, row, term, arena);
		rest += len + (rest[len] == ';');
	}
	arena_free(arena);
	sieve->shown += keeps;
	return keeps;
}

void sieve_set(struct sieve *sieve, const char *terms)
{
	str_clear(&sieve->terms);
	str_add(&sieve->terms, terms);
}

bool sieve_active(const struct sieve *sieve)
{
	const char *terms = str_data(&sieve->terms);

	return terms[strspn(terms, " ;")] != '\0';
}

void sieve_free(struct sieve *sieve)
{
	arena_free(sieve->arena);
	free(sieve->values);
	str_free(&sieve->terms);
	*sieve = (struct sieve){0};
}

const char *sieve_kind_title(enum sieve_kind kind)
{
	static const char *const titles[SIEVE_KINDS] = {
	    N_("state"), N_("state"), N_("unit"), N_("plan"), N_("section"), N_("period"), N_("kind")};

	return _(titles[kind]);
}

void sieve_say(const struct sieve *sieve, struct str *out)
{
	if (sieve_active(sieve) && !sieve->typing)
		str_addf(out, _(" [filter: %s] %d/%d%s"), str_data(&sieve->terms), sieve->shown,
			 sieve->all, sieve->more ? "+" : "");
}
