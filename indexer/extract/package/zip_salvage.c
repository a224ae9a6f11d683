#include "indexer/extract/package/zip_salvage.h"

#include <string.h>
#include <zlib.h>

#include "indexer/base/little.h"
#include "indexer/extract/archive/entry_name.h"
#include "indexer/extract/limits.h"

/* Of the header before each member. */
#define HEADER_LENGTH  30
#define HEADER_MARK    "PK\3\4"
#define DIRECTORY_MARK "PK\1\2"
/* Behind a member whose header does not know its size. */
#define TRAILER_MARK   "PK\7\10"
#define TRAILER_LENGTH 16

#define FLAG_LOCKED  0x0001
#define FLAG_TRAILER 0x0008
#define STORED       0
#define DEFLATED     8

/* Versions that a header may ask for; a higher one is no header but chance. */
#define VERSION_LAST 63

typedef struct member {
    char *name;
    const uint8_t *start; /* of its bytes */
    size_t length;        /* of them; where it is not known: of all that follows */
    uint32_t checksum;
    uint16_t flags;
    uint16_t method;
    bool cut; /* there are fewer bytes than the header says */
} member;

struct foi_zip_salvage {
    GArray *members; /* of member */
};

struct foi_zip_stream {
    const member *from;
    z_stream packed;
    size_t given; /* of a stored member */
    uint32_t checksum;
    bool ended;
};

static void member_clear(void *data)
{
    g_free(((member *)data)->name);
}

/* Whether LENGTH bytes at AT begin with a header that a program could have written. */
static bool is_header(const uint8_t *at, size_t length)
{
    if (length < HEADER_LENGTH || memcmp(at, HEADER_MARK, 4) != 0)
        return false;
    size_t name = foi_little(at + 26, 2);
    return at[4] <= VERSION_LAST && name > 0 &&
           length - HEADER_LENGTH >= name + foi_little(at + 28, 2) &&
           memchr(at + HEADER_LENGTH, 0, name) == NULL;
}

/* Where the bytes of a stored member end that the header does not tell. */
static size_t find_stored_end(const uint8_t *start, size_t room)
{
    const uint8_t *at = start;
    const uint8_t *end = start + room;
    while ((at = memmem(at, (size_t)(end - at), "PK", 2)) != NULL) {
        size_t rest = (size_t)(end - at);
        if (is_header(at, rest) || (rest >= 4 && memcmp(at, DIRECTORY_MARK, 4) == 0) ||
            (rest >= TRAILER_LENGTH && memcmp(at, TRAILER_MARK, 4) == 0 &&
             foi_little(at + 8, 4) == (size_t)(at - start)))
            return (size_t)(at - start);
        at += 2;
    }
    return room;
}

/* Add the member whose header is at AT; gives where to look for the next one. */
static const uint8_t *add_member(GArray *members, const uint8_t *at, const uint8_t *end)
{
    size_t name = foi_little(at + 26, 2);
    member one = {.flags = (uint16_t)foi_little(at + 6, 2),
                  .method = (uint16_t)foi_little(at + 8, 2)};
    one.name = foi_entry_readable((const char *)at + HEADER_LENGTH, name);
    one.start = at + HEADER_LENGTH + name + foi_little(at + 28, 2);
    one.checksum = (uint32_t)foi_little(at + 14, 4);
    size_t room = (size_t)(end - one.start);
    size_t said = foi_little(at + 18, 4);
    bool known = (one.flags & FLAG_TRAILER) == 0 && said != UINT32_MAX;
    const uint8_t *next = one.start;
    if (known && said <= room)
        next += said;
    /* Packed bytes tell their end themselves. */
    one.length = room;
    if (one.method == STORED && known) {
        one.length = MIN(said, room);
        one.cut = said > room;
    } else if (one.method == STORED) {
        one.length = find_stored_end(one.start, room);
        next = one.start + one.length;
    }
    g_array_append_val(members, one);
    return next;
}

