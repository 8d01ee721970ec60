/* A whole request, handed to the engine. */
#ifndef CHATCORE_SERVER_FORWARDING_H
#define CHATCORE_SERVER_FORWARDING_H

#include "request.h"
#include "server.h"

/* Lets the engine answer and sends what it says. */
enum MHD_Result forward(struct server *server, struct request *request, struct MHD_Connection *http, const char *method);

#endif
