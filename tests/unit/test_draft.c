/* SPDX-License-Identifier: MIT */
/* What is typed, on disk: kept in time, whole, for its owner alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "session/draft.h"

static char *folder;

static int make_home(void **state)
{
	char home[] = "/tmp/kstt-draft.XXXXXX";

	(void)state;
	if (mkdtemp(home) == NULL)
		return -1;
	folder = draft_folder(home);
	return 0;
}

static int remove_home(void **state)
{
	struct draft **drafts;
	int count = draft_list(folder, "snv.lan", &drafts);

	(void)state;
	for (int i = 0; i < count; i++) {
		draft_remove(drafts[i]);
		draft_free(drafts[i]);
	}
	free(drafts);
	for (int up = 0; up < 5; up++) { /* drafts, kstt, state, .local, the home */
		rmdir(folder);
		*strrchr(folder, '/') = '\0';
	}
	free(folder);
	return 0;
}

static struct draft *sample(void)
{
	struct draft *draft = draft_new(folder, "snv.lan", "feedback");

	draft_set(draft, "name", "  Nguyễn Thị Lụa (mẫu)");
	draft_set(draft, "content", "dòng một\npart x 3\nend\n\n");
	draft_set(draft, "phone", "");
	return draft;
}

static void save(struct draft *draft)
{
	struct err_info why;

	assert_int_equal(draft_save(draft, 0, &why), ERR_OK);
}

static void what_is_kept_comes_back_to_the_letter(void **state)
{
	struct draft *draft = sample(), **drafts;
	char id[UUID_TEXT];

	(void)state;
	save(draft);
	memcpy(id, draft->id, sizeof(id));
	draft_free(draft);
	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 1);
	assert_string_equal(drafts[0]->id, id);
	assert_string_equal(drafts[0]->kind, "feedback");
	assert_string_equal(draft_get(drafts[0], "name"), "  Nguyễn Thị Lụa (mẫu)");
	assert_string_equal(draft_get(drafts[0], "content"), "dòng một\npart x 3\nend\n\n");
	assert_string_equal(draft_get(drafts[0], "phone"), "");
	assert_null(draft_get(drafts[0], "nothing"));
	draft_free(drafts[0]);
	free(drafts);
}

static void its_file_is_for_its_owner_alone_and_its_name_says_nothing(void **state)
{
	struct draft *draft = sample();
	char path[300];
	struct stat about;

	(void)state;
	umask(0);
	save(draft);
	assert_true(uuid_is(draft->id));
	snprintf(path, sizeof(path), "%s/%s", folder, draft->id);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(stat(folder, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	draft_remove(draft);
	assert_int_not_equal(access(path, F_OK), 0);
	draft_free(draft);
}

static void several_are_offered_to_who_typed_them(void **state)
{
	struct draft *one = sample(), *two = sample(), **drafts;
	struct draft *other = draft_new(folder, "xa.dongkinh", "feedback");

	(void)state;
	save(one);
	save(two);
	save(other);
	draft_free(one);
	draft_free(two);
	draft_free(other);
	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 2);
	draft_free(drafts[0]);
	draft_free(drafts[1]);
	free(drafts);
	assert_int_equal(draft_list(folder, "xa.dongkinh", &drafts), 1);
	draft_remove(drafts[0]);
	draft_free(drafts[0]);
	free(drafts);
}

/* Two sessions of one official must not type into one file. */
static void one_that_is_being_typed_is_not_offered(void **state)
{
	struct draft *draft = sample(), **drafts;

	(void)state;
	save(draft);
	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 0);
	free(drafts);
	draft_set(draft, "name", "khác");
	save(draft);
	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 0);
	free(drafts);
	draft_free(draft);
	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 1);
	assert_string_equal(draft_get(drafts[0], "name"), "khác");
	draft_free(drafts[0]);
	free(drafts);
}

static void it_is_due_after_two_seconds_or_twenty_keys(void **state)
{
	struct draft *draft = sample();

	(void)state;
	assert_int_equal(draft->deadline, -1);
	draft_touch(draft, 1000);
	assert_true(draft->deadline > 1000 && draft->deadline < 3000);
	for (int i = 2; i < DRAFT_KEYS; i++)
		draft_touch(draft, 1100);
	assert_true(draft->deadline > 1100);
	draft_touch(draft, 1200);
	assert_int_equal(draft->deadline, 1200);
	save(draft);
	assert_int_equal(draft->deadline, -1);
	draft_remove(draft);
	draft_free(draft);
}

