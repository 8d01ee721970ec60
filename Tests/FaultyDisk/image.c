// What is certain of a disk's files, and what a loss of power leaves of the rest.
#include "disk.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512

uint64_t disk_chance(faulty_disk *disk) {
    // SplitMix64.
    uint64_t z = disk->chance += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void set_length(struct image *image, int64_t length) {
    if (length > image->length) {
        image->bytes = realloc(image->bytes, (size_t)length);
        memset(image->bytes + image->length, 0, (size_t)(length - image->length));
    }
    image->length = length;
}

static void place(struct image *image, const uint8_t *bytes, int64_t length, int64_t offset) {
    if (length <= 0) return;
    if (offset + length > image->length) set_length(image, offset + length);
    memcpy(image->bytes + offset, bytes, (size_t)length);
}

static struct change *add_change(struct image *image) {
    if (image->count == image->capacity) {
        image->capacity = image->capacity ? image->capacity * 2 : 16;
        image->changes = realloc(image->changes, (size_t)image->capacity * sizeof *image->changes);
    }
    return &image->changes[image->count++];
}

void image_write(struct image *image, const void *bytes, int64_t length, int64_t offset) {
    struct change *change = add_change(image);
    *change = (struct change){offset, length, malloc((size_t)length + 1)};
    memcpy(change->bytes, bytes, (size_t)length);
}

void image_truncate(struct image *image, int64_t length) { *add_change(image) = (struct change){-1, length, NULL}; }

static void forget_changes(struct image *image) {
    for (int64_t i = 0; i < image->count; i++) free(image->changes[i].bytes);
    image->count = 0;
}

static void apply(struct image *image, const struct change *change) {
    if (change->offset < 0) {
        set_length(image, change->length);
    } else {
        place(image, change->bytes, change->length, change->offset);
    }
}

void image_sync(struct image *image) {
    for (int64_t i = 0; i < image->count; i++) apply(image, &image->changes[i]);
    forget_changes(image);
}

// Sector by sector of the file: what was written, what was there before, or anything.
static void apply_sectors(faulty_disk *disk, struct image *image, const struct change *change, bool rubbish) {
    int64_t end = change->offset + change->length;
    for (int64_t from = change->offset; from < end;) {
        int64_t to = (from / SECTOR + 1) * SECTOR;
        if (to > end) to = end;
        uint64_t chance = disk_chance(disk);
        if (chance & 1) {
            place(image, change->bytes + (from - change->offset), to - from, from);
        } else if (rubbish && chance & 2) {
            uint8_t bytes[SECTOR];
            for (int64_t i = 0; i < to - from; i++) bytes[i] = chance & 4 ? 0 : (uint8_t)disk_chance(disk);
            place(image, bytes, to - from, from);
        }
        from = to;
    }
}

static void lose(faulty_disk *disk, struct image *image, faulty_loss loss) {
    int64_t kept = image->count;
    if (loss == FAULTY_LOSE_ALL) kept = 0;
    if (loss == FAULTY_KEEP_FIRST) kept = (int64_t)(disk_chance(disk) % (uint64_t)(image->count + 1));
    for (int64_t i = 0; i < kept; i++) {
        struct change *change = &image->changes[i];
        if (loss == FAULTY_KEEP_FIRST && i == kept - 1 && change->offset >= 0 && disk_chance(disk) & 1) {
            change->length = (int64_t)(disk_chance(disk) % (uint64_t)(change->length + 1)) / SECTOR * SECTOR;
        }
        bool by_sector = loss == FAULTY_KEEP_SECTORS || loss == FAULTY_KEEP_RUBBISH;
        if (by_sector && change->offset >= 0) {
            apply_sectors(disk, image, change, loss == FAULTY_KEEP_RUBBISH);
        } else if ((!by_sector && loss != FAULTY_KEEP_SOME) || disk_chance(disk) & 1) {
            apply(image, change);
        }
    }
    forget_changes(image);
}

void image_fail_to_sync(faulty_disk *disk, struct image *image) {
    lose(disk, image, FAULTY_KEEP_SECTORS);
    image->is_forgetful = true;
}

static void free_image(struct image *image) {
    if (!image) return;
    forget_changes(image);
    free(image->changes);
    free(image->bytes);
    free(image);
}

// What the system has under that name, which is certain to a disk that has not seen it before.
static struct image *load(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return NULL;
    struct image *image = calloc(1, sizeof *image);
    struct stat status;
    if (fstat(file, &status) == 0 && status.st_size > 0) {
        set_length(image, status.st_size);
        int64_t done = 0;
        while (done < image->length) {
            ssize_t count = read(file, image->bytes + done, (size_t)(image->length - done));
            if (count <= 0) break;
            done += count;
        }
    }
    close(file);
    return image;
}

static struct name *name_of(faulty_disk *disk, const char *path) {
    for (struct name *name = disk->names; name; name = name->next) {
        if (strcmp(name->path, path) == 0) return name;
    }
    struct name *name = calloc(1, sizeof *name);
    name->path = strdup(path);
    name->images[0] = load(path);
    name->count = 1;
    name->next = disk->names;
    disk->names = name;
    return name;
}

void disk_meet(faulty_disk *disk, const char *path) { name_of(disk, path); }

static void push(struct name *name, struct image *image) {
    // More than these are never uncertain at once: a new log is soon synced, and with it its name.
    if (name->count == (int)(sizeof name->images / sizeof *name->images)) {
        for (int i = 1; i < name->count; i++) name->images[i - 1] = name->images[i];
        name->count--;
    }
    name->images[name->count++] = image;
}

struct image *disk_image(faulty_disk *disk, const char *path, bool is_new) {
    struct name *name = name_of(disk, path);
    struct image *image = name->images[name->count - 1];
    if (image && !is_new) return image;
    image = calloc(1, sizeof *image);
    push(name, image);
    return image;
}

void disk_removed(faulty_disk *disk, const char *path) {
    struct name *name = name_of(disk, path);
    if (name->images[name->count - 1]) push(name, NULL);
}

// Files that nobody can find any more are kept: somebody may still have them open. There are few.
void disk_names_are_certain(faulty_disk *disk) {
    for (struct name *name = disk->names; name; name = name->next) {
        name->images[0] = name->images[name->count - 1];
        name->count = 1;
    }
}

static bool store(const char *path, const struct image *image) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return false;
    int64_t done = 0;
    while (done < image->length) {
        ssize_t count = write(file, image->bytes + done, (size_t)(image->length - done));
        if (count <= 0) break;
        done += count;
    }
    close(file);
    return done == image->length;
}

