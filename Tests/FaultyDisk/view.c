// A look into a store that goes by the library.
#include "disk.h"
#include <stdlib.h>
#include <string.h>

// Statements that are asked again and again are kept.
struct kept {
    char *sql;
    sqlite3_stmt *statement;
};

struct faulty_view {
    sqlite3 *database;
    struct kept kept[64];
    int count;
    char *text;
    size_t length, capacity;
    char *dump;
};

static void add_bytes(faulty_view *view, const char *bytes, size_t count) {
    if (view->length + count + 1 > view->capacity) {
        view->capacity = (view->length + count + 1) * 2;
        view->text = realloc(view->text, view->capacity);
    }
    memcpy(view->text + view->length, bytes, count);
    view->length += count;
    view->text[view->length] = 0;
}

static void add(faulty_view *view, const char *text) { add_bytes(view, text, strlen(text)); }

faulty_view *faulty_view_open(const char *path) {
    faulty_view *view = calloc(1, sizeof *view);
    if (sqlite3_open_v2(path, &view->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        sqlite3_close(view->database);
        free(view);
        return NULL;
    }
    // Whoever looks on leaves no trace: the last to close would clear the log.
    sqlite3_db_config(view->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_exec(view->database, "PRAGMA query_only = ON", NULL, NULL, NULL);
    return view;
}

void faulty_view_close(faulty_view *view) {
    if (!view) return;
    for (int i = 0; i < view->count; i++) {
        sqlite3_finalize(view->kept[i].statement);
        free(view->kept[i].sql);
    }
    sqlite3_close(view->database);
    free(view->text);
    free(view->dump);
    free(view);
}

static sqlite3_stmt *statement_of(faulty_view *view, const char *sql, bool *is_kept) {
    for (int i = 0; i < view->count; i++) {
        *is_kept = true;
        if (strcmp(view->kept[i].sql, sql) == 0) return view->kept[i].statement;
    }
    sqlite3_stmt *statement = NULL;
    *is_kept = sqlite3_prepare_v2(view->database, sql, -1, &statement, NULL) == SQLITE_OK && statement && view->count < 64;
    if (*is_kept) view->kept[view->count++] = (struct kept){strdup(sql), statement};
    return statement;
}

// Adds the rows of a statement, or why there are none.
static bool add_rows(faulty_view *view, const char *sql) {
    bool is_kept;
    sqlite3_stmt *statement = statement_of(view, sql, &is_kept);
    int code = statement ? SQLITE_ROW : SQLITE_ERROR;
    while (statement && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(statement); column++) {
            const char *text = (const char *)sqlite3_column_text(statement, column);
            if (column > 0) add(view, "|");
            if (text) {
                add_bytes(view, text, (size_t)sqlite3_column_bytes(statement, column));
            } else {
                add(view, "-");
            }
        }
        add(view, "\n");
    }
    if (code != SQLITE_DONE) {
        add(view, "error: ");
        add(view, sqlite3_errmsg(view->database));
    }
    if (is_kept) {
        sqlite3_reset(statement);
    } else {
        sqlite3_finalize(statement);
    }
    return code == SQLITE_DONE;
}

const char *faulty_view_rows(faulty_view *view, const char *sql) {
    view->length = 0;
    add(view, "");
    add_rows(view, sql);
    return view->text;
}

// One statement for each table. Keys and secrets are drawn by chance, and so is what stands for them.
static const char listing[] =
    "SELECT 'SELECT ''' || t.name || ''', ' || group_concat('quote(' || c.name || ')', ', ') || ' FROM ' || t.name || "
    "' ORDER BY 2, 3'"
    " FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
    " WHERE t.type = 'table' AND t.name NOT IN ('meta', 'credentials', 'cs_sessions', 'event_cursors', 'directory_version')"
    " AND (t.name, c.name) NOT IN (('sessions', 'session_key'), ('users', 'password_hash'))"
    " GROUP BY t.name HAVING count(*) > 1 ORDER BY t.name";

const char *faulty_view_dump(faulty_view *view, int64_t *length) {
    if (!view->dump) {
        const char *statements = faulty_view_rows(view, listing);
        if (view->length == 0 || strncmp(statements, "error", 5) == 0) return NULL;
        view->dump = strdup(statements);
    }
    view->length = 0;
    add(view, "");
    if (sqlite3_exec(view->database, "BEGIN", NULL, NULL, NULL) != SQLITE_OK) return NULL;
    bool is_read = true;
    for (char *next = view->dump; is_read && *next;) {
        char *end = strchr(next, '\n');
        if (end) *end = 0;
        is_read = add_rows(view, next);
        if (!end) break;
        *end = '\n';
        next = end + 1;
    }
    sqlite3_exec(view->database, "ROLLBACK", NULL, NULL, NULL);
    *length = (int64_t)view->length;
    return is_read ? view->text : NULL;
}
