/*
 * A process that does to SQLite files what it is told, a command a line, and says what came of it, a line each:
 *
 *     open NAME VFS PATH    a connection, by "unix" or by the library's "chatcore"
 *     NAME SQL              one statement or several, in it
 *     close NAME
 *
 * An answer is SQLite's code and the rows, columns between bars, rows between slashes. Nobody waits for a lock.
 */
#include "COpenFiles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 8, LONGEST = 4096 };

static struct {
    char name[16];
    sqlite3 *database;
} connections[MOST];

static char rows[LONGEST];

static int add_row(void *unused, int columns, char **values, char **names) {
    (void)unused;
    (void)names;
    for (int i = 0; i < columns; i++) {
        size_t used = strlen(rows);
        snprintf(rows + used, sizeof rows - used, "%s%s", values[i] == NULL ? "null" : values[i], i + 1 == columns ? "/" : "|");
    }
    return 0;
}

static int place_of(const char *name) {
    for (int i = 0; i < MOST; i++) {
        if (strcmp(connections[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static int open_connection(const char *name, const char *vfs, const char *path) {
    int place = place_of("");
    if (place < 0) {
        return SQLITE_FULL;
    }
    snprintf(connections[place].name, sizeof connections[place].name, "%s", name);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
    return sqlite3_open_v2(path, &connections[place].database, flags, vfs);
}

static int close_connection(int place) {
    int code = sqlite3_close(connections[place].database);
    memset(&connections[place], 0, sizeof connections[place]);
    return code;
}

int main(void) {
    if (open_files_register() != SQLITE_OK || open_files_register() != SQLITE_OK) {
        return 2;
    }
    char line[LONGEST];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        char word[16], name[16], vfs[16], path[1024];
        int code = SQLITE_MISUSE;
        rows[0] = '\0';
        if (sscanf(line, "open %15s %15s %1023s", name, vfs, path) == 3) {
            code = open_connection(name, vfs, path);
        } else if (sscanf(line, "close %15s", name) == 1 && place_of(name) >= 0) {
            code = close_connection(place_of(name));
        } else if (sscanf(line, "%15s", word) == 1 && place_of(word) >= 0) {
            code = sqlite3_exec(connections[place_of(word)].database, line + strlen(word), add_row, NULL, NULL);
        }
        printf("%d %s\n", code, rows);
        fflush(stdout);
    }
    return 0;
}
