// What the parts of the faulty disk share.
#ifndef DISK_H
#define DISK_H

#include "faulty_disk.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stddef.h>

#define OWNERS 4096

// A change of a file that was not synced.
struct change {
    // -1 for a truncation to `length`.
    int64_t offset;
    int64_t length;
    uint8_t *bytes;
};

// What a file is to the disk: what is certain, and the changes that are not.
struct image {
    uint8_t *bytes;
    int64_t length;
    struct change *changes;
    int64_t count, capacity;
    // Whether a failed sync has forgotten some.
    bool is_forgetful;
};

// A name in the folder, and what it may stand for after a loss of power: the first is certain, the last is the present. A
// NULL is no file.
struct name {
    char *path;
    struct image *images[16];
    int count;
    struct name *next;
};

struct ended {
    int32_t *operations;
    int64_t count, capacity;
};

struct faulty_disk {
    char *folder;
    size_t folder_length;
    pthread_mutex_t lock;
    uint64_t chance;
    struct name *names;
    int64_t open_files;
    bool dead[OWNERS];
    bool lies;

    int64_t calls, faults;
    uint32_t failing;
    int failure;
    int64_t well, failures;
    uint32_t killing;
    int victim;
    int64_t before_death;
    bool once_done;
    int64_t before_interrupt;
    void (*interrupt)(void *);
    void *context;

    struct ended order;
    struct faulty_disk *next;
};

// For whom this thread works.
extern _Thread_local int faulty_owner;
extern _Thread_local int faulty_operation;

uint64_t disk_chance(faulty_disk *disk);
// Learns what is under a name, before it is changed. With the lock held, as all that follows.
void disk_meet(faulty_disk *disk, const char *path);
// The present file of that name.
struct image *disk_image(faulty_disk *disk, const char *path, bool is_new);
void disk_removed(faulty_disk *disk, const char *path);
void disk_names_are_certain(faulty_disk *disk);
void image_write(struct image *image, const void *bytes, int64_t length, int64_t offset);
void image_truncate(struct image *image, int64_t length);
void image_sync(struct image *image);
// A sync that failed: the system believes the changes written, and chance decides which are.
void image_fail_to_sync(faulty_disk *disk, struct image *image);
void disk_forget(faulty_disk *disk);

void disk_watch_transactions(void);
faulty_disk *disk_of(const char *path);
faulty_disk *disk_first(void);

#endif
