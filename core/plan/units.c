/* SPDX-License-Identifier: MIT */
/* See units.h. */
#include "plan/units.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum { CODES_SHOWN = 12 };

void units_read(const struct rows *rows, struct arena *arena, struct units *out)
{
	out->count = rows_count(rows);
	out->all = arena_alloc(arena, (size_t)(out->count + 1) * sizeof(*out->all));
	for (int i = 0; i < out->count; i++)
		out->all[i] = (struct unit_choice){
		    .id = rows_int(rows, i, "unit_id"),
		    .code = arena_copy(arena, rows_text(rows, i, "unit_code")),
		    .name = arena_copy(arena, rows_text(rows, i, "unit_name")),
		    .short_name = arena_copy(arena, rows_text(rows, i, "short_name")),
		    .proposed = rows_bool(rows, i, "proposed"),
		    .mine = rows_bool(rows, i, "mine"),
		};
}

void units_choose_none(struct units *units)
{
	for (int i = 0; i < units->count; i++)
		units->all[i].chosen = false;
}

static void choose_proposed(struct units *units)
{
	for (int i = 0; i < units->count; i++)
		if (units->all[i].proposed && units->all[i].mine)
			units->all[i].chosen = true;
}

static bool is_called(const struct unit_choice *unit, const char *words, struct arena *arena)
{
	return strcmp(text_fold(arena, unit->code), words) == 0 ||
	       strcmp(text_fold(arena, unit->name), words) == 0 ||
	       (*unit->short_name != '\0' &&
		strcmp(text_fold(arena, unit->short_name), words) == 0);
}

/* The one that is called so, else the only one whose name has all words; of several
 * that have them, the only one that is proposed. */
static struct unit_choice *look_up(struct units *units, const char *words, struct arena *arena,
				   bool *several)
{
	struct unit_choice *found = NULL;
	int proposed = 0, others = 0;

	*several = false;
	for (int i = 0; i < units->count; i++)
		if (is_called(&units->all[i], words, arena))
			return &units->all[i];
	for (int i = 0; i < units->count; i++) {
		struct unit_choice *unit = &units->all[i];

		if (!text_has_words(arena, unit->name, words))
			continue;
		if (unit->proposed)
			proposed++;
		else
			others++;
		if (found == NULL || (unit->proposed && !found->proposed))
			found = unit;
	}
	*several = proposed > 1 || (proposed == 0 && others > 1);
	return *several ? NULL : found;
}

/* One stretch between commas; NULL, or what is wrong with it. */
static const char *take(struct units *units, const char *word, struct arena *arena)
{
	bool out = *word == '-', several;
	struct unit_choice *unit;
	const char *words;

	if (out)
		word += 1 + strspn(word + 1, " ");
	words = text_fold(arena, word);
	if (strcmp(words, "*") == 0 || strcmp(words, text_fold(arena, _("all units"))) == 0) {
		choose_proposed(units);
		return NULL;
	}
	unit = look_up(units, words, arena, &several);
	if (several)
		return arena_printf(arena, _("\"%s\" may mean several units: write more of the name."),
				    word);
	if (unit == NULL)
		return arena_printf(arena, _("\"%s\" is none of the units that the plan binds."), word);
	if (!unit->mine)
		return arena_printf(arena, _("You may not enter this for %s."), unit->name);
	unit->chosen = !out;
	return NULL;
}

const char *units_choose(struct units *units, const char *text, struct arena *arena)
{
	const char *wrong = NULL;
	bool first = true;

	units_choose_none(units);
	while (wrong == NULL && *text != '\0') {
		size_t len = strcspn(text, ",;");
		const char *begin = text + strspn(text, " ");
		const char *end = text + len;

		while (end > begin && end[-1] == ' ')
			end--;
		if (begin < end) {
			/* Who only takes out takes out of all. */
			if (first && *begin == '-')
				choose_proposed(units);
			first = false;
			wrong = take(units, arena_copy_bytes(arena, begin, (size_t)(end - begin)), arena);
		}
		text += len + (text[len] != '\0');
	}
	if (first)
		choose_proposed(units);
	if (wrong == NULL && units_chosen(units) == 0)
		wrong = _("No unit is chosen.");
	return wrong;
}

int units_chosen(const struct units *units)
{
	int count = 0;

	for (int i = 0; i < units->count; i++)
		count += units->all[i].chosen;
	return count;
}

void units_json(const struct units *units, struct str *out)
{
	const char *comma = "";

	str_add_char(out, '[');
	for (int i = 0; i < units->count; i++) {
		if (!units->all[i].chosen)
			continue;
		str_addf(out, "%s%lld", comma, (long long)units->all[i].id);
		comma = ",";
	}
	str_add_char(out, ']');
}

const char *units_codes(const struct units *units, struct arena *arena)
{
	struct str out = STR_EMPTY;
	const char *codes;
	int count = 0;

	for (int i = 0; i < units->count; i++) {
		if (!units->all[i].proposed || !units->all[i].mine)
			continue;
		if (++count > CODES_SHOWN)
			break;
		str_addf(&out, "%s%s", count > 1 ? ", " : "", units->all[i].code);
	}
	if (count > CODES_SHOWN)
		str_add(&out, " …");
	codes = arena_copy(arena, str_data(&out));
	str_free(&out);
	return codes;
}
