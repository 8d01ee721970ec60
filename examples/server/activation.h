/* What systemd and its like do for a service: they pass listening sockets, and want to know when it is ready. */
#ifndef CHATCORE_SERVER_ACTIVATION_H
#define CHATCORE_SERVER_ACTIVATION_H

#include "listeners.h"

/* Takes the sockets that were passed (LISTEN_PID, LISTEN_FDS; see sd_listen_fds(3)); none is fine. False when one of them
 * cannot be listened on, which was complained about. */
bool activation_take(struct listeners *listeners);

/* Tells the service manager how we are, such as "READY=1" (NOTIFY_SOCKET; see sd_notify(3)); nothing happens without one. */
void activation_notify(const char *state);

#endif
