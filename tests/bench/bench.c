/* SPDX-License-Identifier: MIT */
/*
 * What opening the panes costs: the time from fork to the first full screen, set
 * against psql over the same socket in alternating runs, and the private memory of
 * two sessions that run at once. psql asks `select 1`, which is what the limit is
 * about, and then what the first screen asks, which tells the program from the
 * queries.
 *
 *   bench PROGRAM CONFIG PSQL SOCKET PORT DATABASE LOGIN QUERIES [LARGE]...
 *
 * QUERIES is a file of what the first screen asks.
 *
 * Each LARGE is the configuration of a database with ever more tasks: two sessions
 * walk all panes there, and must not grow with it. All of it goes through a relay
 * (relay.h), which counts how often a pane waits for the server.
 *
 * A screen is full when the title and the line of key hints (above the last, the
 * line for messages) stand and the program then says nothing for QUIET
 * milliseconds; the time counted is that of the last byte. psql is timed the same
 * way. Exit status 1: a limit is missed.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "relay.h"

enum { ROWS = 24, COLUMNS = 80, RUNS = 21, QUIET = 200, PATIENCE = 10000 };

/* ms of silence after a key, and then the server must have answered. */
enum { LOADED = 400 };

static const double start_limit = 10;	      /* milliseconds more than psql */
static const double program_limit = 5;	      /* milliseconds more than psql asking the same */
static const long memory_limit = 3 * 1024; /* KiB a session */
static const double growth_limit = 1.5;    /* times what it is with the fewest tasks */

struct child {
	pid_t pid;
	int tty;
	VTerm *screen;
	double begun, last; /* milliseconds */
	long bytes;
};

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e3 + ts.tv_nsec / 1e6;
}

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(2);
}

static void child_start(struct child *child, char *const argv[])
{
	struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};

	memset(child, 0, sizeof(*child));
	child->screen = vterm_new(ROWS, COLUMNS);
	vterm_set_utf8(child->screen, 1);
	vterm_screen_reset(vterm_obtain_screen(child->screen), 1);
	child->begun = child->last = now();
	child->pid = forkpty(&child->tty, NULL, NULL, &size);
	if (child->pid < 0)
		fail("no pty");
	if (child->pid == 0) {
		signal(SIGHUP, SIG_DFL); /* ignored below nohup, and inherited */
		setenv("TERM", "xterm-256color", 1);
		execv(argv[0], argv);
		_exit(127);
	}
	/* A session that held the terminal of another would keep it from hanging up. */
	fcntl(child->tty, F_SETFD, FD_CLOEXEC);
}

/* Reads until QUIET milliseconds pass in silence, or the end of the output. */
static void child_watch_for(struct child *child, int quiet)
{
	struct pollfd wait = {.fd = child->tty, .events = POLLIN};
	char bytes[65536];

	while (now() - child->begun < PATIENCE) {
		int ready = poll(&wait, 1, child->bytes ? quiet : PATIENCE);
		ssize_t len;

		if (ready == 0)
			return;
		len = ready > 0 ? read(child->tty, bytes, sizeof(bytes)) : -1;
		if (len <= 0)
			return;
		child->last = now();
		child->bytes += len;
		vterm_input_write(child->screen, bytes, (size_t)len);
	}
}

static void child_watch(struct child *child)
{
	child_watch_for(child, QUIET);
}

static bool row_painted(const struct child *child, int row)
{
	VTermScreen *screen = vterm_obtain_screen(child->screen);

	for (int column = 0; column < COLUMNS; column++) {
		VTermScreenCell cell;

		if (vterm_screen_get_cell(screen, (VTermPos){.row = row, .col = column}, &cell) &&
		    cell.chars[0] != 0 && cell.chars[0] != ' ')
			return true;
	}
	return false;
}

static void child_show(const struct child *child)
{
	VTermScreen *screen = vterm_obtain_screen(child->screen);

	for (int row = 0; row < ROWS; row++) {
		char text[COLUMNS * 16];
		VTermRect line = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = COLUMNS};
		size_t len = vterm_screen_get_text(screen, text, sizeof(text), line);

		fprintf(stderr, "%.*s\n", (int)len, text);
	}
}

