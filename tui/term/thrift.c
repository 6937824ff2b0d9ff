/* SPDX-License-Identifier: MIT */
/* See thrift.h. The costs are estimates: they need only be right about large
 * differences. */
#define NCURSES_WIDECHAR 1
#include "term/thrift.h"

#include "base/mem.h"

#include <curses.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Bytes, but for ALIKE. */
enum {
	MOVE = 6,     /* to go to another place in the row */
	LINE = 2,     /* … to where the next row begins */
	ERASE = 3,    /* … to erase the rest of a row, or of the screen */
	GAP = 5,      /* between two texts that are rather written than passed over */
	BOLD = 12,    /* of blanks, as dear as to leave off being bold and begin again */
	WORTH = 20,   /* that must be saved by erasing */
	LARGE = 1150, /* from which on a thin line is slow to bring the last of them */
	ALIKE = 3,    /* rows that stand elsewhere too: then curses scrolls for less */
};

struct row {
	cchar_t *old, *new;
	int columns;
};

static bool same(const cchar_t *a, const cchar_t *b)
{
	return a->attr == b->attr && a->chars[0] == b->chars[0] &&
	       a->chars[1] == b->chars[1];
}

static bool blank(const cchar_t *cell)
{
	return cell->chars[0] == L' ' && (cell->attr & ~A_CHARTEXT) == 0;
}

static int bytes_of(const cchar_t *cell)
{
	return cell->chars[0] < 0x80 ? 1 : cell->chars[0] < 0x800 ? 2 : 3;
}

/* The column behind the last cell that is not blank. */
static int end_of(const cchar_t *cells, int columns)
{
	while (columns > 0 && blank(&cells[columns - 1]))
		columns--;
	return columns;
}

/* What is to be written where these cells are to differ; `old` NULL: on empty ground.
 */
static int cost_of(const cchar_t *old, const cchar_t *new, int columns)
{
	int end = end_of(new, columns), cost = 0, gap = 0;
	bool begun = false;

	if (old != NULL && end_of(old, columns) > end)
		cost += end > 0 ? ERASE : LINE + ERASE;
	for (int i = 0; i < end; i++) {
		if (old != NULL ? same(&old[i], &new[i]) : blank(&new[i])) {
			gap += bytes_of(&new[i]);
			continue;
		}
		if (!begun)
			cost += LINE;
		else
			cost += gap > GAP ? MOVE : gap;
		cost += bytes_of(&new[i]);
		begun = true;
		gap = 0;
	}
	return cost;
}

static bool same_row(const struct row *a, const struct row *b)
{
	int end = end_of(a->new, a->columns);

	if (end == 0 || end != end_of(b->old, b->columns))
		return false;
	for (int i = 0; i < end; i++)
		if (!same(&a->new[i], &b->old[i]))
			return false;
	return true;
}

static bool scrolls(const struct row *rows, int count)
{
	int alike = 0;

	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++)
			if (i != j && same_row(&rows[i], &rows[j])) {
				alike++;
				break;
			}
	return alike > ALIKE;
}

/* The row from which on erasing is worth it, or `count`. */
static int choose(const struct row *rows, int count)
{
	int saved = -ERASE - MOVE, best = WORTH, from = count;

	for (int i = count - 1; i >= 0; i--) {
		saved += cost_of(rows[i].old, rows[i].new, rows[i].columns) -
			 cost_of(NULL, rows[i].new, rows[i].columns);
		if (saved > best) {
			best = saved;
			from = i;
		}
	}
	return from;
}

static void read_rows(struct row *rows, cchar_t *cells, int count, int columns)
{
	for (int i = 0; i < count; i++) {
		rows[i] = (struct row){cells, cells + columns + 1, columns};
		cells += 2 * (columns + 1);
		mvwin_wchnstr(curscr, i, 0, rows[i].old, columns);
		mvwin_wchnstr(stdscr, i, 0, rows[i].new, columns);
	}
}

/* From the chosen row on, if there is one; what was there is then no more. */
static void erase_below(struct row *rows, int count)
{
	int from = choose(rows, count);

	if (from == count)
		return;
	wmove(newscr, from, 0);
	wclrtobot(newscr);
	wmove(newscr, from, 0);
	doupdate();
	touchwin(stdscr);
	for (; from < count; from++)
		rows[from].old = NULL;
}

/* What the eye looks for comes first: where one is, the row with the cursor, and what
 * the bottom says. curses paints from the top down. */
static void begin_with_result(const struct row *rows, int count)
{
	int cost = 0;

	for (int i = 0; i < count; i++)
		cost += cost_of(rows[i].old, rows[i].new, rows[i].columns);
	if (cost < LARGE || count < 4)
		return;
	untouchwin(stdscr);
	touchline(stdscr, 0, 1);
	touchline(stdscr, getcury(stdscr), 1);
	touchline(stdscr, count - 2, 2);
	wnoutrefresh(stdscr);
	doupdate();
	touchwin(stdscr);
}

/* Blanks between two texts of the same attributes, if there are few, take these too. */
static void even_out(struct row *row, int line)
{
	int last = -1;

	for (int i = 0; i < row->columns; i++) {
		attr_t attr = row->new[i].attr & ~A_CHARTEXT;

		if (blank(&row->new[i]))
			continue;
		if (last >= 0 && i - last > 1 && i - last <= BOLD && attr != A_NORMAL &&
		    attr == (row->new[last].attr & ~A_CHARTEXT)) {
			mvchgat(line, last + 1, i - last - 1, attr, PAIR_NUMBER(attr),
				NULL);
			for (int j = last + 1; j < i; j++)
				row->new[j].attr =
				    (row->new[j].attr &A_CHARTEXT) | attr;
		}
		last = i;
	}
}

void thrift_prepare(bool shown)
{
	int count = getmaxy(stdscr), columns = getmaxx(stdscr);
	int row = getcury(stdscr), column = getcurx(stdscr);
	int shown_row = getcury(curscr), shown_column = getcurx(curscr);
	struct row *rows = mem_new((size_t)count, sizeof(*rows));
	cchar_t *cells =
	    mem_new((size_t)count * 2 * (size_t)(columns + 1), sizeof(*cells));

	read_rows(rows, cells, count, columns);
	for (int i = 0; i < count; i++)
		even_out(&rows[i], i);
	wmove(stdscr, row, column);
	wmove(curscr, shown_row, shown_column);
	if (shown && !scrolls(rows, count)) {
		erase_below(rows, count);
		begin_with_result(rows, count);
	}
	free(cells);
	free(rows);
}
