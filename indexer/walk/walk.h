/* walk.h - the files below the roots that the user named, in a stable order.
 *
 * Links to files are followed; links to directories too, unless they lead back to a directory that
 * is being walked, or, inside a directory that was itself reached by a link, to one that another
 * link has led to before: a few links into each other must not multiply into a walk without end.
 * What cannot be walked (no permission, a link in a circle, a dangling link, a socket) is an entry
 * of its own that says so: nothing is left out in silence. Names are bytes. Memory grows with the
 * depth and the width of directories, not with the tree.
 */
#ifndef FOI_WALK_H
#define FOI_WALK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/vocabulary/vocabulary.h"

typedef struct foi_walk foi_walk;

/** One file, or one thing that could not be walked. Strings live until the next call. */
typedef struct foi_walk_entry {
    const char *path;       /**< absolute, without "." and ".." and doubled slashes */
    foi_read_status status; /**< FOI_READ_OK: a regular file; else why it is none */
    const char *detail;     /**< one sentence where status is not ok; else NULL */
    bool directory; /**< what failed is a directory: nothing is known of what lies below it */
    bool missing;   /**< what failed is a root that does not exist */
    uint64_t device, inode, size;
    int64_t mtime_ns, ctime_ns;
} foi_walk_entry;

/**
 * Walk COUNT ROOTS (files or directories, relative to the working directory or absolute), leaving
 * out the directory EXCLUDE (NULL: none) and all below it. Roots that lie within others are walked
 * once.
 */
foi_walk *foi_walk_new(const char *const *roots, size_t count, const char *exclude);
void foi_walk_free(foi_walk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_walk, foi_walk_free)

/**
 * The next entry in byte-wise order of paths, whatever the order of the roots; false at the end. A
 * directory that fails only when it is opened or read comes out of order, where its files would be.
 */
bool foi_walk_next(foi_walk *walk, foi_walk_entry *entry);

/**
 * Open the regular file that foi_walk_next() gave last, for reading and without ever blocking.
 * Works at any depth, also where the path is longer than open() takes. -1 with errno set on
 * failure; ENOENT where the last entry was no file. The descriptor is close-on-exec and the
 * caller's to close.
 */
int foi_walk_open(foi_walk *walk);

/** The roots as they are walked: absolute, in that order, without those within others. NULL at the
 * end. */
const char *const *foi_walk_roots(const foi_walk *walk);

#endif
