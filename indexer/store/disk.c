#include "indexer/store/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

/* How long a writer sleeps between two tries to take the lock. */
enum { LOCK_RETRY_MS = 20 };

enum { SUM_BUFFER = 1 << 18 };

foi_status foi_disk_make_directory(const char *path, foi_error *error)
{
    if (g_mkdir_with_parents(path, 0700) != 0)
        return foi_error_set_errno(error, "cannot make the directory", path, errno);
    return FOI_OK;
}

GDir *foi_disk_open_directory(const char *path, foi_error *error)
{
    /* errno is no longer that of the failure when g_dir_open() returns. */
    g_autoptr(GError) detail = NULL;
    GDir *directory = g_dir_open(path, 0, &detail);
    if (directory == NULL)
        foi_error_set(error, FOI_ERROR_IO, "%s", detail->message);
    return directory;
}

foi_status foi_disk_may_enter(const char *directory, foi_error *error)
{
    if (access(directory, X_OK) == 0 || errno != EACCES)
        return FOI_OK;
    return foi_error_set(error, FOI_ERROR_IO,
                         "cannot read %s: %s; an index is private to the user who made it",
                         directory, g_strerror(EACCES));
}

foi_status foi_disk_sync(const char *path, foi_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return foi_error_set_errno(error, "cannot open", path, errno);
    int failed = fsync(fd) != 0 ? errno : 0;
    struct stat about;
    /* Some file systems, network ones above all, sync files alone and directories by themselves. */
    if (failed == EINVAL && fstat(fd, &about) == 0 && S_ISDIR(about.st_mode))
        failed = 0;
    close(fd);
    return failed == 0 ? FOI_OK : foi_error_set_errno(error, "cannot write", path, failed);
}

static foi_status sync_entry(const char *path, foi_error *error)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return foi_error_set_errno(error, "cannot read", path, errno);
    if (S_ISDIR(about.st_mode))
        return foi_disk_sync_tree(path, error);
    return S_ISREG(about.st_mode) ? foi_disk_sync(path, error) : FOI_OK;
}

foi_status foi_disk_sync_tree(const char *path, foi_error *error)
{
    GDir *directory = foi_disk_open_directory(path, error);
    if (directory == NULL)
        return FOI_ERROR_IO;
    foi_status status = FOI_OK;
    const char *name;
    while (status == FOI_OK && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        status = sync_entry(inside, error);
    }
    g_dir_close(directory);
    return status == FOI_OK ? foi_disk_sync(path, error) : status;
}

foi_status foi_disk_write(int fd, const void *bytes, size_t length, const char *path,
                          foi_error *error)
{
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(fd, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return foi_error_set_errno(error, "cannot write", path, errno);
        at += written;
        length -= (size_t)written;
    }
    return FOI_OK;
}

