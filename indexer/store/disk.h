/* disk.h - directories, small files and the lock: what a commit needs of the file system. */
#ifndef FOI_STORE_DISK_H
#define FOI_STORE_DISK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/base/error.h"
#include "xapian-c.h"

/** Make PATH and its parents where they are missing, with mode 0700. */
foi_status foi_disk_make_directory(const char *path, foi_error *error);

/**
 * Open the directory PATH to list it, for the caller to g_dir_close; NULL, with ERROR, where that
 * is not possible.
 */
GDir *foi_disk_open_directory(const char *path, foi_error *error);

/** FOI_OK unless this user may not look into DIRECTORY, an index or where one shall be. What is not
 * there does no harm. */
foi_status foi_disk_may_enter(const char *directory, foi_error *error);

/** Wait until PATH, a file or a directory, is on the disk. */
foi_status foi_disk_sync(const char *path, foi_error *error);

/** Wait until the directory PATH and all in it is on the disk. */
foi_status foi_disk_sync_tree(const char *path, foi_error *error);

/** Write LENGTH bytes to FD, whole. PATH is for the message. */
foi_status foi_disk_write(int fd, const void *bytes, size_t length, const char *path,
                          foi_error *error);

/** The bytes of the file PATH for the caller to g_free; a NUL follows them. At most LIMIT bytes:
 * FOI_ERROR_CORRUPT beyond. */
foi_status foi_disk_read(const char *path, size_t limit, char **bytes, size_t *length,
                         foi_error *error);

/** Length and XXH3 of the file PATH, read from beginning to end. */
foi_status foi_disk_sum(const char *path, uint64_t *length, uint64_t *hash, foi_error *error);

/** Put LENGTH bytes in place of the file NAME in DIRECTORY: a reader sees the old or the new one,
 * and when this returns the new one is durable. After a failure *REPLACED tells whether the new one
 * is in place all the same, though not for certain after a power cut. */
foi_status foi_disk_replace(const char *directory, const char *name, const char *bytes,
                            size_t length, bool *replaced, foi_error *error);

/** Remove PATH and what is in it; links are not followed. What cannot be removed stays. */
void foi_disk_remove_tree(const char *path);

/**
 * Take the writer's lock on the file PATH, made where it is missing, trying for WAIT_MS. *FD is for
 * the caller to close, which gives the lock back. FOI_ERROR_LOCKED where another holds it.
 */
foi_status foi_disk_lock(const char *path, uint32_t wait_ms, int *fd, foi_error *error);

/** Record a failure of Xapian on PATH: ACTION is a verb phrase such as "cannot open". */
foi_status foi_disk_xapian_error(foi_error *error, const char *action, const char *path,
                                 const xap_error *detail);

#endif
