/* SPDX-License-Identifier: MIT */
/*
 * One row of a list with all of its wording, a label beside each part, to be read: for
 * who may not change it, and of lists that have no form.
 */
#ifndef KSTT_VIEW_READER_H
#define KSTT_VIEW_READER_H

#include "view/view.h"

/* `title` is copied. */
struct view *reader_new(struct app *app, const char *title);
/* One part of it, copied; left out when its text is empty. The label may be "". */
void reader_add(struct view *view, const char *label, const char *text);

#endif
