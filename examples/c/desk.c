#include "desk.h"

#include <string.h>

struct json_object *member(struct json_object *object, const char *name) {
    struct json_object *value = NULL;
    if (json_object_is_type(object, json_type_object)) {
        json_object_object_get_ex(object, name, &value);
    }
    return value;
}

int number_of(struct json_object *object, const char *name) { return json_object_get_int(member(object, name)); }

const char *text_of(struct json_object *object, const char *name) {
    struct json_object *value = member(object, name);
    return value == NULL ? "" : json_object_get_string(value);
}

struct json_object *find(struct json_object *list, const char *key, int value) {
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    for (size_t index = 0; index < count; index++) {
        struct json_object *element = json_object_array_get_idx(list, index);
        if (number_of(element, key) == value) {
            return element;
        }
    }
    return NULL;
}

bool is_member(struct json_object *document, int associate, int topic) {
    static const char *const rights[] = {"CanListen", "CanRespond", "CanManage", "CanNotify"};
    struct json_object *agents = member(find(member(document, "Topics"), "ChatTopicId", topic), "Agents");
    size_t count = agents == NULL ? 0 : json_object_array_length(agents);
    for (size_t index = 0; index < count; index++) {
        struct json_object *agent = json_object_array_get_idx(agents, index);
        if (number_of(member(agent, "User"), "AssociateId") != associate) {
            continue;
        }
        for (size_t right = 0; right < sizeof rights / sizeof rights[0]; right++) {
            if (json_object_get_boolean(member(agent, rights[right]))) {
                return true;
            }
        }
    }
    return false;
}

size_t sessions_to_see(struct json_object *document, int associate) {
    struct json_object *sessions = member(document, "Sessions");
    size_t seen = 0;
    for (size_t index = 0; index < json_object_array_length(sessions); index++) {
        struct json_object *session = json_object_array_get_idx(sessions, index);
        const char *status = text_of(session, "Status");
        if (strcmp(status, "Invalid") != 0 && strcmp(status, "Deleted") != 0 &&
            is_member(document, associate, number_of(session, "TopicId"))) {
            seen++;
        }
    }
    return seen;
}

int ongoing_chats(struct json_object *document, int associate) {
    struct json_object *sessions = member(document, "Sessions");
    int chats = 0;
    for (size_t index = 0; index < json_object_array_length(sessions); index++) {
        struct json_object *session = json_object_array_get_idx(sessions, index);
        const char *status = text_of(session, "Status");
        if ((strcmp(status, "CustomerLast") == 0 || strcmp(status, "UserLast") == 0) &&
            number_of(member(session, "User"), "AssociateId") == associate) {
            chats++;
        }
    }
    return chats;
}
