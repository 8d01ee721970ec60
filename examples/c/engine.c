#include "engine.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void surprise(const char *pattern, ...) {
    va_list arguments;
    va_start(arguments, pattern);
    fflush(stdout);
    fputs("support_desk: ", stderr);
    vfprintf(stderr, pattern, arguments);
    fputs("\n", stderr);
    va_end(arguments);
    exit(1);
}

void check(int32_t code, chatcore_error *error, const char *what) {
    if (code != CHATCORE_OK) {
        surprise("%s failed with code %d: %s (%s)", what, (int)code, error == NULL ? "no description" : error->message,
                 error == NULL ? "" : error->path);
    }
}

chatcore *open_engine(const char *path) {
    struct json_object *config = json_object_new_object();
    char *store = format("sqlite:%s", path);
    json_object_object_add(config, "store", json_object_new_string(store));

    chatcore *engine = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_open(chatcore_text(json_object_to_json_string(config)), &engine, &error);
    check(code, error, "Opening the store");

    free(store);
    json_object_put(config);
    return engine;
}

void close_engine(chatcore *engine) { check(chatcore_close(engine), NULL, "Closing the engine"); }

/* Sends a request and answers the response, which must have the status that is expected. */
static const chatcore_message *exchange(chatcore *engine, struct request *request, int status, const char *what) {
    const chatcore_message *response = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_handle(engine, &request->message, &response, &error);
    check(code, error, what);
    if (response->status != status) {
        surprise("%s answered %d instead of %d: %.*s", what, (int)response->status, status, (int)response->body.size,
                 response->body.size == 0 ? "" : (const char *)response->body.data);
    }
    return response;
}

/* NULL is what json-c makes of the JSON text null, and of no JSON at all; only the tokener's state tells the two apart. */
struct json_object *parse(const void *text, size_t size, const char *what) {
    struct json_tokener *tokener = json_tokener_new();
    if (tokener == NULL || size > INT_MAX) {
        surprise("%s answered more than can be read.", what);
    }
    struct json_object *value = json_tokener_parse_ex(tokener, text, (int)size);
    if (json_tokener_get_error(tokener) == json_tokener_continue) {
        /* A word or a number goes on until something follows; the zero byte says that nothing does. */
        value = json_tokener_parse_ex(tokener, "", 1);
    } else if (json_tokener_get_error(tokener) == json_tokener_success && json_tokener_get_parse_end(tokener) != size) {
        surprise("%s answered something behind its JSON.", what);
    }
    if (json_tokener_get_error(tokener) != json_tokener_success) {
        surprise("%s answered something that is not JSON.", what);
    }
    json_tokener_free(tokener);
    return value;
}

struct json_object *send_rest(chatcore *engine, struct request *request, const char *what) {
    const chatcore_message *response = exchange(engine, request, 200, what);
    struct json_object *value = parse(response->body.data, response->body.size, what);
    chatcore_release(response);
    return value;
}

struct json_object *send_soap(chatcore *engine, struct request *request, const char *operation) {
    const chatcore_message *response = exchange(engine, request, 200, operation);
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_decode(chatcore_text(operation), response, &result, &error);
    check(code, error, operation);
    struct json_object *value = parse(result->data, result->size, operation);
    chatcore_release(result);
    chatcore_release(response);
    return value;
}
