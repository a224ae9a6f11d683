/* folders.h - the folders that documents lie in, counted as a tree. */
#ifndef FOI_FOLDERS_H
#define FOI_FOLDERS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Stands for no folder. */
#define FOI_FOLDER_NONE G_MAXUINT

typedef struct foi_folder {
    const char *name; /**< the last part of its path */
    guint parent;     /**< its number is less than the folder's own; FOI_FOLDER_NONE: the root */
    guint children;
    guint last_child;
    bool direct;    /**< a path was settled here */
    uint32_t count; /**< documents in it and below */
    uint64_t seen;  /**< the last document that counted here */
} foi_folder;

/**
 * Folders whose names differ in the case of ASCII letters only are one, as the query field `path`
 * has it; the name that sorts first is shown. An archive is a folder of what it holds,
 * and a mail of what is attached to it.
 */
typedef struct foi_folders foi_folders;

foi_folders *foi_folders_new(void);
void foi_folders_free(foi_folders *folders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_folders, foi_folders_free)

/** The number of the folder that PATH (absolute) lies in, made where there is none. */
guint foi_folders_place(foi_folders *folders, const char *path);

/** With all paths placed: the deepest folder that PATH counts in, where FOLDER is the one that it
 * lies in: PATH itself where another lies in it, else FOLDER. */
guint foi_folders_settle(foi_folders *folders, guint folder, const char *path);

/** How many there are, the root among them; numbers run from 0. */
guint foi_folders_length(const foi_folders *folders);
foi_folder *foi_folders_at(const foi_folders *folders, guint number);

/** Count DOCUMENT (a number greater than 0 that no other has) in the folder NUMBER and in all above
 * it, in each of them once. */
void foi_folders_count(foi_folders *folders, guint number, uint64_t document);

/** The deepest folder that every path that was settled counts in. */
guint foi_folders_common(const foi_folders *folders);

/** The paths of all folders by number (of const char *), for the caller to unref; the strings live
 * as long as FOLDERS. */
GPtrArray *foi_folders_paths(foi_folders *folders);

#endif
