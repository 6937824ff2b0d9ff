/* SPDX-License-Identifier: MIT */
#include "plan/docx_lib.h"

#include "base/i18n.h"
#include "base/text.h"

#include <dlfcn.h>
#include <limits.h>
#include <string.h>

/* The build knows under which names the libraries that it saw are loaded. */
#ifndef KSTT_LIBZIP
#define KSTT_LIBZIP "libzip.so.4"
#endif
#ifndef KSTT_LIBXML
#define KSTT_LIBXML "libxml2.so.2"
#endif

struct symbol {
	const char *name;
	size_t at; /* in struct docx_lib */
};

#define SYMBOL(name) {#name, offsetof(struct docx_lib, name)},
static const struct symbol zip_symbols[] = {DOCX_ZIP(SYMBOL){NULL, 0}};
static const struct symbol xml_symbols[] = {DOCX_XML(SYMBOL){NULL, 0}};
#undef SYMBOL

static bool load(struct docx_lib *lib, const char *file, const struct symbol *symbols)
{
	/* Never unloaded: libxml2 keeps what it has set up for the next time. */
	void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	if (handle == NULL)
		return false;
	for (; symbols->name != NULL; symbols++) {
		void *found = dlsym(handle, symbols->name);

		if (found == NULL)
			return false;
		*(void **)((char *)lib + symbols->at) = found;
	}
	return true;
}

enum err docx_lib_open(struct docx_lib *lib, struct err_info *info)
{
	if (!load(lib, KSTT_LIBZIP, zip_symbols) || !load(lib, KSTT_LIBXML, xml_symbols))
		return err_set(info, ERR_IO,
			       _("Word documents need the libraries %s and %s, which "
				 "cannot be loaded here. A CSV file can be read."),
			       KSTT_LIBZIP, KSTT_LIBXML);
	return ERR_OK;
}

bool docx_lib_is_plain(const char *xml, size_t len)
{
	size_t bad;

	return len <= INT_MAX && text_valid(xml, len, &bad) &&
	       memmem(xml, len, "<!DOCTYPE", 9) == NULL &&
	       memmem(xml, len, "<!ENTITY", 8) == NULL;
}

xmlTextReaderPtr docx_lib_xml(const struct docx_lib *lib, const char *xml, size_t len)
{
	return lib->xmlReaderForMemory(xml, (int)len, NULL, "UTF-8",
				       XML_PARSE_NONET | XML_PARSE_NOCDATA);
}

const char *docx_lib_attribute(const struct docx_lib *lib, xmlTextReaderPtr xml,
			       const char *name)
{
	const char *found = NULL;
	int more = lib->xmlTextReaderMoveToFirstAttribute(xml);

	while (more == 1 && found == NULL) {
		if (strcmp((const char *)lib->xmlTextReaderConstLocalName(xml), name) == 0)
			found = (const char *)lib->xmlTextReaderConstValue(xml);
		more = lib->xmlTextReaderMoveToNextAttribute(xml);
	}
	lib->xmlTextReaderMoveToElement(xml);
	return found;
}
