/*
 * A support desk through libchatcore: imports a desk, calls its chat services over SOAP and REST as an HTTP server
 * would, deletes two sessions, and looks again after the engine was closed and opened anew.
 *
 *     support_desk STORE.db support-desk.json
 *
 * Ends with 1 and a sentence on stderr when anything is other than the document leads one to expect.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "engine.h"
#include "requests.h"
#include "table.h"

enum { ANNA = 1, OWN_TOPIC = 1, FOREIGN_TOPIC = 3 };

/* "anna:anna-demo" in base64. */
static const char basic_anna[] = "Basic YW5uYTphbm5hLWRlbW8=";

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Steps --------------------------------------------------------------- */

/* The host itself imports the whole document, in one transaction. */
static void import_desk(chatcore *engine, struct json_object *document) {
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    const char *text = json_object_to_json_string_ext(document, JSON_C_TO_STRING_PLAIN);
    int32_t code = chatcore_call(engine, chatcore_text(NULL), chatcore_text("System.Import"), chatcore_text(text), &result, &error);
    check(code, error, "The import");
    struct json_object *counts = parse(result->data, result->size, "The import");
    printf("Imported");
    json_object_object_foreach(counts, list, count) {
        struct json_object *listed = member(document, list);
        size_t expected = listed == NULL ? 0 : json_object_array_length(listed);
        if (json_object_get_int64(count) != (int64_t)expected) {
            surprise("The import counts %d %s.", (int)json_object_get_int(count), list);
        }
        printf(" %s %s", json_object_get_string(count), list);
    }
    printf(".\n");
    json_object_put(counts);
    chatcore_release(result);
}

/* A ticket for anna, over SOAP, to be freed by the caller. */
static char *get_ticket(chatcore *engine) {
    struct request request;
    request_soap(&request, "/Remote/Services87/SoPrincipal.svc", "SoPrincipal", 87, NULL,
                 "   <SoPrincipal:AuthenticateUsernamePassword>\n"
                 "    <SoPrincipal:UserName xsi:type=\"xsd:string\">anna</SoPrincipal:UserName>\n"
                 "    <SoPrincipal:Password xsi:type=\"xsd:string\">anna-demo</SoPrincipal:Password>\n"
                 "   </SoPrincipal:AuthenticateUsernamePassword>\n");
    struct json_object *answer = send_soap(engine, &request, "SoPrincipal.AuthenticateUsernamePassword");
    char *ticket = format("%s", text_of(member(answer, "Credentials"), "Ticket"));
    if (!json_object_get_boolean(member(answer, "AuthenticationSucceeded")) || strncmp(ticket, "7T:", 3) != 0) {
        surprise("anna was not let in: %s", json_object_to_json_string(answer));
    }
    printf("anna has a ticket of %zu characters.\n", strlen(ticket));
    json_object_put(answer);
    request_end(&request);
    return ticket;
}

/* The ids of anna's sessions by the lightweight SOAP service. */
static struct json_object *list_by_soap(chatcore *engine, const char *ticket) {
    struct request request;
    request_soap(&request, "/Remote/Services87/CustomerService.svc", "CustomerService", 87, ticket,
                 "   <CustomerService:ChatSessionsForUser>\n   </CustomerService:ChatSessionsForUser>\n");
    struct json_object *sessions = send_soap(engine, &request, "CustomerService.ChatSessionsForUser");
    if (!json_object_is_type(sessions, json_type_array)) {
        surprise("CustomerService.ChatSessionsForUser answered no list.");
    }
    printf("\nSOAP Services87 CustomerService ChatSessionsForUser: %zu sessions\n", json_object_array_length(sessions));
    request_end(&request);
    return sessions;
}

static void show_presence(chatcore *engine, const char *ticket, struct json_object *document) {
    static const int widths[] = {6, 18, 8, 8, 10};
    static const char *const head[] = {"User", "Name", "Present", "Ongoing", "Topics"};
    struct request request;
    request_soap(&request, "/Remote/Services86/Chat.svc", "Chat", 86, ticket,
                 "   <Chat:GetChatPresence>\n   </Chat:GetChatPresence>\n");
    struct json_object *presence = send_soap(engine, &request, "Chat.GetChatPresence");

    printf("\nSOAP Services86 Chat GetChatPresence\n");
    table_row(widths, head, COUNT(head));
    table_rule(widths, COUNT(widths));
    for (size_t index = 0; index < json_object_array_length(presence); index++) {
        struct json_object *user = json_object_array_get_idx(presence, index);
        int id = number_of(user, "UserId");
        struct json_object *expected = find(member(document, "Presence"), "UserId", id);
        bool present = json_object_get_boolean(member(user, "Present"));
        if (present != (bool)json_object_get_boolean(member(expected, "Present"))) {
            surprise("User %d is said to be %s.", id, present ? "present" : "away");
        }
        if (number_of(user, "OngoingChats") != ongoing_chats(document, id)) {
            surprise("User %d is said to have %d ongoing chats.", id, number_of(user, "OngoingChats"));
        }
        char *number = format("%d", id);
        char *ongoing = format("%d", number_of(user, "OngoingChats"));
        const char *cells[] = {number, text_of(user, "DisplayName"), present ? "yes" : "no", ongoing,
                               text_of(user, "ChatTopics")};
        table_row(widths, cells, COUNT(cells));
        free(ongoing);
        free(number);
    }
    struct json_object *topics = member(find(presence, "UserId", ANNA), "ChatTopics");
    if (topics == NULL || json_object_array_length(topics) != 2) {
        surprise("anna is not shown in her two topics.");
    }
    json_object_put(presence);
    request_end(&request);
}

