/* words_builder.c - the words of a segment in memory, inverted as they come.
 *
 * The words of the current row are kept as they come, chained by word; when the row ends each
 * word's positions are appended, in the form of the file, to the bytes of the word. These lie in
 * slices of growing size within one arena, so that neither rare words nor frequent ones waste much.
 */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "indexer/store/words_format.h"
#include "indexer/text/tokenizer.h"

/* Bytes of a word's slices, one after the other; the last is for all that follow. */
static const uint16_t slice_sizes[] = {8, 12, 20, 32, 48, 80, 128, 192, 320, 512};

enum { NEXT = sizeof(uint32_t) /* at the end of each slice: where the next one is */ };

/* What every look at a word reads stands first: one line of the cache mostly. */
typedef struct word {
    uint64_t start; /* start_of() its bytes */
    uint32_t seen;  /* in the current row: 1 + its number in `seen`; 0: not */
    uint8_t length;
    uint8_t slice;  /* number of the slice that is being filled */
    uint32_t text;  /* in the builder's `text` */
    uint32_t begin; /* of the first slice, in `arena` */
    uint32_t at;    /* where the next byte of the rows goes */
    uint32_t room;  /* bytes left in the slice */
    uint32_t row;   /* the last that is in the slices; UINT32_MAX: none */
    uint32_t rows;  /* how many are in the slices */
} word;

/* A word that the current row has. */
typedef struct seen {
    uint32_t word;
    uint32_t first, last; /* in `places` */
    uint32_t count;
} seen;

typedef struct place {
    uint32_t position;
    uint32_t next; /* of the same word */
} place;

/* A growing run of bytes that keeps its items where a number finds them. */
typedef struct run {
    void *bytes;
    size_t used, size;
} run;

struct foi_words_builder {
    uint64_t *slots; /* upper half: hash; lower half: 1 + number of the word; 0: free */
    size_t mask;
    run words;  /* word */
    run text;   /* the bytes of the words */
    run arena;  /* slices */
    run seen;   /* seen, of the current row */
    run places; /* place, of the current row */
    run scratch;
    uint32_t row;
};

/* Room for LENGTH bytes more; they count as used. */
static void *extend(run *to, size_t length)
{
    if (length > to->size - to->used) {
        to->size = MAX(to->size + to->size / 2, to->used + length);
        to->bytes = g_realloc(to->bytes, to->size);
    }
    void *at = (char *)to->bytes + to->used;
    to->used += length;
    return at;
}

static word *word_at(const foi_words_builder *builder, uint32_t number)
{
    return (word *)builder->words.bytes + number;
}

foi_words_builder *foi_words_builder_new(void)
{
    foi_words_builder *builder = g_new0(foi_words_builder, 1);
    builder->mask = (1 << 12) - 1;
    builder->slots = g_new0(uint64_t, builder->mask + 1);
    return builder;
}

void foi_words_builder_free(foi_words_builder *builder)
{
    if (builder == NULL)
        return;
    g_free(builder->slots);
    g_free(builder->words.bytes);
    g_free(builder->text.bytes);
    g_free(builder->arena.bytes);
    g_free(builder->seen.bytes);
    g_free(builder->places.bytes);
    g_free(builder->scratch.bytes);
    g_free(builder);
}

uint32_t foi_words_builder_count(const foi_words_builder *builder)
{
    return (uint32_t)(builder->words.used / sizeof(word));
}

size_t foi_words_builder_memory(const foi_words_builder *builder)
{
    return sizeof *builder + (builder->mask + 1) * sizeof *builder->slots + builder->words.used +
           builder->text.used + builder->arena.used + builder->seen.size + builder->places.size +
           builder->scratch.size;
}

/* --- the row that is being added -------------------------------------------------------------- */

/* What 32 bits cannot number is more than the memory of any caller allows. */
static uint32_t new_slice(foi_words_builder *builder, word *of)
{
    if (builder->arena.used > UINT32_MAX - 1024)
        g_error("out of memory: a table of words cannot grow over 4 GB before it is written");
    uint32_t at = (uint32_t)builder->arena.used;
    of->room = slice_sizes[of->slice];
    of->at = at;
    extend(&builder->arena, of->room + NEXT);
    return at;
}

