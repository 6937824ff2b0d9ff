/* SPDX-License-Identifier: MIT */
/* One pass over the rows; plan_tree gives each its place. */
#include "plan/plan_csv.h"

#include "base/csv.h"
#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "plan/plan_day.h"
#include "plan/plan_tree.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column {
	COLUMN_KIND,
	COLUMN_LEVEL,
	COLUMN_LABEL,
	COLUMN_TEXT,
	COLUMN_LEAD,
	COLUMN_COORDINATE,
	COLUMN_DELIVERABLE,
	COLUMN_TIME,
	COLUMN_INHERITED,
	COLUMN_DOUBT,
	COLUMN_COUNT,
};

static const char *const column_names[COLUMN_COUNT] = {
    "kind",       "level",       "label", "text",      "lead",
    "coordinate", "deliverable", "time",  "inherited", "doubt",
};

static const char *const kinds[] = {
    [PLAN_CSV_SECTION] = "section", [PLAN_CSV_TASK] = "task",
    [PLAN_CSV_BASIS] = "basis",     [PLAN_CSV_PURPOSE] = "purpose",
    [PLAN_CSV_DUTY] = "duty",
};

enum { KIND_COUNT = sizeof(kinds) / sizeof(*kinds) };

const char *plan_csv_kind_name(enum plan_csv_kind kind)
{
	return kinds[kind];
}

struct reader {
	struct plan_csv *plan;
	struct csv csv;
	struct plan_tree tree;
	int columns[COLUMN_COUNT]; /* where each is in the file */
	struct err_info *info;
};

static const struct csv_cell *cell(const struct reader *r, enum column column)
{
	return &r->csv.cells[r->columns[column]];
}

static const char *text(const struct reader *r, enum column column)
{
	return csv_cell_text(cell(r, column)->text);
}

static const char *keep(struct reader *r, enum column column)
{
	const char *from = text(r, column);

	return *from ? arena_copy(r->plan->memory, from) : "";
}

static enum err head_year(struct reader *r)
{
	char *end;
	long year = strtol(text(r, COLUMN_TEXT), &end, 10);

	if (*end || year < 2000 || year > 2100)
		return csv_wrong(&r->csv, cell(r, COLUMN_TEXT), r->info,
				 _("\"%.40s\" is not a year from 2000 to 2100."),
				 text(r, COLUMN_TEXT));
	r->plan->year = (int)year;
	return ERR_OK;
}

static enum err head_sample(struct reader *r)
{
	const char *word = text(r, COLUMN_TEXT);

	if (strcmp(word, "yes") != 0 && strcmp(word, "no") != 0)
		return csv_wrong(&r->csv, cell(r, COLUMN_TEXT), r->info,
				 _("\"%.40s\" is neither yes nor no."), word);
	r->plan->sample = !strcmp(word, "yes");
	return ERR_OK;
}

static enum err head_state(struct reader *r)
{
	const char *word = text(r, COLUMN_TEXT);

	if (strcmp(word, "draft") != 0 && strcmp(word, "in_force") != 0 &&
	    strcmp(word, "closed") != 0)
		return csv_wrong(&r->csv, cell(r, COLUMN_TEXT), r->info,
				 _("\"%.40s\" is none of draft, in_force and closed."),
				 word);
	r->plan->state = keep(r, COLUMN_TEXT);
	return ERR_OK;
}

static enum err head_issued(struct reader *r)
{
	if (date_read_iso(text(r, COLUMN_TEXT)) == DATE_NONE)
		return csv_wrong(&r->csv, cell(r, COLUMN_TEXT), r->info,
				 _("\"%.40s\" is not a date like 2026-01-31."),
				 text(r, COLUMN_TEXT));
	r->plan->issued = keep(r, COLUMN_TEXT);
	return ERR_OK;
}

/* Rows of the head: a plain text goes to `at`, the others have a reader. */
static const struct {
	const char *name;
	size_t at;
	enum err (*read)(struct reader *r);
	bool required;
} heads[] = {
    {"number", offsetof(struct plan_csv, number), NULL, true},
    {"year", 0, head_year, true},
    {"issuer", offsetof(struct plan_csv, issuer), NULL, true},
    {"title", offsetof(struct plan_csv, title), NULL, true},
    {"issued", 0, head_issued, false},
    {"issued_text", offsetof(struct plan_csv, issued_text), NULL, false},
    {"parent", offsetof(struct plan_csv, parent), NULL, false},
    {"parent_ref", offsetof(struct plan_csv, parent_ref), NULL, false},
    {"state", 0, head_state, true},
    {"sample", 0, head_sample, false},
};

enum { HEAD_COUNT = sizeof(heads) / sizeof(*heads) };

/* Reads the present row as a head row when its kind is one; *is_head says so. */
static enum err read_head(struct reader *r, unsigned *seen, bool *is_head)
{
	int i = 0;

