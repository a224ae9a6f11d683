#include "indexer/store/sections.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "indexer/store/disk.h"

enum { BUFFER_SIZE = 1 << 16, ALIGNMENT = 8 };

/* The second half reads otherwise on a machine with another byte order. */
typedef struct head {
    char magic[4];
    uint32_t byte_order;
} head;

static const head our_head = {{'F', 'O', 'I', '1'}, 0x01020304};

typedef struct table_entry {
    char name[FOI_SECTION_NAME];
    uint64_t offset;
    uint64_t length;
} table_entry;

typedef struct foot {
    uint64_t table_offset;
    uint64_t table_count;
    uint64_t table_hash;
    uint64_t file_hash; /* of all before the foot */
} foot;

struct foi_section_writer {
    char *path;
    int fd;
    GArray *table;
    uint64_t at;
    XXH3_state_t *hash;
    GByteArray *buffer;
    foi_error failure;
};

static void flush(foi_section_writer *writer)
{
    if (writer->failure.status == FOI_OK && writer->buffer->len > 0) {
        XXH3_64bits_update(writer->hash, writer->buffer->data, writer->buffer->len);
        foi_disk_write(writer->fd, writer->buffer->data, writer->buffer->len, writer->path,
                       &writer->failure);
    }
    g_byte_array_set_size(writer->buffer, 0);
}

static void append(foi_section_writer *writer, const void *bytes, size_t length)
{
    const guint8 *at = bytes;
    writer->at += length;
    while (length > 0) {
        size_t part = MIN(length, (size_t)BUFFER_SIZE);
        g_byte_array_append(writer->buffer, at, (guint)part);
        at += part;
        length -= part;
        if (writer->buffer->len >= BUFFER_SIZE)
            flush(writer);
    }
}

foi_status foi_section_writer_open(const char *path, foi_section_writer **out, foi_error *error)
{
    *out = NULL;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return foi_error_set_errno(error, "cannot create", path, errno);
    foi_section_writer *writer = g_new0(foi_section_writer, 1);
    writer->path = g_strdup(path);
    writer->fd = fd;
    writer->table = g_array_new(FALSE, TRUE, sizeof(table_entry));
    writer->hash = XXH3_createState();
    if (writer->hash == NULL)
        g_error("out of memory"); /* ends the program, as GLib's own allocation does */
    XXH3_64bits_reset(writer->hash);
    writer->buffer = g_byte_array_sized_new(BUFFER_SIZE * 2);
    append(writer, &our_head, sizeof our_head);
    *out = writer;
    return FOI_OK;
}

static void align(foi_section_writer *writer)
{
    static const char zeros[ALIGNMENT] = {0};
    append(writer, zeros, (ALIGNMENT - writer->at % ALIGNMENT) % ALIGNMENT);
}

static void make_name(char name[FOI_SECTION_NAME], const char *base, const char *part)
{
    memset(name, 0, FOI_SECTION_NAME);
    g_snprintf(name, FOI_SECTION_NAME, part == NULL ? "%s" : "%s.%s", base, part);
}

void foi_section_begin(foi_section_writer *writer, const char *base, const char *part)
{
    align(writer);
    table_entry entry = {"", writer->at, 0};
    make_name(entry.name, base, part);
    g_array_append_val(writer->table, entry);
}

void foi_section_append(foi_section_writer *writer, const void *bytes, size_t length)
{
    append(writer, bytes, length);
    g_array_index(writer->table, table_entry, writer->table->len - 1).length += length;
}

void foi_section_put(foi_section_writer *writer, const char *base, const char *part,
                     const void *bytes, size_t length)
{
    foi_section_begin(writer, base, part);
    foi_section_append(writer, bytes, length);
}

static void append_foot(foi_section_writer *writer)
{
    align(writer);
    size_t length = writer->table->len * sizeof(table_entry);
    foot end = {writer->at, writer->table->len, XXH3_64bits(writer->table->data, length), 0};
    append(writer, writer->table->data, length);
    flush(writer);
    end.file_hash = XXH3_64bits_digest(writer->hash);
    append(writer, &end, sizeof end);
    flush(writer);
}

foi_status foi_section_writer_finish(foi_section_writer *writer, foi_error *error)
{
    append_foot(writer);
    foi_error *failure = &writer->failure;
    if (close(writer->fd) != 0 && failure->status == FOI_OK)
        foi_error_set_errno(failure, "cannot write", writer->path, errno);
    foi_status status = failure->status;
    foi_error_move(error, failure);
    g_free(writer->path);
    g_array_unref(writer->table);
    XXH3_freeState(writer->hash);
    g_byte_array_unref(writer->buffer);
    g_free(writer);
    return status;
}

/* --- reading ---------------------------------------------------------------------------------- */

