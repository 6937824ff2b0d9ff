/* SPDX-License-Identifier: MIT */
/*
 * Row by row. Which rows are sections is seen by their cells: nothing but a label
 * and a text. A numbered row like that may also be a task whose other cells are
 * merged with those above; then the next row counts on from it.
 */
#include "plan/sheet_plan.h"

#include "base/i18n.h"
#include "base/text.h"
#include "plan/outline.h"
#include "plan/plan_day.h"
#include "plan/plan_tree.h"
#include "plan/sheet_line.h"

#include <string.h>

enum {
	HEAD_WITHIN = 2000, /* rows; a document has paragraphs before its table */
	TITLE_MOST = 600    /* bytes, about */
};

struct taker {
	const struct sheet *sheet;
	struct sheet_head head;
	struct plan_csv *plan;
	struct plan_tree tree;
	struct outline outline;
	int last;  /* the task before this row in its section, or -1 */
	int table; /* the one under way */
	bool passing; /* over a table without our columns */
	struct err_info *info;
};

/* Whether a blank cell has its text from the row above. A spreadsheet leaves merged
 * cells blank and says no more; a result is often really none. */
static bool from_above(const struct taker *t, const struct sheet_line *line,
		       enum sheet_field field)
{
	const struct sheet_cell *cell = line->cells[field];

	if (t->last < 0 || *sheet_line_text(line, field))
		return false;
	if (t->sheet->word)
		return cell != NULL && cell->above;
	return field != SHEET_DELIVERABLE && memchr(t->head.fields, (int)field,
						    (size_t)t->head.columns) != NULL;
}

/* The next row with a place in the plan, for is_section. */
static bool read_next(struct taker *t, int row, struct sheet_line *next)
{
	while (++row < t->sheet->count) {
		if (t->sheet->rows[row].table != t->table ||
		    sheet_head_again(t->sheet, &t->head, row))
			continue;
		sheet_line_read(t->plan->memory, &t->head, &t->sheet->rows[row], next);
		if (*next->text || !next->alone)
			return true;
	}
	return false;
}

static bool is_section(struct taker *t, const struct sheet_line *line, int row)
{
	struct sheet_line next;

	if (!line->alone || line->merged)
		return false;
	switch (line->mark.class) {
	case LABEL_BULLET:
		return false;
	case LABEL_NUMBER:
	case LABEL_SMALL:
		break;
	default:
		return true;
	}
	if (!read_next(t, row, &next))
		return t->last < 0;
	/* Something finer follows, or the count begins anew below it. */
	if (next.mark.class == LABEL_NONE)
		return *next.text && (!next.alone || t->last < 0);
	if (outline_alike(&next.mark, &line->mark))
		return next.mark.number <= line->mark.number;
	if (next.mark.class == LABEL_ROMAN || next.mark.class == LABEL_LETTER)
		return false;
	/* A make that is new here stands below this row. */
	return outline_depth(&t->outline, &next.mark) == t->outline.depth ||
	       outline_depth(&t->outline, &next.mark) >
		   outline_depth(&t->outline, &line->mark);
}

static struct plan_csv_place place_of(const struct sheet_cell *cell,
				      const struct sheet_row *row)
{
	return cell != NULL ? cell->at : row->cells[0].at;
}

static enum err add_node(struct taker *t, const struct sheet_row *row,
			 struct plan_csv_node *node, struct label mark)
{
	node->level = outline_add(&t->outline, mark, node->kind == PLAN_CSV_SECTION);
	if (node->level == 0)
		return sheet_wrong(t->sheet, &row->cells[0].at, t->info,
				   _("More than %d levels in one another."),
				   PLAN_CSV_LEVELS);
	plan_tree_add(&t->tree, node);
	t->last = node->kind == PLAN_CSV_TASK ? t->plan->count - 1 : -1;
	return ERR_OK;
}

static void keep_places(const struct sheet_line *line, const struct sheet_row *row,
			struct plan_csv_node *node)
{
	node->at[PLAN_CSV_LABEL] = place_of(line->cells[SHEET_NUMBER], row);
	node->at[PLAN_CSV_TEXT] = place_of(line->cells[SHEET_TEXT], row);
	node->at[PLAN_CSV_LEAD] = place_of(line->cells[SHEET_LEAD], row);
	node->at[PLAN_CSV_COORDINATE] = place_of(line->cells[SHEET_COORDINATE], row);
	node->at[PLAN_CSV_TIME] = place_of(line->cells[SHEET_TIME], row);
}

