/* SPDX-License-Identifier: MIT */
/*
 * A small full-screen program that behaves well or badly on demand: with it the
 * runner of screen tests is tested. It speaks to the terminal by plain sequences.
 *
 * j k step · n next page · <Down> says so · s step without painting · c step, but the
 * cursor is left behind · p paints an attribute that a redraw would not · v wide and
 * split letters · w three writes · Z computes for a while · t paints after 80 ms ·
 * T a timer of 5 s · y never rests · d asks the terminal · m takes 8 MiB · f floods ·
 * h ignores the hang-up · a aborts · x exits with 3 · q quits · ^L redraws
 * SIGUSR1: it says "answered"; SIGUSR2: it wakes and says nothing.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t resized, answered, hung_up;
static int rows, cols, focus, page, timer_ms = -1;
static bool stubborn, said_answer, said_timer;
static char key_text[32];
static int arguments;
static char **argument;

static void on_signal(int number)
{
	resized |= number == SIGWINCH;
	answered |= number == SIGUSR1;
	hung_up |= number == SIGHUP;
}

static void say(const char *text)
{
	size_t length = strlen(text);
	ssize_t done;

	while (length && (done = write(1, text, length)) > 0) {
		text += done;
		length -= (size_t)done;
	}
}

static void measure(void)
{
	struct winsize size;

	ioctl(1, TIOCGWINSZ, &size);
	rows = size.ws_row;
	cols = size.ws_col;
}

static void status_line(FILE *out)
{
	fprintf(out, "\033[%d;1H\033[2K%s%s key=%s", rows,
		said_answer ? "answered " : "", said_timer ? "timer" : "", key_text);
}

static void place(FILE *out)
{
	fprintf(out, "\033[%d;1H", focus + 3);
}

static void paint(bool erase)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	int i;

	if (erase)
		fputs("\033[2J", out);
	fprintf(out, "\033[1;1Hsample %dx%d page %d", cols, rows, page);
	for (i = 1; i < arguments; i++)
		fprintf(out, " %s", argument[i]);
	fprintf(out, "\033[2;1HLANG=%s TERM=%s",
		getenv("LANG") ? getenv("LANG") : "none", getenv("TERM"));
	for (i = 0; i < rows - 3; i++)
		fprintf(out, "\033[%d;1H%c dòng việc số %d của trang %d\033[K", i + 3,
			i == focus ? '>' : ' ', i + 1, page);
	status_line(out);
	place(out);
	fclose(out);
	say(text);
	free(text);
}

static void step(int by, bool shown)
{
	char text[64];

	if (focus + by < 0 || focus + by >= rows - 3)
		return;
	snprintf(text, sizeof(text), "\033[%d;1H \033[%d;1H>\b", focus + 3,
		 focus + by + 3);
	focus += by;
	if (shown)
		say(text);
}

static void show_status(void)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	status_line(out);
	place(out);
	fclose(out);
	say(text);
	free(text);
}

/* A letter cut in two writes, a wide one, a combining one, a repeated one. */
static void paint_letters(void)
{
	static const char *const parts[] = {
	    "\033[3;40H\xe1", "\xbb",       "\x87 ", "\xe4\xb8\xad|e", "\xcc\x82",
	    "\xcc",           "\xa3|=\033", "[4",    "b\033[3;",       "1H"};
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		say(parts[i]);
}

static void compute(void)
{
	struct timespec start, now;

	clock_gettime(CLOCK_MONOTONIC, &start);
	do
		clock_gettime(CLOCK_MONOTONIC, &now);
	while ((now.tv_sec - start.tv_sec) * 1000 +
		   (now.tv_nsec - start.tv_nsec) / 1000000 <
	       150);
}

static void take_memory(void)
{
	static char *much; /* kept: no leak for a sanitizer to report */

	free(much);
	much = malloc(8 << 20);

	memset(much, 1, 8 << 20);
	snprintf(key_text, sizeof(key_text), "m%d", much[4711]);
	show_status();
}

static void flood(void)
{
	int i;

	for (i = 0; i < 3000; i++)
		say("\033[5;1Hdòng nước chảy mãi, chảy mãi, chảy mãi\033[5;1H");
	paint(false);
}

