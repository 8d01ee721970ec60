/*
 * Eight threads that do everything on one engine at once, for ThreadSanitizer and AddressSanitizer to watch.
 *
 *     stress STORE_PATH IMPORT_JSON SECONDS
 *
 * The threads call, write, handle, encode, decode, describe and open engines of their own; at the end one of them
 * closes the engine under the others. Every code that comes back has to be one that makes sense there.
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

static chatcore *engine;
static atomic_bool closing;
static atomic_int surprises;
static atomic_long calls;
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

/* What the engine may answer: what was hoped for, or BUSY, or CLOSED once it is being closed. */
static void settle(const char *what, int32_t code, chatcore_error *error) {
    atomic_fetch_add(&calls, 1);
    int fine = code == CHATCORE_OK || code == CHATCORE_ERROR_BUSY ||
               (code == CHATCORE_ERROR_CLOSED && atomic_load(&closing));
    if (!fine || (error != NULL) != (code != CHATCORE_OK)) {
        surprise(what, code, error);
    }
    chatcore_release(error);
}

static void call(const char *caller, const char *operation, const char *arguments) {
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_call(engine, chatcore_text(caller), chatcore_text(operation), chatcore_text(arguments),
                                 &result, &error);
    settle(operation, code, error);
    chatcore_release(result);
}

/* Sends a request as anna and wants an answer with this status; 0 stands for any refusal. */
static void handle(const char *method, const char *target, const char *content_type, const char *body, int32_t status) {
    chatcore_header headers[2];
    headers[0].name = chatcore_text("Authorization");
    headers[0].value = chatcore_text("Basic YW5uYTphbm5hLWRlbW8="); /* anna:anna-demo */
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

static void *work(void *thread) {
    const char *anna = "{\"Associate\":\"anna\"}";
    unsigned turn = (unsigned)(uintptr_t)thread;
    while (now() < deadline || atomic_load(&closing)) {
        switch (turn++ % 11) {
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
    snprintf(config, sizeof config, "{\"store\":\"sqlite:%s\"}", arguments[1]);
    chatcore_error *error = NULL;
    int32_t code = chatcore_open(chatcore_text(config), &engine, &error);
    if (code != CHATCORE_OK) {
        fprintf(stderr, "%s\n", error == NULL ? "chatcore_open failed" : error->message);
        return 1;
    }
    char *desk = read_file(arguments[2]);
    call("", "System.Import", desk);
    free(desk);

    double begin = now();
    deadline = begin + atof(arguments[3]);
    pthread_t threads[THREADS];
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
    long done = atomic_load(&calls);
    printf("%d threads made %ld calls in %.1f seconds, with %d surprises\n", THREADS, done, now() - begin,
           atomic_load(&surprises));
    return atomic_load(&surprises) == 0 ? 0 : 1;
}
