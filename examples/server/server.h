/* The server: what all its requests share, and its daemons of libmicrohttpd, one for each listening socket. */
#ifndef CHATCORE_SERVER_SERVER_H
#define CHATCORE_SERVER_SERVER_H

#include "access_log.h"
#include "bodies.h"
#include "connections.h"
#include "listeners.h"
#include "options.h"

#include <chatcore.h>
#include <microhttpd.h>

/* Requests that wait for news: how many there are and may be. */
struct waiting {
    pthread_mutex_t lock;
    pthread_cond_t ended;
    size_t count;
    size_t most;
};

struct server {
    const struct options *options;
    chatcore *engine;
    struct access_log log;
    struct connections connections;
    struct bodies bodies;
    struct waiting waiting;
    struct MHD_Daemon *daemons[MOST_SOCKETS];
    size_t daemon_count;
};

/* Serves the sockets; false after a complaint. server_stop() is to be called in either case. */
bool server_start(struct server *server, const struct listeners *listeners);

/* Takes no new connections any more; those that are open end with their request. */
void server_quiesce(struct server *server);

/* Has those answered who wait for news, at once. The engine takes no more requests from then on. */
void server_end_waiting(struct server *server);

/* Cuts off what is left, and waits for the engine's calls under way. */
void server_stop(struct server *server);

#endif
