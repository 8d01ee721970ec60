/* The open connections, what each is waiting for, and until when it may.
 *
 * libmicrohttpd closes a connection on which no byte moves. One that moves a byte now and then, for ever, it keeps; so
 * each phase of a connection has an end here, and who is past it is cut off. */
#ifndef CHATCORE_SERVER_CONNECTIONS_H
#define CHATCORE_SERVER_CONNECTIONS_H

#include "options.h"

#include <pthread.h>
#include <stdbool.h>

enum phase {
    /* No request is known of; its first line may be on its way. */
    PHASE_WAITING,
    /* The first line is here, the rest is on its way. */
    PHASE_RECEIVING,
    /* The request is whole; the answer is being made or taken. */
    PHASE_ANSWERING,
};

struct connection {
    struct connection *next;
    struct connection *previous;
    int descriptor;
    enum phase phase;
    /* In microseconds of our clock. */
    int64_t deadline;
    /* Its request came too slowly and was answered with 408. */
    bool late;
    /* Who is at the other end, as text; empty for a Unix socket. */
    char peer[46];
};

struct connections {
    pthread_mutex_t lock;
    struct connection *first;
    size_t count;
    int64_t waiting, receiving, answering;
    bool stopping;
};

void connections_begin(struct connections *connections, const struct options *options);

/* Takes up a connection; NULL when no memory is left. `peer` is copied. */
struct connection *connections_open(struct connections *connections, int descriptor, const char *peer);

/* Lets go of a connection. Its descriptor must still be open: nobody shuts it down afterwards. */
void connections_close(struct connections *connections, struct connection *connection);

void connections_enter(struct connections *connections, struct connection *connection, enum phase phase);

/* Whether a connection's client has gone: a chatcore_client_check. */
int32_t connection_has_gone(void *connection);

/* Whether this connection's request was answered with 408. */
bool connections_was_late(struct connections *connections, struct connection *connection);

/* Cuts off who is past the deadline; a request that came too slowly is answered with 408. */
void connections_cut_late(struct connections *connections);

/* Ends connections that wait for a request, now and when they come to wait; answers how many are left. */
size_t connections_stop(struct connections *connections);

/* Whether connections are to end with their request. */
bool connections_are_stopping(struct connections *connections);

#endif