/* The same sessions over REST with some of their fields, in Norwegian and on Norway's clock. */
static void show_selected(chatcore *engine, size_t expected) {
    static const int widths[] = {5, 5, 15, 20, 19, 14, 14};
    static const char *const head[] = {"Id", "Topic", "Status", "Customer", "Requested", "Agent", "Ticket about"};
    struct request request;
    request_begin(&request, "POST",
                  "/api/v1/Agents/Chat/ChatSessionsForUser"
                  "?$select=topicId,status,customerName,whenRequested,user/fullName,ticket/categoryName");
    request_header(&request, "Authorization", basic_anna);
    request_header(&request, "Accept", "application/json; charset=utf-8");
    request_header(&request, "Accept-Language", "no");
    request_header(&request, "SO-TimeZone", "NO");
    struct json_object *sessions = send_rest(engine, &request, "POST ChatSessionsForUser");

    printf("\nREST POST Agents/Chat/ChatSessionsForUser with $select: %zu sessions\n", json_object_array_length(sessions));
    table_row(widths, head, COUNT(head));
    table_rule(widths, COUNT(widths));
    const char *before = "";
    for (size_t index = 0; index < json_object_array_length(sessions); index++) {
        struct json_object *session = json_object_array_get_idx(sessions, index);
        const char *requested = text_of(session, "WhenRequested");
        const char *category = text_of(member(session, "Ticket"), "CategoryName");
        if (strncmp(requested, before, 19) < 0) {
            surprise("Session %d comes after a later one.", number_of(session, "ChatSessionId"));
        }
        if (member(session, "FirstMessage") != NULL) {
            surprise("Session %d has a first message that was not selected.", number_of(session, "ChatSessionId"));
        }
        if (strstr(category, "US:") != NULL) {
            surprise("The ticket's category was not put into Norwegian: %s", category);
        }
        char *second = format("%.19s", requested);
        const char *cells[] = {text_of(session, "ChatSessionId"),
                               text_of(session, "TopicId"),
                               text_of(session, "Status"),
                               text_of(session, "CustomerName"),
                               second,
                               text_of(member(session, "User"), "FullName"),
                               category};
        table_row(widths, cells, COUNT(cells));
        free(second);
        before = requested;
    }
    if (json_object_array_length(sessions) != expected) {
        surprise("The POST answered %zu sessions instead of %zu.", json_object_array_length(sessions), expected);
    }
    json_object_put(sessions);
    request_end(&request);
}

/* The same sessions whole, as the document has them. */
static void compare_whole(chatcore *engine, const char *ticket, struct json_object *document, size_t expected) {
    struct request request;
    char *authorization = format("SOTicket %s", ticket);
    request_begin(&request, "GET", "/api/v1/ChatSession/ForCurrentUser");
    request_header(&request, "Authorization", authorization);
    request_header(&request, "Accept", "application/json; charset=utf-8");
    request_header(&request, "Accept-Language", "*");
    struct json_object *sessions = send_rest(engine, &request, "GET ForCurrentUser");

    static const char *const texts[] = {"Status", "CustomerName", "FirstMessage", "LastMessage", "SessionKey"};
    size_t messages = 0;
    for (size_t index = 0; index < json_object_array_length(sessions); index++) {
        struct json_object *session = json_object_array_get_idx(sessions, index);
        int id = number_of(session, "ChatSessionId");
        struct json_object *original = find(member(document, "Sessions"), "ChatSessionId", id);
        for (size_t text = 0; text < COUNT(texts); text++) {
            if (strcmp(text_of(session, texts[text]), text_of(original, texts[text])) != 0) {
                surprise("Session %d came back with another %s.", id, texts[text]);
            }
        }
        if (number_of(member(session, "Person"), "PersonId") != number_of(member(original, "Person"), "PersonId")) {
            surprise("Session %d came back with another person.", id);
        }
        messages += text_of(session, "FirstMessage")[0] != '\0';
    }
    printf("\nREST GET ChatSession/ForCurrentUser: %zu sessions, %zu of them with a message\n",
           json_object_array_length(sessions), messages);
    if (json_object_array_length(sessions) != expected) {
        surprise("The GET answered %zu sessions instead of %zu.", json_object_array_length(sessions), expected);
    }
    json_object_put(sessions);
    request_end(&request);
    free(authorization);
}

