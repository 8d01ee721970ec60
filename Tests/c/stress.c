/*
 * Eight threads that do everything on one engine at once, for ThreadSanitizer and AddressSanitizer to watch.
 *
 *     stress STORE_PATH IMPORT_JSON SECONDS
 *
 * The threads call, write, handle, encode, decode, describe, open engines of their own, read events from streams that
 * others close and wake, tell the time, and put other functions in the place of the one that checks bearers; a ninth
 * waits for events for as long as there is an engine. At the end one of them closes the engine under the others. Every
 * code that comes back has to be one that makes sense there.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "chatcore.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define THREADS 8
/* Enough for queues and logs to have something in them, and too little to make lists long. */
#define SESSIONS 200

static chatcore *engine;
static atomic_bool closing;
static atomic_int surprises;
static atomic_long calls;
static atomic_int sessions;
static atomic_int bearers_registered;
static atomic_int bearers_destroyed;
static atomic_long events_seen;
/* A stream that everybody reads from and wakes, and one that its maker reads from and anybody closes. */
static chatcore_events *shared_stream;
static _Atomic(chatcore_events *) loose_stream;
static double deadline;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void surprise(const char *what, int32_t code, const chatcore_error *error) {
    if (atomic_fetch_add(&surprises, 1) < 20) {
        printf("%s answered %d: %s\n", what, (int)code, error == NULL ? "" : error->message);
    }
}

/* What the engine may answer: what was hoped for or expected otherwise, or BUSY, or CLOSED once it is being closed. */
static bool is_fine(int32_t code, int32_t expected) {
    return code == CHATCORE_OK || code == expected || code == CHATCORE_ERROR_BUSY ||
           (code == CHATCORE_ERROR_CLOSED && atomic_load(&closing));
}

static void settle_or(int32_t expected, const char *what, int32_t code, chatcore_error *error) {
    atomic_fetch_add(&calls, 1);
    if (!is_fine(code, expected) || (error != NULL) != (code != CHATCORE_OK)) {
        surprise(what, code, error);
    }
    chatcore_release(error);
}

static void settle(const char *what, int32_t code, chatcore_error *error) {
    settle_or(CHATCORE_OK, what, code, error);
}

/* For functions that give no error. */
static void settle_code_or(int32_t expected, const char *what, int32_t code) {
    atomic_fetch_add(&calls, 1);
    if (!is_fine(code, expected)) {
        surprise(what, code, NULL);
    }
}

static void call(const char *caller, const char *operation, const char *arguments) {
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_call(engine, chatcore_text(caller), chatcore_text(operation), chatcore_text(arguments),
                                 &result, &error);
    settle(operation, code, error);
    chatcore_release(result);
}

/* anna:anna-demo */
static const char basic[] = "Basic YW5uYTphbm5hLWRlbW8=";

/* Sends a request and wants an answer with this status; 0 stands for any refusal. */
static void handle_as(const char *authorization, const char *method, const char *target, const char *content_type,
                      const char *body, int32_t status) {
    chatcore_header headers[2];
    headers[0].name = chatcore_text("Authorization");
    headers[0].value = chatcore_text(authorization);
    headers[1].name = chatcore_text("Content-Type");
    headers[1].value = chatcore_text(content_type);
    chatcore_message request;
    memset(&request, 0, sizeof request);
    request.struct_size = sizeof request;
    request.method = chatcore_text(method);
    request.target = chatcore_text(target);
    request.headers = headers;
    request.header_count = 2;
    request.body = chatcore_text(body);
    const chatcore_message *response = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_handle(engine, &request, &response, &error);
    settle(target, code, error);
    if (response != NULL) {
        int wanted = status == 0 ? response->status >= 400 : response->status == status;
        if (!wanted && response->status != 503) {
            surprise(target, response->status, NULL);
        }
    }
    chatcore_release(response);
}

static void handle(const char *method, const char *target, const char *content_type, const char *body, int32_t status) {
    handle_as(basic, method, target, content_type, body, status);
}

static void encode_and_decode(void) {
    const chatcore_message *request = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_encode(chatcore_text("Chat.GetChatPresence"), chatcore_text("{\"Protocol\":\"soap\"}"),
                                   chatcore_text("{}"), &request, &error);
    settle("chatcore_encode", code, error);
    chatcore_release(request);

    chatcore_message response;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = 200;
    response.body = chatcore_text("[]");
    const chatcore_buffer *result = NULL;
    error = NULL;
    code = chatcore_decode(chatcore_text("Chat.ChatSessionsForUser"), &response, &result, &error);
    settle("chatcore_decode", code, error);
    chatcore_release(result);
}

