/* The engine as the story uses it: what goes wrong ends the program with a sentence. */
#ifndef SUPPORT_DESK_ENGINE_H
#define SUPPORT_DESK_ENGINE_H

#include <json.h>

#include "requests.h"

/* Tells what surprised us, and ends. */
void surprise(const char *pattern, ...);

/* Ends with the library's own sentence when a call failed. */
void check(int32_t code, chatcore_error *error, const char *what);

/* Opens an engine on a file, which is made when it is not there. */
chatcore *open_engine(const char *path);

void close_engine(chatcore *engine);

/* Sends a REST request and answers its JSON body, to be put by the caller. `what` is for sentences. */
struct json_object *send_rest(chatcore *engine, struct request *request, const char *what);

/* Sends a SOAP request and answers its result, which chatcore_decode() takes out of the envelope. */
struct json_object *send_soap(chatcore *engine, struct request *request, const char *operation);

/* Reads JSON; text that is none is a surprise. */
struct json_object *parse(const void *text, size_t size, const char *what);

#endif
