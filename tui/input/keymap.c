/* SPDX-License-Identifier: MIT */
/* See keymap.h. */
#include "input/keymap.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "input/key.h"
#include "keymaps.h" /* generated from keymaps/ */

#include <libconfig.h>
#include <stdio.h>
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

/* What a name stands for: an action, no meaning at all, or that of the context outside. */
enum meaning { MEANS_ACTION, MEANS_NONE, MEANS_FREE };

static enum meaning meaning_of(const char *name)
{
	if (strcmp(name, "none") == 0)
		return MEANS_NONE;
	return strcmp(name, "free") == 0 ? MEANS_FREE : MEANS_ACTION;
}

static void add_binding(const struct source *source, const config_setting_t *at,
			enum context context, enum action action, bool freed, const char *text)
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
	if (freed)
		return;
	keymap->bindings = mem_grow(keymap->bindings, (size_t)keymap->count + 1,
				    sizeof(*keymap->bindings));
	keymap->bindings[keymap->count++] = one;
}

static void add_list(const struct source *source, enum context context, enum action action,
		     bool freed, const config_setting_t *list)
{
	for (int i = 0; i < config_setting_length(list); i++) {
		const config_setting_t *key = config_setting_get_elem(list, (unsigned)i);

		if (config_setting_type(key) == CONFIG_TYPE_STRING)
			add_binding(source, key, context, action, freed,
				    config_setting_get_string(key));
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

	bool freed = meaning_of(name) == MEANS_FREE;

	if (action == ACTION_NONE && meaning_of(name) == MEANS_ACTION) {
		complain(source, setting, _("no such action here"), name);
		return;
	}
	if (config_setting_type(setting) == CONFIG_TYPE_STRING) {
		add_binding(source, setting, context, action, freed,
			    config_setting_get_string(setting));
		return;
	}
	if (!config_setting_is_array(setting) && !config_setting_is_list(setting))
		complain(source, setting, _("a key is written as text"), name);
	else
		add_list(source, context, action, freed, setting);
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

/* What libconfig says of a file that it could not parse. */
static const char *const refusals[] = {N_("syntax error"), N_("duplicate setting name"),
					N_("mismatched element type in array")};

static void report_unread(const config_t *config, const char *name, struct str *report)
{
	const char *why = config_error_text(config);

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (strcmp(why, refusals[i]) == 0)
			why = _(refusals[i]);
	if (config_error_type(config) == CONFIG_ERR_PARSE)
		str_addf(report, "%s:%d: %s\n", name, config_error_line(config), why);
	else
		str_addf(report, _("%s: this file of keys cannot be read\n"), name);
}

static bool take(struct keymap *keymap, config_t *config, int read, const char *name,
		 struct str *report)
{
	struct source source = {keymap, name, report};

	if (read == CONFIG_TRUE) {
		add_all(&source, config);
		keymap->layers++;
	} else {
		report_unread(config, name, report);
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

	keymap_add_named(keymap, "default", report);
	return keymap;
}

const char *keymap_known(int index)
{
	for (int i = 0; keymap_texts[i].name != NULL; i++)
		if (i == index)
			return keymap_texts[i].name;
	return NULL;
}

bool keymap_add_named(struct keymap *keymap, const char *name, struct str *report)
{
	char file[64];

	for (const struct keymap_text *one = keymap_texts; one->name != NULL; one++) {
		if (strcmp(one->name, name) != 0)
			continue;
		snprintf(file, sizeof(file), "%s.cfg", name);
		return keymap_add_text(keymap, file, one->text, report);
	}
	return false;
}

void keymap_free(struct keymap *keymap)
{
	if (keymap == NULL)
		return;
	free(keymap->bindings);
	free(keymap);
}

static bool begins(const struct binding *one, const uint32_t *keys, int count)
{
	return one->count >= count &&
	       memcmp(one->keys, keys, (size_t)count * sizeof(*keys)) == 0;
}

static enum keymap_match find(const struct keymap *keymap, enum context context,
			      const uint32_t *keys, int count, enum action *action)
{
	for (; context != CONTEXT_NONE; context = context_fallback(context)) {
		bool begun = false;

		for (int i = 0; i < keymap->count; i++) {
			const struct binding *one = &keymap->bindings[i];

			if (one->context != context || !begins(one, keys, count))
				continue;
			if (one->count > count) {
				begun = true;
				continue;
			}
			*action = one->action;
			return one->action == ACTION_NONE ? KEYMAP_NO : KEYMAP_FOUND;
		}
		if (begun) /* hides what the same key does in the contexts outside */
			return KEYMAP_BEGINNING;
	}
	return KEYMAP_NO;
}

enum keymap_match keymap_find(const struct keymap *keymap, enum context context,
			      const uint32_t *keys, int count, enum action *action)
{
	enum keymap_match match = find(keymap, context, keys, count, action);
	uint32_t digit = keys[0] & ~(uint32_t)KEY_META;

	if (match != KEYMAP_NO || count != 1 || !(keys[0] & KEY_META) || digit < '0' || digit > '9')
		return match;
	/* Lines and windows swallow F-keys: Esc and the digit is the same. */
	digit = KEY_FUNCTION + (digit == '0' ? 10 : digit - '0');
	return find(keymap, context, &digit, 1, action);
}

void keymap_show_keys(const uint32_t *keys, int count, struct str *out)
{
	char name[KEY_NAME];

	for (int i = 0; i < count; i++)
		str_add(out, key_name(keys[i], name));
}

static bool leads(const struct keymap *keymap, enum context context, const struct binding *one)
{
	enum action action = ACTION_NONE;

	return find(keymap, context, one->keys, one->count, &action) == KEYMAP_FOUND &&
	       action == one->action;
}

/* `context` CONTEXT_NONE: wherever they lead there. */
static void show(const struct keymap *keymap, enum context context, bool (*takes)(uint32_t key),
		 enum action action, int most, const char *between, struct str *out)
{
	int shown = 0;

	/* The keys that were laid on last are those that the user has chosen. */
	for (int layer = keymap->layers; layer >= 0; layer--) {
		for (int i = 0; i < keymap->count && shown < most; i++) {
			const struct binding *one = &keymap->bindings[i];

			if (one->action != action || one->layer != layer)
				continue;
			if (context != CONTEXT_NONE && !leads(keymap, context, one))
				continue;
			if (takes != NULL && takes(one->keys[0]))
				continue;
			if (shown++ > 0)
				str_add(out, between);
			keymap_show_keys(one->keys, one->count, out);
		}
	}
}

void keymap_show(const struct keymap *keymap, enum action action, int most,
		 const char *between, struct str *out)
{
	show(keymap, CONTEXT_NONE, NULL, action, most, between, out);
}

void keymap_show_here(const struct keymap *keymap, enum context context, bool (*takes)(uint32_t key),
		      enum action action, int most, const char *between, struct str *out)
{
	show(keymap, context, takes, action, most, between, out);
}

int keymap_next(const struct keymap *keymap, enum context context, const uint32_t *keys,
		int count, struct keymap_next *out, int room)
{
	enum context from = context;
	int found = 0;

	for (; context != CONTEXT_NONE; context = context_fallback(context)) {
		for (int i = 0; i < keymap->count && found < room; i++) {
			const struct binding *one = &keymap->bindings[i];

			if (one->context != context || one->count <= count ||
			    !begins(one, keys, count))
				continue;
			/* A context further in may have taken the same keys. */
			if (!leads(keymap, from, one))
				continue;
			out[found++] = (struct keymap_next){one->keys + count, one->count - count,
							    one->action};
		}
	}
	return found;
}
