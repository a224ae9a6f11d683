#include "query/suggest/suggest.h"

#include <string.h>

#include "indexer/text/tokenizer.h"

enum {
    SHORTEST = 4,  /* letters of a word that is looked at */
    TWO_STEPS = 6, /* letters from which on two steps are near */
    MOST_STEPS = 2,
    STEP_WORTH = 100,
    DOUBT_WORTH = 50,
    FAR = MOST_STEPS * 2 /* any number that stands for "too far" */
};

/* A near word, with the documents of all tables that have it. */
typedef struct candidate {
    unsigned distance;
    uint64_t documents;
} candidate;

/* How far each beginning of the word that was looked at last is from each beginning of the wanted
 * one. Words come in byte order, so that the rows of a common beginning are still right. */
typedef struct search {
    const char *wanted;
    unsigned length;
    unsigned steps;     /* the most that is near */
    GHashTable *found;  /* word -> candidate */
    uint64_t documents; /* that have the wanted word */
    const char *last;
    size_t last_length;
    unsigned rows;   /* how many are right for `last`, beside row 0 */
    unsigned doomed; /* no word that shares so many bytes with `last` is near; 0: not known */
    uint8_t least[FOI_WORD_LIMIT + 1]; /* of each row */
    uint8_t distance[FOI_WORD_LIMIT + 1][FOI_WORD_LIMIT + 2];
} search;

static bool has_digit(const char *word, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (g_ascii_isdigit(word[i]))
            return true;
    return false;
}

/* Row I, for a word whose byte before is PREVIOUS and whose I-th is LETTER: only the cells where
 * the lengths allow a near word. */
static void fill_row(search *of, unsigned i, char previous, char letter)
{
    unsigned from = i > of->steps ? i - of->steps : 1;
    unsigned to = MIN(of->length, i + of->steps);
    uint8_t *now = of->distance[i];
    const uint8_t *before = of->distance[i - 1];
    uint8_t least = FAR;
    now[from - 1] = from == 1 ? (uint8_t)MIN(i, (unsigned)FAR) : FAR;
    for (unsigned j = from; j <= to; j++) {
        uint8_t best = (uint8_t)(before[j - 1] + (letter != of->wanted[j - 1]));
        best = (uint8_t)MIN(best, before[j] + 1);
        best = (uint8_t)MIN(best, now[j - 1] + 1);
        if (i > 1 && j > 1 && letter == of->wanted[j - 2] && previous == of->wanted[j - 1])
            best = (uint8_t)MIN(best, of->distance[i - 2][j - 2] + 1);
        now[j] = (uint8_t)MIN(best, (unsigned)FAR);
        least = MIN(least, now[j]);
    }
    now[to + 1] = FAR;
    of->least[i] = MIN(least, now[from - 1]);
}

/* The distance of a word of which the rows so far are right; FAR where it is not near. */
static unsigned measure(search *of, const char *word, unsigned length)
{
    for (unsigned i = of->rows + 1; i <= length; i++) {
        fill_row(of, i, i > 1 ? word[i - 2] : '\0', word[i - 1]);
        of->rows = i;
        /* A swap reaches over one row. */
        if (of->least[i] > of->steps && of->least[i - 1] >= of->steps) {
            of->doomed = i;
            return FAR;
        }
    }
    return of->distance[length][of->length];
}

static void keep(search *of, const foi_words_scan *scan, unsigned distance)
{
    if (distance == 0 || scan->length < SHORTEST || has_digit(scan->word, scan->length))
        return;
    g_autofree char *word = g_strndup(scan->word, scan->length);
    candidate *known = g_hash_table_lookup(of->found, word);
    if (known == NULL) {
        known = g_new0(candidate, 1);
        known->distance = distance;
        g_hash_table_insert(of->found, g_steal_pointer(&word), known);
    }
    known->documents += foi_words_scan_frequency(scan);
}

