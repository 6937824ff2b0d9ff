/* SPDX-License-Identifier: MIT */
/* Time phrases carried forward to another year: moved only where that is certain. */
#include "plan/forward.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct sample {
	const char *phrase;
	int to;
	enum forward_look look;
	const char *want; /* NULL: the phrase as it stands */
	const char *reading;
};

static const struct sample samples[] = {
    {"Thường xuyên trong năm", 2026, FORWARD_SAME, NULL, "continuous"},
    {"Trong Quý I", 2026, FORWARD_SAME, NULL, "Q1:2026-03-31"},
    {"Trong quý I năm 2024", 2026, FORWARD_MOVED, "Trong quý I năm 2026", "Q1:2026-03-31"},
    {"Tháng 2/2024", 2026, FORWARD_MOVED, "Tháng 2/2026", "M02:2026-02-28"},
    {"Tháng 02/2024", 2028, FORWARD_MOVED, "Tháng 02/2028", "M02:2028-02-29"},
    {"Trước 15/02/2024", 2027, FORWARD_MOVED, "Trước 15/02/2027", "D:2027-02-14"},
    {"Định kỳ hằng quý, 1 năm hoặc đột xuất", 2025, FORWARD_SAME, NULL,
     "Q1:2025-03-31 Q2:2025-06-30 Q3:2025-09-30 Q4:2025-12-31 Y:2025-12-31 adhoc"},
    {"Khi có phản ánh, kiến nghị", 2026, FORWARD_SAME, NULL, "event"},
    {"Chậm nhất ngày 15/01/2025", 2026, FORWARD_MOVED, "Chậm nhất ngày 15/01/2027", "D:2027-01-15"},
    /* What is not certain stays as it is printed, and asks. */
    {"Ngày 29/02/2024", 2026, FORWARD_ASK, NULL, "ask"},
    {"Trước 15/02/24", 2026, FORWARD_ASK, NULL, "ask"},
    {"Quý II (gia hạn đến 31/8/2024)", 2026, FORWARD_ASK, NULL, "ask"},
    {"Định kỳ", 2026, FORWARD_ASK, NULL, "ask"},
    {"hôm nào đó", 2026, FORWARD_ASK, NULL, "unknown"},
    {"", 2026, FORWARD_ASK, NULL, "ask"},
    /* Documents keep their numbers and years. */
    {"Theo Kế hoạch số 243/KH-UBND", 2026, FORWARD_DOCUMENT, NULL, "reference"},
    {"Theo Kế hoạch rà soát", 2026, FORWARD_DOCUMENT, NULL, "reference"},
};

static void phrases_go_forward(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *one = &samples[i];
		struct str out = STR_EMPTY, json = STR_EMPTY, want = STR_EMPTY;
		enum forward_look look = forward_phrase(one->phrase, 2024, one->to, &out);

		if (look != one->look)
			print_error("\"%s\": look %d\n", one->phrase, look);
		assert_int_equal(look, one->look);
		assert_string_equal(str_data(&out), one->want != NULL ? one->want : one->phrase);
		forward_json(7, one->phrase, 2024, one->to, &json);
		str_addf(&want, "\"reading\":\"%s\"", one->reading);
		if (strstr(str_data(&json), str_data(&want)) == NULL)
			print_error("\"%s\": %s\n", one->phrase, str_data(&json));
		assert_non_null(strstr(str_data(&json), str_data(&want)));
		str_free(&out);
		str_free(&json);
		str_free(&want);
	}
}

static void a_documents_year_is_not_moved(void **state)
{
	const char *phrase = "Hàng quý, năm và đột xuất khi có yêu cầu (thời gian báo cáo theo "
			     "Thông tư 01/2024/TT-VPCP của Văn phòng Chính phủ)";
	struct str out = STR_EMPTY;

	(void)state;
	assert_int_equal(forward_phrase(phrase, 2024, 2026, &out), FORWARD_DOCUMENT);
	assert_string_equal(str_data(&out), phrase);
	str_free(&out);
}

static void a_title_is_proposed(void **state)
{
	struct str out = STR_EMPTY;

	(void)state;
	forward_title("Kế hoạch kiểm soát TTHC năm 2024 (số 12024, KH 3/2024/KH)", 2024, 2026, &out);
	assert_string_equal(str_data(&out),
			    "Kế hoạch kiểm soát TTHC năm 2026 (số 12024, KH 3/2024/KH)");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(phrases_go_forward),
	    cmocka_unit_test(a_documents_year_is_not_moved),
	    cmocka_unit_test(a_title_is_proposed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
