/*
 * Requests through chatcore_handle(), bytes in and bytes out, on a store in memory: how many a second one thread and four
 * threads get answered, and how far four get ahead of one.
 *
 *     handling [SECONDS]
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "chatcore.h"

enum { AGENTS = 20, SESSIONS = 50, MAX_THREADS = 4 };

struct work {
    chatcore *engine;
    const chatcore_message *request;
    atomic_int *running;
    long calls;
    size_t bytes;
    int failed;
};

static _Noreturn void fail(const char *what, chatcore_error *error) {
    fprintf(stderr, "handling: %s: %s\n", what, error != NULL ? error->message : "the answer is not what was asked for");
    exit(1);
}

/* A desk with so many agents of one topic, and so many sessions that refer to persons, contacts and one of the agents. */
static char *desk(void) {
    size_t size = 1 << 20;
    char *text = malloc(size);
    if (text == NULL) exit(1);
    size_t at = 0;
#define ADD(...) at += (size_t)snprintf(text + at, size - at, __VA_ARGS__)
    ADD("{\"Associates\":[");
    for (int i = 1; i <= AGENTS; i++)
        ADD("%s{\"AssociateId\":%d,\"Name\":\"agent%d\",\"FullName\":\"Agent Number %d\",\"Type\":\"InternalAssociate\"}", i > 1 ? "," : "", i, i, i);
    ADD("],\"Users\":[{\"UserName\":\"agent1\",\"AssociateId\":1,\"Password\":\"handling\"}],\"Persons\":[");
    for (int i = 1; i <= SESSIONS; i++)
        ADD("%s{\"PersonId\":%d,\"Firstname\":\"Kari\",\"Lastname\":\"Nordmann %d\",\"Email\":\"kari%d@example.com\",\"ContactId\":%d}", i > 1 ? "," : "", i, i, i, i);
    ADD("],\"Contacts\":[");
    for (int i = 1; i <= SESSIONS; i++)
        ADD("%s{\"ContactId\":%d,\"Name\":\"Fjell og Fjord %d AS\",\"OrgNr\":\"NO 912 345 678\",\"City\":\"Bod\\u00f8\"}", i > 1 ? "," : "", i, i);
    ADD("],\"Topics\":[{\"ChatTopicId\":1,\"Name\":\"Support\",\"Agents\":[");
    for (int i = 1; i <= AGENTS; i++) ADD("%s{\"User\":{\"AssociateId\":%d},\"CanRespond\":true,\"CanManage\":true}", i > 1 ? "," : "", i);
    ADD("]}],\"Sessions\":[");
    for (int i = 1; i <= SESSIONS; i++)
        ADD("%s{\"ChatSessionId\":%d,\"TopicId\":1,\"Status\":\"CustomerLast\",\"User\":{\"AssociateId\":%d},\"Person\":{\"PersonId\":%d},"
            "\"Contact\":{\"ContactId\":%d},\"CustomerName\":\"Kari Nordmann\",\"FirstMessage\":\"The heating is off since Monday\","
            "\"LastMessage\":\"Thank you, <b>that</b> helps & more\",\"WhenRequested\":\"2026-11-21T08:%02d:00Z\"}",
            i > 1 ? "," : "", i, i % AGENTS + 1, i, i, i % 60);
    ADD("]}");
#undef ADD
    return text;
}

static void *work(void *argument) {
    struct work *mine = argument;
    while (atomic_load_explicit(mine->running, memory_order_relaxed)) {
        const chatcore_message *response = NULL;
        if (chatcore_handle(mine->engine, mine->request, &response, NULL) != CHATCORE_OK || response->status != 200) mine->failed = 1;
        /* SOAP tells of failures in a response that is 200 too; those are short. */
        if (!mine->failed && response->body.size < 1000) mine->failed = 1;
        if (mine->failed) return NULL;
        mine->calls++;
        mine->bytes += response->body.size;
        chatcore_release(response);
    }
    return NULL;
}

