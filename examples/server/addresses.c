#include "addresses.h"

#include "complain.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { SOCKET_FLAGS = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK };

static bool fail(const char *text, int descriptor) {
    complain("--listen %s: %s", text, strerror(errno));
    if (descriptor >= 0) {
        close(descriptor);
    }
    return false;
}

/* Whether a socket's file is left over from a server that is gone: it is a socket, and nobody answers there. */
static bool is_left_over(const struct sockaddr_un *address) {
    struct stat status;
    if (lstat(address->sun_path, &status) != 0 || !S_ISSOCK(status.st_mode)) {
        return false;
    }
    int descriptor = socket(AF_UNIX, SOCKET_FLAGS, 0);
    bool refused = descriptor >= 0 && connect(descriptor, (const struct sockaddr *)address, sizeof *address) != 0 &&
                   errno == ECONNREFUSED;
    if (descriptor >= 0) {
        close(descriptor);
    }
    return refused;
}

static bool bind_unix(struct listeners *listeners, const char *text, const char *path, mode_t mode) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (*path == '\0' || strlen(path) >= sizeof address.sun_path) {
        complain("--listen %s: a path has 1 to %zu bytes", text, sizeof address.sun_path - 1);
        return false;
    }
    memcpy(address.sun_path, path, strlen(path) + 1);
    if (is_left_over(&address)) {
        unlink(path);
    }
    int descriptor = socket(AF_UNIX, SOCKET_FLAGS, 0);
    /* Nobody may connect between bind() and chmod(). There is one thread yet, so nobody else meets the mask. */
    mode_t before = umask(0777);
    bool bound = descriptor >= 0 && bind(descriptor, (const struct sockaddr *)&address, sizeof address) == 0;
    int reason = errno;
    umask(before);
    errno = reason;
    if (!bound) {
        return fail(text, descriptor);
    }
    if (chmod(path, mode) != 0) {
        unlink(path);
        return fail(text, descriptor);
    }
    return listeners_add(listeners, descriptor, false, path);
}

static bool bind_internet(struct listeners *listeners, const char *text, const struct addrinfo *found, bool both) {
    const int yes = 1;
    const int only = both ? 0 : 1;
    int descriptor = socket(found->ai_family, SOCKET_FLAGS, 0);
    if (descriptor < 0 || setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
        (found->ai_family == AF_INET6 && setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only) != 0) ||
        bind(descriptor, found->ai_addr, found->ai_addrlen) != 0) {
        return fail(text, descriptor);
    }
    return listeners_add(listeners, descriptor, false, "");
}

/* Splits HOST:PORT, [HOST]:PORT or :PORT; false when the text is none of these. */
static bool split(const char *text, char *host, size_t room, const char **port) {
    const char *colon = strrchr(text, ':');
    if (colon == NULL || colon[1] == '\0' || strspn(colon + 1, "0123456789") != strlen(colon + 1)) {
        return false;
    }
    const char *start = text;
    size_t size = (size_t)(colon - text);
    if (size >= 2 && text[0] == '[' && colon[-1] == ']') {
        start++;
        size -= 2;
    } else if (memchr(text, ':', size) != NULL) {
        return false;
    }
    if (size >= room) {
        return false;
    }
    memcpy(host, start, size);
    host[size] = '\0';
    *port = colon + 1;
    return true;
}

bool addresses_bind(struct listeners *listeners, const char *text, const struct options *options) {
    if (strncmp(text, "unix:", 5) == 0) {
        return bind_unix(listeners, text, text + 5, (mode_t)options->unix_mode);
    }
    char host[256];
    const char *port = NULL;
    if (!split(text, host, sizeof host, &port)) {
        complain("--listen %s: expected HOST:PORT, [IPv6]:PORT, :PORT or unix:PATH", text);
        return false;
    }
    /* :PORT is every address of this machine. One IPv6 socket does for both kinds, where the machine has IPv6. */
    bool everywhere = host[0] == '\0';
    int kind = everywhere ? socket(AF_INET6, SOCKET_FLAGS, 0) : -1;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    hints.ai_family = !everywhere ? AF_UNSPEC : kind >= 0 ? AF_INET6 : AF_INET;
    if (kind >= 0) {
        close(kind);
    }
    struct addrinfo *found = NULL;
    int code = getaddrinfo(everywhere ? NULL : host, port, &hints, &found);
    if (code != 0) {
        complain("--listen %s: %s", text, gai_strerror(code));
        return false;
    }
    bool opened = true;
    for (const struct addrinfo *next = found; next != NULL && opened; next = next->ai_next) {
        opened = bind_internet(listeners, text, next, everywhere);
    }
    freeaddrinfo(found);
    return opened;
}
