/* SPDX-License-Identifier: MIT */
/*
 * What an official has typed and not yet saved, on the server's disk: within 2
 * seconds or 20 keys, whatever becomes of the line. One file a draft, 0600, named by
 * a UUID that says nothing of what it holds, replaced as a whole and locked by the
 * session that types it. A disk that is full costs nothing of what stands in memory,
 * nor of what the file held before.
 *
 * Knows no timer and no form: the owner asks draft_deadline() and puts in the parts.
 */
#ifndef KSTT_SESSION_DRAFT_H
#define KSTT_SESSION_DRAFT_H

#include "base/err.h"
#include "base/uuid.h"

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum {
	DRAFT_KEYS = 20,  /* keys that may be unsaved */
	DRAFT_WAIT = 1500, /* ms after the first of them; the disk has the rest of 2 s */
	DRAFT_AGAIN = 5000, /* ms until a disk that refused is tried again */
};

struct draft_part {
	char *name, *text;
};

struct draft {
	char id[UUID_TEXT]; /* also the UUID of the write that it becomes: sent twice,
			     * it is written once */
	char *kind;	    /* which form it belongs to */
	char *login;	    /* who types it: nobody else is offered it */
	char *folder;	    /* NULL: there is no place to keep it */
	struct draft_part *parts;
	int count;
	/* The typed parts as they were sent under that UUID, while nobody knows whether
	 * that was written; sent_at 0: it was not sent, or was refused. */
	struct draft_part *sent;
	int sent_count;
	time_t sent_at;
	time_t changed; /* when the file was written; 0: it has not been yet */
	int keys;	/* since then */
	int64_t deadline; /* monotonic ms when it is to be written, or -1 */
	int fd;		/* the file, locked, or -1 */
};

/* Where drafts lie below a home: HOME/.local/state/kstt/drafts; to be freed. */
char *draft_folder(const char *home);

/* A new one, not on disk yet. Texts are copied; `folder` may be NULL. */
struct draft *draft_new(const char *folder, const char *login, const char *kind);
void draft_set(struct draft *draft, const char *name, const char *text);
/* NULL when there is no such part. */
const char *draft_get(const struct draft *draft, const char *name);

void draft_set_kind(struct draft *draft, const char *kind);

/* It is being sent. A part whose name begins with "_" is nothing that is typed. */
void draft_send(struct draft *draft);
/* What was sent has been refused, or lies behind it. */
void draft_settle(struct draft *draft);
/* Whether what is typed is no longer what was sent. */
bool draft_differs(const struct draft *draft);
/* A part as it was sent; NULL when it was not. */
const char *draft_sent(const struct draft *draft, const char *name);

/* A key has changed it. */
void draft_touch(struct draft *draft, int64_t now);
/* Write it. What is wrong is said in `info`, and the next try is put off. */
enum err draft_save(struct draft *draft, int64_t now, struct err_info *info) must_check;
/* It becomes another write: a UUID that nothing was sent under, and a file of that name
 * in the other's stead. */
enum err draft_renew(struct draft *draft, int64_t now, struct err_info *info) must_check;
/* Take its file away: it has become a record, or is given up. */
void draft_remove(struct draft *draft);
/* Its file stays. */
void draft_free(struct draft *draft);

/* The drafts of `login` that no other session is typing, newest first; each is the
 * caller's to free, and the array. Files that cannot be read are left alone. */
int draft_list(const char *folder, const char *login, struct draft ***out);

#endif
