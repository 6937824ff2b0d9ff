/* SPDX-License-Identifier: MIT */
/* See find.h. */
#include "view/find.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"
#include "view/found.h"
#include "widget/line.h"
#include "widget/list.h"

#include <stdlib.h>

struct find {
	struct str typed;
	struct str words;	 /* the same, folded */
	const struct view *view; /* where its matches are marked, or NULL */
};

/* The line at the bottom, over the view that is looked through. */
struct find_line {
	struct view view;
	struct view *base;
	struct field field;
	bool fresh;  /* it has opened the view of hits itself */
	int focus;   /* where the list stood before */
	char *found; /* what was looked for before */
};

enum { CTRL_C = 3, CTRL_G = 7, CTRL_R = 18, CTRL_S = 19 };

static struct find *find_of(struct app *app)
{
	if (app->find == NULL)
		app->find = mem_new(1, sizeof(*app->find));
	return app->find;
}

static void set_words(struct app *app, const struct view *view, const char *typed)
{
	struct find *find = find_of(app);
	struct arena *arena = arena_new();

	str_clear(&find->typed);
	str_add(&find->typed, typed);
	str_clear(&find->words);
	str_add(&find->words, text_fold(arena, typed));
	find->view = view;
	arena_free(arena);
}

/* Rows. */

static bool row_matches(struct view *view, int row)
{
	struct str text = STR_EMPTY;
	struct arena *arena = arena_new();
	bool matches;

	view->ops->rows->text(view, row, &text);
	matches = text_has_words(arena, str_data(&text), str_data(&view->app->find->words));
	arena_free(arena);
	str_free(&text);
	return matches;
}

static char sign(void *data, int index)
{
	struct view *view = data;
	const struct find *find = view->app->find;

	if (find == NULL || find->view != view || find->words.len == 0)
		return ' ';
	return row_matches(view, index) ? '/' : ' ';
}

void find_attach(struct view *view)
{
	struct list *list = view->ops->rows->list(view);

	list->sign = sign;
	list->sign_data = view;
}

static bool row_late(struct view *view, int row)
{
	return view->ops->rows->late(view, row);
}

/* Go from `from` on, round the end, to a row that `fits`; false when there is none. */
static bool go(struct view *view, int from, int direction, bool (*fits)(struct view *, int))
{
	struct list *list = view->ops->rows->list(view);

	for (int i = 0; i < list->count; i++) {
		int row = (from + direction * i) % list->count;

		if (row < 0)
			row += list->count;
		if (fits(view, row)) {
			list_focus(list, row);
			return true;
		}
	}
	return false;
}

static void step_match(struct view *view, int direction)
{
	struct app *app = view->app;
	struct list *list;

	if (view->ops->rows == NULL || view->ops->rows->text == NULL) {
		app_say(app, THEME_TEXT, _("Find with / first: its hits are shown as a list."));
		return;
	}
	if (app->find == NULL || app->find->words.len == 0) {
		app_say(app, THEME_TEXT, _("Find something with / first."));
		return;
	}
	list = view->ops->rows->list(view);
	app->find->view = view;
	if (!go(view, list->focus + direction, direction, row_matches))
		app_say(app, THEME_ALERT, _("Nothing here matches: %s"), str_data(&app->find->typed));
}

static void step_late(struct view *view, int direction)
{
	struct list *list;

	if (view->ops->rows == NULL || view->ops->rows->late == NULL) {
		app_say(view->app, THEME_TEXT, _("Nothing in this list can be overdue."));
		return;
	}
	list = view->ops->rows->list(view);
	if (!go(view, list->focus + direction, direction, row_late))
		app_say(view->app, THEME_TEXT, _("No row that is shown here is overdue."));
}

/* The line. */

static bool asks_server(const struct find_line *self)
{
	return found_is(self->base);
}

static void changed(struct find_line *self)
{
	struct list *list;

	if (asks_server(self)) {
		found_look(self->base, field_text(&self->field));
		return;
	}
	set_words(self->view.app, self->base, field_text(&self->field));
	list = self->base->ops->rows->list(self->base);
	if (self->view.app->find->words.len == 0 || !go(self->base, self->focus, 1, row_matches))
		list_focus(list, self->focus);
}

static bool words_given(const struct find_line *self)
{
	const struct find *find = self->view.app->find;

	return find != NULL && find->words.len > 0;
}

static int count_matches(const struct find_line *self)
{
	struct list *list = self->base->ops->rows->list(self->base);
	int count = 0;

	for (int i = 0; i < list->count && words_given(self); i++)
		count += row_matches(self->base, i);
	return count;
}

/* A number that follows each letter would cost more than the letters: how many match
 * is said at the end, and at once only that nothing does. */
