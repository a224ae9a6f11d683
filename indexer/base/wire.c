#include "indexer/base/wire.h"

#include <string.h>

void foi_wire_put_number(GByteArray *out, uint64_t number)
{
    uint8_t bytes[10];
    guint length = 0;
    do {
        uint8_t low = number & 0x7f;
        number >>= 7;
        bytes[length++] = number != 0 ? (uint8_t)(low | 0x80) : low;
    } while (number != 0);
    g_byte_array_append(out, bytes, length);
}

void foi_wire_put_bytes(GByteArray *out, const void *bytes, size_t length)
{
    foi_wire_put_number(out, length);
    if (length > 0)
        g_byte_array_append(out, bytes, (guint)length);
}

void foi_wire_put_string(GByteArray *out, const char *string)
{
    /* 0 stands for NULL, so every length is one more. */
    if (string == NULL) {
        foi_wire_put_number(out, 0);
        return;
    }
    size_t length = strlen(string);
    foi_wire_put_number(out, (uint64_t)length + 1);
    if (length > 0)
        g_byte_array_append(out, (const guint8 *)string, (guint)length);
}

foi_wire_reader foi_wire_read(const void *bytes, size_t length)
{
    /* No bytes at all may come as NULL, with which no address can be reckoned. */
    static const uint8_t nothing[1] = {0};
    const uint8_t *at = bytes == NULL ? nothing : bytes;
    foi_wire_reader in = {at, at + (bytes == NULL ? 0 : length), false};
    return in;
}

static void spoil(foi_wire_reader *in)
{
    in->bad = true;
    in->at = in->end;
}

uint64_t foi_wire_get_number(foi_wire_reader *in)
{
    const uint8_t *at = in->at;
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && at != in->end; shift += 7) {
        uint64_t byte = *at++;
        if (shift == 63 && (byte & 0x7f) > 1)
            break;
        number |= (byte & 0x7f) << shift;
        if (byte < 0x80) {
            in->at = at;
            return number;
        }
    }
    spoil(in);
    return 0;
}

uint64_t foi_wire_get_limited(foi_wire_reader *in, uint64_t limit)
{
    uint64_t number = foi_wire_get_number(in);
    if (number <= limit)
        return number;
    spoil(in);
    return 0;
}

static const uint8_t *take(foi_wire_reader *in, uint64_t length)
{
    if (length > (uint64_t)(in->end - in->at)) {
        spoil(in);
        return NULL;
    }
    const uint8_t *bytes = in->at;
    in->at += length;
    return bytes;
}

const uint8_t *foi_wire_get_bytes(foi_wire_reader *in, size_t *length)
{
    static const uint8_t nothing[1] = {0};
    uint64_t wanted = foi_wire_get_number(in);
    const uint8_t *bytes = take(in, wanted);
    *length = bytes == NULL ? 0 : (size_t)wanted;
    return *length == 0 ? nothing : bytes;
}

const uint8_t *foi_wire_view_string(foi_wire_reader *in, size_t *length)
{
    *length = 0;
    uint64_t stored = foi_wire_get_number(in);
    if (stored == 0)
        return NULL;
    const uint8_t *bytes = take(in, stored - 1);
    if (bytes == NULL)
        return NULL;
    if (memchr(bytes, 0, (size_t)stored - 1) != NULL) {
        spoil(in);
        return NULL;
    }
    *length = (size_t)stored - 1;
    return bytes;
}

char *foi_wire_get_string(foi_wire_reader *in)
{
    size_t length;
    const uint8_t *bytes = foi_wire_view_string(in, &length);
    return bytes != NULL ? g_strndup((const char *)bytes, length) : NULL;
}

size_t foi_wire_room(const foi_wire_reader *in, size_t size)
{
    return (size_t)(in->end - in->at) / size;
}

bool foi_wire_finished(const foi_wire_reader *in)
{
    return !in->bad && in->at == in->end;
}
