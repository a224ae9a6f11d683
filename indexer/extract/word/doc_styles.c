#include "indexer/extract/word/doc_styles.h"

#include "indexer/extract/word/doc_properties.h"
#include "indexer/extract/word/lists.h"
#include "indexer/extract/word/word_style.h"

/* A style that is based on more others than this is in a circle. */
#define INHERITED 16
#define NO_STYLE  0xfff

enum { KIND_PARAGRAPH = 1, KIND_CHARACTER = 2 };
/* The numbers of the styles that every Word file has. */
enum {
    BUILT_IN_HEADING_1 = 1,
    BUILT_IN_HEADING_9 = 9,
    BUILT_IN_TITLE = 62,
    BUILT_IN_SUBTITLE = 74
};

/* A style as the file has it. */
typedef struct style {
    unsigned base;
    bool heading;
    bool quote;
    foi_doc_properties said;
} style;

static bool is_built_in_heading(unsigned number)
{
    return (number >= BUILT_IN_HEADING_1 && number <= BUILT_IN_HEADING_9) ||
           number == BUILT_IN_TITLE || number == BUILT_IN_SUBTITLE;
}

/* The name at AT, as far as it is ASCII; *AT: behind it. */
static char *read_name(foi_view record, bool old, size_t *at)
{
    size_t length = old ? foi_view_8(record, *at) : foi_view_16(record, *at);
    size_t width = old ? 1 : 2;
    *at += width;
    g_autoptr(GString) name = g_string_new(NULL);
    for (size_t i = 0; i < length && foi_view_has(record, *at + i * width, width); i++) {
        unsigned c = old ? foi_view_8(record, *at + i) : foi_view_16(record, *at + 2 * i);
        g_string_append_c(name, c > 0 && c < 0x80 ? (char)c : '?');
    }
    *at += (length + 1) * width;
    return g_strdup(name->str);
}

/* The changes of one kind at AT, which begin at an even place behind their length. */
static foi_view read_changes(foi_view record, size_t *at)
{
    size_t length = foi_view_16(record, *at);
    foi_view changes = foi_view_part(record, *at + 2, length);
    *at += 2 + length + length % 2;
    return changes;
}

static style read_style(foi_view record, size_t fixed, bool old)
{
    style made = {.base = foi_view_16(record, 2) >> 4, .said = FOI_DOC_NOTHING};
    unsigned kind = foi_view_16(record, 2) & 0xf;
    size_t at = fixed;
    g_autofree char *name = read_name(record, old, &at);
    made.heading =
        is_built_in_heading(foi_view_16(record, 0) & 0xfff) || foi_word_style_is_heading(name);
    made.quote = foi_word_style_is_quote(name);
    at += at % 2;
    if (kind == KIND_PARAGRAPH) {
        foi_view paragraph = read_changes(record, &at);
        foi_doc_properties_apply(&made.said, foi_view_part(paragraph, 2, paragraph.length), old);
    }
    if (kind == KIND_PARAGRAPH || kind == KIND_CHARACTER)
        foi_doc_properties_apply(&made.said, read_changes(record, &at), old);
    return made;
}

static GArray *read_all(foi_view table, bool old)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(style));
    size_t at = 2 + (size_t)foi_view_16(table, 0);
    unsigned count = foi_view_16(table, 2);
    size_t fixed = foi_view_16(table, 4);
    for (unsigned i = 0; i < count && foi_view_has(table, at, 2); i++) {
        size_t length = foi_view_16(table, at);
        style made = {.base = NO_STYLE, .said = FOI_DOC_NOTHING};
        if (length > 0)
            made = read_style(foi_view_part(table, at + 2, length), fixed, old);
        g_array_append_val(all, made);
        at += 2 + length + length % 2;
    }
    return all;
}

/* The styles that INDEX is based on, itself first. */
static unsigned list_bases(const GArray *all, unsigned index, const style *bases[INHERITED])
{
    unsigned count = 0;
    for (; count < INHERITED && index < all->len; count++) {
        bases[count] = &g_array_index(all, style, index);
        index = bases[count]->base;
    }
    return count;
}

static foi_doc_style inherit(const GArray *all, unsigned index)
{
    foi_doc_style made = {.list = -1, .level = -1};
    foi_doc_properties said = FOI_DOC_NOTHING;
    const style *bases[INHERITED];
    for (unsigned i = list_bases(all, index, bases); i > 0; i--) {
        const style *one = bases[i - 1];
        foi_doc_properties_merge(&said, &one->said);
        made.hidden = foi_doc_is_hidden(one->said.hidden, made.hidden);
        made.heading |= one->heading;
        made.quote |= one->quote;
    }
    made.heading |= said.outline >= 0 && said.outline < FOI_LIST_LEVELS;
    made.list = said.list;
    made.level = said.level;
    return made;
}

foi_doc_styles *foi_doc_styles_read(const foi_doc_file *file)
{
    foi_doc_styles *styles = g_new0(foi_doc_styles, 1);
    styles->styles = g_array_new(FALSE, FALSE, sizeof(foi_doc_style));
    g_autoptr(GArray) all = read_all(foi_doc_file_table(file, FOI_DOC_TABLE_STYLES), file->old);
    for (guint i = 0; i < all->len; i++) {
        foi_doc_style made = inherit(all, i);
        styles->some_hidden |= made.hidden;
        g_array_append_val(styles->styles, made);
    }
    return styles;
}

void foi_doc_styles_free(foi_doc_styles *styles)
{
    if (styles == NULL)
        return;
    g_array_unref(styles->styles);
    g_free(styles);
}

foi_doc_style foi_doc_styles_find(const foi_doc_styles *styles, int index)
{
    if (index < 0 || (guint)index >= styles->styles->len)
        return (foi_doc_style){.list = -1, .level = -1};
    return g_array_index(styles->styles, foi_doc_style, index);
}
