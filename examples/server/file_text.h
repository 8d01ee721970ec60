/* A file, read whole. */
#ifndef CHATCORE_SERVER_FILE_TEXT_H
#define CHATCORE_SERVER_FILE_TEXT_H

#include <chatcore.h>
#include <stdbool.h>

struct file_text {
    char *data;
    size_t size;
};

/* Reads the file that an option names; false after a complaint that names both. */
bool file_text_read(struct file_text *text, const char *option, const char *file);
void file_text_free(struct file_text *text);
chatcore_bytes file_text_bytes(const struct file_text *text);

/* Writes ":LINE:COLUMN" of a byte, both counted from 1, the column in characters of UTF-8. */
void file_text_place(const struct file_text *text, uint64_t offset, char *place, size_t room);

#endif
