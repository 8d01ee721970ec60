/*
 * chatcore.h - the C interface of libchatcore, a customer-chat engine.
 *
 * The library speaks the chat part of SuperOffice's web services (SOAP
 * Services84 to Services88 and REST v1). It serves them, with a SQLite file as
 * its memory, and it encodes and decodes their messages for programs that
 * talk to a real server. It opens no socket, starts no thread and owns no
 * loop: the host brings the transport.
 *
 * This header is the manual. A first program:
 *
 *     chatcore *engine = NULL;
 *     chatcore_error *error = NULL;
 *     if (chatcore_open(chatcore_text("{\"store\":\"sqlite:desk.db\"}"), &engine, &error) != CHATCORE_OK) {
 *         fprintf(stderr, "%s\n", error->message);
 *         chatcore_release(error);
 *         return 1;
 *     }
 *     const chatcore_buffer *answer = NULL;
 *     chatcore_call(engine, chatcore_text("{\"Associate\":\"anna\"}"), chatcore_text("Chat.ChatSessionsForUser"),
 *                   chatcore_text("{}"), &answer, &error);
 *     ...
 *     chatcore_release(answer);
 *     chatcore_close(engine);
 *
 * CONVENTIONS, true of every function below
 *
 * Arguments   The engine first, then inputs, then outputs, then an optional
 *             `chatcore_error **` last. An optional output may be NULL.
 * Results     A function that can fail answers an int32_t code; CHATCORE_OK is
 *             0 and no code's value is ever used again for something else.
 *             Outputs are written on success only. When a call fails and
 *             `error` is not NULL, `*error` receives an owned description of
 *             that one failure; errors are never kept in the engine.
 * Inputs      Borrowed for the length of the call: {pointer, size}, no
 *             terminator needed. {NULL, 0} is the empty input. All text is
 *             UTF-8.
 * Outputs     Owned by the caller from then on, and let go with
 *             chatcore_release(), whatever their type. They hold no reference
 *             to the engine and outlive it.
 * Structs     A struct that the caller fills begins with `struct_size`, which
 *             the caller sets to sizeof of that struct. The library reads no
 *             field past that size, so programs built against an older header
 *             go on working. Structs that the library fills state their size
 *             in the same way.
 * Threads     Any function may be called from any thread at any time, on the
 *             same engine too. chatcore_close() waits for the calls that are
 *             under way in other threads.
 * Callbacks   A function that the host registers comes with `user_data`, which
 *             it gets back with each call, and with `destroy`, which may be
 *             NULL. `destroy(user_data)` is called exactly once, whatever
 *             happens: when the function is replaced or removed, when the
 *             engine is closed, and at once when registering fails; always
 *             after the last call of the function has ended. Both are called
 *             in the thread of whichever call needs them, several at a time
 *             in several threads, with no lock held: they may call the
 *             engine, 16 calls deep. They must not throw or longjmp.
 * Fork        An engine belongs to the process that opened it. In a child made
 *             by fork() every call on it answers CHATCORE_ERROR_FORKED at once;
 *             the child opens an engine of its own, at once, whatever the
 *             parent's threads were doing. For that fork() waits until each
 *             thread that is inside the library is at rest, some milliseconds
 *             as a rule. After 5 seconds, and when a child is made without
 *             fork()'s handlers (_Fork(), clone()), all that the child can do
 *             is exec(): every function that can fail answers FORKED.
 * Handles     An engine handle is checked before it is used. NULL, a closed
 *             handle or a value that never was one gives
 *             CHATCORE_ERROR_CLOSED, not a crash.
 * Limits      All input is bounded: 64 MiB a message, 64 levels deep and
 *             1,000,000 elements a list, unless the config says otherwise.
 */
#ifndef CHATCORE_H
#define CHATCORE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Version ------------------------------------------------------------- */

/* The version of this header. chatcore_version_number() tells that of the
 * library which the program runs with: major * 1,000,000 + minor * 1,000 +
 * patch. A larger major number is another ABI and another SONAME. */
#define CHATCORE_VERSION "0.1.0"
#define CHATCORE_VERSION_NUMBER 1000

/* Codes --------------------------------------------------------------- */

