/* What the command line says. */
#ifndef CHATCORE_SERVER_OPTIONS_H
#define CHATCORE_SERVER_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

enum { MOST_LISTENERS = 16 };

/* Texts point into the command line. */
struct options {
    const char *listen[MOST_LISTENERS];
    size_t listen_count;
    const char *config;
    const char *import;
    const char *access_log;
    uint64_t unix_mode;
    uint64_t threads;
    uint64_t connections;
    uint64_t waiters;
    uint64_t head_bytes;
    uint64_t body_bytes;
    uint64_t memory_bytes;
    uint64_t request_seconds;
    uint64_t response_seconds;
    uint64_t idle_seconds;
    uint64_t stop_seconds;
    /* 1 when every request comes by way of a proxy that names the client. */
    uint64_t behind_proxy;
};

enum options_outcome { OPTIONS_RUN, OPTIONS_ANSWERED, OPTIONS_WRONG };

/* Reads the command line. OPTIONS_ANSWERED is --help or --version, which are printed; OPTIONS_WRONG was complained about. */
enum options_outcome options_read(struct options *options, int count, char **arguments);

#endif
