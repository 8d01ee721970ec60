// All that the library has for the whole process, and what becomes of it in a child:
//
//   the gate                  is opened again, for one thread (gate.c)
//   SQLite's own mutexes      are held during the fork, so that no other thread of the host's has them (below)
//   files that are open       stay the parent's; the descriptors with its locks are closed (COpenFiles/list.c)
//   what Swift keeps          is made anew by `child_begins` (ChatCore/ProcessState.swift)
//
// Whatever else is made once and never changed (tables, the runtime's own), no thread is making while the gate is closed.
#define _GNU_SOURCE
#include "COpenFiles.h"
#include "gate.h"
#include <pthread.h>
#include <sqlite3.h>

// How long fork() waits. A call that is longer inside has many steps, or waits, and lets it pass.
#define LONGEST_NANOSECONDS 5000000000

// Those that are for applications are left out: SQLite does not use them.
static const int kinds[] = {
    SQLITE_MUTEX_STATIC_MAIN, SQLITE_MUTEX_STATIC_OPEN, SQLITE_MUTEX_STATIC_VFS1, SQLITE_MUTEX_STATIC_VFS2,
    SQLITE_MUTEX_STATIC_VFS3, SQLITE_MUTEX_STATIC_PRNG, SQLITE_MUTEX_STATIC_LRU,  SQLITE_MUTEX_STATIC_PMEM,
    SQLITE_MUTEX_STATIC_MEM,
};
#define KINDS ((int)(sizeof kinds / sizeof *kinds))
static sqlite3_mutex *mutexes[KINDS];
static int held;
static bool is_safe;
static void (*child_begins)(void);

static void release_mutexes(void) {
    while (held > 0) sqlite3_mutex_leave(mutexes[--held]);
}

// SQLite takes them in orders that it does not promise, so none is waited for while another one is held.
static bool hold_mutexes(int64_t deadline) {
    do {
        while (held < KINDS && sqlite3_mutex_try(mutexes[held]) == SQLITE_OK) held++;
        if (held == KINDS) return true;
        release_mutexes();
    } while (pause_until(deadline));
    return false;
}

static void before_fork(void) {
    int64_t deadline = nanoseconds_from_now(LONGEST_NANOSECONDS);
    bool is_quiet = gate_close_before_fork(deadline);
    // From here on the handlers of one fork only: another one waits for this lock.
    open_files_before_fork();
    is_safe = hold_mutexes(deadline) && is_quiet;
}

static void after_fork_in_parent(void) {
    release_mutexes();
    open_files_after_fork_in_parent();
    gate_open_in_parent();
}

static void after_fork_in_child(void) {
    release_mutexes();
    open_files_after_fork_in_child();
    gate_open_in_child(is_safe);
    // When it is not, nothing of the library is used in this process.
    if (is_safe) child_begins();
}

bool forks_watch(void (*begins)(void)) {
    if (sqlite3_initialize() != SQLITE_OK) return false;
    // Its first use takes another mutex while it holds its own.
    unsigned char byte;
    sqlite3_randomness(1, &byte);
    for (int kind = 0; kind < KINDS; kind++) mutexes[kind] = sqlite3_mutex_alloc(kinds[kind]);
    child_begins = begins;
    gate_open();
    return pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child) == 0;
}
