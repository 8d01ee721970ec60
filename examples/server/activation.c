#include "activation.h"

#include "amounts.h"
#include "complain.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST_PASSED = 3 };

/* The number in an environment variable, 0 when there is none. */
static uint64_t number_in(const char *variable) {
    const char *text = getenv(variable);
    uint64_t number = 0;
    return text != NULL && read_count(text, &number) ? number : 0;
}

static int option_of(int descriptor, int option) {
    int value = -1;
    socklen_t size = sizeof value;
    return getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

static bool listens(int descriptor) {
    return option_of(descriptor, SO_TYPE) == SOCK_STREAM && option_of(descriptor, SO_ACCEPTCONN) == 1;
}

bool activation_take(struct listeners *listeners) {
    uint64_t process = number_in("LISTEN_PID");
    uint64_t count = number_in("LISTEN_FDS");
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    /* The variables may have been meant for a process that started us. */
    if (process != (uint64_t)getpid()) {
        return true;
    }
    for (uint64_t index = 0; index < count; index++) {
        if (index >= MOST_SOCKETS) {
            complain("LISTEN_FDS: there are more than %d sockets to listen on", MOST_SOCKETS);
            return false;
        }
        int descriptor = FIRST_PASSED + (int)index;
        if (!listens(descriptor)) {
            complain("LISTEN_FDS: descriptor %d is no stream socket that listens (Accept=no in the .socket unit)", descriptor);
            return false;
        }
        int flags = fcntl(descriptor, F_GETFL);
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
        fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
        if (!listeners_add(listeners, descriptor, true, "")) {
            return false;
        }
    }
    return true;
}

void activation_notify(const char *state) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = getenv("NOTIFY_SOCKET");
    if (path == NULL || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof address.sun_path) {
        return;
    }
    memcpy(address.sun_path, path, strlen(path));
    if (path[0] == '@') {
        address.sun_path[0] = '\0';
    }
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor >= 0) {
        sendto(descriptor, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&address,
               (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path)));
        close(descriptor);
    }
}
