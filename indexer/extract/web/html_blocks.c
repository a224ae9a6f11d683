#include "indexer/extract/web/html_blocks.h"

#include <string.h>

#include "indexer/extract/clean.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/lines.h"

/* Lists within lists deeper than this are not counted, only read. */
#define LIST_DEPTH   32
/* A row of a table with more text is a piece of layout: its paragraphs are given one by one. */
#define ROW_BYTES    2000
/* A longer label is cut. Characters. */
#define LABEL_LENGTH 100

typedef enum element_form {
    ELEMENT_INLINE = 0,
    ELEMENT_BLOCK,
    ELEMENT_DROPPED,
    ELEMENT_HEADING,
    ELEMENT_QUOTE,
    ELEMENT_LIST,
    ELEMENT_NUMBERED,
    ELEMENT_ITEM,
    ELEMENT_PRE,
    ELEMENT_BREAK,
    ELEMENT_TABLE,
    ELEMENT_ROW,
    ELEMENT_CELL,
    ELEMENT_HEAD,
    ELEMENT_TITLE
} element_form;

typedef struct element_row {
    const char *name;
    element_form form;
} element_row;

static const element_row ELEMENTS[] = {
    {"p", ELEMENT_BLOCK},          {"div", ELEMENT_BLOCK},        {"br", ELEMENT_BREAK},
    {"td", ELEMENT_CELL},          {"th", ELEMENT_CELL},          {"tr", ELEMENT_ROW},
    {"table", ELEMENT_TABLE},      {"li", ELEMENT_ITEM},          {"ul", ELEMENT_LIST},
    {"ol", ELEMENT_NUMBERED},      {"h1", ELEMENT_HEADING},       {"h2", ELEMENT_HEADING},
    {"h3", ELEMENT_HEADING},       {"h4", ELEMENT_HEADING},       {"h5", ELEMENT_HEADING},
    {"h6", ELEMENT_HEADING},       {"blockquote", ELEMENT_QUOTE}, {"pre", ELEMENT_PRE},
    {"head", ELEMENT_HEAD},        {"title", ELEMENT_TITLE},      {"script", ELEMENT_DROPPED},
    {"style", ELEMENT_DROPPED},    {"template", ELEMENT_DROPPED}, {"noscript", ELEMENT_DROPPED},
    {"svg", ELEMENT_DROPPED},      {"textarea", ELEMENT_DROPPED}, {"select", ELEMENT_DROPPED},
    {"body", ELEMENT_BLOCK},       {"html", ELEMENT_BLOCK},       {"section", ELEMENT_BLOCK},
    {"article", ELEMENT_BLOCK},    {"main", ELEMENT_BLOCK},       {"header", ELEMENT_BLOCK},
    {"footer", ELEMENT_BLOCK},     {"nav", ELEMENT_BLOCK},        {"aside", ELEMENT_BLOCK},
    {"address", ELEMENT_BLOCK},    {"center", ELEMENT_BLOCK},     {"dl", ELEMENT_BLOCK},
    {"dt", ELEMENT_BLOCK},         {"dd", ELEMENT_BLOCK},         {"hr", ELEMENT_BLOCK},
    {"fieldset", ELEMENT_BLOCK},   {"figure", ELEMENT_BLOCK},     {"figcaption", ELEMENT_BLOCK},
    {"caption", ELEMENT_BLOCK},    {"form", ELEMENT_BLOCK},       {"legend", ELEMENT_BLOCK},
    {"details", ELEMENT_BLOCK},    {"summary", ELEMENT_BLOCK},    {"menu", ELEMENT_LIST},
    {"frameset", ELEMENT_DROPPED}, {"option", ELEMENT_BLOCK},     {"noframes", ELEMENT_BLOCK},
};

typedef struct list_level {
    bool numbered;
    uint32_t next;
} list_level;

