/* SPDX-License-Identifier: MIT */
/* See relay.h. A process of its own; the count is in memory that both share. */
#include "relay.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINES = 8 }; /* connections at once */

struct relay {
	char folder[64];
	pid_t pid;
	struct count *count;
};

struct count {
	long trips;
	int asking; /* clients that the server has not answered yet */
};

struct line {
	int client, server;
	bool answered; /* the server has spoken since the client did */
	bool asking;   /* the other way round */
};

static _Noreturn void give_up(const char *what)
{
	perror(what);
	exit(2);
}

static int open_socket(const char *path, bool listens)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	if (listens ? bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
			  listen(fd, LINES) != 0
		    : connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		give_up(path);
	return fd;
}

/* False when one side has ended. */
static bool carry(int from, int to)
{
	char bytes[65536];
	ssize_t len = read(from, bytes, sizeof(bytes)), at = 0;

	while (at < len) {
		ssize_t sent = write(to, bytes + at, (size_t)(len - at));

		if (sent <= 0)
			return false;
		at += sent;
	}
	return len > 0;
}

static void ask(struct line *line, bool asking, struct count *count)
{
	count->asking += asking - line->asking;
	line->asking = asking;
}

static void serve(struct line *line, const struct pollfd *ready, struct count *count)
{
	bool good = true;

	if (ready[0].revents != 0) {
		count->trips += line->answered;
		line->answered = false;
		ask(line, true, count);
		good = carry(line->client, line->server);
	}
	if (good && ready[1].revents != 0) {
		line->answered = true;
		ask(line, false, count);
		good = carry(line->server, line->client);
	}
	if (!good) {
		ask(line, false, count);
		close(line->client);
		close(line->server);
		line->client = line->server = -1;
	}
}

static _Noreturn void run(int door, const char *server, struct count *count)
{
	struct line lines[LINES];
	struct pollfd ready[1 + 2 * LINES];

	for (int i = 0; i < LINES; i++)
		lines[i] = (struct line){.client = -1, .server = -1};
	for (;;) {
		ready[0] = (struct pollfd){.fd = door, .events = POLLIN};
		for (int i = 0; i < LINES; i++) {
			ready[1 + 2 * i] = (struct pollfd){.fd = lines[i].client, .events = POLLIN};
			ready[2 + 2 * i] = (struct pollfd){.fd = lines[i].server, .events = POLLIN};
		}
		poll(ready, 1 + 2 * LINES, -1);
		for (int i = 0; i < LINES; i++)
			if (lines[i].client >= 0)
				serve(&lines[i], &ready[1 + 2 * i], count);
		for (int i = 0; ready[0].revents != 0 && i < LINES; i++)
			if (lines[i].client < 0) {
				lines[i] = (struct line){.client = accept(door, NULL, NULL),
							 .server = open_socket(server, false)};
				break;
			}
	}
}

/* The text in quotes after `name` in the file. */
static void find_value(const char *config, const char *name, char *out, size_t room)
{
	char line[512];
	FILE *file = fopen(config, "r");

	if (file == NULL)
		give_up(config);
	*out = '\0';
	while (fgets(line, sizeof(line), file) != NULL) {
		const char *at = strstr(line, name), *from = at != NULL ? strchr(at, '"') : NULL;

		if (from != NULL)
			snprintf(out, room, "%.*s", (int)strcspn(from + 1, "\""), from + 1);
	}
	fclose(file);
}

struct relay *relay_start(const char *config, char *out, size_t room)
{
	struct relay *relay = calloc(1, sizeof(*relay));
	char host[128], port[16], database[64], server[192], place[128];
	FILE *file;
	int door;

	signal(SIGPIPE, SIG_IGN);
	find_value(config, "host =", host, sizeof(host));
	find_value(config, "port =", port, sizeof(port));
	find_value(config, "name =", database, sizeof(database));
	snprintf(server, sizeof(server), "%s/.s.PGSQL.%s", host, port);
	strcpy(relay->folder, "/tmp/kstt-relay.XXXXXX");
	relay->count = mmap(NULL, sizeof(*relay->count), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (relay->count == MAP_FAILED || mkdtemp(relay->folder) == NULL)
		give_up("relay");
	snprintf(place, sizeof(place), "%s/.s.PGSQL.5432", relay->folder);
	door = open_socket(place, true);
	snprintf(out, room, "%s/kstt.cfg", relay->folder);
	file = fopen(out, "w");
	if (file == NULL)
		give_up(out);
	fprintf(file, "database = { name = \"%s\"; hosts = ( { host = \"%s\"; port = \"5432\"; } ); };\n",
		database, relay->folder);
	fclose(file);
	relay->pid = fork();
	if (relay->pid == 0)
		run(door, server, relay->count);
	close(door);
	return relay;
}

long relay_trips(const struct relay *relay)
{
	return relay->count->trips;
}

bool relay_asking(const struct relay *relay)
{
	return __atomic_load_n(&relay->count->asking, __ATOMIC_RELAXED) > 0;
}

void relay_end(struct relay *relay)
{
	char path[128];

	kill(relay->pid, SIGKILL);
	waitpid(relay->pid, NULL, 0);
	snprintf(path, sizeof(path), "%s/kstt.cfg", relay->folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/.s.PGSQL.5432", relay->folder);
	unlink(path);
	rmdir(relay->folder);
	munmap(relay->count, sizeof(*relay->count));
	free(relay);
}
