/*
 * Engines that are none, not any more, or another process's: every function finds that out. Compiled as C and as C++.
 *
 *     handles     runs all checks, prints those that failed, exits with 1 if any did
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "checks.h"

#include <sys/wait.h>
#include <unistd.h>

static const char *const in_memory = "{\"store\":\"sqlite::memory:\"}";

static chatcore *a_desk(void) {
    chatcore *engine = NULL;
    chatcore_error *error = NULL;
    EXPECT(chatcore_open(chatcore_text(in_memory), &engine, &error), BIT(CHATCORE_OK), "a desk");
    CHECK(engine != NULL);
    return engine;
}

/* Every function that takes an engine, on one that is none. */
static void without_engine(chatcore *engine, const char *subject) {
    chatcore_error *error = NULL;
    chatcore_message request;
    memset(&request, 0, sizeof request);
    request.struct_size = sizeof request;
    request.method = chatcore_text("GET");
    request.target = chatcore_text("/");
    const chatcore_message *response = NULL;
    const chatcore_buffer *result = NULL;
    EXPECT(chatcore_handle(engine, &request, &response, &error), BIT(CHATCORE_ERROR_CLOSED), subject);
    chatcore_bytes count = chatcore_text("System.CountRows");
    EXPECT(chatcore_call(engine, chatcore_text(""), count, chatcore_text("{}"), &result, &error),
           BIT(CHATCORE_ERROR_CLOSED), subject);
    CHECK_FOR(response == NULL && result == NULL, subject);
    CHECK_FOR(chatcore_close(engine) == CHATCORE_ERROR_CLOSED, subject);
}

static void handles(void) {
    chatcore *engine = a_desk();
    CHECK(chatcore_close(engine) == CHATCORE_OK);
    without_engine(engine, "a closed engine");
    without_engine(NULL, "NULL");
    without_engine((chatcore *)(uintptr_t)1, "1");
    without_engine((chatcore *)(uintptr_t)0xdeadbeef, "an address from nowhere");
    without_engine((chatcore *)~(uintptr_t)0, "the last address");
    without_engine((chatcore *)(void *)&checks, "another object");
}

static void forking(void) {
    chatcore *engine = a_desk();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(10);
        const chatcore_buffer *result = NULL;
        chatcore_bytes count = chatcore_text("System.CountRows");
        int32_t called = chatcore_call(engine, chatcore_text(""), count, chatcore_text("{}"), &result, NULL);
        int32_t closed = chatcore_close(engine);
        chatcore *own = NULL;
        int32_t opened = chatcore_open(chatcore_text(in_memory), &own, NULL);
        int32_t own_closed = chatcore_close(own);
        _exit(called != CHATCORE_ERROR_FORKED   ? 1
              : closed != CHATCORE_ERROR_FORKED ? 2
              : opened != CHATCORE_OK           ? 3
              : own_closed != CHATCORE_OK       ? 4
                                                : 0);
    }
    int status = -1;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) != 1);
    CHECK(WEXITSTATUS(status) != 2);
    CHECK(WEXITSTATUS(status) != 3);
    CHECK(WEXITSTATUS(status) != 4);
    CHECK(chatcore_close(engine) == CHATCORE_OK);
}

int main(void) {
    handles();
    forking();
    return report();
}
