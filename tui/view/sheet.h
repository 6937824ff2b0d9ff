/* SPDX-License-Identifier: MIT */
/*
 * A form as a view: its keys, its draft, and its end. The owner makes the form and is
 * told when it has been filled in; until the server has answered keys wait, and what
 * was typed goes only when it has been written. Other panes can be looked at meanwhile.
 */
#ifndef KSTT_VIEW_SHEET_H
#define KSTT_VIEW_SHEET_H

#include "session/draft.h"
#include "view/view.h"
#include "widget/form.h"

struct sheet_ops {
	void (*title)(void *data, struct str *out);
	/* All that is needed is there (form_check): send it, then sheet_wait(true). */
	void (*submit)(struct view *sheet, void *data);
	/* The value of a field has been typed into; NULL: nothing follows from it. */
	void (*typed)(struct view *sheet, void *data, int field);
	/* An action of the form's context, or a key that is none of the form's; NULL, or
	 * false when it is nothing to the owner. */
	bool (*act)(struct view *sheet, void *data, enum action action);
	void (*free)(void *data);
};

/* The form is taken over, and `draft` (NULL: nothing is kept): one that was read from
 * disk, whose parts are put into the fields of their names, or a new one. */
struct view *sheet_new(struct app *app, struct form *form, struct draft *draft,
		       const struct sheet_ops *ops, void *data);
struct form *sheet_form(struct view *view);
void *sheet_data(struct view *view);
/* The UUID under which the write is to be sent; NULL without a draft. */
const char *sheet_uuid(struct view *view);
/* The form from which a write left under this UUID, or NULL when it has been closed: Esc
 * waits for no answer, and another view may have come to lie at its address since. */
struct view *sheet_still(const struct app *app, struct view *view, const char *uuid);
/* Whether the server's answer is awaited. */
void sheet_wait(struct view *view, bool waiting);
/* A record's field as it is now: its value, and how that is shown. */
struct sheet_now {
	int field;
	const char *value, *shown;
};

/* What is typed here again was typed on the version that the hidden field `version_at`
 * keeps: when that is not `version`, beside each field that differs stands what it is now. */
void sheet_compare(struct form *form, int version_at, int version, const struct sheet_now *now, int count);
/* It has been written: the draft and the view go. */
void sheet_done(struct view *view);

#endif
