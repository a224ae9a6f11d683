/* words.h - the words of one segment as they are written, and where each stands: segments/N/words.
 *
 * Xapian keeps the stems and ranks by them; this table answers what stems cannot: phrases and NEAR
 * (exact in hits and in counts), wildcards, exact words, and what a misspelt word may have meant.
 * Words are folded as the tokeniser folds them, not stemmed, and are numbered in byte order. Each
 * has the rows that hold it, rising, and for each row its positions (positions.h), rising.
 */
#ifndef FOI_STORE_WORDS_H
#define FOI_STORE_WORDS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/base/error.h"
#include "indexer/store/sections.h"

#define FOI_SEGMENT_WORDS "words"

/* --- building --------------------------------------------------------------------------------- */

typedef struct foi_words_builder foi_words_builder;

foi_words_builder *foi_words_builder_new(void);
void foi_words_builder_free(foi_words_builder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_words_builder, foi_words_builder_free)

/**
 * WORD (1 to FOI_WORD_LIMIT bytes) stands at POSITION (from 1) of ROW. Rows never fall from call to
 * call; within a row the positions of one word rise (one that does not is left out). Returns the
 * number of the word in the order in which words were first seen, from 0: a caller may keep what it
 * knows of a word (its stem) by it. Constant time; about two bytes of memory for each call, and
 * some 90 for each different word.
 */
uint32_t foi_words_builder_add(foi_words_builder *builder, const char *word, size_t length,
                               uint32_t row, uint32_t position);

/** How many different words there are, and the memory that BUILDER takes, in bytes. */
uint32_t foi_words_builder_count(const foi_words_builder *builder);
size_t foi_words_builder_memory(const foi_words_builder *builder);

/**
 * Write all to the file PATH for a segment of ROWS rows (more than any row added); the commit
 * makes it durable. What a failure leaves at PATH is the caller's to remove. Nothing is added
 * after.
 */
foi_status foi_words_builder_write(foi_words_builder *builder, uint32_t rows, const char *path,
                                   foi_error *error);

/* --- reading ---------------------------------------------------------------------------------- */

typedef struct foi_words foi_words;

/**
 * Map the table of a segment of ROWS rows. Constant time: what is read later is checked when it is
 * read, and no damage makes the readers below leave the file or loop. FOI_ERROR_NOT_FOUND,
 * _CORRUPT, _IO.
 */
foi_status foi_words_open(const char *path, uint32_t rows, foi_words **out, foi_error *error);
void foi_words_free(foi_words *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_words, foi_words_free)

/** The file, for its checksum. */
const foi_section_file *foi_words_file(const foi_words *words);

/** The rows that it was opened with. */
uint32_t foi_words_rows(const foi_words *words);

/** How many different words the segment has: numbers run from 0 to this, exclusive. */
uint32_t foi_words_count(const foi_words *words);

/** The first word that is not before WORD in byte order; foi_words_count() where there is none. */
uint32_t foi_words_lower_bound(const foi_words *words, const char *word, size_t length);

/** The number of WORD; false where the segment does not have it. */
bool foi_words_find(const foi_words *words, const char *word, size_t length, uint32_t *number);

/** The bytes of word NUMBER, not NUL-terminated; they live as long as WORDS. "" and 0 where the
 * place is damaged. To go through many, use foi_words_scan. */
const char *foi_words_at(const foi_words *words, uint32_t number, size_t *length);

/** How many rows hold word NUMBER; 0 where the place is damaged. */
uint32_t foi_words_frequency(const foi_words *words, uint32_t number);

/** Walks the words in byte order, a few nanoseconds each. For the caller's stack; the first three
 * members are for others to read once foi_words_scan_next() has returned true. */
typedef struct foi_words_scan {
    const char *word; /**< as foi_words_at() gives it */
    size_t length;
    uint32_t number;
    const foi_words *words;
    const uint8_t *at;          /* the entry of `next` */
    const uint8_t *rows;        /* of `number` */
    uint64_t rows_length, left; /* bytes: of `rows`, and from `rows` to the end of all rows */
    uint32_t next;
    bool several; /* rows, not one */
} foi_words_scan;