static void name_sequence(const char *bytes, ssize_t length)
{
	ssize_t i;
	int used = 0;

	for (i = 0; i < length && used < (int)sizeof(key_text) - 4; i++)
		used += bytes[i] == 27 ? snprintf(key_text + used, 4, "^[")
				       : snprintf(key_text + used, 4, "%c", bytes[i]);
	show_status();
}

static void step_three_times(void)
{
	step(1, true);
	step(1, true);
	step(1, true);
}

static void turn_page(void)
{
	page++;
	focus = 0;
	paint(false);
}

static bool take_painting_key(char key)
{
	if (key == 'j' || key == 'k' || key == 's')
		step(key == 'k' ? -1 : 1, key != 's');
	else if (key == 'c')
		say("\033[3;20H");
	else if (key == 'p')
		say("\033[3;3H\033[1md\033[m\033[3;1H");
	else if (key == 'n')
		turn_page();
	else if (key == 'v')
		paint_letters();
	else if (key == 'w')
		step_three_times();
	else if (key == 'd')
		say("\033[6n");
	else if (key == 'f')
		flood();
	else if (key == 12)
		paint(true);
	else
		return false;
	return true;
}

static void take_key(char key)
{
	if (take_painting_key(key))
		return;
	if (key == 'Z') {
		compute();
		step(1, true);
	} else if (key == 't' || key == 'T' || key == 'y') {
		timer_ms = key == 't' ? 80 : key == 'T' ? 5000 : 10;
		stubborn = key == 'y';
	} else if (key == 'm') {
		take_memory();
	} else if (key == 'h') {
		stubborn = true;
	} else if (key == 'a') {
		abort();
	} else if (key == 'x') {
		exit(3);
	} else if (key == 'q') {
		say("\033[2J\033[H");
		exit(0);
	}
}

static void take_input(void)
{
	char bytes[4096];
	ssize_t length = read(0, bytes, sizeof(bytes)), i;

	if (length <= 0 && !stubborn)
		exit(0);
	if (length > 1 && bytes[0] == 27) {
		name_sequence(bytes, length);
		return;
	}
	for (i = 0; i < length; i++)
		take_key(bytes[i]);
}

static void take_signals(void)
{
	if (hung_up && !stubborn)
		exit(0);
	if (resized) {
		resized = 0;
		measure();
		if (focus >= rows - 3)
			focus = 0;
		paint(true);
	}
	if (answered) {
		answered = 0;
		said_answer = true;
		show_status();
	}
}

static void run(const sigset_t *open_mask)
{
	for (;;) {
		struct pollfd in = {.fd = hung_up ? -1 : 0, .events = POLLIN};
		struct timespec limit = {timer_ms / 1000, timer_ms % 1000 * 1000000L};
		int n = ppoll(&in, 1, timer_ms < 0 ? NULL : &limit, open_mask);

		take_signals();
		if (n > 0)
			take_input();
		if (!n && timer_ms > 0 && !stubborn) {
			timer_ms = -1;
			said_timer = true;
			show_status();
		}
	}
}

int main(int argc, char **argv)
{
	static const int signals[] = {SIGWINCH, SIGUSR1, SIGUSR2, SIGHUP};
	struct sigaction action = {.sa_handler = on_signal};
	struct termios mode;
	sigset_t closed, open_mask;
	size_t i;

	if (argc > 1 && !strcmp(argv[1], "--fail")) {
		puts("sample: không mở được: cơ sở dữ liệu");
		return 4;
	}
	arguments = argc;
	argument = argv;
	sigemptyset(&closed);
	for (i = 0; i < 4; i++) {
		sigaddset(&closed, signals[i]);
		sigaction(signals[i], &action, NULL);
	}
	sigprocmask(SIG_BLOCK, &closed, &open_mask);
	tcgetattr(0, &mode);
	cfmakeraw(&mode);
	tcsetattr(0, TCSANOW, &mode);
	measure();
	say("\033[?1049h");
	paint(true);
	run(&open_mask);
}
