/* HTTP-shaped requests, as a host's HTTP server would hand them over. */
#ifndef SUPPORT_DESK_REQUESTS_H
#define SUPPORT_DESK_REQUESTS_H

#include <chatcore.h>

enum { REQUEST_HEADERS = 8 };

/* A request and what it points into. Names and values are borrowed; the body is owned. Not to be copied: the message
 * points to the headers beside it. */
struct request {
    chatcore_message message;
    chatcore_header headers[REQUEST_HEADERS];
    char *body;
};

/* Begins a request without headers and body. */
void request_begin(struct request *request, const char *method, const char *target);

/* Adds a header; both texts must outlive the request. */
void request_header(struct request *request, const char *name, const char *value);

/* Begins a SOAP request in the form of the vendor's manual: a SOAP 1.2 envelope with the credentials directly under it.
 * `content` is the operation's element; `ticket` may be NULL. */
void request_soap(struct request *request, const char *target, const char *service, int version, const char *ticket,
                  const char *content);

/* Frees what the request owns. */
void request_end(struct request *request);

/* printf into memory of the right size, to be freed by the caller. */
char *format(const char *pattern, ...);

#endif
