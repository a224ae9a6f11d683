#include "indexer/extract/sheet/xlsx_strings.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/sheet/xlsx_text.h"

struct foi_xlsx_strings {
    GString *bytes; /* all of them, end to end */
    GArray *ends;   /* of guint32 */
    foi_xlsx_text text;
    bool inside; /* of an item */
};

static void end_item(foi_xlsx_strings *strings)
{
    guint32 start =
        strings->ends->len == 0 ? 0 : g_array_index(strings->ends, guint32, strings->ends->len - 1);
    foi_xlsx_text_unescape(strings->bytes, start);
    guint32 end = (guint32)strings->bytes->len;
    g_array_append_val(strings->ends, end);
    strings->inside = false;
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    foi_xlsx_strings *strings = data;
    bool item = strcmp(name, "si") == 0;
    if (item && type == XML_READER_TYPE_ELEMENT) {
        if (strings->ends->len >= FOI_SHARED_STRINGS)
            strings->text.cut = true;
        strings->inside = true;
        strings->text.inside = false;
        strings->text.phonetic = 0;
    } else if (item && type == XML_READER_TYPE_END_ELEMENT) {
        end_item(strings);
    } else if (strings->inside) {
        foi_xlsx_text_visit(&strings->text, reader, type, name);
    }
    return !strings->text.cut;
}

foi_xlsx_strings *foi_xlsx_strings_read(foi_parts *package, const char *part)
{
    foi_xlsx_strings *strings = g_new0(foi_xlsx_strings, 1);
    strings->bytes = g_string_new(NULL);
    strings->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
    strings->text.text = strings->bytes;
    strings->text.limit = (size_t)MIN(foi_output_room(package->output), G_MAXUINT32);
    foi_parts_note_end(package->output, part, foi_parts_read(package, part, visit, strings));
    if (strings->text.cut)
        foi_output_status(package->output, FOI_READ_PARTIAL,
                          "the workbook has more strings than the limit for one file allows");
    /* A string that was cut by a defect or the limit is kept as far as it goes. */
    if (strings->inside)
        end_item(strings);
    return strings;
}

void foi_xlsx_strings_free(foi_xlsx_strings *strings)
{
    if (strings == NULL)
        return;
    g_string_free(strings->bytes, TRUE);
    g_array_unref(strings->ends);
    g_free(strings);
}

const char *foi_xlsx_strings_get(const foi_xlsx_strings *strings, guint64 index, size_t *length)
{
    if (index >= strings->ends->len)
        return NULL;
    const guint32 *ends = (const guint32 *)strings->ends->data;
    guint32 start = index == 0 ? 0 : ends[index - 1];
    *length = ends[index] - start;
    return strings->bytes->str + start;
}
