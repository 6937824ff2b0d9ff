/* SPDX-License-Identifier: MIT */
/* Moves of a handover: what is sent, and what is said of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/handover.h"

static void moves_become_json(void **state)
{
	static const struct handover_move moves[] = {{7, 2, "SGTVT", "SXD"}, {9, 1, "H-A", "06\"325"}};
	struct str out = STR_EMPTY;

	(void)state;
	handover_add_json(&out, moves, 2);
	assert_string_equal(str_data(&out),
			    "[{\"occurrence\":7,\"version\":2,\"unit\":\"SXD\"},"
			    "{\"occurrence\":9,\"version\":1,\"unit\":\"06\\\"325\"}]");
	str_clear(&out);
	handover_add_json(&out, moves, 0);
	assert_string_equal(str_data(&out), "[]");
	str_free(&out);
}

static void pairs_are_counted_and_named_once(void **state)
{
	static const struct handover_move moves[] = {
	    {1, 1, "SGTVT", "SXD"}, {2, 1, "SGTVT", "SXD"},   {3, 1, "BDT", "SDTTG"},
	    {4, 1, "SGTVT", "SXD"}, {5, 1, "STTTT", "SKHCN"}, {6, 1, "SKHDT", "STC"},
	};
	struct str out = STR_EMPTY;

	(void)state;
	handover_add_pairs(&out, moves, 6, 9);
	assert_string_equal(str_data(&out), "SGTVT → SXD 3, BDT → SDTTG 1, STTTT → SKHCN 1, SKHDT → STC 1");
	str_clear(&out);
	handover_add_pairs(&out, moves, 6, 2);
	assert_string_equal(str_data(&out), "SGTVT → SXD 3, BDT → SDTTG 1, 2 more units");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(moves_become_json),
	    cmocka_unit_test(pairs_are_counted_and_named_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
