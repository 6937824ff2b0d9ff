/* SPDX-License-Identifier: MIT */
/* See draft.h. The lock is on the very file that the name leads to: it goes with the
 * process, so that a draft of a session that died is offered again. */
#include "session/draft.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "session/parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "kstt draft 1\n"
#define PART "part "
#define WAS "was " /* a part as it was sent */
#define END "end\n"

char *draft_folder(const char *home)
{
	struct str path = STR_EMPTY;

	str_addf(&path, "%s/.local/state/kstt/drafts", home);
	return str_take(&path);
}

struct draft *draft_new(const char *folder, const char *login, const char *kind)
{
	struct draft *draft = mem_new(1, sizeof(*draft));

	uuid_make(draft->id);
	draft->kind = mem_copy(kind);
	draft->login = mem_copy(login);
	draft->folder = folder != NULL ? mem_copy(folder) : NULL;
	draft->deadline = -1;
	draft->fd = -1;
	return draft;
}

void draft_set(struct draft *draft, const char *name, const char *text)
{
	parts_set(&draft->parts, &draft->count, name, text);
}

const char *draft_get(const struct draft *draft, const char *name)
{
	return parts_get(draft->parts, draft->count, name);
}

void draft_set_kind(struct draft *draft, const char *kind)
{
	free(draft->kind);
	draft->kind = mem_copy(kind);
}

/* What has been sent. */

void draft_settle(struct draft *draft)
{
	parts_free(draft->sent, draft->sent_count);
	draft->sent = NULL;
	draft->sent_count = 0;
	draft->sent_at = 0;
}

void draft_send(struct draft *draft)
{
	draft_settle(draft);
	for (int i = 0; i < draft->count; i++)
		if (*draft->parts[i].name != '_')
			parts_set(&draft->sent, &draft->sent_count, draft->parts[i].name,
				 draft->parts[i].text);
	draft->sent_at = time(NULL);
}

const char *draft_sent(const struct draft *draft, const char *name)
{
	return parts_get(draft->sent, draft->sent_count, name);
}

bool draft_differs(const struct draft *draft)
{
	for (int i = 0; draft->sent_at != 0 && i < draft->count; i++) {
		const struct draft_part *part = &draft->parts[i];
		const char *was = draft_sent(draft, part->name);

		if (*part->name != '_' && strcmp(part->text, was != NULL ? was : "") != 0)
			return true;
	}
	return false;
}

void draft_touch(struct draft *draft, int64_t now)
{
	if (draft->deadline < 0)
		draft->deadline = now + DRAFT_WAIT;
	/* A disk that refused is not asked at each key (see draft_save). */
	if (++draft->keys == DRAFT_KEYS && draft->deadline < now + DRAFT_WAIT)
		draft->deadline = now;
}

static char *path_of(const struct draft *draft, const char *end)
{
	struct str path = STR_EMPTY;

	str_addf(&path, "%s/%s%s", draft->folder, draft->id, end);
	return str_take(&path);
}

/* Writing. */

/* The folders above it, for their owner alone. */
static bool make_folders(const char *folder)
{
	char *copy = mem_copy(folder), *at = copy;
	bool good = true;

	while (good && at != NULL) {
		at = strchr(at + 1, '/');
		if (at != NULL)
			*at = '\0';
		good = mkdir(copy, 0700) == 0 || errno == EEXIST;
		if (at != NULL)
			*at = '/';
	}
	free(copy);
	return good;
}

static bool write_all(int fd, const struct str *text)
{
	size_t at = 0;

	while (at < text->len) {
		ssize_t put = write(fd, text->data + at, text->len - at);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += (size_t)put;
	}
	return fdatasync(fd) == 0;
}

static void compose(const struct draft *draft, struct str *out)
{
	str_addf(out, MAGIC "kind %s\nlogin %s\n", draft->kind, draft->login);
	parts_write(PART, draft->parts, draft->count, out);
	if (draft->sent_at != 0) {
		str_addf(out, "sent %lld\n", (long long)draft->sent_at);
		parts_write(WAS, draft->sent, draft->sent_count, out);
	}
	str_add(out, END);
}

/* Beside the old file, then in its place; 0 or the reason. */
static int replace(struct draft *draft)
{
	struct str text = STR_EMPTY;
	char *path = path_of(draft, ""), *beside = path_of(draft, ".new");
	int why = 0, fd;

	compose(draft, &text);
	unlink(beside); /* left by a process that was killed */
	fd = open(beside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || !write_all(fd, &text) || flock(fd, LOCK_EX | LOCK_NB) != 0 ||
	    rename(beside, path) != 0) {
		why = errno;
		if (fd >= 0) {
			unlink(beside);
			close(fd);
		}
	} else {
		if (draft->fd >= 0)
			close(draft->fd);
		draft->fd = fd;
	}
	str_free(&text);
	free(path);
	free(beside);
	return why;
}

enum err draft_save(struct draft *draft, int64_t now, struct err_info *info)
{
	int why = 0;

