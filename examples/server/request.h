/* One request, from its first line to the last byte of its answer. */
#ifndef CHATCORE_SERVER_REQUEST_H
#define CHATCORE_SERVER_REQUEST_H

#include "bodies.h"
#include "connections.h"
#include "peer.h"
#include "refusals.h"

#include <chatcore.h>
#include <stdint.h>

struct request {
    struct connection *connection;
    int64_t started;
    /* Whether its headers are here. */
    bool headed;
    /* Why it is not handed to the engine; NULL when it is. Its body is passed over. */
    const struct refusal *refusal;
    size_t passed_over;
    struct body body;
    /* What the engine said, once it was asked: a response, or why there is none. */
    bool asked;
    const chatcore_message *response;
    const struct refusal *no_response;
    /* Of the answer. */
    unsigned status;
    uint64_t sent;
    char peer[PEER_ROOM];
    /* For the log, where a client may have to do with less. */
    char method[24];
    char version[12];
    char referer[256];
    char agent[256];
    /* As it was sent. */
    size_t target_size;
    char target[];
};

#endif
