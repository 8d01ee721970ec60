#include "handling.h"

#include "answers.h"
#include "clock.h"
#include "forwarding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is read of a body beyond the limit, so that a client who sends first and reads afterwards gets to read why. */
enum { PATIENCE = 16 << 20 };

void *begin_request(void *context, const char *target, struct MHD_Connection *http) {
    struct server *server = context;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(http, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *connection = info == NULL ? NULL : info->socket_context;
    size_t size = strlen(target);
    struct request *request = connection == NULL ? NULL : malloc(sizeof *request + size + 1);
    if (request == NULL) {
        return NULL;
    }
    memset(request, 0, sizeof *request);
    memcpy(request->target, target, size + 1);
    memcpy(request->peer, connection->peer, sizeof request->peer);
    request->target_size = size;
    request->connection = connection;
    request->started = clock_microseconds();
    connections_enter(&server->connections, connection, PHASE_RECEIVING);
    return request;
}

static void keep(char *room, size_t size, const char *text) { snprintf(room, size, "%s", text == NULL ? "" : text); }

static const char *header(struct MHD_Connection *http, const char *name) {
    return MHD_lookup_connection_value(http, MHD_HEADER_KIND, name);
}

/* Whether the client waits to be told whether to send its body. */
static bool waits_for_word(struct MHD_Connection *http) {
    const char *expected = header(http, "Expect");
    return expected != NULL && strcasecmp(expected, "100-continue") == 0;
}

static enum MHD_Result take_head(struct server *server, struct request *request, struct MHD_Connection *http) {
    if (server->options->behind_proxy) {
        peer_by_proxy(http, request->peer);
    }
    keep(request->referer, sizeof request->referer, header(http, "Referer"));
    keep(request->agent, sizeof request->agent, header(http, "User-Agent"));
    const struct refusal *refusal = refusal_of_framing(http);
    if (refusal != NULL) {
        return answer_refusal(server, request, http, refusal);
    }
    const char *length = header(http, "Content-Length");
    unsigned long long declared = length == NULL ? 0 : strtoull(length, NULL, 10);
    if (declared > server->bodies.most_each) {
        request->refusal = &refusal_body_too_large;
        if (waits_for_word(http) || declared - server->bodies.most_each > PATIENCE) {
            return answer_refusal(server, request, http, request->refusal);
        }
    }
    return MHD_YES;
}

static enum MHD_Result take_piece(struct server *server, struct request *request, const char *piece, size_t size) {
    if (request->refusal == NULL) {
        switch (body_add(&request->body, &server->bodies, piece, size)) {
        case BODY_TAKEN:
            return MHD_YES;
        case BODY_TOO_LARGE:
            request->refusal = &refusal_body_too_large;
            break;
        case BODY_NO_ROOM:
            request->refusal = &refusal_no_room;
            break;
        }
    }
    request->passed_over += size;
    return request->passed_over > server->bodies.most_each + PATIENCE ? MHD_NO : MHD_YES;
}

enum MHD_Result handle_request(void *context, struct MHD_Connection *http, const char *path, const char *method, const char *version,
                               const char *piece, size_t *piece_size, void **slot) {
    struct server *server = context;
    struct request *request = *slot;
    (void)path;
    if (request == NULL) {
        return MHD_NO;
    }
    if (!request->headed) {
        request->headed = true;
        keep(request->method, sizeof request->method, method);
        keep(request->version, sizeof request->version, version);
        return take_head(server, request, http);
    }
    if (*piece_size > 0) {
        size_t size = *piece_size;
        *piece_size = 0;
        return take_piece(server, request, piece, size);
    }
    if (request->refusal != NULL) {
        return answer_refusal(server, request, http, request->refusal);
    }
    return forward(server, request, http, method);
}

/* The status that the client saw: ours, one that libmicrohttpd gave, 408, or 499 when there was none. */
static unsigned status_of(struct server *server, const struct request *request, struct MHD_Connection *http) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(http, MHD_CONNECTION_INFO_HTTP_STATUS);
    if (connections_was_late(&server->connections, request->connection)) {
        return 408;
    }
    if (request->status == 0) {
        return info == NULL ? 499 : info->http_status;
    }
    return request->status;
}

void end_request(void *context, struct MHD_Connection *http, void **slot, enum MHD_RequestTerminationCode how) {
    struct server *server = context;
    struct request *request = *slot;
    if (request == NULL) {
        return;
    }
    *slot = NULL;
    struct access access = {
        .peer = request->peer,
        .method = request->method,
        .target = request->target,
        .version = request->version,
        .referer = request->referer,
        .agent = request->agent,
        .status = status_of(server, request, http),
        /* How much of an answer that was cut off did arrive is not known. */
        .bytes = how == MHD_REQUEST_TERMINATED_COMPLETED_OK ? request->sent : 0,
        .microseconds = clock_microseconds() - request->started,
    };
    access_log_write(&server->log, &access);
    body_free(&request->body, &server->bodies);
    chatcore_release(request->response);
    connections_enter(&server->connections, request->connection, PHASE_WAITING);
    free(request);
}
