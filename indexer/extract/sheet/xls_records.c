#include "indexer/extract/sheet/xls_records.h"

#include <string.h>

#include "indexer/extract/charset.h"

/* No program writes longer records, and none reads them. */
#define RECORD_BYTES    8228
#define HEAD_BYTES      4
/* Bits of the byte before the characters of a string. */
#define STRING_WIDE     1
#define STRING_READINGS 4
#define STRING_FONTS    8
/* What is said of one piece with a font of its own. */
#define FONT_BYTES      4

void foi_xls_stream_init(foi_xls_stream *stream, const uint8_t *bytes, size_t length)
{
    /* The list of the sheets, and then each sheet: a sound stream is passed once. */
    *stream = (foi_xls_stream){.bytes = bytes, .length = length, .steps = 2 * (uint64_t)length};
}

static unsigned number_at(const uint8_t *at)
{
    return at[0] | (unsigned)at[1] << 8;
}

bool foi_xls_next(foi_xls_stream *stream, foi_xls_record *record)
{
    if (stream->at >= stream->length || stream->length - stream->at < HEAD_BYTES)
        return false;
    const uint8_t *head = stream->bytes + stream->at;
    size_t length = number_at(head + 2);
    size_t room = stream->length - stream->at - HEAD_BYTES;
    if (length > RECORD_BYTES || stream->steps < HEAD_BYTES + length) {
        stream->damaged = true;
        return false;
    }
    stream->damaged |= length > room;
    length = MIN(length, room);
    stream->steps -= HEAD_BYTES + length;
    *record = (foi_xls_record){.stream = stream, .type = number_at(head), .start = stream->at};
    record->at = head + HEAD_BYTES;
    record->end = record->at + length;
    stream->at += HEAD_BYTES + length;
    return true;
}

size_t foi_xls_left(const foi_xls_record *record)
{
    return (size_t)(record->end - record->at);
}

bool foi_xls_continue(foi_xls_record *record)
{
    foi_xls_stream *stream = record->stream;
    if (stream->at >= stream->length || stream->length - stream->at < HEAD_BYTES ||
        number_at(stream->bytes + stream->at) != FOI_XLS_CONTINUE)
        return false;
    foi_xls_record next;
    if (!foi_xls_next(stream, &next))
        return false;
    record->at = next.at;
    record->end = next.end;
    return true;
}

bool foi_xls_is_spent(foi_xls_record *record)
{
    while (record->at == record->end && !record->failed)
        if (!foi_xls_continue(record))
            return true;
    return record->failed;
}

uint8_t foi_xls_u8(foi_xls_record *record)
{
    while (record->at == record->end && !record->failed)
        record->failed = !foi_xls_continue(record);
    return record->failed ? 0 : *record->at++;
}

uint16_t foi_xls_u16(foi_xls_record *record)
{
    unsigned low = foi_xls_u8(record);
    return (uint16_t)(low | (unsigned)foi_xls_u8(record) << 8);
}

uint32_t foi_xls_u32(foi_xls_record *record)
{
    uint32_t low = foi_xls_u16(record);
    return low | (uint32_t)foi_xls_u16(record) << 16;
}

double foi_xls_double(foi_xls_record *record)
{
    uint64_t bits = foi_xls_u32(record);
    bits |= (uint64_t)foi_xls_u32(record) << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

void foi_xls_skip(foi_xls_record *record, uint64_t count)
{
    while (count > 0 && !record->failed) {
        if (record->at == record->end) {
            record->failed = !foi_xls_continue(record);
            continue;
        }
        size_t step = (size_t)MIN(count, foi_xls_left(record));
        record->at += step;
        count -= step;
    }
}

/* --- text --------------------------------------------------------------------------------------
 */

/* Append one unit of UTF-16; *HIGH is the first half of a pair that waits for its second, or 0. */
static void append_unit(GString *out, gunichar unit, gunichar *high)
{
    bool low = unit >= 0xdc00 && unit < 0xe000;
    if (*high != 0 && low)
        g_string_append_unichar(out, 0x10000 + ((*high - 0xd800) << 10) + (unit - 0xdc00));
    else if (*high != 0)
        g_string_append_unichar(out, 0xfffd);
    if (*high != 0 && low) {
        *high = 0;
        return;
    }
    *high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
    if (*high == 0)
        g_string_append_unichar(out, low ? 0xfffd : unit);
}

/* Append up to COUNT characters of the piece that the reader is in; gives how many. */
static uint32_t append_piece(foi_xls_record *record, uint32_t count, bool wide, GString *out,
                             gunichar *high)
{
    size_t width = wide ? 2 : 1;
    uint32_t fits = (uint32_t)MIN(count, foi_xls_left(record) / width);
    for (uint32_t i = 0; i < fits; i++, record->at += width)
        append_unit(out, wide ? number_at(record->at) : *record->at, high);
    return fits;
}

/* The characters behind FLAGS. */
static void append_characters(foi_xls_record *record, uint32_t count, uint8_t flags, GString *out)
{
    gunichar high = 0;
    for (;;) {
        count -= append_piece(record, count, (flags & STRING_WIDE) != 0, out, &high);
        if (count == 0 || record->failed)
            break;
        if (foi_xls_continue(record))
            flags = foi_xls_u8(record);
        else
            record->failed = true;
    }
    if (high != 0)
        g_string_append_unichar(out, 0xfffd);
}

void foi_xls_characters(foi_xls_record *record, uint32_t count, GString *out)
{
    append_characters(record, count, foi_xls_u8(record), out);
}

void foi_xls_bytes(foi_xls_record *record, const foi_xls_coding *coding, uint32_t count,
                   GString *out)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    while (count > 0 && !record->failed) {
        guint step = (guint)MIN(count, foi_xls_left(record));
        g_byte_array_append(bytes, record->at, step);
        record->at += step;
        count -= step;
        if (count > 0)
            record->failed = !foi_xls_continue(record);
    }
    if (bytes->len == 0)
        return;
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(bytes->data, bytes->len, coding->charset, G_MAXUINT16 * 4);
    g_string_append_len(out, utf8.text, (gssize)utf8.length);
}

static void append_unicode(foi_xls_record *record, uint32_t count, GString *out)
{
    uint8_t flags = foi_xls_u8(record);
    uint64_t behind = (flags & STRING_FONTS) != 0 ? FONT_BYTES * (uint64_t)foi_xls_u16(record) : 0;
    behind += (flags & STRING_READINGS) != 0 ? foi_xls_u32(record) : 0;
    append_characters(record, count, flags, out);
    foi_xls_skip(record, behind);
}

void foi_xls_string(foi_xls_record *record, const foi_xls_coding *coding, unsigned size,
                    GString *out)
{
    uint32_t count = size == 1 ? foi_xls_u8(record) : foi_xls_u16(record);
    if (record->failed)
        return;
    if (!coding->unicode)
        foi_xls_bytes(record, coding, count, out);
    else if (count > 0 || foi_xls_left(record) > 0)
        append_unicode(record, count, out);
}
