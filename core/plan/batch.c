/* SPDX-License-Identifier: MIT */
/* See batch.h. */
#include "plan/batch.h"

static void add_text(struct str *out, const char *name, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	str_addf(out, ",\"%s\":", name);
	str_add_json(out, text);
}

static void add_date(struct str *out, const char *name, int date)
{
	char iso[DATE_TEXT];

	if (date != DATE_NONE)
		add_text(out, name, date_iso(date, iso));
}

void batch_add_json(struct str *out, const struct task_mark *marks, int count)
{
	str_add_char(out, '[');
	for (int i = 0; i < count; i++) {
		const struct task_mark *one = &marks[i];

		str_addf(out, "%s{\"occurrence\":%lld,\"version\":%d", i > 0 ? "," : "",
			 (long long)one->occurrence, one->version);
		add_text(out, "state", task_state_word(one->state));
		add_date(out, "done_on", one->done_on);
		add_text(out, "document_number", one->document);
		add_date(out, "document_date", one->document_date);
		add_text(out, "note", one->note);
		str_add_char(out, '}');
	}
	str_add_char(out, ']');
}
