// Which file a descriptor or a path stands for.
#define _GNU_SOURCE
#include "open_file.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int open_apart(const char *path, int flags, mode_t mode) {
    int descriptor;
    do {
        descriptor = open(path, flags | O_CLOEXEC, mode);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) return -1;
    if (descriptor <= STDERR_FILENO) {
        int higher = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        close(descriptor);
        descriptor = higher;
    }
    struct stat status;
    // A new file gets the rights that it is to have, whatever the process's mask is.
    if (descriptor >= 0 && flags & O_CREAT && fstat(descriptor, &status) == 0 && status.st_size == 0 &&
        (status.st_mode & 0777) != mode && fchmod(descriptor, mode) != 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

static bool identity_of(const struct stat *status, open_files_identity *identity) {
    *identity = (open_files_identity){.device = status->st_dev, .number = status->st_ino};
    return true;
}

bool identity_of_descriptor(int descriptor, open_files_identity *identity) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && identity_of(&status, identity);
}

bool identity_of_path(const char *path, open_files_identity *identity) {
    struct stat status;
    return stat(path, &status) == 0 && identity_of(&status, identity);
}

bool same_identity(const open_files_identity *first, const open_files_identity *second) {
    return first->device == second->device && first->number == second->number;
}