/* The cells of a task, those from above with them. */
static void fill(struct taker *t, const struct sheet_line *line, struct plan_csv_node *node)
{
	static const char *const names[] = {"lead", "coordinate", "deliverable", "time"};
	const struct plan_csv_node *above = t->last >= 0 ? &t->plan->nodes[t->last] : NULL;
	const char *given[4], *of_above[4] = {"", "", "", ""};
	struct str inherited = STR_EMPTY;

	if (above != NULL) {
		of_above[0] = above->lead;
		of_above[1] = above->coordinate;
		of_above[2] = above->deliverable;
		of_above[3] = above->time;
	}
	for (int i = 0; i < 4; i++) {
		enum sheet_field field = (enum sheet_field)(SHEET_LEAD + i);

		given[i] = sheet_line_text(line, field);
		if (*given[i] || !*of_above[i] || !from_above(t, line, field)) {
			given[i] = *given[i] ? arena_copy(t->plan->memory, given[i]) : "";
			continue;
		}
		given[i] = of_above[i];
		str_addf(&inherited, "%s%s", inherited.len ? " " : "", names[i]);
	}
	node->lead = given[0];
	node->coordinate = given[1];
	node->deliverable = given[2];
	node->time = given[3];
	node->inherited = inherited.len
			      ? arena_copy(t->plan->memory, str_data(&inherited)) : "";
	str_free(&inherited);
}

/* A task needs a section above it. When the table has none the plan's title is one;
 * a row that is both becomes a section and its only task. */
static enum err need_section(struct taker *t, const struct sheet_row *row,
			     struct plan_csv_node *task, struct label *mark)
{
	struct plan_csv_node section = *task;

	if (outline_has_section(&t->outline, *mark))
		return ERR_OK;
	section.kind = PLAN_CSV_SECTION;
	section.lead = section.coordinate = section.deliverable = section.time = "";
	section.inherited = "";
	if (mark->class == LABEL_ROMAN || mark->class == LABEL_LETTER) {
		struct label own = *mark;

		task->label = "";
		*mark = (struct label){.class = LABEL_NONE};
		task->doubt = "Dòng này trong bảng vừa là mục vừa là việc.";
		return add_node(t, row, &section, own);
	}
	section.label = "";
	section.text = *t->plan->title ? t->plan->title : t->plan->number;
	section.doubt = "Bảng không có mục: tên kế hoạch được dùng làm mục.";
	section.level = 1;
	plan_csv_note(t->plan, &row->cells[0].at,
		      _("the table has no sections: the plan's title stands for one"));
	outline_stand_in(&t->outline);
	plan_tree_add(&t->tree, &section);
	return ERR_OK;
}

static enum err check_day(const struct taker *t, const struct plan_csv_node *node)
{
	const char *wrong;

	if (strstr(node->inherited, "time") != NULL)
		return ERR_OK;
	wrong = plan_day_wrong(t->plan->memory, node->time, t->plan->year);
	if (wrong == NULL)
		return ERR_OK;
	return sheet_wrong(t->sheet, &node->at[PLAN_CSV_TIME], t->info,
			   _("There is no day %s."), wrong);
}

static enum err take_line(struct taker *t, struct sheet_line *line, int index)
{
	const struct sheet_row *row = &t->sheet->rows[index];
	struct plan_csv_node node = {.doubt = "", .inherited = ""};
	struct label mark = line->mark;
	enum err code;

	node.lead = node.coordinate = node.deliverable = node.time = "";
	node.kind = is_section(t, line, index) ? PLAN_CSV_SECTION : PLAN_CSV_TASK;
	keep_places(line, row, &node);
	node.label = *line->label ? arena_copy(t->plan->memory, line->label) : "";
	node.text = arena_copy(t->plan->memory, line->text);
	if (!*node.text && t->last < 0)
		return sheet_wrong(t->sheet, &node.at[PLAN_CSV_TEXT], t->info,
				   _("The row has no text."));
	if (!*node.text) {
		node.text = t->plan->nodes[t->last].text;
		node.doubt = "Ô nội dung để trống: lấy từ dòng trên (ô gộp).";
		plan_csv_note(t->plan, &node.at[PLAN_CSV_TEXT],
			      _("no text here: taken from the row above"));
	}
	if (node.kind == PLAN_CSV_SECTION)
		return add_node(t, row, &node, mark);
	fill(t, line, &node);
	code = check_day(t, &node);
	if (code == ERR_OK)
		code = need_section(t, row, &node, &mark);
	return code == ERR_OK ? add_node(t, row, &node, mark) : code;
}

/* Columns that say something which a plan has no place for. */
static void note_columns(struct taker *t)
{
	const struct sheet_row *row = &t->sheet->rows[t->head.row];

	for (int i = 0; i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];
		bool taken = false;

		for (int c = cell->column; c < cell->column + cell->columns; c++)
			taken = taken || (c < t->head.columns &&
					  t->head.fields[c] != SHEET_NONE);
		if (*cell->text && !taken)
			plan_csv_note(t->plan, &cell->at,
				      _("the column \"%.60s\" is not taken over"),
				      cell->text);
	}
	if (t->head.both)
		plan_csv_note(t->plan, &row->cells[0].at,
			      _("one column for who leads and who takes part: all are "
				"taken for leads"));
}

