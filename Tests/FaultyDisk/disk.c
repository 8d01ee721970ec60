// The disks, and what is planned for them.
#include "disk.h"
#include "vfs.h"
#include <stdlib.h>
#include <string.h>

_Thread_local int faulty_owner = FAULTY_NOBODY;
_Thread_local int faulty_operation = 0;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static faulty_disk *first;

faulty_disk *disk_of(const char *path) {
    if (!path) return NULL;
    pthread_mutex_lock(&lock);
    faulty_disk *disk = first;
    while (disk && (strncmp(path, disk->folder, disk->folder_length) != 0 || path[disk->folder_length] != '/')) {
        disk = disk->next;
    }
    pthread_mutex_unlock(&lock);
    return disk;
}

faulty_disk *faulty_disk_new(const char *folder, uint64_t seed) {
    faulty_disk *disk = calloc(1, sizeof *disk);
    disk->folder = strdup(folder);
    disk->folder_length = strlen(folder);
    disk->chance = seed;
    pthread_mutex_init(&disk->lock, NULL);
    faulty_disk_heal(disk);
    pthread_mutex_lock(&lock);
    static bool is_installed;
    if (!is_installed) vfs_install();
    is_installed = true;
    disk->next = first;
    first = disk;
    pthread_mutex_unlock(&lock);
    return disk;
}

void faulty_disk_free(faulty_disk *disk) {
    pthread_mutex_lock(&lock);
    for (faulty_disk **link = &first; *link; link = &(*link)->next) {
        if (*link != disk) continue;
        *link = disk->next;
        break;
    }
    pthread_mutex_unlock(&lock);
    disk_forget(disk);
    pthread_mutex_destroy(&disk->lock);
    free(disk->order.operations);
    free(disk->folder);
    free(disk);
}

void faulty_disk_work(int owner, int operation) {
    faulty_owner = owner < OWNERS ? owner : FAULTY_NOBODY;
    faulty_operation = operation;
}

void faulty_disk_heal(faulty_disk *disk) {
    pthread_mutex_lock(&disk->lock);
    disk->calls = disk->faults = 0;
    disk->failing = disk->killing = 0;
    disk->interrupt = NULL;
    pthread_mutex_unlock(&disk->lock);
}

void faulty_disk_fail(faulty_disk *disk, uint32_t kinds, int code, int64_t after, int64_t times) {
    pthread_mutex_lock(&disk->lock);
    disk->failing = kinds;
    disk->failure = code;
    disk->well = after;
    disk->failures = times;
    pthread_mutex_unlock(&disk->lock);
}

void faulty_disk_kill(faulty_disk *disk, uint32_t kinds, int owner, int64_t after, bool once_done) {
    pthread_mutex_lock(&disk->lock);
    disk->killing = kinds;
    disk->victim = owner;
    disk->before_death = after;
    disk->once_done = once_done;
    pthread_mutex_unlock(&disk->lock);
}

void faulty_disk_interrupt(faulty_disk *disk, int64_t after, void (*function)(void *), void *context) {
    pthread_mutex_lock(&disk->lock);
    disk->before_interrupt = after;
    disk->interrupt = function;
    disk->context = context;
    pthread_mutex_unlock(&disk->lock);
}

void faulty_disk_lie(faulty_disk *disk, bool lies) {
    pthread_mutex_lock(&disk->lock);
    disk->lies = lies;
    pthread_mutex_unlock(&disk->lock);
}

static int64_t locked(faulty_disk *disk, const int64_t *number) {
    pthread_mutex_lock(&disk->lock);
    int64_t value = *number;
    pthread_mutex_unlock(&disk->lock);
    return value;
}

int64_t faulty_disk_calls(faulty_disk *disk) { return locked(disk, &disk->calls); }
int64_t faulty_disk_faults(faulty_disk *disk) { return locked(disk, &disk->faults); }
int64_t faulty_disk_open_files(faulty_disk *disk) { return locked(disk, &disk->open_files); }

bool faulty_disk_is_dead(faulty_disk *disk, int owner) {
    if (owner < 0 || owner >= OWNERS) return false;
    pthread_mutex_lock(&disk->lock);
    bool dead = disk->dead[owner];
    pthread_mutex_unlock(&disk->lock);
    return dead;
}

static bool is_dead(const faulty_disk *disk, int owner) { return owner >= 0 && disk->dead[owner]; }

static void die(faulty_disk *disk) {
    for (int owner = 0; owner < OWNERS; owner++) {
        if (disk->victim == FAULTY_EVERYBODY || disk->victim == owner) disk->dead[owner] = true;
    }
    disk->faults++;
}

// What comes of a call before it is done: SQLITE_OK, or what it fails with. Who looks on for nobody meets no faults.
struct verdict disk_judge(faulty_disk *disk, int owner, uint32_t kind) {
    struct verdict verdict = {SQLITE_OK, false};
    pthread_mutex_lock(&disk->lock);
    if (owner >= 0 && faulty_owner >= 0) {
        disk->calls++;
        if (disk->interrupt && disk->before_interrupt-- == 0) {
            void (*interrupt)(void *) = disk->interrupt;
            disk->interrupt = NULL;
            pthread_mutex_unlock(&disk->lock);
            interrupt(disk->context);
            pthread_mutex_lock(&disk->lock);
        }
        bool is_doomed = disk->victim == FAULTY_EVERYBODY || disk->victim == owner;
        if (!is_dead(disk, owner) && disk->killing & kind && is_doomed && disk->before_death-- == 0) {
            disk->killing = 0;
            if (disk->once_done) {
                verdict.dies = true;
            } else {
                die(disk);
            }
        }
        if (!verdict.dies && !is_dead(disk, owner) && disk->failing & kind) {
            if (disk->well > 0) {
                disk->well--;
            } else if (disk->failures > 0) {
                disk->failures--;
                disk->faults++;
                verdict.code = disk->failure;
            }
        }
    }
    if (is_dead(disk, owner)) verdict.code = SQLITE_IOERR;
    pthread_mutex_unlock(&disk->lock);
    return verdict;
}

int disk_died(faulty_disk *disk) {
    pthread_mutex_lock(&disk->lock);
    die(disk);
    pthread_mutex_unlock(&disk->lock);
    return SQLITE_IOERR;
}

int64_t faulty_disk_order(faulty_disk *disk, int32_t *operations, int64_t capacity) {
    pthread_mutex_lock(&disk->lock);
    int64_t count = disk->order.count < capacity ? disk->order.count : capacity;
    if (count > 0) memcpy(operations, disk->order.operations, (size_t)count * sizeof *operations);
    disk->order.count = 0;
    pthread_mutex_unlock(&disk->lock);
    return count;
}