static foi_status read_all(int fd, size_t limit, const char *path, GString *all, foi_error *error)
{
    char buffer[16384];
    for (;;) {
        ssize_t count = read(fd, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return foi_error_set_errno(error, "cannot read", path, errno);
        if (count == 0)
            return FOI_OK;
        if (all->len + (size_t)count > limit)
            return foi_error_set(error, FOI_ERROR_CORRUPT, "%s is larger than it can be", path);
        g_string_append_len(all, buffer, count);
    }
}

foi_status foi_disk_read(const char *path, size_t limit, char **bytes, size_t *length,
                         foi_error *error)
{
    *bytes = NULL;
    *length = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return foi_error_set_errno(error, "cannot open", path, errno);
    GString *all = g_string_new(NULL);
    foi_status status = read_all(fd, limit, path, all, error);
    close(fd);
    *length = status == FOI_OK ? all->len : 0;
    *bytes = g_string_free(all, status != FOI_OK);
    return status;
}

foi_status foi_disk_sum(const char *path, uint64_t *length, uint64_t *hash, foi_error *error)
{
    *length = 0;
    *hash = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return foi_error_set_errno(error, "cannot open", path, errno);
    XXH3_state_t *state = XXH3_createState();
    g_autofree char *buffer = g_malloc(SUM_BUFFER);
    foi_status status =
        state != NULL && XXH3_64bits_reset(state) == XXH_OK ? FOI_OK : FOI_ERROR_MEMORY;
    ssize_t count = 1;
    while (status == FOI_OK && count != 0) {
        count = read(fd, buffer, SUM_BUFFER);
        if (count < 0 && errno != EINTR)
            status = foi_error_set_errno(error, "cannot read", path, errno);
        if (count <= 0)
            continue;
        XXH3_64bits_update(state, buffer, (size_t)count);
        *length += (uint64_t)count;
    }
    if (status == FOI_OK)
        *hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    close(fd);
    return status;
}

static foi_status write_new(const char *path, const char *bytes, size_t length, foi_error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return foi_error_set_errno(error, "cannot create", path, errno);
    foi_status status = foi_disk_write(fd, bytes, length, path, error);
    if (status == FOI_OK && fsync(fd) != 0)
        status = foi_error_set_errno(error, "cannot write", path, errno);
    if (close(fd) != 0 && status == FOI_OK)
        status = foi_error_set_errno(error, "cannot write", path, errno);
    if (status != FOI_OK)
        unlink(path);
    return status;
}

foi_status foi_disk_replace(const char *directory, const char *name, const char *bytes,
                            size_t length, bool *replaced, foi_error *error)
{
    *replaced = false;
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_autofree char *fresh = g_strconcat(path, ".new", NULL);
    foi_status status = write_new(fresh, bytes, length, error);
    if (status != FOI_OK)
        return status;
    if (rename(fresh, path) != 0) {
        status = foi_error_set_errno(error, "cannot replace", path, errno);
        unlink(fresh);
        return status;
    }
    *replaced = true;
    return foi_disk_sync(directory, error);
}

void foi_disk_remove_tree(const char *path)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return;
    if (!S_ISDIR(about.st_mode)) {
        unlink(path);
        return;
    }
    GDir *directory = g_dir_open(path, 0, NULL);
    const char *name;
    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        foi_disk_remove_tree(inside);
    }
    if (directory != NULL)
        g_dir_close(directory);
    rmdir(path);
}

foi_status foi_disk_lock(const char *path, uint32_t wait_ms, int *fd, foi_error *error)
{
    *fd = -1;
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return foi_error_set_errno(error, "cannot open", path, errno);
    gint64 end = g_get_monotonic_time() + (gint64)wait_ms * 1000;
    for (;;) {
        struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        if (fcntl(lock, F_OFD_SETLK, &whole) == 0) {
            *fd = lock;
            return FOI_OK;
        }
        int failed = errno;
        if (failed == EINTR)
            continue;
        bool taken = failed == EAGAIN || failed == EACCES;
        if (!taken || g_get_monotonic_time() >= end) {
            close(lock);
            if (!taken)
                return foi_error_set_errno(error, "cannot lock", path, failed);
            return foi_error_set(error, FOI_ERROR_LOCKED,
                                 "another program is writing to this index (it holds %s); wait "
                                 "until it has ended",
                                 path);
        }
        g_usleep(LOCK_RETRY_MS * 1000);
    }
}

static foi_status status_of(const xap_error *detail)
{
    switch (detail->status) {
    case XAP_NO_MEMORY:
        return FOI_ERROR_MEMORY;
    case XAP_CORRUPT:
    case XAP_SERIALISATION:
    case XAP_RANGE:
    case XAP_DOC_NOT_FOUND:
        return FOI_ERROR_CORRUPT;
    case XAP_VERSION:
        return FOI_ERROR_VERSION;
    case XAP_NOT_FOUND:
        return FOI_ERROR_NOT_FOUND;
    case XAP_OPENING:
    case XAP_CREATING:
    case XAP_DATABASE:
        if (strstr(detail->message, g_strerror(ENOSPC)) != NULL ||
            strstr(detail->message, g_strerror(EDQUOT)) != NULL)
            return FOI_ERROR_NO_SPACE;
        return FOI_ERROR_IO;
    default:
        return FOI_ERROR_INTERNAL;
    }
}

foi_status foi_disk_xapian_error(foi_error *error, const char *action, const char *path,
                                 const xap_error *detail)
{
    return foi_error_set(error, status_of(detail), "%s %s: %s", action, path, detail->message);
}
