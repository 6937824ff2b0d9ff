/* SPDX-License-Identifier: MIT */
/*
 * Memory that never returns NULL, and arenas for things that die together.
 *
 * When memory runs out the program ends through mem_on_exhausted's function
 * (which puts the terminal right and saves drafts), then abort().
 */
#ifndef KSTT_BASE_MEM_H
#define KSTT_BASE_MEM_H

#include <stddef.h>

/* Zeroed memory for `count` things of `size` bytes; the caller frees it. */
void *mem_new(size_t count, size_t size) __attribute__((malloc));
/* Like realloc of an array; new room is not zeroed. */
void *mem_grow(void *old, size_t count, size_t size);
char *mem_copy(const char *text) __attribute__((malloc));
char *mem_copy_bytes(const void *bytes, size_t len) __attribute__((malloc));

/* Called once when memory has run out, before abort(). */
void mem_on_exhausted(void (*last_words)(void *), void *data);

/* An arena hands out memory that is freed all at once. Freeing or resetting NULL
 * does nothing. */
struct arena;
struct arena *arena_new(void);
void arena_free(struct arena *arena);
/* Give everything back but keep the first block for reuse. */
void arena_reset(struct arena *arena);
void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
char *arena_copy(struct arena *arena, const char *text);
char *arena_copy_bytes(struct arena *arena, const void *bytes, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));

#endif
