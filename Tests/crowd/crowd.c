/*
 * One of several processes that work on one store at the same moment, with as many threads as it is told.
 *
 *     crowd CONFIG FIRST THREADS LABEL WORK
 *
 * Thread n is the agent FIRST + n, whose user is named agentN. When the engine is open the program says `ready`, and
 * begins at the first byte that it reads. What an engine has answered is then one line each on standard output, written
 * at once and whole: whoever kills the program finds there what it had been promised by then.
 *
 *     pick     takes sessions from the queue until it is empty
 *     desk     begins sessions, picks them up, talks in them, ends them, imports, and is a customer, until standard input ends
 *     stream   begins sessions and ends the oldest of them, fifty times
 *     due      does what is due at LABEL, in milliseconds since 1970
 *     follow   reads the events on behalf of cursorN, until standard input ends and there are no more
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "chatcore.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_THREADS = 64, HANDS = 4, FAMILY = 5 };

static chatcore *engine;
static const char *label;
static void (*work)(int agent);
static int first_agent;
static atomic_bool stopping;
static atomic_bool failed;
static atomic_long slowest;

/* One line in one write: lines of several threads do not mix, and a killed program leaves no half of one. */
__attribute__((format(printf, 1, 2))) static void say(const char *format, ...) {
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(line, sizeof line - 1, format, arguments);
    va_end(arguments);
    if (size < 0) {
        return;
    }
    size_t length = (size_t)size < sizeof line - 1 ? (size_t)size : sizeof line - 2;
    line[length] = '\n';
    if (write(STDOUT_FILENO, line, length + 1) < 0) {
        _exit(3);
    }
}

/* Says why a call failed. */
static void fail(int agent, const char *what, int32_t code, const chatcore_error *error) {
    say("failed %d %s %d %.300s", agent, what, (int)code, error == NULL ? "" : error->message);
    atomic_store(&failed, true);
    chatcore_release(error);
}

static long milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Calls an operation. NULL when it failed, which is said. */
static const chatcore_buffer *call_as(const char *caller, int agent, const char *operation, const char *arguments) {
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    long begun = milliseconds();
    int32_t code = chatcore_call(engine, chatcore_text(caller), chatcore_text(operation), chatcore_text(arguments),
                                 &result, &error);
    long took = milliseconds() - begun;
    long known = atomic_load(&slowest);
    while (took > known && !atomic_compare_exchange_weak(&slowest, &known, took)) {
    }
    if (code != CHATCORE_OK) {
        fail(agent, operation, code, error);
        return NULL;
    }
    return result;
}

/* Calls an operation as an agent. */
static const chatcore_buffer *call(int agent, const char *operation, const char *arguments) {
    char caller[64];
    snprintf(caller, sizeof caller, "{\"Associate\":\"agent%d\"}", agent);
    return call_as(caller, agent, operation, arguments);
}

/* The first number of that name in a JSON object; 0 when there is none. */
static long number(const chatcore_buffer *json, const char *name) {
    char key[64];
    snprintf(key, sizeof key, "\"%s\":", name);
    const char *found = json == NULL ? NULL : strstr(json->data, key);
    return found == NULL ? 0 : strtol(found + strlen(key), NULL, 10);
}

/* The rank of the session itself: its user, who stands before it, has another one. */
static long session_rank(const chatcore_buffer *json) {
    const char *found = json == NULL ? NULL : strstr(json->data, "\"AlertLevel\":");
    found = found == NULL ? NULL : strstr(found, "\"Rank\":");
    return found == NULL ? 0 : strtol(found + strlen("\"Rank\":"), NULL, 10);
}

/* Takes the first in the queue. Answers its number, 0 when the queue is empty, -1 when the call failed. */
static long pick_up_first(int agent) {
    const chatcore_buffer *session = call(agent, "Chat.PickUpFirstChatSession", "{}");
    if (session == NULL) {
        return -1;
    }
    long id = number(session, "ChatSessionId");
    if (id != 0) {
        say("picked %d %ld %ld", agent, id, session_rank(session));
    }
    chatcore_release(session);
    return id;
}

static void pick(int agent) {
    while (pick_up_first(agent) > 0) {
    }
}

