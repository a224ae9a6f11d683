/* outlook_support.h - small writers of Outlook's files, for tests. */
#ifndef FOI_TEST_OUTLOOK_SUPPORT_H
#define FOI_TEST_OUTLOOK_SUPPORT_H

#include "tests/unit/extract_tools.h"
#include "tests/unit/put_support.h"

/* A time as Outlook counts it. */
static inline uint64_t ticks_of(int year, int month, int day, int hour, int minute)
{
    g_autoptr(GDateTime) time = g_date_time_new_utc(year, month, day, hour, minute, 0);
    return (uint64_t)g_date_time_to_unix(time) * 10000000 + 116444736000000000;
}

/* TEXT in UTF-16, for the caller to g_byte_array_unref. */
static inline GByteArray *utf16_of(const char *text)
{
    glong units = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &units, NULL);
    GByteArray *out = g_byte_array_new();
    for (glong i = 0; i < units; i++)
        put(out, wide[i], 2);
    return out;
}

static inline uint32_t crc_of(const uint8_t *bytes, size_t length)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (unsigned bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return sum;
}

/* Compressed RTF: first what the window begins with ("{\rtf1\ansi"), then RTF literally, and the
 * mark of the end. For the caller to g_byte_array_unref. */
static inline GByteArray *compressed_rtf(const char *rtf)
{
    static const char START[] = "{\\rtf1\\ansi";
    const size_t start = sizeof START - 1;
    size_t written = 207;
    GByteArray *body = g_byte_array_new();
    size_t length = strlen(rtf);
    size_t at = 0;
    bool begun = false;
    bool ended = false;
    while (!ended) {
        guint control_at = body->len;
        put(body, 0, 1);
        for (unsigned bit = 0; bit < 8 && !ended; bit++) {
            if (begun && at < length) {
                put(body, (uint8_t)rtf[at++], 1);
                written++;
                continue;
            }
            unsigned from = begun ? (unsigned)(written % 4096) : 0;
            unsigned pair = from << 4 | (begun ? 0 : (unsigned)start - 2);
            put(body, pair >> 8, 1);
            put(body, pair & 0xff, 1);
            body->data[control_at] |= (uint8_t)(1 << bit);
            written += begun ? 0 : start;
            ended = begun;
            begun = true;
        }
    }
    GByteArray *out = g_byte_array_new();
    put(out, body->len + 12, 4);
    put(out, length + start, 4);
    put(out, 0x75465a4c, 4);
    put(out, crc_of(body->data, body->len), 4);
    g_byte_array_append(out, body->data, body->len);
    g_byte_array_unref(body);
    return out;
}

static inline const foi_member *member_at(const reading *read, guint index)
{
    cr_assert_gt(read->members->len, index, "only %u members", read->members->len);
    return g_ptr_array_index(read->members, index);
}

/* What is read of member INDEX. */
static inline reading read_member(const reading *outer, guint index)
{
    const foi_member *member = member_at(outer, index);
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(member->bytes, &length);
    foi_input input = {.bytes = bytes,
                       .length = length,
                       .name = member->name,
                       .mime = member->mime,
                       .charset = member->charset};
    reading read = {NULL, NULL};
    read.document = foi_read_bytes(detector, &input, &WIDE, &read.members);
    return read;
}

#endif
