#include "indexer/walk/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/walk/listing.h"
#include "indexer/walk/roots.h"

/* How many directories on the way down stay open; those above are opened again on the way back. */
#define OPEN_DIRECTORIES 32

/* A directory as the system knows it, whatever it is called. */
typedef struct place {
    dev_t device;
    ino_t inode;
} place;

/* A directory that is being walked. */
typedef struct level {
    place where;    /* first: its address is the key in `walked` */
    int descriptor; /* -1: closed to save descriptors */
    bool by_link;   /* it was entered through a link */
    bool within;    /* it, or a directory above it, was entered through a link */
    gsize path;     /* length of its path */
    GPtrArray *names;
    guint next;
} level;

struct foi_walk {
    char **roots;
    size_t next_root;
    char *exclude;
    place excluded;
    bool has_excluded;
    GString *path;      /* of the entry at hand */
    GPtrArray *levels;  /* of level *, outermost first */
    guint closed;       /* so many of them, from the outermost, have no descriptor */
    GHashTable *walked; /* the places of all levels */
    GHashTable *linked; /* places that links have led to */
    char *detail;
    const char *file; /* name of the last entry in the innermost directory; NULL: it was no file */
    bool file_is_root;
};

static guint place_hash(const void *data)
{
    const place *at = data;
    guint64 mixed = ((guint64)at->device * 0x9E3779B97F4A7C15u) ^ (guint64)at->inode;
    return (guint)(mixed ^ (mixed >> 32));
}

static gboolean place_equal(const void *left, const void *right)
{
    const place *a = left, *b = right;
    return a->device == b->device && a->inode == b->inode;
}

static void level_free(void *data)
{
    level *at = data;
    if (at->descriptor >= 0)
        close(at->descriptor);
    g_ptr_array_unref(at->names);
    g_free(at);
}

static level *innermost(const foi_walk *walk)
{
    return g_ptr_array_index(walk->levels, walk->levels->len - 1);
}

/* What lies below a directory sorts as "name/", whatever roots are called "name-1" or so. */
static char *sort_key(const char *root)
{
    struct stat facts;
    bool directory = stat(root, &facts) == 0 && S_ISDIR(facts.st_mode);
    return g_strconcat(root, directory && strcmp(root, "/") != 0 ? "/" : "", NULL);
}

