/* What the import document says, so that the engine's answers can be compared with it. */
#ifndef SUPPORT_DESK_DESK_H
#define SUPPORT_DESK_DESK_H

#include <json.h>
#include <stdbool.h>

/* The value at `name` of an object as a number; 0 when it is not there. */
int number_of(struct json_object *object, const char *name);

/* The value at `name` of an object as text, borrowed; "" when it is null or not there. */
const char *text_of(struct json_object *object, const char *name);

/* The value at `name` of an object, borrowed; NULL when it is null or not there. */
struct json_object *member(struct json_object *object, const char *name);

/* The element of a list whose number at `key` is `value`, or NULL. */
struct json_object *find(struct json_object *list, const char *key, int value);

/* Whether an associate holds at least one right in a topic of the document. */
bool is_member(struct json_object *document, int associate, int topic);

/* How many sessions of the document the associate is to see: those of their topics, but Invalid and Deleted. */
size_t sessions_to_see(struct json_object *document, int associate);

/* How many chats the associate has going: sessions of theirs in CustomerLast or UserLast. */
int ongoing_chats(struct json_object *document, int associate);

#endif
