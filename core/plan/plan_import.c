/* SPDX-License-Identifier: MIT */
/*
 * A checked plan as the JSON that the import functions of the database take.
 */
#include "plan/plan_csv.h"
#include "plan/schedule.h"

#include <string.h>

static void add_text(struct str *out, const char *key, const char *text)
{
	str_addf(out, ",\"%s\":", key);
	str_add_json(out, *text ? text : NULL);
}

void plan_csv_head_json(const struct plan_csv *plan, struct str *out)
{
	str_addf(out, "{\"year\":%d,\"sample\":%s", plan->year,
		 plan->sample ? "true" : "false");
	add_text(out, "number", plan->number);
	add_text(out, "issuer", plan->issuer);
	add_text(out, "title", plan->title);
	add_text(out, "issued", plan->issued);
	add_text(out, "issued_text", plan->issued_text);
	add_text(out, "parent", plan->parent);
	add_text(out, "parent_ref", plan->parent_ref);
	add_text(out, "state", plan->state);
	str_add_char(out, '}');
}

/* The words of `text` as an array; they need no escapes. */
static void add_words(struct str *out, const char *key, const char *text)
{
	const char *comma = "";

	str_addf(out, ",\"%s\":[", key);
	while (*text) {
		size_t len = strcspn(text, " ");

		if (len) {
			str_addf(out, "%s\"%.*s\"", comma, (int)len, text);
			comma = ",";
		}
		text += len;
		text += *text == ' ';
	}
	str_add_char(out, ']');
}

static void add_schedule(const struct plan_csv *plan, const struct plan_csv_node *node,
			 struct str *out)
{
	struct schedule schedule;
	struct str tokens = STR_EMPTY;

	schedule_read(node->time, plan->year, &schedule);
	schedule_print(&schedule, &tokens);
	add_text(out, "reading", str_data(&tokens));
	str_add(out, ",\"parts\":");
	schedule_json(&schedule, out);
	str_free(&tokens);
}

static void add_node(const struct plan_csv *plan, int index, struct str *out)
{
	const struct plan_csv_node *node = &plan->nodes[index];

	str_addf(out, "{\"ordinal\":%d,\"level\":%d", index + 1, node->level);
	if (node->parent >= 0)
		str_addf(out, ",\"parent\":%d", node->parent + 1);
	else
		str_add(out, ",\"parent\":null");
	add_text(out, "path", node->path);
	add_text(out, "kind", plan_csv_kind_name(node->kind));
	add_text(out, "label", node->label);
	add_text(out, "text", node->text);
	add_text(out, "lead", node->lead);
	add_text(out, "coordinate", node->coordinate);
	add_text(out, "deliverable", node->deliverable);
	add_text(out, "time", node->time);
	add_text(out, "doubt", node->doubt);
	add_words(out, "inherited", node->inherited);
	if (node->kind == PLAN_CSV_TASK)
		add_schedule(plan, node, out);
	str_add_char(out, '}');
}

void plan_csv_nodes_json(const struct plan_csv *plan, int first, int count,
			 struct str *out)
{
	str_add_char(out, '[');
	for (int i = 0; i < count; i++) {
		if (i)
			str_add(out, ",\n");
		add_node(plan, first + i, out);
	}
	str_add_char(out, ']');
}
