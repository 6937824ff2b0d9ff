/* SPDX-License-Identifier: MIT */
/*
 * A bad line, on command: stands between the program and PostgreSQL on a unix
 * socket, and stalls, cuts, delays or refuses as it is told.
 *
 *   net_proxy run FOLDER SERVER     serve FOLDER/.s.PGSQL.5432; ends with the folder
 *   net_proxy say FOLDER COMMAND    obeyed when this returns
 *
 *   pass          let everything through, also what was held back
 *   stall         hold back both directions
 *   stall answers hold back only what the server says
 *   delay MS      let each piece through so much later
 *   cut           end all connections; what was held back is lost
 *   refuse, admit take new connections no more, or again
 *   once N        let N bytes of answers through, then cut
 *
 * `run` returns when it listens; the proxy itself goes on in the background. Where a
 * line is stalled nothing is read from it either, as on a dead network.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { LINES = 64, PIECE = 16384, LIFETIME = 900, FIXED = 3, COMMAND = 64 };

/* What is on its way in one direction. */
struct piece {
	struct piece *next;
	int64_t due;
	size_t length, at;
	char bytes[];
};

struct flow {
	int from, to;
	bool answers;
	bool over; /* `from` has ended */
	struct piece *first, *last;
};

struct line {
	int client, server;
	struct flow flows[2];
};

struct proxy {
	const char *folder, *target;
	int listener, control, watch;
	bool stall_asks, stall_answers;
	int64_t delay;
	long left; /* bytes of answers until the cut, or -1 */
	struct line lines[LINES];
	int count;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void fail(const char *what)
{
	fprintf(stderr, "net_proxy: %s: %s\n", what, strerror(errno));
	exit(1);
}

static struct sockaddr_un address(const char *folder, const char *name)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};

	if (snprintf(to.sun_path, sizeof(to.sun_path), "%s/%s", folder, name) >=
	    (int)sizeof(to.sun_path)) {
		errno = ENAMETOOLONG;
		fail(folder);
	}
	return to;
}

static int open_socket(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		fail("socket");
	return fd;
}

static int listen_at(const char *folder, const char *name)
{
	struct sockaddr_un at = address(folder, name);
	int fd = open_socket();

	unlink(at.sun_path);
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)) || listen(fd, 16))
		fail(at.sun_path);
	return fd;
}

