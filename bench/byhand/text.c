#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_put(struct text *text, const char *bytes, size_t size) {
    if (text->size + size > text->capacity) {
        text->capacity = 2 * (text->size + size) + 4096;
        text->data = realloc(text->data, text->capacity);
        if (text->data == NULL) exit(1);
    }
    memcpy(text->data + text->size, bytes, size);
    text->size += size;
}

void text_string(struct text *text, const char *bytes) {
    text_put(text, bytes, strlen(bytes));
}

void text_number(struct text *text, int64_t number) {
    char digits[24];
    char *end = digits + sizeof digits, *at = end;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do *--at = (char)('0' + rest % 10); while ((rest /= 10) > 0);
    if (number < 0) *--at = '-';
    text_put(text, at, (size_t)(end - at));
}

void text_json(struct text *text, const char *bytes, size_t size) {
    if (bytes == NULL) {
        TEXT(text, "null");
        return;
    }
    TEXT(text, "\"");
    size_t from = 0;
    for (size_t at = 0; at < size; at++) {
        unsigned char byte = (unsigned char)bytes[at];
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        text_put(text, bytes + from, at - from);
        from = at + 1;
        char escape[8];
        const char *brief = memchr("\"\\\b\f\n\r\t", byte, 7);
        if (brief != NULL && byte != 0)
            snprintf(escape, sizeof escape, "\\%c", "\"\\bfnrt"[brief - "\"\\\b\f\n\r\t"]);
        else
            snprintf(escape, sizeof escape, "\\u%04x", byte);
        text_string(text, escape);
    }
    text_put(text, bytes + from, size - from);
    TEXT(text, "\"");
}

static char *digits(char *at, unsigned number, int count) {
    for (int i = count - 1; i >= 0; i--, number /= 10) at[i] = (char)('0' + number % 10);
    return at + count;
}

void text_date(struct text *text, int64_t ticks) {
    if (ticks == 0) {
        TEXT(text, "\"0001-01-01T00:00:00\"");
        return;
    }
    const int64_t day = INT64_C(864000000000);
    unsigned days = (unsigned)(ticks / day);
    int64_t within = ticks % day;
    unsigned second = (unsigned)(within / 10000000), fraction = (unsigned)(within % 10000000);
    /* Howard Hinnant's civil_from_days, whose days begin on 0000-03-01: 306 before ours. */
    unsigned z = days + 306, era = z / 146097, doe = z % 146097;
    unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    unsigned mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
    char date[40], *at = date;
    *at++ = '"';
    at = digits(at, yoe + era * 400 + (month <= 2), 4);
    *at++ = '-';
    at = digits(at, month, 2);
    *at++ = '-';
    at = digits(at, doy - (153 * mp + 2) / 5 + 1, 2);
    *at++ = 'T';
    at = digits(at, second / 3600, 2);
    *at++ = ':';
    at = digits(at, second / 60 % 60, 2);
    *at++ = ':';
    at = digits(at, second % 60, 2);
    if (fraction > 0) {
        *at++ = '.';
        at = digits(at, fraction, 7);
        while (at[-1] == '0') at--;
    }
    *at++ = 'Z';
    *at++ = '"';
    text_put(text, date, (size_t)(at - date));
}
