#include "byhand.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "store.h"

static int64_t now_in_ticks(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return INT64_C(621355968000000000) + (int64_t)time.tv_sec * 10000000 + time.tv_nsec / 100;
}

/* --- who calls ------------------------------------------------------------ */

struct caller {
    int64_t id;
    char name[256];
};

static const char *string_of(struct json_object *object, const char *name) {
    return json_object_get_string(json_object_object_get(object, name));
}

static struct json_object *parse(const char *text) {
    struct json_object *object = json_tokener_parse(text);
    if (object == NULL) fail(NULL, "JSON that cannot be read");
    return object;
}

static struct caller find_caller(struct byhand *hand, const char *caller) {
    struct json_object *object = parse(caller);
    const char *name = string_of(object, "Associate");
    char key[256];
    size_t size = 0;
    for (; name != NULL && name[size] != '\0' && size < sizeof key - 1; size++)
        key[size] = (char)(name[size] >= 'A' && name[size] <= 'Z' ? name[size] | 0x20 : name[size]);
    key[size] = '\0';
    struct caller found = {0};
    RUN(hand, BEGIN, "");
    sqlite3_stmt *user = start(hand, USER, "t", key);
    if (!step(hand, user)) fail(hand, "no such user");
    found.id = sqlite3_column_int64(user, 1);
    sqlite3_reset(user);
    sqlite3_stmt *associate = start(hand, ASSOCIATE, "i", found.id);
    if (!step(hand, associate)) fail(hand, "no such associate");
    struct json_object *document = parse((const char *)sqlite3_column_text(associate, 0));
    sqlite3_reset(associate);
    if (json_object_get_boolean(json_object_object_get(document, "Deleted"))) fail(hand, "a deleted associate");
    const char *full = string_of(document, "FullName");
    snprintf(found.name, sizeof found.name, "%s", full != NULL ? full : string_of(document, "Name"));
    RUN(hand, ROLLBACK, "");
    json_object_put(document);
    json_object_put(object);
    return found;
}

/* --- sessions ------------------------------------------------------------- */

/* The columns of a session, in the order in which the statements read them. */
enum {
    ID, TOPIC, USER_ID, PERSON, ALIAS, HOST, NAME, EMAIL, PHONE, CONSENTED, COMPANY, STATUS, FIRST_MESSAGE, LAST_MESSAGE, REQUESTED,
    STARTED, ENDED, IDLE, FETCHED, KEY, QUEUE_POS, ALERT, RANK, FLAGS, CONTACT, PROJECT, SALE, TICKET, TRANSFER, BOT, RATING, RIGHTS
};

static const char *const status_names[] = {"Invalid",  "PreChatForm", "Faq",     "OfflineForm", "InQueue",       "CustomerLast",
                                           "UserLast", "Finished",    "Deleted", "Closed",      "RequestPosted", "ClosedFromQueue"};

static const char *status_name(int64_t status) {
    return status_names[status >= 0 && status < 12 ? status : 0];
}

static void put_column(struct text *text, sqlite3_stmt *row, int column) {
    const char *bytes = (const char *)sqlite3_column_text(row, column);
    text_json(text, bytes, (size_t)sqlite3_column_bytes(row, column));
}

/* A document of the directory, as it is stored. */
static void put_document(struct byhand *hand, enum statement which, int64_t id) {
    struct text *text = &hand->answer;
    if (id == 0) {
        TEXT(text, "null");
        return;
    }
    sqlite3_stmt *document = start(hand, which, "i", id);
    if (step(hand, document))
        text_put(text, (const char *)sqlite3_column_text(document, 0), (size_t)sqlite3_column_bytes(document, 0));
    else
        TEXT(text, "null");
    sqlite3_reset(document);
}

