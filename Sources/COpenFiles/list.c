// All files that this process has open through the VFS, for the sake of fork().
#include "open_file.h"
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct open_file *first;

void list_add(struct open_file *file) {
    pthread_mutex_lock(&lock);
    file->next = first;
    first = file;
    pthread_mutex_unlock(&lock);
}

void list_remove(struct open_file *file) {
    pthread_mutex_lock(&lock);
    for (struct open_file **place = &first; *place; place = &(*place)->next) {
        if (*place == file) {
            *place = file->next;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
}

struct open_file *list_find(const char *path) {
    pthread_mutex_lock(&lock);
    struct open_file *file = first;
    while (file && file->path != path) file = file->next;
    pthread_mutex_unlock(&lock);
    return file;
}

void open_files_before_fork(void) {
    pthread_mutex_lock(&lock);
    closing_before_fork();
}

void open_files_after_fork_in_parent(void) {
    closing_after_fork_in_parent();
    pthread_mutex_unlock(&lock);
}

void open_files_after_fork_in_child(void) {
    for (struct open_file *file = first; file; file = file->next) {
        close(file->locks);
        file->locks = -1;
        if (file->memory.descriptor >= 0) close(file->memory.descriptor);
        file->memory.descriptor = -1;
    }
    // The parent's connections are never used nor closed here.
    first = NULL;
    closing_after_fork_in_child();
    pthread_mutex_unlock(&lock);
}
