// SQLite's way to a disk: each call is judged, done by the system's own VFS, and noted.
#include "vfs.h"
#include <COpenFiles.h>
#include <string.h>
#include <unistd.h>

struct file {
    sqlite3_file base;
    faulty_disk *disk;
    struct image *image;
    int owner;
    bool is_log;
    // The first sync of a log that may be new syncs the folder too, as the system's own VFS does.
    bool syncs_names;
    bool is_counted;
    // The system's own file follows, aligned as this is.
    sqlite3_file *real;
};

static sqlite3_vfs *system_vfs;
static sqlite3_vfs faulty_vfs;

// Does `call` unless it is judged otherwise.
#define JUDGED(file, kind, call)                                              \
    do {                                                                      \
        struct verdict verdict = disk_judge((file)->disk, (file)->owner, kind); \
        if (verdict.code != SQLITE_OK) return verdict.code;                   \
        int code = (call);                                                    \
        return verdict.dies ? disk_died((file)->disk) : code;                 \
    } while (0)

static int file_close(sqlite3_file *base) {
    struct file *file = (struct file *)base;
    int code = file->real->pMethods ? file->real->pMethods->xClose(file->real) : SQLITE_OK;
    pthread_mutex_lock(&file->disk->lock);
    file->disk->open_files--;
    pthread_mutex_unlock(&file->disk->lock);
    return code;
}

static int file_read(sqlite3_file *base, void *bytes, int length, sqlite3_int64 offset) {
    struct file *file = (struct file *)base;
    JUDGED(file, FAULTY_READ, file->real->pMethods->xRead(file->real, bytes, length, offset));
}

static int write_through(struct file *file, const void *bytes, int length, sqlite3_int64 offset) {
    int code = file->real->pMethods->xWrite(file->real, bytes, length, offset);
    if (code == SQLITE_OK) {
        pthread_mutex_lock(&file->disk->lock);
        image_write(file->image, bytes, length, offset);
        pthread_mutex_unlock(&file->disk->lock);
    }
    return code;
}

static int file_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset) {
    struct file *file = (struct file *)base;
    struct verdict verdict = disk_judge(file->disk, file->owner, FAULTY_WRITE);
    if (verdict.code != SQLITE_OK) {
        // A write that fails may have been done in part.
        pthread_mutex_lock(&file->disk->lock);
        int part = file->owner >= 0 && file->disk->dead[file->owner] ? 0 : (int)(disk_chance(file->disk) % (uint64_t)length);
        pthread_mutex_unlock(&file->disk->lock);
        if (part > length / 2) write_through(file, bytes, part, offset);
        return verdict.code;
    }
    int code = write_through(file, bytes, length, offset);
    return verdict.dies ? disk_died(file->disk) : code;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 length) {
    struct file *file = (struct file *)base;
    struct verdict verdict = disk_judge(file->disk, file->owner, FAULTY_TRUNCATE);
    if (verdict.code != SQLITE_OK) return verdict.code;
    int code = file->real->pMethods->xTruncate(file->real, length);
    if (code == SQLITE_OK) {
        pthread_mutex_lock(&file->disk->lock);
        image_truncate(file->image, length);
        pthread_mutex_unlock(&file->disk->lock);
    }
    return verdict.dies ? disk_died(file->disk) : code;
}

// Nothing reaches the real disk: what would be there is known without it, and sooner.
//
// A system may take what it could not sync for written, and forget it. SQLite is safe from that in its log, which it writes anew,
// but not in the file itself: a checkpoint that goes only part of the way leaves the sync to the next one. So here a
// file's changes wait for the next sync, as SQLite believes, and a log's are forgotten.
static int file_sync(sqlite3_file *base, int flags) {
    struct file *file = (struct file *)base;
    faulty_disk *disk = file->disk;
    (void)flags;
    struct verdict verdict = disk_judge(disk, file->owner, FAULTY_SYNC);
    pthread_mutex_lock(&disk->lock);
    if (verdict.code != SQLITE_OK) {
        if (file->is_log && (file->owner < 0 || !disk->dead[file->owner])) image_fail_to_sync(disk, file->image);
    } else if (!disk->lies) {
        image_sync(file->image);
        if (file->syncs_names) disk_names_are_certain(disk);
        file->syncs_names = false;
    }
    pthread_mutex_unlock(&disk->lock);
    if (verdict.code != SQLITE_OK) return verdict.code;
    return verdict.dies ? disk_died(disk) : SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *length) {
    struct file *file = (struct file *)base;
    JUDGED(file, FAULTY_SIZE, file->real->pMethods->xFileSize(file->real, length));
}

static int file_lock(sqlite3_file *base, int level) {
    struct file *file = (struct file *)base;
    JUDGED(file, FAULTY_LOCK, file->real->pMethods->xLock(file->real, level));
}

static int file_unlock(sqlite3_file *base, int level) {
    struct file *file = (struct file *)base;
    return file->real->pMethods->xUnlock(file->real, level);
}

static int file_check_lock(sqlite3_file *base, int *result) {
    struct file *file = (struct file *)base;
    return file->real->pMethods->xCheckReservedLock(file->real, result);
}

static int file_control(sqlite3_file *base, int operation, void *argument) {
    struct file *file = (struct file *)base;
    return file->real->pMethods->xFileControl(file->real, operation, argument);
}

