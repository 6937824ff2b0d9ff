/* SPDX-License-Identifier: MIT */
/*
 * The bottom line while one types into it: what it is for, the text, and at the
 * right a note that follows the text ("3/12").
 */
#ifndef KSTT_WIDGET_LINE_H
#define KSTT_WIDGET_LINE_H

#include "widget/field.h"

void line_paint(struct field *field, struct paint *paint, int row, const char *label,
		const char *note);

#endif
