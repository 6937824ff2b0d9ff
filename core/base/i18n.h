/* SPDX-License-Identifier: MIT */
/*
 * Languages by gettext: source strings are English, po/vi.po is complete.
 * i18n_start() is called once, before any message is made; it makes sure that
 * the character set is UTF-8 even in a POSIX locale.
 */
#ifndef KSTT_BASE_I18N_H
#define KSTT_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

/* Choose the language ("vi" or "en") of everything that a user reads. The
 * catalogue is looked for beside the program first, then where it was
 * installed. Can be called again to change the language. */
void i18n_start(const char *language);

#endif