#define CHATCORE_OK 0
/* A required argument is NULL, or a size or struct_size makes no sense. */
#define CHATCORE_ERROR_ARGUMENT 1
/* The handle is NULL, was closed, or never was a handle. */
#define CHATCORE_ERROR_CLOSED 2
/* The engine belongs to the process before fork(). */
#define CHATCORE_ERROR_FORKED 3
/* The config has an unknown key or a value that cannot be. */
#define CHATCORE_ERROR_CONFIG 4
/* The input is not well-formed JSON, XML or UTF-8. */
#define CHATCORE_ERROR_MALFORMED 5
/* The input is well-formed, but a value has the wrong type or range. */
#define CHATCORE_ERROR_VALUE 6
/* The input passes a bound of size, depth, count or time. */
#define CHATCORE_ERROR_LIMIT 7
/* No operation of that name, or not in that version or protocol. */
#define CHATCORE_ERROR_OPERATION 8
/* The caller is not known: no valid ticket, user or token. */
#define CHATCORE_ERROR_AUTHENTICATION 9
/* The caller is known and may not do this. */
#define CHATCORE_ERROR_DENIED 10
/* What the call names does not exist. */
#define CHATCORE_ERROR_NOT_FOUND 11
/* What is there already contradicts the call. */
#define CHATCORE_ERROR_CONFLICT 12
/* The store cannot be opened, read or written. When something in it cannot be read, the path is its place there. */
#define CHATCORE_ERROR_STORE 13
/* The store was busy for longer than the bounded wait; try again. */
#define CHATCORE_ERROR_BUSY 14
/* The store was written by a newer version of the library. */
#define CHATCORE_ERROR_NEWER_STORE 15
/* chatcore_decode: the server answered with an error; the message is its own. */
#define CHATCORE_ERROR_REMOTE 16
/* No memory was left for the answer. */
#define CHATCORE_ERROR_MEMORY 17
/* A fault of the library itself; please report it with the message. */
#define CHATCORE_ERROR_INTERNAL 18
/* A function of the host, which the library called, failed. */
#define CHATCORE_ERROR_CALLBACK 19

/* Values -------------------------------------------------------------- */

/* An engine. Opaque, and never dereferenced by the library as it stands. */
typedef struct chatcore chatcore;

/* A stream of events. Opaque, and a handle as an engine's is. */
typedef struct chatcore_events chatcore_events;

/* Borrowed bytes. `data` may be NULL when `size` is 0. */
typedef struct chatcore_bytes {
    const void *data;
    size_t size;
} chatcore_bytes;

/* Owned bytes. `data` is followed by a zero byte that `size` does not count,
 * so that JSON can be handed to functions that want a C string. */
typedef struct chatcore_buffer {
    size_t struct_size;
    const char *data;
    size_t size;
} chatcore_buffer;

/* What went wrong, where, and what was expected. Owned by the caller. */
typedef struct chatcore_error {
    size_t struct_size;
    /* One of CHATCORE_ERROR_...; the same as the function's result. */
    int32_t code;
    /* Always 0. */
    int32_t reserved;
    /* Where in the input it was seen, in bytes from its start, or -1. */
    int64_t offset;
    /* One sentence in English, zero-terminated, never NULL. */
    const char *message;
    /* The place by name, such as Sessions[3].User.AssociateId,
     * zero-terminated, empty when there is none, never NULL. */
    const char *path;
} chatcore_error;

/* Lets go of what a host's function was registered with; see Callbacks. */
typedef void (*chatcore_destroy)(void *user_data);

/* One header of an HTTP-shaped message. Names are matched without case. */
typedef struct chatcore_header {
    chatcore_bytes name;
    chatcore_bytes value;
} chatcore_header;

/* Whether the client of a request has gone: other than 0 when it has. */
typedef int32_t (*chatcore_client_check)(void *client);

/* An HTTP-shaped message, request or response, as a parsed HTTP message has
 * it: no transfer coding, header values without line ends. */
