/* SPDX-License-Identifier: MIT */
/*
 * The tables of a Word document (.docx: XML in a zip archive). libzip and libxml2
 * do the reading; they are loaded by the first call and by nobody else. Nothing
 * outside the archive is looked at, and nothing that the document declares is
 * expanded; size, entries, expansion and depth are bounded.
 */
#ifndef KSTT_PLAN_DOCX_H
#define KSTT_PLAN_DOCX_H

#include "plan/sheet.h"

/* Add the rows of the document to the sheet. */
enum err docx_read(struct sheet *sheet, const char *bytes, size_t len,
		   struct err_info *info) must_check;

/* The XML of a document alone, as docx_read finds it in the archive; `numbering` is
 * what says how its lists are numbered, "" when nothing does. */
enum err docx_read_xml(struct sheet *sheet, const char *xml, size_t len,
		       const char *numbering, struct err_info *info) must_check;

#endif