static int file_sector_size(sqlite3_file *base) {
    (void)base;
    return 4096;
}

static int file_characteristics(sqlite3_file *base) {
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int file_shared_map(sqlite3_file *base, int page, int size, int extend, void volatile **memory) {
    struct file *file = (struct file *)base;
    JUDGED(file, FAULTY_SHARED_MEMORY, file->real->pMethods->xShmMap(file->real, page, size, extend, memory));
}

static int file_shared_lock(sqlite3_file *base, int offset, int count, int flags) {
    struct file *file = (struct file *)base;
    // The dead give up their locks.
    if (flags & SQLITE_SHM_UNLOCK) return file->real->pMethods->xShmLock(file->real, offset, count, flags);
    struct verdict verdict = disk_judge(file->disk, file->owner, FAULTY_SHARED_LOCK);
    if (verdict.code != SQLITE_OK) return verdict.code;
    int code = file->real->pMethods->xShmLock(file->real, offset, count, flags);
    if (!verdict.dies) return code;
    // SQLite does not know that it has this one.
    if (code == SQLITE_OK) file->real->pMethods->xShmLock(file->real, offset, count, (flags & ~SQLITE_SHM_LOCK) | SQLITE_SHM_UNLOCK);
    return disk_died(file->disk);
}

static void file_shared_barrier(sqlite3_file *base) {
    struct file *file = (struct file *)base;
    file->real->pMethods->xShmBarrier(file->real);
}

static int file_shared_unmap(sqlite3_file *base, int removes) {
    struct file *file = (struct file *)base;
    return file->real->pMethods->xShmUnmap(file->real, removes);
}

// Version 2: with shared memory, without mapping the file itself, which would pass the disk by.
static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock, file_check_lock,
    file_control, file_sector_size, file_characteristics, file_shared_map, file_shared_lock, file_shared_barrier,
    file_shared_unmap, NULL, NULL,
};

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *base, int flags, int *granted) {
    (void)vfs;
    faulty_disk *disk = disk_of(path);
    // Others' files are the system's own throughout.
    if (!disk) return system_vfs->xOpen(system_vfs, path, base, flags, granted);
    struct file *file = (struct file *)base;
    memset(file, 0, sizeof *file);
    struct verdict verdict = disk_judge(disk, faulty_owner, FAULTY_OPEN);
    if (verdict.code != SQLITE_OK) return verdict.code == SQLITE_IOERR ? SQLITE_CANTOPEN : verdict.code;
    bool is_new = access(path, F_OK) != 0;
    pthread_mutex_lock(&disk->lock);
    disk_meet(disk, path);
    pthread_mutex_unlock(&disk->lock);
    file->real = (sqlite3_file *)(file + 1);
    int code = system_vfs->xOpen(system_vfs, path, file->real, flags, granted);
    if (code != SQLITE_OK) return code;
    file->base.pMethods = &methods;
    file->disk = disk;
    file->owner = faulty_owner;
    pthread_mutex_lock(&disk->lock);
    file->image = disk_image(disk, path, is_new);
    disk->open_files++;
    pthread_mutex_unlock(&disk->lock);
    file->is_log = !(flags & SQLITE_OPEN_MAIN_DB);
    file->syncs_names = file->is_log && flags & SQLITE_OPEN_CREATE;
    // SQLite closes a file whose methods are set, also when opening it failed.
    return verdict.dies ? disk_died(disk) : SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    (void)vfs;
    faulty_disk *disk = disk_of(path);
    if (!disk) return system_vfs->xDelete(system_vfs, path, syncs_folder);
    struct verdict verdict = disk_judge(disk, faulty_owner, FAULTY_REMOVE);
    if (verdict.code != SQLITE_OK) return verdict.code;
    pthread_mutex_lock(&disk->lock);
    // What the file holds has to be known before it is gone.
    disk_removed(disk, path);
    int code = system_vfs->xDelete(system_vfs, path, 0);
    if (syncs_folder) disk_names_are_certain(disk);
    pthread_mutex_unlock(&disk->lock);
    return verdict.dies ? disk_died(disk) : code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    (void)vfs;
    faulty_disk *disk = disk_of(path);
    if (disk) {
        struct verdict verdict = disk_judge(disk, faulty_owner, FAULTY_SIZE);
        if (verdict.code != SQLITE_OK) return verdict.code;
        if (verdict.dies) return disk_died(disk);
    }
    return system_vfs->xAccess(system_vfs, path, flags, result);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return faulty_owner >= 0 ? microseconds : system_vfs->xSleep(system_vfs, microseconds);
}

void vfs_install(void) {
    // The library's own way to the disk, with its locks.
    open_files_register();
    system_vfs = sqlite3_vfs_find(OPEN_FILES_VFS);
    faulty_vfs = *system_vfs;
    faulty_vfs.zName = "faulty";
    faulty_vfs.pNext = NULL;
    faulty_vfs.szOsFile = (int)sizeof(struct file) + system_vfs->szOsFile;
    faulty_vfs.xOpen = vfs_open;
    faulty_vfs.xDelete = vfs_delete;
    faulty_vfs.xAccess = vfs_access;
    faulty_vfs.xSleep = vfs_sleep;
    sqlite3_vfs_register(&faulty_vfs, 1);
    disk_watch_transactions();
}
