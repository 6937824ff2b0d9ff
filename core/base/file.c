/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum err file_read(const char *path, size_t most, struct str *out, struct err_info *info)
{
	FILE *file = fopen(path, "re");
	char piece[16384];
	size_t got;
	int fault = 0;

	if (!file)
		return err_set(info, ERR_INPUT, _("%s cannot be read: %s."), path,
			       strerror(errno));
	while (out->len <= most && (got = fread(piece, 1, sizeof(piece), file)) > 0)
		str_add_bytes(out, piece, got);
	if (ferror(file))
		fault = errno;
	fclose(file);
	if (fault)
		return err_set(info, ERR_INPUT, _("%s cannot be read: %s."), path,
			       strerror(fault));
	if (out->len > most)
		return err_set(info, ERR_INPUT, _("%s is larger than %d MiB."), path,
			       (int)(most / 1024 / 1024));
	return ERR_OK;
}
