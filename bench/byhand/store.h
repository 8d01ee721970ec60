/* SQLite as a careful program uses it by hand: statements prepared once, texts bound where they lie. */
#ifndef BYHAND_STORE_H
#define BYHAND_STORE_H

#include <sqlite3.h>
#include <stdint.h>

#include "byhand.h"
#include "statements.h"

struct byhand {
    sqlite3 *database;
    sqlite3_stmt *statements[STATEMENTS];
    struct text answer, details;
};

/* Ends the program with what went wrong. */
_Noreturn void fail(struct byhand *hand, const char *what);

/* Begins a statement. What it is given: i int64, r a reference (0 is NULL), t a text (NULL is NULL). Texts are read in
 * place until it is reset. */
sqlite3_stmt *start(struct byhand *hand, enum statement which, const char *types, ...);

/* Whether there is another row. */
int step(struct byhand *hand, sqlite3_stmt *statement);

/* To the end, for the effect; answers the first column of the row that it returns, if any. */
int64_t finish(struct byhand *hand, sqlite3_stmt *statement);

#define RUN(hand, ...) finish(hand, start(hand, __VA_ARGS__))

#endif
