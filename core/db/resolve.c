/* SPDX-License-Identifier: MIT */
/* See resolve.h. */
#include "db/resolve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	CHILD_SECONDS = 60, /* the parent lets go of it before; this is for one that has gone */
	MOST = 8,	    /* addresses of one name */
};

bool resolve_needed(const char *host)
{
	struct in6_addr address;

	return *host != '\0' && *host != '/' && *host != '@' &&
	       inet_pton(AF_INET, host, &address) != 1 && strchr(host, ':') == NULL;
}

/* The child's only work: one line, "+ADDRESS,ADDRESS" or "-REASON". */
static void say_addresses(const char *host, int fd)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *all = NULL;
	char text[RESOLVE_TEXT] = "+", one[NI_MAXHOST];
	int why = getaddrinfo(host, NULL, &hints, &all), count = 0;
	size_t len = 1;

	for (const struct addrinfo *at = all; at != NULL && count < MOST; at = at->ai_next)
		if (getnameinfo(at->ai_addr, at->ai_addrlen, one, sizeof(one), NULL, 0,
				NI_NUMERICHOST) == 0)
			len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s",
						count++ > 0 ? "," : "", one);
	if (count == 0)
		len = (size_t)snprintf(text, sizeof(text), "-%s", gai_strerror(why));
	if (write(fd, text, len < sizeof(text) ? len : sizeof(text) - 1) < 0)
		_exit(1);
}

bool resolve_start(struct resolve *resolve, const char *host)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return false;
	resolve->child = fork();
	if (resolve->child == 0) {
		alarm(CHILD_SECONDS);
		say_addresses(host, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	resolve->fd = ends[0];
	resolve->len = 0;
	resolve->text[0] = '\0';
	if (resolve->child > 0)
		return true;
	resolve->child = 0;
	close(resolve->fd);
	return false;
}

enum resolve_state resolve_step(struct resolve *resolve)
{
	bool found;
	ssize_t got;

	while ((got = read(resolve->fd, resolve->text + resolve->len,
			   sizeof(resolve->text) - 1 - (size_t)resolve->len)) > 0)
		resolve->len += (int)got;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return RESOLVE_WAITS;
	resolve->text[resolve->len] = '\0';
	found = resolve->text[0] == '+';
	if (resolve->len > 0)
		memmove(resolve->text, resolve->text + 1, (size_t)resolve->len);
	resolve_end(resolve);
	return found ? RESOLVE_FOUND : RESOLVE_FAILED;
}

void resolve_end(struct resolve *resolve)
{
	if (resolve->child == 0)
		return;
	kill(resolve->child, SIGKILL);
	waitpid(resolve->child, NULL, 0);
	close(resolve->fd);
	resolve->child = 0;
}
