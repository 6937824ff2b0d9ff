/* SPDX-License-Identifier: MIT */
/* From bytes to keys: what terminals and Vietnamese keyboard drivers send, in
 * whatever pieces a slow line delivers it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "input/key.h"

enum { MOST = 64, NOW = 1000 };

static const struct {
	const char *bytes;
	uint32_t key;
} sent[] = {
    {"\033[A", KEY_ARROW_UP},	     {"\033[B", KEY_ARROW_DOWN},
    {"\033[C", KEY_ARROW_RIGHT},     {"\033[D", KEY_ARROW_LEFT},
    {"\033OA", KEY_ARROW_UP},	     {"\033OB", KEY_ARROW_DOWN},
    {"\033OC", KEY_ARROW_RIGHT},     {"\033OD", KEY_ARROW_LEFT},
    {"\033[H", KEY_GO_HOME},	     {"\033[F", KEY_GO_END},
    {"\033OH", KEY_GO_HOME},	     {"\033OF", KEY_GO_END},
    {"\033[1~", KEY_GO_HOME},	     {"\033[4~", KEY_GO_END},
    {"\033[7~", KEY_GO_HOME},	     {"\033[8~", KEY_GO_END},
    {"\033[2~", KEY_INSERT},	     {"\033[3~", KEY_DELETE},
    {"\033[5~", KEY_PAGE_UP},	     {"\033[6~", KEY_PAGE_DOWN},
    {"\033[Z", KEY_BACKTAB},	     {"\033OM", KEY_RETURN},
    {"\033OP", KEY_FUNCTION + 1},    {"\033OQ", KEY_FUNCTION + 2},
    {"\033OR", KEY_FUNCTION + 3},    {"\033OS", KEY_FUNCTION + 4},
    {"\033[11~", KEY_FUNCTION + 1},  {"\033[12~", KEY_FUNCTION + 2},
    {"\033[13~", KEY_FUNCTION + 3},  {"\033[14~", KEY_FUNCTION + 4},
    {"\033[15~", KEY_FUNCTION + 5},  {"\033[17~", KEY_FUNCTION + 6},
    {"\033[18~", KEY_FUNCTION + 7},  {"\033[19~", KEY_FUNCTION + 8},
    {"\033[20~", KEY_FUNCTION + 9},  {"\033[21~", KEY_FUNCTION + 10},
    {"\033[23~", KEY_FUNCTION + 11}, {"\033[24~", KEY_FUNCTION + 12},
    {"\033[[A", KEY_FUNCTION + 1},   {"\033[[B", KEY_FUNCTION + 2},
    {"\033[[C", KEY_FUNCTION + 3},   {"\033[[D", KEY_FUNCTION + 4},
    {"\033[[E", KEY_FUNCTION + 5},
    {"\033\033[A", KEY_ESC},	     {"\0331", '1' | KEY_META},
    {"\0330", '0' | KEY_META},	     {"\033x", 'x' | KEY_META},
    {"\033\r", KEY_RETURN | KEY_META}, {"\033\177", KEY_RUBOUT | KEY_META},
    {"\033\xc4\x91", 0x111 | KEY_META}, {"\033\xe1\xba\xbf", 0x1ebf | KEY_META},
    {"a", 'a'},			     {"\r", KEY_RETURN},
    {"\n", KEY_RETURN},		     {"\t", KEY_TAB},
    {"\177", KEY_RUBOUT},	     {"\b", KEY_RUBOUT},
    {"\014", 12},		     {"\xc3\xa0", 0xe0},
    {"\xe1\xbb\x87", 0x1ec7},	     {"\xf0\x9f\x98\x80", 0x1f600},
};

struct taken {
	uint32_t keys[MOST];
	int count;
};

static struct key_decoder decoder;
static struct taken taken;

static void take(void *data, uint32_t key)
{
	struct taken *all = data;

	assert_true(all->count < MOST);
	all->keys[all->count++] = key;
}

static int start(void **state)
{
	(void)state;
	key_decoder_start(&decoder);
	taken.count = 0;
	return 0;
}

static void feed(const char *bytes)
{
	key_decode(&decoder, bytes, strlen(bytes), NOW, take, &taken);
}

/* Exactly these keys, the last one 0, and nothing held back. */
static void check(const char *what, const uint32_t *keys)
{
	int count = 0;

	while (keys[count] != 0)
		count++;
	if (taken.count != count || memcmp(taken.keys, keys, (size_t)count * sizeof(*keys)) != 0) {
		for (int i = 0; i < taken.count; i++)
			print_message("  key %d: %#x\n", i, taken.keys[i]);
		fail_msg("%s: wanted %d keys, the first %#x", what, count, keys[0]);
	}
	assert_int_equal(decoder.len, 0);
	assert_int_equal(decoder.deadline, -1);
	taken.count = 0;
}

