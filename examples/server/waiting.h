/* Requests that wait for news, such as those for /chat/v1/events. Each waits on a thread of its own while its connection
 * is put aside, so that the threads that serve all others stay free. */
#ifndef CHATCORE_SERVER_WAITING_H
#define CHATCORE_SERVER_WAITING_H

#include "request.h"
#include "server.h"

void waiting_begin(struct waiting *waiting, const struct options *options);

/* Whether a request asks the engine to wait. */
bool waiting_is_asked(const struct request *request);

/* Puts the connection aside and lets the engine answer the request, which is handled again afterwards: with the answer, or
 * with a refusal when as many wait already as may. */
void waiting_add(struct server *server, struct request *request, struct MHD_Connection *http);

/* How many requests wait. */
size_t waiting_count(struct waiting *waiting);

/* Waits until nobody waits any more. */
void waiting_end(struct waiting *waiting);

#endif