struct foi_html_blocks {
    foi_output *output;
    bool with_title;
    bool more;
    GHashTable *forms; /* name -> element_row * */
    GString *text;     /* of the block that is being read */
    GString *title;
    uint32_t dropped; /* open elements inside a dropped one, itself included */
    uint32_t head;
    uint32_t in_title;
    uint32_t headings;
    uint32_t quotes;
    uint32_t pre;
    uint32_t lists; /* depth; the counters of the first LIST_DEPTH are in levels */
    list_level levels[LIST_DEPTH];
    bool item;      /* the block is one of a list */
    GString *label; /* what is printed before the block: "17." */
    uint32_t number;
    uint32_t tables;
    uint32_t row_table; /* depth of the table whose row is being read; 0: none */
    uint32_t cells;     /* begun in that row */
    GString *row;       /* its finished cells */
    bool space;         /* white space waits */
};

foi_html_blocks *foi_html_blocks_new(foi_output *output, bool with_title)
{
    foi_html_blocks *blocks = g_new0(foi_html_blocks, 1);
    blocks->output = output;
    blocks->with_title = with_title;
    blocks->more = true;
    blocks->forms = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        g_hash_table_insert(blocks->forms, (void *)ELEMENTS[i].name, (void *)&ELEMENTS[i]);
    blocks->text = g_string_new(NULL);
    blocks->title = g_string_new(NULL);
    blocks->row = g_string_new(NULL);
    blocks->label = g_string_new(NULL);
    return blocks;
}

void foi_html_blocks_free(foi_html_blocks *blocks)
{
    if (blocks == NULL)
        return;
    g_hash_table_unref(blocks->forms);
    g_string_free(blocks->text, TRUE);
    g_string_free(blocks->title, TRUE);
    g_string_free(blocks->row, TRUE);
    g_string_free(blocks->label, TRUE);
    g_free(blocks);
}

bool foi_html_blocks_more(const foi_html_blocks *blocks)
{
    return blocks->more;
}

static element_form form_of(const foi_html_blocks *blocks, const char *name)
{
    const element_row *row = g_hash_table_lookup(blocks->forms, name);
    return row == NULL ? ELEMENT_INLINE : row->form;
}

static foi_block_kind kind_now(const foi_html_blocks *blocks)
{
    if (blocks->quotes > 0)
        return FOI_BLOCK_QUOTED;
    if (blocks->headings > 0)
        return FOI_BLOCK_HEADING;
    bool item = blocks->item || blocks->label->len > 0;
    return item && blocks->number == 0 ? FOI_BLOCK_ITEM : FOI_BLOCK_PARAGRAPH;
}

static void set_label(foi_html_blocks *blocks, const char *label, uint32_t number)
{
    g_string_assign(blocks->label, label);
    blocks->number = number;
}

static void give(foi_html_blocks *blocks, foi_block_kind kind, const char *text, size_t length)
{
    if (!blocks->more)
        return;
    if (blocks->label->len == 0 || kind == FOI_BLOCK_ROW) {
        blocks->more = foi_output_block(blocks->output, kind, 0, text, length);
        return;
    }
    g_string_append_c(blocks->label, ' ');
    g_string_append_len(blocks->label, text, (gssize)length);
    /* The numbers in a quotation are those of another document. */
    blocks->more =
        foi_output_block(blocks->output, kind, kind == FOI_BLOCK_QUOTED ? 0 : blocks->number,
                         blocks->label->str, blocks->label->len);
    set_label(blocks, "", 0);
}

static void flush(foi_html_blocks *blocks)
{
    blocks->space = false;
    if (foi_line_is_blank(blocks->text->str, blocks->text->len)) {
        g_string_truncate(blocks->text, 0);
        return; /* The label waits for its text. */
    }
    give(blocks, kind_now(blocks), blocks->text->str, blocks->text->len);
    g_string_truncate(blocks->text, 0);
    blocks->item = false;
}

