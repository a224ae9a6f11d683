/* words_format.h - the bytes of a table of words, for the files words*.c alone.
 *
 *   words.head    foi_words_head
 *   words.rows    for each word, in byte order: how many rows it has (a number), unless it has one;
 *                 a skip for every FOI_WORDS_BLOCK rows that are not its last; the rows
 *   words.text    for each word: a byte with its length; the bytes that it has in words.rows, twice
 *                 that and one more where it has more than one row (a number); the word itself
 *   words.index   for every FOI_WORDS_GROUP words: foi_words_group
 *
 * A row is a head of 16 bits, what the head had no room for, and its further positions. The head
 * holds the first position (11 bits), the distance from the row before (3 bits) and the bytes after
 * it (2 bits): two in three rows of real letters are whole in these two bytes and one more. Letters
 * of 800 words take 1.8 bytes a word this way; a head of one byte and plain LEB128 take 2.1.
 */
#ifndef FOI_WORDS_FORMAT_H
#define FOI_WORDS_FORMAT_H

#include <string.h>

#include "indexer/store/words.h"

#define FOI_WORDS_SECTION "words"

enum { FOI_WORDS_GROUP = 16, FOI_WORDS_BLOCK = 128 };

typedef struct foi_words_head {
    uint32_t rows;
    uint32_t words;
} foi_words_head;

/** Where the first word of a group stands in words.text, and its rows in words.rows. */
typedef struct foi_words_group {
    uint64_t text;
    uint64_t rows;
} foi_words_group;

/* --- numbers ---------------------------------------------------------------------------------- */

/* Below 224 in one byte, below 7,392 in two; else a byte that tells whether 2, 4 or 8 follow.
 * Distances between words cluster below 224, where LEB128 ends at 128. */
enum { FOI_WORDS_TWO = 224, FOI_WORDS_WIDE = 252, FOI_WORDS_NUMBER = 9 /* most bytes */ };

/** Put NUMBER at AT (room for FOI_WORDS_NUMBER bytes); returns where it ends. */
static inline uint8_t *foi_words_put_number(uint8_t *at, uint64_t number)
{
    if (number < FOI_WORDS_TWO) {
        *at++ = (uint8_t)number;
        return at;
    }
    uint64_t over = number - FOI_WORDS_TWO;
    if (over < (FOI_WORDS_WIDE - FOI_WORDS_TWO) << 8) {
        *at++ = (uint8_t)(FOI_WORDS_TWO + (over >> 8));
        *at++ = (uint8_t)over;
        return at;
    }
    uint16_t small = (uint16_t)number;
    uint32_t middle = (uint32_t)number;
    if (number == small) {
        *at++ = FOI_WORDS_WIDE;
        memcpy(at, &small, sizeof small);
        return at + sizeof small;
    }
    if (number == middle) {
        *at++ = FOI_WORDS_WIDE + 1;
        memcpy(at, &middle, sizeof middle);
        return at + sizeof middle;
    }
    *at++ = FOI_WORDS_WIDE + 2;
    memcpy(at, &number, sizeof number);
    return at + sizeof number;
}

/** Read the number at AT, which ends before END; returns where it ends, NULL where it does not. */
static inline const uint8_t *foi_words_get_number(const uint8_t *at, const uint8_t *end,
                                                  uint64_t *number)
{
    if (at == end)
        return NULL;
    uint8_t lead = *at++;
    if (lead < FOI_WORDS_TWO) {
        *number = lead;
        return at;
    }
    size_t size = lead < FOI_WORDS_WIDE ? 1 : (size_t)2 << (lead - FOI_WORDS_WIDE);
    if (size > (size_t)(end - at))
        return NULL;
    uint16_t small;
    uint32_t middle;
    switch (size) {
    case 1:
        *number = FOI_WORDS_TWO + ((uint64_t)(lead - FOI_WORDS_TWO) << 8) + *at;
        break;
    case 2:
        memcpy(&small, at, sizeof small);
        *number = small;
        break;
    case 4:
        memcpy(&middle, at, sizeof middle);
        *number = middle;
        break;
    case 8:
        memcpy(number, at, sizeof *number);
        break;
    default:
        return NULL;
    }
    return at + size;
}

