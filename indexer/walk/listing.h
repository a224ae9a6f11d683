/* listing.h - the names in one directory, sorted, each with what it is. */
#ifndef FOI_LISTING_H
#define FOI_LISTING_H

#include <glib.h>
#include <stdbool.h>
#include <sys/stat.h>

typedef enum foi_listed_kind {
    FOI_LISTED_FILE,
    FOI_LISTED_DIRECTORY,
    FOI_LISTED_LINKED_DIRECTORY, /**< a symbolic link that leads to a directory */
    FOI_LISTED_UNREADABLE,       /**< a directory without permission; `failure` is the errno */
    FOI_LISTED_DANGLING,         /**< a symbolic link that cannot be followed; `failure` says why */
    FOI_LISTED_CIRCLE,  /**< a link to a directory that is being walked (set by the walk) */
    FOI_LISTED_REPEATED /**< a link to a directory walked elsewhere (set by the walk) */
} foi_listed_kind;

typedef struct foi_listed {
    char *name;
    foi_listed_kind kind;
    int failure;  /**< errno, or 0 */
    dev_t device; /**< of the directory that a link leads to */
    ino_t inode;
} foi_listed;

/**
 * The names in the directory open at DESCRIPTOR (which stays open), sorted by name; of foi_listed
 * *. *FAILURE is 0, or the errno that ended the reading early. Names that vanish meanwhile are left
 * out.
 */
GPtrArray *foi_listing_read(int descriptor, int *failure);

/** Sort LISTING so that the paths below come in byte-wise order: a directory sorts as "name/". */
void foi_listing_sort(GPtrArray *listing);

#endif
