/* SPDX-License-Identifier: MIT */
/*
 * Random names (UUID, version 4): of a write, so that the server knows it again, and
 * of what must not say by its name what it holds.
 */
#ifndef KSTT_BASE_UUID_H
#define KSTT_BASE_UUID_H

#include <stdbool.h>

enum { UUID_TEXT = 37 };

/* A new one in `out`, which is returned. */
char *uuid_make(char out[UUID_TEXT]);
/* True when `text` is written like one. */
bool uuid_is(const char *text);

#endif
