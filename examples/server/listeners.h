/* Sockets that listen: those of --listen, and those that systemd passes. */
#ifndef CHATCORE_SERVER_LISTENERS_H
#define CHATCORE_SERVER_LISTENERS_H

#include "options.h"

#include <stdbool.h>

enum { MOST_SOCKETS = 64 };

struct listener {
    int descriptor;
    /* Whether somebody else holds the socket too and goes on listening when we have stopped. */
    bool passed;
    /* Where it listens, for people: http://127.0.0.1:8686 or unix:/run/desk.sock. */
    char name[128];
    /* The file of a Unix socket that we made, to be removed; else empty. */
    char path[108];
};

struct listeners {
    struct listener all[MOST_SOCKETS];
    size_t count;
};

/* Takes the sockets that systemd passes and binds those of the options; without either, 127.0.0.1:8686. False when one
 * cannot be had, which was complained about. */
bool listeners_bind(struct listeners *listeners, const struct options *options);

/* Lets clients come; false after a complaint. */
bool listeners_listen(struct listeners *listeners);

/* Refuses clients from now on. Sockets that were passed stay with systemd, which keeps clients waiting for the next of us. */
void listeners_refuse(struct listeners *listeners);

void listeners_close(struct listeners *listeners);

/* Adds a socket; false when there is no room. `path` is empty unless we made it. */
bool listeners_add(struct listeners *listeners, int descriptor, bool passed, const char *path);

#endif
