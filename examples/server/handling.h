/* A request's way through: its first line, its headers, its body, the engine, the answer, the log. The functions are
 * called by libmicrohttpd, each with the server as its first argument. */
#ifndef CHATCORE_SERVER_HANDLING_H
#define CHATCORE_SERVER_HANDLING_H

#include <microhttpd.h>

/* The first line is here; answers what is passed to the others as the request's context. */
void *begin_request(void *server, const char *target, struct MHD_Connection *http);

/* The headers are here, or a piece of the body, or its end. */
enum MHD_Result handle_request(void *server, struct MHD_Connection *http, const char *path, const char *method, const char *version,
                               const char *piece, size_t *piece_size, void **context);

/* The answer is sent, or never will be. */
void end_request(void *server, struct MHD_Connection *http, void **context, enum MHD_RequestTerminationCode how);

#endif
