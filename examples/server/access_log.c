#include "access_log.h"

#include "complain.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Of each of the five texts that the client chose; at four characters a byte the line still fits. */
enum { LONGEST_TEXT = 1000, LONGEST_LINE = 4 * 5 * LONGEST_TEXT + 512 };

struct line {
    char text[LONGEST_LINE];
    size_t size;
};

static int open_file(const char *path) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (descriptor < 0) {
        complain("--access-log %s: %s", path, strerror(errno));
    }
    return descriptor;
}

bool access_log_open(struct access_log *log, const char *path) {
    log->path = path;
    if (strcmp(path, "off") == 0) {
        log->descriptor = -1;
        return true;
    }
    log->descriptor = strcmp(path, "-") == 0 ? STDOUT_FILENO : open_file(path);
    return log->descriptor >= 0;
}

void access_log_reopen(struct access_log *log) {
    if (log->descriptor <= STDERR_FILENO) {
        return;
    }
    int descriptor = open_file(log->path);
    if (descriptor >= 0) {
        /* Under the same number, so that threads in the midst of a line need not know. */
        dup2(descriptor, log->descriptor);
        close(descriptor);
    }
}

void access_log_close(struct access_log *log) {
    if (log->descriptor > STDERR_FILENO) {
        close(log->descriptor);
    }
    log->descriptor = -1;
}

/* Adds a text that the client chose: it can neither end the line nor the quotes around it. */
static void add_foreign(struct line *line, const char *text) {
    static const char digits[] = "0123456789abcdef";
    if (*text == '\0') {
        line->text[line->size++] = '-';
        return;
    }
    for (size_t index = 0; text[index] != '\0'; index++) {
        unsigned char byte = (unsigned char)text[index];
        if (index == LONGEST_TEXT) {
            memcpy(line->text + line->size, "...", 3);
            line->size += 3;
            return;
        }
        if (byte < 0x20 || byte > 0x7E || byte == '"' || byte == '\\') {
            const char escaped[] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            memcpy(line->text + line->size, escaped, sizeof escaped);
            line->size += sizeof escaped;
        } else {
            line->text[line->size++] = (char)byte;
        }
    }
}

static void add_own(struct line *line, const char *text) {
    size_t size = strlen(text);
    memcpy(line->text + line->size, text, size);
    line->size += size;
}

void access_log_write(const struct access_log *log, const struct access *access) {
    if (log->descriptor < 0) {
        return;
    }
    struct line line;
    char moment[64];
    char numbers[96];
    time_t now = time(NULL);
    struct tm local;
    line.size = 0;
    strftime(moment, sizeof moment, " - - [%d/%b/%Y:%H:%M:%S %z] \"", localtime_r(&now, &local));
    snprintf(numbers, sizeof numbers, "\" %u %" PRIu64 " \"", access->status, access->bytes);

    add_own(&line, access->peer[0] == '\0' ? "-" : access->peer);
    add_own(&line, moment);
    add_foreign(&line, access->method);
    add_own(&line, " ");
    add_foreign(&line, access->target);
    add_own(&line, " ");
    add_foreign(&line, access->version);
    add_own(&line, numbers);
    add_foreign(&line, access->referer);
    add_own(&line, "\" \"");
    add_foreign(&line, access->agent);
    snprintf(numbers, sizeof numbers, "\" %" PRId64 ".%06" PRId64 "\n", access->microseconds / 1000000,
             access->microseconds % 1000000);
    add_own(&line, numbers);
    if (write(log->descriptor, line.text, line.size) < 0) {
        /* A request is answered all the same. */
    }
}
