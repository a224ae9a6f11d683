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

static bool contains(const foi_want *want, const foi_want *part)
{
    if (want == part)
        return true;
    for (guint i = 0; want && want->parts && i < want->parts->len; i++)
        if (contains(foi_want_part(want, i), part))
            return true;
    return false;
}

/* The reading that UNIT is of, by itself or as a synonym: the first one. */
static bool reading_of(const foi_explainer *e, const foi_unit *unit, guint *reading)
{
    if (number_of(e, unit->want->origin, reading))
        return true;
    for (guint i = 0; i < e->wants->len; i++) {
        *reading = i;
        if (contains(want_at(e, i), unit->want))
            return true;
    }
    return false;
}

static void add_unit(foi_explain_words *words, foi_unit *unit, guint reading)
{
    g_ptr_array_add(words->units, unit);
    g_array_append_val(words->readings, reading);
}

void foi_explain_words_clear(foi_explain_words *words)
{
    g_ptr_array_unref(words->units);
    g_array_unref(words->readings);
}

foi_explain_words foi_explain_words_of(const foi_explainer *explainer)
{
    foi_explain_words words = {
        g_ptr_array_new_with_free_func((GDestroyNotify)foi_unit_free),
        g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    const foi_likeness *likeness = explainer->likeness;
    const GPtrArray *shown = explainer->plan->shown;
    bool own_shown = false;
    guint reading = 0;

    for (guint i = 0; i < shown->len; i++) {
        const foi_unit *unit = shown->pdata[i];
        if (reading_of(explainer, unit, &reading))
            add_unit(&words, copy_of(unit), reading);
        own_shown |=
            likeness && likeness->words->len > 0 && unit->want->origin == likeness->words->pdata[0];
    }
    for (guint i = 0; likeness && !own_shown && i < likeness->words->len; i++) {
        const foi_telling *word = likeness->words->pdata[i];
        if (number_of(explainer, word, &reading))
            add_unit(&words, unit_of_word(word, want_at(explainer, reading)), reading);
    }
    return words;
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
static void count(const foi_explainer *e, const foi_document *document,
                  const foi_explain_words *words, bool in_title, foi_stands *stands)
{
    g_autoptr(foi_occurrences) found = foi_occurrences_of_units(document, words->units, e->stemmer);

    for (guint i = 0; i < found->list->len; i++) {
        const foi_occurrence *o = &g_array_index(found->list, foi_occurrence, i);
        foi_stands *at = &stands[g_array_index(words->readings, guint, o->unit)];
        const foi_block *block = foi_text_block_at(&document->text, o->span.start);
        ++*(in_title ? &at->title : place_of(block, at));
    }
}

void foi_explain_stands(const foi_explainer *explainer, const foi_document *document,
                        const foi_explain_words *words, foi_stands *stands)
{
    count(explainer, document, words, false, stands);
    if (!document->title || document->title[0] == '\0')
        return;
    g_autoptr(foi_document) title = foi_document_new();
    foi_block block = {0, strlen(document->title), 0, 0, FOI_BLOCK_HEADING, FOI_ZONE_HEADING};
    g_string_append(title->text.bytes, document->title);
    g_array_append_val(title->text.blocks, block);
    count(explainer, title, words, true, stands);
}
