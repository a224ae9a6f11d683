#include "indexer/base/memory_file.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

int foi_memory_file(const GByteArray *bytes)
{
    int descriptor = memfd_create("foi-bytes", MFD_CLOEXEC);
    size_t written = 0;
    while (descriptor >= 0 && written < bytes->len) {
        ssize_t some = write(descriptor, bytes->data + written, bytes->len - written);
        if (some < 0 && errno == EINTR)
            continue;
        if (some <= 0) {
            close(descriptor);
            return -1;
        }
        written += (size_t)some;
    }
    if (descriptor >= 0)
        lseek(descriptor, 0, SEEK_SET);
    return descriptor;
}
