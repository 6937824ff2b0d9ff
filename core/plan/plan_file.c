/* SPDX-License-Identifier: MIT */
/* Which form a file has, and where its head comes from. */
#include "plan/plan_file.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/i18n.h"
#include "plan/sheet_plan.h"

#include <stdlib.h>
#include <string.h>

static void replace(struct plan_csv *plan, const char **field, const char *text)
{
	if (text != NULL)
		*field = arena_copy(plan->memory, text);
}

static void take_head(struct plan_csv *plan, const struct plan_head *head)
{
	replace(plan, &plan->number, head->number);
	replace(plan, &plan->issuer, head->issuer);
	replace(plan, &plan->title, head->title);
	replace(plan, &plan->issued, head->issued);
	replace(plan, &plan->parent, head->parent);
	replace(plan, &plan->state, head->state);
	if (head->year != 0)
		plan->year = head->year;
}

/* Whether a file begins with the columns of this program's own form. */
static bool is_own_form(const char *bytes, size_t len)
{
	struct csv csv;
	bool own = false, more;
	int count = 0;

	if (csv_open_rows(&csv, "", bytes, len, NULL) == ERR_OK &&
	    csv_next_row(&csv, &count, &more, NULL) == ERR_OK)
		for (int i = 0; i < count; i++)
			own = own || strcmp(csv.cells[i].text, "kind") == 0;
	csv_close(&csv);
	return own;
}

static enum err read_sheet(struct plan_csv *plan, const char *name, const char *bytes,
			   size_t len, const struct plan_head *head,
			   struct err_info *info)
{
	struct sheet *sheet = mem_new(1, sizeof(*sheet));
	enum err code = sheet_read(sheet, name, bytes, len, info);

	plan_csv_start(plan, name);
	take_head(plan, head);
	if (code == ERR_OK && (!*plan->number || !plan->year || !*plan->issuer))
		code = err_set(info, ERR_USAGE,
			       _("%s is an office's table, which does not say whose plan "
				 "it is: add --number, --year and --issuer."),
			       name);
	if (code == ERR_OK && !*plan->state)
		plan->state = "in_force"; /* it has a number: it was issued */
	if (code == ERR_OK)
		code = sheet_plan(sheet, plan, info);
	sheet_free(sheet);
	free(sheet);
	return code;
}

enum err plan_file_read_bytes(struct plan_csv *plan, const char *name, const char *bytes,
			 size_t len, const struct plan_head *head, struct err_info *info)
{
	enum err code;

	*plan = (struct plan_csv){0};
	if (sheet_is_zip(bytes, len) || !is_own_form(bytes, len))
		return read_sheet(plan, name, bytes, len, head, info);
	code = plan_csv_read_bytes(plan, name, bytes, len, info);
	if (code == ERR_OK)
		take_head(plan, head);
	return code;
}

enum err plan_file_read(struct plan_csv *plan, const char *path, const struct plan_head *head,
		   struct err_info *info)
{
	struct str bytes = STR_EMPTY;
	enum err code = file_read(path, CSV_FILE_MOST, &bytes, info);

	*plan = (struct plan_csv){0};
	if (code == ERR_OK)
		code = plan_file_read_bytes(plan, path, str_data(&bytes), bytes.len, head, info);
	str_free(&bytes);
	return code;
}
