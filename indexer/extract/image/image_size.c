#include "indexer/extract/image/image_size.h"

#include <leptonica/allheaders.h>
#include <string.h>

/* The beginning of a GIF file, and the parts of it that say which tables and frames follow. */
enum {
    GIF_HEAD = 13,
    GIF_FLAGS = 10,
    GIF_EXTENSION = 0x21,
    GIF_FRAME = 0x2c,
    GIF_FRAME_HEAD = 10,
    GIF_FRAME_FLAGS = 9
};

static uint64_t little(const uint8_t *bytes, unsigned width)
{
    uint64_t number = 0;
    for (unsigned i = width; i > 0; i--)
        number = number << 8 | bytes[i - 1];
    return number;
}

/* Bytes of the table of colours that FLAGS announce. */
static size_t gif_colours(uint8_t flags)
{
    return (flags & 0x80) == 0 ? 0 : (size_t)3 << ((flags & 7) + 1);
}

/* Behind the chain of blocks at AT, each with its length before it. */
static size_t gif_skip_blocks(const foi_input *input, size_t at)
{
    while (at < input->length && input->bytes[at] != 0)
        at += 1 + (size_t)input->bytes[at];
    return at + 1;
}

static uint64_t gif_size(const foi_input *input)
{
    const uint8_t *bytes = input->bytes;
    if (input->length < GIF_HEAD)
        return 0;
    uint64_t pixels = little(bytes + 6, 2) * little(bytes + 8, 2);
    size_t at = GIF_HEAD + gif_colours(bytes[GIF_FLAGS]);
    while (at + GIF_FRAME_HEAD < input->length) {
        if (bytes[at] == GIF_EXTENSION) {
            at = gif_skip_blocks(input, at + 2);
        } else if (bytes[at] == GIF_FRAME) {
            pixels += little(bytes + at + 5, 2) * little(bytes + at + 7, 2);
            at += GIF_FRAME_HEAD + gif_colours(bytes[at + GIF_FRAME_FLAGS]);
            at = gif_skip_blocks(input, at + 1);
        } else {
            break;
        }
    }
    return pixels;
}

static uint64_t bmp_size(const foi_input *input)
{
    if (input->length < 26)
        return 0;
    int64_t width = (int32_t)little(input->bytes + 18, 4);
    int64_t height = (int32_t)little(input->bytes + 22, 4);
    return width <= 0 ? 0 : (uint64_t)width * (uint64_t)(height < 0 ? -height : height);
}

uint64_t foi_image_size(const foi_input *input)
{
    l_int32 width = 0, height = 0;
    if (strcmp(input->mime, "image/gif") == 0)
        return gif_size(input);
    if (strcmp(input->mime, "image/bmp") == 0)
        return bmp_size(input);
    if (pixReadHeaderMem(input->bytes, input->length, NULL, &width, &height, NULL, NULL, NULL) !=
            0 ||
        width <= 0 || height <= 0)
        return 0;
    return (uint64_t)width * (uint64_t)height;
}
