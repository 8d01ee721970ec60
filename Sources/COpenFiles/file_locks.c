// The locks of the main file: the bytes that every SQLite looks at (sqlite3.c, "os.h"), held by one descriptor.
#define _GNU_SOURCE
#include "open_file.h"
#include <errno.h>
#include <fcntl.h>

// Whoever wants to write the file itself keeps others from beginning to read it.
#define PENDING_BYTE 0x40000000
// Whoever is going to write.
#define RESERVED_BYTE (PENDING_BYTE + 1)
// Whoever reads holds these shared; whoever writes the file itself holds them alone.
#define SHARED_FIRST (PENDING_BYTE + 2)
#define SHARED_SIZE 510

int lock_bytes(int descriptor, short type, off_t start, off_t length, int otherwise) {
    struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    int result;
    do {
        result = fcntl(descriptor, F_OFD_SETLK, &range);
    } while (result != 0 && errno == EINTR);
    if (result == 0) return SQLITE_OK;
    switch (errno) {
    case EAGAIN:
    case EACCES:
    case EBUSY:
    case ENOLCK:
    case ETIMEDOUT: return SQLITE_BUSY;
    default: return otherwise;
    }
}

static int read_lock(int descriptor) {
    // Waiting writers go first: with a pending one nobody begins to read.
    int code = lock_bytes(descriptor, F_RDLCK, PENDING_BYTE, 1, SQLITE_IOERR_LOCK);
    if (code != SQLITE_OK) return code;
    code = lock_bytes(descriptor, F_RDLCK, SHARED_FIRST, SHARED_SIZE, SQLITE_IOERR_LOCK);
    if (lock_bytes(descriptor, F_UNLCK, PENDING_BYTE, 1, SQLITE_IOERR_UNLOCK) == SQLITE_OK || code != SQLITE_OK) return code;
    lock_bytes(descriptor, F_UNLCK, SHARED_FIRST, SHARED_SIZE, SQLITE_IOERR_UNLOCK);
    return SQLITE_IOERR_UNLOCK;
}

// A lock that cannot be had leaves the lower one, as SQLite expects.
int file_lock(sqlite3_file *base, int level) {
    struct open_file *file = (struct open_file *)base;
    if (file->level >= level) return SQLITE_OK;
    int code = SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
        code = read_lock(file->locks);
    } else if (level == SQLITE_LOCK_RESERVED) {
        code = lock_bytes(file->locks, F_WRLCK, RESERVED_BYTE, 1, SQLITE_IOERR_LOCK);
    } else {
        if (file->level < SQLITE_LOCK_PENDING) {
            code = lock_bytes(file->locks, F_WRLCK, PENDING_BYTE, 1, SQLITE_IOERR_LOCK);
            if (code != SQLITE_OK) return code;
            file->level = SQLITE_LOCK_PENDING;
        }
        if (level == SQLITE_LOCK_EXCLUSIVE) {
            code = lock_bytes(file->locks, F_WRLCK, SHARED_FIRST, SHARED_SIZE, SQLITE_IOERR_LOCK);
        }
    }
    if (code == SQLITE_OK) file->level = level;
    return code;
}

int file_unlock(sqlite3_file *base, int level) {
    struct open_file *file = (struct open_file *)base;
    if (file->level <= level) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
        if (file->level > SQLITE_LOCK_RESERVED &&
            lock_bytes(file->locks, F_RDLCK, SHARED_FIRST, SHARED_SIZE, SQLITE_IOERR_RDLOCK) != SQLITE_OK) {
            return SQLITE_IOERR_RDLOCK;
        }
        if (lock_bytes(file->locks, F_UNLCK, PENDING_BYTE, 2, SQLITE_IOERR_UNLOCK) != SQLITE_OK) return SQLITE_IOERR_UNLOCK;
    } else if (lock_bytes(file->locks, F_UNLCK, PENDING_BYTE, 2 + SHARED_SIZE, SQLITE_IOERR_UNLOCK) != SQLITE_OK) {
        return SQLITE_IOERR_UNLOCK;
    }
    file->level = level;
    return SQLITE_OK;
}

int file_check_reserved_lock(sqlite3_file *base, int *result) {
    struct open_file *file = (struct open_file *)base;
    *result = file->level >= SQLITE_LOCK_RESERVED;
    if (*result) return SQLITE_OK;
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = RESERVED_BYTE, .l_len = 1};
    if (fcntl(file->locks, F_OFD_GETLK, &range) != 0) return SQLITE_IOERR_CHECKRESERVEDLOCK;
    *result = range.l_type != F_UNLCK;
    return SQLITE_OK;
}
