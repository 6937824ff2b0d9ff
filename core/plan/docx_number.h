/* SPDX-License-Identifier: MIT */
/*
 * The numbers that Word itself prints before paragraphs: they stand in no text, but
 * follow from word/numbering.xml and from counting.
 */
#ifndef KSTT_PLAN_DOCX_NUMBER_H
#define KSTT_PLAN_DOCX_NUMBER_H

#include "base/str.h"
#include "plan/docx_lib.h"

struct docx_numbers;

/* Read word/numbering.xml as far as it can be read; never NULL. */
struct docx_numbers *docx_numbers_new(const struct docx_lib *lib, const char *xml,
				      size_t len);
void docx_numbers_free(struct docx_numbers *numbers);

/* Count on: append what is printed before the next paragraph of this list and level
 * ("II.", "1.2", "-"); nothing when the list is not known. */
void docx_numbers_next(struct docx_numbers *numbers, int list, int level,
		       struct str *out);

#endif
