#include "indexer/walk/listing.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void listed_free(void *data)
{
    foi_listed *item = data;
    g_free(item->name);
    g_free(item);
}

static bool has_children(const foi_listed *item)
{
    return item->kind == FOI_LISTED_DIRECTORY || item->kind == FOI_LISTED_LINKED_DIRECTORY;
}

static void judge_directory(int descriptor, foi_listed *item)
{
    if (faccessat(descriptor, item->name, R_OK | X_OK, AT_EACCESS) < 0) {
        item->kind = FOI_LISTED_UNREADABLE;
        item->failure = errno;
    }
}

static void judge_link(int descriptor, foi_listed *item)
{
    struct stat target;
    if (fstatat(descriptor, item->name, &target, 0) < 0) {
        item->kind = FOI_LISTED_DANGLING;
        item->failure = errno;
    } else if (S_ISDIR(target.st_mode)) {
        item->kind = FOI_LISTED_LINKED_DIRECTORY;
        item->device = target.st_dev;
        item->inode = target.st_ino;
        judge_directory(descriptor, item);
    }
}

/* NULL where the name is gone again. */
static foi_listed *judge(int descriptor, const struct dirent *found)
{
    int type = found->d_type;
    if (type == DT_UNKNOWN) {
        struct stat itself;
        if (fstatat(descriptor, found->d_name, &itself, AT_SYMLINK_NOFOLLOW) == 0)
            type = IFTODT(itself.st_mode);
        else if (errno == ENOENT)
            return NULL;
    }
    foi_listed *item = g_new0(foi_listed, 1);
    item->name = g_strdup(found->d_name);
    item->kind = FOI_LISTED_FILE;
    if (type == DT_DIR) {
        item->kind = FOI_LISTED_DIRECTORY;
        judge_directory(descriptor, item);
    } else if (type == DT_LNK) {
        judge_link(descriptor, item);
    }
    return item;
}

static int compare_names(const void *left, const void *right)
{
    const foi_listed *const *a = left, *const *b = right;
    return strcmp((*a)->name, (*b)->name);
}

/* The byte after the first LENGTH of the item's name, of which a directory ends in '/'. */
static unsigned char byte_after(const foi_listed *item, size_t length)
{
    unsigned char byte = (unsigned char)item->name[length];
    return byte == 0 && has_children(item) ? '/' : byte;
}

static int compare_paths(const void *left, const void *right)
{
    const foi_listed *const *a = left, *const *b = right;
    size_t same = 0;
    while ((*a)->name[same] && (*a)->name[same] == (*b)->name[same])
        same++;
    return (int)byte_after(*a, same) - (int)byte_after(*b, same);
}

void foi_listing_sort(GPtrArray *listing)
{
    g_ptr_array_sort(listing, compare_paths);
}

GPtrArray *foi_listing_read(int descriptor, int *failure)
{
    GPtrArray *listing = g_ptr_array_new_with_free_func(listed_free);
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    DIR *directory = copy < 0 ? NULL : fdopendir(copy);
    *failure = directory ? 0 : errno;
    if (!directory) {
        if (copy >= 0)
            close(copy);
        return listing;
    }
    const struct dirent *found;
    errno = 0;
    while ((found = readdir(directory))) {
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0) {
            foi_listed *item = judge(descriptor, found);
            if (item)
                g_ptr_array_add(listing, item);
        }
        errno = 0;
    }
    *failure = errno;
    closedir(directory);
    g_ptr_array_sort(listing, compare_names);
    return listing;
}