enum { SMALL = 8 };

/* SMALL bytes must be readable at BYTES, however few are meant. */
static void append(foi_words_builder *builder, word *to, const uint8_t *bytes, size_t length)
{
    /* Nearly every row: one copy of constant length, which may run over what is to follow. */
    if (length <= SMALL && to->room >= SMALL) {
        memcpy((char *)builder->arena.bytes + to->at, bytes, SMALL);
        to->at += (uint32_t)length;
        to->room -= (uint32_t)length;
        return;
    }
    for (;;) {
        size_t part = MIN(length, to->room);
        memcpy((char *)builder->arena.bytes + to->at, bytes, part);
        to->at += (uint32_t)part;
        to->room -= (uint32_t)part;
        length -= part;
        if (length == 0)
            return;
        bytes += part;
        uint32_t link = to->at;
        to->slice += to->slice + 1U < G_N_ELEMENTS(slice_sizes);
        uint32_t next = new_slice(builder, to);
        memcpy((char *)builder->arena.bytes + link, &next, NEXT);
    }
}

static void end_word(foi_words_builder *builder, const seen *of)
{
    word *to = word_at(builder, of->word);
    size_t room = FOI_WORDS_ROW_HEAD + (size_t)of->count * FOI_WORDS_NUMBER;
    builder->scratch.used = 0;
    uint8_t *rest = (uint8_t *)extend(&builder->scratch, room) + FOI_WORDS_ROW_HEAD;
    uint8_t *at = rest;
    const place *places = builder->places.bytes;
    const place *here = &places[of->first];
    uint32_t last = here->position;
    foi_words_row row = {builder->row - to->row - 1, last - 1, 0, NULL};
    if (row.first >= FOI_WORDS_FIRST_LIMIT) {
        at = foi_words_put_number(at, row.first);
        row.first = FOI_WORDS_FIRST_WHOLE;
    } else if (row.first >= FOI_WORDS_FIRST_STEPS) {
        row.first -= FOI_WORDS_FIRST_STEPS;
        *at++ = (uint8_t)row.first;
        row.first = FOI_WORDS_FIRST_STEPS + (row.first >> 8);
    }
    for (uint32_t i = 1; i < of->count; i++) {
        here = &places[here->next];
        if (here->position <= last)
            continue;
        at = foi_words_put_number(at, here->position - last - 1);
        last = here->position;
    }
    row.length = (size_t)(at - rest);
    size_t size = foi_words_row_size(&row);
    foi_words_put_row(rest - size, &row);
    append(builder, to, rest - size, size + row.length);
    to->row = builder->row;
    to->rows++;
    to->seen = 0;
}

/* Words and the ends of their slices lie all over the memory: asking for them early hides most of
 * the wait. */
static void look_ahead(const foi_words_builder *builder, const seen *words, size_t count)
{
    enum { WORD_AHEAD = 12, END_AHEAD = 6 };
    if (count > WORD_AHEAD)
        __builtin_prefetch(word_at(builder, words[WORD_AHEAD].word), 1);
    if (count > END_AHEAD)
        __builtin_prefetch(
            (char *)builder->arena.bytes + word_at(builder, words[END_AHEAD].word)->at, 1);
}

static void end_row(foi_words_builder *builder)
{
    const seen *words = builder->seen.bytes;
    size_t count = builder->seen.used / sizeof(seen);
    for (size_t i = 0; i < count; i++) {
        look_ahead(builder, words + i, count - i);
        end_word(builder, &words[i]);
    }
    builder->seen.used = 0;
    builder->places.used = 0;
}

static void widen(foi_words_builder *builder)
{
    size_t mask = builder->mask * 2 + 1;
    uint64_t *slots = g_new0(uint64_t, mask + 1);
    for (size_t i = 0; i <= builder->mask; i++) {
        if (builder->slots[i] == 0)
            continue;
        size_t at = builder->slots[i] >> 32 & mask;
        while (slots[at] != 0)
            at = (at + 1) & mask;
        slots[at] = builder->slots[i];
    }
    g_free(builder->slots);
    builder->slots = slots;
    builder->mask = mask;
}

