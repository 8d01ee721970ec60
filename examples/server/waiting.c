#include "waiting.h"

#include "forwarding.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct refusal too_many = {503, "As many requests wait for news as this server lets wait; try again later.\n"};

struct waiter {
    struct server *server;
    struct request *request;
    struct MHD_Connection *http;
};

void waiting_begin(struct waiting *waiting, const struct options *options) {
    pthread_mutex_init(&waiting->lock, NULL);
    pthread_cond_init(&waiting->ended, NULL);
    waiting->count = 0;
    /* A connection that is put aside stays open: there have to be others for those who do not wait. */
    size_t half = options->connections / 2;
    waiting->most = options->waiters < half ? options->waiters : half;
}

static int digit(char letter) {
    return letter >= '0' && letter <= '9' ? letter - '0'
           : (letter | 0x20) >= 'a' && (letter | 0x20) <= 'f' ? (letter | 0x20) - 'a' + 10
                                                              : -1;
}

/* The next letter of a query, percent signs undone, and the place behind it. */
static char next(const char **place) {
    const char *text = *place;
    if (text[0] == '%' && digit(text[1]) >= 0 && digit(text[2]) >= 0) {
        *place += 3;
        return (char)(digit(text[1]) * 16 + digit(text[2]));
    }
    *place += 1;
    return text[0];
}

/* Whether an option of a query is "wait", with something else than nothing or 0. It is looked at as the engine does: who
 * writes the name in another way is not to get a thread that serves others. */
static bool asks(const char *option) {
    for (const char *name = "wait"; *name != '\0'; name++) {
        if ((next(&option) | 0x20) != *name) {
            return false;
        }
    }
    return *option == '=' && option[1] != '\0' && option[1] != '&' && !(option[1] == '0' && (option[2] == '\0' || option[2] == '&'));
}

bool waiting_is_asked(const struct request *request) {
    /* The engine gets HEAD as GET. */
    if (strcasecmp(request->method, "GET") != 0 && strcasecmp(request->method, "HEAD") != 0) {
        return false;
    }
    for (const char *query = strchr(request->target, '?'); query != NULL; query = strchr(query + 1, '&')) {
        if (asks(query + 1)) {
            return true;
        }
    }
    return false;
}

static void leave(struct waiting *waiting) {
    pthread_mutex_lock(&waiting->lock);
    if (--waiting->count == 0) {
        pthread_cond_broadcast(&waiting->ended);
    }
    pthread_mutex_unlock(&waiting->lock);
}

static void *wait_for_answer(void *context) {
    struct waiter waiter = *(struct waiter *)context;
    free(context);
    ask(waiter.server, waiter.request, waiter.http, waiter.request->method);
    MHD_resume_connection(waiter.http);
    leave(&waiter.server->waiting);
    return NULL;
}

/* Starts the thread of a waiter, which lets go of it. */
static bool start(struct waiter *waiter) {
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    bool started = pthread_create(&thread, &attributes, wait_for_answer, waiter) == 0;
    pthread_attr_destroy(&attributes);
    return started;
}

static bool enter(struct waiting *waiting) {
    pthread_mutex_lock(&waiting->lock);
    bool has_room = waiting->count < waiting->most;
    waiting->count += has_room;
    pthread_mutex_unlock(&waiting->lock);
    return has_room;
}

void waiting_add(struct server *server, struct request *request, struct MHD_Connection *http) {
    struct waiter *waiter = malloc(sizeof *waiter);
    /* First, for the thread may be done before this function is. */
    MHD_suspend_connection(http);
    if (waiter != NULL && enter(&server->waiting)) {
        *waiter = (struct waiter){server, request, http};
        if (start(waiter)) {
            return;
        }
        leave(&server->waiting);
    }
    free(waiter);
    request->refusal = &too_many;
    MHD_resume_connection(http);
}

size_t waiting_count(struct waiting *waiting) {
    pthread_mutex_lock(&waiting->lock);
    size_t count = waiting->count;
    pthread_mutex_unlock(&waiting->lock);
    return count;
}

void waiting_end(struct waiting *waiting) {
    pthread_mutex_lock(&waiting->lock);
    while (waiting->count > 0) {
        pthread_cond_wait(&waiting->ended, &waiting->lock);
    }
    pthread_mutex_unlock(&waiting->lock);
}