/* --- rows ------------------------------------------------------------------------------------- */

/* The first position, less one: as it is; or one of 127 steps of 256, a byte with the rest comes
 * first among the further bytes; or a whole number comes first there. */
enum {
    FOI_WORDS_FIRST_BITS = 11,
    FOI_WORDS_FIRST_STEPS = 1920,
    FOI_WORDS_FIRST_WHOLE = (1 << FOI_WORDS_FIRST_BITS) - 1,
    FOI_WORDS_FIRST_LIMIT =
        FOI_WORDS_FIRST_STEPS + ((FOI_WORDS_FIRST_WHOLE - FOI_WORDS_FIRST_STEPS) << 8),
    FOI_WORDS_STEP_BITS = 3,
    FOI_WORDS_STEP_MORE = (1 << FOI_WORDS_STEP_BITS) - 1, /* the rest follows as a number */
    FOI_WORDS_REST_BITS = 2,
    FOI_WORDS_REST_MORE = (1 << FOI_WORDS_REST_BITS) - 1, /* likewise, after it */
    FOI_WORDS_ROW_HEAD = 2 + 2 * FOI_WORDS_NUMBER         /* most bytes before the rest */
};

typedef struct foi_words_row {
    uint64_t step;       /* from the row before, less one; from 0 for the first row */
    uint32_t first;      /* as the head holds it */
    uint64_t length;     /* of the rest */
    const uint8_t *rest; /* for reading */
} foi_words_row;

/** The bytes of a number. */
static inline size_t foi_words_number_size(uint64_t number)
{
    uint8_t bytes[FOI_WORDS_NUMBER];
    return (size_t)(foi_words_put_number(bytes, number) - bytes);
}

/** The bytes of all of ROW but its rest. */
static inline size_t foi_words_row_size(const foi_words_row *row)
{
    size_t size = sizeof(uint16_t);
    if (row->step >= FOI_WORDS_STEP_MORE)
        size += foi_words_number_size(row->step - FOI_WORDS_STEP_MORE);
    if (row->length >= FOI_WORDS_REST_MORE)
        size += foi_words_number_size(row->length - FOI_WORDS_REST_MORE);
    return size;
}

/** Put all of ROW but its rest (room for FOI_WORDS_ROW_HEAD bytes); returns where it ends. */
static inline uint8_t *foi_words_put_row(uint8_t *at, const foi_words_row *row)
{
    uint64_t step = MIN(row->step, FOI_WORDS_STEP_MORE);
    uint64_t length = MIN(row->length, FOI_WORDS_REST_MORE);
    uint16_t head = (uint16_t)(row->first | step << FOI_WORDS_FIRST_BITS |
                               length << (FOI_WORDS_FIRST_BITS + FOI_WORDS_STEP_BITS));
    memcpy(at, &head, sizeof head);
    at += sizeof head;
    if (step == FOI_WORDS_STEP_MORE)
        at = foi_words_put_number(at, row->step - step);
    if (length == FOI_WORDS_REST_MORE)
        at = foi_words_put_number(at, row->length - length);
    return at;
}

/** Read the row at AT, which ends before END; returns where its rest ends, NULL where it does not.
 */
static inline const uint8_t *foi_words_get_row(const uint8_t *at, const uint8_t *end,
                                               foi_words_row *row)
{
    uint16_t head;
    if ((size_t)(end - at) < sizeof head)
        return NULL;
    memcpy(&head, at, sizeof head);
    at += sizeof head;
    row->first = head & FOI_WORDS_FIRST_WHOLE;
    row->step = head >> FOI_WORDS_FIRST_BITS & FOI_WORDS_STEP_MORE;
    row->length = head >> (FOI_WORDS_FIRST_BITS + FOI_WORDS_STEP_BITS);
    uint64_t more;
    if (row->step == FOI_WORDS_STEP_MORE) {
        at = foi_words_get_number(at, end, &more);
        if (at == NULL || more > UINT32_MAX)
            return NULL;
        row->step += more;
    }
    if (row->length == FOI_WORDS_REST_MORE) {
        at = foi_words_get_number(at, end, &more);
        if (at == NULL || more > (uint64_t)(end - at))
            return NULL;
        row->length += more;
    }
    row->rest = at;
    return row->length <= (uint64_t)(end - at) ? at + row->length : NULL;
}

