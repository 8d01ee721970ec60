/* For POLLRDHUP. */
#define _GNU_SOURCE

#include "connections.h"

#include "clock.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const char too_late[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

void connections_begin(struct connections *connections, const struct options *options) {
    memset(connections, 0, sizeof *connections);
    pthread_mutex_init(&connections->lock, NULL);
    connections->receiving = (int64_t)options->request_seconds * 1000000;
    connections->answering = (int64_t)options->response_seconds * 1000000;
    /* Of a request's first line nothing is known until it is whole. Who sends nothing is closed by libmicrohttpd. */
    connections->waiting = (int64_t)options->idle_seconds * 1000000 + connections->receiving;
}

static void enter(struct connections *connections, struct connection *connection, enum phase phase) {
    int64_t span = phase == PHASE_WAITING     ? connections->waiting
                   : phase == PHASE_RECEIVING ? connections->receiving
                                              : connections->answering;
    connection->phase = phase;
    connection->deadline = clock_microseconds() + span;
}

/* Lets a waiting connection read what has come and then its end. A request that has come already is still answered. */
static void end_waiting(struct connection *connection) {
    if (connection->phase == PHASE_WAITING) {
        shutdown(connection->descriptor, SHUT_RD);
    }
}

struct connection *connections_open(struct connections *connections, int descriptor, const char *peer) {
    struct connection *connection = calloc(1, sizeof *connection);
    if (connection == NULL) {
        return NULL;
    }
    connection->descriptor = descriptor;
    snprintf(connection->peer, sizeof connection->peer, "%s", peer);
    pthread_mutex_lock(&connections->lock);
    enter(connections, connection, PHASE_WAITING);
    connection->next = connections->first;
    if (connection->next != NULL) {
        connection->next->previous = connection;
    }
    connections->first = connection;
    connections->count++;
    pthread_mutex_unlock(&connections->lock);
    return connection;
}

void connections_close(struct connections *connections, struct connection *connection) {
    pthread_mutex_lock(&connections->lock);
    if (connection->next != NULL) {
        connection->next->previous = connection->previous;
    }
    if (connection->previous != NULL) {
        connection->previous->next = connection->next;
    } else {
        connections->first = connection->next;
    }
    connections->count--;
    pthread_mutex_unlock(&connections->lock);
    free(connection);
}

void connections_enter(struct connections *connections, struct connection *connection, enum phase phase) {
    pthread_mutex_lock(&connections->lock);
    enter(connections, connection, phase);
    if (connections->stopping) {
        end_waiting(connection);
    }
    pthread_mutex_unlock(&connections->lock);
}

int32_t connection_has_gone(void *context) {
    const struct connection *connection = context;
    /* A client that has sent its end reads no answer either, as far as anybody can tell. */
    struct pollfd state = {.fd = connection->descriptor, .events = POLLRDHUP};
    return poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL)) != 0;
}

bool connections_was_late(struct connections *connections, struct connection *connection) {
    pthread_mutex_lock(&connections->lock);
    bool late = connection->late;
    pthread_mutex_unlock(&connections->lock);
    return late;
}

void connections_cut_late(struct connections *connections) {
    int64_t now = clock_microseconds();
    pthread_mutex_lock(&connections->lock);
    for (struct connection *next = connections->first; next != NULL; next = next->next) {
        if (next->deadline > now) {
            continue;
        }
        /* Nothing of an answer has been sent in this phase, and none will be: the handler enters the next one first. */
        if (next->phase == PHASE_RECEIVING && !next->late) {
            next->late = send(next->descriptor, too_late, sizeof too_late - 1, MSG_DONTWAIT | MSG_NOSIGNAL) > 0;
        }
        shutdown(next->descriptor, SHUT_RDWR);
    }
    pthread_mutex_unlock(&connections->lock);
}

size_t connections_stop(struct connections *connections) {
    pthread_mutex_lock(&connections->lock);
    if (!connections->stopping) {
        connections->stopping = true;
        for (struct connection *next = connections->first; next != NULL; next = next->next) {
            end_waiting(next);
        }
    }
    size_t count = connections->count;
    pthread_mutex_unlock(&connections->lock);
    return count;
}

bool connections_are_stopping(struct connections *connections) {
    pthread_mutex_lock(&connections->lock);
    bool stopping = connections->stopping;
    pthread_mutex_unlock(&connections->lock);
    return stopping;
}
