/* SPDX-License-Identifier: MIT */
/*
 * Reads libconfig files against a table of the settings that exist. Texts are
 * copied into the conf's arena, so a file's tree is gone once it has been read.
 */
#include "session/conf.h"

#include "base/i18n.h"

#include <errno.h>
#include <libconfig.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONF_HOSTS = 8, HOST_SECONDS = 5, REQUEST_SECONDS = 15 };

struct conf_setting {
	const char *name;
	int type; /* of libconfig */
	size_t at;
	const char *choices; /* blank-separated, or NULL for any text */
	enum err (*read)(struct conf *conf, config_setting_t *setting,
			 struct err_info *info);
};

static enum err read_group(void *out, struct conf *conf, config_setting_t *group,
			   const struct conf_setting *table, struct err_info *info);
static enum err read_database(struct conf *conf, config_setting_t *setting,
			      struct err_info *info);
static enum err read_hosts(struct conf *conf, config_setting_t *setting,
			   struct err_info *info);
static enum err read_keymap(struct conf *conf, config_setting_t *setting,
			    struct err_info *info);

static const struct conf_setting top_settings[] = {
    {"database", CONFIG_TYPE_GROUP, 0, NULL, read_database},
    {"language", CONFIG_TYPE_STRING, offsetof(struct conf, language), "vi en", NULL},
    {"charset", CONFIG_TYPE_STRING, offsetof(struct conf, charset), "auto utf8 ascii",
     NULL},
    {"keymap", CONFIG_TYPE_STRING, 0, NULL, read_keymap},
    {"keys", CONFIG_TYPE_STRING, offsetof(struct conf, keys), NULL, NULL},
    {"log", CONFIG_TYPE_STRING, offsetof(struct conf, log), NULL, NULL},
    {"closed", CONFIG_TYPE_BOOL, offsetof(struct conf, closed), NULL, NULL},
    {0},
};

static const struct conf_setting database_settings[] = {
    {"name", CONFIG_TYPE_STRING, offsetof(struct conf, db.database), NULL, NULL},
    {"user", CONFIG_TYPE_STRING, offsetof(struct conf, db.user), NULL, NULL},
    {"hosts", CONFIG_TYPE_LIST, 0, NULL, read_hosts},
    {0},
};

static const struct conf_setting host_settings[] = {
    {"host", CONFIG_TYPE_STRING, offsetof(struct conn_host, host), NULL, NULL},
    {"port", CONFIG_TYPE_STRING, offsetof(struct conn_host, port), NULL, NULL},
    {0},
};

static enum err wrong(const config_setting_t *setting, struct err_info *info,
		      const char *what)
{
	return err_set(info, ERR_CONF, "%s:%u: %s", config_setting_source_file(setting),
		       config_setting_source_line(setting), what);
}

static const char *type_words(int type)
{
	switch (type) {
	case CONFIG_TYPE_STRING:
		return _("a text in quotes");
	case CONFIG_TYPE_BOOL:
		return _("true or false");
	case CONFIG_TYPE_GROUP:
		return _("a group in { }");
	default:
		return _("a list in ( )");
	}
}

static bool is_choice(const char *choices, const char *text)
{
	size_t len = strlen(text);

	for (const char *at = choices; *at;) {
		size_t word = strcspn(at, " ");

		if (word == len && !strncmp(at, text, len))
			return true;
		at += word;
		at += *at == ' ';
	}
	return false;
}

static enum err read_value(void *out, struct conf *conf, config_setting_t *setting,
			   const struct conf_setting *known, struct err_info *info)
{
	const char *text = config_setting_get_string(setting);
	char what[256];

	if (known->read)
		return known->read(conf, setting, info);
	if (known->type == CONFIG_TYPE_BOOL) {
		*(bool *)((char *)out + known->at) = config_setting_get_bool(setting);
		return ERR_OK;
	}
	if (known->choices && !is_choice(known->choices, text)) {
		snprintf(what, sizeof(what),
			 _("\"%s\" cannot be %s; it is one of: %s."), known->name, text,
			 known->choices);
		return wrong(setting, info, what);
	}
	*(const char **)((char *)out + known->at) = arena_copy(conf->memory, text);
	return ERR_OK;
}

static enum err read_group(void *out, struct conf *conf, config_setting_t *group,
			   const struct conf_setting *table, struct err_info *info)
{
	enum err code = ERR_OK;
	char what[256];

	for (int i = 0; i < config_setting_length(group) && code == ERR_OK; i++) {
		config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(setting);
		const struct conf_setting *known = table;

		while (known->name && strcmp(known->name, name) != 0)
			known++;
		if (!known->name) {
			snprintf(what, sizeof(what),
				 _("There is no setting \"%s\" here."), name);
			return wrong(setting, info, what);
		}
		if (config_setting_type(setting) != known->type) {
			snprintf(what, sizeof(what), _("\"%s\" has to be %s."), name,
				 type_words(known->type));
			return wrong(setting, info, what);
		}
		code = read_value(out, conf, setting, known, info);
	}
	return code;
}

