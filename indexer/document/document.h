/* document.h - one document as the library holds it: text, tags and their evidence.
 *
 * A document is what a person would cite: a letter, a mail, an attachment, a decision. The worker
 * makes it (extract, then tag), the segment stores it, the query shows it.
 */
#ifndef FOI_DOCUMENT_MODEL_H
#define FOI_DOCUMENT_MODEL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "foi/document.h"
#include "indexer/base/error.h"
#include "indexer/vocabulary/vocabulary.h"

/** Length of an id in characters: 60 bits of the SHA-256 of the bytes, in lower-case base 32. */
#define FOI_ID_LENGTH 12

/** What a block is by its form; which zone it is in is decided later, by the tagger. */
typedef enum foi_block_kind {
    FOI_BLOCK_PARAGRAPH = 0,
    FOI_BLOCK_HEADING,
    FOI_BLOCK_ITEM,        /**< an item of a list */
    FOI_BLOCK_ROW,         /**< a row of a table, cells parted by tabs */
    FOI_BLOCK_MAIL_HEADER, /**< one header line of a mail: "Date: Fri, 24 May 2019 ..." */
    FOI_BLOCK_QUOTED,      /**< marked as quoted by its form ("> ", blockquote) */
    FOI_BLOCK_KIND_END
} foi_block_kind;

/**
 * A run of text: a paragraph, a heading, a row. Blocks are in reading order and do not overlap;
 * between two blocks of one page stands "\n\n", between two pages "\f".
 */
typedef struct foi_block {
    size_t start;    /**< byte offset in the text */
    size_t length;   /**< bytes; never 0 */
    uint32_t page;   /**< from 1; 0 where the format has no pages */
    uint32_t number; /**< the number printed before the paragraph ("17."); 0: none */
    foi_block_kind kind;
    foi_zone zone; /**< FOI_ZONE_BODY until the tagger has looked */
} foi_block;

/** In the note of a page: it is to be read by OCR yet. Never in a document that is kept. */
#define FOI_OCR_WANTED 101

/** What there is to say of one page beside its text. */
typedef struct foi_page_note {
    uint32_t page;     /**< from 1 */
    char *sheet;       /**< the page is this sheet of a workbook, the numbers of its rows are those
                          of the sheet; NULL: it is none */
    uint32_t read_ocr; /**< it was read by OCR with this confidence, 1 to 100; 0: it was not */
} foi_page_note;

/** The text of a document: valid UTF-8 without NUL bytes, with the blocks that cover it. */
typedef struct foi_text {
    GString *bytes;
    GArray *blocks; /**< of foi_block */
    uint32_t pages; /**< 0 where the format has no pages */
    GArray *notes;  /**< of foi_page_note, in order of pages; never NULL, mostly empty */
} foi_text;

/** Where a tag was read. The quote is the text from `start`, `length` bytes; 0 bytes: no quote. */
typedef struct foi_evidence {
    size_t start;
    size_t length;
    double confidence; /**< 0 to 1 */
    foi_source source; /**< FOI_SOURCE_NONE: there is no such tag */
} foi_evidence;

typedef struct foi_provision_tag {
    char *id; /**< canonical, such as "foia:31(1)(a)" */
    foi_role role;
    foi_evidence evidence;
} foi_provision_tag;

typedef struct foi_reference_tag {
    foi_reference_kind kind;
    char *id; /**< canonical spelling, such as "IC-315773-L9G6" */
    bool own; /**< names the matter that this document belongs to, not one that it cites */
    foi_evidence evidence;
} foi_reference_tag;

