/* SPDX-License-Identifier: MIT */
/*
 * One line of text that the user edits: by whole letters (graphemes), always NFC,
 * with the keys of every terminal and of emacs.
 */
#ifndef KSTT_WIDGET_FIELD_H
#define KSTT_WIDGET_FIELD_H

#include "base/str.h"
#include "term/paint.h"

#include <stdbool.h>
#include <stdint.h>

struct field {
	struct str text;
	size_t cursor; /* byte offset of a whole letter */
	int first;     /* first column of the text that is shown */
};

enum { FIELD_BYTES = 16384 }; /* more than the database takes: it says so */

void field_set(struct field *field, const char *text);
void field_free(struct field *field);
const char *field_text(const struct field *field);
/* Edit; false when the key is none of the field's. */
bool field_key(struct field *field, uint32_t key);
/* Paint into `columns` columns, and put the cursor there when `focused`. */
void field_paint(struct field *field, struct paint *paint, int row, int column, int columns,
		 bool focused);

#endif
