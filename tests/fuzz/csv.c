/* SPDX-License-Identifier: MIT */
/* Files of spreadsheets, and of this program's own form. */
#include "fuzz.h"
#include "plan/plan_file.h"
#include "table.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct plan_head head = {.number = "1/KH", .year = 2026, .issuer = "X"};
	struct err_info why = {0};
	struct plan_csv plan;

	if (plan_file_read_bytes(&plan, "f", (const char *)data, size, &head, &why) == ERR_OK)
		table_check(&plan);
	else
		promise(why.code != ERR_OK && why.text[0] != '\0');
	plan_csv_free(&plan);
	return 0;
}
