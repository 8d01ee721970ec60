/*
 * The engine beside the same done by hand: three operations through chatcore_call() and through byhand.c, on copies of one
 * store, in turn. Both must give the same answers and leave the same rows behind.
 *
 *     contest DESK.json FOLDER [ROUNDS]
 *     contest DESK.json FOLDER ROUNDS OPERATION ours|hand [CALLS]   one of them alone, for a profiler
 */
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "byhand.h"
#include "harness.h"

enum { MOST_ROUNDS = 100, AGENTS = 200, FIRST_UNDER_WAY = 51, UNDER_WAY = 200 };

struct operation {
    const char *name, *title;
    byhand_operation *by_hand;
    int calls, calls_when_synchronous;
    void (*make)(int number, char caller[100], char arguments[400]);
};

static void make_message(int number, char caller[100], char arguments[400]) {
    int session = number % UNDER_WAY;
    snprintf(caller, 100, "{\"Associate\":\"agent%d\"}", session + 1 < 2 ? 2 : session + 1);
    /* The customer's line and the agent's in turn: each changes the session's status, as in a talk. */
    snprintf(arguments, 400,
             "{\"ChatSessionId\":%d,\"Message\":{\"Type\":\"%s\",\"Message\":\"Line %d: have you tried the switch on the left, under "
             "the lid? It is often in the wrong place.\"}}",
             FIRST_UNDER_WAY + session, number / UNDER_WAY % 2 == 0 ? "ToCustomer" : "ToUser", number);
}

static void make_pick_up(int number, char caller[100], char arguments[400]) {
    snprintf(caller, 100, "{\"Associate\":\"agent%d\"}", number % (AGENTS - 1) + 2);
    strcpy(arguments, "{}");
}

static void make_list(int number, char caller[100], char arguments[400]) {
    (void)number;
    strcpy(caller, "{\"Associate\":\"agent1\"}");
    strcpy(arguments, "{}");
}

static const struct operation operations[] = {
    {"Chat.AddChatMessage", "AddChatMessage", byhand_add_message, 4000, 400, make_message},
    {"Chat.PickUpFirstChatSession", "PickUpFirstChatSession", byhand_pick_up_first, 1600, 400, make_pick_up},
    {"Chat.ChatSessionsForUser", "ChatSessionsForUser, 50 sessions", byhand_sessions, 300, 300, make_list},
};

/* Either of the two on its own copy of the store. */
struct side {
    char path[600];
    chatcore *engine;
    struct byhand *hand;
};

/* One call; the answer is copied when `answer` is not NULL. */
static size_t run(struct side *side, const struct operation *operation, int number, char **answer) {
    char caller[100], arguments[400];
    operation->make(number, caller, arguments);
    size_t size;
    if (side->engine != NULL) {
        const chatcore_buffer *result = call(side->engine, caller, operation->name, arguments);
        size = result->size;
        if (answer != NULL) *answer = strndup(result->data, size);
        chatcore_release(result);
    } else {
        const struct text *result = operation->by_hand(side->hand, caller, arguments);
        size = result->size;
        if (answer != NULL) *answer = strndup(result->data, size);
    }
    return size;
}

static void begin(struct side *side, bool is_ours, const char *desk, const char *folder, const char *synchronous) {
    snprintf(side->path, sizeof side->path, "%s/%s.db", folder, is_ours ? "ours" : "hand");
    remove_store(side->path);
    copy_file(desk, side->path);
    side->engine = is_ours ? open_engine(side->path, synchronous) : NULL;
    side->hand = is_ours ? NULL : byhand_open(side->path, synchronous);
}

static void end(struct side *side) {
    if (side->engine != NULL) chatcore_close(side->engine);
    if (side->hand != NULL) byhand_close(side->hand);
}

/* Seconds that a call takes: of the processor, or of the clock where the disk counts. */
__attribute__((noinline)) static double measure(struct side *side, const struct operation *operation, int from, int to, bool by_clock) {
    double (*clock)(void) = by_clock ? wall_time : cpu_time;
    double start = clock();
    for (int i = from; i < to; i++) run(side, operation, i, NULL);
    return (clock() - start) / (to - from);
}

/* Covers the digits of dates that are now. */
static void cover_dates(char *answer) {
    static const char *const names[] = {"\"WhenPosted\":\"", "\"WhenStarted\":\""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *at = strstr(answer, names[i]);
        if (at == NULL) continue;
        at += strlen(names[i]);
        size_t size = strcspn(at, "\"");
        memmove(at, at + size, strlen(at + size) + 1);
    }
}

static void compare_answers(struct side *ours, struct side *hand, const struct operation *operation, int number) {
    char *left = NULL, *right = NULL;
    run(ours, operation, number, &left);
    run(hand, operation, number, &right);
    if (operation->make != make_list) cover_dates(left), cover_dates(right);
    if (strcmp(left, right) != 0) {
        fprintf(stderr, "ours:    %s\nby hand: %s\n", left, right);
        fail(operation->name, "the answers differ");
    }
    free(left);
    free(right);
}