#define CHECK(what, ...) check(what, (const uint32_t[]){__VA_ARGS__, 0})

static void every_sequence_is_known_wherever_it_is_split(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sent) / sizeof(*sent); i++) {
		const char *bytes = sent[i].bytes;
		size_t len = strlen(bytes);
		uint32_t keys[] = {sent[i].key, 0, 0};

		if (sent[i].key == KEY_ESC) /* Esc, then a sequence of its own */
			keys[1] = KEY_ARROW_UP;
		for (size_t at = 0; at <= len; at++) {
			key_decode(&decoder, bytes, at, NOW, take, &taken);
			if (at < len && keys[1] == 0)
				assert_int_equal(taken.count, 0);
			key_decode(&decoder, bytes + at, len - at, NOW, take, &taken);
			check(bytes, keys);
		}
		for (size_t at = 0; at < len; at++)
			key_decode(&decoder, bytes + at, 1, NOW, take, &taken);
		check(bytes, keys);
	}
}

static void a_lone_escape_is_a_key_when_its_time_is_over(void **state)
{
	(void)state;
	feed("\033");
	assert_int_equal(taken.count, 0);
	assert_int_equal(decoder.deadline, NOW + KEY_ESC_WAIT);
	key_decode_timeout(&decoder, take, &taken);
	CHECK("Esc", KEY_ESC);
	feed("[");
	CHECK("a bracket afterwards", '[');
	key_decode_timeout(&decoder, take, &taken);
	assert_int_equal(taken.count, 0);
}

static void what_was_held_after_an_escape_is_not_lost(void **state)
{
	(void)state;
	feed("\033[");
	assert_int_equal(decoder.deadline, NOW + KEY_ESC_WAIT);
	key_decode_timeout(&decoder, take, &taken);
	CHECK("Esc and a bracket", KEY_ESC, '[');
	feed("\033\033");
	assert_int_equal(taken.count, 1);
	key_decode_timeout(&decoder, take, &taken);
	CHECK("Esc twice", KEY_ESC, KEY_ESC);
}

/* A letter that is not yet whole is not waited for with a clock. */
static void a_half_letter_waits_without_a_deadline(void **state)
{
	(void)state;
	feed("\xe1\xba");
	assert_int_equal(taken.count, 0);
	assert_int_equal(decoder.deadline, -1);
	feed("\xbf");
	CHECK("ế", 0x1ebf);
}

static void telex_letters_and_backspaces_come_in_one_read(void **state)
{
	(void)state;
	feed("Vie\177\xc3\xaat\177\177\xe1\xbb\x87t");
	CHECK("Việt", 'V', 'i', 'e', KEY_RUBOUT, 0xea, 't', KEY_RUBOUT, KEY_RUBOUT, 0x1ec7, 't');
	feed("d\b\xc4\x91\033[D\033[Dj\033OP\r");
	CHECK("letters between keys", 'd', KEY_RUBOUT, 0x111, KEY_ARROW_LEFT, KEY_ARROW_LEFT, 'j',
	      KEY_FUNCTION + 1, KEY_RETURN);
}