static void child_end(struct child *child)
{
	kill(child->pid, SIGHUP);
	close(child->tty);
	waitpid(child->pid, NULL, 0);
	vterm_free(child->screen);
}

static double time_start(char *const argv[], bool full_screen, long *bytes)
{
	struct child child;
	double spent;

	child_start(&child, argv);
	child_watch(&child);
	spent = child.last - child.begun;
	*bytes = child.bytes;
	if (child.bytes == 0 ||
	    (full_screen && !(row_painted(&child, 0) && row_painted(&child, ROWS - 2)))) {
		child_show(&child);
		fail("this is no full screen");
	}
	child_end(&child);
	return spent;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static double median(double *values)
{
	qsort(values, RUNS, sizeof(*values), compare);
	return values[RUNS / 2];
}

static long private_kib(pid_t pid)
{
	char path[64], line[256];
	long sum = 0, kib;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	file = fopen(path, "r");
	if (!file)
		fail("cannot read smaps_rollup");
	while (fgets(line, sizeof(line), file)) {
		if (sscanf(line, "Private_Clean: %ld", &kib) == 1 ||
		    sscanf(line, "Private_Dirty: %ld", &kib) == 1)
			sum += kib;
	}
	fclose(file);
	return sum;
}

static void name_machine(void)
{
	struct utsname system;
	char line[256] = "", *model = NULL;
	FILE *file = fopen("/proc/cpuinfo", "r");

	while (file && !model && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "model name", 10) == 0)
			model = strchr(line, ':');
	}
	if (file)
		fclose(file);
	line[strcspn(line, "\n")] = '\0';
	uname(&system);
	printf("machine: %s, %ld processors, %s %s %s\n", model ? model + 2 : "unknown processor",
	       sysconf(_SC_NPROCESSORS_ONLN), system.sysname, system.release, system.machine);
}

static bool bench_start(char *const panes[], char *const psql[], char *const asking[])
{
	double ours[RUNS], theirs[RUNS], asked[RUNS], more[RUNS], own[RUNS];
	long bytes = 0, ignored;
	double limited, left;

	time_start(panes, true, &bytes); /* warm the caches of all */
	time_start(psql, false, &ignored);
	time_start(asking, false, &ignored);
	for (int run = 0; run < RUNS; run++) {
		theirs[run] = time_start(psql, false, &ignored);
		asked[run] = time_start(asking, false, &ignored);
		ours[run] = time_start(panes, true, &bytes);
		more[run] = ours[run] - theirs[run];
		own[run] = ours[run] - asked[run];
	}
	limited = median(more);
	left = median(own);
	printf("start: first full screen %.1f ms, psql -X -c 'select 1' %.1f ms, psql asking what the "
	       "screen asks %.1f ms (medians of %d alternating runs); %ld bytes sent\n",
	       median(ours), median(theirs), median(asked), RUNS, bytes);
	printf("start: %.1f ms more than select 1, limit %.0f ms more: %s\n", limited, start_limit,
	       limited <= start_limit ? "kept" : "MISSED");
	printf("start: %.1f ms more than the same queries, limit %.0f ms more: %s\n", left,
	       program_limit, left <= program_limit ? "kept" : "MISSED");
	return limited <= start_limit && left <= program_limit;
}

static bool bench_memory(char *const panes[])
{
	struct child sessions[2];
	bool kept = true;

	for (int i = 0; i < 2; i++)
		child_start(&sessions[i], panes);
	for (int i = 0; i < 2; i++)
		child_watch(&sessions[i]);
	for (int i = 0; i < 2; i++) {
		long kib = private_kib(sessions[i].pid);

		kept = kept && kib <= memory_limit;
		printf("memory: session %d of 2: %.2f MiB private, limit %.0f MiB: %s\n", i + 1,
		       kib / 1024.0, memory_limit / 1024.0, kib <= memory_limit ? "kept" : "MISSED");
	}
	for (int i = 0; i < 2; i++)
		child_end(&sessions[i]);
	return kept;
}

