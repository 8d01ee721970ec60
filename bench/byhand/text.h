/* Text that grows, and JSON written into it. */
#ifndef BYHAND_TEXT_H
#define BYHAND_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct text {
    char *data;
    size_t size, capacity;
};

void text_put(struct text *text, const char *bytes, size_t size);
void text_string(struct text *text, const char *bytes);
void text_number(struct text *text, int64_t number);
/* A JSON string, or null for NULL. */
void text_json(struct text *text, const char *bytes, size_t size);
/* A date as JSON, from ticks of 100 ns since 0001-01-01 in UTC; 0 is the empty date. */
void text_date(struct text *text, int64_t ticks);

/* With names and other constants, whose length the compiler knows. */
#define TEXT(text, constant) text_put(text, constant, sizeof(constant) - 1)

#endif
