#include "indexer/extract/sheet/xlsx_styles.h"

#include <string.h>

/* Formats and styles that are read; programs allow 65,490 styles. */
#define FORMATS 10000
#define STYLES  65536

struct foi_xlsx_styles {
    GHashTable *codes;   /* id -> code, as the workbook declares it */
    GHashTable *formats; /* id -> foi_sheet_format *, of those that were asked for */
    GArray *ids;         /* of int: the format of each style */
    bool in_cells;       /* the list of styles that cells name is being read */
};

static void format_free(void *data)
{
    foi_sheet_format_free(data);
}

/* The first declaration counts: conditional formats repeat the numbers for codes of their own. */
static void add_code(foi_xlsx_styles *styles, xmlTextReader *reader)
{
    int id = foi_xml_number(reader, "numFmtId", -1);
    g_autofree char *code = foi_xml_attribute(reader, "formatCode");
    if (code != NULL && g_hash_table_size(styles->codes) < FORMATS &&
        !g_hash_table_contains(styles->codes, GINT_TO_POINTER(id)))
        g_hash_table_insert(styles->codes, GINT_TO_POINTER(id), g_strndup(code, 255));
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    foi_xlsx_styles *styles = data;
    if (strcmp(name, "cellXfs") == 0) {
        styles->in_cells = type == XML_READER_TYPE_ELEMENT;
    } else if (type == XML_READER_TYPE_ELEMENT && strcmp(name, "numFmt") == 0) {
        add_code(styles, reader);
    } else if (type == XML_READER_TYPE_ELEMENT && styles->in_cells && strcmp(name, "xf") == 0 &&
               styles->ids->len < STYLES) {
        int id = foi_xml_number(reader, "numFmtId", 0);
        g_array_append_val(styles->ids, id);
    }
    return true;
}

foi_xlsx_styles *foi_xlsx_styles_read(foi_parts *package, const char *part)
{
    foi_xlsx_styles *styles = g_new0(foi_xlsx_styles, 1);
    styles->codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    styles->formats = g_hash_table_new_full(NULL, NULL, NULL, format_free);
    styles->ids = g_array_new(FALSE, FALSE, sizeof(int));
    foi_parts_note_end(package->output, part, foi_parts_read(package, part, visit, styles));
    return styles;
}

void foi_xlsx_styles_free(foi_xlsx_styles *styles)
{
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->codes);
    g_hash_table_unref(styles->formats);
    g_array_unref(styles->ids);
    g_free(styles);
}

const foi_sheet_format *foi_xlsx_styles_find(foi_xlsx_styles *styles, guint64 style)
{
    if (style >= styles->ids->len)
        return NULL;
    int id = g_array_index(styles->ids, int, (guint)style);
    void *found;
    if (g_hash_table_lookup_extended(styles->formats, GINT_TO_POINTER(id), NULL, &found))
        return found;
    const char *code = g_hash_table_lookup(styles->codes, GINT_TO_POINTER(id));
    if (code == NULL)
        code = foi_sheet_format_builtin(id);
    foi_sheet_format *format = code == NULL ? NULL : foi_sheet_format_new(code);
    g_hash_table_insert(styles->formats, GINT_TO_POINTER(id), format);
    return format;
}