// As long as the system has power, it still has in its memory what a failed sync has forgotten. A process that begins anew
// finds it there and goes on from it; SQLite believes that the next sync takes it along.
static void remember(struct name *name) {
    struct image *image = name->images[name->count - 1];
    if (!image || !image->is_forgetful) return;
    struct image *present = load(name->path);
    // What is certain anyway is not put at risk.
    for (int64_t from = 0; present && from < present->length; from += SECTOR) {
        int64_t length = present->length - from < SECTOR ? present->length - from : SECTOR;
        bool is_certain =
            from + length <= image->length && memcmp(present->bytes + from, image->bytes + from, (size_t)length) == 0;
        if (!is_certain) image_write(image, present->bytes + from, length, from);
    }
    free_image(present);
    image->is_forgetful = false;
}

bool faulty_disk_settle(faulty_disk *disk, faulty_loss loss) {
    pthread_mutex_lock(&disk->lock);
    bool is_well = disk->open_files == 0;
    for (struct name *name = disk->names; name && is_well; name = name->next) {
        if (loss == FAULTY_KEEP_ALL) {
            remember(name);
            continue;
        }
        struct image *image = name->images[disk_chance(disk) % (uint64_t)name->count];
        if (image) {
            lose(disk, image, loss);
            image->is_forgetful = false;
            is_well = store(name->path, image);
        } else {
            unlink(name->path);
        }
        name->images[0] = image;
        name->count = 1;
        // The shared memory is none of the disk's.
        char memory[4096];
        strncpy(memory, name->path, sizeof memory - 8);
        memory[sizeof memory - 8] = 0;
        strcat(memory, "-shm");
        unlink(memory);
    }
    memset(disk->dead, 0, sizeof disk->dead);
    pthread_mutex_unlock(&disk->lock);
    return is_well;
}

void disk_forget(faulty_disk *disk) {
    while (disk->names) {
        struct name *name = disk->names;
        disk->names = name->next;
        for (int i = 0; i < name->count; i++) free_image(name->images[i]);
        free(name->path);
        free(name);
    }
}
