/*
 * Loads a libchatcore, asks it two things, and prints what that took in milliseconds, then its version.
 *
 *     first_call PATH
 */
#include "chatcore.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* ISO C has no conversion from what dlsym answers to a function. */
#define FIND(function)                                     \
    do {                                                   \
        void *found = dlsym(library, "chatcore_" #function); \
        if (found == NULL) {                               \
            fprintf(stderr, "%s\n", dlerror());            \
            return 1;                                      \
        }                                                  \
        memcpy(&function, &found, sizeof function);        \
    } while (0)

int main(int count, char **arguments) {
    struct timespec begin, end;
    const char *(*version)(void) = NULL;
    int32_t (*version_number)(void) = NULL;
    int32_t (*describe)(chatcore_bytes, const chatcore_buffer **, chatcore_error **) = NULL;
    void (*release)(const void *) = NULL;
    if (count != 2) {
        return 2;
    }
    clock_gettime(CLOCK_MONOTONIC, &begin);
    void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    FIND(version);
    FIND(version_number);
    FIND(describe);
    FIND(release);
    const char *text = version();
    const chatcore_buffer *description = NULL;
    int32_t code = describe(chatcore_text("errors"), &description, NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (code != CHATCORE_OK || description == NULL || description->size == 0) {
        fprintf(stderr, "chatcore_describe answered %d\n", (int)code);
        return 1;
    }
    release(description);
    printf("%.3f %s %d\n", (double)(end.tv_sec - begin.tv_sec) * 1e3 + (double)(end.tv_nsec - begin.tv_nsec) / 1e6, text,
           (int)version_number());
    return 0;
}
