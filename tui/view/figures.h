/* SPDX-License-Identifier: MIT */
/*
 * Form II.05a of a unit and a report period: fields down, the form's columns across.
 * What stands behind a number opens by Enter, down to the record. Titles and columns
 * come from the server; identities that do not hold are said below.
 */
#ifndef KSTT_VIEW_FIGURES_H
#define KSTT_VIEW_FIGURES_H

#include "view/view.h"

struct view *figures_new(struct app *app);

#endif