/* Fails unless both stores hold the same rows, but for the moments at which they were written. */
static void compare_rows(const struct side *ours, const struct side *hand) {
    static const char *const columns[] = {
        "id, session_id, type, message, author, read_by_customer, special_type, special_param, client_id, extra FROM %s.messages",
        "seq, kind, session_id, topic_id, old_status, new_status, message_id, associate_id, details FROM %s.events",
        "seq, associate_id, who, operation, session_id, topic_id, details FROM %s.audit",
        "id, topic_id, user_id, status, first_message, last_message, when_requested, when_started > 0, when_idle > 0, when_fetched, "
        "alert_level, rank, flags, transfer_to, chatbot_is_active, modified > 0, assigned_at > 0, offered_until FROM %s.sessions",
        "id, document, last_accept > 0 FROM %s.topics",
        "associate_id, assigned > 0 FROM %s.presence",
    };
    sqlite3 *database;
    char sql[3000], left[500], right[500];
    if (sqlite3_open(ours->path, &database) != SQLITE_OK) fail(ours->path, "cannot be opened");
    snprintf(sql, sizeof sql, "ATTACH '%s' AS other", hand->path);
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql, sqlite3_errmsg(database));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        snprintf(left, sizeof left, columns[i], "main");
        snprintf(right, sizeof right, columns[i], "other");
        snprintf(sql, sizeof sql,
                 "SELECT (SELECT count(*) FROM (SELECT %s EXCEPT SELECT %s)) + (SELECT count(*) FROM (SELECT %s EXCEPT SELECT %s))", left,
                 right, right, left);
        sqlite3_stmt *statement;
        if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql, sqlite3_errmsg(database));
        if (sqlite3_step(statement) != SQLITE_ROW || sqlite3_column_int64(statement, 0) != 0) fail("the rows differ", left);
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
}

static void hold(const struct operation *operation, const char *desk, const char *folder, bool is_synchronous, int rounds) {
    const char *synchronous = is_synchronous ? "full" : "off";
    int calls = is_synchronous ? operation->calls_when_synchronous : operation->calls, warm = calls / 10;
    double ours[MOST_ROUNDS], by_hand[MOST_ROUNDS], ratios[MOST_ROUNDS];
    for (int round = 0; round < rounds; round++) {
        struct side sides[2];
        begin(&sides[0], true, desk, folder, synchronous);
        begin(&sides[1], false, desk, folder, synchronous);
        for (int i = 0; i < warm; i++) compare_answers(&sides[0], &sides[1], operation, i);
        double seconds[2];
        for (int turn = 0; turn < 2; turn++) {
            int which = (round + turn) % 2;
            seconds[which] = measure(&sides[which], operation, warm, calls, is_synchronous);
        }
        end(&sides[0]);
        end(&sides[1]);
        compare_rows(&sides[0], &sides[1]);
        ours[round] = 1 / seconds[0];
        by_hand[round] = 1 / seconds[1];
        ratios[round] = seconds[1] / seconds[0];
    }
    size_t count = (size_t)rounds;
    printf("%-34s %-5s %12.0f %12.0f %10.2f\n", operation->title, synchronous, median(ours, count), median(by_hand, count),
           median(ratios, count));
    fflush(stdout);
}

static void run_alone(const struct operation *operation, const char *desk, const char *folder, int rounds, bool is_ours, int count) {
    for (int round = 0; round < rounds; round++) {
        struct side side;
        begin(&side, is_ours, desk, folder, "off");
        printf("%.0f/s\n", 1 / measure(&side, operation, 0, count, false));
        end(&side);
    }
}

int main(int count, char **arguments) {
    if (count < 3) fail("contest DESK.json FOLDER [ROUNDS]", NULL);
    int rounds = count > 3 ? atoi(arguments[3]) : 7;
    if (rounds < 1 || rounds > MOST_ROUNDS) fail(arguments[3], "rounds");
    char desk[600];
    snprintf(desk, sizeof desk, "%s/desk.db", arguments[2]);
    import_desk(arguments[1], desk);

    if (count > 5) {
        for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
            if (strcmp(operations[i].name, arguments[4]) == 0)
                run_alone(&operations[i], desk, arguments[2], rounds, strcmp(arguments[5], "ours") == 0, count > 6 ? atoi(arguments[6]) : operations[i].calls);
        return 0;
    }
    printf("%-34s %-5s %12s %12s %10s\n", "operations, a file", "sync", "ours/s", "by hand/s", "ratio");
    for (int synchronous = 0; synchronous < 2; synchronous++)
        for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
            /* Reading waits for no disk. */
            if (synchronous && operations[i].make == make_list) continue;
            hold(&operations[i], desk, arguments[2], synchronous, rounds);
        }
    return 0;
}
