/* SPDX-License-Identifier: MIT */
/* See keymap.h. */
#include "input/keymap.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "input/key.h"
#include "keymap_default.h" /* generated from keymaps/default.cfg */

#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

struct binding {
	enum context context;
	enum action action;
	uint32_t keys[KEYMAP_KEYS];
	int count;
	int layer; /* which file it came from: 0 the default */
};

struct keymap {
	struct binding *bindings;
	int count;
	int layers;
};

struct source {
	struct keymap *keymap;
	const char *name;
	struct str *report;
};

static void complain(const struct source *source, const config_setting_t *at, const char *what,
		     const char *text)
{
	str_addf(source->report, "%s:%u: %s: %s\n", source->name,
		 at != NULL ? config_setting_source_line(at) : 0, what, text);
}

/* The same keys, or one begins the other: then the longer could never be typed. */
static bool clash(const struct binding *a, const struct binding *b)
{
	int count = a->count < b->count ? a->count : b->count;

	return a->context == b->context &&
	       memcmp(a->keys, b->keys, (size_t)count * sizeof(*a->keys)) == 0;
}

/* Take out what clashes with `one`; true when its own file says otherwise. */
static bool make_way(struct keymap *keymap, const struct binding *one)
{
	bool contradicts = false;
	int kept = 0;

	for (int i = 0; i < keymap->count; i++) {
		const struct binding *other = &keymap->bindings[i];

		if (!clash(other, one))
			keymap->bindings[kept++] = *other;
		else if (other->layer == one->layer &&
			 (other->action != one->action || other->count != one->count))
			contradicts = true;
	}
	keymap->count = kept;
	return contradicts;
}

static void add_binding(const struct source *source, const config_setting_t *at,
			enum context context, enum action action, const char *text)
{
	struct keymap *keymap = source->keymap;
	struct binding one = {.context = context, .action = action, .layer = keymap->layers};
	const char *rest = text;

	while (*rest != '\0') {
		if (one.count == KEYMAP_KEYS || !key_read_name(&rest, &one.keys[one.count])) {
			complain(source, at, _("no such key"), text);
			return;
		}
		one.count++;
	}
	if (one.count == 0) {
		complain(source, at, _("no such key"), "\"\"");
		return;
	}
	if (make_way(keymap, &one))
		complain(source, at, _("this key is already taken"), text);
	keymap->bindings = mem_grow(keymap->bindings, (size_t)keymap->count + 1,
				    sizeof(*keymap->bindings));
	keymap->bindings[keymap->count++] = one;
}

static void add_list(const struct source *source, enum context context, enum action action,
		     const config_setting_t *list)
{
	for (int i = 0; i < config_setting_length(list); i++) {
		const config_setting_t *key = config_setting_get_elem(list, (unsigned)i);

		if (config_setting_type(key) == CONFIG_TYPE_STRING)
			add_binding(source, key, context, action, config_setting_get_string(key));
		else
			complain(source, key, _("a key is written as text"),
				 config_setting_name(list));
	}
}

static void add_setting(const struct source *source, enum context context,
			const config_setting_t *setting)
{
	const char *name = config_setting_name(setting);
	enum action action = action_find(context, name);

	if (action == ACTION_NONE) {
		complain(source, setting, _("no such action here"), name);
		return;
	}
	if (config_setting_type(setting) == CONFIG_TYPE_STRING) {
		add_binding(source, setting, context, action, config_setting_get_string(setting));
		return;
	}
	if (!config_setting_is_array(setting) && !config_setting_is_list(setting))
		complain(source, setting, _("a key is written as text"), name);
	else
		add_list(source, context, action, setting);
}

static void add_all(const struct source *source, const config_t *config)
{
	const config_setting_t *root = config_root_setting(config);

	for (int i = 0; i < config_setting_length(root); i++) {
		const config_setting_t *group = config_setting_get_elem(root, (unsigned)i);
		enum context context = context_find(config_setting_name(group));

		if (context == CONTEXT_NONE || !config_setting_is_group(group)) {
			complain(source, group, _("no such context"), config_setting_name(group));
			continue;
		}
		for (int j = 0; j < config_setting_length(group); j++)
			add_setting(source, context, config_setting_get_elem(group, (unsigned)j));
	}
}

static bool take(struct keymap *keymap, config_t *config, int read, const char *name,
		 struct str *report)
{
	struct source source = {keymap, name, report};

	if (read == CONFIG_TRUE) {
		add_all(&source, config);
		keymap->layers++;
	} else {
		str_addf(report, "%s:%d: %s\n", name, config_error_line(config),
			 config_error_text(config));
	}
	config_destroy(config);
	return read == CONFIG_TRUE;
}

bool keymap_add_text(struct keymap *keymap, const char *name, const char *text,
		     struct str *report)
{
	config_t config;

	config_init(&config);
	return take(keymap, &config, config_read_string(&config, text), name, report);
}

bool keymap_add_file(struct keymap *keymap, const char *path, struct str *report)
{
	config_t config;

	config_init(&config);
	return take(keymap, &config, config_read_file(&config, path), path, report);
}

struct keymap *keymap_new(struct str *report)
{
	struct keymap *keymap = mem_new(1, sizeof(*keymap));

	keymap_add_text(keymap, "default.cfg", keymap_default_text, report);
	return keymap;
}

void keymap_free(struct keymap *keymap)
{
	if (keymap == NULL)
		return;
	free(keymap->bindings);
	free(keymap);
}

enum keymap_match keymap_find(const struct keymap *keymap, enum context context,
			      const uint32_t *keys, int count, enum action *action)
{
	enum keymap_match best = KEYMAP_NO;

	/* What has begun in a pane is not ended by a shorter one further out. */
	for (; context != CONTEXT_NONE && best == KEYMAP_NO;
	     context = context_fallback(context)) {
		for (int i = 0; i < keymap->count; i++) {
			const struct binding *one = &keymap->bindings[i];

			if (one->context != context || one->count < count ||
			    memcmp(one->keys, keys, (size_t)count * sizeof(*keys)) != 0)
				continue;
			if (one->count == count) {
				*action = one->action;
				return KEYMAP_FOUND;
			}
			best = KEYMAP_BEGINNING;
		}
	}
	return best;
}

void keymap_show(const struct keymap *keymap, enum action action, int most,
		 const char *between, struct str *out)
{
	char name[KEY_NAME];
	int shown = 0;

	for (int layer = keymap->layers - 1; layer >= 0; layer--) {
		for (int i = 0; i < keymap->count && shown < most; i++) {
			const struct binding *one = &keymap->bindings[i];

			if (one->action != action || one->layer != layer)
				continue;
			if (shown++ > 0)
				str_add(out, between);
			for (int k = 0; k < one->count; k++)
				str_add(out, key_name(one->keys[k], name));
		}
	}
}
