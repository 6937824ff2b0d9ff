/* SPDX-License-Identifier: MIT */
/* Keymap files: a mistake costs its line and is reported, never more. */
#include "fuzz.h"

#include "base/mem.h"
#include "input/keymap.h"

/* libconfig forgets its scanner's text when a file ends inside a string. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig\n";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t first[] = {'d', 'j', 'g', 'x', ':', '/'};
	struct str report = STR_EMPTY, names = STR_EMPTY;
	struct keymap *keymap = keymap_new(&report);
	char *text = mem_copy_bytes(data, size);

	promise(report.len == 0);
	keymap_add_text(keymap, "f", text, &report);
	for (int action = 1; action < ACTION_COUNT; action++)
		keymap_show(keymap, (enum action)action, 3, " ", &names);
	for (int context = 0; context < CONTEXT_COUNT; context++)
		for (size_t i = 0; i < sizeof(first) / sizeof(*first); i++) {
			enum action action;

			keymap_find(keymap, (enum context)context, &first[i], 1, &action);
		}
	free(text);
	keymap_free(keymap);
	str_free(&report);
	str_free(&names);
	return 0;
}
