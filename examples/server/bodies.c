#include "bodies.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Takes its share of what all bodies may hold; false when that is used up. */
static bool reserve(struct bodies *bodies, size_t size) {
    if (atomic_fetch_add(&bodies->held, size) + size <= bodies->most_together) {
        return true;
    }
    atomic_fetch_sub(&bodies->held, size);
    return false;
}

static bool grow(struct body *body, struct bodies *bodies, size_t needed) {
    size_t room = body->room == 0 ? 4096 : body->room;
    while (room < needed) {
        room *= 2;
    }
    size_t more = room - body->room;
    if (!reserve(bodies, more)) {
        return false;
    }
    char *data = realloc(body->data, room);
    if (data == NULL) {
        atomic_fetch_sub(&bodies->held, more);
        return false;
    }
    body->data = data;
    body->room = room;
    return true;
}

enum body_outcome body_add(struct body *body, struct bodies *bodies, const char *bytes, size_t size) {
    if (size > bodies->most_each - body->size) {
        body_free(body, bodies);
        return BODY_TOO_LARGE;
    }
    if (body->size + size > body->room && !grow(body, bodies, body->size + size)) {
        body_free(body, bodies);
        return BODY_NO_ROOM;
    }
    memcpy(body->data + body->size, bytes, size);
    body->size += size;
    return BODY_TAKEN;
}

void body_free(struct body *body, struct bodies *bodies) {
    free(body->data);
    atomic_fetch_sub(&bodies->held, body->room);
    memset(body, 0, sizeof *body);
}
