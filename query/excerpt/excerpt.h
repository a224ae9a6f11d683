/* excerpt.h - a part of a document, by its pages, printed paragraphs, sheet and rows. */
#ifndef FOI_EXCERPT_H
#define FOI_EXCERPT_H

#include "indexer/document/document.h"

/** The last of a range that goes on to the end. */
#define FOI_RANGE_OPEN UINT32_MAX

/** Numbers from `first` to `last`; 0 and 0: all, whether they have a number or not. */
typedef struct foi_range {
    uint32_t first, last;
} foi_range;

/** What is wanted of a document: all that is in every range. */
typedef struct foi_excerpt_wanted {
    foi_range pages;      /**< from 1 */
    foi_range paragraphs; /**< as printed; see foi_document_paragraphs() */
    const char *sheet;    /**< its name, ASCII case does not matter; NULL: any */
    foi_range rows;       /**< of a sheet or a table, from 1 */
} foi_excerpt_wanted;

/** True where nothing is left out. */
bool foi_excerpt_is_whole(const foi_excerpt_wanted *wanted);

/** One block of an excerpt and where it stands; both belong to the document. */
typedef struct foi_excerpt_part {
    const foi_block *block;
    foi_pinpoint place; /**< with the paragraph that the block belongs to */
} foi_excerpt_part;

/**
 * *PARTS becomes those blocks of DOCUMENT that WANTED names, in order (of foi_excerpt_part), for
 * the caller to unref; of a document without text all of it is an empty array.
 * FOI_ERROR_ARGUMENT where a range ends beyond what there is, or nothing has such a number: the
 * error says what there is. One pass over the blocks.
 */
foi_status foi_excerpt(const foi_document *document, const foi_excerpt_wanted *wanted,
                       GArray **parts, foi_error *error);

/** How PARTS of DOCUMENT (not empty) are cited, "IC-315773-L9G6 (ICO, 31 January 2024) [17]-[20]",
 * or where they begin and end; for the caller to g_free. NULL where nothing names the place. */
char *foi_excerpt_place(const foi_document *document, const GArray *parts);

/** PARTS of DOCUMENT as one line of JSON (schema 1) without its end, for the caller to free(). NULL
 * only when memory is out. */
char *foi_excerpt_json(const foi_document *document, const GArray *parts);

#endif