/* The first row of another table of a document: its own headings, or as many
 * columns as ours, or it is passed over. *is_head: this row is done with. */
static void begin_table(struct taker *t, int *index, bool *is_head)
{
	const struct sheet_row *row = &t->sheet->rows[*index];
	struct sheet_head head;

	t->table = row->table;
	*is_head = sheet_head_find(t->sheet, *index, *index + 1, &head);
	if (*is_head) {
		t->head = head;
		*index += head.rows - 1;
	}
	t->passing = !*is_head && row->columns != t->head.columns;
	if (t->passing)
		plan_csv_note(t->plan, &row->cells[0].at,
			      _("a table without the plan's columns is passed over"));
}

/* What stands below a plan's table in a spreadsheet. */
static bool is_foot(struct taker *t, const struct sheet_row *row)
{
	static const char *const feet[] = {"noi nhan", "nguoi lap", "tm. uy ban",
					   "kt. giam doc", "kt. chu tich"};
	const char *text = "";

	for (int i = 0; i < row->count && !*text; i++)
		text = row->cells[i].text;
	if (strlen(text) > 200)
		return false;
	text = text_fold(t->sheet->memory, text);
	for (size_t i = 0; i < sizeof(feet) / sizeof(*feet); i++)
		if (strncmp(text, feet[i], strlen(feet[i])) == 0)
			return true;
	return false;
}

static enum err take_rows(struct taker *t)
{
	enum err code = ERR_OK;

	for (int i = t->head.row + t->head.rows; i < t->sheet->count; i++) {
		const struct sheet_row *row = &t->sheet->rows[i];
		struct sheet_line line;
		bool is_head = false;

		if (row->table == 0)
			continue;
		if (row->table != t->table)
			begin_table(t, &i, &is_head);
		if (is_head || t->passing || sheet_head_again(t->sheet, &t->head, i))
			continue;
		if (is_foot(t, row)) {
			plan_csv_note(t->plan, &row->cells[0].at,
				      _("the table is taken to end here"));
			t->passing = true;
			continue;
		}
		sheet_line_read(t->plan->memory, &t->head, row, &line);
		if (!*line.text && line.alone && !line.merged)
			continue;
		code = take_line(t, &line, i);
		if (code != ERR_OK)
			break;
	}
	return code;
}

/* The title rows: from the one that begins like a title up to the headings. */
static const char *find_title(const struct taker *t)
{
	static const char *const begins[] = {"ke hoach", "phu luc", "danh muc", "bieu",
					     "chuong trinh", "noi dung", "bang ", "nhiem vu"};
	struct str title = STR_EMPTY;
	const char *found;

	for (int i = 0; i < t->head.row; i++) {
		const struct sheet_row *row = &t->sheet->rows[i];

		for (int c = 0; c < row->count && title.len < TITLE_MOST; c++) {
			const char *text = row->cells[c].text;
			const char *folded = text_fold(t->sheet->memory, text);
			bool begun = title.len > 0;

			for (size_t b = 0; b < sizeof(begins) / sizeof(*begins); b++)
				begun = begun || strncmp(folded, begins[b],
							 strlen(begins[b])) == 0;
			if (begun && *text)
				str_addf(&title, "%s%s", title.len ? " " : "", text);
		}
	}
	found = text_squeeze(t->plan->memory, title.len ? str_data(&title) : t->plan->number);
	str_free(&title);
	return found;
}

enum err sheet_plan(const struct sheet *sheet, struct plan_csv *plan, struct err_info *info)
{
	struct taker t = {.sheet = sheet, .plan = plan, .tree.plan = plan, .last = -1,
			  .info = info};
	struct plan_csv_place top = {.line = 1, .column = 1};
	enum err code;

	if (!sheet_head_find(sheet, 0, HEAD_WITHIN, &t.head))
		return sheet_wrong(sheet, &top, info,
				   _("no row of headings (STT, Nội dung, Đơn vị chủ trì, "
				     "Thời gian) among the first %d."),
				   HEAD_WITHIN);
	t.table = sheet->rows[t.head.row].table;
	if (!*plan->title)
		plan->title = find_title(&t);
	note_columns(&t);
	code = take_rows(&t);
	if (code == ERR_OK && plan->tasks == 0)
		code = err_set(info, ERR_INPUT, _("%s: the table has no tasks."),
			       sheet->name);
	return code;
}
