/* SPDX-License-Identifier: MIT */
/* See write.h. */
#include "plan/write.h"

#include "plan/schedule.h"

static void add_text(struct str *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	str_addf(out, "%s\"%s\":", out->data[out->len - 1] == '{' ? "" : ",", name);
	str_add_json(out, text);
}

static void add_reading(struct str *out, const char *phrase, int year)
{
	struct schedule schedule;
	struct str tokens = STR_EMPTY;

	schedule_read(phrase, year, &schedule);
	schedule_print(&schedule, &tokens);
	add_text(out, "reading", str_data(&tokens));
	str_add(out, ",\"parts\":");
	schedule_json(&schedule, out);
	str_free(&tokens);
}

void plan_fields_json(const struct plan_fields *fields, int year, struct str *out)
{
	str_add_char(out, '{');
	add_text(out, "kind", fields->kind);
	add_text(out, "label", fields->label);
	add_text(out, "text", fields->text);
	add_text(out, "lead", fields->lead);
	add_text(out, "coordinate", fields->coordinate);
	add_text(out, "deliverable", fields->deliverable);
	add_text(out, "time", fields->time);
	if (fields->time != NULL)
		add_reading(out, fields->time, year);
	str_add_char(out, '}');
}

void plan_head_json(const struct plan_head *head, struct str *out)
{
	str_add_char(out, '{');
	add_text(out, "number", head->number);
	add_text(out, "year", head->year);
	add_text(out, "issuer", head->issuer);
	add_text(out, "title", head->title);
	add_text(out, "issued", head->issued);
	add_text(out, "issued_text", head->issued_text);
	add_text(out, "parent", head->parent);
	add_text(out, "parent_ref", head->parent_ref);
	str_add_char(out, '}');
}
