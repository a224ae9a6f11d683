#include "indexer/extract/pdf/pdf_lines.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/lines.h"
#include "indexer/extract/pdf/pdf_page.h"
#include "indexer/extract/pdf/pdf_words.h"

/* Heads and feet lie in this part of the page, at the top and at the bottom. */
#define MARGIN         0.11
/* A heading is no longer than this, in bytes. */
#define HEADING_LENGTH 160
/* How much larger than the body a heading is printed. */
#define HEADING_SIZE   1.14
/* A column as wide as this part of the page's text is prose. */
#define PROSE_WIDTH    0.55

struct foi_pdf_pages {
    GPtrArray *pages;    /* of foi_pdf_page * */
    GHashTable *repeats; /* key of a line in a margin -> on how many pages */
    GHashTable *given;   /* keys that were given once */
};

foi_pdf_pages *foi_pdf_pages_new(void)
{
    foi_pdf_pages *pages = g_new0(foi_pdf_pages, 1);
    pages->pages = g_ptr_array_new_with_free_func((GDestroyNotify)foi_pdf_page_free);
    pages->repeats = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    pages->given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return pages;
}

void foi_pdf_pages_free(foi_pdf_pages *pages)
{
    if (pages == NULL)
        return;
    g_ptr_array_unref(pages->pages);
    g_hash_table_unref(pages->repeats);
    g_hash_table_unref(pages->given);
    g_free(pages);
}

/* --- running heads and feet --- */

/* The text of a line in the margin with its numbers as '#', for the caller to g_free; NULL for a
 * line of the body. */
static char *margin_key(const foi_pdf_page *page, const foi_pdf_line *line)
{
    double middle = (line->top + line->bottom) / 2;
    bool top = middle < page->height * MARGIN;
    bool bottom = middle > page->height * (1 - MARGIN);
    if (!top && !bottom)
        return NULL;
    GString *key = g_string_new(top ? "^" : "$");
    bool digit = false;
    for (size_t i = 0; i < line->length; i++) {
        char c = page->text->str[line->start + i];
        if (g_ascii_isdigit(c) && !digit)
            g_string_append_c(key, '#');
        else if (!g_ascii_isdigit(c) && !g_ascii_isspace(c))
            g_string_append_c(key, g_ascii_tolower(c));
        digit = g_ascii_isdigit(c);
    }
    return g_string_free(key, FALSE);
}

/* Only a number, as "3", "- 3 -", "Page 3 of 7", "3/7". */
static bool is_page_number(const char *key)
{
    static const char *const FORMS[] = {"#", "-#-", "page#", "page#of#", "#of#", "#/#", "page#/#"};
    for (size_t i = 0; i < G_N_ELEMENTS(FORMS); i++)
        if (strcmp(key + 1, FORMS[i]) == 0)
            return true;
    return false;
}

static void count_margins(foi_pdf_pages *pages, const foi_pdf_page *page)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < page->lines->len; i++) {
        char *key = margin_key(page, &g_array_index(page->lines, foi_pdf_line, i));
        if (key == NULL || !g_hash_table_add(seen, key))
            continue;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(pages->repeats, key));
        g_hash_table_insert(pages->repeats, g_strdup(key), GUINT_TO_POINTER(count + 1));
    }
}

/* Whether LINE repeats on the pages and was given before, or only numbers the page. */
static bool is_running(foi_pdf_pages *pages, const foi_pdf_page *page, const foi_pdf_line *line)
{
    g_autofree char *key = margin_key(page, line);
    if (key == NULL)
        return false;
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(pages->repeats, key));
    if (count < 2 || count * 2 < pages->pages->len)
        return false;
    if (is_page_number(key))
        return true;
    return !g_hash_table_add(pages->given, g_steal_pointer(&key));
}

size_t foi_pdf_pages_add(foi_pdf_pages *pages, foi_pdf_page *page)
{
    g_ptr_array_add(pages->pages, page);
    count_margins(pages, page);
    return page->text->len;
}

