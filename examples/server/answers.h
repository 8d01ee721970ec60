/* Answers on their way out. */
#ifndef CHATCORE_SERVER_ANSWERS_H
#define CHATCORE_SERVER_ANSWERS_H

#include "request.h"
#include "server.h"

/* Sends a refusal; the connection ends with it when the body was not read to its end. */
enum MHD_Result answer_refusal(struct server *server, struct request *request, struct MHD_Connection *http,
                               const struct refusal *refusal);

/* Sends the engine's response and releases it when it is sent, or cannot be. */
enum MHD_Result answer_message(struct server *server, struct request *request, struct MHD_Connection *http,
                               const chatcore_message *message);

#endif
