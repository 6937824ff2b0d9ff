/* SPDX-License-Identifier: MIT */
#include "db/schema.h"

#include "base/i18n.h"
#include "migrations.h"

#include <string.h>

enum err schema_check(const struct rows *rows, const struct err_info *why,
		      struct err_info *out)
{
	int version;

	if (!rows) {
		*out = *why;
		return out->code;
	}
	version = rows_count(rows) ? (int)rows_int(rows, 0, "version") : 0;
	if (version > migration_latest)
		return err_set(out, ERR_SCHEMA,
			       _("The database has schema version %d, this program %d. "
				 "Install the newer program."),
			       version, migration_latest);
	if (version < migration_latest)
		return err_set(out, ERR_SCHEMA,
			       _("The database has schema version %d, this program %d. "
				 "Have the administrator run \"kstt admin migrate\"."),
			       version, migration_latest);
	if (strcmp(rows_text(rows, 0, "checksum"), api_checksum) != 0)
		return err_set(out, ERR_SCHEMA,
			       _("The functions in the database are not those of this "
				 "program. Install the newest program, or have the "
				 "administrator run \"kstt admin migrate\" with it."));
	return ERR_OK;
}
