// A disk for tests: SQLite's own files in one folder, which fail, break off and lose power when a test says so.
//
// It is a VFS around the system's, and the process's default one; files outside of such a folder never see it. What was
// written and not yet synced is kept besides, so that a loss of power can take any of it.
//
// A folder may be used by several owners, which stand for processes: each thread says for whom it works.
#ifndef FAULTY_DISK_H
#define FAULTY_DISK_H

#include <stdbool.h>
#include <stdint.h>

typedef struct faulty_disk faulty_disk;

// The calls that can fail, and those at which an owner can die.
#define FAULTY_OPEN 1u
#define FAULTY_READ 2u
#define FAULTY_WRITE 4u
#define FAULTY_SYNC 8u
#define FAULTY_TRUNCATE 16u
#define FAULTY_SIZE 32u
#define FAULTY_LOCK 64u
#define FAULTY_SHARED_LOCK 128u
#define FAULTY_SHARED_MEMORY 256u
#define FAULTY_REMOVE 512u
#define FAULTY_ANY 1023u
// What changes the disk: write, sync, truncate and remove.
#define FAULTY_CHANGES 540u

#define FAULTY_NOBODY (-1)
#define FAULTY_EVERYBODY (-2)

// What a loss of power leaves of the writes that were not synced.
typedef enum {
    // The process alone has died: the system still has them all.
    FAULTY_KEEP_ALL,
    FAULTY_LOSE_ALL,
    // The first ones; the last of these may be torn.
    FAULTY_KEEP_FIRST,
    // Any of them.
    FAULTY_KEEP_SOME,
    // Any sectors of any of them.
    FAULTY_KEEP_SECTORS,
    // The same, and lost sectors may hold anything.
    FAULTY_KEEP_RUBBISH,
    FAULTY_LOSSES
} faulty_loss;

// The disk of a folder; `seed` decides what is left to chance. `folder` is a path as SQLite makes it of what it is given.
faulty_disk *faulty_disk_new(const char *folder, uint64_t seed);
// All of its files have been closed.
void faulty_disk_free(faulty_disk *disk);

// This thread works for an owner from 0 to 4095 from now on, in an operation of that number, or for nobody. For an owner,
// SQLite does not wait in earnest when it is busy.
void faulty_disk_work(int owner, int operation);

// Of the calls of these kinds, `after` go well and the next `times` fail with `code`. One plan at a time.
void faulty_disk_fail(faulty_disk *disk, uint32_t kinds, int code, int64_t after, int64_t times);
// At the call of these kinds that comes after `after` others, `owner` or everybody dies: before it is done, or once it is.
void faulty_disk_kill(faulty_disk *disk, uint32_t kinds, int owner, int64_t after, bool once_done);
// Calls `function` in front of the call that comes after `after` others, once.
void faulty_disk_interrupt(faulty_disk *disk, int64_t after, void (*function)(void *), void *context);
// Forgets these plans. The dead stay dead.
void faulty_disk_heal(faulty_disk *disk);
// A disk that says that it has synced and has not.
void faulty_disk_lie(faulty_disk *disk, bool lies);

// Counted since `faulty_disk_heal`.
int64_t faulty_disk_calls(faulty_disk *disk);
int64_t faulty_disk_faults(faulty_disk *disk);
bool faulty_disk_is_dead(faulty_disk *disk, int owner);
int64_t faulty_disk_open_files(faulty_disk *disk);

// The power comes back, after all files were closed: the files are what the loss has left, and nobody is dead.
bool faulty_disk_settle(faulty_disk *disk, faulty_loss loss);

// The operations whose transactions ended since the last call, in the order in which they saw the store; those that one
// commit ended stand together, and a negative number ends them: -1 after COMMIT, -2 after ROLLBACK.
int64_t faulty_disk_order(faulty_disk *disk, int32_t *operations, int64_t capacity);

// Looking into a store besides the library.
typedef struct faulty_view faulty_view;
faulty_view *faulty_view_open(const char *path);
void faulty_view_close(faulty_view *view);
// All rows of all tables as text, but what chance made. Valid until the next call; NULL when it cannot be read.
const char *faulty_view_dump(faulty_view *view, int64_t *length);
// The rows of a query, a line each, columns between bars.
const char *faulty_view_rows(faulty_view *view, const char *sql);

#endif
