/* SPDX-License-Identifier: MIT */
/* Word documents: a whole archive, or the XML in it, which is what bytes can be
 * changed in to some purpose. */
#include "fuzz.h"
#include "plan/docx.h"
#include "plan/plan_file.h"
#include "plan/sheet_plan.h"
#include "table.h"

#include <string.h>

static const struct plan_head head = {.number = "1/KH", .year = 2026, .issuer = "X"};

static void read_archive(const char *bytes, size_t size)
{
	struct err_info why = {0};
	struct plan_csv plan;

	if (plan_file_read_bytes(&plan, "f", bytes, size, &head, &why) == ERR_OK)
		table_check(&plan);
	else
		promise(why.text[0] != '\0');
	plan_csv_free(&plan);
}

static void read_xml(const char *bytes, size_t size)
{
	struct sheet *sheet = mem_new(1, sizeof(*sheet));
	char *bytes_text = mem_copy_bytes(bytes, size); /* as numbering too */
	struct err_info why = {0};
	struct plan_csv plan;
	enum err code;

	*sheet = (struct sheet){.name = "f", .word = true, .memory = arena_new()};
	plan_csv_start(&plan, "f");
	plan.number = head.number;
	plan.issuer = head.issuer;
	plan.year = head.year;
	plan.state = "draft";
	code = docx_read_xml(sheet, bytes, size, bytes_text, &why);
	if (code == ERR_OK)
		code = sheet_plan(sheet, &plan, &why);
	if (code == ERR_OK)
		table_check(&plan);
	else
		promise(why.text[0] != '\0');
	plan_csv_free(&plan);
	sheet_free(sheet);
	free(sheet);
	free(bytes_text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (sheet_is_zip((const char *)data, size))
		read_archive((const char *)data, size);
	else
		read_xml((const char *)data, size);
	return 0;
}