/* The paragraphs of a row that is layout, one for each line. */
static void give_paragraphs(foi_html_blocks *blocks)
{
    const char *at = blocks->row->str;
    const char *end = at + blocks->row->len;
    while (at < end) {
        const char *stop = at + strcspn(at, "\n\t");
        give(blocks, kind_now(blocks), at, (size_t)(stop - at));
        at = stop + 1;
    }
}

static void end_row(foi_html_blocks *blocks)
{
    if (blocks->row_table == 0)
        return;
    g_string_append_len(blocks->row, blocks->text->str, (gssize)blocks->text->len);
    g_string_truncate(blocks->text, 0);
    blocks->space = false;
    if (blocks->cells > 1 && blocks->row->len <= ROW_BYTES) {
        g_strdelimit(blocks->row->str, "\n", ' ');
        if (!foi_line_is_blank(blocks->row->str, blocks->row->len))
            give(blocks, FOI_BLOCK_ROW, blocks->row->str, blocks->row->len);
    } else {
        give_paragraphs(blocks);
    }
    g_string_truncate(blocks->row, 0);
    blocks->row_table = 0;
    blocks->cells = 0;
}

/* The end of a block: inside a row it parts the paragraphs of a cell. */
static void part(foi_html_blocks *blocks)
{
    if (blocks->row_table == 0) {
        flush(blocks);
        return;
    }
    blocks->space = false;
    if (blocks->text->len > 0 && blocks->text->str[blocks->text->len - 1] != '\n')
        g_string_append_c(blocks->text, '\n');
    if (blocks->row->len + blocks->text->len > FOI_BLOCK_BYTES) {
        uint32_t table = blocks->row_table;
        end_row(blocks);
        blocks->row_table = table;
    }
}

static void break_line(foi_html_blocks *blocks)
{
    GString *text = blocks->text;
    blocks->space = false;
    if (text->len == 0)
        return;
    if (text->str[text->len - 1] == '\n')
        part(blocks); /* Two breaks are a paragraph. */
    else
        g_string_append_c(text, '\n');
}

static const char *attribute(const char *const *attributes, const char *name)
{
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (g_ascii_strcasecmp(attributes[0], name) == 0)
            return attributes[1] == NULL ? "" : attributes[1];
    return NULL;
}

/* "display : none" and the like, however it is spaced. */
static bool style_hides(const char *style)
{
    g_autoptr(GString) tight = g_string_new(NULL);
    for (size_t i = 0; style[i] != '\0' && i < 4096; i++)
        if (!g_ascii_isspace(style[i]))
            g_string_append_c(tight, g_ascii_tolower(style[i]));
    return strstr(tight->str, "display:none") != NULL ||
           strstr(tight->str, "visibility:hidden") != NULL;
}

static bool is_hidden(const char *const *attributes)
{
    if (attributes == NULL)
        return false;
    const char *style = attribute(attributes, "style");
    return attribute(attributes, "hidden") != NULL || (style != NULL && style_hides(style));
}

static void start_list(foi_html_blocks *blocks, bool numbered, const char *const *attributes)
{
    part(blocks);
    if (blocks->lists < LIST_DEPTH) {
        const char *type = attribute(attributes, "type");
        const char *first = attribute(attributes, "start");
        gint64 start = first == NULL ? 1 : g_ascii_strtoll(first, NULL, 10);
        list_level *level = &blocks->levels[blocks->lists];
        level->numbered = numbered && (type == NULL || strcmp(type, "1") == 0);
        level->next = start >= 0 && start < 100000 ? (uint32_t)start : 1;
    }
    blocks->lists++;
}

static void start_item(foi_html_blocks *blocks)
{
    part(blocks);
    blocks->item = true;
    set_label(blocks, "", 0);
    if (blocks->lists == 0 || blocks->lists > LIST_DEPTH || blocks->row_table > 0)
        return;
    list_level *level = &blocks->levels[blocks->lists - 1];
    if (level->numbered) {
        char label[16];
        g_snprintf(label, sizeof label, "%u.", level->next);
        set_label(blocks, label, level->next++);
    }
}

