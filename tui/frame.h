/* SPDX-License-Identifier: MIT */
/*
 * What stands around every view: the title line, the line of hints, the bottom
 * line. The title says who works as what, and which day it is.
 */
#ifndef KSTT_FRAME_H
#define KSTT_FRAME_H

#include "app.h"

enum { FRAME_TOP = 1, FRAME_BOTTOM = 2 }; /* lines above and below a view */

void frame_paint_title(struct app *app, struct paint *paint, struct view *view);
void frame_paint_hints(struct app *app, struct paint *paint, const struct view *view);
/* The bottom line; a message that is longer takes the line of hints as well. */
void frame_paint_message(struct paint *paint, enum theme theme, const char *text);
/* How the sequence that has begun can go on, at the bottom. */
void frame_paint_sequence(struct app *app, struct paint *paint, const struct view *view,
			  const uint32_t *keys, int count);
/* The plain words on a window that is too small. */
void frame_paint_too_small(struct paint *paint);

#endif
