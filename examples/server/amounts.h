/* Numbers as people write them on a command line. */
#ifndef CHATCORE_SERVER_AMOUNTS_H
#define CHATCORE_SERVER_AMOUNTS_H

#include <stdbool.h>
#include <stdint.h>

/* Reads a whole number without sign, such as 16. */
bool read_count(const char *text, uint64_t *count);

/* Reads a number of bytes, such as 65536, 64K, 16M or 1G. */
bool read_size(const char *text, uint64_t *size);

/* Reads the mode of a file in octal, such as 0660. */
bool read_mode(const char *text, uint64_t *mode);

#endif