static void start_table(foi_html_blocks *blocks)
{
    if (blocks->row_table > 0) {
        /* A table in a cell: what stands before it is layout. */
        blocks->cells = 1;
        end_row(blocks);
    } else {
        flush(blocks);
    }
    blocks->tables++;
}

static void start_row(foi_html_blocks *blocks)
{
    end_row(blocks);
    flush(blocks);
    blocks->row_table = blocks->tables > 0 ? blocks->tables : 1;
}

static void start_cell(foi_html_blocks *blocks)
{
    if (blocks->row_table == 0)
        start_row(blocks);
    if (blocks->cells++ > 0) {
        g_string_append_len(blocks->row, blocks->text->str, (gssize)blocks->text->len);
        while (blocks->row->len > 0 && blocks->row->str[blocks->row->len - 1] == '\n')
            g_string_truncate(blocks->row, blocks->row->len - 1);
        g_string_append_c(blocks->row, '\t');
        g_string_truncate(blocks->text, 0);
    }
    blocks->space = false;
}

static void start_form(foi_html_blocks *blocks, element_form form, const char *const *attributes)
{
    switch (form) {
    case ELEMENT_INLINE:
    case ELEMENT_DROPPED:
        break;
    case ELEMENT_BLOCK:
        part(blocks);
        break;
    case ELEMENT_HEADING:
        part(blocks);
        blocks->headings++;
        break;
    case ELEMENT_QUOTE:
        part(blocks);
        blocks->quotes++;
        break;
    case ELEMENT_LIST:
    case ELEMENT_NUMBERED:
        start_list(blocks, form == ELEMENT_NUMBERED, attributes);
        break;
    case ELEMENT_ITEM:
        start_item(blocks);
        break;
    case ELEMENT_PRE:
        part(blocks);
        blocks->pre++;
        break;
    case ELEMENT_BREAK:
        break_line(blocks);
        break;
    case ELEMENT_TABLE:
        start_table(blocks);
        break;
    case ELEMENT_ROW:
        start_row(blocks);
        break;
    case ELEMENT_CELL:
        start_cell(blocks);
        break;
    case ELEMENT_HEAD:
        blocks->head++;
        break;
    case ELEMENT_TITLE:
        blocks->in_title++;
        break;
    }
}

void foi_html_blocks_start(foi_html_blocks *blocks, const char *name, const char *const *attributes)
{
    element_form form = form_of(blocks, name);
    if (blocks->dropped > 0)
        blocks->dropped++;
    else if (form == ELEMENT_DROPPED || is_hidden(attributes))
        blocks->dropped = 1;
    else
        start_form(blocks, form, attributes);
}

static void close_one(uint32_t *open)
{
    if (*open > 0)
        (*open)--;
}

static void end_pre(foi_html_blocks *blocks)
{
    if (blocks->row_table == 0 && blocks->pre == 1) {
        if (blocks->more)
            blocks->more = foi_output_lines(blocks->output, blocks->text->str, blocks->text->len);
        g_string_truncate(blocks->text, 0);
    }
    part(blocks);
    close_one(&blocks->pre);
}

