#include "indexer/extract/word/rtf_flow.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/word/word_row.h"
#include "indexer/extract/word/word_style.h"

/* Notes in boxes in notes deeper than this are left out. */
#define FLOWS_OPEN 64
/* A row is given once it has so many cells; programs allow 63. */
#define ROW_CELLS  1024

typedef struct flow {
    foi_rtf_part part;
    GString *text;
    GString *label;
    foi_word_row *row;
    bool in_cell;
} flow;

/* A block that waits until the main text has ended. */
typedef struct waiting {
    foi_block_kind kind;
    uint32_t number;
    GString *text;
} waiting;

struct foi_rtf_flows {
    foi_output *output;
    GPtrArray *open;     /* of flow * */
    GPtrArray *notes;    /* of waiting * */
    GPtrArray *footers;  /* of waiting * */
    uint64_t wait_bytes; /* of both */
    GHashTable *margins; /* texts of headers and footers: each section repeats them */
    bool more;
};

static void flow_free(void *data)
{
    flow *one = data;
    g_string_free(one->text, TRUE);
    g_string_free(one->label, TRUE);
    foi_word_row_free(one->row);
    g_free(one);
}

static void waiting_free(void *data)
{
    waiting *one = data;
    g_string_free(one->text, TRUE);
    g_free(one);
}

foi_rtf_flows *foi_rtf_flows_new(foi_output *output)
{
    foi_rtf_flows *flows = g_new0(foi_rtf_flows, 1);
    flows->output = output;
    flows->open = g_ptr_array_new_with_free_func(flow_free);
    flows->notes = g_ptr_array_new_with_free_func(waiting_free);
    flows->footers = g_ptr_array_new_with_free_func(waiting_free);
    flows->margins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    flows->more = true;
    foi_rtf_flows_open(flows, FOI_RTF_MAIN);
    return flows;
}

void foi_rtf_flows_free(foi_rtf_flows *flows)
{
    if (flows == NULL)
        return;
    g_ptr_array_unref(flows->open);
    g_ptr_array_unref(flows->notes);
    g_ptr_array_unref(flows->footers);
    g_hash_table_unref(flows->margins);
    g_free(flows);
}

static flow *current(const foi_rtf_flows *flows)
{
    return g_ptr_array_index(flows->open, flows->open->len - 1);
}

GString *foi_rtf_flows_text(foi_rtf_flows *flows)
{
    return current(flows)->text;
}

GString *foi_rtf_flows_label(foi_rtf_flows *flows)
{
    return current(flows)->label;
}

bool foi_rtf_flows_more(const foi_rtf_flows *flows)
{
    return flows->more;
}

bool foi_rtf_flows_open(foi_rtf_flows *flows, foi_rtf_part part)
{
    if (flows->open->len >= FLOWS_OPEN) {
        foi_output_status(flows->output, FOI_READ_PARTIAL,
                          "notes and text boxes lie in each other deeper than the limit allows");
        return false;
    }
    flow *one = g_new0(flow, 1);
    /* A box goes where that which it stands in goes. */
    one->part = part == FOI_RTF_BOX ? current(flows)->part : part;
    one->text = g_string_new(NULL);
    one->label = g_string_new(NULL);
    one->row = foi_word_row_new();
    g_ptr_array_add(flows->open, one);
    return true;
}

static void give_now(foi_rtf_flows *flows, foi_block_kind kind, uint32_t number, const char *text,
                     size_t length)
{
    if (flows->more)
        flows->more = foi_output_block(flows->output, kind, number, text, length);
}

static void give(foi_rtf_flows *flows, foi_block_kind kind, uint32_t number, const char *text,
                 size_t length)
{
    foi_rtf_part part = current(flows)->part;
    bool margin = part == FOI_RTF_HEADER || part == FOI_RTF_FOOTER;
    if (margin && !g_hash_table_add(flows->margins, g_strstrip(g_strndup(text, length))))
        return;
    if (part != FOI_RTF_NOTE && part != FOI_RTF_FOOTER) {
        give_now(flows, kind, number, text, length);
        return;
    }
    flows->wait_bytes += length + sizeof(waiting);
    if (flows->wait_bytes > foi_output_room(flows->output)) {
        foi_output_status(flows->output, FOI_READ_PARTIAL,
                          "there are more notes than the limit for one file allows");
        return;
    }
    waiting *one = g_new0(waiting, 1);
    one->kind = kind;
    one->number = number;
    one->text = g_string_new_len(text, (gssize)length);
    g_ptr_array_add(part == FOI_RTF_NOTE ? flows->notes : flows->footers, one);
}

