/* SPDX-License-Identifier: MIT */
/* See list.h. */
#include "widget/list.h"

static int clamp(int value, int low, int high)
{
	return value > high ? high < low ? low : high : value < low ? low : value;
}

void list_focus(struct list *list, int row)
{
	list->focus = clamp(row, 0, list->count - 1);
}

void list_reveal(struct list *list, int count)
{
	int last = clamp(list->focus + count, 0, list->count - 1);

	if (list->page > 0 && last >= list->top + list->page)
		list->top = clamp(last - list->page + 1, 0, list->focus);
}

/* A page turns the whole page, so that each row is read once; at the ends only
 * the focus moves. */
static void turn_page(struct list *list, int direction)
{
	int page = list->page > 0 ? list->page : 1;
	int last_top = clamp(list->count - page, 0, list->count);
	int top = clamp(list->top + direction * page, 0, last_top);

	if (top == list->top)
		list_focus(list, direction > 0 ? list->count - 1 : 0);
	else
		list_focus(list, list->focus + (top - list->top));
	list->top = top;
}

bool list_act(struct list *list, enum action action)
{
	switch (action) {
	case ACTION_DOWN:
		list_focus(list, list->focus + 1);
		return true;
	case ACTION_UP:
		list_focus(list, list->focus - 1);
		return true;
	case ACTION_PAGE_DOWN:
		turn_page(list, 1);
		return true;
	case ACTION_PAGE_UP:
		turn_page(list, -1);
		return true;
	case ACTION_FIRST:
		list_focus(list, 0);
		return true;
	case ACTION_LAST:
		list_focus(list, list->count - 1);
		return true;
	default:
		return false;
	}
}

void list_fit(struct list *list, int rows)
{
	list->page = rows;
	list_focus(list, list->focus);
	if (list->focus < list->top)
		list->top = list->focus;
	if (list->focus >= list->top + rows)
		list->top = list->focus - rows + 1;
	list->top = clamp(list->top, 0, clamp(list->count - 1, 0, list->count));
}

void list_paint(struct list *list, struct paint *paint, int first, int rows,
		list_row_fn *row_fn, void *data)
{
	list_fit(list, rows);
	if (list->focus != list->shown)
		paint_leave(paint);
	list->shown = list->focus;
	for (int i = 0; i < rows; i++) {
		int index = list->top + i;
		char margin[LIST_MARGIN + 1] = "  ";

		if (index >= list->count) {
			paint_blank(paint, first + i, 0);
			continue;
		}
		if (index == list->focus && list->column == 0)
			margin[0] = '>';
		if (list->sign != NULL)
			margin[1] = list->sign(list->sign_data, index);
		if (list->picked != NULL && list->picked(list->picked_data, index))
			margin[1] = '*';
		paint_text(paint, first + i, 0, LIST_MARGIN, THEME_TEXT, margin);
		row_fn(data, index, paint, first + i);
		if (index == list->focus && list->column > 0)
			paint_text(paint, first + i, list->column, 1, THEME_TEXT, ">");
	}
	paint_cursor(paint, first + list->focus - list->top, list->column);
}
