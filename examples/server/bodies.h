/* The bodies of requests, collected as they come, each bounded and all of them together. */
#ifndef CHATCORE_SERVER_BODIES_H
#define CHATCORE_SERVER_BODIES_H

#include <stdatomic.h>
#include <stddef.h>

/* What all bodies share. */
struct bodies {
    size_t most_each;
    size_t most_together;
    atomic_size_t held;
};

struct body {
    char *data;
    size_t size;
    size_t room;
};

enum body_outcome { BODY_TAKEN, BODY_TOO_LARGE, BODY_NO_ROOM };

/* Adds bytes to a body; when they do not fit the body is let go of. */
enum body_outcome body_add(struct body *body, struct bodies *bodies, const char *bytes, size_t size);

void body_free(struct body *body, struct bodies *bodies);

#endif