/* None of these may leak a letter: "Q" alone would leave the program. */
static void unknown_sequences_are_swallowed_whole(void **state)
{
	static const char *const unknown[] = {
	    "\033[1;5C", "\033[1;2A", "\033[3;5~", "\033[25~", "\033[?64;1;2;6;22c",
	    "\033[I", "\033[a", "\033[7^", "\033[8@",
	    "\033[>0;276;0c", "\033[1;3 q", "\033Oa", "\033Oq", "\033O2Q",
	    "\033O1;2R", "\033O5C", "\033[57427;129u",
	    "\033[1;22;333;4444;55555;666666;7777777;88888888;999999999Q",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unknown) / sizeof(*unknown); i++) {
		size_t len = strlen(unknown[i]);

		for (size_t at = 0; at <= len; at++) {
			key_decode(&decoder, unknown[i], at, NOW, take, &taken);
			assert_int_equal(taken.count, 0);
			key_decode(&decoder, unknown[i] + at, len - at, NOW, take, &taken);
			feed("j");
			CHECK(unknown[i] + 1, 'j');
		}
	}
}

/* Alt and a bracket, then another key at once. */
static void a_sequence_that_breaks_off_does_not_take_the_next_one(void **state)
{
	(void)state;
	feed("\033[\033[A");
	CHECK("[ broken off", KEY_ARROW_UP);
	feed("\033O\033[B");
	CHECK("O broken off", KEY_ARROW_DOWN);
	feed("\033[1;\033OP");
	CHECK("digits broken off", KEY_FUNCTION + 1);
	feed("\033[\xe1\xba\xbf");
	CHECK("a letter after [", 0x1ebf);
	feed("\033[\r");
	CHECK("Enter after [", KEY_RETURN);
}

static void wrong_bytes_are_left_out(void **state)
{
	(void)state;
	feed("a\xff" "b\xc0\x80" "c\xe1z\xed\xa0\x80" "d\x9b" "A");
	CHECK("wrong bytes", 'a', 'b', 'c', 'z', 'd', 'A');
	key_decode(&decoder, "a\0b", 3, NOW, take, &taken);
	CHECK("NUL", 'a', 'b');
	feed("\033\xff" "x");
	CHECK("wrong after Esc", 'x');
	for (int i = 0; i < 100; i++)
		feed("\x80\xbf\xf5");
	feed("j");
	CHECK("many", 'j');
}

/* Whatever is pasted, only its end is a key; what is no text is told as such. */
static void what_is_pasted_holds_no_key_but_its_end(void **state)
{
	static const char pasted[] = "\033[200~a\033[Ab\033\r\n\tc\033[200~\x13\xc2\x9b\xff\xe1z"
				     "\0\b\177\xe1\xbb\x87\033[201~\033[A";
	static const uint32_t keys[] = {
	    KEY_PASTE_BEGIN, 'a', KEY_PASTED | KEY_ESC, '[', 'A', 'b', KEY_PASTED | KEY_ESC,
	    KEY_RETURN, KEY_TAB, 'c', KEY_PASTED | KEY_ESC, '[', '2', '0', '0', '~',
	    KEY_PASTED | 0x13, KEY_PASTED | 0x9b, KEY_BROKEN, KEY_BROKEN, 'z', KEY_BROKEN,
	    KEY_PASTED | 8, KEY_PASTED | 127, 0x1ec7, KEY_PASTE_END, KEY_ARROW_UP, 0};
	size_t len = sizeof(pasted) - 1;

	(void)state;
	for (size_t at = 0; at <= len; at++) {
		key_decode(&decoder, pasted, at, NOW, take, &taken);
		if (at >= 6 && at < len - 4)
			assert_int_equal(decoder.deadline, -1); /* its end is waited for */
		key_decode(&decoder, pasted + at, len - at, NOW, take, &taken);
		check("pasted", keys);
	}
}

static void check_name(uint32_t key)
{
	char name[KEY_NAME], again[KEY_NAME];
	const char *rest = key_name(key, name);
	uint32_t read = KEY_NOTHING;

	if (!key_read_name(&rest, &read) || read != key || *rest != '\0')
		fail_msg("%#x is written %s, read as %#x", key, name, read);
	assert_string_equal(key_name(read, again), name);
}

