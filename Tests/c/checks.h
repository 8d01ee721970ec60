/*
 * What the programs here check with. A check that fails is printed with its place, and the program goes on: one run
 * shows all that is wrong. Threads may check too.
 */
#ifndef CHECKS_H
#define CHECKS_H

#include "chatcore.h"

#include <stdio.h>
#include <string.h>

static int checks = 0;
static int failures = 0;

#define CHECK(holds) check((holds) ? 1 : 0, #holds, __FILE__, __LINE__, "")
#define CHECK_FOR(holds, subject) check((holds) ? 1 : 0, #holds, __FILE__, __LINE__, subject)

static inline void check(int holds, const char *text, const char *file, int line, const char *subject) {
    __atomic_add_fetch(&checks, 1, __ATOMIC_SEQ_CST);
    if (!holds && __atomic_add_fetch(&failures, 1, __ATOMIC_SEQ_CST) <= 40) {
        printf("%s:%d: not so: %s %s\n", file, line, text, subject);
    }
}

/* A set of codes, as one bit each. */
#define BIT(code) (1u << (code))

/* The code that came is one of those, and the error, when there is one, tells of the same failure; at that place, unless
 * path is NULL. The error is released. */
#define EXPECT(code, allowed, subject) expect((code), (allowed), &error, NULL, __FILE__, __LINE__, (subject))
#define EXPECT_AT(code, allowed, path) expect((code), (allowed), &error, (path), __FILE__, __LINE__, (path))

static inline void expect(int32_t code, unsigned allowed, chatcore_error **error, const char *path, const char *file,
                          int line, const char *subject) {
    char seen[200];
    snprintf(seen, sizeof seen, "(answered %d, for %.120s)", (int)code, subject);
    check(code >= 0 && code < 32 && (BIT(code) & allowed) != 0, "an expected code", file, line, seen);
    check((*error != NULL) == (code != CHATCORE_OK), "an error with every failure, none with success", file, line, seen);
    if (*error == NULL) {
        return;
    }
    check((*error)->struct_size == sizeof(chatcore_error), "the error states its size", file, line, seen);
    check((*error)->code == code, "the error has the function's code", file, line, seen);
    check((*error)->reserved == 0, "the reserved field is 0", file, line, seen);
    check((*error)->offset >= -1, "the error's offset is a place or -1", file, line, seen);
    check((*error)->message != NULL && (*error)->message[0] != '\0', "the error says something", file, line, seen);
    check((*error)->path != NULL, "the error's path is not NULL", file, line, seen);
    check(path == NULL || strcmp((*error)->path, path) == 0, "the error names the place", file, line, seen);
    chatcore_release(*error);
    *error = NULL;
}

/* What main returns, having said how it went. */
static inline int report(void) {
    printf("%d checks, %d of them do not hold\n", checks, failures);
    return failures == 0 ? 0 : 1;
}

#endif
