/* SPDX-License-Identifier: MIT */
/*
 * libzip and libxml2 for docx.c alone, loaded when a document is read, so that they
 * cost nobody else memory or time.
 */
#ifndef KSTT_PLAN_DOCX_LIB_H
#define KSTT_PLAN_DOCX_LIB_H

#include "base/err.h"

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stddef.h>
#include <zip.h>

/* Each function that is used, once: the table below and its filling follow. */
#define DOCX_ZIP(_)                                                                    \
	_(zip_source_buffer_create)                                                    \
	_(zip_source_free)                                                             \
	_(zip_open_from_source)                                                        \
	_(zip_discard)                                                                 \
	_(zip_get_num_entries)                                                         \
	_(zip_stat_index)                                                              \
	_(zip_fopen_index)                                                             \
	_(zip_fread)                                                                   \
	_(zip_fclose)
#define DOCX_XML(_)                                                                    \
	_(xmlReaderForMemory)                                                          \
	_(xmlFreeTextReader)                                                           \
	_(xmlTextReaderRead)                                                           \
	_(xmlTextReaderNodeType)                                                       \
	_(xmlTextReaderDepth)                                                          \
	_(xmlTextReaderIsEmptyElement)                                                 \
	_(xmlTextReaderConstLocalName)                                                 \
	_(xmlTextReaderConstNamespaceUri)                                              \
	_(xmlTextReaderConstValue)                                                     \
	_(xmlTextReaderMoveToFirstAttribute)                                           \
	_(xmlTextReaderMoveToNextAttribute)                                            \
	_(xmlTextReaderMoveToElement)                                                  \
	_(xmlTextReaderGetParserLineNumber)                                            \
	_(xmlTextReaderSetStructuredErrorHandler)

struct docx_lib {
#define DOCX_FIELD(name) __typeof__(name) *(name);
	DOCX_ZIP(DOCX_FIELD)
	DOCX_XML(DOCX_FIELD)
#undef DOCX_FIELD
};

enum err docx_lib_open(struct docx_lib *lib, struct err_info *info) must_check;

/* A reader of `len` bytes of UTF-8, which must stay; NULL when there is none to be
 * had. It goes nowhere else for anything. */
xmlTextReaderPtr docx_lib_xml(const struct docx_lib *lib, const char *xml, size_t len);
/* The attribute of this local name, as it is written, of the element under way, or
 * NULL; good until the next read. */
const char *docx_lib_attribute(const struct docx_lib *lib, xmlTextReaderPtr xml,
			       const char *name);
/* Whether these bytes may be given to it: UTF-8 (anything else could hide something
 * from us), and no declarations of their own. */
bool docx_lib_is_plain(const char *xml, size_t len);

#endif
