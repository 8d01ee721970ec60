/*
 * Bearer tokens that the host checks: the function is asked, its answers count, and what belongs to it is destroyed
 * exactly once, whatever happens. Compiled as C and as C++.
 *
 *     bearer      runs all checks, prints those that failed, exits with 1 if any did
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "checks.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char desk[] =
    "{\"Associates\":[{\"AssociateId\":1,\"Name\":\"anna\"},{\"AssociateId\":2,\"Name\":\"gone\",\"Deleted\":true}],"
    "\"Users\":[{\"UserName\":\"anna\",\"AssociateId\":1,\"Password\":\"anna-secret\"}]}";

static chatcore *open_desk(void) {
    chatcore *engine = NULL;
    const chatcore_buffer *result = NULL;
    int32_t code = chatcore_open(
        chatcore_text("{\"store\":\"sqlite::memory:\",\"auth\":{\"passwordCost\":\"minimum\"}}"), &engine, NULL);
    CHECK(code == CHATCORE_OK);
    code = chatcore_call(engine, chatcore_text(""), chatcore_text("System.Import"), chatcore_text(desk), &result, NULL);
    CHECK(code == CHATCORE_OK);
    chatcore_release(result);
    return engine;
}

/* What the host knows, and what happened to it. */
typedef struct host {
    chatcore *engine;
    int asked;
    int destroyed;
    int32_t code;
    int32_t associate_id;
    /* What the function does while it is asked. */
    int32_t (*act)(struct host *host);
    int32_t acted;
    char token[100];
} host;

static host a_host(chatcore *engine) {
    host fresh;
    memset(&fresh, 0, sizeof fresh);
    fresh.engine = engine;
    fresh.associate_id = 1;
    return fresh;
}

static int32_t ask(void *user_data, chatcore_bytes token, int32_t *associate_id) {
    host *self = (host *)user_data;
    __atomic_add_fetch(&self->asked, 1, __ATOMIC_SEQ_CST);
    CHECK(__atomic_load_n(&self->destroyed, __ATOMIC_SEQ_CST) == 0);
    if (self->act != NULL) {
        self->acted = self->act(self);
        CHECK(__atomic_load_n(&self->destroyed, __ATOMIC_SEQ_CST) == 0);
    } else if (token.size < sizeof self->token && self->code == 0 && self->token[0] == '\0') {
        memcpy(self->token, token.data, token.size);
    }
    *associate_id = self->associate_id;
    return self->code;
}

static void destroy(void *user_data) {
    __atomic_add_fetch(&((host *)user_data)->destroyed, 1, __ATOMIC_SEQ_CST);
}

static int32_t call(chatcore *engine, const char *caller, chatcore_error **error) {
    const chatcore_buffer *result = NULL;
    int32_t code = chatcore_call(engine, chatcore_text(caller), chatcore_text("Chat.ChatSessionsForUser"),
                                 chatcore_text(""), &result, error);
    chatcore_release(result);
    return code;
}

static const char bearer[] = "{\"AccessToken\":\"eyJhbGciOiJub25lIn0.e30.\"}";

static int32_t http_status(chatcore *engine, const char *authorization) {
    chatcore_header header;
    chatcore_message request;
    const chatcore_message *response = NULL;
    int32_t status = -1;
    header.name = chatcore_text("Authorization");
    header.value = chatcore_text(authorization);
    memset(&request, 0, sizeof request);
    request.struct_size = sizeof request;
    request.method = chatcore_text("GET");
    request.target = chatcore_text("/api/v1/ChatSession/ForCurrentUser");
    request.headers = &header;
    request.header_count = 1;
    if (chatcore_handle(engine, &request, &response, NULL) == CHATCORE_OK) {
        status = response->status;
    }
    chatcore_release(response);
    return status;
}