static void give_from_row(void *data, foi_block_kind kind, const char *text, size_t length)
{
    give(data, kind, 0, text, length);
}

/* --- paragraphs --- */

/* Bullets are signs, or the "o" that Word takes for a hollow one. */
static bool is_bullet(const char *label)
{
    if (strcmp(label, "o") == 0)
        return true;
    for (; *label != '\0'; label = g_utf8_next_char(label))
        if (g_unichar_isalnum(g_utf8_get_char(label)))
            return false;
    return true;
}

/* The number that a label such as "(3)" is; 0 for one with letters or with several numbers. */
static uint32_t number_of(const char *label)
{
    size_t before = strcspn(label, "0123456789");
    size_t digits = strspn(label + before, "0123456789");
    const char *after = label + before + digits;
    if (digits == 0 || digits > 6 || strpbrk(after, "0123456789") != NULL)
        return 0;
    for (const char *at = label; *at != '\0'; at++)
        if (g_ascii_isalpha(*at) || (unsigned char)*at >= 0x80)
            return 0;
    return (uint32_t)g_ascii_strtoull(label + before, NULL, 10);
}

/* The paragraph with its label; of a table it becomes a part of a cell. */
static void end_paragraph(foi_rtf_flows *flows, foi_rtf_form form)
{
    flow *one = current(flows);
    const char *label = g_strstrip(one->label->str);
    if (!foi_word_is_blank(one->text)) {
        bool labelled = *label != '\0';
        uint32_t number = labelled ? number_of(label) : 0;
        foi_block_kind kind =
            foi_word_kind(form.heading, form.quote, labelled && number == 0, one->text);
        if (labelled && !is_bullet(label)) {
            g_string_prepend_c(one->text, ' ');
            g_string_prepend(one->text, label);
        }
        bool in_cell = form.in_table && foi_word_row_add(one->row, one->text->str, one->text->len);
        if (!in_cell)
            give(flows, kind, kind == FOI_BLOCK_QUOTED ? 0 : number, one->text->str,
                 one->text->len);
    }
    g_string_truncate(one->text, 0);
    g_string_truncate(one->label, 0);
}

static void open_cell(flow *one)
{
    if (!one->in_cell)
        foi_word_row_cell(one->row);
    one->in_cell = true;
}

void foi_rtf_flows_paragraph(foi_rtf_flows *flows, foi_rtf_form form)
{
    if (form.in_table)
        open_cell(current(flows));
    else
        foi_rtf_flows_row(flows);
    end_paragraph(flows, form);
}

void foi_rtf_flows_cell(foi_rtf_flows *flows, foi_rtf_form form)
{
    form.in_table = true;
    open_cell(current(flows));
    end_paragraph(flows, form);
    current(flows)->in_cell = false;
    if (foi_word_row_cells(current(flows)->row) >= ROW_CELLS)
        foi_rtf_flows_row(flows);
}

void foi_rtf_flows_row(foi_rtf_flows *flows)
{
    flow *one = current(flows);
    if (foi_word_row_cells(one->row) > 0)
        foi_word_row_give(one->row, give_from_row, flows);
    one->in_cell = false;
}

void foi_rtf_flows_relieve(foi_rtf_flows *flows)
{
    GString *text = current(flows)->text;
    if (text->len <= 2 * FOI_BLOCK_BYTES)
        return;
    give(flows, FOI_BLOCK_PARAGRAPH, 0, text->str, text->len);
    g_string_truncate(text, 0);
}

/* --- flows --- */

/* What has no end of its own ends here: a last paragraph, a row in a file that is cut short. */
static void end_flow(foi_rtf_flows *flows)
{
    foi_rtf_form form = {false, false, current(flows)->in_cell};
    foi_rtf_flows_paragraph(flows, form);
    foi_rtf_flows_row(flows);
}

void foi_rtf_flows_close(foi_rtf_flows *flows)
{
    if (flows->open->len < 2)
        return;
    end_flow(flows);
    g_ptr_array_set_size(flows->open, (gint)flows->open->len - 1);
}

static void give_waiting(foi_rtf_flows *flows, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len && flows->more; i++) {
        const waiting *one = g_ptr_array_index(blocks, i);
        give_now(flows, one->kind, one->number, one->text->str, one->text->len);
    }
}

void foi_rtf_flows_finish(foi_rtf_flows *flows)
{
    while (flows->open->len > 1)
        foi_rtf_flows_close(flows);
    end_flow(flows);
    give_waiting(flows, flows->notes);
    give_waiting(flows, flows->footers);
}
