/* SPDX-License-Identifier: MIT */
/* See frame.h. */
#include "frame.h"

#include "app_parts.h"
#include "base/i18n.h"
#include "base/text.h"
#include "input/key.h"
#include "term/term.h"

#include <string.h>

/* Who, as what, on which day: as much of it as the view's own title leaves room
 * for. The day, and that it is pinned, is never left out. */
static void say_who(const struct me *me, int columns, struct str *out)
{
	const char *const forms[] = {me->name, me->unit, ""};
	char today[DATE_TEXT];

	for (int form = 0; form < 3; form++) {
		str_clear(out);
		for (int part = form; part < 2; part++)
			str_addf(out, "%s%s", forms[part], part == 0 ? ", " : "  ");
		str_add(out, date_show(me->today, today));
		if (me->pinned)
			str_add(out, _(" (pinned)"));
		if (text_width(str_data(out)) <= columns)
			return;
	}
}

void frame_paint_title(struct app *app, struct paint *paint, struct view *view)
{
	struct str left = STR_EMPTY, right = STR_EMPTY;
	int at, width;

	view->ops->title(view, &left);
	if (app->me.name != NULL)
		say_who(&app->me, paint->columns - text_width(str_data(&left)) - 2, &right);
	width = text_width(str_data(&right));
	at = paint_text(paint, 0, 0, paint->columns - width - 1, THEME_TITLE, str_data(&left));
	paint_blank(paint, 0, at);
	paint_text(paint, 0, paint->columns - width, width, THEME_TEXT, str_data(&right));
	str_free(&left);
	str_free(&right);
}

/* "<Enter>" reads better as "Enter" in a hint, and an arrow as an arrow. */
static void add_name(const struct str *keys, bool ascii, struct str *out)
{
	const char *name = str_data(keys);

	if (!ascii && strcmp(name, "<Right>") == 0)
		str_add(out, "→");
	else if (keys->len > 2 && name[0] == '<' && strchr(name, '>') == name + keys->len - 1)
		str_add_bytes(out, name + 1, keys->len - 2);
	else
		str_add(out, name);
}

static void add_key(struct app *app, const struct view *view, bool ascii, enum action action,
		    struct str *out)
{
	struct str keys = STR_EMPTY;

	keymap_show_here(app->keymap, view->ops->context, view->ops->takes, action, 1, " ", &keys);
	add_name(&keys, ascii, out);
	str_free(&keys);
}

/* Add the hint if it fits into `columns`; a half one helps nobody. */
static void add_hint(struct app *app, const struct view *view, const struct paint *paint,
		     enum action action, int columns, struct str *line)
{
	struct str hint = STR_EMPTY;

	add_key(app, view, paint->ascii, action, &hint);
	if (hint.len > 0) {
		str_addf(&hint, " %s", _(action_info(action)->label));
		if (text_width(str_data(line)) + 2 + text_width(str_data(&hint)) <= columns)
			str_addf(line, "%s%s", line->len > 0 ? "  " : "", str_data(&hint));
	}
	str_free(&hint);
}

/* Where one is needs no key to get there. */
static bool is_here(enum action action, enum context context)
{
	return (action == ACTION_PANE_TODAY && context == CONTEXT_TODAY) ||
	       (action == ACTION_PANE_PLANS && context == CONTEXT_PLANS) ||
	       (action == ACTION_PANE_OVERDUE && context == CONTEXT_OVERDUE) ||
	       (action == ACTION_PANE_CALENDAR && context == CONTEXT_CALENDAR) ||
	       (action == ACTION_PANE_FEEDBACK && context == CONTEXT_REGISTER);
}

static bool is_hint(const struct app *app, const struct view *view, enum action action)
{
	return (action_info(action)->flags & ACTION_HINT) && action != ACTION_HELP &&
	       !is_here(action, view->ops->context) && app_offers(app, view, action);
}

