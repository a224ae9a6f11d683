/* select_words.c - documents by the words that stand in them, and where.
 *
 * In each segment the rarest word of the query says which rows to look at; the others skip to them.
 */
#include "query/match/select.h"
#include "query/match/standing.h"

static uint64_t most_rows(const foi_words *words, const GArray *numbers)
{
    uint64_t most = 0;

    for (guint i = 0; i < numbers->len; i++)
        most += foi_words_frequency(words, g_array_index(numbers, uint32_t, i));
    return most;
}

/* What the rarest word of the query stands for, and how many rows that can be in. */
static const GArray *rarest_numbers(const foi_words *words, const foi_want *want, size_t segment,
                                    uint64_t *rows)
{
    const GArray *rarest = NULL;

    for (guint i = 0; i < want->words->len; i++) {
        const foi_want_word *word = want->words->pdata[i];
        uint64_t most = most_rows(words, word->numbers[segment]);
        if (!rarest || most < *rows) {
            rarest = word->numbers[segment];
            *rows = most;
        }
    }
    return rarest;
}

/* Sets the rows that have any of NUMBERS and are in WITHIN. */
static void mark_rows(const foi_words *words, const GArray *numbers, size_t segment,
                      const foi_docset *within, foi_docset *into)
{
    uint32_t rows = foi_snapshot_rows(into->snapshot, segment);

    for (guint i = 0; i < numbers->len; i++) {
        foi_word_rows walk;
        foi_word_rows_start(words, g_array_index(numbers, uint32_t, i), &walk);
        while (foi_word_rows_next(&walk))
            if (walk.row < rows)
                foi_docset_add(into, segment, walk.row);
    }
    for (size_t i = 0; within && i < into->words[segment]; i++)
        into->bits[segment][i] &= within->bits[segment][i];
}

static void keep_standing(const foi_words *words, const foi_want *want, size_t segment,
                          foi_docset *into)
{
    g_autoptr(foi_standing) standing = foi_standing_new(want, segment, words);
    foi_docset_walk walk = foi_docset_walk_start(into, segment);
    uint32_t row = 0;

    while (foi_docset_walk_next(&walk, &row))
        if (!foi_standing_in(standing, row))
            foi_docset_drop(into, segment, row);
}

foi_status foi_select_words(const foi_want *want, foi_snapshot *snapshot, const foi_docset *within,
                            foi_docset *into, foi_error *error)
{
    for (size_t s = 0; s < into->segments; s++) {
        const foi_words *words = NULL;
        uint64_t most = 0;
        foi_status status = foi_snapshot_words(snapshot, s, &words, error);
        if (status != FOI_OK)
            return status;
        mark_rows(words, rarest_numbers(words, want, s, &most), s, within, into);
        if (want->words->len > 1)
            keep_standing(words, want, s, into);
    }
    return FOI_OK;
}

uint64_t foi_select_words_most(const foi_want *want, foi_snapshot *snapshot)
{
    uint64_t all = 0;

    for (size_t s = 0; s < foi_snapshot_segments(snapshot); s++) {
        const foi_words *words = NULL;
        uint64_t most = 0;
        if (foi_snapshot_words(snapshot, s, &words, NULL) == FOI_OK)
            rarest_numbers(words, want, s, &most);
        all += most;
    }
    return all;
}
