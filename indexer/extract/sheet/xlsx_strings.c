#include "indexer/extract/sheet/xlsx_strings.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/sheet/xlsx_text.h"

typedef struct reader {
    foi_sheet_strings *strings;
    foi_xlsx_text text;
    bool inside; /* of an item */
} reader;

static void end_item(reader *in)
{
    foi_xlsx_text_unescape(in->strings->bytes, foi_sheet_strings_start(in->strings));
    foi_sheet_strings_end(in->strings);
    in->inside = false;
}

static bool visit(void *data, xmlTextReader *xml, int type, const char *name)
{
    reader *in = data;
    bool item = strcmp(name, "si") == 0;
    if (item && type == XML_READER_TYPE_ELEMENT) {
        if (in->strings->ends->len >= FOI_SHARED_STRINGS)
            in->text.cut = true;
        in->inside = true;
        in->text.inside = false;
        in->text.phonetic = 0;
    } else if (item && type == XML_READER_TYPE_END_ELEMENT) {
        end_item(in);
    } else if (in->inside) {
        foi_xlsx_text_visit(&in->text, xml, type, name);
    }
    return !in->text.cut;
}

foi_sheet_strings *foi_xlsx_strings_read(foi_parts *package, const char *part)
{
    reader in = {.strings = foi_sheet_strings_new()};
    in.text.text = in.strings->bytes;
    in.text.limit = (size_t)MIN(foi_output_room(package->output), G_MAXUINT32);
    foi_parts_note_end(package->output, part, foi_parts_read(package, part, visit, &in));
    if (in.text.cut)
        foi_output_status(package->output, FOI_READ_PARTIAL,
                          "the workbook has more strings than the limit for one file allows");
    /* A string that was cut by a defect or the limit is kept as far as it goes. */
    if (in.inside)
        end_item(&in);
    return in.strings;
}