typedef struct foi_tags {
    foi_doctype doctype;
    foi_evidence doctype_evidence;
    char *authority_id;   /**< stable id such as "department-for-work-and-pensions"; NULL: none */
    char *authority_name; /**< the name in the table, or as_written where it is not in the table */
    char *authority_as_written; /**< NULL where the text does not have the name */
    foi_sector sector;
    foi_evidence authority_evidence;
    char *date; /**< "2019-05-24", "2017-03" or "2017"; NULL: none */
    foi_date_precision date_precision;
    foi_evidence date_evidence;
    GPtrArray *regimes; /**< of char *, "foia" and so on, in order of weight; never NULL */
    foi_evidence regime_evidence;
    GPtrArray *provisions; /**< of foi_provision_tag *, one for each (id, role); never NULL */
    foi_outcome outcome;
    foi_evidence outcome_evidence;
    foi_favours favours;
    foi_evidence favours_evidence;
    GPtrArray *references; /**< of foi_reference_tag *, one for each (kind, id); never NULL */
} foi_tags;

/** The later decision that replaced a document, as far as it is shown. */
typedef struct foi_replacement {
    char *id;
    foi_doctype doctype;
    foi_outcome outcome;
    char *date;      /**< NULL: unknown */
    char *reference; /**< the number by which it is known; NULL */
} foi_replacement;

struct foi_document {
    char *id;           /**< FOI_ID_LENGTH characters; NULL where the bytes could not be read */
    char *parent;       /**< id of the container that it lies in; NULL */
    char *member;       /**< path inside the container file; NULL for the file itself */
    char *mime;         /**< as detected; never NULL once detected, else NULL */
    foi_file_kind file; /**< kind of the innermost file */
    char *title;        /**< from metadata, a heading or the subject line; NULL */
    foi_read_status status;
    char *status_detail; /**< one sentence when status is not ok; NULL */
    char *language;      /**< ISO 639-1; NULL: unknown */
    uint32_t words;
    uint64_t source_bytes;   /**< size of the file or member */
    uint64_t unpacked_bytes; /**< that were unpacked while it was read; not kept with it */
    bool ocr;
    char *sender;     /**< mails: address in From; NULL */
    char *sent;       /**< mails: "YYYY-MM-DD" of the Date header in its own time zone; NULL */
    GPtrArray *links; /**< of char *: keys shared by documents of one matter: the message ids of a
                         thread, and what the tagger finds of the request; never NULL */
    foi_text text;
    foi_tags tags;
    /* Sets of foi_tag_field, bit 1 << field: what was not read but said by a person, a publisher.
     * Also of fields of which they say that there is nothing. */
    uint32_t by_person, by_publisher;
    char *title_read; /**< the title before a label replaced it; NULL: it had none, or none did */
    /* Not of the bytes but of where they lie: joined at query time, never stored in a segment. */
    char *location; /**< absolute path of the file, as bytes; NULL until joined */
    /** Of char *: where the same bytes lie beside `location`, "FILE" or "FILE > MEMBER"; NULL: not
     * asked for. */
    GPtrArray *other_places;
    char *case_id;                /**< id of the matter; NULL */
    foi_replacement *replaced_by; /**< NULL: none that the index knows of */
    GPtrArray
        *quotes; /**< of char *: one for each provision, made when lent to a caller; NULL before */
};

/** A new empty document with status FOI_READ_OK. Free with foi_document_free(). */
foi_document *foi_document_new(void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_document, foi_document_free)

/** NULL: nothing. */
void foi_replacement_free(foi_replacement *replacement);

/** Set status and a printf-style detail (NULL: none). A later call replaces an earlier one. */
void foi_document_set_status(foi_document *document, foi_read_status status, const char *format,
                             ...) G_GNUC_PRINTF(3, 4);

/** Who says what the tag FIELD of DOCUMENT is: a person, a publisher, or else the text. */
foi_source foi_document_field_source(const foi_document *document, foi_tag_field field);

/** Remove all tags, as before the tagger ran. */
void foi_tags_clear(foi_tags *tags);

/**
 * Add a provision unless the same (id, role) is there already; the first evidence stays.
 * ID is copied. Returns the tag, owned by TAGS.
 */
foi_provision_tag *foi_tags_add_provision(foi_tags *tags, const char *id, foi_role role,
                                          foi_evidence evidence);

