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
void sleep_for(double seconds);
/* What this disk takes to make a page beside the file safe. */
double time_of_sync(const char *path);

char *read_file(const char *path);
void copy_file(const char *from, const char *to);
/* Makes a store, and imports a desk from a file of JSON. */
void import_desk(const char *desk, const char *path);
/* A store and what SQLite keeps beside it. */
void remove_store(const char *path);

/* Sorts the values. */
double median(double *values, size_t count);

#endif