/* Through the panes: keys, and how often the server may be waited for. */
static const struct {
	const char *what, *keys;
	int trips; /* at most; -1: not asserted */
} walk[] = {
    {"Plans", "\033OQ", 1},	   {"a plan unfolded", "G\033OC", 1},
    {"a section", "j\033OC", 1},	   {"Overdue", "\033OR", 1},
    {"its tasks", "\r", 1},	   {"the last page", "G", 0},
    {"a task", "\r", 1},	   {"back", "q", 0},
    {"back", "q", 0},		   {"found by words", "\033OQ/ra soat\r", -1},
    {"back", "q", 0},		   {"Today again", "\033OS", 0},
};

/* Memory of two sessions that have walked all panes of the database, in KiB. */
static long walk_panes(char *const panes[], struct relay *relay, bool *kept)
{
	struct child sessions[2];
	long most = 0;

	for (int i = 0; i < 2; i++) {
		child_start(&sessions[i], panes);
		child_watch(&sessions[i]);
	}
	for (size_t step = 0; step < sizeof(walk) / sizeof(*walk); step++) {
		for (int i = 0; i < 2; i++) {
			long before = relay_trips(relay), trips;

			if (write(sessions[i].tty, walk[step].keys, strlen(walk[step].keys)) < 0)
				fail("the panes take no key");
			sessions[i].begun = now();
			do
				child_watch_for(&sessions[i], LOADED);
			while (relay_asking(relay) && now() - sessions[i].begun < PATIENCE);
			trips = relay_trips(relay) - before;
			if (walk[step].trips < 0 || trips <= walk[step].trips)
				continue;
			printf("round trips: %s: %ld, limit %d: MISSED\n", walk[step].what,
			       trips, walk[step].trips);
			*kept = false;
		}
	}
	for (int i = 0; i < 2; i++) {
		long kib = private_kib(sessions[i].pid);

		most = kib > most ? kib : most;
		child_end(&sessions[i]);
	}
	return most;
}

/* Which database it leads to; where the file lies is nobody's business. */
static void print_name(const char *config)
{
	const char *slash = strrchr(config, '/');
	const char *name = slash != NULL ? slash + 1 : config;

	printf("growth: %.*s: ", (int)strcspn(name, "."), name);
}

static bool bench_growth(const char *program, const char *login, char **configs, int count)
{
	bool kept = true;
	long first = 0;

	for (int i = 0; i < count; i++) {
		char config[256];
		struct relay *relay = relay_start(configs[i], config, sizeof(config));
		char *panes[] = {(char *)program, "--config", config, "--official", (char *)login, NULL};
		long kib = walk_panes(panes, relay, &kept);
		bool flat;

		relay_end(relay);
		first = i == 0 ? kib : first;
		flat = kib <= first * growth_limit;
		print_name(configs[i]);
		printf("%.2f MiB private after all panes, ratio %.2f to the first, limit %.2f: %s\n",
		       kib / 1024.0, (double)kib / first, growth_limit, flat ? "kept" : "MISSED");
		kept = kept && flat;
	}
	if (count > 0)
		printf("round trips: one a pane, none on the way back: %s\n",
		       kept ? "kept" : "see above");
	return kept;
}

int main(int argc, char **argv)
{
	bool kept;

	if (argc < 9)
		fail("usage: bench PROGRAM CONFIG PSQL SOCKET PORT DATABASE LOGIN QUERIES [LARGE]...");
	char *panes[] = {argv[1], "--config", argv[2], "--official", argv[7], NULL};
	char *psql[] = {argv[3], "-X", "-h", argv[4], "-p", argv[5], "-U", argv[7], "-d", argv[6],
			"-c", "select 1", NULL};
	char *asking[] = {argv[3], "-X", "-h", argv[4], "-p", argv[5], "-U", argv[7], "-d", argv[6],
			  "-P", "pager=off", "-f", argv[8], NULL};

	name_machine();
	kept = bench_start(panes, psql, asking);
	kept = bench_memory(panes) && kept;
	kept = bench_growth(argv[1], argv[7], argv + 9, argc - 9) && kept;
	return kept ? 0 : 1;
}
