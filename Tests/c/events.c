/*
 * Streams of events from C: what can be done wrong with them, threads that wait, wake and close, and forks. Compiled as C
 * and as C++.
 *
 *     events      runs all checks, prints those that failed, exits with 1 if any did
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "checks.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static chatcore *a_desk(void) {
    chatcore *engine = NULL;
    CHECK(chatcore_open(chatcore_text("{\"store\":\"sqlite::memory:\",\"clock\":\"host\"}"), &engine, NULL) == CHATCORE_OK);
    return engine;
}

static chatcore_events *a_stream(chatcore *engine) {
    chatcore_events *stream = NULL;
    CHECK(chatcore_events_open(engine, chatcore_text("{\"After\":0}"), &stream, NULL) == CHATCORE_OK);
    CHECK(stream != NULL);
    return stream;
}

static void misuse(void) {
    static const struct {
        const char *options, *path;
        int32_t code;
    } wrong[] = {
        {"{", "", CHATCORE_ERROR_MALFORMED},
        {"[]", "options", CHATCORE_ERROR_VALUE},
        {"{\"Colour\":1}", "Colour", CHATCORE_ERROR_VALUE},
        {"{\"After\":-1}", "After", CHATCORE_ERROR_VALUE},
        {"{\"After\":99999999999999999999}", "After", CHATCORE_ERROR_VALUE},
        {"{\"Cursor\":\"\"}", "Cursor", CHATCORE_ERROR_VALUE},
        {"{\"Topics\":[0]}", "Topics[0]", CHATCORE_ERROR_VALUE},
        {"{\"Kinds\":[\"x\"]}", "Kinds[0]", CHATCORE_ERROR_VALUE},
    };
    chatcore *engine = a_desk();
    chatcore_events *untouched = (chatcore_events *)(void *)&failures;
    chatcore_events *stream = untouched;
    const chatcore_buffer *no_events = (const chatcore_buffer *)(const void *)&failures;
    const chatcore_buffer *events = no_events;
    chatcore_error *error = NULL;
    int64_t next = 5;
    int32_t descriptor = -5;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_AT(chatcore_events_open(engine, chatcore_text(wrong[i].options), &stream, &error), BIT(wrong[i].code),
                  wrong[i].path);
        CHECK(chatcore_events_open(engine, chatcore_text(wrong[i].options), &stream, NULL) == wrong[i].code);
    }
    chatcore_bytes nowhere;
    nowhere.data = NULL;
    nowhere.size = 5;
    EXPECT_AT(chatcore_events_open(engine, nowhere, &stream, &error), BIT(CHATCORE_ERROR_ARGUMENT), "options");
    EXPECT_AT(chatcore_events_open(NULL, chatcore_text(""), &stream, &error), BIT(CHATCORE_ERROR_CLOSED), "");
    EXPECT_AT(chatcore_events_open(engine, chatcore_text(""), NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT), "stream");
    CHECK(stream == untouched);

    chatcore_events *none[] = {NULL, untouched, (chatcore_events *)(void *)engine};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        EXPECT_AT(chatcore_events_next(none[i], 0, &events, &error), BIT(CHATCORE_ERROR_CLOSED), "");
        EXPECT_AT(chatcore_events_descriptor(none[i], &descriptor, &error), BIT(CHATCORE_ERROR_CLOSED), "");
        CHECK(chatcore_events_wake(none[i]) == CHATCORE_ERROR_CLOSED);
        CHECK(chatcore_events_close(none[i]) == CHATCORE_ERROR_CLOSED);
    }
    stream = a_stream(engine);
    CHECK(chatcore_close((chatcore *)(void *)stream) == CHATCORE_ERROR_CLOSED);
    EXPECT_AT(chatcore_events_next(stream, 0, NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT), "events");
    EXPECT_AT(chatcore_events_descriptor(stream, NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT), "descriptor");
    CHECK(events == no_events && descriptor == -5);
    CHECK(chatcore_events_wake(stream) == CHATCORE_OK);
    EXPECT_AT(chatcore_events_next(stream, INT64_MIN, &events, &error), BIT(CHATCORE_OK), "");
    chatcore_release(events);
    CHECK(chatcore_events_close(stream) == CHATCORE_OK);
    CHECK(chatcore_events_close(stream) == CHATCORE_ERROR_CLOSED);
    CHECK(chatcore_events_wake(stream) == CHATCORE_ERROR_CLOSED);

    EXPECT_AT(chatcore_run_due(NULL, 0, &next, &error), BIT(CHATCORE_ERROR_CLOSED), "");
    EXPECT_AT(chatcore_run_due(engine, 0, NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT), "next_ms");
    EXPECT_AT(chatcore_run_due(engine, INT64_MAX, &next, &error), BIT(CHATCORE_ERROR_VALUE), "now_ms");
    EXPECT_AT(chatcore_run_due(engine, INT64_MIN, &next, &error), BIT(CHATCORE_ERROR_VALUE), "now_ms");
    CHECK(next == 5);
    EXPECT_AT(chatcore_run_due(engine, 1800000000000, &next, &error), BIT(CHATCORE_OK), "");
    CHECK(next == INT64_MAX);

    /* What is left of a stream when its engine has gone. */
    stream = a_stream(engine);
    CHECK(chatcore_events_descriptor(stream, &descriptor, NULL) == CHATCORE_OK);
    CHECK(chatcore_close(engine) == CHATCORE_OK);
    struct pollfd request = {descriptor, POLLIN, 0};
    CHECK(poll(&request, 1, 0) == 1);
    EXPECT_AT(chatcore_events_next(stream, 1000, &events, &error), BIT(CHATCORE_ERROR_CLOSED), "");
    CHECK(chatcore_events_wake(stream) == CHATCORE_OK);
    CHECK(chatcore_events_close(stream) == CHATCORE_OK);
    CHECK(chatcore_events_close(stream) == CHATCORE_ERROR_CLOSED);
    EXPECT_AT(chatcore_run_due(engine, 0, &next, &error), BIT(CHATCORE_ERROR_CLOSED), "");
}

