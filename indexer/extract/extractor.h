/* extractor.h - what one file format has to provide, and what it can say.
 *
 * Adding a format: one file extract/FAMILY/NAME.c that defines `const foi_extractor
 * foi_extractor_NAME`, and one row in formats.h. Extractors run only in the worker program.
 */
#ifndef FOI_EXTRACTOR_H
#define FOI_EXTRACTOR_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "foi/update.h"
#include "indexer/document/document.h"

/** What one file, with all that is nested in it, may still cost. Carried from a container to its
 * members. */
typedef struct foi_budget {
    uint64_t text_bytes;   /**< UTF-8 text that may still be given back */
    uint64_t member_bytes; /**< bytes of members that may still be unpacked */
    uint32_t members;      /**< how many members may still be given back */
    uint32_t depth;        /**< how deep containers may still nest */
    uint32_t wall_ms;      /**< wall-clock time for this one job */
} foi_budget;

/** The bytes to read, whole in memory, and what is known of them. */
typedef struct foi_input {
    const uint8_t *bytes;
    size_t length;
    const char *name;    /**< base name of the file or member, a hint only; never NULL, may be "" */
    const char *mime;    /**< as detected */
    const char *charset; /**< as declared by a container (a mail part); NULL: not declared */
    uint32_t page_first; /**< first page wanted, from 1; 0: all */
    uint32_t page_last;  /**< last page wanted */
    foi_ocr_choice ocr;
    bool ocr_later; /**< pages that want OCR are only noted: each will be read by itself */
} foi_input;

/** Collects what an extractor finds into one document, and keeps the budget. */
typedef struct foi_output foi_output;

/** How much of the system a worker leaves open while it reads: what the libraries for a format
 * cannot do without. */
typedef enum foi_profile {
    FOI_PROFILE_STRICT, /**< no file at all can be opened */
    FOI_PROFILE_PDF,    /**< fonts and tables of characters can be opened for reading */
    FOI_PROFILE_OCR,    /**< those as well, and the model of OCR is there */
    FOI_PROFILE_END
} foi_profile;

typedef struct foi_extractor {
    const char *name;         /**< as in formats.h */
    const char *const *mimes; /**< the types that it reads, NULL at the end */
    foi_file_kind file;
    /**
     * Read INPUT into OUTPUT. Status, text and members all go through OUTPUT; nothing is returned.
     * Must not fail on any bytes; text found before a defect is kept and the status is `partial`.
     */
    void (*extract)(const foi_input *input, foi_output *output);
} foi_extractor;

/** The extractor for MIME, or NULL. */
const foi_extractor *foi_extractor_for(const char *mime);

/** The profile of the workers that may read MIME; FOI_PROFILE_END: any, since nothing is read. */
foi_profile foi_profile_for(const char *mime);

/** The library without which this program was built, so that it cannot read MIME; NULL: none. */
const char *foi_library_lacking(const char *mime);

/** The kind of file that MIME is, read or not; 0 where it has none. */
foi_file_kind foi_file_kind_of(const char *mime);

/* --- what an extractor calls --- */

/** A new page begins (formats with pages call it before each page, the first included). */
void foi_output_page(foi_output *output);

/**
 * A new sheet of a workbook begins: a page that is cited by NAME (copied), and whose blocks of kind
 * FOI_BLOCK_ROW are given the number of their row in the sheet.
 */
void foi_output_sheet(foi_output *output, const char *name);

/** The current page is to be read by OCR later: see foi_input. */
void foi_output_wants_ocr(foi_output *output);

/** The current page was read by OCR with CONFIDENCE (0 to 1): it is kept with the page. */
void foi_output_ocr(foi_output *output, double confidence);

/**
 * Add a block of text. TEXT need not be valid UTF-8 (bad bytes become U+FFFD), control characters
 * are dropped, white space at both ends is trimmed, an empty block is left out. NUMBER is the
 * printed number of the paragraph or 0; where 0 is given and the text begins with one ("17. ",
 * "(17) "), it is found. False once the text budget is spent (the status is then `partial`): stop
 * reading.
 */
bool foi_output_block(foi_output *output, foi_block_kind kind, uint32_t number, const char *text,
                      size_t length);

/**
 * Plain text with lines: makes blocks of it (blank lines part paragraphs, wrapped lines are joined,
 * list items, "> " quotes, headings in capitals or numbered are kept apart).
 */
bool foi_output_lines(foi_output *output, const char *text, size_t length);

/** Title from the metadata; an empty one is ignored. Copied. */
void foi_output_title(foi_output *output, const char *title);

/** A mail's sender (address only) and date "YYYY-MM-DD"; NULL leaves out. Copied. */
void foi_output_mail(foi_output *output, const char *sender, const char *sent);

/** A key that ties documents of one thread (a message id). Copied. */
void foi_output_link(foi_output *output, const char *key);

/**
 * A member of a container: to be read as a document of its own. NAME is its path inside the
 * container, MIME and CHARSET what the container claims (NULL: nothing). The bytes are copied.
 * False once the budget of members is spent (status `partial`).
 */
bool foi_output_member(foi_output *output, const char *name, const char *mime, const char *charset,
                       const uint8_t *bytes, size_t length);

/** The same for BYTES that are shared, not copied, and of which the container claims nothing. */
bool foi_output_member_bytes(foi_output *output, const char *name, GBytes *bytes);

/** Whether one more member can be given; false: the status says why (`partial`). */
bool foi_output_takes_member(foi_output *output);

/** How many more members can be given. */
uint32_t foi_output_member_room(const foi_output *output);

/** How many bytes may still be unpacked, those of members included. */
uint64_t foi_output_unpack_room(const foi_output *output);

/** What went wrong; `partial` does not overwrite a worse status, text found stays. */
void foi_output_status(foi_output *output, foi_read_status status, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/** How many bytes of text may still be added: lets a decoder stop in time. 0 once it is spent. */
uint64_t foi_output_room(const foi_output *output);

/**
 * Count BYTES that were unpacked from INPUT, whatever became of them. False once the budget of
 * unpacked bytes is spent (status `partial`): stop unpacking.
 */
bool foi_output_unpacked(foi_output *output, uint64_t bytes);

/* --- what the worker calls --- */

/** A member that waits to be read. */
typedef struct foi_member {
    char *name;
    char *mime;    /**< claimed; NULL */
    char *charset; /**< claimed; NULL */
    char *link;    /**< key of the matter that it belongs to with other members; NULL */
    GBytes *bytes;
} foi_member;

/** Start collecting into DOCUMENT (borrowed) under BUDGET (copied). Free with foi_output_free(). */
foi_output *foi_output_new(foi_document *document, const foi_budget *budget);

/** Finish: joins the text, counts words, sets `empty` where there is neither text nor member. */
void foi_output_finish(foi_output *output);

/** The members found, in order (of foi_member *); owned by OUTPUT. */
GPtrArray *foi_output_members(foi_output *output);
void foi_output_free(foi_output *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_output, foi_output_free)

#endif
