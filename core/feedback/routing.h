/* SPDX-License-Identifier: MIT */
/*
 * A rule of routing as data: what it asks of a record, whom it proposes, and why.
 */
#ifndef KSTT_FEEDBACK_ROUTING_H
#define KSTT_FEEDBACK_ROUTING_H

#include "base/mem.h"
#include "db/rows.h"

#include <stdbool.h>
#include <stdint.h>

/* The columns of a rule that an official sets, in the order of the form. */
enum routing_column {
	ROUTING_PRIORITY,
	ROUTING_TRACK,
	ROUTING_FIELD,
	ROUTING_GROUP,
	ROUTING_TERRITORY,
	ROUTING_ABOUT,
	ROUTING_ABOUT_KIND,
	ROUTING_ABOUT_HEAD,
	ROUTING_TARGET_KIND,
	ROUTING_TARGET,
	ROUTING_REASON,
	ROUTING_ARTICLE,
	ROUTING_SINCE,
	ROUTING_UNTIL,
	ROUTING_COLUMNS
};

struct routing_rule {
	int64_t id;
	int version;
	const char *unit; /* whose rule it is; "" the province's */
	const char *values[ROUTING_COLUMNS]; /* as the server takes them; "" not set */
	const char *territory, *about, *target; /* names of the units */
	bool mine; /* I may change it */
};

/* What the server calls a column. */
const char *routing_name(enum routing_column column);
/* Read feedback_rules into the arena; returns how many there are. */
int routing_read(const struct rows *rows, struct arena *arena, struct routing_rule **out);

#endif
