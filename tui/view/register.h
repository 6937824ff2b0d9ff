/* SPDX-License-Identifier: MIT */
/*
 * The register of public feedback: a page of records at a time, so that memory holds
 * no more, whatever there is. `f` narrows by state, clock, unit, track, field and days,
 * `/` by code, name and words.
 */
#ifndef KSTT_VIEW_REGISTER_H
#define KSTT_VIEW_REGISTER_H

#include "view/view.h"

struct view *register_new(struct app *app);
/* The records of a unit, and of those below it, whose day has passed. */
struct view *register_new_late(struct app *app, int64_t unit, const char *unit_name);

#endif
