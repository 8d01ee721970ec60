/*
 * Everything that a program can do wrong with chatcore.h, and what it gets for it: a code, an error that says
 * what was wrong, untouched outputs, and no crash. Compiled as C and as C++.
 *
 *     misuse      runs all checks, prints those that failed, exits with 1 if any did
 */
#include "checks.h"

#include <stdlib.h>

#define ANY_OF_OPEN                                                                                             \
    (BIT(CHATCORE_ERROR_ARGUMENT) | BIT(CHATCORE_ERROR_CONFIG) | BIT(CHATCORE_ERROR_MALFORMED) |                \
     BIT(CHATCORE_ERROR_VALUE) | BIT(CHATCORE_ERROR_LIMIT))
#define ANY_OF_INPUT                                                                                            \
    (BIT(CHATCORE_ERROR_ARGUMENT) | BIT(CHATCORE_ERROR_MALFORMED) | BIT(CHATCORE_ERROR_VALUE) |                 \
     BIT(CHATCORE_ERROR_LIMIT) | BIT(CHATCORE_ERROR_OPERATION))
#define ANY_OF_CALL                                                                                             \
    (ANY_OF_INPUT | BIT(CHATCORE_ERROR_AUTHENTICATION) | BIT(CHATCORE_ERROR_DENIED) |                           \
     BIT(CHATCORE_ERROR_NOT_FOUND) | BIT(CHATCORE_ERROR_CONFLICT))

static chatcore_bytes bytes(const void *data, size_t size) {
    chatcore_bytes all;
    all.data = data;
    all.size = size;
    return all;
}

/* Inputs that no function can make sense of. The last is a size without bytes. */
static const struct garbage {
    const char *name;
    const char *data;
    size_t size;
} garbages[] = {
    {"text", "garbage", 7},
    {"a NUL", "\0", 1},
    {"half an object", "{\"store\":", 9},
    {"half a string", "{\"store\":\"sql", 13},
    {"wrong nesting", "{\"a\":[1,2}", 10},
    {"invalid UTF-8", "{\"a\":\"\xc3\x28\"}", 10},
    {"an overlong form", "{\"a\":\"\xc0\xaf\"}", 10},
    {"a lone surrogate", "{\"a\":\"\\ud800\"}", 14},
    {"a raw NUL in a string", "{\"a\":\"\0\"}", 9},
    {"a duplicate key", "{\"a\":1,\"a\":2}", 13},
    {"a trailing comma", "{\"a\":1,}", 8},
    {"two values", "{} {}", 5},
    {"a number", "1e999", 5},
    {"a list", "[]", 2},
    {"an unknown key", "{\"no such key\":1}", 17},
    {"a size without bytes", NULL, 5},
    {"an impossible size", NULL, (size_t)-1},
    {"an impossible size of real bytes", "{}", (size_t)-1},
};
#define GARBAGE_COUNT (sizeof garbages / sizeof garbages[0])

static const char *const in_memory = "{\"store\":\"sqlite::memory:\"}";

static chatcore *a_desk(void) {
    chatcore *engine = NULL;
    chatcore_error *error = NULL;
    EXPECT(chatcore_open(chatcore_text(in_memory), &engine, &error), BIT(CHATCORE_OK), "a desk");
    CHECK(engine != NULL);
    return engine;
}

static chatcore_message a_request(const char *method, const char *target, const char *body) {
    chatcore_message request;
    memset(&request, 0, sizeof request);
    request.struct_size = sizeof request;
    request.method = chatcore_text(method);
    request.target = chatcore_text(target);
    request.body = chatcore_text(body);
    return request;
}

static void versions(void) {
    CHECK(strcmp(chatcore_version(), CHATCORE_VERSION) == 0);
    CHECK(chatcore_version_number() == CHATCORE_VERSION_NUMBER);
    CHECK(chatcore_text(NULL).size == 0);
    CHECK(chatcore_text("four").size == 4);
    chatcore_release(NULL);
}