/* A limit on the size of files does what a full disk does. */
static void a_full_disk_says_so_and_keeps_the_old_file(void **state)
{
	struct draft *draft = sample(), **drafts;
	struct rlimit limit, small;
	struct err_info why = {0};
	char *page = mem_new(100001, 1);

	(void)state;
	save(draft);
	memset(page, 'x', 100000);
	draft_set(draft, "content", page);
	free(page);
	getrlimit(RLIMIT_FSIZE, &limit);
	small = (struct rlimit){4096, limit.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	assert_int_equal(draft_save(draft, 50, &why), ERR_IO);
	assert_true(why.text[0] != '\0');
	assert_true(draft->deadline > 50);
	for (int i = 0; i < 3 * DRAFT_KEYS; i++)
		draft_touch(draft, 60); /* the disk is not asked at each key */
	assert_true(draft->deadline > 1000);
	setrlimit(RLIMIT_FSIZE, &limit);
	assert_int_equal(strlen(draft_get(draft, "content")), 100000);
	draft_free(draft);
	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 1);
	assert_string_equal(draft_get(drafts[0], "content"), "dòng một\npart x 3\nend\n\n");
	draft_free(drafts[0]);
	free(drafts);
}

static void a_file_that_is_none_is_left_alone(void **state)
{
	struct draft *draft = sample(), **drafts;
	char path[300];
	FILE *file;

	(void)state;
	save(draft);
	snprintf(path, sizeof(path), "%s/%s", folder, draft->id);
	draft_free(draft);
	file = fopen(path, "r+");
	assert_non_null(file);
	fseek(file, 40, SEEK_SET);
	fputs("part name 99999999\nx", file);
	fclose(file);
	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 0);
	free(drafts);
	assert_int_equal(access(path, F_OK), 0);
	unlink(path);
}

static struct draft *only_one(void)
{
	struct draft **drafts, *one;

	assert_int_equal(draft_list(folder, "snv.lan", &drafts), 1);
	one = drafts[0];
	free(drafts);
	return one;
}

static void what_was_sent_is_kept_beside_what_is_typed_since(void **state)
{
	struct draft *draft = sample();

	(void)state;
	draft_set(draft, "_version", "3");
	assert_false(draft_differs(draft));
	draft_send(draft);
	draft_set(draft, "_version", "4"); /* nobody types that */
	draft_set(draft, "later", ""); /* a field that the form had not yet */
	assert_false(draft_differs(draft));
	draft_set(draft, "later", "thêm");
	assert_true(draft_differs(draft));
	draft_set(draft, "later", "");
	draft_set(draft, "content", "was name 4\nend\n");
	save(draft);
	draft_free(draft);

	draft = only_one();
	assert_true(draft->sent_at != 0);
	assert_true(draft_differs(draft));
	assert_string_equal(draft_get(draft, "content"), "was name 4\nend\n");
	assert_string_equal(draft_sent(draft, "content"), "dòng một\npart x 3\nend\n\n");
	assert_null(draft_sent(draft, "_version"));
	draft_settle(draft);
	assert_false(draft_differs(draft));
	save(draft);
	draft_free(draft);
	draft = only_one();
	assert_true(draft->sent_at == 0);
	draft_free(draft);
}

static void another_write_has_another_name(void **state)
{
	struct draft *draft = sample();
	struct err_info why;
	char before[UUID_TEXT];

	(void)state;
	draft_send(draft);
	save(draft);
	memcpy(before, draft->id, UUID_TEXT);
	assert_int_equal(draft_renew(draft, 0, &why), ERR_OK);
	assert_string_not_equal(draft->id, before);
	assert_true(draft->sent_at == 0);
	draft_free(draft);
	draft = only_one(); /* the file of the other name has gone */
	assert_string_not_equal(draft->id, before);
	assert_string_equal(draft_get(draft, "name"), "  Nguyễn Thị Lụa (mẫu)");
	draft_free(draft);
}

static void without_a_home_it_says_so(void **state)
{
	struct draft *draft = draft_new(NULL, "snv.lan", "feedback");
	struct err_info why = {0};

	(void)state;
	assert_int_equal(draft_save(draft, 0, &why), ERR_IO);
	draft_remove(draft);
	draft_free(draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_is_kept_comes_back_to_the_letter, make_home,
					    remove_home),
	    cmocka_unit_test_setup_teardown(
		its_file_is_for_its_owner_alone_and_its_name_says_nothing, make_home, remove_home),
	    cmocka_unit_test_setup_teardown(several_are_offered_to_who_typed_them, make_home,
					    remove_home),
	    cmocka_unit_test_setup_teardown(one_that_is_being_typed_is_not_offered, make_home,
					    remove_home),
	    cmocka_unit_test_setup_teardown(it_is_due_after_two_seconds_or_twenty_keys, make_home,
					    remove_home),
	    cmocka_unit_test_setup_teardown(a_full_disk_says_so_and_keeps_the_old_file, make_home,
					    remove_home),
	    cmocka_unit_test_setup_teardown(a_file_that_is_none_is_left_alone, make_home,
					    remove_home),
	    cmocka_unit_test_setup_teardown(what_was_sent_is_kept_beside_what_is_typed_since, make_home,
					    remove_home),
	    cmocka_unit_test_setup_teardown(another_write_has_another_name, make_home, remove_home),
	    cmocka_unit_test_setup_teardown(without_a_home_it_says_so, make_home, remove_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