/* A thread that waits on a stream for as long as it may. */
typedef struct waiter {
    chatcore_events *stream;
    int32_t code;
    char text[8];
} waiter;

static void *wait_for_events(void *argument) {
    waiter *self = (waiter *)argument;
    const chatcore_buffer *events = NULL;
    self->code = chatcore_events_next(self->stream, -1, &events, NULL);
    if (events != NULL) {
        snprintf(self->text, sizeof self->text, "%s", events->data);
    }
    chatcore_release(events);
    return NULL;
}

static void waiting(void) {
    chatcore *engine = a_desk();
    enum { COUNT = 8 };
    pthread_t threads[COUNT];
    waiter waiters[COUNT];
    memset(waiters, 0, sizeof waiters);
    for (size_t i = 0; i < COUNT; i++) {
        waiters[i].stream = a_stream(engine);
        CHECK(pthread_create(&threads[i], NULL, wait_for_events, &waiters[i]) == 0);
    }
    usleep(50000);
    /* Some are woken, some are closed, and the engine takes the rest. */
    for (size_t i = 0; i < 3; i++) {
        CHECK(chatcore_events_wake(waiters[i].stream) == CHATCORE_OK);
        pthread_join(threads[i], NULL);
        CHECK(waiters[i].code == CHATCORE_OK && strcmp(waiters[i].text, "[]") == 0);
    }
    for (size_t i = 3; i < 6; i++) {
        CHECK(chatcore_events_close(waiters[i].stream) == CHATCORE_OK);
        pthread_join(threads[i], NULL);
        CHECK(waiters[i].code == CHATCORE_ERROR_CLOSED);
    }
    CHECK(chatcore_close(engine) == CHATCORE_OK);
    for (size_t i = 6; i < COUNT; i++) {
        pthread_join(threads[i], NULL);
        CHECK(waiters[i].code == CHATCORE_ERROR_CLOSED);
    }
    for (size_t i = 0; i < COUNT; i++) {
        CHECK(chatcore_events_close(waiters[i].stream) == (i >= 3 && i < 6 ? CHATCORE_ERROR_CLOSED : CHATCORE_OK));
    }
}

static void forking(void) {
    chatcore *engine = a_desk();
    chatcore_events *stream = a_stream(engine);
    const chatcore_buffer *events = NULL;
    int32_t descriptor = 0;
    int64_t next = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int wrong = (chatcore_events_open(engine, chatcore_text(""), &stream, NULL) != CHATCORE_ERROR_FORKED) +
                    (chatcore_events_next(stream, -1, &events, NULL) != CHATCORE_ERROR_FORKED) +
                    (chatcore_events_descriptor(stream, &descriptor, NULL) != CHATCORE_ERROR_FORKED) +
                    (chatcore_events_wake(stream) != CHATCORE_ERROR_FORKED) +
                    (chatcore_events_close(stream) != CHATCORE_ERROR_FORKED) +
                    (chatcore_run_due(engine, 0, &next, NULL) != CHATCORE_ERROR_FORKED);
        _exit(wrong);
    }
    int status = -1;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(chatcore_events_next(stream, 0, &events, NULL) == CHATCORE_OK);
    chatcore_release(events);
    CHECK(chatcore_events_close(stream) == CHATCORE_OK);
    CHECK(chatcore_close(engine) == CHATCORE_OK);
}

/* Handles are given again, and those of before are found out. */
static void reuse(void) {
    chatcore *engine = a_desk();
    chatcore_events *former = a_stream(engine);
    CHECK(chatcore_events_close(former) == CHATCORE_OK);
    for (int i = 0; i < 1000; i++) {
        chatcore_events *stream = a_stream(engine);
        CHECK(stream != former);
        CHECK(chatcore_events_wake(former) == CHATCORE_ERROR_CLOSED);
        CHECK(chatcore_events_close(stream) == CHATCORE_OK);
    }
    CHECK(chatcore_close(engine) == CHATCORE_OK);
}

int main(void) {
    misuse();
    waiting();
    forking();
    reuse();
    return report();
}