static const char *note(const struct find_line *self)
{
	return words_given(self) && count_matches(self) == 0 ? _("no match") : "";
}

static void line_view_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct find_line *self = (struct find_line *)view;

	(void)rows;
	line_paint(&self->field, paint, first, "/",
		   asks_server(self) ? found_note(self->base, paint->scratch)
				     : note(self));
}

static void add_key(struct app *app, enum action action, struct str *out)
{
	str_add(out, " ");
	keymap_show(app->keymap, action, 1, "", out);
}

/* Enter: how many there are, and how to go on to them. */
static void say_matches(struct find_line *self)
{
	struct str keys = STR_EMPTY;
	int count = count_matches(self);

	add_key(self->view.app, ACTION_FIND_NEXT, &keys);
	add_key(self->view.app, ACTION_FIND_PREVIOUS, &keys);
	if (count > 0)
		app_say(self->view.app, THEME_TEXT, _("%d rows match; next and previous:%s"), count,
			str_data(&keys));
	str_free(&keys);
}

static void leave(struct find_line *self)
{
	struct app *app = self->view.app;
	struct view *base = self->base;
	bool fresh = self->fresh;

	if (!asks_server(self)) {
		set_words(app, NULL, "");
		list_focus(base->ops->rows->list(base), self->focus);
	} else if (!fresh) {
		found_look(base, self->found);
	}
	app_pop(app);
	if (fresh)
		app_pop(app);
}

/* The list can be walked without leaving the line. */
static bool walk(struct find_line *self, uint32_t key)
{
	struct list *list = self->base->ops->rows->list(self->base);

	switch (key) {
	case CTRL_S: /* as in emacs, while one still types */
		return asks_server(self) ? list_act(list, ACTION_DOWN)
					 : find_act(self->base, ACTION_FIND_NEXT);
	case CTRL_R:
		return asks_server(self) ? list_act(list, ACTION_UP)
					 : find_act(self->base, ACTION_FIND_PREVIOUS);
	case KEY_ARROW_DOWN:
		return list_act(list, ACTION_DOWN);
	case KEY_ARROW_UP:
		return list_act(list, ACTION_UP);
	case KEY_PAGE_DOWN:
		return list_act(list, ACTION_PAGE_DOWN);
	case KEY_PAGE_UP:
		return list_act(list, ACTION_PAGE_UP);
	default:
		return false;
	}
}

static bool line_key(struct view *view, uint32_t key)
{
	struct find_line *self = (struct find_line *)view;
	struct app *app = view->app;

	if (walk(self, key))
		return true;
	switch (key) {
	case KEY_ESC:
	case CTRL_C:
	case CTRL_G:
		leave(self);
		return true;
	case KEY_RETURN:
		if (self->fresh && self->field.text.len == 0) {
			leave(self); /* nothing was asked: back to where one was */
			return true;
		}
		if (!asks_server(self))
			say_matches(self);
		app_pop(app);
		return true;
	default:
		if (field_key(&self->field, key))
			changed(self);
		return true;
	}
}

static void line_free(struct view *view)
{
	struct find_line *self = (struct find_line *)view;

	field_free(&self->field);
	free(self->found);
	free(self);
}

static const struct view_ops line_ops = {
    .context = CONTEXT_NONE,
    .overlay = true,
    .paint = line_view_paint,
    .key = line_key,
    .free = line_free,
};

static void open_line(struct view *base)
{
	struct app *app = base->app;
	struct find_line *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&line_ops, app};
	if (base->ops->rows == NULL || (base->ops->rows->text == NULL && !found_is(base))) {
		base = found_new(app);
		app_push(app, base);
		self->fresh = true;
	}
	self->base = base;
	self->focus = base->ops->rows->list(base)->focus;
	if (found_is(base)) {
		self->found = mem_copy(found_words(base));
		field_set(&self->field, self->found);
	} else {
		set_words(app, base, "");
	}
	app_push(app, &self->view);
}

bool find_act(struct view *view, enum action action)
{
	switch (action) {
	case ACTION_FIND:
		open_line(view);
		return true;
	case ACTION_FIND_NEXT:
		step_match(view, 1);
		return true;
	case ACTION_FIND_PREVIOUS:
		step_match(view, -1);
		return true;
	case ACTION_LATE_NEXT:
		step_late(view, 1);
		return true;
	case ACTION_LATE_PREVIOUS:
		step_late(view, -1);
		return true;
	default:
		return false;
	}
}

void find_forget(struct app *app, const struct view *view)
{
	if (app->find != NULL && app->find->view == view)
		app->find->view = NULL;
}

void find_free(struct app *app)
{
	if (app->find == NULL)
		return;
	str_free(&app->find->typed);
	str_free(&app->find->words);
	free(app->find);
	app->find = NULL;
}
