// Closing descriptors without taking locks away from others.
//
// To close any descriptor of a file drops the POSIX locks that this process has on it: those of a standard SQLite that
// the host uses besides, perhaps on our own file. While the system lists such locks, closing is put off.
#define _GNU_SOURCE
#include "open_file.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// What a host that keeps the file open for ever, and opens engine after engine on it, can cost in descriptors.
#define MOST 64

struct closing {
    struct closing *next;
    // One of the two.
    int descriptor;
    struct real_file real;
    uint64_t number;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct closing *first;

// Whether a line of /proc/locks tells of a POSIX lock of this process on a file: "1: POSIX  ADVISORY  READ 811 fe:00:5334 0 EOF".
// The device is not looked at, for some file systems show another one there than to stat().
static bool tells_of(const char *line, uint64_t number) {
    long process;
    unsigned long long file;
    return sscanf(line, "%*d: POSIX %*s %*s %ld %*x:%*x:%llu", &process, &file) == 2 && process == getpid() && file == number;
}

static bool has_posix_locks(uint64_t number) {
    FILE *locks = fopen("/proc/locks", "re");
    if (!locks) return false;
    char line[256];
    bool found = false;
    while (!found && fgets(line, sizeof line, locks)) found = tells_of(line, number);
    fclose(locks);
    return found;
}

static void close_now(struct closing *one) {
    if (one->descriptor >= 0) close(one->descriptor);
    real_file_close(&one->real);
    free(one);
}

// Closes what may be closed by now; the newest ones alone when there are too many.
static void close_those_that_may(void) {
    int kept = 0;
    struct closing **place = &first;
    while (*place) {
        struct closing *one = *place;
        if (kept < MOST && has_posix_locks(one->number)) {
            kept++;
            place = &one->next;
        } else {
            *place = one->next;
            close_now(one);
        }
    }
}

static void close_kindly(struct closing closing) {
    pthread_mutex_lock(&lock);
    struct closing *one = malloc(sizeof *one);
    if (one) {
        *one = closing;
        one->next = first;
        first = one;
        close_those_that_may();
    } else {
        if (closing.descriptor >= 0) close(closing.descriptor);
        real_file_close(&closing.real);
    }
    pthread_mutex_unlock(&lock);
}

void close_descriptor_kindly(int descriptor) {
    open_files_identity identity;
    if (descriptor < 0) return;
    if (!identity_of_descriptor(descriptor, &identity)) {
        close(descriptor);
        return;
    }
    close_kindly((struct closing){.descriptor = descriptor, .number = identity.number});
}

void close_real_file_kindly(struct real_file real, uint64_t number) {
    close_kindly((struct closing){.descriptor = -1, .real = real, .number = number});
}

void closing_before_fork(void) { pthread_mutex_lock(&lock); }

void closing_after_fork_in_parent(void) { pthread_mutex_unlock(&lock); }

void closing_after_fork_in_child(void) {
    // They are the parent's; none of them holds a lock.
    first = NULL;
    pthread_mutex_unlock(&lock);
}
