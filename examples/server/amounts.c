#include "amounts.h"

#include <stddef.h>
#include <string.h>

/* Reads the digits at the start of a text and answers where they end, or NULL when there are none or too many. */
static const char *read_digits(const char *text, unsigned base, uint64_t *number) {
    const char *at = text;
    *number = 0;
    for (; *at >= '0' && *at < (char)('0' + base); at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (*number > (UINT64_MAX - digit) / base) {
            return NULL;
        }
        *number = *number * base + digit;
    }
    return at == text ? NULL : at;
}

bool read_count(const char *text, uint64_t *count) {
    const char *end = read_digits(text, 10, count);
    return end != NULL && *end == '\0';
}

bool read_mode(const char *text, uint64_t *mode) {
    const char *end = read_digits(text, 8, mode);
    return end != NULL && *end == '\0';
}

bool read_size(const char *text, uint64_t *size) {
    static const char units[] = "KMG";
    const char *end = read_digits(text, 10, size);
    if (end == NULL) {
        return false;
    }
    const char *unit = *end == '\0' ? NULL : strchr(units, *end);
    if (unit == NULL) {
        return *end == '\0';
    }
    unsigned bits = 10 * (unsigned)(unit - units + 1);
    if (end[1] != '\0' || *size > UINT64_MAX >> bits) {
        return false;
    }
    *size <<= bits;
    return true;
}
