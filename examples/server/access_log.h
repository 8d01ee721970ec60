/* The access log: a line for each request in the combined log format, and behind it the seconds that it took. */
#ifndef CHATCORE_SERVER_ACCESS_LOG_H
#define CHATCORE_SERVER_ACCESS_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct access_log {
    /* As --access-log has it. */
    const char *path;
    /* -1 when nothing is to be written. */
    int descriptor;
};

/* One request; texts may be empty. */
struct access {
    const char *peer;
    const char *method;
    const char *target;
    const char *version;
    const char *referer;
    const char *agent;
    unsigned status;
    uint64_t bytes;
    int64_t microseconds;
};

/* Opens the log; false after a complaint. */
bool access_log_open(struct access_log *log, const char *path);

/* Opens a file anew, for another program has moved the old one away. */
void access_log_reopen(struct access_log *log);

/* Writes a line as a whole. */
void access_log_write(const struct access_log *log, const struct access *access);

void access_log_close(struct access_log *log);

#endif
