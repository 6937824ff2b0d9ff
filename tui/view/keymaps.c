/* SPDX-License-Identifier: MIT */
/* See keymaps.h. */
#include "view/keymaps.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "widget/list.h"

#include <stdlib.h>
#include <string.h>

struct line {
	const char *text; /* cut to the narrowest window */
	enum theme theme;
};

struct keymaps {
	struct view view;
	struct arena *arena;
	int known;	    /* rows that are keymaps; the lines stand below */
	struct line *lines; /* of one's own keys, and what is wrong in files of keys */
	int line_count;
	struct list list;
};

enum { NAME = 12, LINE = 76 };

static const struct {
	const char *name, *help;
} helps[] = {
    {"default", N_("Letters, arrows and F-keys")},
    {"emacs", N_("For those who know emacs")},
    {"mc", N_("For those who know Midnight Commander")},
    {"vi", N_("For those who know vi")},
};

/* What it is, for the keymaps that are known here. */
static const char *help_of(const char *name)
{
	for (size_t i = 0; i < sizeof(helps) / sizeof(*helps); i++)
		if (strcmp(helps[i].name, name) == 0)
			return _(helps[i].help);
	return "";
}

static void add_line(struct keymaps *self, enum theme theme, const char *text, size_t len)
{
	self->lines = mem_grow(self->lines, (size_t)self->line_count + 1, sizeof(*self->lines));
	self->lines[self->line_count++] =
	    (struct line){arena_copy_bytes(self->arena, text, len), theme};
}

static void add_text(struct keymaps *self, const char *text)
{
	while (*text != '\0') {
		size_t skip = 0, len = text_wrap(text, LINE, &skip);

		add_line(self, THEME_TEXT, text, len);
		text += len + skip;
	}
}

static void add_heading(struct keymaps *self, const char *text)
{
	add_line(self, THEME_TEXT, "", 0);
	add_line(self, THEME_HEAD, text, strlen(text));
}

/* Where they are written, how one looks, and how it comes to hold. */
static void add_own(struct keymaps *self)
{
	bool there;
	const char *path = app_keys_file(self->view.app, self->arena, &there);

	if (path == NULL)
		return;
	add_heading(self, _("Keys of your own"));
	add_text(self, arena_printf(self->arena,
				    there ? _("%s; Enter on a keymap above reads it again.")
					  : _("Write them into %s; Enter on a keymap above reads it."),
				    self->view.app->conf->keys != NULL ? path
								       : "~/.config/kstt/keys.cfg"));
	/* The words of a file, not of a language. */
	add_text(self, "    work: { done = [\"d\", \"x\"]; };   list: { find = \"<F7>\"; };");
	add_text(self, _("Tab behind `:` completes these names: done, find, pane-plans …"));
}

static void fill(struct keymaps *self)
{
	const char *text = str_data(&self->view.app->keymap_report);

	while (keymap_known(self->known) != NULL)
		self->known++;
	for (int i = 0; i < self->known; i++)
		if (strcmp(keymap_known(i), self->view.app->keymap_name) == 0)
			self->list.focus = i;
	add_own(self);
	if (*text != '\0')
		add_heading(self, _("What is wrong in the files of keys"));
	add_text(self, text);
	self->list.count = self->known + self->line_count;
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct keymaps *self = data;
	const char *name;
	int at = LIST_MARGIN;

	if (index < self->known) {
		name = keymap_known(index);
		at += paint_text(paint, row, at, NAME, THEME_TEXT,
				 arena_printf(paint->scratch, "%-*s", NAME, name));
		at += paint_text(paint, row, at, paint->columns, THEME_TEXT, help_of(name));
		if (strcmp(name, self->view.app->keymap_name) == 0)
			at += paint_text(paint, row, at, paint->columns, THEME_TEXT, _(" (in use)"));
	} else {
		const struct line *line = &self->lines[index - self->known];

		at += paint_text(paint, row, at, paint->columns, line->theme, line->text);
	}
	paint_blank(paint, row, at);
}

static void keymaps_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct keymaps *self = (struct keymaps *)view;

	list_paint(&self->list, paint, first, rows, paint_line, self);
}

static bool keymaps_act(struct view *view, enum action action)
{
	struct keymaps *self = (struct keymaps *)view;
	struct app *app = view->app;
	int row = self->list.focus;

	if (list_act(&self->list, action))
		return true;
	if (action == ACTION_KEYMAP)
		return true;
	if (action != ACTION_OPEN)
		return false;
	if (row < self->known) {
		app_pop(app); /* frees this view: nothing of it may be used below */
		app_use_keymap(app, keymap_known(row));
	}
	return true;
}

static void keymaps_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("Keymaps"));
}

static void keymaps_free(struct view *view)
{
	struct keymaps *self = (struct keymaps *)view;

	arena_free(self->arena);
	free(self->lines);
	free(self);
}

static const struct view_ops keymaps_ops = {
    .context = CONTEXT_LIST,
    .title = keymaps_title,
    .paint = keymaps_paint,
    .act = keymaps_act,
    .free = keymaps_free,
};

struct view *keymaps_new(struct app *app)
{
	struct keymaps *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&keymaps_ops, app};
	self->arena = arena_new();
	fill(self);
	return &self->view;
}