static uint32_t new_word(foi_words_builder *builder, const char *bytes, size_t length)
{
    uint32_t number = foi_words_builder_count(builder);
    if (builder->text.used > UINT32_MAX - length)
        g_error("out of memory: a table of words cannot hold over 4 GB of different words");
    word made = {.text = (uint32_t)builder->text.used, .row = UINT32_MAX};
    made.length = (uint8_t)length;
    memcpy(extend(&builder->text, length), bytes, length);
    made.begin = new_slice(builder, &made);
    *(word *)extend(&builder->words, sizeof(word)) = made;
    return number;
}

/* The first eight bytes of a word, as a number; of a shorter one all, each in its own place. LENGTH
 * is at least 1. */
static inline uint64_t start_of(const char *bytes, size_t length)
{
    uint64_t start = 0;
    uint32_t front, back;
    if (length >= sizeof start) {
        memcpy(&start, bytes, sizeof start);
        return start;
    }
    if (length >= sizeof front) {
        /* The two halves overlap, and agree where they do. */
        memcpy(&front, bytes, sizeof front);
        memcpy(&back, bytes + length - sizeof back, sizeof back);
        return front | (uint64_t)back << 8 * (length - sizeof back);
    }
    return (uint8_t)bytes[0] | (uint64_t)(uint8_t)bytes[length / 2] << 8 * (length / 2) |
           (uint64_t)(uint8_t)bytes[length - 1] << 8 * (length - 1);
}

/* memcmp() for words longer than eight bytes, whose start is known to be equal, without the call.
 */
static inline bool same_rest(const char *one, const char *other, size_t length)
{
    uint64_t long_one, long_other;
    for (size_t i = sizeof long_one; i < length; i += sizeof long_one) {
        size_t at = MIN(i, length - sizeof long_one);
        memcpy(&long_one, one + at, sizeof long_one);
        memcpy(&long_other, other + at, sizeof long_other);
        if (long_one != long_other)
            return false;
    }
    return true;
}

static inline bool is_word(const foi_words_builder *builder, const word *found, uint64_t start,
                           const char *bytes, size_t length)
{
    return found->start == start && found->length == length &&
           (length <= sizeof start ||
            same_rest((char *)builder->text.bytes + found->text, bytes, length));
}

static uint32_t number_of(foi_words_builder *builder, const char *bytes, size_t length)
{
    uint64_t hash = XXH3_64bits(bytes, length) >> 32, start = start_of(bytes, length);
    size_t at = hash & builder->mask;
    uint64_t slot;
    while ((slot = builder->slots[at]) != 0) {
        if (slot >> 32 == hash &&
            is_word(builder, word_at(builder, (uint32_t)slot - 1), start, bytes, length))
            return (uint32_t)slot - 1;
        at = (at + 1) & builder->mask;
    }
    uint32_t number = new_word(builder, bytes, length);
    word_at(builder, number)->start = start;
    builder->slots[at] = hash << 32 | (number + 1);
    if (number >= builder->mask / 2)
        widen(builder);
    return number;
}

uint32_t foi_words_builder_add(foi_words_builder *builder, const char *bytes, size_t length,
                               uint32_t row, uint32_t position)
{
    if (row != builder->row) {
        end_row(builder);
        builder->row = row;
    }
    uint32_t number = number_of(builder, bytes, length);
    uint32_t here = (uint32_t)(builder->places.used / sizeof(place));
    place *places = (place *)extend(&builder->places, sizeof(place)) - here;
    places[here].position = position;
    uint32_t *known = &word_at(builder, number)->seen;
    if (*known == 0) {
        seen made = {number, here, here, 1};
        *(seen *)extend(&builder->seen, sizeof(seen)) = made;
        *known = (uint32_t)(builder->seen.used / sizeof(seen));
        return number;
    }
    seen *again = (seen *)builder->seen.bytes + *known - 1;
    places[again->last].next = here;
    again->last = here;
    again->count++;
    return number;
}

/* --- writing ---------------------------------------------------------------------------------- */

/* A word to be sorted: its first eight bytes, the first of all uppermost. */
typedef struct sorted {
    uint64_t start;
    uint32_t word;
} sorted;

