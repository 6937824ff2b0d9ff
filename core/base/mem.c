/* SPDX-License-Identifier: MIT */
/*
 * The two ways to get memory: single things that are freed singly, and arenas.
 * A program that cannot get a few kilobytes cannot do anything useful either,
 * so nobody above checks for NULL; it ends here, after its last words.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_FIRST = 4096, ARENA_MOST = 65536 };

struct arena_block {
	struct arena_block *next;
	size_t room;
	size_t used;
	max_align_t data[];
};

struct arena {
	struct arena_block *first; /* kept by arena_reset */
	struct arena_block *last;  /* the one that is being filled */
};

static void (*mem_last_words)(void *);
static void *mem_last_words_data;

_Noreturn static void exhausted(void)
{
	void (*words)(void *) = mem_last_words;

	mem_last_words = NULL; /* the last words may need memory themselves */
	if (words)
		words(mem_last_words_data);
	fputs("kstt: out of memory\n", stderr);
	abort();
}

void mem_on_exhausted(void (*last_words)(void *), void *data)
{
	mem_last_words = last_words;
	mem_last_words_data = data;
}

void *mem_new(size_t count, size_t size)
{
	void *new = calloc(count ? count : 1, size ? size : 1);

	if (!new)
		exhausted();
	return new;
}

void *mem_grow(void *old, size_t count, size_t size)
{
	void *new = reallocarray(old, count ? count : 1, size ? size : 1);

	if (!new)
		exhausted();
	return new;
}

char *mem_copy(const char *text)
{
	return mem_copy_bytes(text, strlen(text));
}

char *mem_copy_bytes(const void *bytes, size_t len)
{
	char *new = mem_grow(NULL, len + 1, 1);

	if (len)
		memcpy(new, bytes, len);
	new[len] = '\0';
	return new;
}

struct arena *arena_new(void)
{
	return mem_new(1, sizeof(struct arena));
}

static void blocks_free(struct arena_block *block)
{
	while (block) {
		struct arena_block *next = block->next;

		free(block);
		block = next;
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	blocks_free(arena->first);
	free(arena);
}

void arena_reset(struct arena *arena)
{
	if (!arena || !arena->first)
		return;
	blocks_free(arena->first->next);
	arena->first->next = NULL;
	arena->first->used = 0;
	arena->last = arena->first;
}

/* Blocks double, so that a large result needs few and a small one wastes little;
 * a thing larger than a block gets its own. */
static struct arena_block *block_add(struct arena *arena, size_t size)
{
	struct arena_block *block;
	size_t room = arena->last ? arena->last->room * 2 : ARENA_FIRST;

	if (room > ARENA_MOST)
		room = ARENA_MOST;
	if (room < size)
		room = size;
	if (room > SIZE_MAX - sizeof(*block))
		exhausted();
	block = mem_grow(NULL, 1, sizeof(*block) + room);
	block->next = NULL;
	block->room = room;
	block->used = 0;
	if (arena->last)
		arena->last->next = block;
	else
		arena->first = block;
	arena->last = block;
	return block;
}

static void *take(struct arena *arena, size_t size, size_t align)
{
	struct arena_block *block = arena->last;
	size_t at = 0;

	if (block)
		at = (block->used + align - 1) / align * align;
	if (!block || at > block->room || size > block->room - at) {
		block = block_add(arena, size);
		at = 0;
	}
	block->used = at + size;
	return (char *)block->data + at;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(take(arena, size, _Alignof(max_align_t)), 0, size);
}

char *arena_copy(struct arena *arena, const char *text)
{
	return arena_copy_bytes(arena, text, strlen(text));
}

char *arena_copy_bytes(struct arena *arena, const void *bytes, size_t len)
{
	char *new = take(arena, len + 1, 1);

	if (len)
		memcpy(new, bytes, len);
	new[len] = '\0';
	return new;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *new;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return arena_copy(arena, "");
	new = take(arena, (size_t)len + 1, 1);
	va_start(args, format);
	vsnprintf(new, (size_t)len + 1, format, args);
	va_end(args);
	return new;
}
