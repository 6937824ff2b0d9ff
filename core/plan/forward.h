/* SPDX-License-Identifier: MIT */
/*
 * A time phrase carried forward to another year. A year in its wording is moved only
 * where the grammar then reads the very same days of the new year; all else is left
 * as it was printed, and said to need a look. Pure: no database, no clock.
 */
#ifndef KSTT_PLAN_FORWARD_H
#define KSTT_PLAN_FORWARD_H

#include "base/str.h"

#include <stdint.h>

enum forward_look {
	FORWARD_SAME,	  /* as it stands it is right for the new year too */
	FORWARD_MOVED,	  /* the year in its wording was moved */
	FORWARD_ASK,	  /* it names days, and which they are now is not certain */
	FORWARD_DOCUMENT, /* it rests on a document, which may be the old year's */
};

/* The phrase of a plan for `from` in one for `to`, appended to `out`. */
enum forward_look forward_phrase(const char *phrase, int from, int to, struct str *out);

/* The same as the object that the database takes: node, time, reading, parts, look. What
 * is not certain is read as "ask". */
void forward_json(int64_t node, const char *phrase, int from, int to, struct str *out);

/* Plain wording (a title) with each whole `from` as `to`: a proposal to be looked at. */
void forward_title(const char *title, int from, int to, struct str *out);

#endif
