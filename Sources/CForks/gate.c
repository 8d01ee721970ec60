// The gate between fork() and the threads that are inside the library.
#define _GNU_SOURCE
#include "gate.h"
#include <stdatomic.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

// Forks are rare and short, so whoever waits looks again after a while: a lock with those who wait for it would be one
// more thing to mend in the child.
#define PAUSE_NANOSECONDS 50000

// Threads that are inside and have not stepped out.
static atomic_int inside;
// Threads that are forking.
static atomic_int forking;
// How often this thread has entered.
static _Thread_local int32_t depth;

// Set in a child whose parent had a thread inside when it forked.
static atomic_bool is_unusable;
// Where the system can do it, a page that is empty in every child: that is how one is found out that was made without
// the handlers.
static _Atomic(atomic_int *) mark;

int64_t nanoseconds_from_now(int64_t nanoseconds) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec + nanoseconds;
}

bool pause_until(int64_t deadline) {
    if (nanoseconds_from_now(0) >= deadline) return false;
    struct timespec pause = {.tv_nsec = PAUSE_NANOSECONDS};
    nanosleep(&pause, NULL);
    return true;
}

static bool try_in(void) {
    // Counted before looking, as whoever forks does it the other way round: one of the two sees the other.
    atomic_fetch_add(&inside, 1);
    if (atomic_load(&forking) == 0) return true;
    atomic_fetch_sub(&inside, 1);
    return false;
}

static void in(void) {
    while (!try_in()) pause_until(INT64_MAX);
}

static void out(void) { atomic_fetch_sub(&inside, 1); }

static bool is_usable(void) {
    atomic_int *page = atomic_load_explicit(&mark, memory_order_acquire);
    return !atomic_load_explicit(&is_unusable, memory_order_relaxed) && (!page || atomic_load_explicit(page, memory_order_relaxed) != 0);
}

bool forks_enter(void) {
    if (!is_usable()) return false;
    if (depth++ == 0) in();
    return true;
}

void forks_leave(void) {
    if (--depth == 0) out();
}

int32_t forks_step_out(void) {
    int32_t was = depth;
    depth = 0;
    if (was > 0) out();
    return was;
}

bool forks_try_step_in(int32_t was) {
    if (was > 0 && !try_in()) return false;
    depth = was;
    return true;
}

void forks_step_in(int32_t was) {
    if (was > 0) in();
    depth = was;
}

void forks_let_pass(void) {
    if (atomic_load_explicit(&forking, memory_order_relaxed) > 0 && depth > 0) forks_step_in(forks_step_out());
}

void gate_open(void) {
    void *page = mmap(NULL, (size_t)sysconf(_SC_PAGESIZE), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return;
    if (madvise(page, (size_t)sysconf(_SC_PAGESIZE), MADV_WIPEONFORK) != 0) {
        munmap(page, (size_t)sysconf(_SC_PAGESIZE));
        return;
    }
    atomic_store((atomic_int *)page, 1);
    atomic_store_explicit(&mark, page, memory_order_release);
}

bool gate_close_before_fork(int64_t deadline) {
    atomic_fetch_add(&forking, 1);
    // The thread that forks may be inside itself: the host forks in a function that the library calls.
    int own = depth > 0 ? 1 : 0;
    while (atomic_load(&inside) > own) {
        if (!pause_until(deadline)) return false;
    }
    return true;
}

void gate_open_in_parent(void) { atomic_fetch_sub(&forking, 1); }

void gate_open_in_child(bool is_safe) {
    atomic_store(&inside, depth > 0 ? 1 : 0);
    atomic_store(&forking, 0);
    if (!is_safe) atomic_store(&is_unusable, true);
    atomic_int *page = atomic_load(&mark);
    if (page) atomic_store(page, 1);
}