/** Before word NUMBER (at most foi_words_count()). */
void foi_words_scan_start(const foi_words *words, uint32_t number, foi_words_scan *scan);

/** To the next word; false at the end (and where the rest is damaged: see foi_words_damaged()). */
bool foi_words_scan_next(foi_words_scan *scan);

/** How many rows hold the word where SCAN stands; 0 where that is damaged. */
uint32_t foi_words_scan_frequency(const foi_words_scan *scan);

/** Walks the rows of one word. For the caller's stack; only `row` is for others to read. */
typedef struct foi_word_rows {
    uint32_t row;       /**< where the walk stands, once a call below has returned true */
    uint32_t frequency; /* rows in all */
    uint32_t left;      /* rows to come */
    uint32_t first;     /* of the current row: its first position as the head has it */
    const foi_words *words;
    const uint8_t *begin, *at, *end; /* of the rows, and what is still to be read of them */
    const uint8_t *skips;            /* where every 128th row ends */
    const uint8_t *positions, *positions_end; /* of the current row; NULL: on no row */
} foi_word_rows;

/** Before the first row of word NUMBER. */
void foi_word_rows_start(const foi_words *words, uint32_t number, foi_word_rows *rows);

/** Before the first row of the word where SCAN stands. */
void foi_words_scan_rows(const foi_words_scan *scan, foi_word_rows *rows);

/** To the next row; false at the end (and where the rest is damaged: see foi_words_damaged()). */
bool foi_word_rows_next(foi_word_rows *rows);

/** To the first row, from the current one on, that is at least ROW; false where there is none.
 * Skips over blocks of rows. */
bool foi_word_rows_skip_to(foi_word_rows *rows, uint32_t row);

/** No more positions than this has the current row. */
static inline size_t foi_word_rows_room(const foi_word_rows *rows)
{
    return rows->positions ? (size_t)(rows->positions_end - rows->positions) + 1 : 0;
}

/** The positions of the current row, rising, written to INTO, which has foi_word_rows_room()
 * places: how many they are. */
uint32_t foi_word_rows_read(const foi_word_rows *rows, uint32_t *into);

/**
 * Set a bit of MARKS for each position of the current row, less BEHIND (bit B is bit B % 64 of word
 * B / 64; positions before BEHIND have none), where ONLY has it too (NULL: in any case). Returns
 * what is above all that were looked at; UINT32_MAX where MARKS has no room for one of them, for it
 * has LIMIT bits. With ONLY those beyond LIMIT do not matter.
 */
uint32_t foi_word_rows_mark(const foi_word_rows *rows, uint32_t behind, const uint64_t *only,
                            uint64_t *marks, uint32_t limit);

/** True where the bit of a position of the current row, less BEHIND, is set in MARKS below END. */
bool foi_word_rows_meet(const foi_word_rows *rows, uint32_t behind, const uint64_t *marks,
                        uint32_t end);

/** The positions of the current row, appended to INTO (uint32_t), rising. */
void foi_word_rows_positions(const foi_word_rows *rows, GArray *into);

/** True once a reader, of any thread, has met bytes that cannot be right; every answer since may
 * lack something. */
bool foi_words_damaged(const foi_words *words);

/** Read all of it: FOI_ERROR_CORRUPT where anything does not fit. For --check. */
foi_status foi_words_verify(const foi_words *words, foi_error *error);

/* --- merging ---------------------------------------------------------------------------------- */

/**
 * Write to PATH the table of the COUNT segments one after the other: row R of segment S becomes R
 * plus the rows of those before it. The commit makes it durable. Linear in the bytes, most of
 * which are copied as they are; the memory is one or two bytes for each different word and a
 * thousandth of the longest word's rows. FOI_ERROR_CORRUPT names the source that is damaged. What a
 * failure leaves at PATH is the caller's to remove.
 */
foi_status foi_words_merge(const foi_words *const *sources, size_t count, const char *path,
                           foi_error *error);

#endif