/* The session on which the statement stands. */
static void put_session(struct byhand *hand, sqlite3_stmt *row) {
    struct text *text = &hand->answer;
#define FIELD(name) TEXT(text, ",\"" name "\":")
#define NUMBER(name, column) (FIELD(name), text_number(text, sqlite3_column_int64(row, column)))
#define STRING(name, column) (FIELD(name), put_column(text, row, column))
#define DATE(name, column) (FIELD(name), text_date(text, sqlite3_column_int64(row, column)))
#define TRUTH(name, column) (FIELD(name), text_string(text, sqlite3_column_int(row, column) ? "true" : "false"))
#define RECORD(name, kind, column) (FIELD(name), put_document(hand, kind, sqlite3_column_int64(row, column)))
    TEXT(text, "{\"ChatSessionId\":");
    text_number(text, sqlite3_column_int64(row, ID));
    NUMBER("TopicId", TOPIC);
    RECORD("User", ASSOCIATE, USER_ID);
    RECORD("Person", PERSON_DOCUMENT, PERSON);
    STRING("CustomerAlias", ALIAS);
    STRING("CustomerHost", HOST);
    STRING("CustomerName", NAME);
    STRING("CustomerEmail", EMAIL);
    STRING("CustomerPhone", PHONE);
    TRUTH("CustomerConsented", CONSENTED);
    STRING("CustomerCompanyName", COMPANY);
    FIELD("Status");
    TEXT(text, "\"");
    text_string(text, status_name(sqlite3_column_int64(row, STATUS)));
    TEXT(text, "\"");
    STRING("FirstMessage", FIRST_MESSAGE);
    STRING("LastMessage", LAST_MESSAGE);
    DATE("WhenRequested", REQUESTED);
    DATE("WhenStarted", STARTED);
    DATE("WhenEnded", ENDED);
    DATE("WhenIdle", IDLE);
    DATE("WhenFetched", FETCHED);
    STRING("SessionKey", KEY);
    NUMBER("InitialQueuePos", QUEUE_POS);
    NUMBER("AlertLevel", ALERT);
    NUMBER("Rank", RANK);
    FIELD("Flags");
    text_string(text, sqlite3_column_int(row, FLAGS) & 1 ? "\"UserIsTyping\"" : "\"CustomerIsTyping\"");
    RECORD("Contact", CONTACT_DOCUMENT, CONTACT);
    RECORD("Project", PROJECT_DOCUMENT, PROJECT);
    RECORD("Sale", SALE_DOCUMENT, SALE);
    RECORD("Ticket", TICKET_DOCUMENT, TICKET);
    RECORD("TransferTo", ASSOCIATE, TRANSFER);
    TRUTH("ChatbotIsActive", BOT);
    NUMBER("Rating", RATING);
    const char *rights = (const char *)sqlite3_column_text(row, RIGHTS);
    int size = sqlite3_column_bytes(row, RIGHTS);
    if (rights == NULL) {
        TEXT(text, ",\"TableRight\":null,\"FieldProperties\":null}");
    } else {
        TEXT(text, ",");
        text_put(text, rights + 1, (size_t)size - 1);
    }
}

const struct text *byhand_sessions(struct byhand *hand, const char *caller, const char *arguments) {
    json_object_put(parse(arguments));
    struct caller agent = find_caller(hand, caller);
    hand->answer.size = 0;
    RUN(hand, BEGIN, "");
    sqlite3_stmt *sessions = start(hand, SESSIONS_OF_MEMBER, "i", agent.id);
    TEXT(&hand->answer, "[");
    for (int count = 0; step(hand, sessions); count++) {
        if (count > 0) TEXT(&hand->answer, ",");
        put_session(hand, sessions);
    }
    TEXT(&hand->answer, "]");
    sqlite3_reset(sessions);
    RUN(hand, ROLLBACK, "");
    return &hand->answer;
}

/* --- what is done to a session -------------------------------------------- */

/* Who holds it, as events say it. */
static const char *held_by(struct byhand *hand, int64_t user) {
    if (user == 0) return NULL;
    struct text *text = &hand->details;
    text->size = 0;
    TEXT(text, "{\"UserId\":");
    text_number(text, user);
    text_put(text, "}", 2);
    return text->data;
}

static int64_t rights(struct byhand *hand, int64_t agent, int64_t topic) {
    sqlite3_stmt *statement = start(hand, AGENT, "ii", topic, agent);
    int64_t found = step(hand, statement) ? sqlite3_column_int64(statement, 1) : 0;
    sqlite3_reset(statement);
    return found;
}

static void append_event(struct byhand *hand, int64_t at, int64_t kind, int64_t session, int64_t topic, int64_t old_status,
                         int64_t new_status, int64_t message, int64_t by, const char *details) {
    sqlite3_stmt *statement = start(hand, EVENT, "iiiiiiiit", at, kind, session, topic, old_status, new_status, message, by, details);
    if (old_status < 0) sqlite3_bind_null(statement, 5);
    if (new_status < 0) sqlite3_bind_null(statement, 6);
    finish(hand, statement);
}

static int64_t add(struct byhand *hand, int64_t session, int64_t type, const char *message, const char *author, int64_t special,
                   const char *param, int64_t at) {
    return RUN(hand, ADD_MESSAGE, "iiittiititt", INT64_C(0), session, type, message, author, INT64_C(0), special, param, at, NULL, NULL);
}