/* Without a function nobody is known; with one its answer counts; without it again nobody is. */
static void answers(void) {
    chatcore *engine = open_desk();
    host self = a_host(engine);
    chatcore_error *error = NULL;
    CHECK(call(engine, bearer, NULL) == CHATCORE_ERROR_AUTHENTICATION);
    CHECK(chatcore_on_bearer(engine, ask, &self, destroy, NULL) == CHATCORE_OK);

    CHECK(call(engine, bearer, NULL) == CHATCORE_OK);
    CHECK(strcmp(self.token, "eyJhbGciOiJub25lIn0.e30.") == 0);
    CHECK(http_status(engine, "bEARER some-token") == 200);
    CHECK(self.asked == 2);

    self.code = CHATCORE_ERROR_AUTHENTICATION;
    CHECK(call(engine, bearer, NULL) == CHATCORE_ERROR_AUTHENTICATION);
    CHECK(http_status(engine, "Bearer some-token") == 401);

    /* Whatever else it answers is its own failure, and the next call is not the worse for it. */
    self.code = -1;
    CHECK(call(engine, bearer, &error) == CHATCORE_ERROR_CALLBACK);
    CHECK(error != NULL && strstr(error->message, "host") != NULL);
    chatcore_release(error);
    self.code = CHATCORE_ERROR_BUSY;
    CHECK(http_status(engine, "Bearer some-token") == 500);

    /* An associate who does not exist, is no number, or is deleted is nobody. */
    self.code = CHATCORE_OK;
    int32_t nobody[] = {0, -1, 77, INT32_MAX, INT32_MIN, 2};
    for (size_t place = 0; place < sizeof nobody / sizeof *nobody; place++) {
        self.associate_id = nobody[place];
        CHECK(call(engine, bearer, NULL) == CHATCORE_ERROR_AUTHENTICATION);
    }
    self.associate_id = 1;
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK);

    /* No token at all, and one that is too long, are not worth asking for. Other credentials are none of its business. */
    int asked = self.asked;
    char *longer = (char *)malloc(70000);
    strcpy(longer, "{\"AccessToken\":\"");
    memset(longer + strlen(longer), 'x', 66000);
    strcpy(longer + 16 + 66000, "\"}");
    CHECK(call(engine, longer, NULL) == CHATCORE_ERROR_AUTHENTICATION);
    free(longer);
    CHECK(call(engine, "{\"AccessToken\":\"\"}", NULL) == CHATCORE_ERROR_AUTHENTICATION);
    CHECK(call(engine, "{\"Ticket\":\"eyJhbGciOiJub25lIn0\"}", NULL) == CHATCORE_ERROR_AUTHENTICATION);
    CHECK(http_status(engine, "SOTicket some-token") == 401);
    CHECK(self.asked == asked);

    CHECK(self.destroyed == 0);
    CHECK(chatcore_on_bearer(engine, NULL, NULL, NULL, NULL) == CHATCORE_OK);
    CHECK(self.destroyed == 1);
    CHECK(call(engine, bearer, NULL) == CHATCORE_ERROR_AUTHENTICATION);
    chatcore_close(engine);
    CHECK(self.destroyed == 1);
}

/* The tokens of System.IssueAccessToken are known without the host. */
static void own_tokens(void) {
    chatcore *engine = open_desk();
    host self = a_host(engine);
    const chatcore_buffer *result = NULL;
    char caller[400];
    CHECK(chatcore_on_bearer(engine, ask, &self, destroy, NULL) == CHATCORE_OK);
    CHECK(chatcore_call(engine, chatcore_text(""), chatcore_text("System.IssueAccessToken"),
                        chatcore_text("{\"UserName\":\"anna\"}"), &result, NULL) == CHATCORE_OK);
    if (result != NULL) {
        const char *start = strstr(result->data, "8A:");
        const char *end = start == NULL ? NULL : strchr(start, '"');
        if (end != NULL) {
            snprintf(caller, sizeof caller, "{\"AccessToken\":\"%.*s\"}", (int)(end - start), start);
            CHECK(call(engine, caller, NULL) == CHATCORE_OK);
        }
        CHECK(end != NULL);
    }
    CHECK(self.asked == 0);
    /* One that looks like ours may be somebody else's. */
    CHECK(call(engine, "{\"AccessToken\":\"8A:other\"}", NULL) == CHATCORE_OK);
    CHECK(self.asked == 1);
    chatcore_release(result);
    chatcore_close(engine);
}