static long begin_session(int agent) {
    const chatcore_buffer *session = call(agent, "Chat.CreateChatSessionForTopic", "{\"ChatTopicId\":1}");
    long id = number(session, "ChatSessionId");
    if (session != NULL) {
        say("began %d %ld", agent, id);
    }
    chatcore_release(session);
    return id;
}

static void post(int agent, long session, long turn) {
    char arguments[256];
    snprintf(arguments, sizeof arguments,
             "{\"ChatSessionId\":%ld,\"Message\":{\"Type\":\"ToCustomer\",\"Message\":\"%s.%d.%ld\"}}", session, label,
             agent, turn);
    const chatcore_buffer *message = call(agent, "Chat.AddChatMessage", arguments);
    if (message != NULL) {
        say("posted %d %ld %ld %s.%d.%ld", agent, session, number(message, "ChatMessageId"), label, agent, turn);
    }
    chatcore_release(message);
}

static void end_session(int agent, long session, bool deletes) {
    char arguments[128];
    const chatcore_buffer *result;
    if (deletes) {
        snprintf(arguments, sizeof arguments, "{\"Ids\":[%ld]}", session);
        result = call(agent, "CustomerService.DeleteChatSessions", arguments);
    } else {
        snprintf(arguments, sizeof arguments, "{\"ChatSessionEntityId\":%ld,\"Patch\":\"{\\\"Status\\\":\\\"Finished\\\"}\"}",
                 session);
        result = call(agent, "Chat.PatchChatSessionEntity", arguments);
    }
    if (result != NULL) {
        say("ended %d %ld %s", agent, session, deletes ? "8" : "7");
    }
    chatcore_release(result);
}

/* A customer comes, and says something under a name that the message keeps when it is sent again. What it takes to do
 * that is told before the call: whoever kills the program can go on where the customer was. */
static void come_and_speak(int agent, long turn) {
    const chatcore_buffer *session = call_as("", agent, "Customer.StartSession", "{\"ChatTopicId\":2}");
    const char *found = session == NULL ? NULL : strstr(session->data, "\"SessionKey\":\"");
    char key[64] = "";
    if (found == NULL || sscanf(found, "\"SessionKey\":\"%63[^\"]", key) != 1) {
        chatcore_release(session);
        return;
    }
    long id = number(session, "ChatSessionId");
    chatcore_release(session);
    char text[64];
    snprintf(text, sizeof text, "%s.%d.%ld", label, agent, turn);
    say("came %d %ld %s %s", agent, id, key, text);

    char caller[128];
    char arguments[256];
    snprintf(caller, sizeof caller, "{\"SessionKey\":\"%s\"}", key);
    snprintf(arguments, sizeof arguments, "{\"Message\":\"%s\",\"ClientId\":\"%s\"}", text, text);
    const chatcore_buffer *message = call_as(caller, agent, "Customer.PostMessage", arguments);
    if (message != NULL) {
        say("spoke %d %ld %ld %s", agent, id, number(message, "ChatMessageId"), text);
    }
    chatcore_release(message);
}

/* Gives a family of persons one name, in one transaction. */
static void rename_family(int agent, long turn) {
    char arguments[1024] = "{\"Persons\":[";
    for (int member = 0; member < FAMILY; member++) {
        size_t used = strlen(arguments);
        snprintf(arguments + used, sizeof arguments - used, "%s{\"PersonId\":%d,\"Lastname\":\"%s.%d.%ld\"}",
                 member == 0 ? "" : ",", agent * 10 + member, label, agent, turn);
    }
    strcat(arguments, "]}");
    const chatcore_buffer *result = call_as("", agent, "System.Import", arguments);
    if (result != NULL) {
        say("named %d %s.%d.%ld", agent, label, agent, turn);
    }
    chatcore_release(result);
}

static void desk(int agent) {
    long held[HANDS] = {0};
    for (long turn = 1; !atomic_load(&stopping) && !atomic_load(&failed); turn++) {
        long *hand = &held[turn % HANDS];
        if (*hand != 0) {
            end_session(agent, *hand, turn % 3 == 0);
            *hand = 0;
        }
        begin_session(agent);
        long session = pick_up_first(agent);
        if (session > 0) {
            *hand = session;
            post(agent, session, turn);
        }
        if (turn % 4 == 0) {
            rename_family(agent, turn);
        }
        if (turn % 2 == 0) {
            come_and_speak(agent, turn);
        }
    }
}

