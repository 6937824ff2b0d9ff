/* SPDX-License-Identifier: MIT */
/*
 * One pass over the rows. The place in the tree follows from the levels: `open`
 * holds the last node of each level, and each of them counts its children, which
 * gives the positional paths.
 */
#include "plan/plan_csv.h"

#include "base/csv.h"
#include "base/date.h"
#include "base/i18n.h"

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

/* `letter` begins the path of such a node at the top; sections have none. */
static const struct {
	const char *name;
	const char *letter;
} kinds[] = {
    [PLAN_CSV_SECTION] = {"section", ""}, [PLAN_CSV_TASK] = {"task", ""},
    [PLAN_CSV_BASIS] = {"basis", "b"},    [PLAN_CSV_PURPOSE] = {"purpose", "p"},
    [PLAN_CSV_DUTY] = {"duty", "d"},
};

enum { KIND_COUNT = sizeof(kinds) / sizeof(*kinds) };

const char *plan_csv_kind_name(enum plan_csv_kind kind)
{
	return kinds[kind].name;
}

struct reader {
	struct plan_csv *plan;
	struct csv csv;
	int columns[COLUMN_COUNT];         /* where each is in the file */
	int room;                          /* of plan->nodes */
	int open[PLAN_CSV_LEVELS + 1];     /* by level, index of its last node */
	int children[PLAN_CSV_LEVELS + 1]; /* of that node, so far */
	bool in_section[PLAN_CSV_LEVELS + 1];
	int level; /* of the last node */
	int tops[KIND_COUNT];
	struct err_info *info;
};

static const struct csv_cell *cell(const struct reader *r, enum column column)
{
	return &r->csv.cells[r->columns[column]];
}

static const char *text(const struct reader *r, enum column column)
{
	return cell(r, column)->text;
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
		if (!strcmp(word, kinds[i].name)) {
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
	if (*level > r->level + 1)
		return csv_wrong(&r->csv, cell(r, COLUMN_LEVEL), r->info,
				 _("Level %d stands below level %d: a level is missing "
				   "between them."),
				 *level, r->level);
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

static struct plan_csv_node *node_add(struct reader *r)
{
	struct plan_csv *plan = r->plan;

	if (plan->count == r->room) {
		r->room = r->room ? r->room * 2 : 256;
		plan->nodes =
		    mem_grow(plan->nodes, (size_t)r->room, sizeof(*plan->nodes));
	}
	return &plan->nodes[plan->count++];
}

/* Give the new node its place: parent and path. */
static void place(struct reader *r, struct plan_csv_node *node, int index)
{
	int level = node->level;

	if (level == 1) {
		node->parent = -1;
		node->path =
		    arena_printf(r->plan->memory, "%s%d", kinds[node->kind].letter,
				 ++r->tops[node->kind]);
	} else {
		node->parent = r->open[level - 1];
		node->path = arena_printf(r->plan->memory, "%s.%d",
					  r->plan->nodes[node->parent].path,
					  ++r->children[level - 1]);
	}
	r->open[level] = index;
	r->children[level] = 0;
	r->in_section[level] =
	    node->kind == PLAN_CSV_SECTION || (level > 1 && r->in_section[level - 1]);
	r->level = level;
}

static enum err read_node(struct reader *r)
{
	struct plan_csv_node *node, new = {0};
	enum err code = read_kind(r, &new.kind);

	if (code == ERR_OK)
		code = read_level(r, &new.level);
	if (code == ERR_OK)
		code = check_inherited(r);
	if (code != ERR_OK)
		return code;
	if (new.kind == PLAN_CSV_TASK &&
	    (new.level == 1 || !r->in_section[new.level - 1]))
		return csv_wrong(&r->csv, cell(r, COLUMN_KIND), r->info,
				 _("The task stands in no section."));
	if (!*text(r, COLUMN_TEXT))
		return csv_wrong(&r->csv, cell(r, COLUMN_TEXT), r->info,
				 _("The row has no text."));
	if (r->plan->count == PLAN_CSV_NODES_MOST)
		return csv_wrong(&r->csv, cell(r, COLUMN_KIND), r->info,
				 _("More than %d nodes in one plan."),
				 PLAN_CSV_NODES_MOST);
	new.label = keep(r, COLUMN_LABEL);
	new.text = keep(r, COLUMN_TEXT);
	new.lead = keep(r, COLUMN_LEAD);
	new.coordinate = keep(r, COLUMN_COORDINATE);
	new.deliverable = keep(r, COLUMN_DELIVERABLE);
	new.time = keep(r, COLUMN_TIME);
	new.inherited = keep(r, COLUMN_INHERITED);
	new.doubt = keep(r, COLUMN_DOUBT);
	node = node_add(r);
	*node = new;
	place(r, node, r->plan->count - 1);
	r->plan->tasks += node->kind == PLAN_CSV_TASK;
	return ERR_OK;
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

static enum err read_plan(struct reader *r, enum err opened)
{
	r->plan->number = r->plan->issuer = r->plan->title = r->plan->issued = "";
	r->plan->issued_text = r->plan->parent = r->plan->parent_ref = "";
	r->plan->state = "";
	if (opened == ERR_OK)
		opened = read_rows(r);
	csv_close(&r->csv);
	return opened;
}

enum err plan_csv_read(struct plan_csv *plan, const char *path, struct err_info *info)
{
	struct reader r = {.plan = plan, .info = info};

	*plan = (struct plan_csv){.memory = arena_new()};
	return read_plan(&r, csv_open(&r.csv, path, info));
}

enum err plan_csv_read_bytes(struct plan_csv *plan, const char *name, const char *bytes,
			     size_t len, struct err_info *info)
{
	struct reader r = {.plan = plan, .info = info};

	*plan = (struct plan_csv){.memory = arena_new()};
	return read_plan(&r, csv_open_bytes(&r.csv, name, bytes, len, info));
}

void plan_csv_free(struct plan_csv *plan)
{
	arena_free(plan->memory);
	free(plan->nodes);
	*plan = (struct plan_csv){0};
}
