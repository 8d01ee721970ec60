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

struct server {
    const struct options *options;
    chatcore *engine;
    struct access_log log;
    struct connections connections;
    struct bodies bodies;
    struct MHD_Daemon *daemons[MOST_SOCKETS];
    size_t daemon_count;
};

/* Serves the sockets; false after a complaint. server_stop() is to be called in either case. */
bool server_start(struct server *server, const struct listeners *listeners);

/* Takes no new connections any more; those that are open end with their request. */
void server_quiesce(struct server *server);

/* Cuts off what is left, and waits for the engine's calls under way. */
void server_stop(struct server *server);

#endif