/* --- paragraphs --- */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The usual distance between two lines of this page. */
static double usual_gap(const foi_pdf_page *page)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 1; i < page->lines->len; i++) {
        const foi_pdf_line *a = &g_array_index(page->lines, foi_pdf_line, i - 1);
        const foi_pdf_line *b = &g_array_index(page->lines, foi_pdf_line, i);
        double gap = b->top - a->bottom;
        double height = a->bottom - a->top;
        if (gap > -height / 2 && gap < 2 * height)
            g_array_append_val(gaps, gap);
    }
    if (gaps->len == 0)
        return 0;
    qsort(gaps->data, gaps->len, sizeof(double), compare_doubles);
    return g_array_index(gaps, double, gaps->len / 3);
}

/* The size that most characters of the document are printed in. */
static double body_size(const foi_pdf_pages *pages)
{
    uint64_t counts[200] = {0};
    for (guint p = 0; p < pages->pages->len; p++) {
        const foi_pdf_page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->lines->len; i++) {
            const foi_pdf_line *line = &g_array_index(page->lines, foi_pdf_line, i);
            double half = line->size * 2;
            if (half >= 1 && half < G_N_ELEMENTS(counts))
                counts[(size_t)half] += line->length;
        }
    }
    size_t best = 0;
    for (size_t i = 1; i < G_N_ELEMENTS(counts); i++)
        if (counts[i] > counts[best])
            best = i;
    return (double)best / 2;
}

static bool is_bold_throughout(const foi_pdf_pages *pages)
{
    uint64_t bold = 0;
    uint64_t all = 1;
    for (guint p = 0; p < pages->pages->len; p++) {
        const foi_pdf_page *page = g_ptr_array_index(pages->pages, p);
        for (guint i = 0; i < page->lines->len; i++) {
            const foi_pdf_line *line = &g_array_index(page->lines, foi_pdf_line, i);
            all += line->length;
            bold += line->bold ? line->length : 0;
        }
    }
    return bold * 2 > all;
}

/* What one page is given with. */
typedef struct giver {
    foi_output *output;
    const foi_pdf_page *page;
    foi_pdf_words *words;
    double gap;
    double body;
    bool bold; /* the whole document is: bold says nothing */
    double left;
    double right;
    GString *run; /* paragraphs without a heading among them, parted by empty lines */
    bool found;
} giver;

static bool parts(const giver *state, const foi_pdf_line *a, const foi_pdf_line *b)
{
    double height = MAX(a->bottom - a->top, b->bottom - b->top);
    double gap = b->top - a->bottom;
    if (gap > MAX(state->gap, 0) + 0.4 * height || gap < -0.6 * height)
        return true;
    if (fabs(a->size - b->size) > 0.12 * MAX(a->size, b->size))
        return true;
    return a->bold != b->bold && !state->bold;
}

static bool is_full(const giver *state, const foi_pdf_line *a, const foi_pdf_line *b, double left,
                    double right)
{
    if (right - left < PROSE_WIDTH * (state->right - state->left))
        return false;
    return a->right + b->first_word + a->size * 0.2 > right;
}

static void append_line(giver *state, const foi_pdf_line *line, const foi_pdf_line *before,
                        double left, double right)
{
    const char *text = state->page->text->str + line->start;
    const char *last = before == NULL ? NULL : state->page->text->str + before->start;
    if (before != NULL) {
        bool rows =
            memchr(last, '\t', before->length) != NULL && memchr(text, '\t', line->length) != NULL;
        bool full = !rows && is_full(state, before, line, left, right);
        bool item = foi_line_begins_item(text, line->length) &&
                    (!full || line->left < before->left - 2 ||
                     foi_line_ends_sentence(last, before->length));
        if (item || !full)
            g_string_append_c(state->run, '\n');
        else if (!foi_line_breaks_word(last, before->length, text, line->length))
            g_string_append_c(state->run, ' ');
        else if (foi_pdf_words_broken(state->words, last, before->length, text, line->length))
            g_string_truncate(state->run, state->run->len - 1);
    }
    g_string_append_len(state->run, text, (gssize)line->length);
}

static void give_run(giver *state)
{
    if (state->run->len > 0)
        foi_output_lines(state->output, state->run->str, state->run->len);
    g_string_truncate(state->run, 0);
}

