/* SPDX-License-Identifier: MIT */
/*
 * The addresses of a host's name. getaddrinfo blocks for as long as name servers are
 * silent, so a short-lived child calls it, and the loop waits for its words.
 */
#ifndef KSTT_DB_RESOLVE_H
#define KSTT_DB_RESOLVE_H

#include <stdbool.h>
#include <sys/types.h>

enum { RESOLVE_TEXT = 512 };

struct resolve {
	pid_t child; /* 0: none runs */
	int fd;	     /* becomes readable when it has said something */
	int len;
	char text[RESOLVE_TEXT]; /* addresses with commas between them, or why there are none */
};

enum resolve_state { RESOLVE_WAITS, RESOLVE_FOUND, RESOLVE_FAILED };

/* Whether it is a name, and neither an address nor the folder of a socket. */
bool resolve_needed(const char *host);
/* False when there is no room for a child. */
bool resolve_start(struct resolve *resolve, const char *host);
/* Take what it has said. Once it no longer waits the child has gone. */
enum resolve_state resolve_step(struct resolve *resolve);
/* Let go of a child that still runs. */
void resolve_end(struct resolve *resolve);

#endif
