#include "server.h"

#include "complain.h"
#include "handling.h"
#include "peer.h"
#include "waiting.h"

#include <string.h>

static void on_connection(void *context, struct MHD_Connection *http, void **slot, enum MHD_ConnectionNotificationCode what) {
    struct server *server = context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        char peer[PEER_ROOM];
        peer_of_connection(http, peer);
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(http, MHD_CONNECTION_INFO_CONNECTION_FD);
        *slot = info == NULL ? NULL : connections_open(&server->connections, info->connect_fd, peer);
    } else if (*slot != NULL) {
        connections_close(&server->connections, *slot);
        *slot = NULL;
    }
}

static struct MHD_Daemon *start(struct server *server, int descriptor) {
    const struct options *options = server->options;
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL, handle_request, server,
        MHD_OPTION_EXTERNAL_LOGGER, complain_for_http, NULL,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)descriptor,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)options->threads,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)options->connections,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)options->idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)options->head_bytes,
        /* Two ways to tell where a request ends are one too many when there is a proxy in front. */
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_URI_LOG_CALLBACK, begin_request, server,
        MHD_OPTION_NOTIFY_COMPLETED, end_request, server,
        MHD_OPTION_END);
}

bool server_start(struct server *server, const struct listeners *listeners) {
    connections_begin(&server->connections, server->options);
    waiting_begin(&server->waiting, server->options);
    memset(&server->bodies, 0, sizeof server->bodies);
    server->bodies.most_each = server->options->body_bytes;
    server->bodies.most_together = server->options->memory_bytes;
    server->daemon_count = 0;
    for (size_t index = 0; index < listeners->count; index++) {
        struct MHD_Daemon *daemon = start(server, listeners->all[index].descriptor);
        if (daemon == NULL) {
            complain("%s cannot be served", listeners->all[index].name);
            return false;
        }
        server->daemons[server->daemon_count++] = daemon;
        complain("listening on %s", listeners->all[index].name);
    }
    return true;
}

void server_quiesce(struct server *server) {
    for (size_t index = 0; index < server->daemon_count; index++) {
        MHD_quiesce_daemon(server->daemons[index]);
    }
}

void server_end_waiting(struct server *server) {
    if (waiting_count(&server->waiting) > 0) {
        chatcore_close(server->engine);
        waiting_end(&server->waiting);
    }
}

void server_stop(struct server *server) {
    /* A daemon cannot be stopped while connections are put aside. */
    server_end_waiting(server);
    /* A daemon that was not quiesced would close its socket, which the listeners own. */
    server_quiesce(server);
    for (size_t index = 0; index < server->daemon_count; index++) {
        MHD_stop_daemon(server->daemons[index]);
    }
    server->daemon_count = 0;
}
