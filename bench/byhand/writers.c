/*
 * Writers that share commits: AddChatMessage with synchronous=FULL from one thread and from sixteen, in turn.
 *
 *     writers DESK.json FOLDER [ROUNDS]
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "harness.h"

enum { WRITERS = 16, MOST_ROUNDS = 100, FIRST_UNDER_WAY = 51 };

struct writer {
    pthread_t thread;
    chatcore *engine;
    atomic_bool *running;
    int number;
    long calls;
};

static void *work(void *argument) {
    struct writer *mine = argument;
    char caller[100], arguments[300];
    /* Each has sessions of its own. */
    snprintf(caller, sizeof caller, "{\"Associate\":\"agent%d\"}", mine->number + 2);
    for (; atomic_load_explicit(mine->running, memory_order_relaxed); mine->calls++) {
        snprintf(arguments, sizeof arguments,
                 "{\"ChatSessionId\":%d,\"Message\":{\"Type\":\"%s\",\"Message\":\"Line %ld: have you tried the switch on the left?\"}}",
                 FIRST_UNDER_WAY + mine->number * 10 + (int)(mine->calls % 10), mine->calls / 10 % 2 == 0 ? "ToCustomer" : "ToUser",
                 mine->calls);
        do_call(mine->engine, caller, "Chat.AddChatMessage", arguments);
    }
    return NULL;
}

/* Messages a second of so many writers. */
static double measure(chatcore *engine, int count, double seconds) {
    struct writer writers[WRITERS];
    atomic_bool running = true;
    double start = wall_time();
    for (int i = 0; i < count; i++) {
        writers[i] = (struct writer){.engine = engine, .running = &running, .number = i};
        if (pthread_create(&writers[i].thread, NULL, work, &writers[i]) != 0) fail("a thread cannot be made", NULL);
    }
    while (wall_time() - start < seconds) sleep_for(0.01);
    atomic_store(&running, false);
    long calls = 0;
    for (int i = 0; i < count; i++) {
        pthread_join(writers[i].thread, NULL);
        calls += writers[i].calls;
    }
    return (double)calls / (wall_time() - start);
}

int main(int count, char **arguments) {
    if (count < 3) fail("writers DESK.json FOLDER [ROUNDS]", NULL);
    int rounds = count > 3 ? atoi(arguments[3]) : 7;
    if (rounds < 1 || rounds > MOST_ROUNDS) fail(arguments[3], "rounds");
    char path[600];
    snprintf(path, sizeof path, "%s/writers.db", arguments[2]);
    import_desk(arguments[1], path);
    chatcore *engine = open_engine(path, "full");
    double one[MOST_ROUNDS], all[MOST_ROUNDS], ratios[MOST_ROUNDS], syncs[MOST_ROUNDS];
    for (int round = 0; round < rounds; round++) {
        one[round] = measure(engine, 1, 1);
        all[round] = measure(engine, WRITERS, 1);
        ratios[round] = all[round] / one[round];
        syncs[round] = time_of_sync(path);
    }
    size_t size = (size_t)rounds;
    printf("\n%-34s %12s %12s %10s %14s\n", "messages a second, sync full", "1 writer", "16 writers", "16 : 1", "fdatasync ms");
    printf("%-34s %12.0f %12.0f %10.2f %14.2f\n", "AddChatMessage", median(one, size), median(all, size), median(ratios, size),
           1e3 * median(syncs, size));
    chatcore_close(engine);
    return 0;
}
