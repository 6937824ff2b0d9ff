/* SPDX-License-Identifier: MIT */
/*
 * Targets of libFuzzer: each feeds bytes from outside to the code that meets them
 * first, and stops when a promise of that code does not hold.
 */
#ifndef KSTT_FUZZ_H
#define KSTT_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise; the input that breaks it is kept. */
#define promise(holds)                                                                 \
	do {                                                                           \
		if (!(holds)) {                                                        \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__,     \
				#holds);                                               \
			abort();                                                       \
		}                                                                      \
	} while (0)

#endif