typedef struct chatcore_message {
    size_t struct_size;
    /* 200 and so on in a response, 0 in a request. */
    int32_t status;
    /* Always 0. */
    int32_t reserved;
    /* GET, POST, ... in a request, empty in a response. */
    chatcore_bytes method;
    /* Path and query in a request, or an absolute URI; empty in a response. */
    chatcore_bytes target;
    /* `header_count` headers; NULL when there are none. */
    const chatcore_header *headers;
    size_t header_count;
    chatcore_bytes body;
    /* Who sent the request, for the records and the bounds of one address: an
     * address as text, or empty. */
    chatcore_bytes peer;
    /* How to ask for the client of a request; NULL when the host does not tell,
     * and in a response. While the request waits for events chatcore_handle()
     * calls it about once a second with `client`, in the thread of the call and
     * with no lock held, and ends the wait of who has gone. It is to answer at
     * once. Both fields are borrowed for the length of the call. */
    chatcore_client_check has_gone;
    void *client;
} chatcore_message;

/* Functions ----------------------------------------------------------- */

/* The library's version as text, such as "0.1.0".
 * Ownership: static, never released. Errors: none. Since 0.1.0. */
const char *chatcore_version(void);

/* The library's version as a number; see CHATCORE_VERSION_NUMBER.
 * Errors: none. Since 0.1.0. */
int32_t chatcore_version_number(void);

/* Opens an engine on a store and writes its handle to `*engine`.
 *
 * `config` is a JSON object. Every key is optional but "store"; a key that is
 * not known is an error that names it. chatcore_describe("config") answers
 * the whole schema. The main ones:
 *
 *     "store"         "sqlite:PATH" or "sqlite::memory:"; the file is made when
 *                     it is not there. A store that cannot be opened is an
 *                     error, never replaced by another. A relative path is
 *                     taken from the folder that is the current one now.
 *                     When the file, its -wal or its -shm is removed, moved
 *                     or replaced while it is open, calls answer STORE.
 *     "limits"        bounds of message size, depth and list length
 *     "auth"          life of tickets, application tokens, lock-out after wrong
 *                     passwords
 *     "mount"         the path in front of the services, and what besides the
 *                     chat services HTTP may reach
 *     "localization"  texts for resource names, further time zones
 *     "cors"          the origins whose pages browsers let read answers
 *     "system"        what the installation says of itself
 *     "clock"         "system", or "host": then chatcore_run_due() tells the time
 *     "sessions"      how long silence is borne, and how long sessions, events and
 *                     the audit are kept
 *     "topics"        what topics do beyond the protocol: automatic assignment,
 *                     priorities, service levels, calendars
 *
 * Ownership: the handle is closed with chatcore_close().
 * Errors: ARGUMENT, CONFIG, MALFORMED, LIMIT, STORE, BUSY, NEWER_STORE, MEMORY.
 * Since 0.1.0. */
int32_t chatcore_open(chatcore_bytes config, chatcore **engine, chatcore_error **error);

/* Closes an engine: waits for calls under way, then lets go of the store and
 * its file, and of the host's functions. What was saved is then in the file
 * itself, so that a plain copy of it is complete. Closing a second time, or NULL,
 * answers CLOSED and does no harm. A function that the engine calls cannot
 * close it: that would wait for itself, and answers CONFLICT.
 *
 * Errors: CLOSED, FORKED, CONFLICT. Since 0.1.0. */
int32_t chatcore_close(chatcore *engine);

/* Answers one HTTP-shaped request: a SOAP or REST call.
 *
 * Everything that HTTP can express is said in `*response`, errors of the
 * caller included (400, 401, 404, a SOAP fault); then the function itself
 * answers CHATCORE_OK. It fails only when there is no response to give.
 * When the answer says that something was saved, it is on disk.
 *
 * GET /chat/v1/events?wait=SECONDS keeps its thread for as long as it waits, at
 * most 60 seconds; "limits.waiters" of the config bounds how many do so at one
 * time (default 1,000), and the next one gets 503. A host whose threads are few
 * sets it below their number. "limits.waitersPerSession", "…PerCaller" and
 * "…PerAddress" bound how many of these one party has; the next one gets 429.
 * chatcore_close() ends these waits, and so does a client that has gone, where the
 * request says how to ask for that (`has_gone`).
 *
 * Ownership: `*response` is released with chatcore_release().
 * Errors: ARGUMENT, CLOSED, FORKED, MEMORY, and LIMIT for a message of more than
 * 1,000 headers or with more than 16 MiB in one of them or in the target. (From
 * 64 KiB on these get a response: 431 or 414.) Since 0.1.0. */
