/* xls_records.h - the stream that a binary workbook is: records, each a type, a length and that
 * many bytes. What is too long for one goes on in CONTINUE records behind it.
 */
#ifndef FOI_XLS_RECORDS_H
#define FOI_XLS_RECORDS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Types that several files of this reader know; each knows more of its own. */
#define FOI_XLS_EOF      0x000a
#define FOI_XLS_CONTINUE 0x003c

typedef struct foi_xls_stream {
    const uint8_t *bytes; /**< borrowed */
    size_t length;
    size_t at;
    uint64_t steps; /**< bytes that may still be passed: places in the stream may be named twice */
    bool damaged;   /**< a record goes beyond the end, or is longer than a record can be */
} foi_xls_stream;

/** One record, and where the reader is in it and in what continues it. */
typedef struct foi_xls_record {
    foi_xls_stream *stream;
    unsigned type;
    size_t start; /**< in the stream */
    const uint8_t *at;
    const uint8_t *end; /**< of the piece that AT is in */
    bool failed;        /**< more was asked for than there is */
} foi_xls_record;

/** The stream of LENGTH BYTES, from its beginning. */
void foi_xls_stream_init(foi_xls_stream *stream, const uint8_t *bytes, size_t length);

/** The next record; false at the end of the stream, and where it is damaged. */
bool foi_xls_next(foi_xls_stream *stream, foi_xls_record *record);

/** The bytes left in the piece that the reader is in. */
size_t foi_xls_left(const foi_xls_record *record);

/** Whether nothing is left, nor continues it: more was asked for, or all was read. */
bool foi_xls_is_spent(foi_xls_record *record);

/** The next number of that many bytes; 0, and `failed` is set, where there is none. */
uint8_t foi_xls_u8(foi_xls_record *record);
uint16_t foi_xls_u16(foi_xls_record *record);
uint32_t foi_xls_u32(foi_xls_record *record);
double foi_xls_double(foi_xls_record *record);

/** Pass over COUNT bytes. */
void foi_xls_skip(foi_xls_record *record, uint64_t count);

/** On to the CONTINUE record that follows, whatever is left before it; false: none does. */
bool foi_xls_continue(foi_xls_record *record);

/** The kind of text that a workbook holds. */
typedef struct foi_xls_coding {
    bool unicode;        /**< Excel 97 and later */
    const char *charset; /**< of the strings of earlier ones; borrowed */
} foi_xls_coding;

/** Append a string that begins with its length, a number of SIZE bytes (1 or 2), to OUT as UTF-8.
 * Readings and fonts of pieces are passed over. */
void foi_xls_string(foi_xls_record *record, const foi_xls_coding *coding, unsigned size,
                    GString *out);

/** Append COUNT characters to OUT. A byte that tells their width goes before them, and again at the
 * beginning of each CONTINUE record. */
void foi_xls_characters(foi_xls_record *record, uint32_t count, GString *out);

/** Append COUNT bytes of a text in the character set of the workbook to OUT. */
void foi_xls_bytes(foi_xls_record *record, const foi_xls_coding *coding, uint32_t count,
                   GString *out);

#endif
