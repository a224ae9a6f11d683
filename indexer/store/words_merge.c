/* words_merge.c - the tables of several segments in one, after the order of their words.
 *
 * The words are gone through twice, since the file has all rows before all words: the lengths of
 * the rows are all that is kept in between. Of the rows only the first of each source changes, its
 * distance being from the last row of the source before; the rest is copied. Finding the new skips
 * takes a look at each head, some nanoseconds a row.
 */
#include "indexer/store/words_format.h"

typedef struct source {
    foi_words_scan scan;
    uint64_t start; /* the word's first eight bytes, zeros where it is shorter */
    uint32_t base;  /* rows of the sources before */
    bool more;
} source;

typedef struct word_merge {
    const foi_words *const *tables;
    source *sources;
    size_t count;
    size_t *equal; /* the sources that stand on the smallest word, in order */
    size_t equals;
} word_merge;

static void step(source *from)
{
    from->more = foi_words_scan_next(&from->scan);
    from->start = 0;
    if (from->more)
        memcpy(&from->start, from->scan.word, MIN(from->scan.length, sizeof from->start));
    from->start = GUINT64_FROM_BE(from->start);
}

static void restart(word_merge *merge)
{
    for (size_t i = 0; i < merge->count; i++) {
        foi_words_scan_start(merge->tables[i], 0, &merge->sources[i].scan);
        step(&merge->sources[i]);
    }
    merge->equals = 0;
}

static int compare(const source *one, const source *other)
{
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    size_t length = one->scan.length, other_length = other->scan.length;
    int order = memcmp(one->scan.word, other->scan.word, MIN(length, other_length));
    return order != 0 ? order : (length > other_length) - (length < other_length);
}

/* Every source that stood on the last word steps on; then `equal` are those on the next. */
static bool next_word(word_merge *merge)
{
    for (size_t i = 0; i < merge->equals; i++)
        step(&merge->sources[merge->equal[i]]);
    merge->equals = 0;
    for (size_t i = 0; i < merge->count; i++) {
        if (!merge->sources[i].more)
            continue;
        int order =
            merge->equals == 0 ? -1 : compare(&merge->sources[i], &merge->sources[merge->equal[0]]);
        if (order < 0)
            merge->equals = 0;
        if (order <= 0)
            merge->equal[merge->equals++] = i;
    }
    return merge->equals > 0;
}

/* The rows of one source among those of the word: the first row anew, the rest as it is. */
typedef struct piece {
    uint8_t head[FOI_WORDS_ROW_HEAD];
    size_t head_length;
    const uint8_t *rest;
    size_t rest_length;
} piece;

/* Cut the rows of FROM, which come after those that BLOCKS has seen, into OUT. */
static bool cut(const source *from, foi_words_blocks *blocks, piece *out)
{
    foi_word_rows rows;
    foi_words_scan_rows(&from->scan, &rows);
    foi_words_row first;
    if (rows.frequency == 0 || foi_words_get_row(rows.begin, rows.end, &first) == NULL)
        return false;
    first.step += from->base - (uint32_t)(blocks->row + 1);
    out->head_length = (size_t)(foi_words_put_row(out->head, &first) - out->head);
    out->rest = first.rest;
    out->rest_length = (size_t)(rows.end - first.rest);
    uint32_t limit = from->base + foi_words_rows(from->scan.words);
    return foi_words_blocks_row(blocks, first.step, out->head_length + first.length, limit) &&
           foi_words_blocks_add(blocks, first.rest + first.length, rows.end, rows.frequency - 1,
                                limit);
}

/* The rows of one word. */
static foi_status merge_rows(const word_merge *merge, piece *pieces, GByteArray *skips,
                             foi_words_writer *out, foi_error *error)
{
    uint32_t frequency = 0;
    for (size_t i = 0; i < merge->equals; i++)
        frequency += foi_words_scan_frequency(&merge->sources[merge->equal[i]].scan);
    foi_words_blocks blocks;
    g_byte_array_set_size(skips, 0);
    foi_words_blocks_start(&blocks, frequency, skips);
    for (size_t i = 0; i < merge->equals; i++) {
        const source *from = &merge->sources[merge->equal[i]];
        if (!cut(from, &blocks, &pieces[i]))
            return foi_section_file_damaged(foi_words_file(from->scan.words), error);
    }
    foi_words_writer_begin_rows(out, &blocks);
    for (size_t i = 0; i < merge->equals; i++) {
        foi_words_writer_append(out, pieces[i].head, pieces[i].head_length);
        foi_words_writer_append(out, pieces[i].rest, pieces[i].rest_length);
    }
    return FOI_OK;
}

static void forget(const word_merge *merge)
{
    for (size_t i = 0; i < merge->count; i++)
        foi_section_file_forget(foi_words_file(merge->tables[i]));
}

static foi_status merge_all(word_merge *merge, foi_words_writer *out, foi_error *error)
{
    g_autofree piece *pieces = g_new0(piece, merge->count);
    g_autoptr(GByteArray) skips = g_byte_array_new();
    foi_status status = FOI_OK;
    restart(merge);
    size_t passed = 0;
    while (status == FOI_OK && next_word(merge)) {
        status = merge_rows(merge, pieces, skips, out, error);
        for (size_t i = 0; i < merge->equals; i++)
            passed += pieces[i].rest_length;
        if (passed >= FOI_SECTION_PASS) {
            forget(merge);
            passed = 0;
        }
    }
    foi_words_writer_begin_words(out);
    restart(merge);
    while (status == FOI_OK && next_word(merge)) {
        const foi_words_scan *first = &merge->sources[merge->equal[0]].scan;
        foi_words_writer_word(out, first->word, first->length);
    }
    for (size_t i = 0; i < merge->count && status == FOI_OK; i++)
        if (foi_words_damaged(merge->tables[i]))
            status = foi_section_file_damaged(foi_words_file(merge->tables[i]), error);
    return status;
}

/* Give each source its base. What is damaged must not be written anew with a checksum that fits. */
static foi_status start(word_merge *merge, uint32_t *rows, foi_error *error)
{
    uint64_t base = 0;
    foi_status status = FOI_OK;
    for (size_t i = 0; i < merge->count && status == FOI_OK; i++) {
        merge->sources[i].base = (uint32_t)base;
        base += foi_words_rows(merge->tables[i]);
        if (base > UINT32_MAX)
            return foi_error_set(error, FOI_ERROR_ARGUMENT,
                                 "segments of more than %u documents together cannot become one",
                                 UINT32_MAX);
        status = foi_section_file_verify(foi_words_file(merge->tables[i]), error);
    }
    *rows = (uint32_t)base;
    return status;
}

foi_status foi_words_merge(const foi_words *const *sources, size_t count, const char *path,
                           foi_error *error)
{
    g_autofree source *walks = g_new0(source, count);
    g_autofree size_t *equal = g_new0(size_t, count);
    word_merge merge = {sources, walks, count, equal, 0};
    uint32_t rows = 0;
    foi_words_writer *out;
    foi_status status = start(&merge, &rows, error);
    if (status == FOI_OK)
        status = foi_words_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    status = merge_all(&merge, out, error);
    foi_status finished = foi_words_writer_finish(out, rows, status == FOI_OK ? error : NULL);
    return status != FOI_OK ? status : finished;
}