static int compare_keys(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Puts the roots in the order of the paths below them. */
static void sort_roots(char **roots)
{
    guint count = g_strv_length(roots);
    for (guint i = 0; i < count; i++) {
        char *key = sort_key(roots[i]);
        g_free(roots[i]);
        roots[i] = key;
    }
    qsort(roots, count, sizeof *roots, compare_keys);
    for (guint i = 0; i < count; i++) {
        size_t length = strlen(roots[i]);
        if (length > 1 && roots[i][length - 1] == '/')
            roots[i][length - 1] = '\0';
    }
}

foi_walk *foi_walk_new(const char *const *roots, size_t count, const char *exclude)
{
    foi_walk *walk = g_new0(foi_walk, 1);
    walk->roots = foi_roots_resolve(roots, count);
    sort_roots(walk->roots);
    walk->path = g_string_new(NULL);
    walk->levels = g_ptr_array_new_with_free_func(level_free);
    walk->walked = g_hash_table_new(place_hash, place_equal);
    walk->linked = g_hash_table_new_full(place_hash, place_equal, g_free, NULL);
    struct stat facts;
    if (exclude) {
        walk->exclude = foi_root_resolve(exclude);
        walk->has_excluded = stat(walk->exclude, &facts) == 0;
        if (walk->has_excluded)
            walk->excluded = (place){facts.st_dev, facts.st_ino};
    }
    return walk;
}

void foi_walk_free(foi_walk *walk)
{
    if (!walk)
        return;
    g_strfreev(walk->roots);
    g_free(walk->exclude);
    g_string_free(walk->path, TRUE);
    g_hash_table_unref(walk->walked);
    g_hash_table_unref(walk->linked);
    g_ptr_array_unref(walk->levels);
    g_free(walk->detail);
    g_free(walk);
}

const char *const *foi_walk_roots(const foi_walk *walk)
{
    return (const char *const *)walk->roots;
}

/* --- entries
 * -------------------------------------------------------------------------------------- */

static bool give_failure(foi_walk *walk, foi_walk_entry *entry, foi_read_status status,
                         bool directory, const char *what, int failure)
{
    g_free(walk->detail);
    walk->detail = failure ? g_strdup_printf("%s: %s", what, g_strerror(failure)) : g_strdup(what);
    entry->path = walk->path->str;
    entry->status = status;
    entry->detail = walk->detail;
    entry->directory = directory;
    return true;
}

static const char *kind_name(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFIFO:
        return "not a regular file but a named pipe";
    case S_IFSOCK:
        return "not a regular file but a socket";
    case S_IFCHR:
    case S_IFBLK:
        return "not a regular file but a device";
    default:
        return "not a regular file";
    }
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool give_file(foi_walk *walk, foi_walk_entry *entry, const struct stat *facts)
{
    if (!S_ISREG(facts->st_mode)) {
        walk->file = NULL;
        return give_failure(walk, entry, FOI_READ_UNSUPPORTED, false, kind_name(facts->st_mode), 0);
    }
    entry->path = walk->path->str;
    entry->status = FOI_READ_OK;
    entry->device = facts->st_dev;
    entry->inode = facts->st_ino;
    entry->size = (uint64_t)facts->st_size;
    entry->mtime_ns = nanoseconds(facts->st_mtim);
    entry->ctime_ns = nanoseconds(facts->st_ctim);
    return true;
}

/* --- going down and up
 * ---------------------------------------------------------------------------- */

/* The path of the level may be longer than one call takes: it is walked down in pieces. */
static int open_long_path(const char *path, gsize length)
{
    g_autofree char *copy = g_strndup(path, length);
    char *at = copy;
    int descriptor = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    while (descriptor >= 0) {
        while (*at == '/')
            at++;
        char *end = at + strlen(at);
        if (end - at >= PATH_MAX) {
            end = at + PATH_MAX - 1;
            while (end > at && *end != '/')
                end--;
        }
        bool last = *end == '\0';
        *end = '\0';
        int flags = O_DIRECTORY | O_CLOEXEC | (last ? O_RDONLY : O_PATH);
        int deeper = openat(descriptor, *at ? at : ".", flags);
        int failure = errno;
        close(descriptor);
        errno = failure;
        if (last)
            return deeper;
        descriptor = deeper;
        at = end + 1;
    }
    return -1;
}

static bool is_at(int descriptor, const place *where)
{
    struct stat facts;
    return fstat(descriptor, &facts) == 0 && facts.st_dev == where->device &&
           facts.st_ino == where->inode;
}

/* Opens the innermost level again, from the directory BELOW it that is being left (-1: closed). */
static void reopen(foi_walk *walk, int below, bool by_link)
{
    level *at = innermost(walk);
    if (below >= 0 && !by_link)
        at->descriptor = openat(below, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at->descriptor >= 0 && !is_at(at->descriptor, &at->where)) {
        close(at->descriptor);
        at->descriptor = -1;
    }
    if (at->descriptor < 0)
        at->descriptor = open_long_path(walk->path->str, at->path);
    if (at->descriptor >= 0 && !is_at(at->descriptor, &at->where)) {
        close(at->descriptor);
        at->descriptor = -1;
        errno = ENOENT;
    }
    if (at->descriptor >= 0)
        walk->closed--;
}

static void leave_level(foi_walk *walk)
{
    level *left = innermost(walk);
    g_hash_table_remove(walk->walked, &left->where);
    g_ptr_array_steal_index(walk->levels, walk->levels->len - 1);
    walk->closed = MIN(walk->closed, walk->levels->len);
    if (walk->levels->len > 0) {
        level *above = innermost(walk);
        g_string_truncate(walk->path, above->path);
        if (above->descriptor < 0 && above->next < above->names->len)
            reopen(walk, left->descriptor, left->by_link);
    }
    level_free(left);
}

static void close_one_above(foi_walk *walk)
{
    if (walk->levels->len - walk->closed <= OPEN_DIRECTORIES)
        return;
    level *far = g_ptr_array_index(walk->levels, walk->closed++);
    close(far->descriptor);
    far->descriptor = -1;
}

/* Which links lead on is decided in the order of names, before the directory is sorted by paths. */
static void judge_links(foi_walk *walk, const level *at)
{
    for (guint i = 0; i < at->names->len; i++) {
        foi_listed *item = g_ptr_array_index(at->names, i);
        if (item->kind != FOI_LISTED_LINKED_DIRECTORY)
            continue;
        place target = {item->device, item->inode};
        if (g_hash_table_contains(walk->walked, &target)) {
            item->kind = FOI_LISTED_CIRCLE;
        } else if (g_hash_table_contains(walk->linked, &target)) {
            if (at->within)
                item->kind = FOI_LISTED_REPEATED;
        } else {
            g_hash_table_add(walk->linked, g_memdup2(&target, sizeof target));
        }
    }
}

/* Enters the directory open at DESCRIPTOR (taken over), whose path is in `path`. True with an ENTRY
 * where there is something to report of it. */
static bool enter(foi_walk *walk, int descriptor, bool by_link, foi_walk_entry *entry)
{
    struct stat facts;
    if (fstat(descriptor, &facts) < 0) {
        int failure = errno;
        close(descriptor);
        return give_failure(walk, entry, FOI_READ_UNREADABLE, true, "cannot be looked at", failure);
    }
    place where = {facts.st_dev, facts.st_ino};
    bool excluded =
        walk->exclude && ((walk->has_excluded && place_equal(&where, &walk->excluded)) ||
                          strcmp(walk->path->str, walk->exclude) == 0);
    if (excluded || g_hash_table_contains(walk->walked, &where)) {
        close(descriptor);
        return !excluded && give_failure(walk, entry, FOI_READ_UNREADABLE, false,
                                         "leads back to a directory that holds it", 0);
    }
    level *at = g_new0(level, 1);
    at->where = where;
    at->descriptor = descriptor;
    at->by_link = by_link;
    at->within = by_link || (walk->levels->len > 0 && innermost(walk)->within);
    at->path = strcmp(walk->path->str, "/") == 0 ? 0 : walk->path->len;
    g_hash_table_add(walk->walked, &at->where);
    g_ptr_array_add(walk->levels, at);
    close_one_above(walk);
    int failure = 0;
    at->names = foi_listing_read(descriptor, &failure);
    judge_links(walk, at);
    foi_listing_sort(at->names);
    return failure && give_failure(walk, entry, FOI_READ_UNREADABLE, true,
                                   "cannot be read to its end", failure);
}

static bool descend(foi_walk *walk, const foi_listed *item, foi_walk_entry *entry)
{
    bool by_link = item->kind == FOI_LISTED_LINKED_DIRECTORY;
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (by_link ? 0 : O_NOFOLLOW);
    int descriptor = openat(innermost(walk)->descriptor, item->name, flags);
    if (descriptor >= 0)
        return enter(walk, descriptor, by_link, entry);
    return errno != ENOENT &&
           give_failure(walk, entry, FOI_READ_UNREADABLE, true, "cannot open the directory", errno);
}

/* --- the next entry
 * ------------------------------------------------------------------------------- */

static bool look_at_file(foi_walk *walk, const foi_listed *item, foi_walk_entry *entry)
{
    struct stat facts;
    if (fstatat(innermost(walk)->descriptor, item->name, &facts, 0) == 0) {
        walk->file = item->name;
        return give_file(walk, entry, &facts);
    }
    /* A file that was deleted since its name was read is no failure. */
    return errno != ENOENT &&
           give_failure(walk, entry, FOI_READ_UNREADABLE, false, "cannot be looked at", errno);
}

static bool look_at_item(foi_walk *walk, const foi_listed *item, foi_walk_entry *entry)
{
    switch (item->kind) {
    case FOI_LISTED_DIRECTORY:
    case FOI_LISTED_LINKED_DIRECTORY:
        return descend(walk, item, entry);
    case FOI_LISTED_UNREADABLE:
        return give_failure(walk, entry, FOI_READ_UNREADABLE, true, "cannot open the directory",
                            item->failure);
    case FOI_LISTED_DANGLING:
        if (item->failure == ELOOP)
            return give_failure(walk, entry, FOI_READ_UNREADABLE, false, "symbolic link loop", 0);
        return give_failure(walk, entry, FOI_READ_UNREADABLE, item->failure != ENOENT,
                            "symbolic link that leads nowhere", item->failure);
    case FOI_LISTED_CIRCLE:
        return give_failure(walk, entry, FOI_READ_UNREADABLE, false,
                            "symbolic link loop: it leads to a directory that holds it", 0);
    case FOI_LISTED_REPEATED:
        return give_failure(walk, entry, FOI_READ_UNSUPPORTED, false,
                            "symbolic link to a directory that another link has led to already", 0);
    default:
        return look_at_file(walk, item, entry);
    }
}

static bool begin_root(foi_walk *walk, foi_walk_entry *entry)
{
    const char *root = walk->roots[walk->next_root++];
    g_string_assign(walk->path, root);
    if (walk->exclude && foi_root_covers(walk->exclude, root))
        return false;
    struct stat facts;
    if (stat(root, &facts) < 0) {
        int failure = errno;
        bool link = lstat(root, &facts) == 0 && S_ISLNK(facts.st_mode);
        entry->missing = !link && (failure == ENOENT || failure == ENOTDIR);
        const char *what = failure == ELOOP ? "symbolic link loop"
                           : link           ? "symbolic link that leads nowhere"
                                            : "cannot be found";
        return give_failure(walk, entry, FOI_READ_UNREADABLE, !entry->missing, what, failure);
    }
    if (!S_ISDIR(facts.st_mode)) {
        walk->file = root;
        walk->file_is_root = true;
        return give_file(walk, entry, &facts);
    }
    int descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return give_failure(walk, entry, FOI_READ_UNREADABLE, true, "cannot open the directory",
                            errno);
    bool link = lstat(root, &facts) == 0 && S_ISLNK(facts.st_mode);
    return enter(walk, descriptor, link, entry);
}

/* One step; true where it gives an entry. */
static bool step(foi_walk *walk, foi_walk_entry *entry)
{
    if (walk->levels->len == 0)
        return begin_root(walk, entry);
    level *at = innermost(walk);
    g_string_truncate(walk->path, at->path);
    if (at->next == at->names->len) {
        leave_level(walk);
        return false;
    }
    if (at->descriptor < 0) {
        /* Its remaining names cannot be looked at: it has been moved away, or may no longer be
         * read. */
        at->next = at->names->len;
        if (at->path == 0)
            g_string_assign(walk->path, "/");
        return give_failure(walk, entry, FOI_READ_UNREADABLE, true,
                            "the directory went away while it was being walked", 0);
    }
    const foi_listed *item = g_ptr_array_index(at->names, at->next++);
    g_string_append_c(walk->path, '/');
    g_string_append(walk->path, item->name);
    return look_at_item(walk, item, entry);
}

bool foi_walk_next(foi_walk *walk, foi_walk_entry *entry)
{
    walk->file = NULL;
    walk->file_is_root = false;
    while (walk->levels->len > 0 || walk->roots[walk->next_root]) {
        memset(entry, 0, sizeof *entry);
        if (step(walk, entry))
            return true;
    }
    return false;
}

int foi_walk_open(foi_walk *walk)
{
    /* O_NONBLOCK: the file may have become a pipe since it was looked at. */
    int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    if (!walk->file) {
        errno = ENOENT;
        return -1;
    }
    return openat(walk->file_is_root ? AT_FDCWD : innermost(walk)->descriptor, walk->file, flags);
}
