#include "indexer/extract/word/docx_styles.h"

#include <string.h>

#include "indexer/extract/word/word_style.h"

#define LEVELS    9
/* A style that is based on more others than this is in a circle. */
#define INHERITED 16

typedef enum list_format { LIST_DECIMAL, LIST_LETTER, LIST_ROMAN, LIST_BULLET } list_format;

typedef struct list_level {
    int start;
    list_format format;
    bool upper;
    char *text; /* "%1.%2" */
} list_level;

/* An abstract list: its levels and how far each has counted. */
typedef struct list {
    list_level levels[LEVELS];
    int counters[LEVELS];
    bool begun[LEVELS];
} list;

/* A list as paragraphs name it: some levels may begin anew. */
typedef struct instance {
    int abstract;
    int starts[LEVELS]; /* -1: as the abstract list */
    bool used;
} instance;

struct foi_docx_styles {
    GHashTable *styles;    /* id -> foi_docx_style * */
    GHashTable *lists;     /* abstract id -> list * */
    GHashTable *instances; /* numId -> instance * */
    /* while reading */
    foi_docx_style *style;
    list *list;
    list_level *level;
    instance *instance;
    int override;
};

static void style_free(void *data)
{
    foi_docx_style *style = data;
    g_free(style->based_on);
    g_free(style);
}

static void list_free(void *data)
{
    list *abstract = data;
    for (size_t i = 0; i < LEVELS; i++)
        g_free(abstract->levels[i].text);
    g_free(abstract);
}

void foi_docx_styles_free(foi_docx_styles *styles)
{
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->styles);
    g_hash_table_unref(styles->lists);
    g_hash_table_unref(styles->instances);
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
    all.heading |= all.outline >= 0 && all.outline < LEVELS;
    return all;
}

/* --- lists --- */

static void set_format(list_level *level, const char *value)
{
    level->upper = g_str_has_prefix(value, "upper");
    if (strcmp(value, "bullet") == 0 || strcmp(value, "none") == 0)
        level->format = LIST_BULLET;
    else if (g_str_has_suffix(value, "Letter"))
        level->format = LIST_LETTER;
    else if (g_str_has_suffix(value, "Roman"))
        level->format = LIST_ROMAN;
    else
        level->format = LIST_DECIMAL;
}

static void start_list(foi_docx_styles *styles, xmlTextReader *reader)
{
    list *abstract = g_new0(list, 1);
    for (size_t i = 0; i < LEVELS; i++)
        abstract->levels[i].start = 1;
    int id = foi_xml_number(reader, "abstractNumId", -1);
    g_hash_table_replace(styles->lists, GINT_TO_POINTER(id), abstract);
    styles->list = abstract;
    styles->instance = NULL;
}

static void start_instance(foi_docx_styles *styles, xmlTextReader *reader)
{
    instance *made = g_new0(instance, 1);
    for (size_t i = 0; i < LEVELS; i++)
        made->starts[i] = -1;
    made->abstract = -1;
    int id = foi_xml_number(reader, "numId", -1);
    g_hash_table_replace(styles->instances, GINT_TO_POINTER(id), made);
    styles->instance = made;
    styles->list = NULL;
    styles->override = -1;
}

static void read_level(foi_docx_styles *styles, xmlTextReader *reader, const char *name)
{
    list_level *level = styles->level;
    if (strcmp(name, "start") == 0) {
        level->start = foi_xml_number(reader, "val", 1);
    } else if (strcmp(name, "numFmt") == 0) {
        g_autofree char *value = foi_xml_attribute(reader, "val");
        set_format(level, value == NULL ? "decimal" : value);
    } else if (strcmp(name, "lvlText") == 0) {
        g_free(level->text);
        level->text = foi_xml_attribute(reader, "val");
    }
}

static void read_instance(foi_docx_styles *styles, xmlTextReader *reader, const char *name)
{
    if (strcmp(name, "abstractNumId") == 0)
        styles->instance->abstract = foi_xml_number(reader, "val", -1);
    else if (strcmp(name, "lvlOverride") == 0)
        styles->override = foi_xml_number(reader, "ilvl", -1);
    else if (strcmp(name, "startOverride") == 0 && styles->override >= 0 &&
             styles->override < LEVELS)
        styles->instance->starts[styles->override] = foi_xml_number(reader, "val", 1);
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
        start_instance(styles, reader);
    } else if (strcmp(name, "lvl") == 0 && styles->list != NULL) {
        int level = foi_xml_number(reader, "ilvl", -1);
        styles->level = level >= 0 && level < LEVELS ? &styles->list->levels[level] : NULL;
    } else if (styles->level != NULL) {
        read_level(styles, reader, name);
    } else if (styles->instance != NULL) {
        read_instance(styles, reader, name);
    }
    return true;
}

