/* The addresses of --listen. */
#ifndef CHATCORE_SERVER_ADDRESSES_H
#define CHATCORE_SERVER_ADDRESSES_H

#include "listeners.h"

/* Binds a socket to every address that the text of a --listen stands for; false after a complaint. */
bool addresses_bind(struct listeners *listeners, const char *text, const struct options *options);

#endif
