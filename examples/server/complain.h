/* What the server has to say to whoever runs it, on standard error. */
#ifndef CHATCORE_SERVER_COMPLAIN_H
#define CHATCORE_SERVER_COMPLAIN_H

#include <stdarg.h>

/* Writes one line, "chatcore-server: …", whole or not at all, so that lines of several threads do not mix. */
void complain(const char *pattern, ...) __attribute__((format(printf, 1, 2)));

/* The same in the form in which libmicrohttpd logs; `unused` is what it was told to pass along. */
void complain_for_http(void *unused, const char *pattern, va_list arguments);

#endif