static void opening(void) {
    chatcore_error *error = NULL;
    chatcore *untouched = (chatcore *)(void *)&checks;
    chatcore *engine = untouched;
    for (size_t i = 0; i < GARBAGE_COUNT; i++) {
        chatcore_bytes config = bytes(garbages[i].data, garbages[i].size);
        EXPECT(chatcore_open(config, &engine, &error), ANY_OF_OPEN, garbages[i].name);
        CHECK_FOR(chatcore_open(config, &engine, NULL) != CHATCORE_OK, garbages[i].name);
        CHECK_FOR(engine == untouched, garbages[i].name);
    }
    EXPECT(chatcore_open(chatcore_text(in_memory), NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT),
           "no place for the engine");
    EXPECT(chatcore_open(bytes(NULL, 0), &engine, &error), ANY_OF_OPEN, "an empty config");
    EXPECT(chatcore_open(chatcore_text("{}"), &engine, &error), BIT(CHATCORE_ERROR_CONFIG), "no store");
    EXPECT(chatcore_open(chatcore_text("{\"store\":7}"), &engine, &error),
           BIT(CHATCORE_ERROR_CONFIG) | BIT(CHATCORE_ERROR_VALUE), "a number as store");
    EXPECT(chatcore_open(chatcore_text("{\"store\":\"sqlite:/no/such/folder/desk.db\"}"), &engine, &error),
           BIT(CHATCORE_ERROR_STORE), "a store that cannot be");
    CHECK(engine == untouched);

    int32_t code = chatcore_open(chatcore_text("{\"store\":\"sqlite::memory:\",\"colour\":\"red\"}"), &engine, &error);
    CHECK(code == CHATCORE_ERROR_CONFIG);
    CHECK(error != NULL && (strstr(error->message, "colour") != NULL || strstr(error->path, "colour") != NULL));
    chatcore_release(error);
    CHECK(engine == untouched);
}

static void handling(void) {
    chatcore *engine = a_desk();
    chatcore_error *error = NULL;
    const chatcore_message *untouched = (const chatcore_message *)(const void *)&checks;
    const chatcore_message *response = untouched;
    chatcore_message request = a_request("GET", "/api/v1/ChatSession/ForCurrentUser", "");

    EXPECT(chatcore_handle(NULL, &request, &response, &error), BIT(CHATCORE_ERROR_CLOSED), "no engine");
    EXPECT(chatcore_handle(engine, NULL, &response, &error), BIT(CHATCORE_ERROR_ARGUMENT), "no request");
    EXPECT(chatcore_handle(engine, &request, NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT), "no place to answer");

    static const size_t sizes[] = {0, 1, 7, (size_t)-1};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        chatcore_message wrong = request;
        wrong.struct_size = sizes[i];
        /* A larger struct is one of a later header; the library reads the fields that it knows. */
        int later = sizes[i] > sizeof wrong;
        EXPECT(chatcore_handle(engine, &wrong, &response, &error),
               BIT(CHATCORE_ERROR_ARGUMENT) | (later ? BIT(CHATCORE_OK) : 0u), "a wrong struct_size");
        if (response != untouched) {
            chatcore_release(response);
            response = untouched;
        }
    }

    chatcore_message no_headers = request;
    no_headers.header_count = 3;
    EXPECT(chatcore_handle(engine, &no_headers, &response, &error), BIT(CHATCORE_ERROR_ARGUMENT),
           "headers without a list");
    no_headers.header_count = (size_t)-1;
    EXPECT(chatcore_handle(engine, &no_headers, &response, &error), BIT(CHATCORE_ERROR_ARGUMENT), "countless headers");
    chatcore_header no_bytes;
    no_bytes.name = bytes(NULL, 9);
    no_bytes.value = bytes(NULL, 9);
    chatcore_message no_names = request;
    no_names.headers = &no_bytes;
    no_names.header_count = 1;
    EXPECT(chatcore_handle(engine, &no_names, &response, &error), BIT(CHATCORE_ERROR_ARGUMENT),
           "a header without bytes");
    chatcore_message no_body = request;
    no_body.body = bytes(NULL, 100);
    EXPECT(chatcore_handle(engine, &no_body, &response, &error), BIT(CHATCORE_ERROR_ARGUMENT), "a body without bytes");
    CHECK(response == untouched);

    /* What HTTP can say, HTTP says: the call succeeds and the response refuses. Only an agents' route has something
     * to tell whoever GETs it: what it is, whatever the query says of an answer's fields. */
    static const char described[] = "/api/v1/Agents/Chat/ChatSessionsForUser?$select=((((";
    static const char *const targets[] = {
        "", "/", "//", "*", "http://", "/../../etc/passwd", "/api/v1/%", "/api/v1/%zz", "/api/v1/\xff",
        described, "/Remote/Services88/Chat.svc",
        "/Remote/Services999/Chat.svc",
    };
    static const char *const methods[] = {"", "GET", "POST", "BREW", "G\x01T"};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        for (size_t j = 0; j < sizeof methods / sizeof methods[0]; j++) {
            for (size_t k = 0; k < GARBAGE_COUNT; k++) {
                if (garbages[k].data == NULL || garbages[k].size == (size_t)-1) {
                    continue;
                }
                chatcore_message nonsense = a_request(methods[j], targets[i], "");
                nonsense.body = bytes(garbages[k].data, garbages[k].size);
                EXPECT(chatcore_handle(engine, &nonsense, &response, &error),
                       BIT(CHATCORE_OK) | BIT(CHATCORE_ERROR_ARGUMENT), targets[i]);
                if (response != untouched) {
                    CHECK_FOR(response->struct_size == sizeof(chatcore_message), targets[i]);
                    if (targets[i] == described && strcmp(methods[j], "GET") == 0) {
                        CHECK_FOR(response->status == 200, targets[i]);
                    } else {
                        CHECK_FOR(response->status >= 400 && response->status < 600, targets[i]);
                    }
                    chatcore_release(response);
                    response = untouched;
                }
            }
        }
    }
    CHECK(chatcore_close(engine) == CHATCORE_OK);
}

