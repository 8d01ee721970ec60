// The VFS: opens a main file together with the descriptor that locks it, and leaves what is not locking to the system.
#define _GNU_SOURCE
#include "open_file.h"
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

// What a connection asks a file of this VFS by; SQLite leaves numbers from 100 on to others.
#define IDENTITY 0x63686174
#define IS_IN_PLACE 0x63686175

static sqlite3_vfs *unlocked;
static sqlite3_vfs own;

static sqlite3_file *real(sqlite3_file *base) { return ((struct open_file *)base)->real.file; }

static int file_close(sqlite3_file *base) {
    struct open_file *file = (struct open_file *)base;
    memory_unmap(base, 0);
    list_remove(file);
    if (file->locks >= 0) {
        // A child may have inherited the descriptor, which then would keep the locks.
        lock_bytes(file->locks, F_UNLCK, 0, 0, SQLITE_IOERR_UNLOCK);
        close_descriptor_kindly(file->locks);
    }
    close_real_file_kindly(file->real, file->identity.number);
    return SQLITE_OK;
}

static int file_read(sqlite3_file *base, void *bytes, int length, sqlite3_int64 offset) {
    return real(base)->pMethods->xRead(real(base), bytes, length, offset);
}

static int file_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset) {
    return real(base)->pMethods->xWrite(real(base), bytes, length, offset);
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 length) {
    return real(base)->pMethods->xTruncate(real(base), length);
}

static int file_sync(sqlite3_file *base, int flags) { return real(base)->pMethods->xSync(real(base), flags); }

static int file_size(sqlite3_file *base, sqlite3_int64 *length) { return real(base)->pMethods->xFileSize(real(base), length); }

static int file_sector_size(sqlite3_file *base) { return real(base)->pMethods->xSectorSize(real(base)); }

static int file_characteristics(sqlite3_file *base) { return real(base)->pMethods->xDeviceCharacteristics(real(base)); }

static bool is_at(const char *path, const open_files_identity *expected) {
    open_files_identity found;
    return identity_of_path(path, &found) && same_identity(&found, expected);
}

static bool is_in_place(const struct open_file *file) {
    if (!is_at(file->path, &file->identity)) return false;
    if (file->has_log && !is_at(sqlite3_filename_wal(file->path), &file->log)) return false;
    return file->memory.descriptor < 0 || is_at(file->memory.path, &file->memory.identity);
}

static int file_control(sqlite3_file *base, int operation, void *argument) {
    struct open_file *file = (struct open_file *)base;
    switch (operation) {
    case SQLITE_FCNTL_LOCKSTATE: *(int *)argument = file->level; return SQLITE_OK;
    case SQLITE_FCNTL_HAS_MOVED: *(int *)argument = !is_at(file->path, &file->identity); return SQLITE_OK;
    case SQLITE_FCNTL_VFSNAME: *(char **)argument = sqlite3_mprintf("%s", own.zName); return SQLITE_OK;
    case IS_IN_PLACE: *(int *)argument = is_in_place(file); return SQLITE_OK;
    case IDENTITY: *(open_files_identity *)argument = file->identity; return SQLITE_OK;
    default: return real(base)->pMethods->xFileControl(real(base), operation, argument);
    }
}

// Version 2: with shared memory, and without mapping the file itself, which the store does not do.
static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock,
    file_check_reserved_lock, file_control, file_sector_size, file_characteristics, memory_map, memory_lock, memory_barrier,
    memory_unmap, NULL, NULL,
};

static int open_main(const char *path, struct open_file *file, int flags, int *granted) {
    memset(file, 0, sizeof *file);
    file->path = path;
    file->memory.descriptor = -1;
    // Opened before SQLite's own descriptor and compared with the path afterwards, so that both are of one file.
    file->locks = open_apart(path, O_RDWR, 0);
    int code = real_file_open(unlocked, path, flags, &flags, &file->real);
    if (code == SQLITE_OK && file->locks < 0) file->locks = open_apart(path, flags & SQLITE_OPEN_READONLY ? O_RDONLY : O_RDWR, 0);
    open_files_identity found;
    if (code == SQLITE_OK &&
        (file->locks < 0 || !identity_of_descriptor(file->locks, &file->identity) || !identity_of_path(path, &found) ||
         !same_identity(&file->identity, &found))) {
        close_real_file_kindly(file->real, file->identity.number);
        code = SQLITE_CANTOPEN;
    }
    if (code != SQLITE_OK) {
        close_descriptor_kindly(file->locks);
        return code;
    }
    if (granted) *granted = flags;
    list_add(file);
    file->base.pMethods = &methods;
    return SQLITE_OK;
}

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *base, int flags, int *granted) {
    (void)vfs;
    if (path && flags & SQLITE_OPEN_MAIN_DB) return open_main(path, (struct open_file *)base, flags, granted);
    int code = unlocked->xOpen(unlocked, path, base, flags, granted);
    if (code == SQLITE_OK && flags & SQLITE_OPEN_WAL) {
        struct open_file *main_file = list_find(sqlite3_filename_database(path));
        if (main_file) main_file->has_log = identity_of_path(path, &main_file->log);
    }
    return code;
}

static void find_and_register(void) {
    unlocked = sqlite3_vfs_find("unix-none");
    if (!unlocked) return;
    own = *unlocked;
    own.zName = OPEN_FILES_VFS;
    own.pNext = NULL;
    // Others than main files are the system's own throughout.
    if (own.szOsFile < (int)sizeof(struct open_file)) own.szOsFile = (int)sizeof(struct open_file);
    own.xOpen = vfs_open;
    if (sqlite3_vfs_register(&own, 0) != SQLITE_OK) unlocked = NULL;
}

int open_files_register(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_and_register);
    return unlocked ? SQLITE_OK : SQLITE_ERROR;
}

int open_files_whole_path(const char *path, char *whole, int size) {
    return unlocked->xFullPathname(unlocked, path, size, whole) == SQLITE_OK ? SQLITE_OK : SQLITE_CANTOPEN;
}

bool open_files_identity_of(sqlite3 *database, open_files_identity *identity) {
    return sqlite3_file_control(database, "main", IDENTITY, identity) == SQLITE_OK;
}

bool open_files_are_in_place(sqlite3 *database) {
    int in_place = 0;
    return sqlite3_file_control(database, "main", IS_IN_PLACE, &in_place) == SQLITE_OK && in_place;
}
