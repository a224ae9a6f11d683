/* occurrence.c - words and phrases in the text, by the walk that indexed it. */
#include "query/snippet/occurrence.h"

#include <string.h>

#include "indexer/text/positions.h"

/* A passage that only repeats a heading, or stands in what others wrote, shows less. */
#define FACTOR_OF_HEADING    0.7
#define FACTOR_OF_WEIGHTLESS 0.3

/* A word that is looked for. */
typedef struct wanted {
    const foi_want_word *word;
    size_t length;
    guint number; /* equal words have the same one, from 1 */
} wanted;

/* A word of the text that is looked for. */
typedef struct seen {
    guint exact, stem; /* what it is by its letters and by its stem: numbers, or 0 */
    uint32_t position;
    foi_span span;
    const foi_block *block;
    uint32_t weight;
} seen;

typedef struct finder {
    const GPtrArray *units;
    foi_stemmer *stemmer;
    GArray *wanted[256]; /* of wanted, by their first byte; NULL: none begins so */
    GPtrArray *enders;   /* by number: GArray of guint, the units that end in the word */
    GPtrArray *numbers;  /* by unit: GArray of guint, the numbers of its words */
    seen *recent;        /* a ring as long as the longest phrase */
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

/* The words that WORD may be like: those with its first byte. */
static GArray *like(finder *f, const foi_want_word *word)
{
    /* The term of a stem begins with a Z. No form begins otherwise than its stem. */
    const char *text = word->form == FOI_FORM_STEM ? word->text + 1 : word->text;
    GArray **list = &f->wanted[(unsigned char)text[0]];

    if (!*list)
        *list = g_array_new(FALSE, FALSE, sizeof(wanted));
    return *list;
}

static guint number_of(finder *f, const foi_want_word *word)
{
    GArray *list = like(f, word);
    wanted new = {word, strlen(word->text), f->enders->len + 1};

    for (guint i = 0; i < list->len; i++) {
        const wanted *known = &g_array_index(list, wanted, i);
        if (known->word->form == word->form && strcmp(known->word->text, word->text) == 0)
            return known->number;
    }
    g_array_append_val(list, new);
    g_ptr_array_add(f->enders, g_array_new(FALSE, FALSE, sizeof(guint)));
    return new.number;
}

static void learn_units(finder *f)
{
    for (guint u = 0; u < f->units->len; u++) {
        const foi_unit *unit = f->units->pdata[u];
        GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint i = 0; i < unit->words->len; i++) {
            guint number = number_of(f, unit->words->pdata[i]);
            g_array_append_val(numbers, number);
        }
        guint last = g_array_index(numbers, guint, numbers->len - 1);
        g_array_append_val((GArray *)f->enders->pdata[last - 1], u);
        g_ptr_array_add(f->numbers, numbers);
        f->ring = MAX(f->ring, unit->words->len);
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
    for (guint i = 1; i < numbers->len; i++) {
        const seen *word = back(f, i);
        guint number = g_array_index(numbers, guint, numbers->len - 1 - i);
        if ((word->exact != number && word->stem != number) || word->position + i != position)
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

static void end_units(finder *f, guint number)
{
    const GArray *enders = f->enders->pdata[number - 1];

    for (guint i = 0; i < enders->len; i++) {
        guint u = g_array_index(enders, guint, i);
        if (phrase_ends_here(f, f->numbers->pdata[u]))
            add_occurrence(f, u);
    }
}

/* Whether TOKEN is WANTED; its term is made when first needed. */
static bool is_wanted(const finder *f, const foi_token *token, const wanted *w, const char **term,
                      size_t *term_length)
{
    switch (w->word->form) {
    case FOI_FORM_EXACT:
        return token->word_length == w->length &&
               memcmp(token->word, w->word->text, w->length) == 0;
    case FOI_FORM_PREFIX:
        return token->word_length >= w->length &&
               memcmp(token->word, w->word->text, w->length) == 0;
    case FOI_FORM_STEM:
        if (!*term)
            *term = foi_stemmer_term(f->stemmer, token->word, token->word_length, term_length);
        return *term_length == w->length && memcmp(*term, w->word->text, w->length) == 0;
    }
    return false;
}

static void see_word(finder *f, const foi_word *word)
{
    const GArray *list = f->wanted[(unsigned char)word->token.word[0]];
    const char *term = NULL;
    size_t term_length = 0;
    seen *place = NULL;

    for (guint i = 0; list && i < list->len; i++) {
        const wanted *w = &g_array_index(list, wanted, i);
        if (!is_wanted(f, &word->token, w, &term, &term_length))
            continue;
        if (!place) {
            place = &f->recent[f->count++ % f->ring];
            *place = (seen){0,
                            0,
                            word->position,
                            {word->token.start, word->token.start + word->token.length},
                            word->block,
                            word->weight};
        }
        if (w->word->form == FOI_FORM_STEM)
            place->stem = w->number;
        else if (w->word->form == FOI_FORM_EXACT)
            place->exact = w->number;
        end_units(f, w->number);
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

static void finder_clear(finder *f)
{
    for (size_t i = 0; i < G_N_ELEMENTS(f->wanted); i++)
        if (f->wanted[i])
            g_array_unref(f->wanted[i]);
    g_free(f->recent);
    g_ptr_array_unref(f->enders);
    g_ptr_array_unref(f->numbers);
}

foi_occurrences *foi_occurrences_of_units(const foi_document *document, const GPtrArray *units,
                                          foi_stemmer *stemmer)
{
    finder f = {.units = units,
                .stemmer = stemmer,
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
    finder_clear(&f);
    return f.found;
}