static int compare_words(const void *a, const void *b, void *data)
{
    const foi_words_builder *builder = data;
    const word *one = word_at(builder, ((const sorted *)a)->word);
    const word *other = word_at(builder, ((const sorted *)b)->word);
    const char *text = builder->text.bytes;
    int order = memcmp(text + one->text, text + other->text, MIN(one->length, other->length));
    return order != 0 ? order : one->length - other->length;
}

static void sort_by_byte(const sorted *from, sorted *to, size_t count, unsigned shift)
{
    size_t starts[257] = {0};
    for (size_t i = 0; i < count; i++)
        starts[(from[i].start >> shift & 0xff) + 1]++;
    for (size_t i = 1; i < 256; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < count; i++)
        to[starts[from[i].start >> shift & 0xff]++] = from[i];
}

/* Radix sort on the first eight bytes, which part all but a few words; those by comparison. */
static sorted *sort_words(const foi_words_builder *builder)
{
    size_t count = foi_words_builder_count(builder);
    sorted *order = g_new(sorted, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const word *of = word_at(builder, i);
        uint64_t start = 0;
        memcpy(&start, (char *)builder->text.bytes + of->text, MIN(of->length, sizeof start));
        order[i] = (sorted){GUINT64_FROM_BE(start), i};
    }
    sorted *other = g_new(sorted, count + 1);
    for (unsigned shift = 0; shift < 64; shift += 16) {
        sort_by_byte(order, other, count, shift);
        sort_by_byte(other, order, count, shift + 8);
    }
    g_free(other);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && order[to].start == order[from].start;)
            to++;
        if (to - from > 1)
            g_qsort_with_data(order + from, (gint)(to - from), sizeof(sorted), compare_words,
                              (void *)(uintptr_t)builder);
    }
    return order;
}

/* The bytes of a word's rows in one run. */
static size_t gather(const foi_words_builder *builder, const word *of, run *into)
{
    const char *arena = builder->arena.bytes;
    uint32_t from = of->begin;
    into->used = 0;
    for (unsigned slice = 0;; slice++) {
        uint32_t size = slice_sizes[MIN(slice, G_N_ELEMENTS(slice_sizes) - 1)];
        uint32_t end = from + size;
        if (of->at + of->room == end) {
            memcpy(extend(into, of->at - from), arena + from, of->at - from);
            return into->used;
        }
        memcpy(extend(into, size), arena + from, size);
        memcpy(&from, arena + end, NEXT);
    }
}

static void write_rows(const foi_words_builder *builder, const word *of, run *bytes,
                       GByteArray *skips, foi_words_writer *out)
{
    size_t length = gather(builder, of, bytes);
    foi_words_blocks blocks;
    g_byte_array_set_size(skips, 0);
    foi_words_blocks_start(&blocks, of->rows, skips);
    if (of->rows > FOI_WORDS_BLOCK)
        foi_words_blocks_add(&blocks, bytes->bytes, (uint8_t *)bytes->bytes + length, of->rows,
                             UINT32_MAX);
    blocks.bytes = length;
    foi_words_writer_begin_rows(out, &blocks);
    foi_words_writer_append(out, bytes->bytes, length);
}

foi_status foi_words_builder_write(foi_words_builder *builder, uint32_t rows, const char *path,
                                   foi_error *error)
{
    end_row(builder);
    foi_words_writer *out;
    foi_status status = foi_words_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    uint32_t count = foi_words_builder_count(builder);
    g_autofree sorted *order = sort_words(builder);
    g_autoptr(GByteArray) skips = g_byte_array_new();
    run bytes = {NULL, 0, 0};
    for (uint32_t i = 0; i < count; i++)
        write_rows(builder, word_at(builder, order[i].word), &bytes, skips, out);
    g_free(bytes.bytes);
    foi_words_writer_begin_words(out);
    for (uint32_t i = 0; i < count; i++) {
        const word *of = word_at(builder, order[i].word);
        foi_words_writer_word(out, (char *)builder->text.bytes + of->text, of->length);
    }
    return foi_words_writer_finish(out, rows, error);
}
