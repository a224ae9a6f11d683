#include "indexer/extract/sheet/xlsx_styles.h"

#include <string.h>

typedef struct reader {
    foi_sheet_styles *styles;
    bool in_cells; /* the list of styles that cells name is being read */
} reader;

/* Conditional formats repeat the numbers behind them for codes of their own. */
static void add_code(foi_sheet_styles *styles, xmlTextReader *xml)
{
    int id = foi_xml_number(xml, "numFmtId", -1);
    g_autofree char *code = foi_xml_attribute(xml, "formatCode");
    if (code != NULL)
        foi_sheet_styles_declare(styles, id, code);
}

static bool visit(void *data, xmlTextReader *xml, int type, const char *name)
{
    reader *in = data;
    if (strcmp(name, "cellXfs") == 0)
        in->in_cells = type == XML_READER_TYPE_ELEMENT;
    else if (type == XML_READER_TYPE_ELEMENT && strcmp(name, "numFmt") == 0)
        add_code(in->styles, xml);
    else if (type == XML_READER_TYPE_ELEMENT && in->in_cells && strcmp(name, "xf") == 0)
        foi_sheet_styles_add(in->styles, foi_xml_number(xml, "numFmtId", 0));
    return true;
}

foi_sheet_styles *foi_xlsx_styles_read(foi_parts *package, const char *part)
{
    reader in = {foi_sheet_styles_new(), false};
    foi_parts_note_end(package->output, part, foi_parts_read(package, part, visit, &in));
    return in.styles;
}
