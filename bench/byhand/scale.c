/*
 * What an operation costs when there is much in the store: on 1,000 sessions and on a million, with ten messages each. And how
 * long the large store takes to open.
 *
 *     scale FOLDER [SESSIONS [ROUNDS]]
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "harness.h"

enum { SMALL = 1000, TOPICS = 20, AGENTS = 200, MOST_ROUNDS = 100, UNDER_WAY = 200, MOST_WAITING = 10000 };

struct store {
    char path[600];
    int sessions, waiting;
    chatcore *engine;
    /* Beside the engine, to put things back as they were. */
    sqlite3 *database;
};

static void execute(sqlite3 *database, const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql, sqlite3_errmsg(database));
}

/* Agents, each in one topic. */
static char *people(void) {
    size_t size = 1 << 17, at = 0;
    char *text = malloc(size);
    if (text == NULL) exit(1);
#define ADD(...) at += (size_t)snprintf(text + at, size - at, __VA_ARGS__)
    ADD("{\"Associates\":[");
    for (int i = 1; i <= AGENTS; i++) ADD("%s{\"AssociateId\":%d,\"Name\":\"agent%d\",\"FullName\":\"Agent Number %d\"}", i > 1 ? "," : "", i, i, i);
    ADD("],\"Users\":[");
    for (int i = 1; i <= AGENTS; i++) ADD("%s{\"UserName\":\"agent%d\",\"AssociateId\":%d,\"Password\":\"scale\"}", i > 1 ? "," : "", i, i);
    ADD("],\"Persons\":[{\"PersonId\":1,\"Firstname\":\"Kari\",\"Lastname\":\"Nordmann\"}],\"Topics\":[");
    for (int topic = 1; topic <= TOPICS; topic++) {
        ADD("%s{\"ChatTopicId\":%d,\"Name\":\"Topic %d\",\"Agents\":[", topic > 1 ? "," : "", topic, topic);
        for (int i = topic; i <= AGENTS; i += TOPICS) ADD("%s{\"User\":{\"AssociateId\":%d},\"CanRespond\":true}", i > topic ? "," : "", i);
        ADD("]}");
    }
    ADD("]}");
    return text;
}

/*
 * Sessions half a minute apart, of which the last wait and those before them are under way; twenty of them are talked in at a
 * time, so that the messages of one lie among those of others. All are by the sessions' own number in a topic and with one of
 * its agents: agent and topic have the same remainder by 20.
 */
static void fill(struct store *store) {
    static const char *const sql[] = {
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA locking_mode = EXCLUSIVE; BEGIN",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :sessions) "
        "INSERT INTO sessions (id, topic_id, user_id, person_id, customer_name, customer_email, customer_consented, status, "
        "first_message, last_message, when_requested, when_started, when_ended, when_idle, when_fetched, session_key, "
        "initial_queue_pos, alert_level, rank, flags, chatbot_is_active, rating, modified) "
        "SELECT i, i % 20 + 1, iif(i > :sessions - :waiting, NULL, i % 20 + 1 + 20 * (i / 20 % 10)), 1, 'Kari Nordmann', "
        "'kari' || i || '@example.com', 1, iif(i > :sessions - :waiting, 4, iif(i > :sessions - :waiting - 200, 5, 9)), "
        "'The heating is off since Monday', 'Thank you, that helps', :now - (:sessions - i) * 300000000, 0, "
        "iif(i > :sessions - :waiting - 200, 0, :now - (:sessions - i) * 300000000), 0, 0, hex(randomblob(16)), 1, 0, "
        "iif(i > :sessions - :waiting, 0, 1), 0, 0, 0, :now FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 10 * :sessions - 1) "
        "INSERT INTO messages (id, session_id, type, message, author, read_by_customer, special_type, when_posted) "
        "SELECT i + 1, i / 200 * 20 + i % 20 + 1, i / 20 % 2 + 1, 'Line ' || i || ': have you tried the switch on the left?', "
        "'Agent Number 1', 0, 0, :now - (:sessions - i / 10) * 300000000 + i % 200 / 20 * 100000000 - 10000000000 FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2 * :sessions) "
        "INSERT INTO events (at, kind, session_id, topic_id, message_id, associate_id) "
        "SELECT :now, 2, i % :sessions + 1, i % 20 + 1, 0, 1 FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :sessions) "
        "INSERT INTO audit (at, associate_id, who, operation, session_id, topic_id) "
        "SELECT :now, 1, 'Agent Number 1', 'Chat.PickUpFirstChatSession', i, i % 20 + 1 FROM n",
        "COMMIT; PRAGMA journal_mode = WAL",
    };
    sqlite3 *database;
    if (sqlite3_open(store->path, &database) != SQLITE_OK) fail(store->path, "cannot be opened");
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        if (strncmp(sql[i], "WITH", 4) != 0) {
            execute(database, sql[i]);
            continue;
        }
        sqlite3_stmt *statement;
        if (sqlite3_prepare_v2(database, sql[i], -1, &statement, NULL) != SQLITE_OK) fail(sql[i], sqlite3_errmsg(database));
        sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":sessions"), store->sessions);
        sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":waiting"), store->waiting);
        sqlite3_bind_int64(statement, sqlite3_bind_parameter_index(statement, ":now"), INT64_C(621355968000000000) + time(NULL) * 10000000);
        if (sqlite3_step(statement) != SQLITE_DONE) fail(sql[i], sqlite3_errmsg(database));
        sqlite3_finalize(statement);
    }
    sqlite3_close(database);
}

