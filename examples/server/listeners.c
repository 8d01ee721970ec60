#include "listeners.h"

#include "activation.h"
#include "addresses.h"
#include "complain.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Writes where a socket listens. */
static void name_socket(struct listener *listener) {
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    char host[INET6_ADDRSTRLEN] = "?";
    memset(&address, 0, sizeof address);
    if (getsockname(listener->descriptor, (struct sockaddr *)&address, &size) != 0) {
        return;
    }
    if (address.ss_family == AF_INET) {
        const struct sockaddr_in *internet = (const struct sockaddr_in *)&address;
        inet_ntop(AF_INET, &internet->sin_addr, host, sizeof host);
        snprintf(listener->name, sizeof listener->name, "http://%s:%d", host, ntohs(internet->sin_port));
    } else if (address.ss_family == AF_INET6) {
        const struct sockaddr_in6 *internet = (const struct sockaddr_in6 *)&address;
        inet_ntop(AF_INET6, &internet->sin6_addr, host, sizeof host);
        snprintf(listener->name, sizeof listener->name, "http://[%s]:%d", host, ntohs(internet->sin6_port));
    } else {
        /* The path may fill its field to the end, without a zero. An abstract one begins with a zero, by custom written @. */
        const struct sockaddr_un *local = (const struct sockaddr_un *)&address;
        bool abstract = local->sun_path[0] == '\0';
        snprintf(listener->name, sizeof listener->name, "unix:%s%.*s", abstract ? "@" : "",
                 (int)sizeof local->sun_path - abstract, local->sun_path + abstract);
    }
}

bool listeners_add(struct listeners *listeners, int descriptor, bool passed, const char *path) {
    if (listeners->count == MOST_SOCKETS) {
        complain("there are more than %d sockets to listen on", MOST_SOCKETS);
        return false;
    }
    struct listener *listener = &listeners->all[listeners->count++];
    memset(listener, 0, sizeof *listener);
    listener->descriptor = descriptor;
    listener->passed = passed;
    snprintf(listener->path, sizeof listener->path, "%s", path);
    name_socket(listener);
    return true;
}

bool listeners_bind(struct listeners *listeners, const struct options *options) {
    listeners->count = 0;
    if (!activation_take(listeners)) {
        return false;
    }
    for (size_t index = 0; index < options->listen_count; index++) {
        if (!addresses_bind(listeners, options->listen[index], options)) {
            return false;
        }
    }
    return listeners->count > 0 || addresses_bind(listeners, "127.0.0.1:8686", options);
}

bool listeners_listen(struct listeners *listeners) {
    for (size_t index = 0; index < listeners->count; index++) {
        const struct listener *listener = &listeners->all[index];
        if (!listener->passed && listen(listener->descriptor, SOMAXCONN) != 0) {
            complain("%s: %s", listener->name, strerror(errno));
            return false;
        }
    }
    return true;
}

void listeners_refuse(struct listeners *listeners) {
    for (size_t index = 0; index < listeners->count; index++) {
        struct listener *listener = &listeners->all[index];
        if (listener->path[0] != '\0') {
            unlink(listener->path);
            listener->path[0] = '\0';
        }
        if (!listener->passed) {
            shutdown(listener->descriptor, SHUT_RDWR);
        }
    }
}

void listeners_close(struct listeners *listeners) {
    for (size_t index = 0; index < listeners->count; index++) {
        if (listeners->all[index].path[0] != '\0') {
            unlink(listeners->all[index].path);
        }
        close(listeners->all[index].descriptor);
    }
    listeners->count = 0;
}
