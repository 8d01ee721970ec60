/*
 * Rounds of what takes POSIX locks away from a process, while it works on a store:
 *
 *     rounds STORE TALLY ROUNDS forks|copies
 *
 *     forks    the process forks while its threads are inside the library. Each child opens an engine of its own at
 *              once, saves, and ends: with its engine closed or open, or by SIGKILL. Now and then the parent closes its
 *              engine under the child and opens it again.
 *     copies   a second SQLite, linked into this program, opens and closes the file, and so does the program itself, to
 *              read it; then the sqlite3 program, who may be the last to close it.
 *
 * Whatever an engine has acknowledged is counted in TALLY, a file of one number that survives the program.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "chatcore.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAVES = 3, CHILD_SECONDS = 30 };

static const char *store;
static char config[1024];
static char other_config[1024];
static atomic_long *acknowledged;
static _Atomic(chatcore *) current;
static atomic_bool stopping;

static void fail(const char *what, int32_t code, const chatcore_error *error) {
    fprintf(stderr, "%s: %d %s\n", what, (int)code, error == NULL ? "" : error->message);
    _exit(1);
}

static chatcore *open_engine(const char *with) {
    chatcore *engine = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_open(chatcore_text(with), &engine, &error);
    if (code != CHATCORE_OK) {
        fail("chatcore_open", code, error);
    }
    return engine;
}

/* Calls an operation; false when the engine was closed under it. */
static bool call(chatcore *engine, const char *caller, const char *operation, const char *arguments) {
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_call(engine, chatcore_text(caller), chatcore_text(operation), chatcore_text(arguments), &result,
                                 &error);
    if (code != CHATCORE_OK && code != CHATCORE_ERROR_CLOSED) {
        fail(operation, code, error);
    }
    chatcore_release(result);
    chatcore_release(error);
    return code == CHATCORE_OK;
}

static void save(chatcore *engine) {
    if (call(engine, "", "Customer.StartSession", "{\"ChatTopicId\":1}")) {
        atomic_fetch_add(acknowledged, 1);
    }
}

/* What the parent's threads do: all that waits, hashes, prepares, opens or closes. */

static void *saves(void *unused) {
    while (!atomic_load(&stopping)) {
        save(atomic_load(&current));
        usleep(2000);
    }
    return unused;
}

static void *reads(void *unused) {
    while (!atomic_load(&stopping)) {
        call(atomic_load(&current), "{\"Associate\":\"anna\"}", "Chat.ChatSessionsForUser", "{}");
    }
    return unused;
}

static void *signs_in(void *unused) {
    while (!atomic_load(&stopping)) {
        call(atomic_load(&current), "{\"UserName\":\"anna\",\"Password\":\"open\"}", "Chat.GetChatPresence", "{}");
        call(atomic_load(&current), "", "System.SaveUser", "{\"UserName\":\"anna\",\"AssociateId\":1,\"Password\":\"open\"}");
    }
    return unused;
}

static void *waits(void *unused) {
    while (!atomic_load(&stopping)) {
        chatcore_events *stream = NULL;
        if (chatcore_events_open(atomic_load(&current), chatcore_text(""), &stream, NULL) == CHATCORE_OK) {
            const chatcore_buffer *events = NULL;
            chatcore_events_next(stream, 20, &events, NULL);
            chatcore_release(events);
            chatcore_events_close(stream);
        }
    }
    return unused;
}

static void *opens(void *unused) {
    while (!atomic_load(&stopping)) {
        chatcore_close(open_engine(other_config));
        const chatcore_buffer *text = NULL;
        chatcore_describe(chatcore_text("config"), &text, NULL);
        chatcore_release(text);
    }
    return unused;
}

/* A child: its parent's engine is not its own, and one of its own works at once. */
static void child(int round) {
    alarm(CHILD_SECONDS);
    const chatcore_buffer *result = NULL;
    int32_t code = chatcore_call(atomic_load(&current), chatcore_text(""), chatcore_text("System.CountRows"), chatcore_text(""),
                                 &result, NULL);
    if (code != CHATCORE_ERROR_FORKED) {
        fail("the parent's engine in a child", code, NULL);
    }
    chatcore *engine = open_engine(config);
    for (int i = 0; i < SAVES; i++) {
        save(engine);
    }
    if (round % 4 == 1) {
        raise(SIGKILL);
    }
    if (round % 2 == 0) {
        chatcore_close(engine);
    }
    _exit(0);
}

