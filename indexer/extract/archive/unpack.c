#include "indexer/extract/archive/unpack.h"

#include <string.h>

#include "indexer/extract/archive/entry_name.h"
#include "indexer/extract/archive/request.h"
#include "indexer/extract/limits.h"

#define PIECE 65536

foi_unpack foi_unpack_begin(const foi_input *input, foi_output *output)
{
    return (foi_unpack){.input = input, .output = output};
}

/* "and 2 more are so" after the one that is named. */
static void append_more(GString *words, unsigned more)
{
    if (more > 0)
        g_string_append_printf(words, " (and %u more)", more);
}

static void say_lost(foi_unpack *unpack)
{
    g_autoptr(GString) words = g_string_new(NULL);
    if (unpack->locked != NULL) {
        g_string_append_printf(words, "%s", unpack->locked);
        append_more(words, unpack->locked_more);
        g_string_append(words, " is protected by a password");
    }
    if (unpack->lost != NULL) {
        g_string_append_printf(words, "%s%s", words->len > 0 ? "; " : "", unpack->lost);
        append_more(words, unpack->lost_more);
        g_string_append_printf(words, " %s", unpack->reason);
    }
    if (words->len > 0)
        foi_output_status(unpack->output, FOI_READ_PARTIAL, "%s", words->str);
}

void foi_unpack_end(foi_unpack *unpack)
{
    if (unpack->locked != NULL && unpack->lost == NULL && unpack->files == 0)
        foi_output_status(unpack->output, FOI_READ_ENCRYPTED,
                          "its files are protected by a password");
    else
        say_lost(unpack);
    foi_request_link(unpack->input, unpack->output);
    g_clear_pointer(&unpack->locked, g_free);
    g_clear_pointer(&unpack->lost, g_free);
    g_clear_pointer(&unpack->reason, g_free);
}

void foi_unpack_locked(foi_unpack *unpack, const char *name)
{
    if (unpack->locked != NULL)
        unpack->locked_more++;
    else
        unpack->locked = foi_entry_name(name);
}

void foi_unpack_lost(foi_unpack *unpack, const char *name, const char *reason)
{
    if (unpack->lost != NULL) {
        unpack->lost_more++;
        return;
    }
    unpack->lost = foi_entry_name(name);
    unpack->reason = g_strdup(reason);
}

/* How many bytes the next entry may have. The ratio is that of the whole archive: ten thousand
 * entries may share the same packed bytes. */
static uint64_t room_for_entry(const foi_unpack *unpack)
{
    uint64_t most = MAX((uint64_t)FOI_UNPACK_FREE, unpack->input->length * FOI_UNPACK_RATIO);
    uint64_t left = most > unpack->bytes ? most - unpack->bytes : 0;
    return MIN(foi_output_unpack_room(unpack->output), left);
}

/* Always false: BYTES of an entry were unpacked when a limit was reached. */
static bool stop(foi_unpack *unpack, uint64_t bytes)
{
    /* An archive of which nothing is read is no partial one. */
    if (foi_output_unpacked(unpack->output, bytes))
        foi_output_status(unpack->output, unpack->files > 0 ? FOI_READ_PARTIAL : FOI_READ_TOO_LARGE,
                          "it unpacks to more than %u times its size: it is not read further",
                          FOI_UNPACK_RATIO);
    return false;
}

/* Whether there are so many files of next to nothing that nobody can have meant them to be read. */
static bool is_flood(const foi_unpack *unpack)
{
    return unpack->files >= FOI_UNPACK_ENTRIES && unpack->bytes / unpack->files < FOI_UNPACK_SMALL;
}

/* Read an entry to its end into BYTES (NULL: nowhere). False: a limit is reached. *DAMAGED: its end
 * could not be read. */
static bool unpack_bytes(foi_unpack *unpack, foi_unpack_read *read, void *source, GByteArray *bytes,
                         bool *damaged)
{
    uint64_t room = room_for_entry(unpack);
    uint64_t count = 0;
    int64_t got;
    uint8_t piece[PIECE];
    while ((got = read(source, piece, sizeof piece)) > 0) {
        count += (uint64_t)got;
        if (count > room)
            return stop(unpack, count);
        if (bytes != NULL)
            g_byte_array_append(bytes, piece, (guint)got);
    }
    *damaged = got < 0;
    unpack->bytes += count;
    return bytes != NULL || foi_output_unpacked(unpack->output, count);
}

bool foi_unpack_pass(foi_unpack *unpack, foi_unpack_read *read, void *source)
{
    bool damaged;
    return unpack_bytes(unpack, read, source, NULL, &damaged);
}

bool foi_unpack_entry(foi_unpack *unpack, const char *name, foi_unpack_read *read, void *source)
{
    g_autofree char *path = foi_entry_name(name);
    if (foi_entry_is_litter(path))
        return foi_unpack_pass(unpack, read, source);
    if (!foi_output_takes_member(unpack->output))
        return false;
    if (is_flood(unpack)) {
        foi_output_status(unpack->output, FOI_READ_PARTIAL,
                          "it has more than %u files of next to nothing: the others are not read",
                          FOI_UNPACK_ENTRIES);
        return false;
    }
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bool damaged;
    if (!unpack_bytes(unpack, read, source, bytes, &damaged))
        return false;
    if (damaged)
        foi_unpack_lost(unpack, name,
                        bytes->len > 0 ? "is damaged or cut short" : "cannot be unpacked");
    if (damaged && bytes->len == 0)
        return true;
    unpack->files++;
    g_autoptr(GBytes) shared = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    return foi_output_member_bytes(unpack->output, path, shared);
}