static enum err read_database(struct conf *conf, config_setting_t *setting,
			      struct err_info *info)
{
	return read_group(conf, conf, setting, database_settings, info);
}

static enum err read_hosts(struct conf *conf, config_setting_t *setting,
			   struct err_info *info)
{
	int count = config_setting_length(setting);
	struct conn_host *hosts;

	if (count < 1 || count > CONF_HOSTS)
		return wrong(setting, info, _("\"hosts\" has to name 1 to 8 servers."));
	hosts = arena_alloc(conf->memory, (size_t)count * sizeof(*hosts));
	for (int i = 0; i < count; i++) {
		config_setting_t *each = config_setting_get_elem(setting, (unsigned)i);
		enum err code;

		if (config_setting_type(each) != CONFIG_TYPE_GROUP)
			return wrong(each, info,
				     _("Each of \"hosts\" has to be a group in { }."));
		hosts[i] = (struct conn_host){.port = "5432"};
		code = read_group(&hosts[i], conf, each, host_settings, info);
		if (code != ERR_OK)
			return code;
		if (!hosts[i].host)
			return wrong(each, info,
				     _("\"host\" is missing: a name, an address or the "
				       "folder of the socket."));
	}
	conf->db.hosts = hosts;
	conf->db.host_count = count;
	return ERR_OK;
}

/* A keymap that does not exist must not keep anybody from working: the panes say
 * so, and where it was asked for. */
static enum err read_keymap(struct conf *conf, config_setting_t *setting,
			    struct err_info *info)
{
	(void)info;
	conf->keymap = arena_copy(conf->memory, config_setting_get_string(setting));
	conf->keymap_place =
	    arena_printf(conf->memory, "%s:%u", config_setting_source_file(setting),
			 config_setting_source_line(setting));
	return ERR_OK;
}

/* libconfig speaks English, and says little. */
static const char *parse_text(const config_t *tree)
{
	const char *text = config_error_text(tree);

	if (strcmp(text, "syntax error") == 0)
		return _("what stands here is not understood: a bracket, a quote, = or "
			 "; may be missing here or on a line above");
	if (strcmp(text, "duplicate setting name") == 0)
		return _("this setting stands here a second time");
	return text;
}

static enum err read_file(struct conf *conf, const char *path, bool may_miss,
			  struct err_info *info)
{
	FILE *file = fopen(path, "re");
	config_t tree;
	enum err code;

	if (!file && may_miss &&
	    (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
		return ERR_OK;
	if (!file)
		return err_set(info, ERR_CONF, _("%s cannot be read: %s."), path,
			       strerror(errno));
	config_init(&tree);
	/* libconfig leaves the name out of what it reads from a stream. */
	if (config_read_file(&tree, path))
		code = read_group(conf, conf, config_root_setting(&tree), top_settings,
				  info);
	else if (config_error_type(&tree) == CONFIG_ERR_PARSE)
		code =
		    err_set(info, ERR_CONF, "%s:%d: %s.",
			    config_error_file(&tree) ? config_error_file(&tree) : path,
			    config_error_line(&tree), parse_text(&tree));
	else
		code = err_set(info, ERR_CONF, _("%s cannot be read: %s."), path,
			       config_error_text(&tree));
	config_destroy(&tree);
	fclose(file);
	return code;
}

void conf_start(struct conf *conf)
{
	static const struct conn_host local = {"/var/run/postgresql", "5432"};

	*conf = (struct conf){
	    .db = {.hosts = &local,
		   .host_count = 1,
		   .database = "kstt",
		   .host_seconds = HOST_SECONDS,
		   .request_seconds = REQUEST_SECONDS},
	    .language = "vi",
	    .charset = "auto",
	    .keymap = "default",
	    .keymap_place = "",
	    .memory = arena_new(),
	};
}

enum err conf_read(struct conf *conf, const char *path, struct err_info *info)
{
	const char *home = getenv("HOME");
	enum err code;

	if (path)
		return read_file(conf, path, false, info);
	code = read_file(conf, "/etc/kstt/kstt.cfg", true, info);
	if (code != ERR_OK || !home || !*home)
		return code;
	path = arena_printf(conf->memory, "%s/.config/kstt/kstt.cfg", home);
	return read_file(conf, path, true, info);
}

void conf_free(struct conf *conf)
{
	arena_free(conf->memory);
	*conf = (struct conf){0};
}