int32_t chatcore_handle(chatcore *engine, const chatcore_message *request, const chatcore_message **response,
                        chatcore_error **error);

/* Calls one operation inside the process: JSON arguments in, JSON result out.
 *
 * `caller`      who calls, a JSON object: {"Associate":"anna"} (the user name of
 *               an associate whom the host vouches for), {"Ticket":"7T:..."},
 *               {"AccessToken":"8A:..."}, {"UserName":"anna","Password":"..."},
 *               {"SessionKey":"..."} (the customer of that session, who may call
 *               Customer.* only); or empty for the host itself, which may call
 *               Directory.*, System.* and Customer.StartSession only. A null in
 *               place of one of these, or two of them, is VALUE. Optional
 *               beside these: "Language", "Culture", "TimeZone",
 *               "ApplicationToken" and "Select", which act as the request headers and
 *               the query of the same meaning do over HTTP, and "Peer", the address
 *               from which somebody signs in or begins a session, for the lock-out and
 *               the bound of sessions a minute.
 * `operation`   such as "Chat.ChatSessionsForUser"; chatcore_describe("operations")
 *               lists them with their arguments.
 * `arguments`   a JSON object with the operation's argument names; empty is {}.
 *
 * The result is the operation's JSON result; "null" when it has none.
 *
 * Ownership: `*result` is released with chatcore_release().
 * Errors: all but CONFIG, NEWER_STORE and REMOTE. Since 0.1.0. */
int32_t chatcore_call(chatcore *engine, chatcore_bytes caller, chatcore_bytes operation, chatcore_bytes arguments,
                      const chatcore_buffer **result, chatcore_error **error);

/* Asks who bears a token that somebody else issued, such as an identity
 * provider: writes the associate's number to `*associate_id` and answers
 * CHATCORE_OK, or answers CHATCORE_ERROR_AUTHENTICATION when the token is not
 * valid. Any other answer says that the check itself failed: the call that
 * brought the token then fails with CALLBACK (HTTP: 500), and no other does.
 * `token` is borrowed for the length of the call, not empty, and has at most
 * 65,536 bytes. */
typedef int32_t (*chatcore_bearer_check)(void *user_data, chatcore_bytes token, int32_t *associate_id);

/* Registers the function that checks bearer tokens: of the header
 * "Authorization: Bearer ...", of the caller's "AccessToken", and of
 * SoPrincipal's operations. Tokens that System.IssueAccessToken issued are
 * known without it. It takes the place of the one before; a NULL `check` takes
 * that away, and then `user_data` is destroyed at once. Answers are not kept:
 * a host whose check is slow keeps them itself.
 *
 * Callbacks: see above. Errors: CLOSED, FORKED, LIMIT (calls inside calls).
 * Since 0.1.0. */
int32_t chatcore_on_bearer(chatcore *engine, chatcore_bearer_check check, void *user_data, chatcore_destroy destroy,
                           chatcore_error **error);

/* Does what is due at a moment, in milliseconds since 1970, and writes to
 * `*next_ms` when there is something to do next, INT64_MAX for never: sessions
 * that were deleted a day ago leave the store ("sessions.purgeDeletedHours"), and
 * those that ended long ago ("sessions.retentionDays"), old events the log
 * ("sessions.eventDays") and entries the audit ("sessions.auditDays"), and tickets
 * that have ended go.
 *
 * The library has no thread of its own, so the host calls this: at the latest
 * at `*next_ms`, and now and then besides, since what happens meanwhile may be
 * due earlier. Several threads and processes may call it on one store; each
 * thing is done once. The work is done in small transactions, between which
 * others read and write.
 *
 * With the config's "clock": "host" this is also what tells the engine the
 * time, which then stands still between two calls: hours pass in an instant. It
 * never goes back; until the first call it is the system's of when the engine
 * was opened. With "clock": "system" the host passes the system's time.
 *
 * Errors: ARGUMENT, CLOSED, FORKED, VALUE (a moment outside the years 1 to 9999), STORE,
 * BUSY, LIMIT (calls inside calls), MEMORY. Since 0.1.0. */
