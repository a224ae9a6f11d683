/* occurrence.c - words and phrases in the text, by the walk that indexed it. */
#include "query/snippet/occurrence.h"

#include <string.h>

#include "indexer/text/positions.h"
#include "query/match/near.h"

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

/* Words of a unit that stand side by side: all of it, or an operand of NEAR. */
typedef struct pattern {
    guint unit;
    guint *numbers; /* of its words */
    guint count;
    uint32_t distance; /* from the operand before it; 0 for the first */
    bool near;         /* what it finds counts only where the other operands are near */
    GArray *places;    /* of uint32_t: positions where it begins; for NEAR */
    GArray *found;     /* of foi_occurrence, beside `places` */
} pattern;

typedef struct finder {
    const GPtrArray *units;
    foi_stemmer *stemmer;
    GArray *wanted[256]; /* of wanted, by their first byte; NULL: none begins so */
    GPtrArray *enders;   /* by number: GArray of guint, the patterns that end in the word */
    GArray *patterns;    /* of pattern, those of a unit one after the other */
    seen *recent;        /* a ring as long as the longest pattern */
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

static pattern *pattern_at(const finder *f, guint i)
{
    return &g_array_index(f->patterns, pattern, i);
}

static void clear_pattern(void *data)
{
    pattern *p = data;

    g_free(p->numbers);
    g_array_unref(p->places);
    g_array_unref(p->found);
}

/* Adds the pattern of UNIT that its words from FIRST to END are. */
static void add_pattern(finder *f, guint unit, guint first, guint end)
{
    const GPtrArray *words = ((const foi_unit *)f->units->pdata[unit])->words;
    pattern p = {unit,
                 g_new(guint, end - first),
                 end - first,
                 ((const foi_want_word *)words->pdata[first])->distance,
                 end - first < words->len,
                 g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                 g_array_new(FALSE, FALSE, sizeof(foi_occurrence))};

    for (guint i = 0; i < p.count; i++)
        p.numbers[i] = number_of(f, words->pdata[first + i]);
    g_array_append_val((GArray *)f->enders->pdata[p.numbers[p.count - 1] - 1], f->patterns->len);
    g_array_append_val(f->patterns, p);
    f->ring = MAX(f->ring, p.count);
}

static void learn_units(finder *f)
{
    for (guint u = 0; u < f->units->len; u++) {
        const GPtrArray *words = ((const foi_unit *)f->units->pdata[u])->words;
        guint first = 0;
        for (guint i = 1; i <= words->len; i++) {
            if (i == words->len || ((const foi_want_word *)words->pdata[i])->distance > 0) {
                add_pattern(f, u, first, i);
                first = i;
            }
        }
    }
}

static const seen *back(const finder *f, guint steps)
{
    return &f->recent[(f->count - 1 - steps) % f->ring];
}

static bool ends_here(const finder *f, const pattern *p)
{
    uint32_t position = back(f, 0)->position;

    if (p->count > f->count)
        return false;
    for (guint i = 1; i < p->count; i++) {
        const seen *word = back(f, i);
        guint number = p->numbers[p->count - 1 - i];
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

static void add_occurrence(finder *f, pattern *p)
{
    const foi_unit *unit = f->units->pdata[p->unit];
    const seen *first = back(f, p->count - 1);
    const seen *last = back(f, 0);
    foi_occurrence occurrence = {
        .span = {first->span.start, last->span.end},
        .region = {first->block->start, last->block->start + last->block->length},
        .unit = p->unit,
        .value = unit->rarity,
        .factor = factor_of(first),
        .first_word = f->found->words->len,
        .word_count = p->count,
    };

    for (guint i = p->count; i > 0; i--)
        g_array_append_val(f->found->words, back(f, i - 1)->span);
    if (p->near) {
        g_array_append_val(p->places, first->position);
        g_array_append_val(p->found, occurrence);
    } else {
        g_array_append_val(f->found->list, occurrence);
    }
}

static void end_patterns(finder *f, guint number)
{
    const GArray *enders = f->enders->pdata[number - 1];

    for (guint i = 0; i < enders->len; i++) {
        pattern *p = pattern_at(f, g_array_index(enders, guint, i));
        if (ends_here(f, p))
            add_occurrence(f, p);
    }
}

/* Keeps what P found near what the operand OTHER of the same unit found, within DISTANCE. */
static void keep_near(pattern *p, const pattern *other, uint32_t distance)
{
    const uint32_t *others = (const uint32_t *)(const void *)other->places->data;
    guint kept = 0;

    for (guint i = 0; i < p->places->len; i++) {
        uint32_t place = g_array_index(p->places, uint32_t, i);
        if (!foi_near_any(others, other->places->len, other->count, place, p->count, distance))
            continue;
        g_array_index(p->places, uint32_t, kept) = place;
        g_array_index(p->found, foi_occurrence, kept++) =
            g_array_index(p->found, foi_occurrence, i);
    }
    g_array_set_size(p->places, kept);
    g_array_set_size(p->found, kept);
}

/* What the operands of NEAR found counts where a chain through all of them has it: where one from
 * the first operand reaches it, and it reaches the last. */
static void settle_chains(const finder *f)
{
    for (guint i = 1; i < f->patterns->len; i++)
        if (pattern_at(f, i)->distance > 0)
            keep_near(pattern_at(f, i), pattern_at(f, i - 1), pattern_at(f, i)->distance);
    for (guint i = f->patterns->len; i > 1; i--)
        if (pattern_at(f, i - 1)->distance > 0)
            keep_near(pattern_at(f, i - 2), pattern_at(f, i - 1), pattern_at(f, i - 1)->distance);
    for (guint i = 0; i < f->patterns->len; i++) {
        const pattern *p = pattern_at(f, i);
        g_array_append_vals(f->found->list, p->found->data, p->found->len);
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
        end_patterns(f, w->number);
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
    g_array_unref(f->patterns);
}

foi_occurrences *foi_occurrences_of_units(const foi_document *document, const GPtrArray *units,
                                          foi_stemmer *stemmer)
{
    finder f = {.units = units,
                .stemmer = stemmer,
                .enders = g_ptr_array_new_with_free_func(free_array),
                .patterns = g_array_new(FALSE, FALSE, sizeof(pattern)),
                .found = foi_occurrences_new(units->len)};
    foi_word_walk walk;
    foi_word word;

    g_array_set_clear_func(f.patterns, clear_pattern);
    learn_units(&f);
    f.recent = g_new0(seen, f.ring + 1);
    foi_word_walk_start(&walk, &document->text);
    while (f.ring > 0 && foi_word_walk_next(&walk, &word))
        see_word(&f, &word);
    settle_chains(&f);
    /* A phrase is found at its last word, and may begin before a word that was found earlier. */
    g_array_sort(f.found->list, compare_starts);
    finder_clear(&f);
    return f.found;
}