/** The same for a reference; `own` is or-ed to the one that is there. */
foi_reference_tag *foi_tags_add_reference(foi_tags *tags, foi_reference_kind kind, const char *id,
                                          bool own, foi_evidence evidence);

/** The same where TAGS are known to have no such reference, without a look at those they have. */
foi_reference_tag *foi_tags_append_reference(foi_tags *tags, foi_reference_kind kind,
                                             const char *id, bool own, foi_evidence evidence);

/** The note of PAGE for the caller to fill in, added where there is none; PAGE must be the last
 * that has one, or a later one. Valid until the next call. */
foi_page_note *foi_text_note_page(foi_text *text, uint32_t page);

/** What there is to say of PAGE; NULL: nothing. */
const foi_page_note *foi_text_page_note(const foi_text *text, uint32_t page);

/** Where a block stands, as people cite it. All 0 and NULL: nothing names its place. */
typedef struct foi_pinpoint {
    uint32_t page;      /**< from 1; 0: the format has no pages, or they are sheets */
    uint32_t paragraph; /**< the printed number; 0: none */
    const char *sheet;  /**< owned by the text; NULL: it is no workbook */
    uint32_t row;       /**< in the sheet or table, from 1; 0: it is no row, or not counted */
} foi_pinpoint;

/** The place of BLOCK; NULL: nowhere. */
foi_pinpoint foi_text_pinpoint(const foi_text *text, const foi_block *block);

/** The same, but in decisions a block without a number of its own belongs to the paragraph before
 * it, up to the next heading. */
foi_pinpoint foi_document_pinpoint(const foi_document *document, const foi_block *block);

/** The paragraph (uint32_t, 0: none) that each block of DOCUMENT belongs to by that rule, rows of
 * tables among them, for the caller to unref. One pass over the blocks. */
GArray *foi_document_paragraphs(const foi_document *document);

/** PLACE in words: "page 3, paragraph 17", "sheet Costs, row 12"; for the caller to g_free. NULL
 * where nothing names it. */
char *foi_pinpoint_words(const foi_pinpoint *place);

/** How many words it has: runs of letters and digits; apostrophes do not part them. */
uint32_t foi_text_words(const foi_text *text);

/** The confidence of OCR over all pages that it read, 1 to 100; 0: it read none. */
uint32_t foi_text_ocr(const foi_text *text);

/** The block that holds byte OFFSET of the text, or the nearest before it; NULL without blocks. */
const foi_block *foi_text_block_at(const foi_text *text, size_t offset);

/**
 * CONFIDENCE (0 to 1) with the two decimals that are shown, to people and to programs alike: more
 * would claim to know more than there is to know.
 */
double foi_confidence_shown(double confidence);

/** The quote of EVIDENCE as one line for the caller to g_free (white space folded); NULL: no quote.
 */
char *foi_text_quote(const foi_text *text, const foi_evidence *evidence);

/* --- record.c: the stored and transmitted form ------------------------------------------------ */

/** Append the record of DOCUMENT to OUT: all but `location` and the other joined facts. */
void foi_document_encode(const foi_document *document, GByteArray *out);

/**
 * Read a record. The bytes may come from a hostile worker or a damaged disk: lengths, offsets, enum
 * values, UTF-8 and the order of blocks are all checked.
 * Returns FOI_OK with *OUT for the caller to free, or FOI_ERROR_CORRUPT.
 */
foi_status foi_document_decode(const void *bytes, size_t length, foi_document **out,
                               foi_error *error);

/* --- json.c: the object of `foi-index --inspect` ---------------------------------------------- */

/**
 * The document as one line of JSON (schema 1, DESIGN section 6) without a line end, for the caller
 * to g_free. WITH_TEXT adds "text". Paths that are not UTF-8 get "location_bytes" in base64.
 */
char *foi_document_json(const foi_document *document, bool with_text);

#endif
