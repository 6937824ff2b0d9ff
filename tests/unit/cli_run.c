/* SPDX-License-Identifier: MIT */
/* See cli_run.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "cli_run.h"

static char dir[64];
static char path[128];
static struct str said;

const char *cli_file(const char *name, const char *text)
{
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return path;
}

bool cli_run_begin(void)
{
	char line[128];

	if (!getenv("KSTT") || !getenv("KSTT_SOCKET"))
		return false;
	snprintf(dir, sizeof(dir), "/tmp/kstt-test-run.%d", (int)getpid());
	snprintf(line, sizeof(line), "mkdir -p %s", dir);
	return system(line) == 0;
}

void cli_run_end(void)
{
	char line[128];

	snprintf(line, sizeof(line), "rm -rf %s", dir);
	if (system(line) != 0)
		perror(line);
	str_free(&said);
}

const char *cli_said(void)
{
	return str_data(&said);
}

int cli_run(const char *before, const char *login, const char *words)
{
	struct str line = STR_EMPTY, conf = STR_EMPTY;
	char piece[4096];
	FILE *pipe;
	int status;

	str_addf(&conf,
		 "database = { name = \"%s\"; user = \"%s\"; hosts = ( { host = \"%s\"; port = "
		 "\"%s\"; } ); };\nlanguage = \"en\";\n",
		 getenv("KSTT_TEMPLATE"), login ? login : getenv("KSTT_ADMIN"), getenv("KSTT_SOCKET"),
		 getenv("KSTT_PORT"));
	str_addf(&line, "%s %s --config %s %s 2>&1", before, getenv("KSTT"),
		 cli_file("kstt.cfg", str_data(&conf)), words);
	pipe = popen(line.data, "r");
	assert_non_null(pipe);
	str_clear(&said);
	while (fgets(piece, sizeof(piece), pipe))
		str_add(&said, piece);
	status = pclose(pipe);
	str_free(&line);
	str_free(&conf);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}
