/* SPDX-License-Identifier: MIT */
/*
 * From bytes to keys. A key is one number: a Unicode letter, or one of enum key
 * for the others, with KEY_META added when Alt (or ESC before it) was held.
 *
 * Vietnamese keyboard drivers send several letters and backspaces in one read,
 * and a slow line splits a sequence anywhere: the decoder keeps what is not yet
 * whole and is fed again.
 */
#ifndef KSTT_INPUT_KEY_H
#define KSTT_INPUT_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key {
	KEY_NOTHING = 0, /* a sequence that names no key of ours */
	KEY_TAB = 9,
	KEY_RETURN = 13,
	KEY_ESC = 27,
	KEY_RUBOUT = 127, /* backspace, whichever byte the terminal sends */
	KEY_SPECIAL = 0x110000,
	KEY_ARROW_UP,
	KEY_ARROW_DOWN,
	KEY_ARROW_LEFT,
	KEY_ARROW_RIGHT,
	KEY_GO_HOME,
	KEY_GO_END,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_INSERT,
	KEY_DELETE,
	KEY_BACKTAB,
	KEY_FUNCTION, /* KEY_FUNCTION + n is Fn, n = 1 … 12 */
	KEY_PASTE_BEGIN = KEY_FUNCTION + 16, /* what follows was pasted, not typed … */
	KEY_PASTE_END,			     /* … up to here */
	KEY_META = 0x1000000,
	KEY_PASTED = 0x2000000, /* with a control character: in what is pasted it is text */
	KEY_BROKEN = KEY_PASTED, /* a pasted byte that is no text: NUL, or not UTF-8 */
};

struct key_decoder {
	char held[32]; /* the beginning of something */
	size_t len;
	bool pasting;
	bool returned; /* the last byte of what is pasted was a carriage return */
	int64_t deadline; /* when a lone ESC is taken as the key Esc; -1 none */
};

/* How long an ESC may wait for the rest of its sequence, in milliseconds. */
enum { KEY_ESC_WAIT = 250 };

/* Learn what this terminal's keys send; curses has been started. */
void key_start(void);

void key_decoder_start(struct key_decoder *decoder);
/* Feed `len` bytes; each whole key is handed to `took`. */
void key_decode(struct key_decoder *decoder, const char *bytes, size_t len, int64_t now,
		void (*took)(void *data, uint32_t key), void *data);
/* The deadline has passed: what is held is all that comes. */
void key_decode_timeout(struct key_decoder *decoder, void (*took)(void *data, uint32_t key),
			void *data);

/* Read a key's name at `*text` ("j", "<Down>", "<C-l>", "<M-2>", "<F5>", "<LT>")
 * and move past it; false when it is no name. */
bool key_read_name(const char **text, uint32_t *key);
enum { KEY_NAME = 24 };
/* The name, as key_read_name reads it; returns `out`. */
char *key_name(uint32_t key, char out[KEY_NAME]);

#endif
