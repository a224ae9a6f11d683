#include "indexer/extract/sheet/sheet_strings.h"

foi_sheet_strings *foi_sheet_strings_new(void)
{
    foi_sheet_strings *strings = g_new0(foi_sheet_strings, 1);
    strings->bytes = g_string_new(NULL);
    strings->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
    return strings;
}

void foi_sheet_strings_free(foi_sheet_strings *strings)
{
    if (strings == NULL)
        return;
    g_string_free(strings->bytes, TRUE);
    g_array_unref(strings->ends);
    g_free(strings);
}

guint32 foi_sheet_strings_start(const foi_sheet_strings *strings)
{
    guint count = strings->ends->len;
    return count == 0 ? 0 : g_array_index(strings->ends, guint32, count - 1);
}

void foi_sheet_strings_end(foi_sheet_strings *strings)
{
    guint32 end = (guint32)strings->bytes->len;
    g_array_append_val(strings->ends, end);
}

const char *foi_sheet_strings_get(const foi_sheet_strings *strings, guint64 index, size_t *length)
{
    if (index >= strings->ends->len)
        return NULL;
    const guint32 *ends = (const guint32 *)strings->ends->data;
    guint32 start = index == 0 ? 0 : ends[index - 1];
    *length = ends[index] - start;
    return strings->bytes->str + start;
}