static void calling(void) {
    chatcore *engine = a_desk();
    chatcore_error *error = NULL;
    const chatcore_buffer *untouched = (const chatcore_buffer *)(const void *)&checks;
    const chatcore_buffer *result = untouched;
    chatcore_bytes host = chatcore_text("");
    chatcore_bytes anna = chatcore_text("{\"Associate\":\"anna\"}");
    chatcore_bytes sessions = chatcore_text("Chat.ChatSessionsForUser");
    chatcore_bytes count = chatcore_text("System.CountRows");
    chatcore_bytes none = chatcore_text("{}");

    EXPECT(chatcore_call(NULL, host, count, none, &result, &error), BIT(CHATCORE_ERROR_CLOSED), "no engine");
    EXPECT(chatcore_call(engine, host, count, none, NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT),
           "no place for the result");
    EXPECT(chatcore_call(engine, host, sessions, none, &result, &error),
           BIT(CHATCORE_ERROR_AUTHENTICATION) | BIT(CHATCORE_ERROR_DENIED), "the host as an associate");
    EXPECT(chatcore_call(engine, anna, sessions, none, &result, &error), BIT(CHATCORE_ERROR_AUTHENTICATION),
           "a stranger");
    EXPECT(chatcore_call(engine, host, chatcore_text("Chat.Fly"), none, &result, &error), BIT(CHATCORE_ERROR_OPERATION),
           "an unknown operation");
    EXPECT(chatcore_call(engine, host, bytes(NULL, 0), none, &result, &error),
           BIT(CHATCORE_ERROR_OPERATION) | BIT(CHATCORE_ERROR_ARGUMENT), "no operation");
    for (size_t i = 0; i < GARBAGE_COUNT; i++) {
        chatcore_bytes garbage = bytes(garbages[i].data, garbages[i].size);
        EXPECT(chatcore_call(engine, garbage, sessions, none, &result, &error), ANY_OF_CALL, garbages[i].name);
        EXPECT(chatcore_call(engine, host, garbage, none, &result, &error), ANY_OF_CALL, garbages[i].name);
        EXPECT(chatcore_call(engine, host, chatcore_text("System.Import"), garbage, &result, &error), ANY_OF_CALL,
               garbages[i].name);
        CHECK_FOR(chatcore_call(engine, garbage, garbage, garbage, &result, NULL) != CHATCORE_OK, garbages[i].name);
        CHECK_FOR(result == untouched, garbages[i].name);
    }

    /* Far too deep, and said to be so before the stack is. */
    size_t depth = 100000;
    char *deep = (char *)malloc(depth);
    memset(deep, '[', depth);
    EXPECT(chatcore_call(engine, host, chatcore_text("System.Import"), bytes(deep, depth), &result, &error),
           BIT(CHATCORE_ERROR_LIMIT) | BIT(CHATCORE_ERROR_VALUE) | BIT(CHATCORE_ERROR_MALFORMED), "100,000 levels");
    free(deep);
    CHECK(result == untouched);

    EXPECT(chatcore_call(engine, host, count, none, &result, &error), BIT(CHATCORE_OK), "a right call");
    CHECK(chatcore_close(engine) == CHATCORE_OK);

    /* What was answered outlives the engine that answered it. */
    if (result != untouched) {
        CHECK(result->struct_size == sizeof(chatcore_buffer));
        CHECK(result->data[result->size] == '\0' && strlen(result->data) == result->size);
        chatcore_release(result);
    }
}

