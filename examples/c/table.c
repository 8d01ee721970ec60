#include "table.h"

#include <stdio.h>

/* Reads one UTF-8 character at `*text` and moves past it. The library answers valid UTF-8 only. */
static unsigned long next_character(const unsigned char **text) {
    unsigned long first = *(*text)++;
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    unsigned long character = more == 0 ? first : first & (0x3FUL >> more);
    while (more-- > 0 && (**text & 0xC0) == 0x80) {
        character = character << 6 | (*(*text)++ & 0x3FUL);
    }
    return character;
}

/* How many columns a terminal gives a character: CJK, Hangul, full-width forms and emoji take two. */
static int columns(unsigned long character) {
    return (character >= 0x1100 && character <= 0x115F) || (character >= 0x2E80 && character <= 0xA4CF) ||
                   (character >= 0xAC00 && character <= 0xD7A3) || (character >= 0xF900 && character <= 0xFAFF) ||
                   (character >= 0xFE30 && character <= 0xFE6F) || (character >= 0xFF00 && character <= 0xFF60) ||
                   (character >= 0xFFE0 && character <= 0xFFE6) || (character >= 0x1F300 && character <= 0x1FAFF) ||
                   (character >= 0x20000 && character <= 0x3FFFD)
               ? 2
               : 1;
}

static int text_columns(const char *text) {
    const unsigned char *at = (const unsigned char *)text;
    int total = 0;
    while (*at != '\0') {
        total += columns(next_character(&at));
    }
    return total;
}

/* Prints a text in exactly `width` columns; what does not fit ends in three dots. */
static void print_cell(const char *text, int width) {
    int room = text_columns(text) > width ? width - 3 : width;
    const unsigned char *at = (const unsigned char *)text;
    int used = 0;
    while (*at != '\0') {
        const unsigned char *start = at;
        unsigned long character = next_character(&at);
        if (used + columns(character) > room) {
            fputs("...", stdout);
            used += 3;
            break;
        }
        /* Line breaks inside a value would break the table. */
        if (character < 0x20) {
            putchar(' ');
        } else {
            fwrite(start, 1, (size_t)(at - start), stdout);
        }
        used += columns(character);
    }
    printf("%*s", width > used ? width - used : 0, "");
}

void table_row(const int *widths, const char *const *cells, size_t count) {
    for (size_t index = 0; index < count; index++) {
        fputs("  ", stdout);
        print_cell(cells[index] == NULL ? "" : cells[index], widths[index]);
    }
    putchar('\n');
}

void table_rule(const int *widths, size_t count) {
    for (size_t index = 0; index < count; index++) {
        fputs("  ", stdout);
        for (int column = 0; column < widths[index]; column++) {
            putchar('-');
        }
    }
    putchar('\n');
}
