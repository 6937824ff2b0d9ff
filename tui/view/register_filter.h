/* SPDX-License-Identifier: MIT */
/*
 * What the register shows: the parameters of its query, the form that changes them,
 * and the words that say what is left out.
 */
#ifndef KSTT_VIEW_REGISTER_FILTER_H
#define KSTT_VIEW_REGISTER_FILTER_H

#include "view/view.h"

enum register_term {
	TERM_UNIT,
	TERM_STATE,
	TERM_CLOCK,
	TERM_TRACK,
	TERM_FIELD,
	TERM_SINCE,
	TERM_UNTIL,
	TERM_WORDS,
	TERM_COUNT
};

struct register_filter {
	char *terms[TERM_COUNT]; /* as the query takes them; "" or NULL: not set */
	char *unit_name;
	bool chosen;  /* the state is what somebody asked for */
	bool widened; /* words took "still open" away, for nobody had asked for it */
};

/* What one wants at first: all that is open. */
void register_filter_start(struct register_filter *filter);
void register_filter_set(struct register_filter *filter, enum register_term term,
			 const char *value);
/* Look for words: also among what has ended, unless a state was chosen. */
void register_filter_words(struct register_filter *filter, const char *words);
void register_filter_free(struct register_filter *filter);
/* Append " [đang mở; quá hạn]". */
void register_filter_say(const struct register_filter *filter, const struct app *app,
			 struct str *out);
/* The form; `changed` is called when it has been filled in. */
void register_filter_open(struct view *view, struct register_filter *filter,
			  void (*changed)(struct view *view));

#endif
