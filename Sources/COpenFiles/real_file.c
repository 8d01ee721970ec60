// The system's own file under one of ours, with a path that lasts as long as it.
#include "open_file.h"
#include <stddef.h>

int real_file_open(sqlite3_vfs *vfs, const char *path, int flags, int *granted, struct real_file *real) {
    *real = (struct real_file){.file = sqlite3_malloc64((sqlite3_uint64)vfs->szOsFile)};
    // SQLite frees its own path before a file whose closing was put off is closed.
    real->path = sqlite3_create_filename(path, sqlite3_filename_journal(path), sqlite3_filename_wal(path), 0, NULL);
    int code = SQLITE_NOMEM;
    if (real->file && real->path) {
        real->file->pMethods = NULL;
        code = vfs->xOpen(vfs, real->path, real->file, flags, granted);
    }
    if (code != SQLITE_OK) real_file_close(real);
    return code;
}

void real_file_close(struct real_file *real) {
    if (real->file && real->file->pMethods) real->file->pMethods->xClose(real->file);
    sqlite3_free(real->file);
    sqlite3_free_filename(real->path);
    *real = (struct real_file){0};
}
