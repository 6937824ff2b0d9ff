/* SPDX-License-Identifier: MIT */
/*
 * What a list leaves out: a line of terms with ";" between them ("đang làm; quý I").
 * A row stays when each term is one of its facets. A term that is the whole of some
 * row's facet means just that ("quý I" is not "quý II"); any other, each facet that
 * holds its words. The facets seen are kept for the completion.
 */
#ifndef KSTT_WIDGET_SIEVE_H
#define KSTT_WIDGET_SIEVE_H

#include "base/str.h"

#include <stdbool.h>

enum sieve_kind {
	SIEVE_STATE,
	SIEVE_LATE,
	SIEVE_UNIT,
	SIEVE_PLAN,
	SIEVE_SECTION,
	SIEVE_PERIOD,
	SIEVE_CLASS,
	SIEVE_KINDS
};

/* The facets of one row; NULL or "" where it has none. */
struct sieve_row {
	const char *facets[SIEVE_KINDS];
};

struct sieve {
	struct str terms; /* as typed; "" when nothing is left out */
	bool typing;	  /* they stand in the bottom line: the title need not repeat them */
	struct arena *arena;
	struct sieve_value {
		enum sieve_kind kind;
		const char *text, *folded;
		int rows; /* that have it */
	} *values;
	int count;
	int all, shown; /* rows before and after */
	bool more;	/* there are more than all; set by the owner */
};

/* Begin with the rows anew: forget the facets, keep the terms. */
void sieve_begin(struct sieve *sieve);
/* Learn a row's facets. All rows are learnt before the first is judged. */
void sieve_learn(struct sieve *sieve, const struct sieve_row *row);
/* True when the row stays. */
bool sieve_keeps(struct sieve *sieve, const struct sieve_row *row);
/* Change the terms. */
void sieve_set(struct sieve *sieve, const char *terms);
bool sieve_active(const struct sieve *sieve);
void sieve_free(struct sieve *sieve);

/* "state", "unit", … in the user's language. */
const char *sieve_kind_title(enum sieve_kind kind);
/* Append " [filter: … 5/31]" when something is left out. */
void sieve_say(const struct sieve *sieve, struct str *out);

#endif
