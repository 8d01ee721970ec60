/*
 * The gate between fork() and the threads inside the library, by itself:
 *
 *     gate busy     threads go in and out, step out and in again, while two others fork; every child finds it open
 *     gate stuck    a thread stays inside for longer than fork() waits: the child may not come in, the parent may
 */
#include "CForks.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN = 200, STUCK_SECONDS = 8 };

static atomic_bool stopping;
static atomic_int failures;
static atomic_int begun;
/* Held by whoever is inside, one at a time: a child must never find it held. */
static pthread_mutex_t of_the_process = PTHREAD_MUTEX_INITIALIZER;

static void child_begins(void) { atomic_fetch_add(&begun, 1); }

static void *work(void *unused) {
    while (!atomic_load(&stopping)) {
        if (!forks_enter()) {
            atomic_fetch_add(&failures, 1);
            return unused;
        }
        pthread_mutex_lock(&of_the_process);
        pthread_mutex_unlock(&of_the_process);
        forks_enter();
        int32_t depth = forks_step_out();
        usleep(100);
        if (!forks_try_step_in(depth)) {
            forks_step_in(depth);
        }
        forks_let_pass();
        pthread_mutex_lock(&of_the_process);
        pthread_mutex_unlock(&of_the_process);
        forks_leave();
        forks_leave();
    }
    return unused;
}

static int child(void) {
    alarm(10);
    int was = atomic_load(&begun);
    if (was != 1 || !forks_enter()) {
        return 1;
    }
    pthread_mutex_lock(&of_the_process);
    pthread_mutex_unlock(&of_the_process);
    forks_leave();
    /* A child of the child is one, too. */
    pid_t pid = fork();
    if (pid == 0) {
        _exit(atomic_load(&begun) == 2 && forks_enter() ? 0 : 1);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    return status != 0;
}

static void *fork_often(void *unused) {
    for (int i = 0; i < CHILDREN && atomic_load(&failures) == 0; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            _exit(child());
        }
        int status = 0;
        waitpid(pid, &status, 0);
        if (status != 0) {
            atomic_fetch_add(&failures, 1);
        }
    }
    return unused;
}

static int busy(void) {
    pthread_t workers[4];
    pthread_t forkers[2];
    for (int i = 0; i < 4; i++) {
        pthread_create(&workers[i], NULL, work, NULL);
    }
    for (int i = 0; i < 2; i++) {
        pthread_create(&forkers[i], NULL, fork_often, NULL);
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(forkers[i], NULL);
    }
    atomic_store(&stopping, true);
    for (int i = 0; i < 4; i++) {
        pthread_join(workers[i], NULL);
    }
    return atomic_load(&failures) != 0;
}

static void *stay_inside(void *unused) {
    forks_enter();
    atomic_store(&begun, 1);
    sleep(STUCK_SECONDS);
    forks_leave();
    return unused;
}

static int stuck(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, stay_inside, NULL);
    while (atomic_load(&begun) == 0) {
        usleep(1000);
    }
    time_t before = time(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        alarm(10);
        _exit(forks_enter() || atomic_load(&begun) != 1 ? 1 : 0);
    }
    long waited = (long)(time(NULL) - before);
    int status = 0;
    waitpid(pid, &status, 0);
    bool may_enter = forks_enter();
    forks_leave();
    pthread_join(thread, NULL);
    printf("waited %ld s\n", waited);
    return status != 0 || !may_enter || waited < 4 || waited >= STUCK_SECONDS;
}

int main(int count, char **arguments) {
    if (count != 2 || !forks_watch(child_begins)) {
        return 2;
    }
    return strcmp(arguments[1], "busy") == 0 ? busy() : stuck();
}