/* Destroyed once: when replaced, when closed, when removed, when registering fails, with NULL in every place. */
static void lives(void) {
    chatcore *engine = open_desk();
    host first = a_host(engine), second = a_host(engine), third = a_host(engine), lost = a_host(engine);
    chatcore_error *error = NULL;
    CHECK(chatcore_on_bearer(engine, ask, &first, destroy, &error) == CHATCORE_OK && error == NULL);
    CHECK(chatcore_on_bearer(engine, ask, &second, destroy, NULL) == CHATCORE_OK);
    CHECK(first.destroyed == 1 && second.destroyed == 0);
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK && second.asked == 1 && first.asked == 0);

    /* The same data twice is two registrations. */
    CHECK(chatcore_on_bearer(engine, ask, &second, destroy, NULL) == CHATCORE_OK);
    CHECK(second.destroyed == 1);
    second.destroyed = 0;

    /* What comes with no function is of no use. */
    CHECK(chatcore_on_bearer(engine, NULL, &third, destroy, NULL) == CHATCORE_OK);
    CHECK(third.destroyed == 1 && second.destroyed == 1);
    CHECK(chatcore_on_bearer(engine, NULL, NULL, NULL, NULL) == CHATCORE_OK);
    CHECK(second.destroyed == 1);

    /* Without destroy. */
    first.destroyed = 0;
    CHECK(chatcore_on_bearer(engine, ask, &first, NULL, NULL) == CHATCORE_OK);
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK && first.asked == 1);
    third.destroyed = 0;
    CHECK(chatcore_on_bearer(engine, ask, &third, destroy, NULL) == CHATCORE_OK);
    CHECK(first.destroyed == 0 && third.destroyed == 0);

    CHECK(chatcore_close(engine) == CHATCORE_OK);
    CHECK(third.destroyed == 1);
    CHECK(chatcore_close(engine) == CHATCORE_ERROR_CLOSED);
    CHECK(third.destroyed == 1);

    /* Handles that are none. */
    chatcore *none[] = {engine, NULL, (chatcore *)(uintptr_t)8, (chatcore *)(uintptr_t)0xdeadbeef};
    for (size_t place = 0; place < sizeof none / sizeof *none; place++) {
        lost.destroyed = 0;
        error = NULL;
        CHECK(chatcore_on_bearer(none[place], ask, &lost, destroy, &error) == CHATCORE_ERROR_CLOSED);
        CHECK(lost.destroyed == 1);
        CHECK(error != NULL && error->code == CHATCORE_ERROR_CLOSED);
        chatcore_release(error);
        CHECK(chatcore_on_bearer(none[place], NULL, NULL, NULL, NULL) == CHATCORE_ERROR_CLOSED);
    }
    CHECK(lost.asked == 0);
}

static int32_t act_call(host *self) {
    return call(self->engine, "{\"UserName\":\"anna\",\"Password\":\"anna-secret\"}", NULL);
}

static int32_t act_write(host *self) {
    const chatcore_buffer *result = NULL;
    int32_t code = chatcore_call(self->engine, chatcore_text(""), chatcore_text("Directory.SavePerson"),
                                 chatcore_text("{\"Person\":{\"Firstname\":\"Kari\"}}"), &result, NULL);
    chatcore_release(result);
    return code;
}

static int32_t act_remove(host *self) { return chatcore_on_bearer(self->engine, NULL, NULL, NULL, NULL); }

static int32_t act_close(host *self) { return chatcore_close(self->engine); }

static int deepest;

static int32_t act_ask_again(host *self) {
    deepest++;
    return call(self->engine, bearer, NULL);
}

/* The function may call the engine, replace itself, and ask itself again; it cannot close the engine. */
static void inside(void) {
    chatcore *engine = open_desk();
    host self = a_host(engine);
    CHECK(chatcore_on_bearer(engine, ask, &self, destroy, NULL) == CHATCORE_OK);
    self.act = act_call;
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK && self.acted == CHATCORE_OK);
    self.act = act_write;
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK && self.acted == CHATCORE_OK);
    self.act = act_close;
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK && self.acted == CHATCORE_ERROR_CONFLICT);
    self.act = act_ask_again;
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK);
    CHECK(deepest == 16);
    self.act = act_remove;
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK && self.acted == CHATCORE_OK);
    CHECK(self.destroyed == 1);
    CHECK(call(engine, bearer, NULL) == CHATCORE_ERROR_AUTHENTICATION);
    CHECK(chatcore_close(engine) == CHATCORE_OK);
}

static chatcore *of_destroy;
static int32_t destroy_saw[2];

static void destroy_and_call(void *user_data) {
    destroy(user_data);
    destroy_saw[0] = call(of_destroy, "{\"Associate\":\"anna\"}", NULL);
    destroy_saw[1] = chatcore_close(of_destroy);
}

