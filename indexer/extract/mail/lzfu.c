#include "indexer/extract/mail/lzfu.h"

#include <string.h>

#include "indexer/extract/package/view.h"

#define HEADER     16
#define WINDOW     4096
#define COMPRESSED 0x75465a4c
#define STORED     0x414c454d
#define SHORTEST   2

/* What the window holds before the first byte: words that nearly every RTF has. */
static const char BEGINNING[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

typedef struct expansion {
    const uint8_t *at;
    const uint8_t *end;
    size_t limit; /* of the bytes given */
    GByteArray *out;
    uint8_t window[WINDOW];
    unsigned write;
} expansion;

/* The checksum of PNG, without its complements. */
static uint32_t checksum(const uint8_t *bytes, size_t length)
{
    uint32_t table[256];
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t value = i;
        for (unsigned bit = 0; bit < 8; bit++)
            value = value >> 1 ^ (value & 1 ? 0xedb88320 : 0);
        table[i] = value;
    }
    uint32_t sum = 0;
    for (size_t i = 0; i < length; i++)
        sum = table[(sum ^ bytes[i]) & 0xff] ^ sum >> 8;
    return sum;
}

static void put(expansion *state, uint8_t byte)
{
    if (state->out->len < state->limit)
        g_byte_array_append(state->out, &byte, 1);
    state->window[state->write] = byte;
    state->write = (state->write + 1) % WINDOW;
}

/* Repeat what stands in the window; false at the end of the text, which is a reference to where the
 * next byte goes. */
static bool repeat(expansion *state)
{
    unsigned pair = (unsigned)state->at[0] << 8 | state->at[1];
    state->at += 2;
    unsigned from = pair >> 4;
    if (from == state->write)
        return false;
    for (unsigned left = (pair & 15) + SHORTEST; left > 0; left--) {
        put(state, state->window[from]);
        from = (from + 1) % WINDOW;
    }
    return true;
}

/* Whether the mark of the end was found. */
static bool expand(expansion *state)
{
    while (state->at < state->end && state->out->len < state->limit) {
        uint8_t control = *state->at++;
        for (unsigned bit = 0; bit < 8; bit++, control >>= 1) {
            if (state->end - state->at < 1 + (control & 1))
                return false;
            if ((control & 1) == 0)
                put(state, *state->at++);
            else if (!repeat(state))
                return true;
        }
    }
    return state->out->len == state->limit;
}

GByteArray *foi_lzfu_expand(const uint8_t *bytes, size_t length, size_t limit, bool *whole)
{
    *whole = false;
    if (length < HEADER)
        return NULL;
    foi_view header = {bytes, HEADER};
    uint32_t raw = foi_view_32(header, 4);
    uint32_t kind = foi_view_32(header, 8);
    /* The size counts what follows it. */
    size_t said = (size_t)foi_view_32(header, 0) + 4;
    size_t there = MIN(said, length) < HEADER ? HEADER : MIN(said, length);
    GByteArray *out = g_byte_array_new();
    if (kind == STORED) {
        g_byte_array_append(out, bytes + HEADER, (guint)MIN(MIN(raw, limit), length - HEADER));
        *whole = out->len == raw;
        return out;
    }
    if (kind != COMPRESSED) {
        g_byte_array_unref(out);
        return NULL;
    }
    expansion state = {bytes + HEADER,      bytes + there, MIN(raw, limit), out, {0},
                       sizeof BEGINNING - 1};
    memcpy(state.window, BEGINNING, sizeof BEGINNING - 1);
    bool ended = expand(&state);
    *whole = ended && out->len == raw && said <= length &&
             checksum(bytes + HEADER, there - HEADER) == foi_view_32(header, 12);
    return out;
}