static void describe(const char *kind) {
    const chatcore_buffer *description = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_describe(chatcore_text(kind), &description, &error);
    settle("chatcore_describe", code, error);
    chatcore_release(description);
}

static void own_engine(void) {
    chatcore *own = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_open(chatcore_text("{\"store\":\"sqlite::memory:\"}"), &own, &error);
    settle("chatcore_open", code, error);
    if (code == CHATCORE_OK) {
        settle("chatcore_close", chatcore_close(own), NULL);
    }
}

static void begin_session(void) {
    if (atomic_fetch_add(&sessions, 1) < SESSIONS) {
        call("", "Customer.StartSession", "{\"ChatTopicId\":1,\"CustomerConsented\":true}");
    }
}

static void tell_the_time(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    int64_t next = 0;
    chatcore_error *error = NULL;
    int32_t code = chatcore_run_due(engine, (int64_t)time.tv_sec * 1000, &next, &error);
    settle("chatcore_run_due", code, error);
}

/* Each registration has memory of its own: the sanitizers see one that is asked after it was let go of. */
static int32_t check_bearer(void *user_data, chatcore_bytes token, int32_t *associate_id) {
    int *number = (int *)user_data;
    if (*number <= 0 || token.size != 5) {
        surprise("the bearer's function", *number, NULL);
    }
    *associate_id = 1;
    return CHATCORE_OK;
}

static void destroy_bearer(void *user_data) {
    free(user_data);
    atomic_fetch_add(&bearers_destroyed, 1);
}

static void register_bearer(void) {
    int *number = (int *)malloc(sizeof *number);
    if (number == NULL) {
        return;
    }
    *number = atomic_fetch_add(&bearers_registered, 1) + 1;
    chatcore_error *error = NULL;
    int32_t code = chatcore_on_bearer(engine, check_bearer, number, destroy_bearer, &error);
    settle("chatcore_on_bearer", code, error);
}

static chatcore_events *open_stream(const char *options) {
    chatcore_events *stream = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_events_open(engine, chatcore_text(options), &stream, &error);
    settle("chatcore_events_open", code, error);
    return stream;
}

/* Reads once; whether there may be more to read. */
static bool read_events(chatcore_events *stream, int64_t timeout_ms, int32_t expected) {
    const chatcore_buffer *events = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_events_next(stream, timeout_ms, &events, &error);
    settle_or(expected, "chatcore_events_next", code, error);
    if (events != NULL && events->size > 2) {
        atomic_fetch_add(&events_seen, 1);
    }
    chatcore_release(events);
    return code == CHATCORE_OK || code == CHATCORE_ERROR_BUSY;
}

/* A stream of one's own, which somebody else may close meanwhile. */
static void own_stream(unsigned turn) {
    char options[64];
    snprintf(options, sizeof options, "{\"Cursor\":\"cursor%u\",\"After\":0}", turn % 4);
    chatcore_events *stream = open_stream(turn % 2 == 0 ? options : "{\"After\":0,\"Topics\":[1]}");
    if (stream == NULL) {
        return;
    }
    atomic_store(&loose_stream, stream);
    int32_t descriptor = -1;
    chatcore_error *error = NULL;
    int32_t code = chatcore_events_descriptor(stream, &descriptor, &error);
    settle_or(CHATCORE_ERROR_CLOSED, "chatcore_events_descriptor", code, error);
    read_events(stream, 0, CHATCORE_ERROR_CLOSED);
    read_events(stream, 5, CHATCORE_ERROR_CLOSED);
    settle_code_or(CHATCORE_ERROR_CLOSED, "chatcore_events_close", chatcore_events_close(stream));
}

static void others_streams(unsigned turn) {
    if (turn % 2 == 0) {
        read_events(shared_stream, 2, CHATCORE_ERROR_CONFLICT);
    } else {
        settle_code_or(CHATCORE_OK, "chatcore_events_wake", chatcore_events_wake(shared_stream));
    }
    chatcore_events *stream = atomic_exchange(&loose_stream, NULL);
    if (stream != NULL) {
        settle_code_or(CHATCORE_ERROR_CLOSED, "chatcore_events_close", chatcore_events_close(stream));
    }
}

