/* Requests that the server answers itself. */
#ifndef CHATCORE_SERVER_REFUSALS_H
#define CHATCORE_SERVER_REFUSALS_H

#include <microhttpd.h>

struct refusal {
    unsigned status;
    /* What was wrong and what was expected, in a sentence. */
    const char *sentence;
};

extern const struct refusal refusal_body_too_large;
extern const struct refusal refusal_no_room;
extern const struct refusal refusal_no_answer;
extern const struct refusal refusal_head_too_large;

/* Why a request cannot be taken in by its head: its end can be told in two ways, or in none that we know; NULL when
 * nothing is wrong. */
const struct refusal *refusal_of_framing(struct MHD_Connection *http);

#endif
