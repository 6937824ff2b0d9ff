/* SPDX-License-Identifier: MIT */
/*
 * The actions of action.def as an enum and a table, and the contexts in which a
 * key is looked up: the view's own first, then what it falls back to.
 */
#ifndef KSTT_INPUT_ACTION_H
#define KSTT_INPUT_ACTION_H

enum context {
	CONTEXT_GLOBAL,
	CONTEXT_LIST,	  /* any list; falls back to GLOBAL */
	CONTEXT_WORK,	  /* a list whose rows are owed things; to LIST */
	CONTEXT_TODAY,	  /* to WORK */
	CONTEXT_PLANS,	  /* to WORK */
	CONTEXT_TASK,	  /* to WORK */
	CONTEXT_GRID,	  /* units by periods; to WORK */
	CONTEXT_LATE,	  /* the list of overdue tasks; to WORK */
	CONTEXT_FOUND,	  /* the hits of a search; to WORK */
	CONTEXT_HANDOVER, /* what abolished units owe; to WORK */
	CONTEXT_GAP,	  /* tasks that are not linked; to LIST */
	CONTEXT_OVERDUE,  /* units by days late; to LIST */
	CONTEXT_CALENDAR, /* days off; to LIST */
	CONTEXT_REPORT_DAYS, /* days of periodic reports; to LIST */
	CONTEXT_MOVES,	  /* which deadlines a changed calendar moves; to LIST */
	CONTEXT_RECORDS,  /* a row or pane that is a record of feedback; to LIST */
	CONTEXT_REGISTER, /* to RECORDS */
	CONTEXT_RECORD,	  /* to RECORDS */
	CONTEXT_FIGURES,  /* form II.05a: fields by columns; to LIST */
	CONTEXT_RULES,	  /* that the register runs by; to LIST */
	CONTEXT_DRAFTS,	  /* what was typed and not saved; to LIST */
	CONTEXT_FORM,	  /* fields that are filled in; to GLOBAL */
	CONTEXT_LOOKS,	  /* what of a copied plan needs a look; to LIST */
	CONTEXT_HELP,	  /* the list of keys; to LIST */
	CONTEXT_COUNT,
	CONTEXT_NONE = CONTEXT_COUNT
};

/* Where a key that `context` does not know is looked up next; CONTEXT_NONE ends. */
enum context context_fallback(enum context context);
/* "global", "list", … as keymap files write it; CONTEXT_NONE when there is none. */
const char *context_name(enum context context);
enum context context_find(const char *name);
/* For the heading in the help, in the user's language. */
const char *context_title(enum context context);

enum action_flag {
	ACTION_WRITES = 1,
	ACTION_DANGEROUS = 2,
	ACTION_HINT = 4,
	ACTION_UNIT = 8, /* done for a unit, so by its officials and coordinators only */
};

enum action {
	ACTION_NONE,
#define ACTION(id, context, name, label, help, flags) ACTION_##id,
#include "input/action.def"
#undef ACTION
	ACTION_COUNT
};

struct action_info {
	enum context context;
	const char *name;  /* in keymap files */
	const char *label; /* a word for the hints; translate with _() */
	const char *help;  /* a line for the help; translate with _() */
	unsigned flags;
};

/* `action` is neither ACTION_NONE nor ACTION_COUNT. */
const struct action_info *action_info(enum action action);
/* The action of that name in that context, or ACTION_NONE. */
enum action action_find(enum context context, const char *name);

#endif
