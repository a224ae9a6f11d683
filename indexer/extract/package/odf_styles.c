#include "indexer/extract/package/odf_styles.h"

#include <string.h>

#include "indexer/extract/word/word_style.h"

/* A style that is based on more others than this is in a circle. */
#define INHERITED 16

typedef enum said { SAID_NOTHING = 0, SAID_YES, SAID_NO } said;

typedef struct style {
    char *parent;
    said hidden;
    said unnumbered;
    bool heading;
    bool quote;
} style;

/* The styles of the document, or those that one part has for itself. */
typedef struct scope {
    GHashTable *styles; /* "FAMILY NAME" -> style * */
    GHashTable *lists;  /* name -> foi_list_level * */
} scope;

struct foi_odf_styles {
    scope common;
    scope automatic;
    GHashTable *pages; /* names of page styles that sheets use */
    /* while reading */
    scope *scope;
    style *style;
    foi_list_level *list;
};

static void style_free(void *data)
{
    g_free(((style *)data)->parent);
    g_free(data);
}

static void list_free(void *data)
{
    foi_list_level *levels = data;
    for (size_t i = 0; i < FOI_LIST_LEVELS; i++)
        g_free(levels[i].text);
    g_free(levels);
}

static scope scope_new(void)
{
    return (scope){g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free),
                   g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_free)};
}

static void scope_clear(scope *one)
{
    g_hash_table_unref(one->styles);
    g_hash_table_unref(one->lists);
}

foi_odf_styles *foi_odf_styles_new(void)
{
    foi_odf_styles *styles = g_new0(foi_odf_styles, 1);
    styles->common = scope_new();
    styles->automatic = scope_new();
    styles->pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return styles;
}

void foi_odf_styles_free(foi_odf_styles *styles)
{
    if (styles == NULL)
        return;
    scope_clear(&styles->common);
    scope_clear(&styles->automatic);
    g_hash_table_unref(styles->pages);
    g_free(styles);
}

void foi_odf_styles_start_part(foi_odf_styles *styles)
{
    g_hash_table_remove_all(styles->automatic.styles);
    g_hash_table_remove_all(styles->automatic.lists);
    styles->scope = NULL;
    styles->style = NULL;
    styles->list = NULL;
}

/* --- styles --- */

/* "Heading_20_1" as "Heading 1". */
static char *plain_name(const char *name)
{
    GString *plain = g_string_new(name);
    g_string_replace(plain, "_20_", " ", 0);
    return g_string_free(plain, FALSE);
}

static void start_style(foi_odf_styles *styles, xmlTextReader *reader)
{
    g_autofree char *family = foi_xml_attribute(reader, "family");
    g_autofree char *name = foi_xml_attribute(reader, "name");
    g_autofree char *list = foi_xml_attribute(reader, "list-style-name");
    if (family == NULL || name == NULL)
        return;
    g_autofree char *plain = plain_name(name);
    style *one = g_new0(style, 1);
    one->parent = foi_xml_attribute(reader, "parent-style-name");
    one->heading = foi_word_style_is_heading(plain);
    one->quote = foi_word_style_is_quote(plain) || g_ascii_strcasecmp(plain, "quotations") == 0;
    if (list != NULL)
        one->unnumbered = *list == '\0' ? SAID_YES : SAID_NO;
    char *page =
        strcmp(family, "table") == 0 ? foi_xml_attribute(reader, "master-page-name") : NULL;
    if (page != NULL)
        g_hash_table_add(styles->pages, page);
    g_hash_table_replace(styles->scope->styles, g_strconcat(family, " ", name, NULL), one);
    styles->style = one;
}

static void read_display(foi_odf_styles *styles, xmlTextReader *reader)
{
    g_autofree char *display = foi_xml_attribute(reader, "display");
    if (display != NULL && styles->style != NULL)
        styles->style->hidden =
            strcmp(display, "none") == 0 || strcmp(display, "false") == 0 ? SAID_YES : SAID_NO;
}

foi_odf_style foi_odf_styles_find(const foi_odf_styles *styles, const char *family,
                                  const char *name)
{
    said hidden = SAID_NOTHING;
    said unnumbered = SAID_NOTHING;
    foi_odf_style all = {false, false, false, false};
    for (unsigned i = 0; i < INHERITED && name != NULL; i++) {
        g_autofree char *key = g_strconcat(family, " ", name, NULL);
        const style *one = g_hash_table_lookup(styles->automatic.styles, key);
        /* A style of the part may be based on one of the document with the same name. */
        if (one == NULL || (i > 0 && g_hash_table_contains(styles->common.styles, key)))
            one = g_hash_table_lookup(styles->common.styles, key);
        if (one == NULL)
            break;
        hidden = hidden == SAID_NOTHING ? one->hidden : hidden;
        unnumbered = unnumbered == SAID_NOTHING ? one->unnumbered : unnumbered;
        all.heading |= one->heading;
        all.quote |= one->quote;
        name = one->parent;
    }
    all.hidden = hidden == SAID_YES;
    all.unnumbered = unnumbered == SAID_YES;
    return all;
}