/* The first of the names that it is; 0 is the first one. */
static int64_t number_of(const char *name, const char *const *names, int64_t count) {
    for (int64_t i = 0; name != NULL && i < count; i++)
        if (strcasecmp(name, names[i]) == 0) return i;
    return 0;
}

static void refuse_long(struct byhand *hand, const char *text, size_t limit) {
    if (text != NULL && strlen(text) > limit) fail(hand, "a text is too long");
}

const struct text *byhand_add_message(struct byhand *hand, const char *caller, const char *arguments) {
    static const char *const types[] = {"Invalid", "ToCustomer", "ToUser", "Special"};
    struct caller agent = find_caller(hand, caller);
    struct json_object *given = parse(arguments), *message = json_object_object_get(given, "Message");
    int64_t id = json_object_get_int64(json_object_object_get(given, "ChatSessionId"));
    const char *text = string_of(message, "Message"), *author = string_of(message, "Author"), *param = string_of(message, "SpecialParam");
    int64_t type = number_of(string_of(message, "Type"), types, 4);
    refuse_long(hand, author, 255);
    refuse_long(hand, param, 255);
    /* Whose texts have markup would reduce it here; those of the benchmark have none. */
    if (text == NULL || strpbrk(text, "<&>") != NULL) fail(hand, "markup");

    RUN(hand, BEGIN_IMMEDIATE, "");
    int64_t now = now_in_ticks();
    sqlite3_stmt *session = start(hand, SESSION, "i", id);
    if (!step(hand, session)) fail(hand, "no such session");
    int64_t topic = sqlite3_column_int64(session, TOPIC), status = sqlite3_column_int64(session, STATUS);
    int64_t flags = sqlite3_column_int64(session, FLAGS), fetched = sqlite3_column_int64(session, FETCHED);
    int64_t user = sqlite3_column_int64(session, USER_ID);
    const char *name = (const char *)sqlite3_column_text(session, ALIAS);
    if (name == NULL || *name == '\0') name = (const char *)sqlite3_column_text(session, NAME);
    const char *first = (const char *)sqlite3_column_text(session, FIRST_MESSAGE);
    if (rights(hand, agent.id, topic) == 0) fail(hand, "no right");
    sqlite3_stmt *row = start(hand, TOPIC_ROW, "i", topic);
    if (!step(hand, row)) fail(hand, "no such topic");
    sqlite3_reset(row);
    if (author == NULL || *author == '\0') author = type == 2 ? name : agent.name;

    int64_t posted = add(hand, id, type, text, author, 0, param, now);
    int64_t next = type == 2 ? 5 : 6;
    if (type == 2 && status != 5 && status != 6) next = status;
    if (type != 2) flags &= ~INT64_C(1);
    const char *copy = first != NULL ? first : text;
    if (next != status)
        RUN(hand, SAY, "iiittiii", now, now, flags, copy, text, next, INT64_C(0), id);
    else
        RUN(hand, SAY_QUIETLY, "iiitti", now, now, flags, copy, text, id);
    (void)fetched;
    const char *details = held_by(hand, user);
    append_event(hand, now, 3, id, topic, -1, -1, posted, agent.id, details);
    if (next != status) append_event(hand, now, 2, id, topic, status, next, 0, agent.id, details);

    hand->answer.size = 0;
    struct text *answer = &hand->answer;
#define ANSWER(name) TEXT(answer, ",\"" name "\":")
    TEXT(answer, "{\"ChatMessageId\":");
    text_number(answer, posted);
    ANSWER("ChatSessionId");
    text_number(answer, id);
    ANSWER("Type");
    text_json(answer, types[type], strlen(types[type]));
    ANSWER("Message");
    text_json(answer, text, strlen(text));
    ANSWER("Author");
    text_json(answer, author, strlen(author));
    TEXT(answer, ",\"ReadByCustomer\":0,\"SpecialType\":\"None\"");
    ANSWER("SpecialParam");
    text_json(answer, param, param == NULL ? 0 : strlen(param));
    ANSWER("WhenPosted");
    text_date(answer, now);
    TEXT(answer, "}");
    sqlite3_reset(session);
    RUN(hand, COMMIT, "");
    json_object_put(given);
    return answer;
}

