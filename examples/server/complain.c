#include "complain.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

void complain(const char *pattern, ...) {
    va_list arguments;
    va_start(arguments, pattern);
    complain_for_http(NULL, pattern, arguments);
    va_end(arguments);
}

void complain_for_http(void *unused, const char *pattern, va_list arguments) {
    (void)unused;
    static const char name[] = "chatcore-server: ";
    char line[4096] = "";
    memcpy(line, name, sizeof name);
    size_t size = sizeof name - 1;
    /* One byte is kept for the line's end, which libmicrohttpd brings along and we do not. */
    int more = vsnprintf(line + size, sizeof line - size - 1, pattern, arguments);
    if (more > 0) {
        size = strlen(line);
    }
    while (size > 0 && line[size - 1] == '\n') {
        size--;
    }
    line[size++] = '\n';
    if (write(STDERR_FILENO, line, size) < 0) {
        /* There is nobody left to tell. */
    }
}
