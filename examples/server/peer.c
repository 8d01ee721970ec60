#include "peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

void peer_of_connection(struct MHD_Connection *http, char peer[PEER_ROOM]) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(http, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    peer[0] = '\0';
    if (info == NULL || info->client_addr == NULL) {
        return;
    }
    if (info->client_addr->sa_family == AF_INET) {
        struct sockaddr_in address;
        memcpy(&address, info->client_addr, sizeof address);
        inet_ntop(AF_INET, &address.sin_addr, peer, PEER_ROOM);
    } else if (info->client_addr->sa_family == AF_INET6) {
        struct sockaddr_in6 address;
        memcpy(&address, info->client_addr, sizeof address);
        /* An IPv4 client of a socket for both kinds is named as on one for its own. */
        if (IN6_IS_ADDR_V4MAPPED(&address.sin6_addr)) {
            inet_ntop(AF_INET, &address.sin6_addr.s6_addr[12], peer, PEER_ROOM);
        } else {
            inet_ntop(AF_INET6, &address.sin6_addr, peer, PEER_ROOM);
        }
    }
}

static enum MHD_Result keep_last(void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
    (void)kind;
    if (value != NULL && strcasecmp(name, "X-Forwarded-For") == 0) {
        *(const char **)context = value;
    }
    return MHD_YES;
}

bool peer_by_proxy(struct MHD_Connection *http, char peer[PEER_ROOM]) {
    const char *value = NULL;
    MHD_get_connection_values(http, MHD_HEADER_KIND, keep_last, &value);
    if (value == NULL) {
        return false;
    }
    /* What stands before the last comma is what the client says of itself. */
    const char *comma = strrchr(value, ',');
    const char *start = comma == NULL ? value : comma + 1;
    start += strspn(start, " \t");
    size_t size = strcspn(start, " \t");
    if (size == 0 || size >= PEER_ROOM) {
        return false;
    }
    char text[PEER_ROOM];
    struct in6_addr address;
    memcpy(text, start, size);
    text[size] = '\0';
    if (inet_pton(AF_INET, text, &address) != 1 && inet_pton(AF_INET6, text, &address) != 1) {
        return false;
    }
    memcpy(peer, text, size + 1);
    return true;
}