void frame_paint_hints(struct app *app, struct paint *paint, const struct view *view)
{
	struct str line = STR_EMPTY, leave = STR_EMPTY;
	enum context context = view->ops->context, from = context;
	enum theme theme = THEME_HINT;
	enum action way_out = context == CONTEXT_FORM ? ACTION_BACK : ACTION_CLOSE;
	int room;

	/* What is wrong with the link stands here as long as it lasts: messages and
	 * questions come and go below it. */
	link_status(app, &line);
	if (line.len > 0)
		theme = THEME_ALERT;
	/* The way to all other keys, and the way out, must never be cut off. */
	add_hint(app, view, paint, ACTION_HELP, paint->columns, &line);
	add_hint(app, view, paint, way_out, paint->columns, &leave);
	room = paint->columns - text_width(str_data(&leave)) - 2;
	for (; from != CONTEXT_NONE; from = context_fallback(from))
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			if (i != (int)way_out && action_info((enum action)i)->context == from &&
			    is_hint(app, view, (enum action)i))
				add_hint(app, view, paint, (enum action)i, room, &line);
	str_addf(&line, "  %s", str_data(&leave));
	paint_row(paint, paint->lines - 2, theme, str_data(&line));
	str_free(&line);
	str_free(&leave);
}

void frame_paint_message(struct paint *paint, enum theme theme, const char *text)
{
	size_t skip = 0, len = text_wrap(text, paint->columns, &skip);

	if (text[len + skip] == '\0') {
		paint_row(paint, paint->lines - 1, theme, text);
		return;
	}
	paint_row(paint, paint->lines - 2, theme, arena_copy_bytes(paint->scratch, text, len));
	paint_row(paint, paint->lines - 1, theme, text + len + skip);
}

static void add_keys(const uint32_t *keys, int count, bool ascii, struct str *out)
{
	struct str names = STR_EMPTY;

	keymap_show_keys(keys, count, &names);
	add_name(&names, ascii, out);
	str_free(&names);
}

/* Up to two rows of hints; false when there is no room for one more. */
static bool add_to_rows(struct str rows[2], int *row, const char *hint, int columns)
{
	if (text_width(str_data(&rows[*row])) + 2 + text_width(hint) > columns) {
		if (*row == 1)
			return false;
		*row = 1;
	}
	str_addf(&rows[*row], "%s%s", rows[*row].len > 0 ? "  " : "", hint);
	return true;
}

void frame_paint_sequence(struct app *app, struct paint *paint, const struct view *view,
			  const uint32_t *keys, int count)
{
	enum { ROOM = 32 };
	struct keymap_next next[ROOM];
	struct str rows[2] = {STR_EMPTY, STR_EMPTY}, hint = STR_EMPTY;
	const char *leave = _("Esc leaves");
	int left = text_width(leave) + 4, row = 0;
	int found = keymap_next(app->keymap, view->ops->context, keys, count, next, ROOM);

	add_keys(keys, count, paint->ascii, &rows[0]);
	str_add_char(&rows[0], ':');
	for (int i = 0; i < found; i++) {
		if (!app_offers(app, view, next[i].action))
			continue;
		str_clear(&hint);
		add_keys(next[i].rest, next[i].count, paint->ascii, &hint);
		str_addf(&hint, " %s", _(action_info(next[i].action)->label));
		if (!add_to_rows(rows, &row, str_data(&hint), paint->columns - (row == 1 ? left : 0))) {
			str_add(&rows[1], " …");
			break;
		}
	}
	add_to_rows(rows, &row, leave, paint->columns);
	if (row == 1)
		paint_row(paint, paint->lines - 2, THEME_HINT, str_data(&rows[0]));
	paint_row(paint, paint->lines - 1, THEME_HINT, str_data(&rows[row]));
	str_free(&rows[0]);
	str_free(&rows[1]);
	str_free(&hint);
}

void frame_paint_too_small(struct paint *paint)
{
	const char *text = arena_printf(paint->scratch,
					_("The window is %d×%d; kstt needs at least %d×%d. "
					  "Make it larger; q leaves."),
					paint->columns, paint->lines, TERM_MIN_COLUMNS, TERM_MIN_LINES);
	int row = 0;

	while (row < paint->lines) {
		size_t skip = 0, len = text_wrap(text, paint->columns, &skip);

		paint_row(paint, row++, THEME_TEXT, arena_copy_bytes(paint->scratch, text, len));
		text += len + skip;
	}
	paint_cursor(paint, 0, 0);
}
