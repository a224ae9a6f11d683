/* ole_directory.h - the tree of storages and streams in a compound file. */
#ifndef FOI_OLE_DIRECTORY_H
#define FOI_OLE_DIRECTORY_H

#include "indexer/extract/package/ole_sectors.h"

typedef struct foi_ole_entry {
    char *name; /**< UTF-8 */
    bool storage;
    uint32_t start; /**< its first sector */
    uint64_t size;
    GArray
        *children; /**< of uint32_t: what lies directly in it, in order of the tree; NULL: none */
} foi_ole_entry;

typedef struct foi_ole_directory {
    foi_ole_sectors sectors;
    GByteArray *small_bytes;
    foi_ole_sectors small; /**< for streams shorter than `cutoff` */
    uint32_t cutoff;
    GArray *entries; /**< of foi_ole_entry; the first is the root */
} foi_ole_directory;

/** Read the directory of FILE, whose bytes must outlive it. False: there is none, *WHY says why. */
bool foi_ole_directory_open(foi_ole_directory *directory, foi_view file, const char **why);
void foi_ole_directory_clear(foi_ole_directory *directory);

/** The bytes of the stream ENTRY, fewer than its size where it is cut short. For the caller to
 * free.
 */
GByteArray *foi_ole_directory_read(const foi_ole_directory *directory, const foi_ole_entry *entry);

#endif
