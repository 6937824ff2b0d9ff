/* SPDX-License-Identifier: MIT */
/* Time phrases: always at least one part, days that exist, the same for NFC and NFD
 * text, and tokens that are plain. */
#include "fuzz.h"

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "plan/plan_day.h"
#include "plan/schedule.h"

#include <string.h>

#include <uninorm.h>

static void check_parts(const struct schedule *schedule)
{
	promise(schedule->count >= 1 && schedule->count <= SCHEDULE_PARTS);
	for (int i = 0; i < schedule->count; i++) {
		const struct schedule_part *part = &schedule->parts[i];

		promise(part->class <= SCHEDULE_UNKNOWN);
		promise(memchr(part->period, '\0', sizeof(part->period)) != NULL);
		promise(part->first == DATE_NONE || part->last == DATE_NONE ||
			part->first <= part->last);
		promise(part->class != SCHEDULE_UNKNOWN || schedule->count == 1);
	}
}

static void tokens(const char *phrase, int year, struct str *out)
{
	struct schedule schedule;

	schedule_read(phrase, year, &schedule);
	check_parts(&schedule);
	schedule_print(&schedule, out);
	schedule_json(&schedule, out);
	for (const char *at = str_data(out); *at != '\0'; at++)
		promise(*at >= ' ' && *at <= '~');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *phrase = arena_copy_bytes(arena, data, size);
	struct str composed = STR_EMPTY, decomposed = STR_EMPTY;
	int year = size > 0 ? 2000 + data[0] % 101 : 2026;
	size_t bad, len = 0;

	if (text_valid(phrase, strlen(phrase), &bad)) {
		char *nfd = (char *)u8_normalize(UNINORM_NFD, (const uint8_t *)phrase,
						 strlen(phrase) + 1, NULL, &len);

		tokens(phrase, year, &composed);
		tokens(nfd, year, &decomposed);
		promise(strcmp(str_data(&composed), str_data(&decomposed)) == 0);
		plan_day_wrong(arena, phrase, year);
		free(nfd);
	}
	str_free(&composed);
	str_free(&decomposed);
	arena_free(arena);
	return 0;
}
