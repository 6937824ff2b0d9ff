/* SPDX-License-Identifier: MIT */
/*
 * A list of rows that the register runs by: rules of routing, clocks, how units work,
 * wordings, titles of reports. Each holds from a day to a day; who keeps it adds one,
 * changes it in a form, gives it a last day, and sees what it was before. Which list it
 * is a struct ledger_kind says, as a table; one without a form can only be looked at
 * (who looked at what is sealed, the history of a row).
 */
#ifndef KSTT_VIEW_LEDGER_H
#define KSTT_VIEW_LEDGER_H

#include "db/request.h"
#include "feedback/ledger.h"
#include "session/draft.h"
#include "view/view.h"
#include "widget/form.h"

typedef const char *ledger_text(const struct app *app, const struct ledger_row *row,
				struct arena *arena);

/* A field of the form, by the name that the server has for it. */
struct ledger_field {
	const char *name, *label;
	enum form_kind kind;
	const char
	    *set; /* what a choice is of: a set of the register's words, or "unit" */
	const struct form_choice *choices; /* or these; their texts are msgids */
	int choice_count;
	const char *hint;  /* a msgid, or NULL */
	const char *first; /* of a new row, or NULL */
	bool needed;
	bool key;    /* which row it is: only a new one is asked for it */
	bool number; /* a whole number, from 1 to 1000 */
};

enum { LEDGER_REST = -1 }; /* as wide as what is left */

struct ledger_column {
	const char *title; /* a msgid */
	int columns, wide; /* how wide, on a narrow and a wide screen; 0: left out */
	const char *cell;  /* shown as it is, or NULL: */
	ledger_text *text;
};

struct ledger_kind {
	const char *name; /* in drafts */
	const char *title, *new_title,
	    *change_title; /* msgids; without the last no form */
	const char *none;  /* what stands where there is no row; a msgid */
	enum query read, set;
	const char *subject; /* what the history calls its rows, or NULL */
	bool
	    anew; /* what is changed begins on a day, and what it was ends on the eve */
	const char *const *read_columns; /* of the answer, up to NULL */
	const struct ledger_column *columns;
	int column_count;
	const struct ledger_field *fields;
	int field_count;
	ledger_text *what;   /* what a row is called */
	ledger_text *note;   /* what of it has no column */
	ledger_text *before; /* what it holds in place of, or NULL */
};

/* `params`: of the read, up to two; NULL: what no longer holds is left out until asked
 * for. `draft`: one to go on with once the rows are there, or NULL. */
struct view *ledger_new(struct app *app, const struct ledger_kind *kind,
			const char *const *params, struct draft *draft);
const struct ledger_kind *ledger_kind_of(const struct view *view);
/* Stand on this row once the list has been read anew. */
void ledger_go(struct view *view, int64_t id);
/* For columns: from when to when a row holds, and before that the unit it holds in. */
ledger_text ledger_show_span, ledger_show_where;
/* How a value of a field is shown: a choice by its name, a day as a person writes it.
 */
const char *ledger_value(const struct app *app, const struct ledger_field *field,
			 const char *value, struct arena *arena);

#endif
