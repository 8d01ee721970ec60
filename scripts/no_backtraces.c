/*
 * Takes the place of the Swift runtime's crash handler, 80 KB that the Makefile leaves out of its copy. It is for
 * programs: where SWIFT_BACKTRACE says so it takes over the signals of the whole process and starts another one, which
 * is the host's to decide, not a library's. Fatal errors still say what happened and show the stack.
 */
#include <stdbool.h>
#include <stdint.h>

/* The first number asks whether the handler is on, and is all that the rest of the runtime reads. */
extern const int32_t _swift_backtraceSettings[32];
const int32_t _swift_backtraceSettings[32] = {0};

bool _swift_backtrace_isThunkFunction(const char *mangledName);

bool _swift_backtrace_isThunkFunction(const char *mangledName) {
    (void)mangledName;
    return false;
}
