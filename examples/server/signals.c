#include "signals.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

int signals_open(void) {
    sigset_t heeded;
    sigemptyset(&heeded);
    sigaddset(&heeded, SIGTERM);
    sigaddset(&heeded, SIGINT);
    sigaddset(&heeded, SIGHUP);
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || sigprocmask(SIG_BLOCK, &heeded, NULL) != 0) {
        return -1;
    }
    return signalfd(-1, &heeded, SFD_CLOEXEC | SFD_NONBLOCK);
}

int signals_wait(int descriptor, int milliseconds) {
    struct pollfd waiting = {.fd = descriptor, .events = POLLIN};
    struct signalfd_siginfo received;
    if (poll(&waiting, 1, milliseconds) <= 0 || read(descriptor, &received, sizeof received) != (ssize_t)sizeof received) {
        return 0;
    }
    return (int)received.ssi_signo;
}