foi_docx_styles *foi_docx_styles_read(foi_parts *package, const char *directory)
{
    foi_docx_styles *styles = g_new0(foi_docx_styles, 1);
    styles->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    styles->lists = g_hash_table_new_full(NULL, NULL, NULL, list_free);
    styles->instances = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autofree char *style_part = g_strconcat(directory, "styles.xml", NULL);
    g_autofree char *list_part = g_strconcat(directory, "numbering.xml", NULL);
    foi_parts_read(package, style_part, visit_styles, styles);
    foi_parts_read(package, list_part, visit_numbering, styles);
    return styles;
}

static void append_letters(GString *out, int number, bool upper)
{
    /* Word repeats the letter after z: aa, bb. */
    for (int i = 0; i <= (number - 1) / 26 && i < 8; i++)
        g_string_append_c(out, (char)((upper ? 'A' : 'a') + (number - 1) % 26));
}

static void append_roman(GString *out, int number, bool upper)
{
    static const int VALUES[] = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    static const char *const SIGNS[] = {"m",  "cm", "d",  "cd", "c",  "xc", "l",
                                        "xl", "x",  "ix", "v",  "iv", "i"};
    g_autoptr(GString) roman = g_string_new(NULL);
    number = MIN(number, 3999);
    for (size_t i = 0; i < G_N_ELEMENTS(VALUES); i++)
        for (; number >= VALUES[i]; number -= VALUES[i])
            g_string_append(roman, SIGNS[i]);
    if (upper)
        g_string_ascii_up(roman);
    g_string_append(out, roman->str);
}

static void append_counter(GString *out, const list_level *level, int number)
{
    if (level->format == LIST_LETTER && number > 0)
        append_letters(out, number, level->upper);
    else if (level->format == LIST_ROMAN && number > 0)
        append_roman(out, number, level->upper);
    else
        g_string_append_printf(out, "%d", number);
}

static void advance(list *abstract, instance *used, int level)
{
    const int *starts = used->starts;
    if (!used->used) {
        for (size_t i = 0; i < LEVELS; i++)
            abstract->begun[i] = abstract->begun[i] && starts[i] < 0;
        used->used = true;
    }
    int start = starts[level] >= 0 ? starts[level] : abstract->levels[level].start;
    if (!abstract->begun[level])
        abstract->counters[level] = start;
    else if (abstract->counters[level] < G_MAXINT)
        abstract->counters[level]++;
    abstract->begun[level] = true;
    for (int i = level + 1; i < LEVELS; i++)
        abstract->begun[i] = false;
    for (int i = 0; i < level; i++) {
        if (!abstract->begun[i])
            abstract->counters[i] = abstract->levels[i].start;
        abstract->begun[i] = true;
    }
}

foi_docx_label foi_docx_styles_count(foi_docx_styles *styles, int number, int level)
{
    foi_docx_label label = {NULL, 0, false};
    instance *used = g_hash_table_lookup(styles->instances, GINT_TO_POINTER(number));
    list *abstract =
        used == NULL ? NULL : g_hash_table_lookup(styles->lists, GINT_TO_POINTER(used->abstract));
    if (abstract == NULL || level < 0 || level >= LEVELS)
        return label;
    advance(abstract, used, level);
    const list_level *form = &abstract->levels[level];
    label.item = true;
    if (form->format == LIST_BULLET || form->text == NULL || *form->text == '\0')
        return label;
    g_autoptr(GString) text = g_string_new(NULL);
    unsigned counters = 0;
    for (const char *at = form->text; *at != '\0' && text->len < 64; at++) {
        if (*at == '%' && at[1] >= '1' && at[1] <= '9') {
            int other = *++at - '1';
            append_counter(text, &abstract->levels[other], abstract->counters[other]);
            counters++;
        } else {
            g_string_append_c(text, *at);
        }
    }
    int value = abstract->counters[level];
    if (counters == 1 && form->format == LIST_DECIMAL && value > 0)
        label.number = (uint32_t)value;
    label.text = g_strdup(text->str);
    return label;
}
