/* SPDX-License-Identifier: MIT */
/*
 * The XML of a document, read forwards in one pass: paragraphs, and the rows and
 * cells of the outermost tables (a table inside a cell is text of that cell). What
 * was deleted or only stands in for something else is passed over.
 *
 * A document type declares entities, which can name files, hosts and each other a
 * billion times: Word never writes one, and it is refused unread.
 */
#include "plan/docx.h"

#include "base/i18n.h"
#include "base/text.h"
#include "plan/docx_lib.h"
#include "plan/docx_number.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 128, TABLES_DEEP = 8 };

struct reader {
	const struct docx_lib *lib;
	xmlTextReaderPtr xml;
	struct sheet *sheet;
	struct err_info *info;
	int skip;   /* below this depth everything is passed over; 0 nothing is */
	int nested; /* how many tables we are in */
	int tables; /* outermost ones so far */
	int row, cell;
	bool in_cell, in_text;
	bool row_head;	  /* between a row's begin and its first cell */
	bool row_deleted; /* by a change that is still marked */
	int span;
	bool above;
	struct str text; /* of the cell or paragraph under way */
	struct docx_numbers *numbers;
	int list, level; /* of the paragraph whose number is still to come; list 0: none */
	bool failed;	 /* the XML is no XML */
};

static void take_error(void *data, xmlErrorPtr error)
{
	struct reader *r = data;

	(void)error;
	r->failed = true;
}

static enum err wrong(struct reader *r, const char *why)
{
	return err_set(r->info, ERR_INPUT, "%s, word/document.xml:%d: %s",
		       r->sheet->name, r->lib->xmlTextReaderGetParserLineNumber(r->xml),
		       why);
}

static struct plan_csv_place here(const struct reader *r)
{
	return (struct plan_csv_place){
	    .table = r->tables, .line = r->row, .column = r->cell};
}

static bool is(const xmlChar *name, const char *want)
{
	return strcmp((const char *)name, want) == 0;
}

static bool is_one_of(const xmlChar *name, const char *const *words)
{
	while (*words != NULL && !is(name, *words))
		words++;
	return *words != NULL;
}

static const char *value(struct reader *r)
{
	return docx_lib_attribute(r->lib, r->xml, "val");
}

/* A count of columns, at least 1. */
static int value_columns(struct reader *r)
{
	const char *text = value(r);
	long columns = text != NULL ? strtol(text, NULL, 10) : 1;

	if (columns < 1)
		return 1;
	return columns < SHEET_CELLS_MOST ? (int)columns : SHEET_CELLS_MOST;
}

/* A line ends, if there is any. */
static void end_line(struct reader *r)
{
	if (r->text.len > 0 && r->text.data[r->text.len - 1] != '\n')
		str_add_char(&r->text, '\n');
}

/* The paragraph's own number, once something of it is printed. */
static void add_number(struct reader *r, bool more)
{
	size_t before = r->text.len;

	if (r->list > 0)
		docx_numbers_next(r->numbers, r->list, r->level, &r->text);
	r->list = 0;
	if (more && r->text.len > before)
		str_add_char(&r->text, ' ');
}

static void read_list(struct reader *r, const xmlChar *name)
{
	const char *text = value(r);
	long number = text != NULL ? strtol(text, NULL, 10) : 0;

	if (number < 0 || number > INT_MAX)
		return;
	if (is(name, "numId"))
		r->list = (int)number;
	else
		r->level = (int)number;
}

static enum err add_text(struct reader *r, const char *text)
{
	struct plan_csv_place at = here(r);
	size_t len = strlen(text);

	add_number(r, true);
	if (r->text.len + len > SHEET_CELL_MOST) {
		if (r->in_cell)
			return sheet_wrong(r->sheet, &at, r->info,
					   _("The cell is longer than %d KiB."),
					   SHEET_CELL_MOST / 1024);
		return ERR_OK; /* no paragraph beside the tables matters that much */
	}
	str_add_bytes(&r->text, text, len);
	return ERR_OK;
}

static enum err add_cell(struct reader *r)
{
	struct plan_csv_place at = here(r);
	const char *text = text_nfc(r->sheet->memory, str_data(&r->text));
	enum err code =
	    sheet_row_add(r->sheet, text, &at, r->span, r->above, r->info);

	str_clear(&r->text);
	return code;
}

/* A paragraph between tables: title lines are among them. */
static enum err add_paragraph(struct reader *r)
{
	struct plan_csv_place at = {0};
	enum err code;

	sheet_row_begin(r->sheet, 0);
	code = sheet_row_add(r->sheet, text_nfc(r->sheet->memory, str_data(&r->text)),
			     &at, 1, false, NULL);
	str_clear(&r->text);
	return code == ERR_OK ? sheet_row_end(r->sheet, r->info) : ERR_OK;
}

static enum err begin_table(struct reader *r)
{
	if (++r->nested > TABLES_DEEP)
		return wrong(r, _("tables stand too deep in one another."));
	if (r->nested == 1) {
		r->tables++;
		r->row = 0;
	}
	return ERR_OK;
}

static void begin_row(struct reader *r)
{
	r->row++;
	r->cell = 0;
	r->row_head = true;
	r->row_deleted = false;
	sheet_row_begin(r->sheet, r->tables);
}

static void begin_cell(struct reader *r)
{
	r->cell++;
	r->row_head = false;
	r->in_cell = true;
	r->span = 1;
	r->above = false;
	str_clear(&r->text);
}

/* What a row or a cell says of itself. */
static enum err read_property(struct reader *r, const xmlChar *name)
{
	struct plan_csv_place at = here(r);