/* Calls a second with so many threads. */
static double measure(chatcore *engine, const chatcore_message *request, int threads, double seconds, size_t *size) {
    struct work all[MAX_THREADS];
    pthread_t ids[MAX_THREADS];
    atomic_int running = 1;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < threads; i++) {
        all[i] = (struct work){.engine = engine, .request = request, .running = &running};
        if (pthread_create(&ids[i], NULL, work, &all[i]) != 0) exit(1);
    }
    struct timespec pause = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&pause, NULL);
    atomic_store(&running, 0);
    long calls = 0;
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        if (all[i].failed) fail("a request", NULL);
        calls += all[i].calls;
        if (all[i].calls > 0) *size = all[i].bytes / (size_t)all[i].calls;
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    return (double)calls / ((double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9);
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

int main(int count, char **arguments) {
    double seconds = count > 1 ? atof(arguments[1]) : 0.5;
    chatcore *engine = NULL;
    chatcore_error *error = NULL;
    const char *config = "{\"store\":\"sqlite::memory:\",\"auth\":{\"passwordCost\":\"minimum\"}}";
    if (chatcore_open(chatcore_text(config), &engine, &error) != CHATCORE_OK) fail("open", error);
    const chatcore_buffer *answer = NULL;
    char *document = desk();
    if (chatcore_call(engine, chatcore_text(""), chatcore_text("System.Import"), chatcore_text(document), &answer, &error) != CHATCORE_OK)
        fail("import", error);
    chatcore_release(answer);
    free(document);
    if (chatcore_call(engine, chatcore_text(""), chatcore_text("SoPrincipal.AuthenticateUsernamePassword"),
                      chatcore_text("{\"UserName\":\"agent1\",\"Password\":\"handling\"}"), &answer, &error) != CHATCORE_OK)
        fail("ticket", error);
    char ticket[256] = "";
    const char *begin = strstr(answer->data, "7T:");
    if (begin == NULL) fail("ticket", NULL);
    snprintf(ticket, sizeof ticket, "%.*s", (int)strcspn(begin, "\""), begin);
    chatcore_release(answer);

    char connection[512];
    const struct {
        const char *name, *operation, *protocol;
    } rows[] = {
        {"ChatSessionsForUser, 50 sessions, REST", "Chat.ChatSessionsForUser", "\"Protocol\":\"rest\""},
        {"ChatSessionsForUser, 50 sessions, SOAP", "Chat.ChatSessionsForUser", "\"Protocol\":\"soap\""},
        {"GetChatPresence, 20 agents, REST", "Chat.GetChatPresence", "\"Protocol\":\"rest\""},
        {"GetChatPresence, 20 agents, SOAP", "Chat.GetChatPresence", "\"Protocol\":\"soap\""},
    };
    printf("%-42s %9s %12s %12s %10s\n", "request handling, store in memory", "bytes", "1 thread/s", "4 threads/s", "4 : 1");
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        snprintf(connection, sizeof connection, "{%s,\"Ticket\":\"%s\"}", rows[row].protocol, ticket);
        const chatcore_message *request = NULL;
        if (chatcore_encode(chatcore_text(rows[row].operation), chatcore_text(connection), chatcore_text("{}"), &request, &error) != CHATCORE_OK)
            fail("encode", error);
        double one[5], four[5], ratio[5];
        size_t size = 0;
        for (int round = 0; round < 5; round++) {
            one[round] = measure(engine, request, 1, seconds, &size);
            four[round] = measure(engine, request, MAX_THREADS, seconds, &size);
            ratio[round] = four[round] / one[round];
        }
        qsort(one, 5, sizeof *one, ascending);
        qsort(four, 5, sizeof *four, ascending);
        qsort(ratio, 5, sizeof *ratio, ascending);
        printf("%-42s %9zu %12.0f %12.0f %10.2f\n", rows[row].name, size, one[2], four[2], ratio[2]);
        chatcore_release(request);
    }
    chatcore_close(engine);
    return 0;
}
