/* SPDX-License-Identifier: MIT */
#include "table.h"

#include "base/csv.h"
#include "fuzz.h"
#include "plan/plan_lint.h"

#include <string.h>

static void write_cells(struct str *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		csv_add_cell(out, cells[i]);
		str_add_char(out, i + 1 < count ? ',' : '\n');
	}
}

static void write_head(struct str *out, const char *kind, const char *text)
{
	const char *const cells[10] = {kind, "", "", text, "", "", "", "", "", ""};

	if (*text)
		write_cells(out, cells, 10);
}

static void write_plan(const struct plan_csv *plan, struct str *out)
{
	char year[16];

	snprintf(year, sizeof(year), "%d", plan->year);
	str_add(out, "kind,level,label,text,lead,coordinate,deliverable,time,inherited,"
		     "doubt\n");
	write_head(out, "number", plan->number);
	write_head(out, "year", year);
	write_head(out, "issuer", plan->issuer);
	write_head(out, "title", plan->title);
	write_head(out, "issued", plan->issued);
	write_head(out, "state", plan->state);
	for (int i = 0; i < plan->count; i++) {
		const struct plan_csv_node *n = &plan->nodes[i];
		char level[8];
		const char *const cells[10] = {
		    plan_csv_kind_name(n->kind), level, n->label, n->text, n->lead,
		    n->coordinate, n->deliverable, n->time, n->inherited, n->doubt};

		snprintf(level, sizeof(level), "%d", n->level);
		write_cells(out, cells, 10);
	}
}

static void check_same(const struct plan_csv_node *a, const struct plan_csv_node *b)
{
	promise(a->kind == b->kind && a->level == b->level && a->parent == b->parent);
	promise(strcmp(a->path, b->path) == 0 && strcmp(a->label, b->label) == 0);
	promise(strcmp(a->text, b->text) == 0 && strcmp(a->lead, b->lead) == 0);
	promise(strcmp(a->coordinate, b->coordinate) == 0);
	promise(strcmp(a->deliverable, b->deliverable) == 0);
	promise(strcmp(a->time, b->time) == 0);
	promise(strcmp(a->inherited, b->inherited) == 0);
}

static void check_again(const struct plan_csv *plan)
{
	struct str text = STR_EMPTY;
	struct plan_csv again;
	struct err_info why = {0};
	enum err code;

	write_plan(plan, &text);
	code = plan_csv_read_bytes(&again, "again", str_data(&text), text.len, &why);
	if (code != ERR_OK)
		fprintf(stderr, "%s\n%s\n", why.text, str_data(&text));
	promise(code == ERR_OK);
	promise(again.count == plan->count && again.tasks == plan->tasks);
	for (int i = 0; i < plan->count; i++)
		check_same(&plan->nodes[i], &again.nodes[i]);
	plan_csv_free(&again);
	str_free(&text);
}

void table_check(struct plan_csv *plan)
{
	struct str json = STR_EMPTY;

	promise(plan->count <= PLAN_CSV_NODES_MOST * 2);
	for (int i = 0; i < plan->count; i++) {
		const struct plan_csv_node *node = &plan->nodes[i];

		promise(node->parent < i && node->level >= 1);
		promise(node->level <= PLAN_CSV_LEVELS && *node->text && *node->path);
		promise(node->kind != PLAN_CSV_TASK || node->parent >= 0);
	}
	check_again(plan);
	plan_csv_nodes_json(plan, 0, plan->count, &json);
	str_free(&json);
	plan_lint(plan);
	plan_lint_sort(plan);
	for (int i = 0; i < plan->note_count; i++)
		promise(*plan_csv_where(plan, &plan->notes[i].at));
}
