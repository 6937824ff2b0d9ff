/* SPDX-License-Identifier: MIT */
/*
 * Forms that are being typed into, as drafts on disk (session/draft.h): a source of the
 * loop writes each in time, and whatever ends the program writes it once more.
 */
#ifndef KSTT_VIEW_KEEP_H
#define KSTT_VIEW_KEEP_H

#include "loop.h"
#include "session/draft.h"
#include "view/view.h"

struct keep;

/* A new draft of this kind, of who works here. */
struct draft *keep_new_draft(struct app *app, const char *kind);
/* The newest draft of this kind that is on disk and that no other session is typing;
 * NULL: there is none. */
struct draft *keep_find_draft(struct app *app, const char *kind);
/* Throw the one of this UUID away: it has been written after its form had gone. What was
 * typed into it since stays. */
void keep_drop(struct app *app, const char *uuid);
/* What is typed leaves under this UUID, and nobody knows what becomes of it until it is
 * answered: its draft says so on disk, before. */
void keep_sent(struct app *app, const char *uuid);
/* It was refused, so that it has not been written and may be sent again. */
void keep_refused(struct app *app, const char *uuid);
/* Look after the draft, which is taken over; `fill` puts into it what is typed. */
struct keep *keep_start(struct app *app, struct draft *draft,
			void (*fill)(void *data, struct draft *draft), void *data);
/* A key has changed something; `more`: it is part of what is being pasted. */
void keep_touch(struct keep *keep, bool more);
/* Write what is not on disk yet; false: it cannot be, and why has been said. */
bool keep_write(struct keep *keep);
/* The same of all. */
bool keep_write_all(struct app *app);
/* The UUID of the write that it becomes. */
const char *keep_uuid(const struct keep *keep);
/* Whether anything has been typed, now or before. */
bool keep_typed(const struct keep *keep);
/* Whether it was sent, and it is not known what became of that; whether something else
 * has been typed since. */
bool keep_is_sent(const struct keep *keep);
time_t keep_sent_at(const struct keep *keep);
bool keep_differs(struct keep *keep);
/* It was not written: what is typed is another write from here on. */
void keep_renew(struct keep *keep);
/* Its owner goes away, and the draft, which is on disk, is the caller's. */
struct draft *keep_take(struct keep *keep);
/* Its owner goes away. The draft stays on disk, or is taken away from there. */
void keep_end(struct keep *keep, bool remove);

/* The loop's part. */
void keep_add_source(struct app *app, struct loop *loop);

#endif