static bool is_heading(const giver *state, guint first, guint last)
{
    size_t length = 0;
    for (guint i = first; i <= last; i++) {
        const foi_pdf_line *line = &g_array_index(state->page->lines, foi_pdf_line, i);
        bool marked = (line->bold && !state->bold) || line->size > state->body * HEADING_SIZE;
        length += line->length;
        if (!marked || memchr(state->page->text->str + line->start, '\t', line->length) != NULL)
            return false;
    }
    const foi_pdf_line *end = &g_array_index(state->page->lines, foi_pdf_line, last);
    char c = state->page->text->str[end->start + end->length - 1];
    return length <= HEADING_LENGTH && last - first < 4 && c != '.' && c != ',' && c != ';' &&
           c != ':';
}

/* Give the paragraph of the lines FIRST to LAST. */
static void give_paragraph(giver *state, guint first, guint last)
{
    bool heading = is_heading(state, first, last);
    double left = G_MAXDOUBLE;
    double right = 0;
    for (guint i = first; i <= last; i++) {
        const foi_pdf_line *line = &g_array_index(state->page->lines, foi_pdf_line, i);
        left = MIN(left, line->left);
        right = MAX(right, line->right);
    }
    if (heading)
        give_run(state);
    else if (state->run->len > 0)
        g_string_append(state->run, "\n\n");
    for (guint i = first; i <= last; i++)
        append_line(state, &g_array_index(state->page->lines, foi_pdf_line, i),
                    i == first ? NULL : &g_array_index(state->page->lines, foi_pdf_line, i - 1),
                    left, right);
    if (heading) {
        foi_output_block(state->output, FOI_BLOCK_HEADING, 0, state->run->str, state->run->len);
        g_string_truncate(state->run, 0);
    }
    state->found = true;
}

static void give_page(giver *state)
{
    const GArray *lines = state->page->lines;
    guint first = 0;
    for (guint i = 0; i < lines->len; i++) {
        const foi_pdf_line *line = &g_array_index(lines, foi_pdf_line, i);
        bool last = i + 1 == lines->len;
        if (last || parts(state, line, &g_array_index(lines, foi_pdf_line, i + 1))) {
            give_paragraph(state, first, i);
            first = i + 1;
        }
    }
    give_run(state);
}

static void measure(giver *state)
{
    state->gap = usual_gap(state->page);
    state->left = G_MAXDOUBLE;
    state->right = 0;
    for (guint i = 0; i < state->page->lines->len; i++) {
        const foi_pdf_line *line = &g_array_index(state->page->lines, foi_pdf_line, i);
        state->left = MIN(state->left, line->left);
        state->right = MAX(state->right, line->right);
    }
}

static void drop_running(foi_pdf_pages *pages, foi_pdf_page *page)
{
    g_autoptr(GArray) kept = g_array_new(FALSE, TRUE, sizeof(foi_pdf_line));
    for (guint i = 0; i < page->lines->len; i++) {
        foi_pdf_line *line = &g_array_index(page->lines, foi_pdf_line, i);
        if (!is_running(pages, page, line))
            g_array_append_val(kept, *line);
    }
    /* What is all that a page has is no head of it. */
    if (kept->len > 0) {
        GArray *all = page->lines;
        page->lines = g_steal_pointer(&kept);
        kept = all;
    }
}

bool foi_pdf_pages_give(foi_pdf_pages *pages, foi_output *output, uint32_t count)
{
    g_autoptr(GString) run = g_string_new(NULL);
    g_autoptr(foi_pdf_words) words = foi_pdf_words_new(pages->pages);
    giver state = {.output = output, .run = run, .words = words};
    state.body = body_size(pages);
    state.bold = is_bold_throughout(pages);
    uint32_t number = 0;
    for (guint i = 0; i < pages->pages->len; i++) {
        foi_pdf_page *page = g_ptr_array_index(pages->pages, i);
        for (; number < page->number; number++)
            foi_output_page(output);
        if (page->wants_ocr)
            foi_output_wants_ocr(output);
        if (page->confidence > 0)
            foi_output_ocr(output, page->confidence);
        drop_running(pages, page);
        state.page = page;
        measure(&state);
        give_page(&state);
    }
    for (; number < count; number++)
        foi_output_page(output);
    return state.found;
}
