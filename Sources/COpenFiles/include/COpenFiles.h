// SQLite's files with locks that belong to the open file.
//
// SQLite's own Unix files are locked by POSIX locks. Those belong to the process: fork() does not hand them on, and
// closing any descriptor of the file, by whomever, drops them all. The VFS "chatcore" uses Linux's open-file-description
// locks on the same bytes, so that other programs with a standard SQLite see them and are seen; everything else is
// left to SQLite's own files ("unix-none", the system's without locks).
//
// Each connection locks for itself, as if it were a process of its own.
#ifndef COPENFILES_H
#define COPENFILES_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#define OPEN_FILES_VFS "chatcore"

// Adds the VFS to those that SQLite knows; the default stays as it is. Any thread, any number of times.
// Answers one of SQLite's codes.
int open_files_register(void);

// The path from the root that SQLite gives a file, without symbolic links. One of SQLite's codes.
int open_files_whole_path(const char *path, char *whole, int size);

// What tells a file from every other one that exists at the same time.
typedef struct open_files_identity {
    uint64_t device;
    uint64_t number;
} open_files_identity;

// The identity of a connection's main file; false when the connection is not of this VFS.
bool open_files_identity_of(sqlite3 *database, open_files_identity *identity);

// Whether the connection's file, its log and its shared memory are still the ones at their paths. What is written to
// one that was removed or replaced is lost.
bool open_files_are_in_place(sqlite3 *database);

// Around fork(): keeps the list of open files still, and in the child closes the descriptors that hold the parent's
// locks. Otherwise the child would go on holding them after the parent has died.
void open_files_before_fork(void);
void open_files_after_fork_in_parent(void);
void open_files_after_fork_in_child(void);

#endif
