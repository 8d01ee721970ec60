#include "forwarding.h"

#include "answers.h"
#include "complain.h"
#include "waiting.h"

#include <stdlib.h>
#include <string.h>

struct headers {
    chatcore_header *all;
    size_t count;
    size_t room;
};

static enum MHD_Result add(void *context, enum MHD_ValueKind kind, const char *name, size_t name_size, const char *value,
                           size_t value_size) {
    struct headers *headers = context;
    (void)kind;
    if (headers->count == headers->room) {
        return MHD_NO;
    }
    chatcore_header *header = &headers->all[headers->count++];
    header->name.data = name;
    header->name.size = name_size;
    header->value.data = value;
    header->value.size = value_size;
    return MHD_YES;
}

/* Points to the headers where libmicrohttpd keeps them; false when no memory is left. */
static bool gather(struct headers *headers, struct MHD_Connection *http) {
    int count = MHD_get_connection_values_n(http, MHD_HEADER_KIND, NULL, NULL);
    headers->count = 0;
    headers->room = count > 0 ? (size_t)count : 0;
    headers->all = calloc(headers->room + 1, sizeof *headers->all);
    if (headers->all == NULL) {
        return false;
    }
    MHD_get_connection_values_n(http, MHD_HEADER_KIND, add, headers);
    return true;
}

/* What is sent when the engine has no response to give. */
static const struct refusal *refusal_of(int32_t code, const chatcore_error *error, const struct request *request) {
    if (code == CHATCORE_ERROR_LIMIT) {
        return &refusal_head_too_large;
    }
    complain("%s %.200s: the engine does not answer (code %d): %s", request->method, request->target, (int)code,
             error == NULL ? "no memory is left" : error->message);
    return &refusal_no_answer;
}

void ask(struct server *server, struct request *request, struct MHD_Connection *http, const char *method) {
    struct headers headers;
    request->asked = true;
    request->no_response = &refusal_no_answer;
    if (!gather(&headers, http)) {
        return;
    }
    /* HEAD is GET as far as the engine goes: its headers are to be those of GET, Content-Length among them. libmicrohttpd
     * leaves out the body. */
    const char *asked = strcmp(method, "HEAD") == 0 ? "GET" : method;
    chatcore_message message;
    memset(&message, 0, sizeof message);
    message.struct_size = sizeof message;
    message.method = chatcore_text(asked);
    message.target.data = request->target;
    message.target.size = request->target_size;
    message.headers = headers.all;
    message.header_count = headers.count;
    message.body.data = request->body.data;
    message.body.size = request->body.size;
    message.peer = chatcore_text(request->peer);
    message.has_gone = connection_has_gone;
    message.client = request->connection;

    chatcore_error *error = NULL;
    int32_t code = chatcore_handle(server->engine, &message, &request->response, &error);
    free(headers.all);
    /* The body has been read; it need not be held until the answer is taken. */
    body_free(&request->body, &server->bodies);
    if (code != CHATCORE_OK) {
        request->no_response = refusal_of(code, error, request);
        chatcore_release(error);
    }
}

enum MHD_Result forward(struct server *server, struct request *request, struct MHD_Connection *http, const char *method) {
    if (!request->asked) {
        connections_enter(&server->connections, request->connection, PHASE_ANSWERING);
        if (connections_was_late(&server->connections, request->connection)) {
            return MHD_NO;
        }
        if (waiting_is_asked(request)) {
            waiting_add(server, request, http);
            return MHD_YES;
        }
        ask(server, request, http, method);
    }
    const chatcore_message *response = request->response;
    request->response = NULL;
    return response == NULL ? answer_refusal(server, request, http, request->no_response)
                            : answer_message(server, request, http, response);
}
