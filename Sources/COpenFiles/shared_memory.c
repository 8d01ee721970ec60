// The shared memory of the write-ahead log: the file `-shm`, mapped, and the locks on its bytes, held by its descriptor.
#define _GNU_SOURCE
#include "open_file.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// The eight locks of the log stand in these bytes, in SQLite's order.
#define FIRST_LOCK 120
// All who have the memory open hold this one shared. Who gets it alone is the first, and whatever the file holds was
// left by somebody who has died.
#define CLAIM (FIRST_LOCK + SQLITE_SHM_NLOCK)
// Shorter than any index: SQLite's own mark of a file that was just claimed.
#define CLAIMED_SIZE 3
#define PAGE 4096

static int claim(struct shared_memory *memory) {
    int code = lock_bytes(memory->descriptor, F_WRLCK, CLAIM, 1, SQLITE_IOERR_LOCK);
    if (memory->is_read_only) {
        // Without the right to write there is no exclusive lock either, and no claim to make: others must have made it.
        struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = CLAIM, .l_len = 1};
        if (fcntl(memory->descriptor, F_OFD_GETLK, &range) != 0) return SQLITE_IOERR_LOCK;
        if (range.l_type == F_WRLCK) return SQLITE_BUSY;
        memory->is_unclaimed = range.l_type == F_UNLCK;
        if (memory->is_unclaimed) return SQLITE_READONLY_CANTINIT;
    } else if (code == SQLITE_OK) {
        if (ftruncate(memory->descriptor, CLAIMED_SIZE) != 0) return SQLITE_IOERR_SHMOPEN;
    } else if (code != SQLITE_BUSY) {
        return code;
    }
    return lock_bytes(memory->descriptor, F_RDLCK, CLAIM, 1, SQLITE_IOERR_LOCK);
}

// A page of this machine may hold several regions, which are then mapped together: how many.
static int regions_at_once(int region_size) {
    int page = (int)sysconf(_SC_PAGESIZE);
    return page > region_size ? page / region_size : 1;
}

static void release(struct shared_memory *memory) {
    int step = memory->region_count > 0 ? regions_at_once(memory->region_size) : 1;
    for (int region = 0; region < memory->region_count; region += step) {
        munmap(memory->regions[region], (size_t)memory->region_size * (size_t)step);
    }
    if (memory->descriptor >= 0) {
        // Said aloud, and not left to close(): a child may have inherited the descriptor.
        lock_bytes(memory->descriptor, F_UNLCK, 0, 0, SQLITE_IOERR_UNLOCK);
        close_descriptor_kindly(memory->descriptor);
    }
    free(memory->regions);
    free(memory->path);
    *memory = (struct shared_memory){.descriptor = -1};
}

static int open_memory(struct open_file *file, int region_size) {
    struct shared_memory *memory = &file->memory;
    struct stat main_file;
    if (fstat(file->locks, &main_file) != 0) return SQLITE_IOERR_FSTAT;
    memory->region_size = region_size;
    memory->path = malloc(strlen(file->path) + sizeof "-shm");
    if (!memory->path) return SQLITE_NOMEM;
    strcpy(stpcpy(memory->path, file->path), "-shm");
    mode_t mode = main_file.st_mode & 0777;
    memory->descriptor = open_apart(memory->path, O_RDWR | O_CREAT | O_NOFOLLOW, mode);
    memory->is_read_only = memory->descriptor < 0;
    if (memory->is_read_only) memory->descriptor = open_apart(memory->path, O_RDONLY | O_NOFOLLOW, mode);
    if (memory->descriptor < 0) {
        release(memory);
        return SQLITE_CANTOPEN;
    }
    // Whoever may use the file must be able to use its memory: when root makes it, it belongs to the file's owner.
    if (!memory->is_read_only && geteuid() == 0 && fchown(memory->descriptor, main_file.st_uid, main_file.st_gid) != 0) {
        release(memory);
        return SQLITE_CANTOPEN;
    }
    int code = identity_of_descriptor(memory->descriptor, &memory->identity) ? claim(memory) : SQLITE_IOERR_FSTAT;
    if (code != SQLITE_OK && code != SQLITE_READONLY_CANTINIT) release(memory);
    return code;
}

// Makes the file long enough, a byte a page, so that a full disk is an error here and not a signal later.
static int extend(struct shared_memory *memory, off_t from, off_t to) {
    for (off_t end = from / PAGE * PAGE + PAGE; end <= to; end += PAGE) {
        if (pwrite(memory->descriptor, "", 1, end - 1) != 1) return SQLITE_IOERR_SHMSIZE;
    }
    return SQLITE_OK;
}

int memory_map(sqlite3_file *base, int region, int size, int extends, void volatile **mapped) {
    struct open_file *file = (struct open_file *)base;
    struct shared_memory *memory = &file->memory;
    *mapped = NULL;
    if (memory->descriptor < 0) {
        int code = open_memory(file, size);
        if (code != SQLITE_OK) return code;
    } else if (memory->is_unclaimed) {
        int code = claim(memory);
        if (code != SQLITE_OK) return code;
        memory->is_unclaimed = false;
    }
    int step = regions_at_once(size);
    int wanted = (region + step) / step * step;
    if (memory->region_count < wanted) {
        struct stat status;
        if (fstat(memory->descriptor, &status) != 0) return SQLITE_IOERR_SHMSIZE;
        off_t needed = (off_t)wanted * size;
        if (status.st_size < needed) {
            if (!extends) return SQLITE_OK;
            int code = extend(memory, status.st_size, needed);
            if (code != SQLITE_OK) return code;
        }
        void **regions = realloc(memory->regions, (size_t)wanted * sizeof *regions);
        if (!regions) return SQLITE_IOERR_NOMEM;
        memory->regions = regions;
    }
    while (memory->region_count < wanted) {
        size_t length = (size_t)size * (size_t)step;
        int protection = memory->is_read_only ? PROT_READ : PROT_READ | PROT_WRITE;
        char *start = mmap(NULL, length, protection, MAP_SHARED, memory->descriptor, (off_t)memory->region_count * size);
        if (start == MAP_FAILED) return SQLITE_IOERR_SHMMAP;
        // A child has no use for the parent's connections, and must not write for them.
        madvise(start, length, MADV_DONTFORK);
        for (int part = 0; part < step; part++) memory->regions[memory->region_count++] = start + (size_t)size * (size_t)part;
    }
    *mapped = memory->regions[region];
    return memory->is_read_only ? SQLITE_READONLY : SQLITE_OK;
}

int memory_lock(sqlite3_file *base, int offset, int count, int flags) {
    struct shared_memory *memory = &((struct open_file *)base)->memory;
    if (memory->descriptor < 0) return SQLITE_IOERR_SHMLOCK;
    short type = flags & SQLITE_SHM_UNLOCK ? F_UNLCK : flags & SQLITE_SHM_SHARED ? F_RDLCK : F_WRLCK;
    return lock_bytes(memory->descriptor, type, FIRST_LOCK + offset, count, SQLITE_IOERR_SHMLOCK);
}

void memory_barrier(sqlite3_file *base) {
    (void)base;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

int memory_unmap(sqlite3_file *base, int removes) {
    struct open_file *file = (struct open_file *)base;
    struct shared_memory *memory = &file->memory;
    // The log is closed at the same time; it may be removed, and another one made.
    file->has_log = false;
    // SQLite removes it only while it has the main file to itself, so nobody else can have it open.
    if (removes && memory->descriptor >= 0) unlink(memory->path);
    release(memory);
    return SQLITE_OK;
}
