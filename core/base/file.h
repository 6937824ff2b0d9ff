/* SPDX-License-Identifier: MIT */
/*
 * A whole file at once, never more of it than was asked for.
 */
#ifndef KSTT_BASE_FILE_H
#define KSTT_BASE_FILE_H

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>

/* Append the bytes of the file; one that has more than `most` is refused. */
enum err file_read(const char *path, size_t most, struct str *out,
		   struct err_info *info) must_check;

#endif
