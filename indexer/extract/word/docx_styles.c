#include "indexer/extract/word/docx_styles.h"

#include <string.h>

#include "indexer/extract/word/word_style.h"

/* A style that is based on more others than this is in a circle. */
#define INHERITED    16
/* The list of the program itself, which a file need not define. */
#define DEFAULT_NAME "NumberDefault"
#define DEFAULT_LIST 2000000000

/* A list that is defined by a style. */
typedef struct list_link {
    int list;
    char *style;
} list_link;

struct foi_docx_styles {
    GHashTable *styles; /* id -> foi_docx_style * */
    foi_lists *lists;
    GHashTable *names; /* of lists -> the use by which fields count in them */
    GArray *links;     /* of list_link */
    /* while reading */
    int list_id;
    foi_docx_style *style;
    foi_list_level *list;
    foi_list_level *level;
    foi_list_use *use;
    int override;
};

static void style_free(void *data)
{
    foi_docx_style *style = data;
    g_free(style->based_on);
    g_free(style);
}

void foi_docx_styles_free(foi_docx_styles *styles)
{
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->styles);
    g_hash_table_unref(styles->names);
    g_array_unref(styles->links);
    foi_lists_free(styles->lists);
    g_free(styles);
}

static void name_style(foi_docx_style *style, const char *name)
{
    style->heading = foi_word_style_is_heading(name);
    style->quote = foi_word_style_is_quote(name);
}

static void start_style(foi_docx_styles *styles, xmlTextReader *reader)
{
    foi_docx_style *style = g_new0(foi_docx_style, 1);
    style->list = style->level = style->outline = -1;
    char *id = foi_xml_attribute(reader, "styleId");
    g_hash_table_replace(styles->styles, id == NULL ? g_strdup("") : id, style);
    styles->style = style;
}

static bool visit_styles(void *data, xmlTextReader *reader, int type, const char *name)
{
    foi_docx_styles *styles = data;
    if (type == XML_READER_TYPE_END_ELEMENT && strcmp(name, "style") == 0)
        styles->style = NULL;
    if (type != XML_READER_TYPE_ELEMENT)
        return true;
    if (strcmp(name, "style") == 0)
        start_style(styles, reader);
    foi_docx_style *style = styles->style;
    if (style == NULL)
        return true;
    if (strcmp(name, "name") == 0) {
        g_autofree char *value = foi_xml_attribute(reader, "val");
        name_style(style, value == NULL ? "" : value);
    } else if (strcmp(name, "basedOn") == 0) {
        g_free(style->based_on);
        style->based_on = foi_xml_attribute(reader, "val");
    } else if (strcmp(name, "numId") == 0) {
        style->list = foi_xml_number(reader, "val", -1);
    } else if (strcmp(name, "ilvl") == 0) {
        style->level = foi_xml_number(reader, "val", -1);
    } else if (strcmp(name, "outlineLvl") == 0) {
        style->outline = foi_xml_number(reader, "val", -1);
    } else if (strcmp(name, "vanish") == 0) {
        style->hidden = foi_ooxml_is_on(reader);
    }
    return true;
}

foi_docx_style foi_docx_styles_find(const foi_docx_styles *styles, const char *id)
{
    foi_docx_style all = {.list = -1, .level = -1, .outline = -1};
    for (unsigned i = 0; i < INHERITED && id != NULL; i++) {
        const foi_docx_style *style = g_hash_table_lookup(styles->styles, id);
        if (style == NULL)
            break;
        all.heading |= style->heading;
        all.quote |= style->quote;
        all.hidden |= style->hidden;
        all.list = all.list < 0 ? style->list : all.list;
        all.level = all.level < 0 ? style->level : all.level;
        all.outline = all.outline < 0 ? style->outline : all.outline;
        id = style->based_on;
    }
    all.heading |= all.outline >= 0 && all.outline < FOI_LIST_LEVELS;
    return all;
}

/* --- lists --- */

static void set_format(foi_list_level *level, const char *value)
{
    level->upper = g_str_has_prefix(value, "upper");
    if (strcmp(value, "bullet") == 0 || strcmp(value, "none") == 0)
        level->format = FOI_LIST_BULLET;
    else if (g_str_has_suffix(value, "Letter"))
        level->format = FOI_LIST_LETTER;
    else if (g_str_has_suffix(value, "Roman"))
        level->format = FOI_LIST_ROMAN;
    else
        level->format = FOI_LIST_DECIMAL;
}

static void start_list(foi_docx_styles *styles, xmlTextReader *reader)
{
    styles->list_id = foi_xml_number(reader, "abstractNumId", -1);
    styles->list = foi_lists_define(styles->lists, styles->list_id);
    styles->level = NULL;
    styles->use = NULL;
}

/* Fields count in a list by its name. The number of this use is one that no paragraph has. */
static void name_list(foi_docx_styles *styles, char *name)
{
    int use = -styles->list_id - 2;
    foi_lists_define_use(styles->lists, use)->list = styles->list_id;
    g_hash_table_replace(styles->names, name, GINT_TO_POINTER(use));
}

static void read_list(foi_docx_styles *styles, xmlTextReader *reader, const char *name)
{
    char *value = foi_xml_attribute(reader, "val");
    if (value != NULL && strcmp(name, "name") == 0) {
        name_list(styles, value);
    } else if (value != NULL && strcmp(name, "numStyleLink") == 0) {
        list_link link = {styles->list_id, value};
        g_array_append_val(styles->links, link);
    } else {
        g_free(value);
    }
}

