/* A whole request, handed to the engine. */
#ifndef CHATCORE_SERVER_FORWARDING_H
#define CHATCORE_SERVER_FORWARDING_H

#include "request.h"
#include "server.h"

/* Lets the engine answer; it may take its time. The request keeps what it said. */
void ask(struct server *server, struct request *request, struct MHD_Connection *http, const char *method);

/* Sends what the engine said, or asks it first. */
enum MHD_Result forward(struct server *server, struct request *request, struct MHD_Connection *http, const char *method);

#endif
