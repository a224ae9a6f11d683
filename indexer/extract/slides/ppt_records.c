#include "indexer/extract/slides/ppt_records.h"

#define HEAD_BYTES 8

bool foi_ppt_next(foi_view *rest, foi_ppt_record *record)
{
    if (rest->length < HEAD_BYTES)
        return false;
    uint32_t length = foi_view_32(*rest, 4);
    record->instance = foi_view_16(*rest, 0) >> 4;
    record->type = foi_view_16(*rest, 2);
    record->content = foi_view_part(*rest, HEAD_BYTES, length);
    record->cut = record->content.length < length;
    *rest = foi_view_part(*rest, HEAD_BYTES + (uint64_t)length, rest->length);
    return true;
}

foi_ppt_record foi_ppt_find(foi_view records, unsigned type, int instance)
{
    foi_ppt_record record;
    while (foi_ppt_next(&records, &record))
        if (record.type == type && (instance < 0 || record.instance == (unsigned)instance))
            return record;
    return (foi_ppt_record){.type = 0};
}

void foi_ppt_append(GString *out, foi_view text, bool wide)
{
    uint32_t width = 1;
    for (size_t at = 0; at < text.length; at += width)
        g_string_append_unichar(out, wide ? foi_view_utf16(text, at, &width) : text.bytes[at]);
}
