/* stands.c - in which parts of a document the words of a query stand. */
#include <string.h>

#include "query/explain/explain.h"
#include "query/plan/planner.h"
#include "query/snippet/occurrence.h"

static foi_unit *unit_of_word(const foi_telling *word, const foi_want *want)
{
    foi_unit *unit = g_new0(foi_unit, 1);

    unit->words = foi_want_word_array();
    unit->want = foi_want_ref((foi_want *)want);
    unit->rarity = 1;
    g_ptr_array_add(unit->words, foi_want_word_new(FOI_FORM_STEM, word->term, strlen(word->term)));
    return unit;
}

static foi_unit *copy_of(const foi_unit *unit)
{
    foi_unit *copy = g_new0(foi_unit, 1);

    copy->words = g_ptr_array_ref(unit->words);
    copy->want = foi_want_ref(unit->want);
    copy->rarity = unit->rarity;
    return copy;
}

static const foi_want *want_at(const foi_explainer *e, guint reading)
{
    return g_array_index(e->wants, const foi_want *, reading);
}

/* The number of the reading that ORIGIN has; false: it has none. */
static bool number_of(const foi_explainer *e, const void *origin, guint *reading)
{
    gpointer found = origin ? g_hash_table_lookup(e->numbers, origin) : NULL;

    *reading = GPOINTER_TO_UINT(found) - 1;
    return found != NULL;
}

GPtrArray *foi_explain_units(const foi_explainer *explainer)
{
    GPtrArray *units = g_ptr_array_new_with_free_func((GDestroyNotify)foi_unit_free);
    const GPtrArray *shown = explainer->plan->shown;
    g_autofree bool *has = g_new0(bool, explainer->readings->len + 1);
    guint reading = 0;

    for (guint i = 0; i < shown->len; i++) {
        const foi_unit *unit = shown->pdata[i];
        if (number_of(explainer, unit->want->origin, &reading) && !has[reading]) {
            has[reading] = true;
            g_ptr_array_add(units, copy_of(unit));
        }
    }
    for (guint i = 0; explainer->likeness && i < explainer->likeness->words->len; i++) {
        const foi_telling *word = explainer->likeness->words->pdata[i];
        if (number_of(explainer, word, &reading) && !has[reading])
            g_ptr_array_add(units, unit_of_word(word, want_at(explainer, reading)));
    }
    return units;
}

static uint32_t *place_of(const foi_block *block, foi_stands *stands)
{
    if (block->zone == FOI_ZONE_HEADING || block->kind == FOI_BLOCK_HEADING)
        return &stands->heading;
    if (block->zone == FOI_ZONE_NONE || block->zone == FOI_ZONE_BODY)
        return &stands->body;
    return &stands->quoted;
}

/* IN_TITLE: DOCUMENT is a title alone. */
static void count(const foi_explainer *e, const foi_document *document, const GPtrArray *units,
                  bool in_title, foi_stands *stands)
{
    g_autoptr(foi_occurrences) found = foi_occurrences_of_units(document, units, e->stemmer);

    for (guint i = 0; i < found->list->len; i++) {
        const foi_occurrence *o = &g_array_index(found->list, foi_occurrence, i);
        const foi_unit *unit = units->pdata[o->unit];
        guint reading = 0;
        if (!number_of(e, unit->want->origin, &reading))
            continue;
        const foi_block *block = foi_text_block_at(&document->text, o->span.start);
        ++*(in_title ? &stands[reading].title : place_of(block, &stands[reading]));
    }
}

void foi_explain_stands(const foi_explainer *explainer, const foi_document *document,
                        const GPtrArray *units, foi_stands *stands)
{
    count(explainer, document, units, false, stands);
    if (!document->title || document->title[0] == '\0')
        return;
    g_autoptr(foi_document) title = foi_document_new();
    foi_block block = {0, strlen(document->title), 0, 0, FOI_BLOCK_HEADING, FOI_ZONE_HEADING};
    g_string_append(title->text.bytes, document->title);
    g_array_append_val(title->text.blocks, block);
    count(explainer, title, units, true, stands);
}