int32_t chatcore_run_due(chatcore *engine, int64_t now_ms, int64_t *next_ms, chatcore_error **error);

/* Opens a stream of what happens in the store, whoever brings it about: this
 * engine or another one, in this process or another. chatcore_describe("events")
 * tells of the kinds of events and their fields.
 *
 * `options` is a JSON object, or empty. Every key is optional:
 *
 *     "Cursor"         a name, at most 200 bytes, under which the store keeps how
 *                      far this consumer has come; the stream goes on from
 *                      there, over crashes too. One consumer has it at a time.
 *     "After"          begin after the event of that number ("Seq"), 0 for the
 *                      oldest that is kept; not looked at when the cursor is
 *                      known already. Without both, only what is yet to come.
 *     "Topics"         numbers of topics: only events of these
 *     "Kinds"          names of kinds of events: only these
 *     "ChatSessionId"  a session's number: only its events
 *
 * The host sees the events of all topics. A stream keeps no events, only its
 * place in the store's log: one that is slow, or is not read from at all, costs
 * nobody anything.
 *
 * Ownership: `*stream` is closed with chatcore_events_close(). When the engine is
 * closed before, all that can still be done with it is that.
 * Errors: ARGUMENT, CLOSED, FORKED, MALFORMED, VALUE, LIMIT (more than 65,536 streams),
 * STORE, BUSY, MEMORY. Since 0.1.0. */
int32_t chatcore_events_open(chatcore *engine, chatcore_bytes options, chatcore_events **stream, chatcore_error **error);

/* Writes the next events, in the order in which they were committed, as a JSON
 * array of at most 1,000 objects. When there are none it waits, for at most
 * `timeout_ms` milliseconds (0: not at all, below 0: without end), and writes
 * "[]" when the time is over or the stream was woken.
 *
 * Calling this says that the events of the call before have been dealt with:
 * only then a cursor that has a name moves on. A consumer that ends before gets
 * the same events again, and never loses any.
 *
 * Events that were pruned before they were given are told of by
 * {"Event":"missed","Seq":N} in front: N is the oldest event that is still kept.
 * On failure nothing is lost; calling again goes on where this was.
 *
 * One thread at a time reads from a stream: another one gets CONFLICT. Closing
 * the stream or the engine ends the wait with CLOSED.
 *
 * Ownership: `*events` is released with chatcore_release().
 * Errors: ARGUMENT, CLOSED, FORKED, CONFLICT, STORE, BUSY, LIMIT (calls inside calls), MEMORY.
 * Since 0.1.0. */
int32_t chatcore_events_next(chatcore_events *stream, int64_t timeout_ms, const chatcore_buffer **events,
                             chatcore_error **error);

/* Writes a file descriptor to `*descriptor` that poll(), select() and epoll find
 * readable when chatcore_events_next() may have something, or was woken, or when
 * the engine was closed. Nothing is read from it: call chatcore_events_next() with
 * a timeout of 0. Being readable is a hint: there may be no events after all.
 *
 * It tells of what is committed in this process. When other processes write to
 * the same file, poll with a timeout and call chatcore_events_next() then, too.
 *
 * The descriptor is the stream's: the host does not close it, and no longer
 * polls it when it closes the stream. A second call writes the same.
 * Errors: ARGUMENT, CLOSED, FORKED, STORE (no descriptors are left), LIMIT (calls inside calls).
 * Since 0.1.0. */
int32_t chatcore_events_descriptor(chatcore_events *stream, int32_t *descriptor, chatcore_error **error);

/* Ends the wait in chatcore_events_next() that is under way; when none is, the
 * next one that would wait does not. Any thread may call it, not a signal handler.
 * Errors: CLOSED, FORKED. Since 0.1.0. */
int32_t chatcore_events_wake(chatcore_events *stream);

