/* SPDX-License-Identifier: MIT */
/*
 * Stands between the panes and the server, and counts round trips: how often a client
 * speaks again after the server has.
 */
#ifndef BENCH_RELAY_H
#define BENCH_RELAY_H

#include <stdbool.h>
#include <stddef.h>

struct relay;

/* Read the server's place from `config` ("host = ", "port = "), and write a
 * configuration that leads to the relay; its path goes to `out`. Ends the program when
 * that fails. */
struct relay *relay_start(const char *config, char *out, size_t room);
long relay_trips(const struct relay *relay);
/* A client waits for the server. */
bool relay_asking(const struct relay *relay);
void relay_end(struct relay *relay);

#endif