	if (draft->folder == NULL)
		why = ENOENT;
	else if (!make_folders(draft->folder))
		why = errno;
	else
		why = replace(draft);
	draft->keys = 0;
	draft->deadline = -1;
	if (why == 0) {
		draft->changed = time(NULL);
		return ERR_OK;
	}
	draft->deadline = now + DRAFT_AGAIN;
	return err_set(info, ERR_IO,
		       _("The draft cannot be kept on disk (%s). What is typed stands on the screen only: save it soon."),
		       strerror(why));
}

enum err draft_renew(struct draft *draft, int64_t now, struct err_info *info)
{
	char *before = draft->folder != NULL ? path_of(draft, "") : NULL;
	enum err err;

	uuid_make(draft->id);
	draft_settle(draft);
	err = draft_save(draft, now, info);
	if (before != NULL && err == ERR_OK)
		unlink(before);
	free(before);
	return err;
}

void draft_remove(struct draft *draft)
{
	char *path;

	if (draft->folder == NULL)
		return;
	path = path_of(draft, "");
	unlink(path);
	free(path);
	draft->changed = 0;
}

void draft_free(struct draft *draft)
{
	if (draft == NULL)
		return;
	parts_free(draft->parts, draft->count);
	parts_free(draft->sent, draft->sent_count);
	if (draft->fd >= 0)
		close(draft->fd);
	free(draft->kind);
	free(draft->login);
	free(draft->folder);
	free(draft);
}

/* Reading. */

/* Takes "WORD VALUE\n" from *at; the value is the caller's to free. NULL: not so. */
static char *take_line(const char **at, const char *word)
{
	size_t len = strlen(word), end;
	char *value;

	if (strncmp(*at, word, len) != 0)
		return NULL;
	end = strcspn(*at + len, "\n");
	if ((*at)[len + end] != '\n')
		return NULL;
	value = mem_copy_bytes(*at + len, end);
	*at += len + end + 1;
	return value;
}

/* False when it is none, or broken. */
static bool take_sent(struct draft *draft, const char **at)
{
	char *when = take_line(at, "sent ");

	if (when == NULL)
		return false;
	draft->sent_at = (time_t)strtoll(when, NULL, 10);
	free(when);
	return draft->sent_at > 0;
}

static bool parse(struct draft *draft, const struct str *bytes)
{
	const char *at = str_data(bytes), *end = at + bytes->len;
	size_t bad;

	if (!text_valid(at, bytes->len, &bad) || strncmp(at, MAGIC, strlen(MAGIC)) != 0)
		return false;
	at += strlen(MAGIC);
	free(draft->kind);
	free(draft->login);
	draft->kind = take_line(&at, "kind ");
	draft->login = draft->kind != NULL ? take_line(&at, "login ") : NULL;
	if (draft->login == NULL)
		return false;
	while (parts_take(PART, &draft->parts, &draft->count, &at, end))
		continue;
	if (take_sent(draft, &at))
		while (parts_take(WAS, &draft->sent, &draft->sent_count, &at, end))
			continue;
	return strcmp(at, END) == 0;
}

static bool read_all(int fd, struct str *out)
{
	char bytes[16384];
	ssize_t got;

	while ((got = read(fd, bytes, sizeof(bytes))) > 0)
		str_add_bytes(out, bytes, (size_t)got);
	return got == 0;
}

/* NULL when it is not ours to offer. */
static struct draft *load(const char *folder, const char *login, const char *id)
{
	struct draft *draft = draft_new(folder, "", "");
	struct str bytes = STR_EMPTY;
	struct stat about;
	char *path;
	bool good;

	memcpy(draft->id, id, UUID_TEXT);
	path = path_of(draft, "");
	draft->fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	free(path);
	good = draft->fd >= 0 && flock(draft->fd, LOCK_EX | LOCK_NB) == 0 &&
	       fstat(draft->fd, &about) == 0 && read_all(draft->fd, &bytes) &&
	       parse(draft, &bytes) && strcmp(draft->login, login) == 0;
	str_free(&bytes);
	if (good) {
		draft->changed = about.st_mtime;
		return draft;
	}
	draft_free(draft);
	return NULL;
}

static int newest_first(const void *one, const void *other)
{
	const struct draft *a = *(struct draft *const *)one, *b = *(struct draft *const *)other;

	if (a->changed != b->changed)
		return a->changed < b->changed ? 1 : -1;
	return strcmp(a->id, b->id);
}

int draft_list(const char *folder, const char *login, struct draft ***out)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int count = 0;

	*out = NULL;
	if (dir == NULL)
		return 0;
	while ((entry = readdir(dir)) != NULL) {
		struct draft *draft;

		if (!uuid_is(entry->d_name) || (draft = load(folder, login, entry->d_name)) == NULL)
			continue;
		*out = mem_grow(*out, (size_t)count + 1, sizeof(**out));
		(*out)[count++] = draft;
	}
	closedir(dir);
	if (count > 1)
		qsort(*out, (size_t)count, sizeof(**out), newest_first);
	return count;
}