/* So may destroy; by then it may be the one to close the engine. */
static void from_destroy(void) {
    of_destroy = open_desk();
    host self = a_host(of_destroy);
    CHECK(chatcore_on_bearer(of_destroy, ask, &self, destroy_and_call, NULL) == CHATCORE_OK);
    CHECK(chatcore_close(of_destroy) == CHATCORE_OK);
    CHECK(self.destroyed == 1 && destroy_saw[0] == CHATCORE_ERROR_CLOSED && destroy_saw[1] == CHATCORE_ERROR_CLOSED);

    of_destroy = open_desk();
    self = a_host(of_destroy);
    CHECK(chatcore_on_bearer(of_destroy, ask, &self, destroy_and_call, NULL) == CHATCORE_OK);
    CHECK(chatcore_on_bearer(of_destroy, NULL, NULL, NULL, NULL) == CHATCORE_OK);
    CHECK(self.destroyed == 1 && destroy_saw[0] == CHATCORE_OK && destroy_saw[1] == CHATCORE_OK);
    CHECK(chatcore_close(of_destroy) == CHATCORE_ERROR_CLOSED);
}

/* In a child the engine is gone: the function is not called there, and what registers there is destroyed at once. */
static void forking(void) {
    chatcore *engine = open_desk();
    host self = a_host(engine);
    CHECK(chatcore_on_bearer(engine, ask, &self, destroy, NULL) == CHATCORE_OK);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        host other = a_host(engine);
        alarm(20);
        int fine = call(engine, bearer, NULL) == CHATCORE_ERROR_FORKED && self.asked == 0 &&
                   chatcore_on_bearer(engine, ask, &other, destroy, NULL) == CHATCORE_ERROR_FORKED && other.destroyed == 1 &&
                   chatcore_close(engine) == CHATCORE_ERROR_FORKED && self.destroyed == 0;
        _exit(fine ? 0 : 1);
    }
    int status = -1;
    CHECK(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CHECK(call(engine, bearer, NULL) == CHATCORE_OK && self.asked == 1);
    CHECK(chatcore_close(engine) == CHATCORE_OK && self.destroyed == 1);
}

#define THREADS 4
#define ROUNDS 300

static chatcore *shared;
static int registered;
static int destroyed;

static int32_t ask_counted(void *user_data, chatcore_bytes token, int32_t *associate_id) {
    (void)token;
    /* Memory that destroy frees: a call after it is found by the sanitizers. */
    *associate_id = *(volatile int32_t *)user_data;
    return CHATCORE_OK;
}

static void destroy_counted(void *user_data) {
    *(volatile int32_t *)user_data = -1;
    free(user_data);
    __atomic_add_fetch(&destroyed, 1, __ATOMIC_SEQ_CST);
}

static void register_counted(void) {
    int32_t *number = (int32_t *)malloc(sizeof *number);
    *number = 1;
    __atomic_add_fetch(&registered, 1, __ATOMIC_SEQ_CST);
    int32_t code = chatcore_on_bearer(shared, ask_counted, number, destroy_counted, NULL);
    CHECK(code == CHATCORE_OK || code == CHATCORE_ERROR_CLOSED);
}

static void *in_thread(void *which) {
    for (int round = 0; round < ROUNDS; round++) {
        if (which != NULL && round % 3 == 0) {
            register_counted();
        } else {
            int32_t code = call(shared, bearer, NULL);
            CHECK(code == CHATCORE_OK || code == CHATCORE_ERROR_CLOSED);
        }
    }
    return NULL;
}

/* Threads that ask while others replace the function, and at the end one closes the engine under them. */
static void threads(void) {
    pthread_t all[THREADS];
    shared = open_desk();
    register_counted();
    for (int number = 0; number < THREADS; number++) {
        pthread_create(&all[number], NULL, in_thread, number < 2 ? &shared : NULL);
    }
    usleep(20000);
    CHECK(chatcore_close(shared) == CHATCORE_OK);
    for (int number = 0; number < THREADS; number++) {
        pthread_join(all[number], NULL);
    }
    CHECK(registered == destroyed);
}

int main(void) {
    answers();
    own_tokens();
    lives();
    inside();
    from_destroy();
    forking();
    threads();
    return report();
}
