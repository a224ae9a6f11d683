/* A ZIP file: every file in it is a member. */
#include <string.h>

#include "indexer/extract/archive/unpack.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/package/zip_open.h"
#include "indexer/extract/package/zip_salvage.h"

#define OTHER_PACKING "is packed in a way that is not read"

static int64_t read_entry(void *source, void *buffer, size_t length)
{
    return zip_fread(source, buffer, length);
}

static bool is_locked(zip_t *zip)
{
    int code = zip_error_code_zip(zip_get_error(zip));
    return code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_WRONGPASSWD;
}

/* What keeps an entry from being opened. */
static const char *reason_of(zip_t *zip)
{
    return zip_error_code_zip(zip_get_error(zip)) == ZIP_ER_COMPNOTSUPP ? OTHER_PACKING
                                                                        : "cannot be unpacked";
}

static bool give_entry(foi_unpack *unpack, zip_t *zip, zip_uint64_t index, const char *name)
{
    zip_stat_t facts;
    zip_stat_init(&facts);
    zip_stat_index(zip, index, 0, &facts);
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) && facts.encryption_method != ZIP_EM_NONE) {
        foi_unpack_locked(unpack, name);
        return true;
    }
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    if (file == NULL && is_locked(zip))
        foi_unpack_locked(unpack, name);
    else if (file == NULL)
        foi_unpack_lost(unpack, name, reason_of(zip));
    if (file == NULL)
        return true;
    bool more = foi_unpack_entry(unpack, name, read_entry, file);
    zip_fclose(file);
    return more;
}

/* The name as its bytes stand there; where an extra field has it in Unicode, the library gives that
 * instead. */
static const char *name_of(zip_t *zip, zip_uint64_t index)
{
    const char *name = zip_get_name(zip, index, ZIP_FL_ENC_RAW);
    return name == NULL ? "" : name;
}

static bool is_folder(const char *name)
{
    size_t length = strlen(name);
    return length > 0 && (name[length - 1] == '/' || name[length - 1] == '\\');
}

/* Entries whose packed bytes are more than the file has lie upon each other: made to do harm. */
static bool overlaps(zip_t *zip, zip_uint64_t index, uint64_t *packed, size_t length)
{
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (zip_stat_index(zip, index, 0, &facts) == 0 && (facts.valid & ZIP_STAT_COMP_SIZE))
        *packed += MIN(facts.comp_size, G_MAXUINT32);
    return *packed > length;
}

static void give_entries(foi_unpack *unpack, zip_t *zip)
{
    zip_int64_t count = zip_get_num_entries(zip, 0);
    uint64_t packed = 0;
    bool more = true;
    for (zip_int64_t i = 0; i < count && more; i++) {
        const char *name = name_of(zip, (zip_uint64_t)i);
        if (is_folder(name))
            continue;
        if (overlaps(zip, (zip_uint64_t)i, &packed, unpack->input->length)) {
            foi_output_status(unpack->output, FOI_READ_PARTIAL,
                              "its entries lie upon each other from %s on", name);
            return;
        }
        more = give_entry(unpack, zip, (zip_uint64_t)i, name);
    }
}

static int64_t read_salvaged(void *source, void *buffer, size_t length)
{
    return foi_zip_stream_read(source, buffer, (int)MIN(length, G_MAXINT));
}

static bool give_salvaged(foi_unpack *unpack, const foi_zip_salvage *salvage, unsigned index)
{
    const char *name = foi_zip_salvage_name(salvage, index);
    if (is_folder(name))
        return true;
    if (foi_zip_salvage_is_locked(salvage, index)) {
        foi_unpack_locked(unpack, name);
        return true;
    }
    g_autoptr(foi_zip_stream) stream = foi_zip_stream_new(salvage, index);
    if (stream != NULL)
        return foi_unpack_entry(unpack, name, read_salvaged, stream);
    foi_unpack_lost(unpack, name, OTHER_PACKING);
    return true;
}

/* The entries by the headers before them. False: there are none. */
static bool salvage(foi_unpack *unpack)
{
    const foi_input *input = unpack->input;
    g_autoptr(foi_zip_salvage) found = foi_zip_salvage_new(input->bytes, input->length);
    unsigned count = foi_zip_salvage_count(found);
    for (unsigned i = 0; i < count && give_salvaged(unpack, found, i); i++)
        continue;
    return count > 0;
}

/* Whether the directory may have more entries than the library finds names in before long: its
 * table of names can be filled so that every one is compared with all others. */
static bool has_long_directory(const foi_input *input)
{
    const uint8_t *at = input->bytes;
    const uint8_t *end = at + input->length;
    unsigned count = 0;
    while (count <= FOI_ZIP_DIRECTORY &&
           (at = memmem(at, (size_t)(end - at), "PK\1\2", 4)) != NULL) {
        at += 4;
        count++;
    }
    return count > FOI_ZIP_DIRECTORY;
}

static void extract_zip(const foi_input *input, foi_output *output)
{
    foi_unpack unpack = foi_unpack_begin(input, output);
    g_autofree char *reason = NULL;
    bool headers = has_long_directory(input);
    zip_t *zip = headers ? NULL : foi_zip_open(input, &reason);
    if (zip != NULL) {
        give_entries(&unpack, zip);
        zip_discard(zip);
    } else {
        bool found = salvage(&unpack);
        if (!headers || !found)
            foi_output_status(
                output, found ? FOI_READ_PARTIAL : FOI_READ_DAMAGED,
                "the archive is cut short or damaged: its directory cannot be read (%s)",
                reason == NULL ? "it is too long" : reason);
    }
    foi_unpack_end(&unpack);
}

static const char *const MIMES[] = {"application/zip", NULL};

const foi_extractor foi_extractor_zip = {"zip", MIMES, FOI_FILE_ARCHIVE, extract_zip};