/* Keeps a few sessions going, whoever has got them. */
static void stream_in(int agent) {
    long open[HANDS] = {0};
    for (long turn = 0; turn < 50 && !atomic_load(&failed); turn++) {
        long *oldest = &open[turn % HANDS];
        if (*oldest != 0) {
            end_session(agent, *oldest, true);
        }
        *oldest = begin_session(agent);
    }
}

static void due(int agent) {
    int64_t next = 0;
    chatcore_error *error = NULL;
    int32_t code = chatcore_run_due(engine, strtoll(label, NULL, 10), &next, &error);
    if (code != CHATCORE_OK) {
        fail(agent, "chatcore_run_due", code, error);
    } else {
        say("due %d %lld", agent, (long long)next);
    }
}

/* Says from where to where a batch of events reaches, after a look at whether they follow one upon the other. */
static void tell(int agent, const char *events) {
    long first = 0;
    long last = 0;
    for (const char *found = events; (found = strstr(found, "\"Seq\":")) != NULL;) {
        found += strlen("\"Seq\":");
        long seq = strtol(found, NULL, 10);
        if (last != 0 && seq != last + 1) {
            say("failed %d after event %ld came %ld", agent, last, seq);
            atomic_store(&failed, true);
        }
        first = first == 0 ? seq : first;
        last = seq;
    }
    if (first != 0) {
        say("given %d %ld %ld", agent, first, last);
    }
}

static void follow(int agent) {
    char options[64];
    snprintf(options, sizeof options, "{\"Cursor\":\"cursor%d\",\"After\":0}", agent);
    chatcore_events *stream = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_events_open(engine, chatcore_text(options), &stream, &error);
    if (code != CHATCORE_OK) {
        fail(agent, "chatcore_events_open", code, error);
        return;
    }
    bool is_over = false;
    while (!is_over && !atomic_load(&failed)) {
        bool may_end = atomic_load(&stopping);
        const chatcore_buffer *events = NULL;
        code = chatcore_events_next(stream, 100, &events, &error);
        if (code != CHATCORE_OK) {
            fail(agent, "chatcore_events_next", code, error);
            break;
        }
        tell(agent, events->data);
        is_over = may_end && events->size == strlen("[]");
        chatcore_release(events);
    }
    chatcore_events_close(stream);
}

static const struct {
    const char *name;
    void (*work)(int agent);
} works[] = {{"pick", pick}, {"desk", desk}, {"stream", stream_in}, {"due", due}, {"follow", follow}};

static void *run(void *thread) {
    work(first_agent + (int)(intptr_t)thread);
    return NULL;
}

/* Whoever started this has ended, or wants it to end. */
static void *watch(void *unused) {
    char byte;
    while (read(STDIN_FILENO, &byte, 1) > 0) {
    }
    atomic_store(&stopping, true);
    return unused;
}

int main(int count, char **arguments) {
    if (count != 6) {
        fprintf(stderr, "usage: crowd CONFIG FIRST THREADS LABEL WORK\n");
        return 2;
    }
    first_agent = atoi(arguments[2]);
    int threads = atoi(arguments[3]);
    label = arguments[4];
    for (size_t i = 0; i < sizeof works / sizeof works[0]; i++) {
        if (strcmp(arguments[5], works[i].name) == 0) {
            work = works[i].work;
        }
    }
    if (work == NULL || threads < 1 || threads > MAX_THREADS) {
        fprintf(stderr, "%s is no work for %d threads\n", arguments[5], threads);
        return 2;
    }
    chatcore_error *error = NULL;
    if (chatcore_open(chatcore_text(arguments[1]), &engine, &error) != CHATCORE_OK) {
        fail(0, "chatcore_open", error == NULL ? -1 : error->code, error);
        return 1;
    }
    say("ready");
    char byte;
    if (read(STDIN_FILENO, &byte, 1) != 1) {
        return 1;
    }
    pthread_t watcher;
    pthread_t running[MAX_THREADS];
    pthread_create(&watcher, NULL, watch, NULL);
    pthread_detach(watcher);
    for (intptr_t i = 0; i < threads; i++) {
        pthread_create(&running[i], NULL, run, (void *)i);
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(running[i], NULL);
    }
    int32_t closed = chatcore_close(engine);
    say("closed %d %ld", (int)closed, atomic_load(&slowest));
    return atomic_load(&failed) || closed != CHATCORE_OK;
}