static void stateless(void) {
    chatcore_error *error = NULL;
    const chatcore_message *no_request = (const chatcore_message *)(const void *)&checks;
    const chatcore_message *request = no_request;
    const chatcore_buffer *no_result = (const chatcore_buffer *)(const void *)&checks;
    const chatcore_buffer *result = no_result;
    chatcore_bytes operation = chatcore_text("Chat.ChatSessionsForUser");
    chatcore_bytes soap = chatcore_text("{\"Protocol\":\"soap\"}");
    chatcore_message response = a_request("", "", "<?xml version=\"1.0\"?><broken");
    response.status = 200;

    EXPECT(chatcore_encode(operation, soap, chatcore_text("{}"), NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT),
           "no place");
    EXPECT(chatcore_encode(chatcore_text("Chat.Fly"), soap, chatcore_text("{}"), &request, &error),
           BIT(CHATCORE_ERROR_OPERATION), "an unknown operation");
    EXPECT(chatcore_decode(operation, NULL, &result, &error), BIT(CHATCORE_ERROR_ARGUMENT), "no response");
    EXPECT(chatcore_decode(operation, &response, NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT), "no place");
    EXPECT(chatcore_decode(chatcore_text("Chat.Fly"), &response, &result, &error), BIT(CHATCORE_ERROR_OPERATION),
           "an unknown operation");
    EXPECT(chatcore_decode(operation, &response, &result, &error), ANY_OF_INPUT, "half an envelope");
    EXPECT(chatcore_describe(chatcore_text("operations"), NULL, &error), BIT(CHATCORE_ERROR_ARGUMENT), "no place");
    EXPECT(chatcore_describe(chatcore_text("weather"), &result, &error), BIT(CHATCORE_ERROR_VALUE), "an unknown kind");
    for (size_t i = 0; i < GARBAGE_COUNT; i++) {
        chatcore_bytes garbage = bytes(garbages[i].data, garbages[i].size);
        const char *name = garbages[i].name;
        EXPECT(chatcore_encode(garbage, soap, chatcore_text("{}"), &request, &error), ANY_OF_INPUT, name);
        EXPECT(chatcore_encode(operation, garbage, chatcore_text("{}"), &request, &error), ANY_OF_INPUT, name);
        EXPECT(chatcore_encode(operation, soap, garbage, &request, &error), ANY_OF_INPUT, name);
        EXPECT(chatcore_decode(garbage, &response, &result, &error), ANY_OF_INPUT, name);
        EXPECT(chatcore_describe(garbage, &result, &error), ANY_OF_INPUT, name);
        response.body = garbage;
        /* An empty list is what a server without sessions answers. */
        int is_answer = strcmp(name, "a list") == 0;
        EXPECT(chatcore_decode(operation, &response, &result, &error),
               is_answer ? BIT(CHATCORE_OK) : ANY_OF_INPUT | BIT(CHATCORE_ERROR_REMOTE), name);
        if (result != no_result) {
            chatcore_release(result);
            result = no_result;
        }
        CHECK_FOR(request == no_request && result == no_result, name);
    }
    response.struct_size = 0;
    EXPECT(chatcore_decode(operation, &response, &result, &error), BIT(CHATCORE_ERROR_ARGUMENT), "struct_size 0");

    static const char *const kinds[] = {"operations", "carriers", "config", "errors", "session-states", "session-states-graph"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        result = NULL;
        EXPECT(chatcore_describe(chatcore_text(kinds[i]), &result, &error), BIT(CHATCORE_OK), kinds[i]);
        CHECK_FOR(result != NULL && result->size > 2 && result->data[result->size] == '\0', kinds[i]);
        chatcore_release(result);
    }
}

int main(void) {
    versions();
    opening();
    handling();
    calling();
    stateless();
    return report();
}
