#define _GNU_SOURCE
#include "harness.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

_Noreturn void fail(const char *what, const char *why) {
    fprintf(stderr, "bench: %s%s%s\n", what, why != NULL ? ": " : "", why != NULL ? why : "");
    exit(1);
}

chatcore *open_engine(const char *path, const char *synchronous) {
    char config[1000];
    snprintf(config, sizeof config, "{\"store\":\"sqlite:%s\",\"auth\":{\"passwordCost\":\"minimum\"},\"storage\":{\"synchronous\":\"%s\"}}",
             path, synchronous);
    chatcore *engine = NULL;
    chatcore_error *error = NULL;
    if (chatcore_open(chatcore_text(config), &engine, &error) != CHATCORE_OK) fail(config, error->message);
    return engine;
}

const chatcore_buffer *call(chatcore *engine, const char *caller, const char *operation, const char *arguments) {
    const chatcore_buffer *answer = NULL;
    chatcore_error *error = NULL;
    if (chatcore_call(engine, chatcore_text(caller), chatcore_text(operation), chatcore_text(arguments), &answer, &error) != CHATCORE_OK)
        fail(operation, error->message);
    return answer;
}

void do_call(chatcore *engine, const char *caller, const char *operation, const char *arguments) {
    chatcore_release(call(engine, caller, operation, arguments));
}

static double seconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double wall_time(void) { return seconds(CLOCK_MONOTONIC); }
double cpu_time(void) { return seconds(CLOCK_THREAD_CPUTIME_ID); }

void sleep_for(double seconds) {
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&time, NULL);
}

double time_of_sync(const char *path) {
    enum { TIMES = 20 };
    char name[1000], page[4096] = {0};
    snprintf(name, sizeof name, "%s-sync", path);
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    double times[TIMES];
    for (int i = 0; i < TIMES; i++) {
        double start = wall_time();
        if (write(file, page, sizeof page) != sizeof page || fdatasync(file) != 0) fail(name, "cannot be written");
        times[i] = wall_time() - start;
    }
    close(file);
    unlink(name);
    return median(times, TIMES);
}

char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) fail(path, "cannot be read");
    size_t size = 0, capacity = 1 << 20;
    char *text = malloc(capacity);
    while (text != NULL) {
        size += fread(text + size, 1, capacity - size - 1, file);
        if (size < capacity - 1) break;
        text = realloc(text, capacity *= 2);
    }
    if (text == NULL || ferror(file)) fail(path, "cannot be read");
    text[size] = '\0';
    fclose(file);
    return text;
}

void copy_file(const char *from, const char *to) {
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (in < 0 || out < 0) fail(to, "cannot be copied");
    ssize_t copied;
    while ((copied = copy_file_range(in, NULL, out, NULL, 1 << 30, 0)) > 0) continue;
    /* What is measured next must not wait for this to reach the disk. */
    if (copied < 0 || fsync(out) != 0) fail(to, "cannot be copied");
    close(in);
    close(out);
}

void import_desk(const char *desk, const char *path) {
    remove_store(path);
    chatcore *engine = open_engine(path, "off");
    char *document = read_file(desk);
    do_call(engine, "", "System.Import", document);
    free(document);
    chatcore_close(engine);
}

void remove_store(const char *path) {
    static const char *const endings[] = {"", "-wal", "-shm"};
    char name[1000];
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double median(double *values, size_t count) {
    qsort(values, count, sizeof *values, ascending);
    return values[count / 2];
}
