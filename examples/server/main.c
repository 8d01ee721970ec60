/* chatcore-server: a ChatCore engine behind HTTP. */
#include "activation.h"
#include "clock.h"
#include "complain.h"
#include "engine.h"
#include "listeners.h"
#include "options.h"
#include "server.h"
#include "signals.h"
#include "waiting.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

enum { TICK = 500, LAST_TICK = 20 };

/* Every connection is a descriptor, and the usual bound is that of programs with few. */
static void allow_descriptors(size_t count) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < count) {
        limit.rlim_cur = limit.rlim_max < count ? limit.rlim_max : count;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/* Serves until a signal says to stop. */
static void serve(struct server *server, int signals) {
    for (;;) {
        int signal = signals_wait(signals, TICK);
        if (signal == SIGTERM || signal == SIGINT) {
            return;
        }
        if (signal == SIGHUP) {
            access_log_reopen(&server->log);
        }
        connections_cut_late(&server->connections);
    }
}

/* Lets the requests under way finish, for as long as they may. A second signal ends that. */
static void finish(struct server *server, struct listeners *listeners, int signals) {
    int64_t end = clock_microseconds() + (int64_t)server->options->stop_seconds * 1000000;
    server_quiesce(server);
    listeners_refuse(listeners);
    size_t left = connections_stop(&server->connections);
    bool patient = true;
    while (left > 0 && patient && clock_microseconds() < end) {
        if (left <= waiting_count(&server->waiting)) {
            /* Nobody is left but who waits for news, and will ask again. */
            server_end_waiting(server);
        }
        int signal = signals_wait(signals, LAST_TICK);
        patient = signal != SIGTERM && signal != SIGINT;
        connections_cut_late(&server->connections);
        left = connections_stop(&server->connections);
    }
    if (left > 0) {
        complain("%zu connections are cut off", left);
    }
}

static int run(struct server *server, struct listeners *listeners, int signals) {
    if (!listeners_listen(listeners) || !server_start(server, listeners)) {
        server_stop(server);
        return 1;
    }
    activation_notify("READY=1");
    serve(server, signals);
    activation_notify("STOPPING=1");
    finish(server, listeners, signals);
    server_stop(server);
    complain("stopped");
    return 0;
}

int main(int count, char **arguments) {
    static struct options options;
    static struct listeners listeners;
    static struct server server;
    switch (options_read(&options, count, arguments)) {
    case OPTIONS_ANSWERED:
        return 0;
    case OPTIONS_WRONG:
        return 2;
    case OPTIONS_RUN:
        break;
    }
    int signals = signals_open();
    int code = 1;
    server.options = &options;
    server.log.descriptor = -1;
    if (signals < 0) {
        complain("signals cannot be waited for");
    } else if (access_log_open(&server.log, options.access_log) && listeners_bind(&listeners, &options)) {
        /* Bound, so that nothing is imported into the store of a server that runs already; not listening yet. */
        server.engine = engine_open(&options);
        if (server.engine != NULL) {
            allow_descriptors(listeners.count * (options.connections + options.threads * 3) + 64);
            code = run(&server, &listeners, signals);
            chatcore_close(server.engine);
        }
    }
    listeners_close(&listeners);
    access_log_close(&server.log);
    return code;
}
