#include "indexer/extract/sheet/sheet_styles.h"

/* Formats and styles that are kept; programs allow 65,490 styles. */
#define FORMATS 10000
#define STYLES  65536

struct foi_sheet_styles {
    GHashTable *codes;   /* id -> code, as the workbook declares it */
    GHashTable *formats; /* id -> foi_sheet_format *, of those that were asked for */
    GArray *ids;         /* of int: the format of each style */
};

static void format_free(void *data)
{
    foi_sheet_format_free(data);
}

foi_sheet_styles *foi_sheet_styles_new(void)
{
    foi_sheet_styles *styles = g_new0(foi_sheet_styles, 1);
    styles->codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    styles->formats = g_hash_table_new_full(NULL, NULL, NULL, format_free);
    styles->ids = g_array_new(FALSE, FALSE, sizeof(int));
    return styles;
}

void foi_sheet_styles_free(foi_sheet_styles *styles)
{
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->codes);
    g_hash_table_unref(styles->formats);
    g_array_unref(styles->ids);
    g_free(styles);
}

void foi_sheet_styles_declare(foi_sheet_styles *styles, int id, const char *code)
{
    if (g_hash_table_size(styles->codes) < FORMATS &&
        !g_hash_table_contains(styles->codes, GINT_TO_POINTER(id)))
        g_hash_table_insert(styles->codes, GINT_TO_POINTER(id), g_strndup(code, 255));
}

void foi_sheet_styles_add(foi_sheet_styles *styles, int id)
{
    if (styles->ids->len < STYLES)
        g_array_append_val(styles->ids, id);
}

const foi_sheet_format *foi_sheet_styles_format(foi_sheet_styles *styles, int id)
{
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

const foi_sheet_format *foi_sheet_styles_find(foi_sheet_styles *styles, guint64 style)
{
    return style < styles->ids->len
               ? foi_sheet_styles_format(styles, g_array_index(styles->ids, int, (guint)style))
               : NULL;
}
