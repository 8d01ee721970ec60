/*
 * Three operations of the chat engine, written by hand on libsqlite3 and json-c: the same SQL, the same rows, the same
 * answers. It does what these calls need and nothing else: no other operation, no language, no zone, no selection.
 */
#ifndef BYHAND_H
#define BYHAND_H

#include "text.h"

struct byhand;

/* Opens a store that the library has made. `synchronous` is OFF, NORMAL or FULL. */
struct byhand *byhand_open(const char *path, const char *synchronous);
void byhand_close(struct byhand *hand);

/* Callers and arguments are those of chatcore_call(); the answer stays until the next call. */
typedef const struct text *byhand_operation(struct byhand *hand, const char *caller, const char *arguments);
byhand_operation byhand_add_message, byhand_pick_up_first, byhand_sessions;

#endif
