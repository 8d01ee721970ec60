#include "file_text.h"

#include "complain.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The library's own bound of a message can be raised to this and no further. */
static const size_t most_bytes = (size_t)1 << 30;

bool file_text_read(struct file_text *text, const char *option, const char *file) {
    size_t room = 64 * 1024;
    text->size = 0;
    text->data = malloc(room);
    FILE *stream = fopen(file, "re");
    bool complete = stream != NULL && text->data != NULL;
    while (complete) {
        text->size += fread(text->data + text->size, 1, room - text->size, stream);
        if (text->size < room) {
            complete = !ferror(stream);
            break;
        }
        char *larger = room < most_bytes ? realloc(text->data, room * 2) : NULL;
        if (larger == NULL) {
            errno = EFBIG;
            complete = false;
        } else {
            text->data = larger;
            room *= 2;
        }
    }
    if (!complete) {
        complain("%s %s: %s", option, file, strerror(errno));
        file_text_free(text);
    }
    if (stream != NULL) {
        fclose(stream);
    }
    return complete;
}

void file_text_free(struct file_text *text) {
    free(text->data);
    text->data = NULL;
    text->size = 0;
}

chatcore_bytes file_text_bytes(const struct file_text *text) {
    chatcore_bytes bytes = {text->data, text->size};
    return bytes;
}

void file_text_place(const struct file_text *text, uint64_t offset, char *place, size_t room) {
    size_t line = 1;
    size_t column = 1;
    for (size_t at = 0; at < text->size && at < offset; at++) {
        if (text->data[at] == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)text->data[at] & 0xC0) != 0x80) {
            column++;
        }
    }
    snprintf(place, room, ":%zu:%zu", line, column);
}
