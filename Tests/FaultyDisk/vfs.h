// What the VFS asks of a disk.
#ifndef VFS_H
#define VFS_H

#include "disk.h"

struct verdict {
    int code;
    // The owner dies once the call is done.
    bool dies;
};

struct verdict disk_judge(faulty_disk *disk, int owner, uint32_t kind);
int disk_died(faulty_disk *disk);
void vfs_install(void);

#endif
