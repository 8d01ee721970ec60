#include "refusals.h"

#include <stddef.h>
#include <strings.h>

const struct refusal refusal_body_too_large = {413, "The body is larger than this server takes.\n"};
const struct refusal refusal_no_room = {503, "The server has no room for the body at the moment; try again later.\n"};
const struct refusal refusal_no_answer = {500, "The server could not answer; its log says why.\n"};
const struct refusal refusal_head_too_large = {431, "The headers are more than this server takes.\n"};

static const struct refusal two_lengths = {400, "The length of the body is said more than once.\n"};
static const struct refusal unknown_coding = {501, "The only transfer coding that this server knows is chunked.\n"};

struct framing {
    unsigned lengths;
    unsigned codings;
    unsigned unknown_codings;
};

static enum MHD_Result look(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    struct framing *framing = context;
    (void)kind;
    if (strcasecmp(name, "Content-Length") == 0) {
        framing->lengths++;
    } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
        framing->codings++;
        framing->unknown_codings += value == NULL || strcasecmp(value, "chunked") != 0;
    }
    return MHD_YES;
}

const struct refusal *refusal_of_framing(struct MHD_Connection *http) {
    struct framing framing = {0, 0, 0};
    MHD_get_connection_values(http, MHD_HEADER_KIND, look, &framing);
    if (framing.lengths + framing.codings > 1) {
        return &two_lengths;
    }
    return framing.unknown_codings > 0 ? &unknown_coding : NULL;
}