	while (i < HEAD_COUNT && strcmp(text(r, COLUMN_KIND), heads[i].name) != 0)
		i++;
	*is_head = i < HEAD_COUNT;
	if (!*is_head)
		return ERR_OK;
	if (*seen & 1u << i)
		return csv_wrong(&r->csv, cell(r, COLUMN_KIND), r->info,
				 _("The head row \"%s\" stands twice."), heads[i].name);
	if (r->plan->count)
		return csv_wrong(&r->csv, cell(r, COLUMN_KIND), r->info,
				 _("The head row \"%s\" stands after the first node."),
				 heads[i].name);
	*seen |= 1u << i;
	/* A row without a value says as much as no row. */
	if (!*text(r, COLUMN_TEXT) && !heads[i].required)
		return ERR_OK;
	if (!*text(r, COLUMN_TEXT))
		return csv_wrong(&r->csv, cell(r, COLUMN_TEXT), r->info,
				 _("The head row \"%s\" has no text."), heads[i].name);
	if (heads[i].read)
		return heads[i].read(r);
	*(const char **)((char *)r->plan + heads[i].at) = keep(r, COLUMN_TEXT);
	return ERR_OK;
}

static enum err check_heads(struct reader *r, unsigned seen)
{
	for (int i = 0; i < HEAD_COUNT; i++)
		if (heads[i].required && !(seen & 1u << i))
			return csv_wrong(&r->csv, &r->csv.cells[0], r->info,
					 _("The head row \"%s\" is missing above the "
					   "first node."),
					 heads[i].name);
	return ERR_OK;
}

static enum err read_kind(struct reader *r, enum plan_csv_kind *kind)
{
	const char *word = text(r, COLUMN_KIND);

	for (int i = 0; i < KIND_COUNT; i++) {
		if (!strcmp(word, kinds[i])) {
			*kind = (enum plan_csv_kind)i;
			return ERR_OK;
		}
	}
	return csv_wrong(&r->csv, cell(r, COLUMN_KIND), r->info,
			 _("There is no kind of row \"%.40s\"."), word);
}

static enum err read_level(struct reader *r, int *level)
{
	const char *word = text(r, COLUMN_LEVEL);

	*level = word[0] >= '1' && word[0] <= '9' && !word[1] ? word[0] - '0' : 0;
	if (*level == 0)
		return csv_wrong(&r->csv, cell(r, COLUMN_LEVEL), r->info,
				 _("The level has to be a number from 1 to %d."),
				 PLAN_CSV_LEVELS);
	if (*level > r->tree.level + 1)
		return csv_wrong(&r->csv, cell(r, COLUMN_LEVEL), r->info,
				 _("Level %d stands below level %d: a level is missing "
				   "between them."),
				 *level, r->tree.level);
	return ERR_OK;
}

static enum err check_inherited(struct reader *r)
{
	static const char *const names[] = {"lead", "coordinate", "deliverable",
					    "time"};
	const char *at = text(r, COLUMN_INHERITED);

	while (*at) {
		size_t len = strcspn(at, " "), i = 0;

		while (i < 4 &&
		       (strlen(names[i]) != len || strncmp(at, names[i], len) != 0))
			i++;
		if (i == 4)
			return csv_wrong(&r->csv, cell(r, COLUMN_INHERITED), r->info,
					 _("\"%.*s\" is not a column that can be "
					   "inherited."),
					 (int)(len < 40 ? len : 40), at);
		at += len;
		at += strspn(at, " ");
	}
	return ERR_OK;
}

static struct plan_csv_place place(const struct reader *r, enum column column)
{
	return (struct plan_csv_place){.line = cell(r, column)->line,
				       .column = cell(r, column)->column};
}

/* The cells of the present row into the node. */
static enum err read_cells(struct reader *r, struct plan_csv_node *node)
{
	const char *wrong;

	for (int i = COLUMN_LABEL; i < COLUMN_COUNT; i++)
		if (csv_runs_formula(cell(r, (enum column)i)->text))
			return csv_wrong(
			    &r->csv, cell(r, (enum column)i), r->info,
			    _("\"%.40s\" is a formula: write its text, or an "
			      "apostrophe before it."),
			    cell(r, (enum column)i)->text);
	wrong = plan_day_wrong(r->csv.memory, text(r, COLUMN_TIME), r->plan->year);
	if (wrong != NULL)
		return csv_wrong(&r->csv, cell(r, COLUMN_TIME), r->info,
				 _("There is no day %s."), wrong);
	node->label = keep(r, COLUMN_LABEL);
	node->text = keep(r, COLUMN_TEXT);
	node->lead = keep(r, COLUMN_LEAD);
	node->coordinate = keep(r, COLUMN_COORDINATE);
	node->deliverable = keep(r, COLUMN_DELIVERABLE);
	node->time = keep(r, COLUMN_TIME);
	node->inherited = keep(r, COLUMN_INHERITED);
	node->doubt = keep(r, COLUMN_DOUBT);
	node->at[PLAN_CSV_LABEL] = place(r, COLUMN_LABEL);
	node->at[PLAN_CSV_TEXT] = place(r, COLUMN_TEXT);
	node->at[PLAN_CSV_LEAD] = place(r, COLUMN_LEAD);
	node->at[PLAN_CSV_COORDINATE] = place(r, COLUMN_COORDINATE);
	node->at[PLAN_CSV_TIME] = place(r, COLUMN_TIME);
	return ERR_OK;
}

