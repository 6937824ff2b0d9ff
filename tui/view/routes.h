/* SPDX-License-Identifier: MIT */
/*
 * The rules that propose who gets a record: by track, field, content group, territory,
 * agency spoken of, with their days. Data, edited here by whoever coordinates the unit
 * or, for the province's, by its administrator; a rule that ends is given its last day.
 */
#ifndef KSTT_VIEW_ROUTES_H
#define KSTT_VIEW_ROUTES_H

#include "view/view.h"

struct view *routes_new(struct app *app);

#endif
