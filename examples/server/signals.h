/* The signals that the server heeds, as events that one thread waits for: no code of ours runs inside a signal. */
#ifndef CHATCORE_SERVER_SIGNALS_H
#define CHATCORE_SERVER_SIGNALS_H

/* Blocks SIGTERM, SIGINT and SIGHUP, for every thread that is started later too, and answers a descriptor that tells of
 * them, or -1. SIGPIPE is ignored. */
int signals_open(void);

/* Waits for a signal for so many milliseconds; 0 when none came. */
int signals_wait(int descriptor, int milliseconds);

#endif
