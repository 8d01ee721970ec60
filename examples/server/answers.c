#include "answers.h"

#include "complain.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Sends a response, which is let go of in any case. */
static enum MHD_Result send_response(struct server *server, struct request *request, struct MHD_Connection *http, unsigned status,
                                     uint64_t size, struct MHD_Response *response) {
    if (response == NULL) {
        return MHD_NO;
    }
    if (connections_are_stopping(&server->connections)) {
        MHD_add_response_header(response, "Connection", "close");
    }
    request->status = status;
    request->sent = strcmp(request->method, "HEAD") == 0 ? 0 : size;
    enum MHD_Result queued = MHD_queue_response(http, status, response);
    MHD_destroy_response(response);
    return queued;
}

enum MHD_Result answer_refusal(struct server *server, struct request *request, struct MHD_Connection *http,
                               const struct refusal *refusal) {
    size_t size = strlen(refusal->sentence);
    struct MHD_Response *response = MHD_create_response_from_buffer(size, (void *)refusal->sentence, MHD_RESPMEM_PERSISTENT);
    if (response != NULL) {
        MHD_add_response_header(response, "Content-Type", "text/plain; charset=utf-8");
        if (refusal->status == 503) {
            MHD_add_response_header(response, "Retry-After", "5");
        }
        if (refusal->status != 500) {
            MHD_add_response_header(response, "Connection", "close");
        }
    }
    connections_enter(&server->connections, request->connection, PHASE_ANSWERING);
    return send_response(server, request, http, refusal->status, size, response);
}

/* What says how the bytes travel is libmicrohttpd's to say. */
static bool is_about_transport(const char *name) {
    static const char *const names[] = {"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date"};
    for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
        if (strcasecmp(names[index], name) == 0) {
            return true;
        }
    }
    return false;
}

/* A zero-terminated copy; NULL when no memory is left or a zero is among the bytes. */
static char *copy(chatcore_bytes bytes) {
    char *text = bytes.size > 0 && memchr(bytes.data, 0, bytes.size) != NULL ? NULL : malloc(bytes.size + 1);
    if (text != NULL) {
        if (bytes.size > 0) {
            memcpy(text, bytes.data, bytes.size);
        }
        text[bytes.size] = '\0';
    }
    return text;
}

static bool add_header(struct MHD_Response *response, const chatcore_header *header) {
    char *name = copy(header->name);
    char *value = copy(header->value);
    bool added = name != NULL && value != NULL &&
                 (is_about_transport(name) || MHD_add_response_header(response, name, value) == MHD_YES);
    if (!added) {
        complain("the header %.*s of an answer cannot be sent", (int)header->name.size, (const char *)header->name.data);
    }
    free(value);
    free(name);
    return added;
}

static void release(void *message) { chatcore_release(message); }

enum MHD_Result answer_message(struct server *server, struct request *request, struct MHD_Connection *http,
                               const chatcore_message *message) {
    struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
        message->body.size, (void *)message->body.data, release, (void *)message);
    if (response == NULL) {
        chatcore_release(message);
        return MHD_NO;
    }
    for (size_t index = 0; index < message->header_count; index++) {
        if (!add_header(response, &message->headers[index])) {
            MHD_destroy_response(response);
            return answer_refusal(server, request, http, &refusal_no_answer);
        }
    }
    return send_response(server, request, http, (unsigned)message->status, message->body.size, response);
}
