/* excerpt.c - which blocks of a document are wanted, and what there is where they are not there. */
#include "query/excerpt/excerpt.h"

#include "indexer/base/nearest.h"
#include "query/citation/citation.h"

/* What the blocks of a document are numbered with. */
typedef struct numbers {
    foi_range pages, paragraphs, rows;
    GPtrArray *sheets; /* of const char *, in order */
} numbers;

static bool is_all(foi_range range)
{
    return range.first == 0 && range.last == 0;
}

static bool holds(foi_range range, uint32_t number)
{
    return is_all(range) || (number >= range.first && number <= range.last);
}

bool foi_excerpt_is_whole(const foi_excerpt_wanted *wanted)
{
    return is_all(wanted->pages) && is_all(wanted->paragraphs) && is_all(wanted->rows) &&
           !wanted->sheet;
}

static bool holds_place(const foi_excerpt_wanted *wanted, const foi_pinpoint *place)
{
    return holds(wanted->pages, place->page) && holds(wanted->paragraphs, place->paragraph) &&
           holds(wanted->rows, place->row) &&
           (!wanted->sheet ||
            (place->sheet && g_ascii_strcasecmp(wanted->sheet, place->sheet) == 0));
}

static void widen(foi_range *range, uint32_t number)
{
    if (number == 0)
        return;
    range->first = range->first == 0 ? number : MIN(range->first, number);
    range->last = MAX(range->last, number);
}

static void note_place(numbers *all, const foi_pinpoint *place)
{
    widen(&all->pages, place->page);
    widen(&all->paragraphs, place->paragraph);
    widen(&all->rows, place->row);
    if (place->sheet && (all->sheets->len == 0 ||
                         !g_str_equal(all->sheets->pdata[all->sheets->len - 1], place->sheet)))
        g_ptr_array_add(all->sheets, (gpointer)place->sheet);
}

/* RANGE, wanted of what is called NAME, against what there is. */
static foi_status check_range(foi_range range, foi_range there, const char *name, foi_error *error)
{
    if (is_all(range))
        return FOI_OK;
    if (is_all(there))
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "the document has no numbers of %ss", name);
    bool ends_within = range.last == FOI_RANGE_OPEN || range.last <= there.last;
    if (range.first >= there.first && range.first <= there.last && ends_within)
        return FOI_OK;
    return foi_error_set(error, FOI_ERROR_ARGUMENT,
                         there.first == there.last ? "the document has %s %u alone"
                                                   : "the document has %ss %u to %u",
                         name, there.first, there.last);
}

static foi_status check_sheet(const char *wanted, const numbers *all, foi_error *error)
{
    g_autoptr(GString) names = g_string_new(NULL);

    if (!wanted)
        return FOI_OK;
    for (guint i = 0; i < all->sheets->len; i++) {
        const char *sheet = all->sheets->pdata[i];
        if (g_ascii_strcasecmp(wanted, sheet) == 0)
            return FOI_OK;
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", sheet);
    }
    if (names->len == 0)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "the document has no sheets");
    return foi_error_set(error, FOI_ERROR_ARGUMENT, "no sheet is called `%s'; there are: %s",
                         wanted, names->str);
}

static foi_status check(const foi_document *document, const foi_excerpt_wanted *wanted,
                        numbers *all, foi_error *error)
{
    foi_status status;

    /* A page without text is a page all the same. */
    if (all->sheets->len == 0)
        widen(&all->pages, document->text.pages);
    if (!is_all(wanted->pages) && all->sheets->len > 0) {
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "the pages of a workbook are its sheets, and they have names");
    }
    status = check_range(wanted->pages, all->pages, "page", error);
    if (status == FOI_OK)
        status = check_range(wanted->paragraphs, all->paragraphs, "paragraph", error);
    if (status == FOI_OK)
        status = check_sheet(wanted->sheet, all, error);
    if (status == FOI_OK)
        status = check_range(wanted->rows, all->rows, "row", error);
    return status;
}

foi_status foi_excerpt(const foi_document *document, const foi_excerpt_wanted *wanted,
                       GArray **parts, foi_error *error)
{
    const foi_text *text = &document->text;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(foi_excerpt_part));
    g_autoptr(GArray) paragraphs = foi_document_paragraphs(document);
    g_autoptr(GPtrArray) sheets = g_ptr_array_new();
    numbers all = {.sheets = sheets};
    foi_status status;

    *parts = NULL;
    for (guint i = 0; i < text->blocks->len; i++) {
        const foi_block *block = &g_array_index(text->blocks, foi_block, i);
        foi_excerpt_part part = {block, foi_text_pinpoint(text, block)};
        part.place.paragraph = g_array_index(paragraphs, uint32_t, i);
        note_place(&all, &part.place);
        if (holds_place(wanted, &part.place))
            g_array_append_val(found, part);
    }
    status = check(document, wanted, &all, error);
    if (status == FOI_OK && found->len == 0 && !foi_excerpt_is_whole(wanted))
        status = foi_error_set(error, FOI_ERROR_ARGUMENT, "there is no text in that place");
    if (status == FOI_OK)
        *parts = g_steal_pointer(&found);
    return status;
}

char *foi_excerpt_place(const foi_document *document, const GArray *parts)
{
    const foi_excerpt_part *first = &g_array_index(parts, foi_excerpt_part, 0);
    const foi_excerpt_part *last = &g_array_index(parts, foi_excerpt_part, parts->len - 1);
    foi_passage passage = {.pinpoint = first->place,
                           .last_page = last->place.page,
                           .last_paragraph = last->place.paragraph};
    g_autofree char *citation = foi_citation(document);
    g_autofree char *begin = foi_pinpoint_words(&first->place);
    g_autofree char *end = foi_pinpoint_words(&last->place);

    if (citation)
        return foi_citation_at(citation, &passage);
    if (!begin || !end || g_str_equal(begin, end))
        return begin ? g_steal_pointer(&begin) : g_steal_pointer(&end);
    return g_strdup_printf("%s to %s", begin, end);
}