static enum err read_node(struct reader *r)
{
	struct plan_csv_node new = {0};
	enum err code = read_kind(r, &new.kind);

	if (code == ERR_OK)
		code = read_level(r, &new.level);
	if (code == ERR_OK)
		code = check_inherited(r);
	if (code != ERR_OK)
		return code;
	if (new.kind == PLAN_CSV_TASK && !plan_tree_in_section(&r->tree, new.level))
		return csv_wrong(&r->csv, cell(r, COLUMN_KIND), r->info,
				 _("The task stands in no section."));
	if (!*text(r, COLUMN_TEXT))
		return csv_wrong(&r->csv, cell(r, COLUMN_TEXT), r->info,
				 _("The row has no text."));
	if (r->plan->count == PLAN_CSV_NODES_MOST)
		return csv_wrong(&r->csv, cell(r, COLUMN_KIND), r->info,
				 _("More than %d rows in one plan."),
				 PLAN_CSV_NODES_MOST);
	code = read_cells(r, &new);
	if (code == ERR_OK)
		plan_tree_add(&r->tree, &new);
	return code;
}

static enum err find_columns(struct reader *r)
{
	for (int i = 0; i < r->csv.width; i++) {
		int known = 0;

		while (known < COLUMN_COUNT &&
		       strcmp(r->csv.head[i].text, column_names[known]) != 0)
			known++;
		if (known == COLUMN_COUNT)
			return csv_wrong(&r->csv, &r->csv.head[i], r->info,
					 _("A plan has no column \"%.40s\"."),
					 r->csv.head[i].text);
	}
	for (int i = 0; i < COLUMN_COUNT; i++) {
		r->columns[i] = csv_column(&r->csv, column_names[i]);
		if (r->columns[i] < 0)
			return csv_wrong(&r->csv, &r->csv.head[0], r->info,
					 _("The column \"%s\" is missing."),
					 column_names[i]);
	}
	return ERR_OK;
}

static enum err read_rows(struct reader *r)
{
	unsigned seen = 0;
	bool more, is_head;
	enum err code = find_columns(r);

	while (code == ERR_OK) {
		code = csv_next(&r->csv, &more, r->info);
		if (code != ERR_OK || !more)
			break;
		code = read_head(r, &seen, &is_head);
		if (code == ERR_OK && !is_head && !r->plan->count)
			code = check_heads(r, seen);
		if (code == ERR_OK && !is_head)
			code = read_node(r);
	}
	if (code == ERR_OK && !r->plan->count)
		code = err_set(r->info, ERR_INPUT, _("%s: the plan has no sections."),
			       r->csv.name);
	return code;
}

void plan_csv_start(struct plan_csv *plan, const char *name)
{
	*plan = (struct plan_csv){.memory = arena_new(), .name = name};
	plan->number = plan->issuer = plan->title = plan->issued = "";
	plan->issued_text = plan->parent = plan->parent_ref = "";
	plan->state = "";
}

enum err plan_csv_read_bytes(struct plan_csv *plan, const char *name, const char *bytes,
			     size_t len, struct err_info *info)
{
	struct reader r = {.plan = plan, .tree.plan = plan, .info = info};
	enum err code;

	plan_csv_start(plan, name);
	code = csv_open_bytes(&r.csv, name, bytes, len, info);
	if (code == ERR_OK)
		code = read_rows(&r);
	csv_close(&r.csv);
	return code;
}

enum err plan_csv_read(struct plan_csv *plan, const char *path, struct err_info *info)
{
	struct str bytes = STR_EMPTY;
	enum err code = file_read(path, CSV_FILE_MOST, &bytes, info);

	*plan = (struct plan_csv){0};
	if (code == ERR_OK)
		code = plan_csv_read_bytes(plan, path, str_data(&bytes), bytes.len, info);
	str_free(&bytes);
	return code;
}

void plan_csv_free(struct plan_csv *plan)
{
	arena_free(plan->memory);
	free(plan->nodes);
	free(plan->notes);
	*plan = (struct plan_csv){0};
}
