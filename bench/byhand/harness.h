/* What the programs of this folder share: opening and calling the library, clocks, files, medians. */
#ifndef BYHAND_HARNESS_H
#define BYHAND_HARNESS_H

#include <stddef.h>
#include <stdint.h>

#include "chatcore.h"

_Noreturn void fail(const char *what, const char *why);

chatcore *open_engine(const char *path, const char *synchronous);
/* Does an operation; the answer is the caller's to release. */
const chatcore_buffer *call(chatcore *engine, const char *caller, const char *operation, const char *arguments);
void do_call(chatcore *engine, const char *caller, const char *operation, const char *arguments);

/* Seconds. */
double wall_time(void);
double cpu_time(void);

char *read_file(const char *path);
void copy_file(const char *from, const char *to);
/* A store and what SQLite keeps beside it. */
void remove_store(const char *path);

/* Sorts the values. */
double median(double *values, size_t count);

#endif
