#include "indexer/extract/word/rtf_object.h"

#include <glib.h>
#include <string.h>

#include "indexer/extract/package/embedded.h"
#include "indexer/extract/package/view.h"

#define FORMAT_EMBEDDED 2

/* A string with its length before it, for the caller to g_free. */
static char *take_string(foi_view *reader)
{
    foi_view bytes = foi_view_take(reader, foi_view_take_number(reader, 4));
    return g_strndup((const char *)bytes.bytes, bytes.length);
}

static void give_package(foi_output *output, const char *name, foi_view data)
{
    g_autofree char *own = NULL;
    g_autoptr(GBytes) file = foi_embedded_unpack(data.bytes, data.length, &own);
    if (file == NULL) {
        foi_output_status(output, FOI_READ_PARTIAL, "an embedded file is damaged");
        return;
    }
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(file, &length);
    foi_output_member(output, own == NULL ? name : own, NULL, NULL, bytes, length);
}

void foi_rtf_object_give(const uint8_t *bytes, size_t length, foi_output *output)
{
    if (length == 0)
        return;
    foi_view reader = {bytes, length};
    foi_view_take_number(&reader, 4);
    uint32_t format = foi_view_take_number(&reader, 4);
    g_autofree char *class = take_string(&reader);
    /* Topic and item of a link, which mean nothing here. */
    for (int i = 0; i < 2; i++)
        foi_view_take(&reader, foi_view_take_number(&reader, 4));
    /* A link has no bytes. */
    if (format != FORMAT_EMBEDDED)
        return;
    foi_view data = foi_view_take(&reader, foi_view_take_number(&reader, 4));
    if (data.length == 0)
        return;
    if (strcmp(class, "Package") == 0)
        give_package(output, "embedded file", data);
    else
        foi_embedded_give(output, *class != '\0' ? class : "embedded object", data.bytes,
                          data.length);
}
