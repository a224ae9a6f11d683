/* view.h - numbers in the bytes of a file whose own sizes and places are not to be trusted: what
 * lies outside of a view reads as 0, and as no bytes. Numbers are little-endian. */
#ifndef FOI_VIEW_H
#define FOI_VIEW_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/base/little.h"

/** Bytes that somebody else owns. */
typedef struct foi_view {
    const uint8_t *bytes;
    size_t length;
} foi_view;

/** The bytes of STREAM; NULL: none. */
static inline foi_view foi_view_of(GBytes *stream)
{
    foi_view view = {NULL, 0};
    if (stream != NULL)
        view.bytes = g_bytes_get_data(stream, &view.length);
    return view;
}

/** Whether LENGTH bytes from AT on lie inside. */
static inline bool foi_view_has(foi_view view, uint64_t at, uint64_t length)
{
    return at <= view.length && length <= view.length - at;
}

/** The part from AT on, at most LENGTH bytes of it. */
static inline foi_view foi_view_part(foi_view view, uint64_t at, uint64_t length)
{
    if (at >= view.length)
        return (foi_view){NULL, 0};
    return (foi_view){view.bytes + at, (size_t)MIN(length, view.length - at)};
}

static inline uint8_t foi_view_8(foi_view view, uint64_t at)
{
    return at < view.length ? view.bytes[at] : 0;
}

static inline uint16_t foi_view_16(foi_view view, uint64_t at)
{
    bool there = view.bytes != NULL && foi_view_has(view, at, 2);
    return there ? (uint16_t)foi_little(view.bytes + at, 2) : 0;
}

static inline uint32_t foi_view_32(foi_view view, uint64_t at)
{
    bool there = view.bytes != NULL && foi_view_has(view, at, 4);
    return there ? (uint32_t)foi_little(view.bytes + at, 4) : 0;
}

/** Take the next LENGTH bytes off the front of VIEW; fewer where there are not so many. */
static inline foi_view foi_view_take(foi_view *view, uint64_t length)
{
    foi_view taken = {view->bytes, (size_t)MIN(length, view->length)};
    if (taken.length > 0)
        view->bytes += taken.length;
    view->length -= taken.length;
    return taken;
}

/** The same as a number of SIZE bytes, at most 4; 0, and nothing is left, where there are fewer. */
static inline uint32_t foi_view_take_number(foi_view *view, unsigned size)
{
    foi_view taken = foi_view_take(view, size);
    return taken.length == size ? (uint32_t)foi_little(taken.bytes, size) : 0;
}

/** The character of UTF-16 at AT; *WIDTH: its bytes, 2 or 4. Half a pair alone is U+FFFD. */
static inline gunichar foi_view_utf16(foi_view view, uint64_t at, uint32_t *width)
{
    gunichar c = foi_view_16(view, at);
    gunichar next = foi_view_16(view, at + 2);
    *width = 2;
    if (c < 0xd800 || c > 0xdfff)
        return c;
    if (c > 0xdbff || next < 0xdc00 || next > 0xdfff)
        return 0xfffd;
    *width = 4;
    return 0x10000 + ((c & 0x3ff) << 10) + (next & 0x3ff);
}

#endif