/* The session that has waited longest in the topics of the agent; 0 for none. */
static int64_t longest_waiting(struct byhand *hand, int64_t agent) {
    int64_t best = 0, best_priority = 0, best_requested = 0;
    sqlite3_stmt *topics = start(hand, MEMBERSHIPS, "i", agent);
    while (step(hand, topics)) {
        sqlite3_stmt *waiting = start(hand, WAITING, "iii", sqlite3_column_int64(topics, 0), INT64_C(1), INT64_C(0));
        if (step(hand, waiting)) {
            int64_t id = sqlite3_column_int64(waiting, 0), priority = sqlite3_column_int64(waiting, 2);
            int64_t requested = sqlite3_column_int64(waiting, 3);
            int comes_before = best == 0 || priority > best_priority ||
                               (priority == best_priority && (requested < best_requested || (requested == best_requested && id < best)));
            if (comes_before) best = id, best_priority = priority, best_requested = requested;
        }
        sqlite3_reset(waiting);
    }
    sqlite3_reset(topics);
    return best;
}

static int64_t free_rank(struct byhand *hand, int64_t agent) {
    enum { MOST = 1024 };
    unsigned char taken[MOST] = {0};
    sqlite3_stmt *ranks = start(hand, RANKS, "i", agent);
    while (step(hand, ranks)) {
        int64_t rank = sqlite3_column_int64(ranks, 0);
        if (rank > 0 && rank < MOST) taken[rank] = 1;
    }
    sqlite3_reset(ranks);
    int64_t rank = 1;
    while (rank < MOST - 1 && taken[rank]) rank++;
    return rank;
}

const struct text *byhand_pick_up_first(struct byhand *hand, const char *caller, const char *arguments) {
    json_object_put(parse(arguments));
    struct caller agent = find_caller(hand, caller);
    hand->answer.size = 0;
    RUN(hand, BEGIN_IMMEDIATE, "");
    int64_t id = longest_waiting(hand, agent.id), now = now_in_ticks();
    if (id == 0) {
        TEXT(&hand->answer, "null");
        RUN(hand, COMMIT, "");
        return &hand->answer;
    }
    sqlite3_stmt *session = start(hand, SESSION, "i", id);
    if (!step(hand, session)) fail(hand, "no such session");
    int64_t topic = sqlite3_column_int64(session, TOPIC), status = sqlite3_column_int64(session, STATUS);
    int64_t requested = sqlite3_column_int64(session, REQUESTED), idle = sqlite3_column_int64(session, IDLE);
    int64_t ended = sqlite3_column_int64(session, ENDED), flags = sqlite3_column_int64(session, FLAGS);
    int64_t bot = sqlite3_column_int64(session, BOT);
    sqlite3_reset(session);
    if (rights(hand, agent.id, topic) == 0) fail(hand, "no right");
    sqlite3_stmt *row = start(hand, TOPIC_ROW, "i", topic);
    if (!step(hand, row)) fail(hand, "no such topic");
    struct json_object *document = parse((const char *)sqlite3_column_text(row, 1));
    int64_t last = sqlite3_column_int64(row, 2), average = sqlite3_column_int64(row, 3);
    sqlite3_reset(row);
    const char *welcome = string_of(document, "WelcomeMessage");
    int64_t rank = free_rank(hand, agent.id), wait = (now - requested) / 10000000;
    average = last == 0 ? wait : (7 * average + wait + 4) / 8;

    int64_t started = now > requested ? now : requested;
    RUN(hand, ASSIGN, "iiiiirriiiiiii", now, idle, flags, INT64_C(5), INT64_C(0), agent.id, INT64_C(0), rank, started, ended, bot, now,
        INT64_C(0), id);
    const char *details = held_by(hand, agent.id);
    append_event(hand, now, 2, id, topic, status, 5, 0, agent.id, details);
    if (welcome != NULL) {
        int64_t posted = add(hand, id, 1, welcome, agent.name, 1, NULL, now);
        append_event(hand, now, 3, id, topic, -1, -1, posted, agent.id, details);
    }
    char change[100];
    snprintf(change, sizeof change, "{\"OldStatus\":\"%s\",\"NewStatus\":\"%s\"}", status_name(status), status_name(5));
    RUN(hand, AUDIT, "iittiit", now, agent.id, agent.name, "Chat.PickUpFirstChatSession", id, topic, change);
    RUN(hand, ACCEPTANCE, "iii", now, average, topic);
    RUN(hand, ASSIGNED, "ii", now, agent.id);

    session = start(hand, SESSION, "i", id);
    if (!step(hand, session)) fail(hand, "no such session");
    put_session(hand, session);
    sqlite3_reset(session);
    RUN(hand, COMMIT, "");
    json_object_put(document);
    return &hand->answer;
}
