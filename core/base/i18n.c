/* SPDX-License-Identifier: MIT */
/*
 * The language comes from the configuration, the character set from the locale.
 * A fresh Debian has only C, C.UTF-8 and POSIX, and gettext translates nothing
 * while LC_MESSAGES is "C": so messages run in C.UTF-8, where LANGUAGE decides.
 */
#include "base/i18n.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef KSTT_LOCALEDIR
#define KSTT_LOCALEDIR "/usr/local/share/locale"
#endif

/* The catalogue of a program that runs where it was built lies beside it. */
static const char *catalogue_dir(char *out, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", out, size - 1);
	char *slash;

	if (len <= 0)
		return KSTT_LOCALEDIR;
	out[len] = '\0';
	slash = strrchr(out, '/');
	if (!slash || (size_t)(slash - out) + sizeof("/locale") > size)
		return KSTT_LOCALEDIR;
	strcpy(slash, "/locale");
	return access(out, R_OK) == 0 ? out : KSTT_LOCALEDIR;
}

void i18n_start(const char *language)
{
	char path[PATH_MAX];
	const char *dir = catalogue_dir(path, sizeof(path));

	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", language, 1);
	/* Binding again also drops what gettext had found for another language. */
	bindtextdomain("kstt", dir);
	bind_textdomain_codeset("kstt", "UTF-8");
	textdomain("kstt");
}
