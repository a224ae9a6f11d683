#include "indexer/extract/word/doc_lists.h"

#define LIST_BYTES     28
#define LEVEL_BYTES    28
#define USE_BYTES      16
#define OVERRIDE_BYTES 8

enum { LIST_SIMPLE = 1, OVERRIDE_START = 0x10, OVERRIDE_FORM = 0x20 };

typedef struct format_row {
    foi_list_format format;
    bool upper;
} format_row;

static void set_format(foi_list_level *level, uint8_t code)
{
    static const format_row FORMATS[] = {
        {FOI_LIST_DECIMAL, false}, {FOI_LIST_ROMAN, true},   {FOI_LIST_ROMAN, false},
        {FOI_LIST_LETTER, true},   {FOI_LIST_LETTER, false},
    };
    format_row row = {FOI_LIST_DECIMAL, false};
    if (code < G_N_ELEMENTS(FORMATS))
        row = FORMATS[code];
    else if (code == 23 || code == 255)
        row.format = FOI_LIST_BULLET;
    level->format = row.format;
    level->upper = row.upper;
}

/* The text of a label, whose characters below 9 stand for the counters of the levels. */
static char *read_label(foi_view lists, size_t at)
{
    g_autoptr(GString) label = g_string_new(NULL);
    size_t length = foi_view_16(lists, at);
    for (size_t i = 0; i < length && foi_view_has(lists, at + 2 + 2 * i, 2); i++) {
        gunichar c = foi_view_16(lists, at + 2 + 2 * i);
        if (c < FOI_LIST_LEVELS)
            g_string_append_printf(label, "%%%u", c + 1);
        else if (g_unichar_validate(c))
            g_string_append_unichar(label, c);
    }
    return g_strdup(label->str);
}

/* Read a level at AT; gives where what is behind it begins. LEVEL may be NULL. */
static size_t read_level(foi_view lists, size_t at, foi_list_level *level)
{
    size_t changes = (size_t)foi_view_8(lists, at + 24) + foi_view_8(lists, at + 25);
    size_t label = at + LEVEL_BYTES + changes;
    if (level != NULL && foi_view_has(lists, at, LEVEL_BYTES)) {
        level->start = (int)MIN(foi_view_32(lists, at), G_MAXUINT16);
        set_format(level, foi_view_8(lists, at + 4));
        level->text = read_label(lists, label);
    }
    return label + 2 + 2 * (size_t)foi_view_16(lists, label);
}

/* The levels of all lists stand behind the table of lists. */
static void read_lists(const foi_doc_file *file, foi_lists *made)
{
    foi_view table = foi_doc_file_table(file, FOI_DOC_TABLE_LISTS);
    if (table.length == 0)
        return;
    foi_view lists = foi_view_part(file->tables, (uint64_t)(table.bytes - file->tables.bytes),
                                   file->tables.length);
    unsigned count = foi_view_16(table, 0);
    size_t at = 2 + LIST_BYTES * (size_t)count;
    for (unsigned i = 0; i < count && at < lists.length; i++) {
        size_t record = 2 + LIST_BYTES * (size_t)i;
        foi_list_level *levels = foi_lists_define(made, (int)foi_view_32(lists, record));
        bool simple = (foi_view_8(lists, record + 26) & LIST_SIMPLE) != 0;
        for (unsigned k = 0; k < (simple ? 1 : FOI_LIST_LEVELS); k++)
            at = read_level(lists, at, &levels[k]);
    }
}

/* What a use changes of its list, at AT; gives where what is behind it begins. */
static size_t read_override(foi_view uses, size_t at, foi_list_use *use)
{
    uint32_t flags = foi_view_32(uses, at + 4);
    unsigned level = flags & 0xf;
    size_t end = at + OVERRIDE_BYTES;
    uint32_t start = foi_view_32(uses, (flags & OVERRIDE_FORM) != 0 ? end : at);
    if ((flags & OVERRIDE_START) != 0 && level < FOI_LIST_LEVELS)
        use->starts[level] = (int)MIN(start, G_MAXUINT16);
    return (flags & OVERRIDE_FORM) != 0 ? read_level(uses, end, NULL) : end;
}

static void read_uses(const foi_doc_file *file, foi_lists *made)
{
    foi_view uses = foi_doc_file_table(file, FOI_DOC_TABLE_LIST_USES);
    uint32_t count = (uint32_t)MIN(foi_view_32(uses, 0), uses.length / USE_BYTES);
    size_t at = 4 + USE_BYTES * (size_t)count;
    for (uint32_t i = 0; i < count; i++) {
        size_t record = 4 + USE_BYTES * (size_t)i;
        foi_list_use *use = foi_lists_define_use(made, (int)i + 1);
        use->list = (int)foi_view_32(uses, record);
        unsigned overrides = foi_view_8(uses, record + 12);
        at += 4;
        for (unsigned k = 0; k < overrides && at < uses.length; k++)
            at = read_override(uses, at, use);
    }
}

foi_lists *foi_doc_lists_read(const foi_doc_file *file)
{
    foi_lists *lists = foi_lists_new();
    read_lists(file, lists);
    read_uses(file, lists);
    return lists;
}
