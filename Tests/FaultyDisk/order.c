// The order in which transactions saw the store, whoever ran them.
#include "disk.h"
#include <stdlib.h>
#include <string.h>

// What a connection's open transaction is made of.
struct watched {
    sqlite3 *database;
    bool is_known;
    struct ended members;
};

static void append(struct ended *list, int32_t operation) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 16;
        list->operations = realloc(list->operations, (size_t)list->capacity * sizeof *list->operations);
    }
    list->operations[list->count++] = operation;
}

static void forget(void *context) {
    struct watched *watched = context;
    free(watched->members.operations);
    free(watched);
}

static void end(struct watched *watched, int32_t mark) {
    faulty_disk *disk = disk_of(sqlite3_db_filename(watched->database, "main"));
    if (disk && watched->members.count > 0) {
        pthread_mutex_lock(&disk->lock);
        for (int64_t i = 0; i < watched->members.count; i++) append(&disk->order, watched->members.operations[i]);
        append(&disk->order, mark);
        pthread_mutex_unlock(&disk->lock);
    }
    watched->members.count = 0;
}

// How many pages of the log are moved into the file at once: often few, so that this happens all the time.
static void choose_checkpoints(struct watched *watched) {
    static const int pages[] = {4, 16, 60, 1000};
    faulty_disk *disk = disk_of(sqlite3_db_filename(watched->database, "main"));
    if (watched->is_known || !disk) return;
    pthread_mutex_lock(&disk->lock);
    uint64_t choice = disk_chance(disk) % 4;
    pthread_mutex_unlock(&disk->lock);
    sqlite3_wal_autocheckpoint(watched->database, pages[choice]);
    watched->is_known = true;
}

static int trace(unsigned event, void *context, void *statement, void *text) {
    struct watched *watched = context;
    if (event == SQLITE_TRACE_CLOSE) {
        forget(watched);
        return 0;
    }
    (void)statement;
    const char *sql = text;
    if (strncmp(sql, "BEGIN IMMEDIATE", 15) == 0) {
        choose_checkpoints(watched);
        // One that did not come about left nothing.
        watched->members.count = 0;
        append(&watched->members, faulty_operation);
    } else if (strncmp(sql, "SAVEPOINT", 9) == 0) {
        append(&watched->members, faulty_operation);
    } else if (strncmp(sql, "COMMIT", 6) == 0) {
        end(watched, -1);
    } else if (strcmp(sql, "ROLLBACK") == 0) {
        end(watched, -2);
    }
    return 0;
}

static int watch(sqlite3 *database, char **error, const struct sqlite3_api_routines *api) {
    (void)error;
    (void)api;
    if (faulty_owner < 0) return SQLITE_OK;
    struct watched *watched = calloc(1, sizeof *watched);
    watched->database = database;
    sqlite3_trace_v2(database, SQLITE_TRACE_STMT | SQLITE_TRACE_CLOSE, trace, watched);
    return SQLITE_OK;
}

void disk_watch_transactions(void) { sqlite3_auto_extension((void (*)(void))watch); }
