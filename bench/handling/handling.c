/*
 * Requests through chatcore_handle(), bytes in and bytes out, on a store in memory: how many a second one thread and four
 * threads get answered, and how far four get ahead of one. Then a SOAP response becomes JSON, beside libxml2, which only
 * makes its tree of the same bytes.
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

#include <libxml/parser.h>
#include <libxml/tree.h>

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

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Seconds that one decoding of a SOAP response takes. */
static double decode(const chatcore_message *response, int rounds) {
    double from = now();
    for (int i = 0; i < rounds; i++) {
        const chatcore_buffer *result = NULL;
        if (chatcore_decode(chatcore_text("Chat.ChatSessionsForUser"), response, &result, NULL) != CHATCORE_OK) fail("decode", NULL);
        chatcore_release(result);
    }
    return (now() - from) / rounds;
}

/* Seconds that libxml2 takes to make a tree of it. */
static double parse(const chatcore_message *response, int rounds) {
    double from = now();
    for (int i = 0; i < rounds; i++) {
        xmlDoc *document = xmlReadMemory(response->body.data, (int)response->body.size, NULL, NULL, XML_PARSE_NONET);
        if (document == NULL) fail("libxml2", NULL);
        xmlFreeDoc(document);
    }
    return (now() - from) / rounds;
}

static void compare(chatcore *engine, const chatcore_message *request) {
    const chatcore_message *response = NULL;
    if (chatcore_handle(engine, request, &response, NULL) != CHATCORE_OK) fail("a request", NULL);
    double ratios[9], speeds[9];
    for (int round = 0; round < 9; round++) {
        double ours = decode(response, 50), theirs = parse(response, 50);
        ratios[round] = theirs / ours;
        speeds[round] = (double)response->body.size / ours / 1e6;
    }
    qsort(ratios, 9, sizeof *ratios, ascending);
    qsort(speeds, 9, sizeof *speeds, ascending);
    printf("\n%-42s %9zu %9.0f MB/s, %.2f x libxml2 making its tree alone\n", "SOAP response to JSON, 50 sessions", response->body.size, speeds[4], ratios[4]);
    chatcore_release(response);
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
    const chatcore_message *soap = NULL;
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
        if (row == 1) soap = request; else chatcore_release(request);
    }
    compare(engine, soap);
    chatcore_release(soap);
    chatcore_close(engine);
    return 0;
}