static void start_use(foi_docx_styles *styles, xmlTextReader *reader)
{
    styles->use = foi_lists_define_use(styles->lists, foi_xml_number(reader, "numId", -1));
    styles->list = NULL;
    styles->override = -1;
}

/* A level of a list, or one that a use of it has in its place. */
static void start_level(foi_docx_styles *styles, int level)
{
    styles->level = NULL;
    if (level < 0 || level >= FOI_LIST_LEVELS)
        return;
    if (styles->list != NULL) {
        styles->level = &styles->list[level];
    } else if (styles->use != NULL) {
        styles->use->replaced[level] = true;
        styles->level = &styles->use->levels[level];
    }
}

static void read_level(foi_docx_styles *styles, xmlTextReader *reader, const char *name)
{
    foi_list_level *level = styles->level;
    if (strcmp(name, "start") == 0) {
        level->start = foi_xml_number(reader, "val", 1);
    } else if (strcmp(name, "numFmt") == 0) {
        g_autofree char *value = foi_xml_attribute(reader, "val");
        set_format(level, value == NULL ? "decimal" : value);
    } else if (strcmp(name, "lvlText") == 0) {
        g_free(level->text);
        level->text = foi_xml_attribute(reader, "val");
    } else if (strcmp(name, "isLgl") == 0) {
        level->legal = foi_ooxml_is_on(reader);
    } else if (strcmp(name, "lvlRestart") == 0) {
        int above = foi_xml_number(reader, "val", 0);
        level->restart = above == 0 ? -1 : above;
    }
}

static void read_use(foi_docx_styles *styles, xmlTextReader *reader, const char *name)
{
    if (strcmp(name, "abstractNumId") == 0)
        styles->use->list = foi_xml_number(reader, "val", -1);
    else if (strcmp(name, "lvlOverride") == 0)
        styles->override = foi_xml_number(reader, "ilvl", -1);
    else if (strcmp(name, "startOverride") == 0 && styles->override >= 0 &&
             styles->override < FOI_LIST_LEVELS)
        styles->use->starts[styles->override] = foi_xml_number(reader, "val", 1);
}

static bool visit_numbering(void *data, xmlTextReader *reader, int type, const char *name)
{
    foi_docx_styles *styles = data;
    if (type == XML_READER_TYPE_END_ELEMENT && strcmp(name, "lvl") == 0)
        styles->level = NULL;
    if (type != XML_READER_TYPE_ELEMENT)
        return true;
    if (strcmp(name, "abstractNum") == 0) {
        start_list(styles, reader);
    } else if (strcmp(name, "num") == 0) {
        start_use(styles, reader);
    } else if (strcmp(name, "lvl") == 0) {
        start_level(styles, foi_xml_number(reader, "ilvl", -1));
    } else if (styles->level != NULL) {
        read_level(styles, reader, name);
    } else if (styles->use != NULL) {
        read_use(styles, reader, name);
    } else if (styles->list != NULL) {
        read_list(styles, reader, name);
    }
    return true;
}

static void link_clear(void *data)
{
    g_free(((list_link *)data)->style);
}

static void follow_links(foi_docx_styles *styles)
{
    for (guint i = 0; i < styles->links->len; i++) {
        const list_link *link = &g_array_index(styles->links, list_link, i);
        foi_lists_link(styles->lists, link->list, foi_docx_styles_find(styles, link->style).list);
    }
}

foi_docx_styles *foi_docx_styles_read(foi_parts *package, const char *directory)
{
    foi_docx_styles *styles = g_new0(foi_docx_styles, 1);
    styles->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    styles->lists = foi_lists_new();
    styles->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    styles->links = g_array_new(FALSE, FALSE, sizeof(list_link));
    g_array_set_clear_func(styles->links, link_clear);
    g_autofree char *style_part = g_strconcat(directory, "styles.xml", NULL);
    g_autofree char *list_part = g_strconcat(directory, "numbering.xml", NULL);
    foi_parts_read(package, style_part, visit_styles, styles);
    foi_parts_read(package, list_part, visit_numbering, styles);
    follow_links(styles);
    return styles;
}

/* The list that fields count in which name none: "1)", "a)", "i)", "(1)" and so on. */
static int default_list(foi_docx_styles *styles)
{
    static const foi_list_format FORMATS[] = {FOI_LIST_DECIMAL, FOI_LIST_LETTER, FOI_LIST_ROMAN};
    static const char *const TEXTS[] = {"%%%d)", "(%%%d)", "%%%d."};
    styles->list_id = DEFAULT_LIST;
    foi_list_level *levels = foi_lists_define(styles->lists, DEFAULT_LIST);
    for (int i = 0; i < FOI_LIST_LEVELS; i++) {
        levels[i].format = FORMATS[i % 3];
        levels[i].text = g_strdup_printf(TEXTS[i / 3], i + 1);
    }
    name_list(styles, g_strdup(DEFAULT_NAME));
    return -DEFAULT_LIST - 2;
}

char *foi_docx_styles_count_named(foi_docx_styles *styles, const char *name, int level)
{
    int use = GPOINTER_TO_INT(g_hash_table_lookup(styles->names, name));
    if (use == 0)
        use = GPOINTER_TO_INT(g_hash_table_lookup(styles->names, DEFAULT_NAME));
    if (use == 0)
        use = default_list(styles);
    return foi_lists_count(styles->lists, use, level).text;
}

foi_lists *foi_docx_styles_lists(const foi_docx_styles *styles)
{
    return styles->lists;
}