/* Waits without end, again and again, until the engine is closed. */
static void *follow(void *stream) {
    while (read_events((chatcore_events *)stream, -1, CHATCORE_OK)) {
    }
    return NULL;
}

static void *work(void *thread) {
    const char *anna = "{\"Associate\":\"anna\"}";
    unsigned turn = (unsigned)(uintptr_t)thread;
    while (now() < deadline || atomic_load(&closing)) {
        switch (turn++ % 19) {
        case 0: call(anna, "Chat.ChatSessionsForUser", "{}"); break;
        case 1: call(anna, "Chat.GetChatPresence", "{}"); break;
        case 2: call("", "System.CountRows", "{}"); break;
        case 3: call("", "System.SavePresence", "{\"Presence\":[{\"UserId\":1,\"Present\":true}]}"); break;
        case 4: call(anna, "CustomerService.DeleteChatSessions", "{\"Ids\":[999999]}"); break;
        case 5: handle("GET", "/api/v1/ChatSession/ForCurrentUser", "application/json", "", 200); break;
        case 6: handle("POST", "/api/v1/Agents/Chat/GetChatPresence", "application/json", "{}", 200); break;
        case 7: handle("POST", "/Remote/Services88/Chat.svc", "text/xml", "<broken", 0); break;
        case 8: encode_and_decode(); break;
        case 9: describe(turn % 2 == 0 ? "operations" : "errors"); break;
        case 10: begin_session(); break;
        case 11: call(anna, "Chat.PickUpFirstChatSession", "{}"); break;
        case 12: tell_the_time(); break;
        case 13: register_bearer(); break;
        case 14: handle_as("Bearer token", "GET", "/api/v1/ChatSession/ForCurrentUser", "application/json", "", 200); break;
        case 15: own_stream(turn / 19); break;
        case 16: others_streams(turn / 19); break;
        case 17: handle("GET", "/chat/v1/events?after=0&wait=1", "application/json", "", 200); break;
        default: own_engine(); break;
        }
        /* The last turns are for calls on an engine that is being closed, and that has been. */
        if (atomic_load(&closing) && now() > deadline + 0.5) {
            break;
        }
    }
    return NULL;
}

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = (char *)calloc((size_t)size + 1, 1);
    if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size) {
        perror(path);
        exit(2);
    }
    fclose(file);
    return text;
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: stress STORE_PATH IMPORT_JSON SECONDS\n");
        return 2;
    }
    char config[4096];
    snprintf(config, sizeof config,
             "{\"store\":\"sqlite:%s\",\"topics\":{\"1\":{\"assignment\":\"longestIdle\",\"capacity\":9,"
             "\"offerSeconds\":1,\"serviceLevelSeconds\":1}}}",
             arguments[1]);
    chatcore_error *error = NULL;
    int32_t code = chatcore_open(chatcore_text(config), &engine, &error);
    if (code != CHATCORE_OK) {
        fprintf(stderr, "%s\n", error == NULL ? "chatcore_open failed" : error->message);
        return 1;
    }
    char *desk = read_file(arguments[2]);
    call("", "System.Import", desk);
    free(desk);

    register_bearer();
    shared_stream = open_stream("{}");
    chatcore_events *followed = open_stream("{}");

    double begin = now();
    deadline = begin + atof(arguments[3]);
    pthread_t threads[THREADS];
    pthread_t follower;
    pthread_create(&follower, NULL, follow, followed);
    for (uintptr_t i = 0; i < THREADS; i++) {
        pthread_create(&threads[i], NULL, work, (void *)i);
    }
    while (now() < deadline - 0.5) {
        struct timespec pause = {0, 100000000};
        nanosleep(&pause, NULL);
    }
    atomic_store(&closing, true);
    settle("chatcore_close", chatcore_close(engine), NULL);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    pthread_join(follower, NULL);
    chatcore_events_close(followed);
    chatcore_events_close(shared_stream);
    if (atomic_load(&bearers_destroyed) != atomic_load(&bearers_registered)) {
        surprise("destroying the bearers' functions", atomic_load(&bearers_destroyed), NULL);
    }
    if (atomic_load(&events_seen) == 0) {
        surprise("reading events, of which there were none,", 0, NULL);
    }
    long done = atomic_load(&calls);
    printf("%d threads made %ld calls in %.1f seconds, with %ld batches of events and %d surprises\n", THREADS, done,
           now() - begin, atomic_load(&events_seen), atomic_load(&surprises));
    return atomic_load(&surprises) == 0 ? 0 : 1;
}
