/* SPDX-License-Identifier: MIT */
/* What is told about a file: where, and what somebody should look at. */
#include "base/i18n.h"
#include "base/text.h"
#include "plan/plan_csv.h"

#include <stdarg.h>
#include <stdio.h>

enum { NOTES_MOST = 1000 }; /* nobody reads more, and each costs memory */

void plan_csv_note(struct plan_csv *plan, const struct plan_csv_place *at,
		   const char *format, ...)
{
	char text[512];
	va_list args;
	int count = plan->note_count;

	if (count == NOTES_MOST)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	/* Room doubles at the powers of two. */
	if ((count & (count - 1)) == 0)
		plan->notes = mem_grow(plan->notes, count ? (size_t)count * 2 : 1,
				       sizeof(*plan->notes));
	plan->notes[plan->note_count++] = (struct plan_csv_note){
	    .at = *at, .text = text_nfc(plan->memory, text)};
}

const char *plan_csv_where(const struct plan_csv *plan, const struct plan_csv_place *place)
{
	if (place->line == 0)
		return plan->name;
	if (place->table > 0)
		return arena_printf(plan->memory, _("%s, table %d, row %d, column %d"),
				    plan->name, place->table, place->line, place->column);
	return arena_printf(plan->memory, "%s:%d:%d", plan->name, place->line,
			    place->column);
}