bool foi_odf_styles_uses_page(const foi_odf_styles *styles, const char *name)
{
    return g_hash_table_size(styles->pages) == 0 || g_hash_table_contains(styles->pages, name);
}

/* --- lists --- */

static void start_list(foi_odf_styles *styles, char *name)
{
    foi_list_level *levels = g_new0(foi_list_level, FOI_LIST_LEVELS);
    for (size_t i = 0; i < FOI_LIST_LEVELS; i++)
        levels[i] = (foi_list_level){.start = 1, .format = FOI_LIST_BULLET};
    g_hash_table_replace(styles->scope->lists, name, levels);
    styles->list = levels;
}

static foi_list_format format_of(const char *sign)
{
    if (sign == NULL || *sign == '\0')
        return FOI_LIST_BULLET;
    if (g_ascii_tolower(*sign) == 'a')
        return FOI_LIST_LETTER;
    return g_ascii_tolower(*sign) == 'i' ? FOI_LIST_ROMAN : FOI_LIST_DECIMAL;
}

static void read_level(foi_odf_styles *styles, xmlTextReader *reader)
{
    int level = foi_xml_number(reader, "level", 0);
    if (styles->list == NULL || level < 1 || level > FOI_LIST_LEVELS)
        return;
    g_autofree char *sign = foi_xml_attribute(reader, "num-format");
    g_autofree char *before = foi_xml_attribute(reader, "num-prefix");
    g_autofree char *behind = foi_xml_attribute(reader, "num-suffix");
    int shown = CLAMP(foi_xml_number(reader, "display-levels", 1), 1, level);
    foi_list_level *one = &styles->list[level - 1];
    one->start = foi_xml_number(reader, "start-value", 1);
    one->format = format_of(sign);
    one->upper = sign != NULL && g_ascii_isupper(*sign);
    GString *text = g_string_new(before);
    for (int i = level - shown + 1; i <= level; i++)
        g_string_append_printf(text, i < level ? "%%%d." : "%%%d", i);
    g_string_append(text, behind == NULL ? "" : behind);
    g_free(one->text);
    one->text = g_string_free(text, FALSE);
}

const foi_list_level *foi_odf_styles_list(const foi_odf_styles *styles, const char *name)
{
    const foi_list_level *levels = g_hash_table_lookup(styles->automatic.lists, name);
    return levels != NULL ? levels : g_hash_table_lookup(styles->common.lists, name);
}

/* --- nodes --- */

static void start_element(foi_odf_styles *styles, xmlTextReader *reader, const char *name)
{
    if (strcmp(name, "style") == 0) {
        start_style(styles, reader);
    } else if (strcmp(name, "text-properties") == 0 || strcmp(name, "table-properties") == 0) {
        read_display(styles, reader);
    } else if (strcmp(name, "list-style") == 0) {
        char *own = foi_xml_attribute(reader, "name");
        if (own != NULL)
            start_list(styles, own);
    } else if (strcmp(name, "outline-style") == 0) {
        start_list(styles, g_strdup(""));
    } else if (strcmp(name, "list-level-style-number") == 0 ||
               strcmp(name, "outline-level-style") == 0) {
        read_level(styles, reader);
    }
}

void foi_odf_styles_visit(foi_odf_styles *styles, xmlTextReader *reader, int type, const char *name)
{
    bool start = type == XML_READER_TYPE_ELEMENT;
    if (!start && type != XML_READER_TYPE_END_ELEMENT)
        return;
    bool common = strcmp(name, "styles") == 0;
    if (common || strcmp(name, "automatic-styles") == 0) {
        styles->scope = !start ? NULL : common ? &styles->common : &styles->automatic;
        return;
    }
    if (styles->scope == NULL)
        return;
    if (start)
        start_element(styles, reader, name);
    else if (strcmp(name, "style") == 0)
        styles->style = NULL;
    else if (strcmp(name, "list-style") == 0 || strcmp(name, "outline-style") == 0)
        styles->list = NULL;
}
