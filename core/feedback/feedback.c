/* SPDX-License-Identifier: MIT */
/* See feedback.h. */
#include "feedback/feedback.h"

#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text(const struct rows *rows, int row, const char *column, struct arena *arena)
{
	return rows_has(rows, column) ? arena_copy(arena, rows_text(rows, row, column)) : "";
}

static int number(const struct rows *rows, int row, const char *column)
{
	return rows_has(rows, column) ? (int)rows_int(rows, row, column) : 0;
}

static bool truth(const struct rows *rows, int row, const char *column)
{
	return rows_has(rows, column) && rows_bool(rows, row, column);
}

static int date(const struct rows *rows, int row, const char *column)
{
	return rows_has(rows, column) ? rows_date(rows, row, column) : DATE_NONE;
}

void feedback_row_read(const struct rows *rows, int row, struct arena *arena,
		       struct feedback_row *out)
{
	*out = (struct feedback_row){
	    .id = rows_int(rows, row, "feedback_id"),
	    .version = number(rows, row, "version"),
	    .code = text(rows, row, "code", arena),
	    .track = text(rows, row, "track", arena),
	    .state = text(rows, row, "state", arena),
	    .sealed = truth(rows, row, "sealed"),
	    .received = date(rows, row, "received_on"),
	    .held_by = text(rows, row, "held_by", arena),
	    .offered_to = text(rows, row, "offered_to", arena),
	    .sender = text(rows, row, "sender", arena),
	    .content = text(rows, row, "content", arena),
	    .field = text(rows, row, "field", arena),
	    .due = date(rows, row, "due"),
	    .clock = text(rows, row, "clock", arena),
	    .days_count = text(rows, row, "days_count", arena),
	    .days_left = number(rows, row, "days_left"),
	    .paused = truth(rows, row, "paused"),
	    .mine = truth(rows, row, "mine"),
	    .on_behalf = truth(rows, row, "on_behalf"),
	    .missing = text(rows, row, "missing", arena),
	    .links = number(rows, row, "links"),
	    .cursor = text(rows, row, "cursor", arena),
	};
}

const char *feedback_sealed(void)
{
	return _("(sealed)");
}

const char *feedback_days(const struct feedback_row *row, struct arena *arena)
{
	if (row->paused)
		return _("paused");
	if (row->due == DATE_NONE)
		return "";
	if (row->days_left == 0)
		return _("due today");
	if (row->days_left < 0)
		return arena_printf(arena, _("%d late"), -row->days_left);
	return arena_printf(arena, _("%d left"), row->days_left);
}

const char *feedback_count(const char *days_count, struct arena *arena)
{
	int counted, of;
	char unit[8];

	if (sscanf(days_count, "%d/%d %7s", &counted, &of, unit) != 3)
		return days_count;
	return strcmp(unit, "wd") == 0
		   ? arena_printf(arena, _("day %d of %d working days"), counted, of)
		   : arena_printf(arena, _("day %d of %d days"), counted, of);
}

static const char *missing_name(const char *word, size_t len)
{
	static const struct {
		const char *word, *name;
	} names[] = {{"name", N_("name")},	 {"address", N_("address")},
		     {"phone", N_("telephone")}, {"contact", N_("telephone or e-mail")},
		     {"email", N_("e-mail")},	 {"content", N_("content")}};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strlen(names[i].word) == len && strncmp(names[i].word, word, len) == 0)
			return _(names[i].name);
	return NULL;
}

const char *feedback_missing(const char *missing, struct arena *arena)
{
	const char *out = "";

	while (*missing != '\0') {
		size_t len = strcspn(missing, ",");
		const char *name = missing_name(missing, len);

		out = arena_printf(arena, "%s%s%s", out, *out != '\0' ? ", " : "",
				   name != NULL ? name : arena_copy_bytes(arena, missing, len));
		missing += len + (missing[len] == ',');
		missing += strspn(missing, " ");
	}
	return out;
}

bool feedback_code_like(const char *typed)
{
	int digits = 0;

	typed += strspn(typed, " ");
	if (strncasecmp(typed, "pa", 2) != 0)
		return false;
	for (typed += 2; *typed != '\0'; typed++) {
		if (*typed >= '0' && *typed <= '9')
			digits++;
		else if (strchr(" -.", *typed) == NULL)
			return false;
	}
	return digits >= 5;
}

void feedback_json_begin(struct str *out)
{
	str_add_char(out, '{');
}

void feedback_json_add(struct str *out, const char *key, const char *value)
{
	if (value == NULL)
		return;
	if (out->len > 0 && out->data[out->len - 1] != '{')
		str_add_char(out, ',');
	str_add_json(out, key);
	str_add_char(out, ':');
	str_add_json(out, value);
}

void feedback_json_end(struct str *out)
{
	str_add_char(out, '}');
}
