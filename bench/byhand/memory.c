/*
 * What an open engine on an empty store takes of memory: the growth of the process's own pages and of its resident size,
 * from before chatcore_open() to after it and after a first call, each in a process of its own.
 *
 *     memory FOLDER
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness.h"

enum { BOUND = 8 * 1024 };

struct memory {
    long resident, own;
};

static struct memory now(void) {
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    if (file == NULL) fail("/proc/self/smaps_rollup", "cannot be read");
    char line[200];
    struct memory memory = {0};
    while (fgets(line, sizeof line, file) != NULL) {
        long size;
        if (sscanf(line, "Rss: %ld", &size) == 1) memory.resident = size;
        if (sscanf(line, "Private_Dirty: %ld", &size) == 1) memory.own = size;
    }
    fclose(file);
    return memory;
}

static void print(const char *title, struct memory from, struct memory to) {
    printf("%-34s %12ld %12ld\n", title, to.own - from.own, to.resident - from.resident);
}

int main(int count, char **arguments) {
    if (count < 2) fail("memory FOLDER", NULL);
    char path[600];
    snprintf(path, sizeof path, "%s/empty.db", arguments[1]);
    remove_store(path);
    /* So that what stdio takes is not counted. */
    printf("\n%-34s %12s %12s\n", "an engine on an empty store, KB", "own pages", "resident");
    fflush(stdout);
    now();
    struct memory before = now();
    chatcore *engine = open_engine(path, "full");
    struct memory open = now();
    do_call(engine, "", "System.Import", "{\"Associates\":[{\"AssociateId\":1}],\"Users\":[{\"UserName\":\"a\",\"AssociateId\":1,\"Password\":\"m\"}]}");
    do_call(engine, "{\"Associate\":\"a\"}", "Chat.ChatSessionsForUser", "{}");
    struct memory used = now();
    print("opened", before, open);
    print("after two calls", before, used);
    chatcore_close(engine);
    if (open.resident - before.resident > BOUND) fail("an open engine takes more than 8 MB", NULL);
    return 0;
}