static void make(struct store *store, const char *folder, const char *name, int sessions) {
    snprintf(store->path, sizeof store->path, "%s/%s.db", folder, name);
    store->sessions = sessions;
    store->waiting = sessions / 2 < MOST_WAITING ? sessions / 2 : MOST_WAITING;
    remove_store(store->path);
    chatcore *engine = open_engine(store->path, "off");
    char *document = people();
    do_call(engine, "", "System.Import", document);
    free(document);
    chatcore_close(engine);
    fill(store);
}

static void begin(struct store *store) {
    store->engine = open_engine(store->path, "off");
    if (sqlite3_open(store->path, &store->database) != SQLITE_OK) fail(store->path, "cannot be opened");
    sqlite3_busy_timeout(store->database, 5000);
}

/* Numbers without an order that anybody could foresee, the same in each run. */
static unsigned draw(void) {
    static uint64_t state = 88;
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33);
}

static void read_messages(struct store *store) {
    char caller[100], arguments[100];
    int session = (int)(draw() % (unsigned)store->sessions) + 1;
    snprintf(caller, sizeof caller, "{\"Associate\":\"agent%d\"}", session % TOPICS + 1);
    snprintf(arguments, sizeof arguments, "{\"ChatSessionId\":%d}", session);
    do_call(store->engine, caller, "Chat.GetChatMessages", arguments);
}

static void add_message(struct store *store) {
    char caller[100], arguments[300];
    int session = store->sessions - store->waiting - (int)(draw() % UNDER_WAY);
    snprintf(caller, sizeof caller, "{\"Associate\":\"agent%d\"}", session % TOPICS + 1);
    snprintf(arguments, sizeof arguments,
             "{\"ChatSessionId\":%d,\"Message\":{\"Type\":\"%s\",\"Message\":\"Have you tried the switch on the left, under the lid?\"}}", session,
             draw() % 2 ? "ToCustomer" : "ToUser");
    do_call(store->engine, caller, "Chat.AddChatMessage", arguments);
}

static void pick_up(struct store *store) {
    char caller[100];
    snprintf(caller, sizeof caller, "{\"Associate\":\"agent%d\"}", (int)(draw() % AGENTS) + 1);
    do_call(store->engine, caller, "Chat.PickUpFirstChatSession", "{}");
}

static const struct operation {
    const char *name;
    void (*call)(struct store *store);
    int calls;
} operations[] = {
    {"PickUpFirstChatSession", pick_up, 200},
    {"AddChatMessage", add_message, 1000},
    {"GetChatMessages", read_messages, 2000},
};

/* Seconds of the processor that a call takes. */
static double measure(struct store *store, const struct operation *operation) {
    for (int i = 0; i < operation->calls / 10; i++) operation->call(store);
    double start = cpu_time();
    for (int i = 0; i < operation->calls; i++) operation->call(store);
    double taken = (cpu_time() - start) / operation->calls;
    char sql[300];
    snprintf(sql, sizeof sql, "UPDATE sessions SET status = 4, user_id = NULL, rank = 0 WHERE id > %d AND status = 5",
             store->sessions - store->waiting);
    execute(store->database, sql);
    return taken;
}

static double time_to_open(const struct store *store) {
    double start = wall_time();
    chatcore *engine = open_engine(store->path, "full");
    double taken = wall_time() - start;
    chatcore_close(engine);
    return taken;
}

int main(int count, char **arguments) {
    if (count < 2) fail("scale FOLDER [SESSIONS [ROUNDS]]", NULL);
    int sessions = count > 2 ? atoi(arguments[2]) : 1000000, rounds = count > 3 ? atoi(arguments[3]) : 7;
    if (sessions < SMALL || rounds < 1 || rounds > MOST_ROUNDS) fail("SESSIONS or ROUNDS", NULL);
    struct store small, large;
    double start = wall_time();
    make(&small, arguments[1], "small", SMALL);
    make(&large, arguments[1], "large", sessions);
    printf("\nmade %d sessions with %d messages in %.0f s\n", sessions, 10 * sessions, wall_time() - start);
    double opening[MOST_ROUNDS];
    for (int round = 0; round < rounds; round++) opening[round] = time_to_open(&large);
    printf("%-34s %12.1f ms\n", "opening it", 1e3 * median(opening, (size_t)rounds));

    begin(&small);
    begin(&large);
    printf("%-34s %12s %12s %10s\n", "microseconds a call, sync off", "1000", arguments[2] ? arguments[2] : "1000000", "ratio");
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        double few[MOST_ROUNDS], many[MOST_ROUNDS], ratios[MOST_ROUNDS];
        for (int round = 0; round < rounds; round++) {
            few[round] = measure(&small, &operations[i]);
            many[round] = measure(&large, &operations[i]);
            ratios[round] = many[round] / few[round];
        }
        size_t size = (size_t)rounds;
        printf("%-34s %12.1f %12.1f %10.2f\n", operations[i].name, 1e6 * median(few, size), 1e6 * median(many, size), median(ratios, size));
        fflush(stdout);
    }
    chatcore_close(small.engine);
    chatcore_close(large.engine);
    sqlite3_close(small.database);
    sqlite3_close(large.database);
    remove_store(small.path);
    remove_store(large.path);
    return 0;
}
