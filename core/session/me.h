/* SPDX-License-Identifier: MIT */
/*
 * Who is working and in which appointment, and what day the server says it is.
 * Read from the server, never from anything that the client sets.
 */
#ifndef KSTT_SESSION_ME_H
#define KSTT_SESSION_ME_H

#include "base/err.h"
#include "db/rows.h"

#include <stdbool.h>

struct me {
	char *login;
	char *name;
	char *unit;  /* of the appointment worked in */
	int64_t unit_id;
	char *right; /* its right: official, coordinator, leader, admin */
	int appointments;
	int today;
	bool pinned; /* a demo or test database holds its day still */
};

/* Read the answer to the query "session". ERR_DENIED when the login holds no
 * appointment today. */
enum err me_read(struct me *me, const struct rows *rows, struct err_info *info) must_check;
void me_free(struct me *me);
/* Whether any of the appointments lets one mark tasks: the strongest comes first. */
bool me_marks(const struct me *me);
/* The right for the user, e.g. "điều phối". */
const char *me_right_title(const struct me *me);

#endif
