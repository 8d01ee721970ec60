#include "requests.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *format(const char *pattern, ...) {
    va_list arguments;
    va_start(arguments, pattern);
    int size = vsnprintf(NULL, 0, pattern, arguments);
    va_end(arguments);
    char *text = size < 0 ? NULL : malloc((size_t)size + 1);
    if (text == NULL) {
        fputs("Out of memory.\n", stderr);
        exit(1);
    }
    va_start(arguments, pattern);
    vsnprintf(text, (size_t)size + 1, pattern, arguments);
    va_end(arguments);
    return text;
}

void request_begin(struct request *request, const char *method, const char *target) {
    memset(request, 0, sizeof *request);
    request->message.struct_size = sizeof request->message;
    request->message.method = chatcore_text(method);
    request->message.target = chatcore_text(target);
    request->message.headers = request->headers;
    request->message.peer = chatcore_text("198.51.100.7");
}

void request_header(struct request *request, const char *name, const char *value) {
    if (request->message.header_count == REQUEST_HEADERS) {
        fprintf(stderr, "No room for the header %s.\n", name);
        exit(1);
    }
    chatcore_header *header = &request->headers[request->message.header_count++];
    header->name = chatcore_text(name);
    header->value = chatcore_text(value);
}

/* The envelope's start: arguments are twice the version, its number, and twice the service and the version. */
static const char envelope_start[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<SOAP-ENV:Envelope\n"
    " xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope\"\n"
    " xmlns:SOAP-ENC=\"http://www.w3.org/2003/05/soap-encoding\"\n"
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"\n"
    " xmlns:NetServerServices%d2=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"\n"
    " xmlns:NetServerServices%d1=\"http://schemas.microsoft.com/2003/10/Serialization/\"\n"
    " xmlns:%s=\"http://www.superoffice.net/ws/crm/NetServer/Services%d\">\n";

void request_soap(struct request *request, const char *target, const char *service, int version, const char *ticket,
                  const char *content) {
    request_begin(request, "POST", target);
    request_header(request, "Content-Type", "application/soap+xml; charset=utf-8");

    char *start = format(envelope_start, version, version, service, version);
    char *credentials =
        ticket == NULL ? format("")
                       : format("  <%s:ApplicationToken>1234567-1234-9876</%s:ApplicationToken>\n"
                                "  <%s:Credentials>\n"
                                "    <%s:Ticket>%s</%s:Ticket>\n"
                                "  </%s:Credentials>\n",
                                service, service, service, service, ticket, service, service);
    request->body = format("%s%s <SOAP-ENV:Body>\n%s\n </SOAP-ENV:Body>\n</SOAP-ENV:Envelope>\n", start, credentials, content);
    request->message.body = chatcore_text(request->body);
    free(credentials);
    free(start);
}

void request_end(struct request *request) {
    free(request->body);
    request->body = NULL;
}
