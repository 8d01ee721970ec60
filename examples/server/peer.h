/* Who sent a request. */
#ifndef CHATCORE_SERVER_PEER_H
#define CHATCORE_SERVER_PEER_H

#include <microhttpd.h>
#include <stdbool.h>

enum { PEER_ROOM = 46 };

/* Writes the address at the other end of a connection; empty for a Unix socket. */
void peer_of_connection(struct MHD_Connection *http, char peer[PEER_ROOM]);

/* Writes the address that the proxy in front has seen, the last one of X-Forwarded-For; false when there is none. */
bool peer_by_proxy(struct MHD_Connection *http, char peer[PEER_ROOM]);

#endif