/* The words of TABLE from number FROM to TO, exclusive. */
static void search_words(search *of, const foi_words *table, uint32_t from, uint32_t to)
{
    foi_words_scan scan;
    foi_words_scan_start(table, from, &scan);
    of->last_length = 0;
    of->rows = 0;
    of->doomed = 0;
    while (scan.next < to && foi_words_scan_next(&scan)) {
        size_t most = MIN(of->last_length, scan.length);
        unsigned common = 0;
        while (common < most && of->last[common] == scan.word[common])
            common++;
        of->last = scan.word;
        of->last_length = scan.length;
        of->rows = MIN(of->rows, common);
        if (of->doomed > 0 && common >= of->doomed)
            continue;
        of->doomed = 0;
        if (scan.length + of->steps < of->length || scan.length > of->length + of->steps)
            continue;
        unsigned distance = measure(of, scan.word, (unsigned)scan.length);
        if (distance <= of->steps)
            keep(of, &scan, distance);
    }
}

/* The words that begin with the wanted one's first letter, or all others. */
static void search_tables(search *of, const foi_words *const *tables, size_t count, bool same)
{
    char first = of->wanted[0], after = (char)(first + 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t words = foi_words_count(tables[i]);
        uint32_t from = foi_words_lower_bound(tables[i], &first, 1);
        uint32_t to = after != '\0' ? foi_words_lower_bound(tables[i], &after, 1) : words;
        if (same) {
            search_words(of, tables[i], from, to);
        } else {
            search_words(of, tables[i], 0, from);
            search_words(of, tables[i], to, words);
        }
    }
}

static char *stem_of(foi_stemmer *stemmer, const char *word)
{
    size_t length;
    const char *term = foi_stemmer_term(stemmer, word, strlen(word), &length);
    return g_strndup(term, length);
}

/* Near words with the wanted one's stem are found by it: they are no suggestion, and speak for it.
 */
static void drop_same_stem(search *of, foi_stemmer *stemmer)
{
    g_autofree char *wanted = stem_of(stemmer, of->wanted);
    GHashTableIter each;
    void *word, *value;
    g_hash_table_iter_init(&each, of->found);
    while (g_hash_table_iter_next(&each, &word, &value)) {
        g_autofree char *stem = stem_of(stemmer, word);
        if (strcmp(stem, wanted) == 0) {
            of->documents += ((const candidate *)value)->documents;
            g_hash_table_iter_remove(&each);
        }
    }
}

static char *best_of(const search *of)
{
    const char *best = NULL;
    uint64_t best_worth = 0;
    GHashTableIter each;
    void *word, *value;
    g_hash_table_iter_init(&each, of->found);
    while (g_hash_table_iter_next(&each, &word, &value)) {
        const candidate *found = value;
        uint64_t worth = found->documents * (found->distance == 1 ? STEP_WORTH : 1);
        if (of->documents > 0 &&
            (found->distance > 1 || found->documents < of->documents * DOUBT_WORTH))
            continue;
        if (worth > best_worth || (worth == best_worth && best != NULL && strcmp(word, best) < 0)) {
            best = word;
            best_worth = worth;
        }
    }
    return g_strdup(best);
}

/* The documents that have the wanted word; false where they are so many that nothing can doubt it.
 */
static bool may_be_doubted(search *of, const foi_words *const *tables, size_t count)
{
    uint64_t rows = 0;
    uint32_t number;
    for (size_t i = 0; i < count; i++) {
        rows += foi_words_rows(tables[i]);
        if (foi_words_find(tables[i], of->wanted, of->length, &number))
            of->documents += foi_words_frequency(tables[i], number);
    }
    return of->documents * DOUBT_WORTH <= rows;
}

char *foi_suggest(const foi_words *const *tables, size_t count, foi_stemmer *stemmer,
                  const char *word)
{
    size_t length = strlen(word);
    if (length < SHORTEST || length > FOI_WORD_LIMIT || has_digit(word, length))
        return NULL;
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree search *of = g_new0(search, 1);
    of->wanted = word;
    of->length = (unsigned)length;
    of->steps = length < TWO_STEPS ? 1 : MOST_STEPS;
    of->found = found;
    for (unsigned j = 0; j <= of->length + 1; j++)
        of->distance[0][j] = (uint8_t)MIN(j, (unsigned)FAR);
    if (!may_be_doubted(of, tables, count))
        return NULL;
    search_tables(of, tables, count, true);
    drop_same_stem(of, stemmer);
    char *best = best_of(of);
    if (best != NULL || of->documents > 0)
        return best;
    search_tables(of, tables, count, false);
    drop_same_stem(of, stemmer);
    return best_of(of);
}