static void delete_request(struct request *request, const char *ticket, int first, int second) {
    char *content = format("   <CustomerService:DeleteChatSessions>\n"
                           "    <CustomerService:Ids xsi:type=\"NetServerServices862:ArrayOfint\">\n"
                           "     <NetServerServices862:int xsi:type=\"xsd:int\">%d</NetServerServices862:int>\n"
                           "     <NetServerServices862:int xsi:type=\"xsd:int\">%d</NetServerServices862:int>\n"
                           "    </CustomerService:Ids>\n"
                           "   </CustomerService:DeleteChatSessions>\n",
                           first, second);
    request_soap(request, "/Remote/Services86/CustomerService.svc", "CustomerService", 86, ticket, content);
    free(content);
}

/* Deleting a session of a topic where anna has no right is refused as a whole. */
static void delete_refused(chatcore *engine, const char *ticket, int own, int foreign) {
    struct request request;
    delete_request(&request, ticket, own, foreign);
    const chatcore_message *response = NULL;
    const chatcore_buffer *result = NULL;
    chatcore_error *error = NULL;
    int32_t code = chatcore_handle(engine, &request.message, &response, &error);
    check(code, error, "The refused deletion");
    code = chatcore_decode(chatcore_text("CustomerService.DeleteChatSessions"), response, &result, &error);
    if (code != CHATCORE_ERROR_REMOTE) {
        surprise("Deleting session %d of a foreign topic answered code %d instead of a refusal.", foreign, (int)code);
    }
    printf("\nDeleting %d and %d together is refused: %s\n", own, foreign, error->message);
    chatcore_release(error);
    chatcore_release(response);
    request_end(&request);
}

static void delete_two(chatcore *engine, const char *ticket, int first, int second) {
    struct request request;
    delete_request(&request, ticket, first, second);
    struct json_object *nothing = send_soap(engine, &request, "CustomerService.DeleteChatSessions");
    if (nothing != NULL) {
        surprise("The deletion answered something: %s", json_object_to_json_string(nothing));
    }
    printf("SOAP Services86 CustomerService DeleteChatSessions: %d and %d deleted\n", first, second);
    request_end(&request);
}

/* The first session of the document with that topic and status that is not `but`. */
static int pick(struct json_object *document, int topic, const char *status, int but) {
    struct json_object *sessions = member(document, "Sessions");
    for (size_t index = 0; index < json_object_array_length(sessions); index++) {
        struct json_object *session = json_object_array_get_idx(sessions, index);
        int id = number_of(session, "ChatSessionId");
        if (number_of(session, "TopicId") == topic && strcmp(text_of(session, "Status"), status) == 0 && id != but) {
            return id;
        }
    }
    surprise("The document has no session of topic %d that is %s.", topic, status);
    return 0;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "Usage: %s STORE.db support-desk.json\n", arguments[0]);
        return 2;
    }
    struct json_object *document = json_object_from_file(arguments[2]);
    if (document == NULL) {
        surprise("%s cannot be read as JSON.", arguments[2]);
    }
    size_t expected = sessions_to_see(document, ANNA);
    int first = pick(document, OWN_TOPIC, "Closed", 0);
    int second = pick(document, OWN_TOPIC, "Closed", first);
    int foreign = pick(document, FOREIGN_TOPIC, "Closed", 0);

    printf("ChatCore %s on %s\n", chatcore_version(), arguments[1]);
    chatcore *engine = open_engine(arguments[1]);
    import_desk(engine, document);
    char *ticket = get_ticket(engine);

    struct json_object *listed = list_by_soap(engine, ticket);
    if (json_object_array_length(listed) != expected) {
        surprise("anna sees %zu sessions instead of %zu.", json_object_array_length(listed), expected);
    }
    if (find(listed, "ChatSessionId", first) == NULL || find(listed, "ChatSessionId", second) == NULL) {
        surprise("Sessions %d and %d are not listed.", first, second);
    }
    json_object_put(listed);
    show_presence(engine, ticket, document);
    show_selected(engine, expected);
    compare_whole(engine, ticket, document, expected);
    delete_refused(engine, ticket, first, foreign);
    delete_two(engine, ticket, first, second);
    close_engine(engine);

    printf("\nClosed, and opened again.\n");
    engine = open_engine(arguments[1]);
    listed = list_by_soap(engine, ticket);
    if (find(listed, "ChatSessionId", first) != NULL || find(listed, "ChatSessionId", second) != NULL) {
        surprise("A deleted session is still there.");
    }
    if (json_object_array_length(listed) != expected - 2) {
        surprise("After the deletion anna sees %zu sessions instead of %zu.", json_object_array_length(listed), expected - 2);
    }
    printf("Sessions %d and %d are gone, the other %zu are there.\n", first, second, expected - 2);
    json_object_put(listed);
    close_engine(engine);
    free(ticket);
    json_object_put(document);
    return 0;
}