/* Closes a stream; a wait that is under way ends with CLOSED. The events that
 * were written last have not been dealt with, as far as a cursor with a name
 * knows. Closing a second time, or NULL, answers CLOSED and does no harm.
 * Errors: CLOSED, FORKED. Since 0.1.0. */
int32_t chatcore_events_close(chatcore_events *stream);

/* Makes the request that calls an operation on a server elsewhere.
 *
 * `operation` and `arguments` are as in chatcore_call(). `connection` says how
 * to reach the server, a JSON object:
 *
 *     "Protocol"    "soap" or "rest"
 *     "Version"     84 to 88 (SOAP; default: the newest that has the operation)
 *     "Dialect"     "wsdl" or "manual" (SOAP; default "wsdl")
 *     "Soap"        "1.1" or "1.2" (SOAP; default "1.1", in the manual's dialect "1.2")
 *     "Route"       "agent" or "entity" (REST; default: the agents' route where the
 *                   operation has one): POST /api/v1/Agents/Chat/..., or the
 *                   route of a session or a topic
 *     "Mount"       what stands before /Remote or /api in the path, such as "/Cust12345"
 *     "Ticket", "UserName" and "Password", "AccessToken", "ApplicationToken"
 *     "Language", "Culture", "TimeZone", "Select", "Accept"
 *
 * Ownership: `*request` is released with chatcore_release().
 * Errors: ARGUMENT, MALFORMED, VALUE, LIMIT, OPERATION, MEMORY. Since 0.1.0. */
int32_t chatcore_encode(chatcore_bytes operation, chatcore_bytes connection, chatcore_bytes arguments,
                        const chatcore_message **request, chatcore_error **error);

/* Reads a server's response to an operation and writes its result as JSON.
 *
 * The response says for itself whether it is SOAP, which version and dialect,
 * or REST; a failure that the server reports, in whichever form, becomes
 * REMOTE with the server's own message.
 *
 * Ownership: `*result` is released with chatcore_release().
 * Errors: ARGUMENT, MALFORMED, VALUE, LIMIT, OPERATION, REMOTE, MEMORY. Since 0.1.0. */
int32_t chatcore_decode(chatcore_bytes operation, const chatcore_message *response, const chatcore_buffer **result,
                        chatcore_error **error);

/* Describes the library to programs and people. `kind` is one of
 *
 *     "operations"  every operation: service, versions, routes, arguments, result
 *     "carriers"    every carrier with its fields in wire order, every enum
 *     "config"      a JSON Schema of chatcore_open()'s config
 *     "errors"      every code with its name and meaning
 *     "events"      every kind of event and what it tells
 *     "openapi"     the REST services as OpenAPI 3.0.3; chatcore_handle() answers
 *                   it to GET /openapi.json
 *     "session-states"        who may do what to a session in which status, where
 *                             that leads and what happens besides
 *     "session-states-graph"  the same as a drawing, in Graphviz's language
 *
 *     "wsdl/Chat/88"          the service description of a SOAP service (SoPrincipal,
 *                             CustomerService, Chat) in a release (84 to 88), in
 *                             XML, with an address on this machine;
 *                             chatcore_handle() answers it to GET ...svc?wsdl, with
 *                             the address of the request
 *
 * All are JSON but the last two.
 *
 * Ownership: `*description` is released with chatcore_release().
 * Errors: ARGUMENT, VALUE (an unknown kind), MEMORY. Since 0.1.0. */
int32_t chatcore_describe(chatcore_bytes kind, const chatcore_buffer **description, chatcore_error **error);

/* Lets go of any owned output: buffers, messages, errors. NULL is allowed and
 * does nothing. Everything that the output points to goes with it.
 * Errors: none. Since 0.1.0. */
void chatcore_release(const void *output);

/* Borrowed bytes of a zero-terminated string; a convenience for C callers,
 * compiled into the program and not exported. NULL gives the empty input. */
static inline chatcore_bytes chatcore_text(const char *text) {
    chatcore_bytes bytes;
    size_t size = 0;
    while (text != NULL && text[size] != '\0') {
        size++;
    }
    bytes.data = text;
    bytes.size = size;
    return bytes;
}

#ifdef __cplusplus
}
#endif

#endif
