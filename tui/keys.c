/* SPDX-License-Identifier: MIT */
/*
 * The keymap in use: which layers it is made of, changing it while the program
 * runs, and what is wrong in the files it came from.
 */
#include "app_parts.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *app_keys_file(const struct app *app, struct arena *arena, bool *there)
{
	const char *home = getenv("HOME"), *path;

	*there = app->conf->keys != NULL && *app->conf->keys != '\0';
	if (*there)
		return arena_copy(arena, app->conf->keys);
	if (home == NULL || *home == '\0')
		return NULL;
	path = arena_printf(arena, "%s/.config/kstt/keys.cfg", home);
	*there = access(path, R_OK) == 0;
	return path;
}

/* One's own keys, on top of all others. */
static void add_own(struct app *app, struct keymap *keymap, struct str *report)
{
	struct arena *arena = arena_new();
	bool there;
	const char *path = app_keys_file(app, arena, &there);

	if (there)
		keymap_add_file(keymap, path, report);
	arena_free(arena);
}

void keys_load(struct app *app, const char *name)
{
	struct str *report = &app->keymap_report;
	struct keymap *keymap;

	str_clear(report);
	keymap = keymap_new(report);
	app->keymap_name = name;
	if (strcmp(name, "default") != 0 && !keymap_add_named(keymap, name, report)) {
		str_addf(report, "%s: %s: %s\n", app->conf->keymap_place, _("no such keymap"), name);
		app->keymap_name = "default";
	}
	add_own(app, keymap, report);
	keymap_free(app->keymap);
	app->keymap = keymap;
	if (report->len > 0)
		log_line("keymap: %s", str_data(report));
}

/* One mistake is said as it is when there is room for it; else where all are. */
void keys_say_report(struct app *app)
{
	const char *text = str_data(&app->keymap_report);
	size_t first = strcspn(text, "\n");
	struct str key = STR_EMPTY, line = STR_EMPTY;
	int count = 0;

	for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1)
		count++;
	if (count > 0) {
		str_add_bytes(&line, text, first);
		keymap_show(app->keymap, ACTION_KEYMAP, 1, "", &key);
		if (count > 1 || text_width(str_data(&line)) > 2 * TERM_MIN_COLUMNS)
			app_say(app, THEME_ALERT, _("%d mistakes in files of keys (%s shows them). %s"),
				count, str_data(&key), str_data(&line));
		else
			app_say(app, THEME_ALERT, "%s", str_data(&line));
	}
	str_free(&key);
	str_free(&line);
}

void app_use_keymap(struct app *app, const char *name)
{
	app->screen->key_count = 0;
	keys_load(app, name);
	app_say(app, THEME_GOOD, _("The keymap is now %s. To keep it: keymap = \"%s\"; in kstt.cfg"),
		app->keymap_name, app->keymap_name);
}
