/* SPDX-License-Identifier: MIT */
/* Bytes from a terminal, cut at any place: the same keys come out as in one piece, and
 * each has a name that is read as that key. */
#include "fuzz.h"

#include "input/key.h"

#include <string.h>

enum { KEYS_MOST = 4096 };

struct taken {
	uint32_t keys[KEYS_MOST];
	int count;
};

static void take(void *data, uint32_t key)
{
	struct taken *taken = data;
	char name[KEY_NAME];
	const char *at = name;
	uint32_t again;

	if (taken->count < KEYS_MOST)
		taken->keys[taken->count++] = key;
	if (key == KEY_NOTHING || key == KEY_PASTE_BEGIN || key == KEY_PASTE_END)
		return;
	key_name(key, name);
	promise(strlen(name) < KEY_NAME);
	if (key_read_name(&at, &again))
		promise(again == key && *at == '\0');
}

static void decode(const uint8_t *data, size_t size, size_t piece, struct taken *taken)
{
	struct key_decoder decoder;

	taken->count = 0;
	key_decoder_start(&decoder);
	for (size_t at = 0; at < size; at += piece)
		key_decode(&decoder, (const char *)data + at,
			   size - at < piece ? size - at : piece, 0, take, taken);
	key_decode_timeout(&decoder, take, taken);
	promise(decoder.len <= sizeof(decoder.held));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct taken whole, cut;

	if (size == 0 || size > KEYS_MOST / 2)
		return 0;
	decode(data + 1, size - 1, size, &whole);
	decode(data + 1, size - 1, (size_t)(data[0] % 7) + 1, &cut);
	promise(whole.count == cut.count);
	promise(memcmp(whole.keys, cut.keys, sizeof(*whole.keys) * (size_t)whole.count) == 0);
	return 0;
}