static void fork_rounds(int rounds) {
    static void *(*const works[])(void *) = {saves, saves, reads, signs_in, signs_in, waits, opens};
    enum { THREADS = sizeof works / sizeof works[0] };
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        pthread_create(&threads[i], NULL, works[i], NULL);
    }
    for (int round = 0; round < rounds; round++) {
        pid_t pid = fork();
        if (pid == 0) {
            child(round);
        }
        if (round % 3 == 0) {
            chatcore *mine = atomic_load(&current);
            chatcore_close(mine);
            atomic_store(&current, open_engine(config));
        }
        int status = 0;
        waitpid(pid, &status, 0);
        bool is_well = round % 4 == 1 ? WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL : status == 0;
        if (!is_well) {
            fprintf(stderr, "round %d: the child ended with status %x\n", round, (unsigned)status);
            exit(1);
        }
    }
    atomic_store(&stopping, true);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
}

/* Reads the file with the SQLite in this program, of which the library knows nothing. */
static void look_with_the_other_copy(void) {
    sqlite3 *database = NULL;
    if (sqlite3_open_v2(store, &database, SQLITE_OPEN_READWRITE, "unix") != SQLITE_OK ||
        sqlite3_busy_timeout(database, 5000) != SQLITE_OK ||
        sqlite3_exec(database, "SELECT count(*) FROM sessions; BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "the other copy: %s\n", sqlite3_errmsg(database));
        exit(1);
    }
    sqlite3_close(database);
}

/* Reads the file as a program does that copies it. */
static void look_as_bytes(const char *suffix) {
    char path[1024];
    char bytes[4096];
    snprintf(path, sizeof path, "%s%s", store, suffix);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        while (read(file, bytes, sizeof bytes) > 0) {
        }
        close(file);
    }
}

static void *copies_open_and_close(void *unused) {
    while (!atomic_load(&stopping)) {
        look_with_the_other_copy();
        look_as_bytes("");
        look_as_bytes("-shm");
        look_as_bytes("-wal");
    }
    return unused;
}

/* What the sqlite3 program finds, which may be the last to close the file, and then removes its log. */
static void look_with_the_program(void) {
    char command[1200];
    snprintf(command, sizeof command, "sqlite3 -cmd '.timeout 5000' '%s' 'SELECT count(*) FROM sessions'", store);
    long found = -1;
    FILE *said = popen(command, "r");
    if (said == NULL || fscanf(said, "%ld", &found) != 1 || pclose(said) != 0 || found < atomic_load(acknowledged)) {
        fprintf(stderr, "the sqlite3 program finds %ld sessions of %ld\n", found, atomic_load(acknowledged));
        exit(1);
    }
}

static void copy_rounds(int rounds) {
    for (int round = 0; round < rounds; round++) {
        atomic_store(&stopping, false);
        pthread_t thread;
        pthread_create(&thread, NULL, copies_open_and_close, NULL);
        for (int i = 0; i < SAVES; i++) {
            save(atomic_load(&current));
        }
        atomic_store(&stopping, true);
        pthread_join(thread, NULL);
        look_with_the_other_copy();
        look_with_the_program();
        save(atomic_load(&current));
        look_with_the_program();
        if (round % 5 == 4) {
            chatcore_close(atomic_load(&current));
            atomic_store(&current, open_engine(config));
        }
    }
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: rounds STORE TALLY ROUNDS forks|copies\n");
        return 2;
    }
    /* The library's SQLite is the one that the system's loader finds, and not this program's. */
    if (dlsym(RTLD_DEFAULT, "sqlite3_open_v2") == (void *)(uintptr_t)sqlite3_open_v2) {
        fprintf(stderr, "there is only one SQLite in this program\n");
        return 2;
    }
    store = arguments[1];
    snprintf(config, sizeof config,
             "{\"store\":\"sqlite:%s\",\"storage\":{\"synchronous\":\"off\",\"busyTimeout\":20000},"
             "\"auth\":{\"passwordCost\":\"minimum\"}}", store);
    snprintf(other_config, sizeof other_config, "{\"store\":\"sqlite:%s.other\",\"storage\":{\"synchronous\":\"off\"}}", store);
    int tally = open(arguments[2], O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (tally < 0 || ftruncate(tally, sizeof *acknowledged) != 0) {
        return 2;
    }
    acknowledged = mmap(NULL, sizeof *acknowledged, PROT_READ | PROT_WRITE, MAP_SHARED, tally, 0);
    atomic_store(&current, open_engine(config));
    if (strcmp(arguments[4], "forks") == 0) {
        fork_rounds(atoi(arguments[3]));
    } else {
        copy_rounds(atoi(arguments[3]));
    }
    return chatcore_close(atomic_load(&current)) != CHATCORE_OK;
}
