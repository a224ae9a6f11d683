/* occurrence.c - words and phrases in the text, by the walk that indexed it. */
#include "query/snippet/occurrence.h"

#include <string.h>

#include "indexer/text/positions.h"

/* A passage that only repeats a heading, or stands in what others wrote, shows less. */
#define FACTOR_OF_HEADING    0.7
#define FACTOR_OF_WEIGHTLESS 0.3

/* One word of the text as the phrases see it. */
typedef struct seen {
    guint term; /* number of a term of the query + 1; 0: another word */
    uint32_t position;
    foi_span span;
    const foi_block *block;
    uint32_t weight;
} seen;

typedef struct finder {
    const foi_document *document;
    const GPtrArray *units;
    foi_stemmer *stemmer;
    GHashTable *terms;  /* term -> its number + 1 */
    GPtrArray *enders;  /* by number: GArray of guint, the units that end in the term */
    GPtrArray *numbers; /* by unit: GArray of guint, its terms' numbers + 1 */
    seen *recent;       /* a ring as long as the longest phrase */
    guint ring;
    guint count;
    foi_occurrences *found;
} finder;

foi_occurrences *foi_occurrences_new(guint units)
{
    foi_occurrences *occurrences = g_new0(foi_occurrences, 1);

    occurrences->list = g_array_new(FALSE, FALSE, sizeof(foi_occurrence));
    occurrences->words = g_array_new(FALSE, FALSE, sizeof(foi_span));
    occurrences->units = units;
    return occurrences;
}

void foi_occurrences_free(foi_occurrences *occurrences)
{
    if (occurrences) {
        g_array_unref(occurrences->list);
        g_array_unref(occurrences->words);
        g_free(occurrences);
    }
}

static guint number_of_term(finder *f, const char *term)
{
    gpointer number = g_hash_table_lookup(f->terms, term);

    if (!number) {
        g_ptr_array_add(f->enders, g_array_new(FALSE, FALSE, sizeof(guint)));
        number = GUINT_TO_POINTER(f->enders->len);
        g_hash_table_insert(f->terms, (gpointer)term, number);
    }
    return GPOINTER_TO_UINT(number);
}

static void learn_units(finder *f)
{
    for (guint u = 0; u < f->units->len; u++) {
        const foi_unit *unit = f->units->pdata[u];
        GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint i = 0; i < unit->terms->len; i++) {
            guint number = number_of_term(f, unit->terms->pdata[i]);
            g_array_append_val(numbers, number);
        }
        guint last = g_array_index(numbers, guint, numbers->len - 1);
        g_array_append_val((GArray *)f->enders->pdata[last - 1], u);
        g_ptr_array_add(f->numbers, numbers);
        f->ring = MAX(f->ring, unit->terms->len);
    }
}

static const seen *back(const finder *f, guint steps)
{
    return &f->recent[(f->count - 1 - steps) % f->ring];
}

static bool phrase_ends_here(const finder *f, const GArray *numbers)
{
    uint32_t position = back(f, 0)->position;

    if (numbers->len > f->count)
        return false;
    for (guint i = 0; i < numbers->len; i++) {
        const seen *word = back(f, i);
        if (word->term != g_array_index(numbers, guint, numbers->len - 1 - i) ||
            word->position + i != position)
            return false;
    }
    return true;
}

static double factor_of(const seen *word)
{
    if (word->weight == 0)
        return FACTOR_OF_WEIGHTLESS;
    return word->block->zone == FOI_ZONE_HEADING || word->block->kind == FOI_BLOCK_HEADING
               ? FACTOR_OF_HEADING
               : 1.0;
}

static void add_occurrence(finder *f, guint u)
{
    const GArray *numbers = f->numbers->pdata[u];
    const foi_unit *unit = f->units->pdata[u];
    const seen *first = back(f, numbers->len - 1);
    const seen *last = back(f, 0);
    foi_occurrence occurrence = {
        .span = {first->span.start, last->span.end},
        .region = {first->block->start, last->block->start + last->block->length},
        .unit = u,
        .value = unit->rarity,
        .factor = factor_of(first),
        .first_word = f->found->words->len,
        .word_count = numbers->len,
    };

    for (guint i = numbers->len; i > 0; i--)
        g_array_append_val(f->found->words, back(f, i - 1)->span);
    g_array_append_val(f->found->list, occurrence);
}

static void see_word(finder *f, const foi_word *word)
{
    char buffer[FOI_WORD_LIMIT + 8];
    size_t length = 0;
    const char *term =
        foi_stemmer_term(f->stemmer, word->token.word, word->token.word_length, &length);
    seen *place = &f->recent[f->count++ % f->ring];

    length = MIN(length, sizeof buffer - 1);
    memcpy(buffer, term, length);
    buffer[length] = '\0';
    place->term = GPOINTER_TO_UINT(g_hash_table_lookup(f->terms, buffer));
    place->position = word->position;
    place->span = (foi_span){word->token.start, word->token.start + word->token.length};
    place->block = word->block;
    place->weight = word->weight;
    if (place->term == 0)
        return;
    const GArray *enders = f->enders->pdata[place->term - 1];
    for (guint i = 0; i < enders->len; i++) {
        guint u = g_array_index(enders, guint, i);
        if (phrase_ends_here(f, f->numbers->pdata[u]))
            add_occurrence(f, u);
    }
}

static gint compare_starts(gconstpointer a, gconstpointer b)
{
    const foi_occurrence *x = a;
    const foi_occurrence *y = b;

    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static void free_array(void *array)
{
    g_array_unref(array);
}

foi_occurrences *foi_occurrences_of_units(const foi_document *document, const GPtrArray *units,
                                          foi_stemmer *stemmer)
{
    finder f = {.document = document,
                .units = units,
                .stemmer = stemmer,
                .terms = g_hash_table_new(g_str_hash, g_str_equal),
                .enders = g_ptr_array_new_with_free_func(free_array),
                .numbers = g_ptr_array_new_with_free_func(free_array),
                .found = foi_occurrences_new(units->len)};
    foi_word_walk walk;
    foi_word word;

    learn_units(&f);
    f.recent = g_new0(seen, f.ring + 1);
    foi_word_walk_start(&walk, &document->text);
    while (f.ring > 0 && foi_word_walk_next(&walk, &word))
        see_word(&f, &word);
    /* A phrase is found at its last word, and may begin before a word that was found earlier. */
    g_array_sort(f.found->list, compare_starts);
    g_free(f.recent);
    g_hash_table_unref(f.terms);
    g_ptr_array_unref(f.enders);
    g_ptr_array_unref(f.numbers);
    return f.found;
}
