#include "indexer/extract/slides/ppt_objects.h"

#include <zlib.h>

#include "indexer/extract/package/embedded.h"

#define PIECE 32768

/* Unpack PACKED, behind its length, as far as it is sound and the budget allows. */
static GByteArray *unpack(foi_view packed, foi_output *output)
{
    GByteArray *bytes = g_byte_array_new();
    z_stream stream = {.next_in = (Bytef *)packed.bytes, .avail_in = (uInt)packed.length};
    if (inflateInit(&stream) != Z_OK)
        return bytes;
    int end = Z_OK;
    while (end == Z_OK) {
        guint8 piece[PIECE];
        stream.next_out = piece;
        stream.avail_out = PIECE;
        end = inflate(&stream, Z_NO_FLUSH);
        guint count = PIECE - stream.avail_out;
        if (!foi_output_unpacked(output, count))
            break;
        g_byte_array_append(bytes, piece, count);
    }
    inflateEnd(&stream);
    return bytes;
}

static bool give_object(const foi_ppt_record *object, unsigned number, foi_output *output)
{
    /* Places may lie in each other, so that many objects are the same bytes. */
    if (!foi_output_unpacked(output, object->content.length))
        return false;
    bool packed = object->instance == 1;
    g_autoptr(GByteArray) unpacked = NULL;
    foi_view file = object->content;
    if (packed) {
        unpacked = unpack(foi_view_part(object->content, 4, object->content.length), output);
        file = (foi_view){unpacked->data, unpacked->len};
    }
    g_autoptr(foi_ole) ole = foi_ole_open_object(file.bytes, file.length, output);
    g_autofree char *name = g_strdup_printf("object %u", number);
    return ole == NULL || foi_embedded_give_storage(output, name, ole);
}

void foi_ppt_objects_give(const foi_ppt_directory *directory, foi_output *output)
{
    g_autoptr(GArray) places = foi_ppt_directory_places(directory);
    unsigned count = 0;
    for (guint i = 0; i < places->len; i++) {
        uint32_t place = g_array_index(places, uint32_t, i);
        foi_ppt_record record = foi_ppt_directory_at(directory, place);
        bool repeated = i > 0 && g_array_index(places, uint32_t, i - 1) == place;
        if (record.type == FOI_PPT_OBJECT && !repeated && !give_object(&record, ++count, output))
            return;
    }
}