struct foi_section_file {
    char *path;
    const char *bytes;
    size_t length;
    const table_entry *table;
    size_t count;
};

foi_status foi_section_file_damaged(const foi_section_file *file, foi_error *error)
{
    return foi_error_set(error, FOI_ERROR_CORRUPT,
                         "%s is damaged: restore it from a copy, or make the index anew",
                         file->path);
}

static foi_status map(foi_section_file *file, foi_error *error)
{
    int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return foi_error_set_errno(error, "cannot open", file->path, errno);
    struct stat about;
    foi_status status = FOI_OK;
    if (fstat(fd, &about) != 0)
        status = foi_error_set_errno(error, "cannot read", file->path, errno);
    else if (!S_ISREG(about.st_mode) || (size_t)about.st_size < sizeof(head) + sizeof(foot))
        status = foi_section_file_damaged(file, error);
    if (status == FOI_OK) {
        void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, fd, 0);
        if (bytes == MAP_FAILED) {
            status = foi_error_set_errno(error, "cannot read", file->path, errno);
        } else {
            file->bytes = bytes;
            file->length = (size_t)about.st_size;
        }
    }
    close(fd);
    return status;
}

static bool table_is_whole(foi_section_file *file)
{
    if (file->bytes == NULL)
        return false;
    foot end;
    size_t body = file->length - sizeof end;
    memcpy(&end, file->bytes + body, sizeof end);
    if (memcmp(file->bytes, &our_head, sizeof our_head) != 0 || end.table_offset > body ||
        end.table_offset % ALIGNMENT != 0 ||
        end.table_count != (body - end.table_offset) / sizeof(table_entry) ||
        (body - end.table_offset) % sizeof(table_entry) != 0)
        return false;
    file->table = (const table_entry *)(const void *)(file->bytes + end.table_offset);
    file->count = end.table_count;
    if (XXH3_64bits(file->table, file->count * sizeof(table_entry)) != end.table_hash)
        return false;
    for (size_t i = 0; i < file->count; i++) {
        const table_entry *entry = &file->table[i];
        if (entry->offset % ALIGNMENT != 0 || entry->offset > end.table_offset ||
            entry->length > end.table_offset - entry->offset)
            return false;
    }
    return true;
}

foi_status foi_section_file_open(const char *path, foi_section_file **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_section_file) file = g_new0(foi_section_file, 1);
    file->path = g_strdup(path);
    foi_status status = map(file, error);
    if (status != FOI_OK)
        return status;
    if (!table_is_whole(file))
        return foi_section_file_damaged(file, error);
    *out = g_steal_pointer(&file);
    return FOI_OK;
}

void foi_section_file_free(foi_section_file *file)
{
    if (file == NULL)
        return;
    if (file->bytes != NULL)
        munmap((void *)(uintptr_t)file->bytes, file->length);
    g_free(file->path);
    g_free(file);
}

const char *foi_section_file_path(const foi_section_file *file)
{
    return file->path;
}

const void *foi_section_find(const foi_section_file *file, const char *base, const char *part,
                             size_t *length)
{
    char name[FOI_SECTION_NAME];
    make_name(name, base, part);
    *length = 0;
    for (size_t i = 0; i < file->count; i++)
        if (memcmp(file->table[i].name, name, FOI_SECTION_NAME) == 0) {
            *length = file->table[i].length;
            return file->bytes + file->table[i].offset;
        }
    return NULL;
}

const void *foi_section_array(const foi_section_file *file, const char *base, const char *part,
                              size_t count, size_t size)
{
    size_t length;
    const void *bytes = foi_section_find(file, base, part, &length);
    return bytes != NULL && length == count * size ? bytes : NULL;
}

void foi_section_file_forget(const foi_section_file *file)
{
    madvise((void *)(uintptr_t)file->bytes, file->length, MADV_DONTNEED);
}

foi_status foi_section_file_verify(const foi_section_file *file, foi_error *error)
{
    foot end;
    size_t body = file->length - sizeof end;
    memcpy(&end, file->bytes + body, sizeof end);
    XXH3_state_t *hash = XXH3_createState();
    if (hash == NULL)
        return foi_error_set(error, FOI_ERROR_MEMORY, "no memory to verify %s", file->path);
    XXH3_64bits_reset(hash);
    for (size_t at = 0; at < body; at += FOI_SECTION_PASS) {
        XXH3_64bits_update(hash, file->bytes + at, MIN(body - at, FOI_SECTION_PASS));
        foi_section_file_forget(file);
    }
    uint64_t found = XXH3_64bits_digest(hash);
    XXH3_freeState(hash);
    return found == end.file_hash ? FOI_OK : foi_section_file_damaged(file, error);
}