	if (is(name, "gridSpan") && r->in_cell)
		r->span = value_columns(r);
	else if (is(name, "vMerge") && r->in_cell)
		r->above = value(r) == NULL || strcmp(value(r), "restart") != 0;
	else if (is(name, "gridBefore") && r->row_head)
		return sheet_row_add(r->sheet, "", &at, value_columns(r), false,
				     r->info);
	else if (is(name, "del") && r->row_head)
		r->row_deleted = true;
	return ERR_OK;
}

static enum err begin_element(struct reader *r, const xmlChar *name)
{
	static const char *const unseen[] = {
	    "Fallback",	 "del",		"moveFrom",   "txbxContent", "footnote",
	    "sectPr",	 "instrText",	"pPrChange",  "rPrChange",   "tcPrChange",
	    "trPrChange", "tblPrChange", "numberingChange", NULL};

	if (is(name, "tbl"))
		return begin_table(r);
	if (is(name, "tr") && r->nested == 1)
		begin_row(r);
	else if (is(name, "tc") && r->nested == 1)
		begin_cell(r);
	else if (is(name, "p")) {
		end_line(r);
		r->list = r->level = 0;
	} else if (is(name, "numId") || is(name, "ilvl"))
		read_list(r, name);
	else if (is(name, "t"))
		r->in_text = true;
	else if (is(name, "br") || is(name, "cr"))
		return add_text(r, "\n");
	else if (is(name, "tab") && r->in_cell)
		return add_text(r, " ");
	else if (is(name, "noBreakHyphen"))
		return add_text(r, "-");
	else if (is_one_of(name, unseen) && !r->row_head)
		r->skip = r->lib->xmlTextReaderDepth(r->xml) + 1;
	return read_property(r, name);
}

static enum err end_element(struct reader *r, const xmlChar *name)
{
	if (is(name, "t"))
		r->in_text = false;
	else if (is(name, "tbl"))
		r->nested -= r->nested > 0;
	else if (is(name, "p")) {
		add_number(r, false);
		return r->nested == 0 ? add_paragraph(r) : ERR_OK;
	}
	else if (is(name, "tc") && r->nested == 1) {
		r->in_cell = false;
		return add_cell(r);
	} else if (is(name, "tr") && r->nested == 1 && !r->row_deleted) {
		return sheet_row_end(r->sheet, r->info);
	}
	return ERR_OK;
}

static bool is_word(struct reader *r)
{
	const xmlChar *space = r->lib->xmlTextReaderConstNamespaceUri(r->xml);

	return space != NULL && (strstr((const char *)space, "/wordprocessingml/") != NULL ||
				 strstr((const char *)space, "/markup-compatibility/") != NULL);
}

static enum err read_node(struct reader *r)
{
	const xmlChar *name = r->lib->xmlTextReaderConstLocalName(r->xml);
	int depth = r->lib->xmlTextReaderDepth(r->xml);
	enum err code = ERR_OK;
	bool empty;

	if (depth > DEPTH_MOST)
		return wrong(r, _("elements stand too deep in one another."));
	if (r->skip > 0 && depth >= r->skip)
		return ERR_OK;
	r->skip = 0;
	switch (r->lib->xmlTextReaderNodeType(r->xml)) {
	case XML_READER_TYPE_DOCUMENT_TYPE:
	case XML_READER_TYPE_ENTITY_REFERENCE:
		return wrong(r, _("the document declares entities of its own: it is "
				  "not read."));
	case XML_READER_TYPE_ELEMENT:
		if (!is_word(r))
			break;
		empty = r->lib->xmlTextReaderIsEmptyElement(r->xml);
		code = begin_element(r, name);
		if (code == ERR_OK && empty)
			code = end_element(r, name);
		break;
	case XML_READER_TYPE_END_ELEMENT:
		if (is_word(r))
			code = end_element(r, name);
		break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
	case XML_READER_TYPE_CDATA:
		if (r->in_text)
			code = add_text(
			    r, (const char *)r->lib->xmlTextReaderConstValue(r->xml));
		break;
	default:
		break;
	}
	return code;
}

static enum err read_nodes(struct reader *r)
{
	enum err code = ERR_OK;
	int more = 1;

	while (code == ERR_OK && (more = r->lib->xmlTextReaderRead(r->xml)) == 1)
		code = read_node(r);
	if (code == ERR_OK && (more < 0 || r->failed))
		code = wrong(r, _("this is no XML of Word."));
	return code;
}

enum err docx_read_xml(struct sheet *sheet, const char *xml, size_t len,
		       const char *numbering, struct err_info *info)
{
	struct docx_lib lib;
	struct reader r = {.lib = &lib, .sheet = sheet, .info = info};
	enum err code = docx_lib_open(&lib, info);

	if (code != ERR_OK)
		return code;
	if (!docx_lib_is_plain(xml, len) ||
	    !docx_lib_is_plain(numbering, strlen(numbering)))
		return err_set(info, ERR_INPUT,
			       _("%s, word/document.xml: not UTF-8, or it declares "
				 "entities of its own: it is not read."),
			       sheet->name);
	r.xml = docx_lib_xml(&lib, xml, len);
	if (r.xml == NULL)
		return err_set(info, ERR_INPUT,
			       _("%s, word/document.xml: this is no XML of Word."),
			       sheet->name);
	lib.xmlTextReaderSetStructuredErrorHandler(r.xml, take_error, &r);
	r.numbers = docx_numbers_new(&lib, numbering, strlen(numbering));
	code = read_nodes(&r);
	docx_numbers_free(r.numbers);
	lib.xmlFreeTextReader(r.xml);
	str_free(&r.text);
	return code;
}