foi_zip_salvage *foi_zip_salvage_new(const uint8_t *bytes, size_t length)
{
    foi_zip_salvage *salvage = g_new0(foi_zip_salvage, 1);
    salvage->members = g_array_new(FALSE, FALSE, sizeof(member));
    g_array_set_clear_func(salvage->members, member_clear);
    if (length == 0)
        return salvage;
    const uint8_t *at = bytes;
    const uint8_t *end = bytes + length;
    while (salvage->members->len < FOI_ZIP_SALVAGED &&
           (at = memmem(at, (size_t)(end - at), HEADER_MARK, 4)) != NULL)
        at = is_header(at, (size_t)(end - at)) ? add_member(salvage->members, at, end) : at + 4;
    return salvage;
}

void foi_zip_salvage_free(foi_zip_salvage *salvage)
{
    if (salvage == NULL)
        return;
    g_array_unref(salvage->members);
    g_free(salvage);
}

unsigned foi_zip_salvage_count(const foi_zip_salvage *salvage)
{
    return salvage->members->len;
}

static const member *member_at(const foi_zip_salvage *salvage, unsigned index)
{
    return &g_array_index(salvage->members, member, index);
}

const char *foi_zip_salvage_name(const foi_zip_salvage *salvage, unsigned index)
{
    return member_at(salvage, index)->name;
}

bool foi_zip_salvage_is_locked(const foi_zip_salvage *salvage, unsigned index)
{
    return (member_at(salvage, index)->flags & FLAG_LOCKED) != 0;
}

foi_zip_stream *foi_zip_stream_new(const foi_zip_salvage *salvage, unsigned index)
{
    const member *from = member_at(salvage, index);
    if ((from->flags & FLAG_LOCKED) != 0 || (from->method != STORED && from->method != DEFLATED))
        return NULL;
    foi_zip_stream *stream = g_new0(foi_zip_stream, 1);
    stream->from = from;
    if (from->method == DEFLATED && inflateInit2(&stream->packed, -MAX_WBITS) != Z_OK) {
        g_free(stream);
        return NULL;
    }
    stream->packed.next_in = (Bytef *)from->start;
    return stream;
}

void foi_zip_stream_free(foi_zip_stream *stream)
{
    if (stream == NULL)
        return;
    if (stream->from->method == DEFLATED)
        inflateEnd(&stream->packed);
    g_free(stream);
}

/* At the end of all bytes: 0, or -1 where they are not those that were packed. */
static int finish(foi_zip_stream *stream)
{
    bool known = (stream->from->flags & FLAG_TRAILER) == 0;
    stream->ended = true;
    return stream->from->cut || (known && stream->checksum != stream->from->checksum) ? -1 : 0;
}

static int read_stored(foi_zip_stream *stream, void *buffer, int length)
{
    const member *from = stream->from;
    size_t count = MIN((size_t)length, from->length - stream->given);
    memcpy(buffer, from->start + stream->given, count);
    stream->given += count;
    return (int)count;
}

static int read_packed(foi_zip_stream *stream, void *buffer, int length)
{
    z_stream *packed = &stream->packed;
    const uint8_t *end = stream->from->start + stream->from->length;
    packed->next_out = buffer;
    packed->avail_out = (uInt)length;
    int code = Z_OK;
    while (code == Z_OK && packed->avail_out > 0) {
        if (packed->avail_in == 0)
            packed->avail_in = (uInt)MIN((size_t)(end - packed->next_in), (size_t)1 << 30);
        code = inflate(packed, Z_NO_FLUSH);
    }
    int count = length - (int)packed->avail_out;
    if (count > 0 || code == Z_STREAM_END)
        return count;
    return -1;
}

int foi_zip_stream_read(foi_zip_stream *stream, void *buffer, int length)
{
    if (stream->ended || length <= 0)
        return 0;
    int count = stream->from->method == STORED ? read_stored(stream, buffer, length)
                                               : read_packed(stream, buffer, length);
    if (count > 0)
        stream->checksum = (uint32_t)crc32(stream->checksum, buffer, (uInt)count);
    return count == 0 ? finish(stream) : count;
}
