/* SPDX-License-Identifier: MIT */
/*
 * The archive: finds the document in it and unpacks that one entry, within bounds
 * that are checked by what comes out, not only by what the archive says of itself.
 */
#include "plan/docx.h"

#include "base/i18n.h"
#include "plan/docx_lib.h"

#include <string.h>

enum {
	ENTRIES_MOST = 4096,
	XML_MOST = 64 * 1024 * 1024,
	NUMBERING_MOST = 4 * 1024 * 1024,
	/* Tables of the same few words pack about 1:100, a zip bomb 1:1000. */
	RATIO_MOST = 300,
	RATIO_FROM = 1024 * 1024, /* smaller ones may pack as they like */
	PIECE = 64 * 1024
};

struct archive {
	const struct docx_lib *lib;
	const struct sheet *sheet;
	zip_t *zip;
	struct err_info *info;
};

static enum err wrong(const struct archive *a, const char *why)
{
	return err_set(a->info, ERR_INPUT, "%s: %s", a->sheet->name, why);
}

/* "word/document.xml"; some programs write "word/document2.xml". */
static bool is_document(const char *name)
{
	static const char begin[] = "word/document";

	if (strncmp(name, begin, sizeof(begin) - 1) != 0)
		return false;
	name += sizeof(begin) - 1;
	name += strspn(name, "0123456789");
	return strcmp(name, ".xml") == 0;
}

static enum err find_document(const struct archive *a, zip_stat_t *found)
{
	zip_int64_t count = a->lib->zip_get_num_entries(a->zip, 0);
	bool spreadsheet = false;

	if (count > ENTRIES_MOST)
		return wrong(a, _("the archive has too many entries."));
	for (zip_int64_t i = 0; i < count; i++) {
		*found = (zip_stat_t){0};
		if (a->lib->zip_stat_index(a->zip, (zip_uint64_t)i, 0, found) != 0 ||
		    found->name == NULL)
			continue;
		if (is_document(found->name))
			return ERR_OK;
		spreadsheet = spreadsheet || strncmp(found->name, "xl/", 3) == 0;
	}
	if (spreadsheet)
		return wrong(a, _("this is an Excel file: save it as CSV (UTF-8)."));
	return wrong(a, _("this archive holds no Word document."));
}

static enum err check_size(const struct archive *a, const zip_stat_t *stat)
{
	zip_uint64_t need = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;

	if (stat->valid & ZIP_STAT_ENCRYPTION_METHOD && stat->encryption_method != 0)
		return wrong(a, _("the document has a password: save it without."));
	if ((stat->valid & need) != need)
		return wrong(a, _("the archive is damaged."));
	if (stat->size > XML_MOST)
		return wrong(a, _("unpacked, the document would be too large."));
	if (stat->size > RATIO_FROM && stat->size / RATIO_MOST > stat->comp_size)
		return wrong(a, _("the document is packed tighter than any text: it is "
				  "not opened."));
	return ERR_OK;
}

static enum err unpack(const struct archive *a, const zip_stat_t *stat, struct str *xml)
{
	zip_file_t *file = a->lib->zip_fopen_index(a->zip, stat->index, 0);
	char piece[PIECE];
	zip_int64_t got = 0;

	if (file == NULL)
		return wrong(a, _("the archive is damaged."));
	while (xml->len <= stat->size && (got = a->lib->zip_fread(file, piece, PIECE)) > 0)
		str_add_bytes(xml, piece, (size_t)got);
	if (a->lib->zip_fclose(file) != 0 || got < 0 || xml->len != stat->size)
		return wrong(a, _("the archive is damaged."));
	return ERR_OK;
}

/* word/numbering.xml, if there is one that can be read; else nothing. */
static void read_numbering(const struct archive *a, struct str *xml)
{
	zip_int64_t count = a->lib->zip_get_num_entries(a->zip, 0);
	zip_stat_t stat = {0};
	struct archive quiet = *a;

	quiet.info = NULL;
	for (zip_int64_t i = 0; i < count; i++) {
		stat = (zip_stat_t){0};
		if (a->lib->zip_stat_index(a->zip, (zip_uint64_t)i, 0, &stat) != 0 ||
		    stat.name == NULL || strcmp(stat.name, "word/numbering.xml") != 0)
			continue;
		if (check_size(&quiet, &stat) != ERR_OK || stat.size > NUMBERING_MOST ||
		    unpack(&quiet, &stat, xml) != ERR_OK)
			str_clear(xml);
		return;
	}
}

static enum err read_archive(const struct archive *a, struct str *xml)
{
	zip_stat_t stat = {0};
	enum err code = find_document(a, &stat);

	if (code == ERR_OK)
		code = check_size(a, &stat);
	if (code == ERR_OK)
		code = unpack(a, &stat, xml);
	return code;
}

enum err docx_read(struct sheet *sheet, const char *bytes, size_t len,
		   struct err_info *info)
{
	struct docx_lib lib;
	struct archive a = {.lib = &lib, .sheet = sheet, .info = info};
	struct str xml = STR_EMPTY, numbering = STR_EMPTY;
	zip_source_t *source;
	enum err code = docx_lib_open(&lib, info);

	if (code != ERR_OK)
		return code;
	source = lib.zip_source_buffer_create(bytes, len, 0, NULL);
	if (source != NULL)
		a.zip = lib.zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (a.zip == NULL) {
		if (source != NULL)
			lib.zip_source_free(source);
		return wrong(&a, _("the archive is damaged."));
	}
	code = read_archive(&a, &xml);
	if (code == ERR_OK)
		read_numbering(&a, &numbering);
	lib.zip_discard(a.zip);
	if (code == ERR_OK)
		code = docx_read_xml(sheet, str_data(&xml), xml.len, str_data(&numbering),
				     info);
	str_free(&numbering);
	str_free(&xml);
	return code;
}
