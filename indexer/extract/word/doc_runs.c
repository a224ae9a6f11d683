#include "indexer/extract/word/doc_runs.h"

#define PAGE_BYTES 512
/* Bytes of an entry of a page of paragraphs: the place of its properties, then what it was drawn
 * with. */
#define ENTRY_OLD  7
#define ENTRY_97   13

typedef struct run {
    uint32_t start; /* in the main stream */
    uint32_t end;
    uint32_t changes; /* where they are listed in the main stream */
    uint16_t length;
    uint16_t style; /* paragraphs only */
    bool known;     /* the properties are filled in */
    foi_doc_properties properties;
} run;

struct foi_doc_runs {
    const foi_doc_file *file;
    bool paragraphs;
    GArray *runs; /* of run, by start, none over the other */
    guint last;   /* the run that was asked for before */
};

/* Of a paragraph: its properties lie at AT in PAGE behind their length in words. */
static void place_paragraph(run *made, foi_view page, uint32_t page_start, size_t at, bool old)
{
    size_t length = 2 * (size_t)foi_view_8(page, at);
    at++;
    if (!old && length == 0)
        length = 2 * (size_t)foi_view_8(page, at++);
    else if (!old)
        length--;
    foi_view said = foi_view_part(page, at, length);
    made->style = foi_view_16(said, 0);
    if (said.length > 2) {
        made->changes = page_start + (uint32_t)at + 2;
        made->length = (uint16_t)(said.length - 2);
    }
}

static void place_characters(run *made, foi_view page, uint32_t page_start, size_t at)
{
    made->changes = page_start + (uint32_t)at + 1;
    made->length = (uint16_t)foi_view_part(page, at + 1, foi_view_8(page, at)).length;
}

/* False: the page is none of properties. */
static bool read_page(foi_doc_runs *runs, uint32_t number)
{
    uint32_t page_start = number * PAGE_BYTES;
    foi_view page = foi_view_part(runs->file->main, page_start, PAGE_BYTES);
    size_t count = foi_view_8(page, PAGE_BYTES - 1);
    size_t entry = !runs->paragraphs ? 1 : runs->file->old ? ENTRY_OLD : ENTRY_97;
    if (page.length < PAGE_BYTES || 4 * (count + 1) + entry * count > PAGE_BYTES - 1)
        return false;
    for (size_t i = 0; i < count; i++) {
        run made = {.start = foi_view_32(page, 4 * i), .end = foi_view_32(page, 4 * i + 4)};
        size_t at = 2 * (size_t)foi_view_8(page, 4 * (count + 1) + entry * i);
        if (at > 0 && runs->paragraphs)
            place_paragraph(&made, page, page_start, at, runs->file->old);
        else if (at > 0)
            place_characters(&made, page, page_start, at);
        if (made.end > made.start)
            g_array_append_val(runs->runs, made);
    }
    return true;
}

/* Each page is read once, however often it is named. False: the table or a page is damaged. */
static bool read_pages(foi_doc_runs *runs, foi_view table)
{
    size_t width = runs->file->old ? 2 : 4;
    size_t count = table.length < 4 ? 0 : (table.length - 4) / (4 + width);
    size_t limit = runs->file->main.length / PAGE_BYTES;
    g_autofree bool *seen = g_new0(bool, limit + 1);
    bool whole = count > 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t at = 4 * (count + 1) + width * i;
        uint32_t number = width == 2 ? foi_view_16(table, at) : foi_view_32(table, at) & 0x3fffff;
        if (number >= limit) {
            whole = false;
        } else if (!seen[number]) {
            seen[number] = true;
            whole = read_page(runs, number) && whole;
        }
    }
    return whole;
}

static int compare_runs(const void *a, const void *b)
{
    const run *one = a;
    const run *other = b;
    return one->start < other->start ? -1 : one->start > other->start;
}

/* Cut runs where the next begins: so the one that begins last before a place holds it. */
static void part_runs(GArray *runs)
{
    g_array_sort(runs, compare_runs);
    for (guint i = 0; i + 1 < runs->len; i++) {
        run *one = &g_array_index(runs, run, i);
        one->end = MIN(one->end, g_array_index(runs, run, i + 1).start);
    }
}

foi_doc_runs *foi_doc_runs_new(const foi_doc_file *file, foi_doc_table kind, foi_output *output)
{
    foi_doc_runs *runs = g_new0(foi_doc_runs, 1);
    runs->file = file;
    runs->paragraphs = kind == FOI_DOC_TABLE_PARAGRAPHS;
    runs->runs = g_array_new(FALSE, FALSE, sizeof(run));
    foi_view table = foi_doc_file_table(file, kind);
    if (!read_pages(runs, table))
        foi_output_status(output, FOI_READ_PARTIAL,
                          "the properties of %s are damaged: the form of the text may be lost",
                          runs->paragraphs ? "paragraphs" : "characters");
    part_runs(runs->runs);
    return runs;
}

void foi_doc_runs_free(foi_doc_runs *runs)
{
    if (runs == NULL)
        return;
    g_array_unref(runs->runs);
    g_free(runs);
}

/* The properties that were too long for their page: a list behind its length. */
static void apply_far(foi_doc_properties *properties, const foi_doc_file *file)
{
    uint64_t at = (uint64_t)properties->far;
    properties->far = -1;
    foi_view changes = foi_view_part(file->data, at + 2, foi_view_16(file->data, at));
    foi_doc_properties_apply(properties, changes, file->old);
}

static void fill_in(const foi_doc_runs *runs, run *one)
{
    one->known = true;
    one->properties = FOI_DOC_NOTHING;
    if (runs->paragraphs)
        one->properties.style = one->style;
    foi_doc_properties_apply(&one->properties,
                             foi_view_part(runs->file->main, one->changes, one->length),
                             runs->file->old);
    if (one->properties.far >= 0)
        apply_far(&one->properties, runs->file);
}

/* The last run that begins at PLACE or before it; the number of runs where there is none. */
static guint find(const foi_doc_runs *runs, uint32_t place)
{
    guint low = 0;
    guint high = runs->runs->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(runs->runs, run, middle).start <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? runs->runs->len : low - 1;
}

static bool holds(const foi_doc_runs *runs, guint index, uint32_t place)
{
    if (index >= runs->runs->len)
        return false;
    const run *one = &g_array_index(runs->runs, run, index);
    return one->start <= place && place < one->end;
}

const foi_doc_properties *foi_doc_runs_at(foi_doc_runs *runs, uint32_t place, uint32_t *end)
{
    if (!holds(runs, runs->last, place))
        runs->last = holds(runs, runs->last + 1, place) ? runs->last + 1 : find(runs, place);
    if (holds(runs, runs->last, place)) {
        run *one = &g_array_index(runs->runs, run, runs->last);
        *end = one->end;
        if (!one->known)
            fill_in(runs, one);
        return &one->properties;
    }
    guint next = runs->last >= runs->runs->len ? 0 : runs->last + 1;
    bool more = next < runs->runs->len && g_array_index(runs->runs, run, next).start > place;
    *end = more ? g_array_index(runs->runs, run, next).start : UINT32_MAX;
    return &FOI_DOC_NOTHING;
}
