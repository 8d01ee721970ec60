// One file that SQLite has open through this VFS.
#ifndef OPEN_FILE_H
#define OPEN_FILE_H

#include "COpenFiles.h"
#include <sys/types.h>

// The memory that the connections to a file share: the index of the write-ahead log, in the file `-shm`.
struct shared_memory {
    // Holds the locks, too; -1 while it is not open.
    int descriptor;
    char *path;
    open_files_identity identity;
    bool is_read_only;
    // Read-only, and nobody who could write has it open: its contents mean nothing yet.
    bool is_unclaimed;
    void **regions;
    int region_count;
    int region_size;
};

// The system's own file, and the path that it was opened with.
struct real_file {
    sqlite3_file *file;
    sqlite3_filename path;
};

struct open_file {
    sqlite3_file base;
    struct real_file real;
    // SQLite keeps it for as long as the file is open.
    const char *path;
    // The descriptor that holds the locks of the main file.
    int locks;
    // The lock that SQLite has: SQLITE_LOCK_NONE to SQLITE_LOCK_EXCLUSIVE.
    int level;
    open_files_identity identity;
    // The write-ahead log, once it was opened.
    open_files_identity log;
    bool has_log;
    struct shared_memory memory;
    struct open_file *next;
};

// Opens without the numbers 0 to 2, which a program may take for its standard streams; -1 when it cannot.
int open_apart(const char *path, int flags, mode_t mode);

bool identity_of_descriptor(int descriptor, open_files_identity *identity);
bool identity_of_path(const char *path, open_files_identity *identity);
bool same_identity(const open_files_identity *first, const open_files_identity *second);

// F_RDLCK, F_WRLCK or F_UNLCK on `length` bytes from `start` (0: to the end). Never waits.
// SQLITE_OK, SQLITE_BUSY when somebody else has them, or `otherwise`.
int lock_bytes(int descriptor, short type, off_t start, off_t length, int otherwise);

// The methods of SQLite's table, by file.
int file_lock(sqlite3_file *base, int level);
int file_unlock(sqlite3_file *base, int level);
int file_check_reserved_lock(sqlite3_file *base, int *result);

int memory_map(sqlite3_file *base, int region, int size, int extends, void volatile **mapped);
int memory_lock(sqlite3_file *base, int offset, int count, int flags);
void memory_barrier(sqlite3_file *base);
int memory_unmap(sqlite3_file *base, int removes);

// `path` is one that SQLite hands to a VFS. Opening may fail with any of SQLite's codes.
int real_file_open(sqlite3_vfs *vfs, const char *path, int flags, int *granted, struct real_file *real);
void real_file_close(struct real_file *real);

// Closes, later if a standard SQLite in this process would lose its locks on the file.
void close_descriptor_kindly(int descriptor);
void close_real_file_kindly(struct real_file real, uint64_t number);
void closing_before_fork(void);
void closing_after_fork_in_parent(void);
void closing_after_fork_in_child(void);

// The list of open files, which fork() looks at.
void list_add(struct open_file *file);
void list_remove(struct open_file *file);
// The file of a connection, by the very address at which SQLite keeps its path; NULL when there is none.
struct open_file *list_find(const char *path);

#endif