static int connect_to(const char *folder, const char *name)
{
	struct sockaddr_un to = address(folder, name);
	int fd = open_socket();

	if (connect(fd, (struct sockaddr *)&to, sizeof(to))) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Lines. */

static void drop(struct flow *flow)
{
	struct piece *piece;

	while ((piece = flow->first)) {
		flow->first = piece->next;
		free(piece);
	}
	flow->last = NULL;
}

static void hang_up(struct proxy *proxy, int which)
{
	struct line *line = &proxy->lines[which];

	drop(&line->flows[0]);
	drop(&line->flows[1]);
	close(line->client);
	close(line->server);
	*line = proxy->lines[--proxy->count];
}

static void cut(struct proxy *proxy)
{
	while (proxy->count)
		hang_up(proxy, 0);
}

static void admit(struct proxy *proxy)
{
	int client = accept4(proxy->listener, NULL, NULL, SOCK_CLOEXEC);
	int server = client < 0 ? -1 : connect_to(proxy->target, ".s.PGSQL.5432");
	struct line *line = &proxy->lines[proxy->count];

	if (server < 0 || proxy->count == LINES) {
		close(client);
		close(server);
		return;
	}
	*line = (struct line){
	    .client = client,
	    .server = server,
	    .flows = {{.from = client, .to = server},
		      {.from = server, .to = client, .answers = true}},
	};
	fcntl(client, F_SETFL, O_NONBLOCK);
	fcntl(server, F_SETFL, O_NONBLOCK);
	proxy->count++;
}

static bool is_stalled(const struct proxy *proxy, const struct flow *flow)
{
	return flow->answers ? proxy->stall_answers : proxy->stall_asks;
}

static void take(const struct proxy *proxy, struct flow *flow)
{
	struct piece *piece = malloc(sizeof(*piece) + PIECE);
	ssize_t got;

	if (!piece)
		fail("malloc");
	got = read(flow->from, piece->bytes, PIECE);
	if (got <= 0) {
		flow->over = got == 0 || (errno != EAGAIN && errno != EINTR);
		free(piece);
		return;
	}
	piece->next = NULL;
	piece->due = now_ms() + proxy->delay;
	piece->length = (size_t)got;
	piece->at = 0;
	if (flow->last)
		flow->last->next = piece;
	else
		flow->first = piece;
	flow->last = piece;
}

/* False when the line has ended, or is to be cut now. */
static bool give(struct proxy *proxy, struct flow *flow)
{
	struct piece *piece = flow->first;
	size_t length = piece->length - piece->at;
	ssize_t gone;

	if (flow->answers && proxy->left >= 0 && (size_t)proxy->left < length)
		length = (size_t)proxy->left;
	gone = length ? send(flow->to, piece->bytes + piece->at, length, MSG_NOSIGNAL)
		      : 0;
	if (gone < 0)
		return errno == EAGAIN || errno == EINTR;
	piece->at += (size_t)gone;
	if (flow->answers && proxy->left >= 0) {
		proxy->left -= gone;
		if (proxy->left == 0)
			return false;
	}
	if (piece->at < piece->length)
		return true;
	flow->first = piece->next;
	if (!flow->first)
		flow->last = NULL;
	free(piece);
	return true;
}

/* Commands. */

static bool obey(struct proxy *proxy, const char *command)
{
	if (!strcmp(command, "pass")) {
		proxy->stall_asks = proxy->stall_answers = false;
		proxy->delay = 0;
	} else if (!strcmp(command, "stall")) {
		proxy->stall_asks = proxy->stall_answers = true;
	} else if (!strcmp(command, "stall answers")) {
		proxy->stall_answers = true;
	} else if (!strncmp(command, "delay ", 6)) {
		proxy->delay = atol(command + 6);
	} else if (!strncmp(command, "once ", 5)) {
		proxy->left = atol(command + 5);
	} else if (!strcmp(command, "cut")) {
		cut(proxy);
	} else if (!strcmp(command, "refuse") && proxy->listener >= 0) {
		close(proxy->listener);
		proxy->listener = -1;
	} else if (!strcmp(command, "admit") && proxy->listener < 0) {
		proxy->listener = listen_at(proxy->folder, ".s.PGSQL.5432");
	} else {
		return false;
	}
	return true;
}

static void hear(struct proxy *proxy)
{
	int fd = accept4(proxy->control, NULL, NULL, SOCK_CLOEXEC);
	char command[COMMAND] = "";
	ssize_t got = read(fd, command, sizeof(command) - 1);
	const char *answer = got > 0 && obey(proxy, command) ? "y" : "n";

	send(fd, answer, 1, MSG_NOSIGNAL);
	close(fd);
}

static int say(const char *folder, char **words)
{
	char command[COMMAND] = "", answer = 'n';
	int fd = connect_to(folder, "control");

	for (; *words; words++)
		snprintf(command + strlen(command), sizeof(command) - strlen(command),
			 "%s%s", *command ? " " : "", *words);
	if (fd < 0 || send(fd, command, strlen(command), MSG_NOSIGNAL) < 0 ||
	    read(fd, &answer, 1) != 1 || answer != 'y') {
		fprintf(stderr, "net_proxy: not obeyed: %s\n", command);
		return 1;
	}
	return 0;
}

/* The loop. */

static int fill(struct proxy *proxy, struct pollfd *fds, int *wait)
{
	int count = FIXED;

	*wait = -1;
	fds[0] = (struct pollfd){.fd = proxy->control, .events = POLLIN};
	fds[1] = (struct pollfd){.fd = proxy->watch, .events = POLLIN};
	fds[2] = (struct pollfd){.fd = proxy->listener, .events = POLLIN};
	for (int i = 0; i < 2 * proxy->count; i++) {
		struct flow *flow = &proxy->lines[i / 2].flows[i % 2];
		struct pollfd *from = &fds[count++], *to = &fds[count++];
		int64_t left = flow->first ? flow->first->due - now_ms() : 0;

		*from = *to = (struct pollfd){.fd = -1};
		if (is_stalled(proxy, flow))
			continue;
		if (!flow->over)
			*from = (struct pollfd){.fd = flow->from, .events = POLLIN};
		if (flow->first && left <= 0)
			*to = (struct pollfd){.fd = flow->to, .events = POLLOUT};
		else if (flow->first && (*wait < 0 || left < *wait))
			*wait = (int)left;
	}
	return count;
}

static void serve_lines(struct proxy *proxy, const struct pollfd *fds)
{
	for (int i = proxy->count - 1; i >= 0; i--) {
		bool good = true;

		for (int f = 0; f < 2; f++) {
			struct flow *flow = &proxy->lines[i].flows[f];
			const struct pollfd *from = &fds[FIXED + 4 * i + 2 * f];

			if (from[0].revents)
				take(proxy, flow);
			if (from[1].revents && flow->first)
				good = give(proxy, flow) && good;
			good = good && !(flow->over && !flow->first);
		}
		if (!proxy->left) {
			proxy->left = -1;
			cut(proxy);
			return;
		}
		if (!good)
			hang_up(proxy, i);
	}
}

/* The folder is removed file by file. Its own deletion makes no sound, since the
 * sockets bound in it hold it. */
static bool is_wanted(const struct proxy *proxy)
{
	char events[4096];

	return read(proxy->watch, events, sizeof(events)) > 0 &&
	       access(address(proxy->folder, "control").sun_path, F_OK) == 0;
}

static void serve(struct proxy *proxy)
{
	static struct pollfd fds[FIXED + 4 * LINES];

	for (;;) {
		int wait, count = fill(proxy, fds, &wait);

		if (poll(fds, (nfds_t)count, wait) < 0)
			continue;
		if (fds[1].revents && !is_wanted(proxy))
			return;
		serve_lines(proxy, fds);
		/* After the lines: these change their number. */
		if (fds[2].revents)
			admit(proxy);
		if (fds[0].revents)
			hear(proxy);
	}
}

static int run(const char *folder, const char *target)
{
	struct proxy proxy = {.folder = folder, .target = target, .left = -1};
	int null = open("/dev/null", O_RDWR);

	proxy.control = listen_at(folder, "control");
	proxy.listener = listen_at(folder, ".s.PGSQL.5432");
	proxy.watch = inotify_init1(IN_CLOEXEC);
	if (proxy.watch < 0 || inotify_add_watch(proxy.watch, folder, IN_DELETE) < 0)
		fail("inotify");
	if (fork())
		return 0;
	setsid();
	for (int fd = 0; fd <= 2; fd++)
		dup2(null, fd);
	alarm(LIFETIME); /* should nobody ever remove the folder */
	serve(&proxy);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "run"))
		return run(argv[2], argv[3]);
	if (argc >= 4 && !strcmp(argv[1], "say"))
		return say(argv[2], argv + 3);
	fprintf(stderr, "net_proxy: run FOLDER SERVER | say FOLDER COMMAND\n");
	return 2;
}
