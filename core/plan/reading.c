/* SPDX-License-Identifier: MIT */
/* See reading.h. */
#include "plan/reading.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *token;
	const char *word;  /* for a column of ten */
	const char *words; /* for a sentence */
} plain[] = {
    {"continuous", N_("ongoing"), N_("all the time, no date")},
    {"event", N_("on event"), N_("when the event arises")},
    {"reference", N_("by plan"), N_("set by another document")},
    {"adhoc", N_("on demand"), N_("on demand")},
    {"periodic", N_("which?"), N_("periodic, the period is not said")},
    {"ask", N_("which?"), N_("to be confirmed")},
    {"unknown", N_("unread"), N_("not understood: to be confirmed")},
};

static const char *name_period(const char *period, struct arena *arena)
{
	static const char *const quarters[] = {"I", "II", "III", "IV"};

	if (period[0] == 'Q' && period[1] >= '1' && period[1] <= '4')
		return arena_printf(arena, _("quarter %s"), quarters[period[1] - '1']);
	if (period[0] == 'M' && period[1] != '\0')
		return arena_printf(arena, _("month %d"), atoi(period + 1));
	if (strncmp(period, "H1", 2) == 0)
		return _("first half of the year");
	if (strncmp(period, "H2", 2) == 0)
		return _("second half of the year");
	if (strncmp(period, "9M", 2) == 0)
		return _("nine months");
	if (period[0] == 'Y')
		return _("whole year");
	if (period[0] == 'E') /* an event, or a day set by a document */
		return arena_printf(arena, _("event no. %d"), atoi(period + 1));
	return "";
}

const char *reading_period(const char *period, struct arena *arena)
{
	const char *name = name_period(period, arena);
	const char *turn = strchr(period, '#');

	if (turn == NULL)
		return name;
	if (*name == '\0') /* the second of several days */
		return arena_printf(arena, _("no. %d"), atoi(turn + 1));
	return arena_printf(arena, _("%s, no. %d"), name, atoi(turn + 1));
}

const char *reading_word(const char *tokens)
{
	size_t len = strcspn(tokens, " +-");

	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strlen(plain[i].token) == len && strncmp(tokens, plain[i].token, len) == 0)
			return _(plain[i].word);
	return "";
}

/* NULL when it is no day: then the token is none of ours. */
static const char *show_day(const char *iso, struct arena *arena)
{
	int date = date_read_iso(iso);
	char day[DATE_TEXT];

	return date != DATE_NONE ? arena_copy(arena, date_show(date, day)) : NULL;
}

/* "Q1:2026-03-31", "D:2026-03-01..2026-10-31", "extended:2026-08-31". */
static const char *say_dated(const char *token, const char *colon, struct arena *arena)
{
	const char *range = strstr(colon, "..");
	const char *period = name_period(token, arena);
	const char *last = show_day(range != NULL ? range + 2 : colon + 1, arena);
	const char *first = NULL;

	if (range != NULL)
		first = show_day(arena_copy_bytes(arena, colon + 1,
						  (size_t)(range - colon - 1)), arena);
	if (last == NULL || (range != NULL && first == NULL))
		return token;
	if (strncmp(token, "extended:", 9) == 0)
		return arena_printf(arena, _("extended to %s"), last);
	if (range != NULL)
		return arena_printf(arena, _("from %s to %s"), first, last);
	if (*period == '\0')
		return last;
	return arena_printf(arena, "%s: %s", period, last);
}

/* "event+10d", "event-5wd". */
static const char *say_event(const char *token, struct arena *arena)
{
	int days = atoi(token + 5);
	bool working = strchr(token, 'w') != NULL;

	if (days == 0)
		return token;
	if (days > 0 && working)
		return arena_printf(arena, _("%d working days after the event"), days);
	if (days > 0)
		return arena_printf(arena, _("%d days after the event"), days);
	if (working)
		return arena_printf(arena, _("%d working days before the event"), -days);
	return arena_printf(arena, _("%d days before the event"), -days);
}

/* "count=2/quarter". */
static const char *say_count(const char *token, struct arena *arena)
{
	const char *per = strchr(token, '/');
	int count = atoi(token + 6);

	if (per == NULL)
		return token;
	if (strcmp(per, "/month") == 0)
		return arena_printf(arena, _("at least %d times a month"), count);
	if (strcmp(per, "/quarter") == 0)
		return arena_printf(arena, _("at least %d times a quarter"), count);
	if (strcmp(per, "/half") == 0)
		return arena_printf(arena, _("at least %d times in half a year"), count);
	if (strcmp(per, "/year") == 0)
		return arena_printf(arena, _("at least %d times a year"), count);
	return token;
}

static const char *say_token(const char *token, struct arena *arena)
{
	const char *colon = strchr(token, ':');

	if (colon != NULL)
		return say_dated(token, colon, arena);
	if (strncmp(token, "count=", 6) == 0)
		return say_count(token, arena);
	if (strncmp(token, "event", 5) == 0 && token[5] != '\0')
		return say_event(token, arena);
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (strcmp(token, plain[i].token) == 0)
			return _(plain[i].words);
	return token;
}

const char *reading_words(const char *tokens, struct arena *arena)
{
	struct str out = STR_EMPTY;
	const char *words;

	while (*tokens != '\0') {
		size_t len = strcspn(tokens, " ");

		if (out.len > 0)
			str_add(&out, "; ");
		str_add(&out, say_token(arena_copy_bytes(arena, tokens, len), arena));
		tokens += len + strspn(tokens + len, " ");
	}
	words = arena_copy(arena, str_data(&out));
	str_free(&out);
	return words;
}