static void every_name_reads_as_it_is_written(void **state)
{
	(void)state;
	for (uint32_t meta = 0; meta <= KEY_META; meta += KEY_META) {
		for (uint32_t key = 1; key < 0x80; key++)
			if (key != '\b' && key != '\n') /* no keys: see below */
				check_name(key | meta);
		for (uint32_t key = 0xa0; key < 0x2000; key++)
			check_name(key | meta);
		for (uint32_t key = KEY_SPECIAL + 1; key <= KEY_FUNCTION + 12; key++)
			if (key != KEY_FUNCTION)
				check_name(key | meta);
		for (size_t i = 0; i < sizeof(sent) / sizeof(*sent); i++)
			check_name(sent[i].key | meta);
	}
}

static void names_are_those_that_people_write(void **state)
{
	static const struct {
		const char *name;
		uint32_t key;
	} written[] = {
	    {"j", 'j'},		     {"ế", 0x1ebf},	    {"<Down>", KEY_ARROW_DOWN},
	    {"<C-l>", 12},	     {"<C-c>", 3},	    {"<M-2>", '2' | KEY_META},
	    {"<M-ế>", 0x1ebf | KEY_META}, {"<F5>", KEY_FUNCTION + 5},
	    {"<F12>", KEY_FUNCTION + 12},
	    {"<LT>", '<'},	     {"<Space>", ' '},	    {"<Enter>", KEY_RETURN},
	    {"<Esc>", KEY_ESC},	     {"<M-F1>", (KEY_FUNCTION + 1) | KEY_META},
	    {"<BackSpace>", KEY_RUBOUT}, {"<PgDn>", KEY_PAGE_DOWN}, {"<M-C-a>", 1 | KEY_META},
	    {"<GT>", '>'},	     {"<M-GT>", '>' | KEY_META}, {"<C-]>", 29},
	};
	static const char *const wrong[] = {
	    "", "<", "<>", "<Dwon>", "<F0>", "<F13>", "<F1x>", "<C-1>", "<C->", "<M->",
	    "<C-ab>", "<Down", "<down>", "\t", "\xff", "<x>",
	    "<a name that is far too long to be one>",
	};
	char name[KEY_NAME];

	(void)state;
	for (size_t i = 0; i < sizeof(written) / sizeof(*written); i++)
		assert_string_equal(key_name(written[i].key, name), written[i].name);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		const char *text = wrong[i];
		uint32_t key;

		if (key_read_name(&text, &key))
			fail_msg("%s was read as %#x", wrong[i], key);
		assert_ptr_equal(text, wrong[i]);
	}
}

/* A letter that a terminal sends as another key is that key. */
static void control_letters_are_the_keys_they_send(void **state)
{
	static const struct {
		const char *name;
		uint32_t key;
	} same[] = {{"<C-h>", KEY_RUBOUT}, {"<C-j>", KEY_RETURN}, {"<C-m>", KEY_RETURN},
		    {"<C-i>", KEY_TAB},	   {"<M-C-h>", KEY_RUBOUT | KEY_META}};

	(void)state;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		const char *text = same[i].name;
		uint32_t key;

		assert_true(key_read_name(&text, &key));
		assert_int_equal(key, same[i].key);
	}
}

#define KEY_TEST(name) cmocka_unit_test_setup(name, start)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    KEY_TEST(every_sequence_is_known_wherever_it_is_split),
	    KEY_TEST(a_lone_escape_is_a_key_when_its_time_is_over),
	    KEY_TEST(what_was_held_after_an_escape_is_not_lost),
	    KEY_TEST(a_half_letter_waits_without_a_deadline),
	    KEY_TEST(telex_letters_and_backspaces_come_in_one_read),
	    KEY_TEST(unknown_sequences_are_swallowed_whole),
	    KEY_TEST(a_sequence_that_breaks_off_does_not_take_the_next_one),
	    KEY_TEST(wrong_bytes_are_left_out),
	    KEY_TEST(what_is_pasted_holds_no_key_but_its_end),
	    KEY_TEST(every_name_reads_as_it_is_written),
	    KEY_TEST(names_are_those_that_people_write),
	    KEY_TEST(control_letters_are_the_keys_they_send),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
