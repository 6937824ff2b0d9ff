/* SPDX-License-Identifier: MIT */
/*
 * Printed numbers of sections and tasks: "IV", "B.", "3", "II.1", "1.2.", "a)", "-".
 */
#ifndef KSTT_PLAN_LABEL_H
#define KSTT_PLAN_LABEL_H

#include <stdbool.h>
#include <stddef.h>

enum label_class {
	LABEL_NONE,   /* nothing is printed */
	LABEL_LETTER, /* A, B */
	LABEL_ROMAN,  /* I, II */
	LABEL_NUMBER, /* 1, 1.2, II.1 */
	LABEL_SMALL,  /* a, b, đ */
	LABEL_BULLET, /* - + * • */
	LABEL_OTHER   /* some other text */
};

struct label {
	enum label_class class;
	int depth;  /* how many parts: "1.2" has 2 */
	int number; /* of the last part, from 1; 0 when it counts nothing */
	int letter; /* a single letter may be a Roman number too: its place in A–Z */
};

/* Read a label; what stands around it (blanks, full stop, brackets) does not count. */
struct label label_read(const char *text);

/* How many bytes at the beginning of a row's text are its label and what separates
 * it ("I. ", "1.2. ", "a) ", "- "); 0 when it has none. *len gets the label's own. */
size_t label_split(const char *text, size_t *len);

#endif
