/* Archives that libarchive reads: TAR, 7z, cpio and ar, packed or not, and single packed files. */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "indexer/extract/archive/unpack.h"

/* The library declares none. */
typedef struct archive foi_archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_archive, archive_read_free)

/* How the bytes of a type are packed. Only this one layer is taken off: what is packed twice is a
 * member of a member, under the budget of depth. */
static int filter_of(const char *mime)
{
    static const struct {
        const char *mime;
        int filter;
    } FILTERS[] = {
        {"application/gzip", ARCHIVE_FILTER_GZIP},
        {"application/x-bzip2", ARCHIVE_FILTER_BZIP2},
        {"application/x-xz", ARCHIVE_FILTER_XZ},
        {"application/zstd", ARCHIVE_FILTER_ZSTD},
        {"application/x-compress", ARCHIVE_FILTER_COMPRESS},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(FILTERS); i++)
        if (strcmp(FILTERS[i].mime, mime) == 0)
            return FILTERS[i].filter;
    return ARCHIVE_FILTER_NONE;
}

/* False: there is nothing that could be read. */
static bool open_archive(foi_archive *archive, const foi_input *input)
{
    int filter = filter_of(input->mime);
    archive_read_support_format_tar(archive);
    archive_read_support_format_cpio(archive);
    if (filter == ARCHIVE_FILTER_NONE) {
        archive_read_support_format_7zip(archive);
        archive_read_support_format_ar(archive);
    } else {
        /* Appended as the others, the library's own filter for this one dereferences NULL. */
        if (filter == ARCHIVE_FILTER_COMPRESS)
            archive_read_support_filter_compress(archive);
        else
            archive_read_append_filter(archive, filter);
        archive_read_support_format_raw(archive);
        archive_read_support_format_empty(archive);
    }
    return archive_read_open_memory(archive, input->bytes, input->length) == ARCHIVE_OK;
}

static int64_t read_entry(void *source, void *buffer, size_t length)
{
    la_ssize_t got = archive_read_data(source, buffer, length);
    return got < 0 ? -1 : (int64_t)got;
}

/* The name of a single packed file: that of the packed one without its suffix. */
static char *unpacked_name(const foi_input *input, const char *inside)
{
    static const char *const SUFFIXES[][2] = {
        {".gz", ""},      {".bz2", ""},      {".xz", ""},       {".zst", ""},
        {".Z", ""},       {".tgz", ".tar"},  {".tbz2", ".tar"}, {".tbz", ".tar"},
        {".txz", ".tar"}, {".tzst", ".tar"}, {".taz", ".tar"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(SUFFIXES); i++) {
        size_t length = strlen(input->name);
        size_t suffix = strlen(SUFFIXES[i][0]);
        if (length > suffix &&
            g_ascii_strcasecmp(input->name + length - suffix, SUFFIXES[i][0]) == 0)
            return g_strdup_printf("%.*s%s", (int)(length - suffix), input->name, SUFFIXES[i][1]);
    }
    /* The library's own word for a file without a name. */
    return g_strdup(inside != NULL && strcmp(inside, "data") != 0 ? inside : "unpacked");
}

static char *name_of(foi_archive *archive, struct archive_entry *entry, const foi_input *input)
{
    const char *name = archive_entry_pathname(entry);
    if (name == NULL)
        name = archive_entry_pathname_utf8(entry);
    if (archive_format(archive) == ARCHIVE_FORMAT_RAW)
        return unpacked_name(input, name);
    return g_strdup(name == NULL ? "" : name);
}

/* Links hold nothing of their own; devices and the like hold nothing. */
static bool is_file(struct archive_entry *entry)
{
    unsigned type = archive_entry_filetype(entry);
    return (type == AE_IFREG || type == 0) && archive_entry_hardlink(entry) == NULL;
}

static bool give_entry(foi_unpack *unpack, foi_archive *archive, struct archive_entry *entry)
{
    if (!is_file(entry))
        return foi_unpack_pass(unpack, read_entry, archive);
    g_autofree char *name = name_of(archive, entry, unpack->input);
    if (archive_entry_is_encrypted(entry)) {
        foi_unpack_locked(unpack, name);
        return true;
    }
    return foi_unpack_entry(unpack, name, read_entry, archive);
}

static void say_broken(const foi_unpack *unpack, foi_archive *archive)
{
    foi_read_status status = unpack->files > 0 ? FOI_READ_PARTIAL : FOI_READ_DAMAGED;
    const char *words = archive_error_string(archive);
    /* The library's own answer needs a format that was found. */
    bool locked = archive_format(archive) != 0 && archive_read_has_encrypted_entries(archive) > 0;
    if (locked && unpack->files == 0)
        foi_output_status(unpack->output, FOI_READ_ENCRYPTED,
                          "its files are protected by a password");
    else if (!locked)
        foi_output_status(unpack->output, status, "the archive is damaged or cut short (%s)",
                          words == NULL ? "no reason given" : words);
}

static void extract_archive(const foi_input *input, foi_output *output)
{
    foi_unpack unpack = foi_unpack_begin(input, output);
    g_autoptr(foi_archive) archive = archive_read_new();
    struct archive_entry *entry;
    int result;
    bool more = open_archive(archive, input);
    if (!more)
        say_broken(&unpack, archive);
    while (more && (result = archive_read_next_header(archive, &entry)) != ARCHIVE_EOF) {
        if (result < ARCHIVE_WARN) {
            say_broken(&unpack, archive);
            break;
        }
        more = give_entry(&unpack, archive, entry);
    }
    foi_unpack_end(&unpack);
}

static const char *const MIMES[] = {"application/x-tar",      "application/x-7z-compressed",
                                    "application/gzip",       "application/x-bzip2",
                                    "application/x-xz",       "application/zstd",
                                    "application/x-compress", "application/x-cpio",
                                    "application/x-archive",  NULL};

const foi_extractor foi_extractor_libarchive = {"libarchive", MIMES, FOI_FILE_ARCHIVE,
                                                extract_archive};