static void end_form(foi_html_blocks *blocks, element_form form)
{
    switch (form) {
    case ELEMENT_INLINE:
    case ELEMENT_DROPPED:
    case ELEMENT_BREAK:
    case ELEMENT_CELL:
        break;
    case ELEMENT_BLOCK:
        part(blocks);
        break;
    case ELEMENT_HEADING:
        part(blocks);
        close_one(&blocks->headings);
        break;
    case ELEMENT_QUOTE:
        part(blocks);
        close_one(&blocks->quotes);
        break;
    case ELEMENT_LIST:
    case ELEMENT_NUMBERED:
        part(blocks);
        close_one(&blocks->lists);
        break;
    case ELEMENT_ITEM:
        part(blocks);
        blocks->item = false;
        set_label(blocks, "", 0);
        break;
    case ELEMENT_PRE:
        end_pre(blocks);
        break;
    case ELEMENT_TABLE:
        end_row(blocks);
        flush(blocks);
        close_one(&blocks->tables);
        break;
    case ELEMENT_ROW:
        end_row(blocks);
        break;
    case ELEMENT_HEAD:
        close_one(&blocks->head);
        break;
    case ELEMENT_TITLE:
        close_one(&blocks->in_title);
        break;
    }
}

void foi_html_blocks_end(foi_html_blocks *blocks, const char *name)
{
    if (blocks->dropped > 0)
        blocks->dropped--;
    else
        end_form(blocks, form_of(blocks, name));
}

static void append_folded(foi_html_blocks *blocks, const char *text, size_t length)
{
    GString *out = blocks->text;
    for (size_t i = 0; i < length; i++) {
        if (g_ascii_isspace(text[i])) {
            blocks->space = true;
            continue;
        }
        if (blocks->space && out->len > 0 && !g_ascii_isspace(out->str[out->len - 1]))
            g_string_append_c(out, ' ');
        blocks->space = false;
        g_string_append_c(out, text[i]);
    }
}

/* A block that has grown too long is given in pieces, so that memory stays bounded. */
static void give_long(foi_html_blocks *blocks)
{
    GString *text = blocks->text;
    if (text->len <= 2 * FOI_BLOCK_BYTES)
        return;
    const char *space = g_strrstr_len(text->str, FOI_BLOCK_BYTES, " ");
    size_t cut = space == NULL ? FOI_BLOCK_BYTES : (size_t)(space - text->str) + 1;
    while (space == NULL && cut > 0 && ((unsigned char)text->str[cut] & 0xc0) == 0x80)
        cut--;
    cut = cut == 0 ? FOI_BLOCK_BYTES : cut;
    give(blocks, kind_now(blocks), text->str, cut);
    g_string_erase(text, 0, (gssize)cut);
}

void foi_html_blocks_text(foi_html_blocks *blocks, const char *text, size_t length)
{
    if (blocks->dropped > 0 || !blocks->more)
        return;
    if (blocks->in_title > 0) {
        if (blocks->title->len < (size_t)FOI_TITLE_LENGTH * 8)
            g_string_append_len(blocks->title, text, (gssize)length);
        return;
    }
    if (blocks->head > 0)
        return;
    if (blocks->pre > 0)
        g_string_append_len(blocks->text, text, (gssize)length);
    else
        append_folded(blocks, text, length);
    give_long(blocks);
}

void foi_html_blocks_label(foi_html_blocks *blocks, const char *label)
{
    if (blocks->dropped > 0)
        return;
    g_autofree char *line = foi_clean_line(label, strlen(label), LABEL_LENGTH);
    if (line == NULL)
        return;
    const char *digits = line + (*line == '(' || *line == '[');
    size_t length = strspn(digits, "0123456789");
    bool number =
        length > 0 && length <= 4 && strspn(digits + length, ".)]") == strlen(digits + length);
    if (blocks->row_table > 0) {
        foi_html_blocks_text(blocks, line, strlen(line));
        foi_html_blocks_text(blocks, " ", 1);
    } else {
        set_label(blocks, line, number ? (uint32_t)g_ascii_strtoull(digits, NULL, 10) : 0);
    }
}

bool foi_html_blocks_finish(foi_html_blocks *blocks)
{
    end_row(blocks);
    if (blocks->pre > 0)
        end_pre(blocks);
    flush(blocks);
    if (blocks->with_title)
        foi_output_title(blocks->output, blocks->title->str);
    return blocks->more;
}