/* Where every FOI_WORDS_BLOCK rows end: the last of them (4 bytes), and the bytes from the first
 * row to their end (6 bytes, the lower 4 first). Not aligned. */
enum { FOI_WORDS_SKIP = 10 };

static inline void foi_words_put_skip(GByteArray *skips, uint32_t row, uint64_t offset)
{
    uint32_t low = (uint32_t)offset;
    uint16_t high = (uint16_t)(offset >> 32);
    g_byte_array_append(skips, (const guint8 *)&row, sizeof row);
    g_byte_array_append(skips, (const guint8 *)&low, sizeof low);
    g_byte_array_append(skips, (const guint8 *)&high, sizeof high);
}

static inline void foi_words_get_skip(const uint8_t *skips, uint32_t number, uint32_t *row,
                                      uint64_t *offset)
{
    const uint8_t *at = skips + (size_t)number * FOI_WORDS_SKIP;
    uint32_t low;
    uint16_t high;
    memcpy(row, at, sizeof *row);
    memcpy(&low, at + sizeof *row, sizeof low);
    memcpy(&high, at + sizeof *row + sizeof low, sizeof high);
    *offset = (uint64_t)high << 32 | low;
}

/** How many skips a word of FREQUENCY (at least 1) rows has. */
static inline uint32_t foi_words_skips(uint32_t frequency)
{
    return (frequency - 1) / FOI_WORDS_BLOCK;
}

/* --- writing (words_writer.c) ----------------------------------------------------------------- */

/** Goes over rows and notes where their blocks end. */
typedef struct foi_words_blocks {
    GByteArray *skips;  /* appended to; the caller's */
    uint32_t frequency; /* rows in all */
    uint32_t done;      /* rows so far */
    uint32_t row;       /* the last so far; UINT32_MAX before the first */
    uint64_t bytes;     /* so far */
} foi_words_blocks;

/** Before the first of FREQUENCY rows. */
void foi_words_blocks_start(foi_words_blocks *blocks, uint32_t frequency, GByteArray *skips);

/** Go over one row more, STEP after the one before and BYTES long; false where it is not below
 * LIMIT.
 */
static inline bool foi_words_blocks_row(foi_words_blocks *blocks, uint64_t step, uint64_t bytes,
                                        uint32_t limit)
{
    /* The first row counts from 0, as if it came after row -1. */
    uint64_t row = (uint64_t)(uint32_t)(blocks->row + 1) + step;
    if (row >= limit)
        return false;
    blocks->row = (uint32_t)row;
    blocks->bytes += bytes;
    blocks->done++;
    if (blocks->done % FOI_WORDS_BLOCK == 0 && blocks->done < blocks->frequency)
        foi_words_put_skip(blocks->skips, blocks->row, blocks->bytes);
    return true;
}

/** Go over COUNT rows more, the bytes from AT to END, of a segment whose rows end at LIMIT; false
 * where they do not fit. */
bool foi_words_blocks_add(foi_words_blocks *blocks, const uint8_t *at, const uint8_t *end,
                          uint32_t count, uint32_t limit);

/** First the rows of all words, then the words, both in byte order. */
typedef struct foi_words_writer foi_words_writer;

foi_status foi_words_writer_open(const char *path, foi_words_writer **out, foi_error *error);

/** Begin the rows of the next word, whose blocks have been gone over; their BLOCKS->bytes bytes are
 * appended after. */
void foi_words_writer_begin_rows(foi_words_writer *writer, const foi_words_blocks *blocks);
void foi_words_writer_append(foi_words_writer *writer, const void *bytes, size_t length);

/** All rows are written; what follows is foi_words_writer_word() for each. */
void foi_words_writer_begin_words(foi_words_writer *writer);
void foi_words_writer_word(foi_words_writer *writer, const char *word, size_t length);

/** Durable when this returns FOI_OK. Frees WRITER in any case. */
foi_status foi_words_writer_finish(foi_words_writer *writer, uint32_t rows, foi_error *error);

#endif
