#include "store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void fail(struct byhand *hand, const char *what) {
    fprintf(stderr, "by hand: %s: %s\n", what, hand != NULL ? sqlite3_errmsg(hand->database) : "");
    exit(1);
}

sqlite3_stmt *start(struct byhand *hand, enum statement which, const char *types, ...) {
    sqlite3_stmt *statement = hand->statements[which];
    va_list values;
    va_start(values, types);
    for (int at = 1; types[at - 1] != '\0'; at++) {
        int code;
        if (types[at - 1] == 't') {
            const char *bytes = va_arg(values, const char *);
            code = bytes == NULL ? sqlite3_bind_null(statement, at) : sqlite3_bind_text(statement, at, bytes, -1, SQLITE_STATIC);
        } else {
            int64_t number = va_arg(values, int64_t);
            code = types[at - 1] == 'r' && number == 0 ? sqlite3_bind_null(statement, at) : sqlite3_bind_int64(statement, at, number);
        }
        if (code != SQLITE_OK) fail(hand, "binding");
    }
    va_end(values);
    return statement;
}

int step(struct byhand *hand, sqlite3_stmt *statement) {
    int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(hand, "running a statement");
    return code == SQLITE_ROW;
}

int64_t finish(struct byhand *hand, sqlite3_stmt *statement) {
    int64_t value = 0;
    while (step(hand, statement)) value = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return value;
}

struct byhand *byhand_open(const char *path, const char *synchronous) {
    struct byhand *hand = calloc(1, sizeof *hand);
    if (hand == NULL) exit(1);
    if (sqlite3_open_v2(path, &hand->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) fail(hand, path);
    char pragmas[300];
    snprintf(pragmas, sizeof pragmas,
             "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -8192;"
             "PRAGMA synchronous = %s",
             synchronous);
    if (sqlite3_exec(hand->database, pragmas, NULL, NULL, NULL) != SQLITE_OK) fail(hand, "pragmas");
    for (int i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v3(hand->database, statements[i], -1, SQLITE_PREPARE_PERSISTENT, &hand->statements[i], NULL) != SQLITE_OK)
            fail(hand, statements[i]);
    return hand;
}

void byhand_close(struct byhand *hand) {
    for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(hand->statements[i]);
    sqlite3_close(hand->database);
    free(hand->answer.data);
    free(hand->details.data);
    free(hand);
}
