/* cases.h - which documents belong to one matter: the joined field `case`.
 *
 * Documents belong together that share an own reference of a kind that names a matter, or a number
 * that their authority gave (of four digits at least), or a link (a message id, or what
 * indexer/tag/matter.c finds of the request: its authority, day and words), or of which one lies in
 * the other (an attachment in its mail). A document whose bytes lie in several containers (a
 * leaflet that goes out with every letter) joins none of them; one that shares nothing with another
 * has no case.
 */
#ifndef FOI_STORE_CASES_H
#define FOI_STORE_CASES_H

#include "indexer/store/places.h"
#include "indexer/store/segment.h"

/** Append the keys of DOCUMENT (uint64_t): equal keys, same matter. */
void foi_case_keys(const foi_document *document, GArray *keys);

/** The key of the reference ID of KIND, equal for all spellings of one number: with or without the
 * regulator's suffix, the tribunal's initials, the mark of an appeal on paper. */
uint64_t foi_case_reference_key(foi_reference_kind kind, const char *id);

/** One segment as the linking sees it. */
typedef struct foi_case_input {
    const foi_segment *segment;
    const foi_bitmap *removed;
    const foi_places *places;
} foi_case_input;

/**
 * Link the documents of COUNT segments that are not removed. *CASES is an array of COUNT arrays
 * (uint64_t, one number a row; 0: no case), for the caller to free with foi_case_numbers_free().
 * The result depends on the set of documents alone, not on their order.
 */
uint64_t **foi_case_link(const foi_case_input *inputs, size_t count);
void foi_case_numbers_free(uint64_t **cases, size_t count);

/** The joined facts of one segment. */
typedef struct foi_case_facts {
    const uint64_t *numbers; /**< of cases, one a row */
    const GArray *replaced;  /**< of foi_replaced (replaced.h), by row */
    uint32_t rows;
} foi_case_facts;

/** A fingerprint of FACTS, to tell whether their file has to be written anew. */
uint64_t foi_case_fingerprint(const foi_case_facts *facts);

/** Write the columns `case` and `replaced` to PATH; the commit makes it durable. */
foi_status foi_case_write(const foi_case_facts *facts, const char *path, foi_error *error);

/** The column `replaced` of FILE, which lists for a row the id of the document that replaced it;
 * without any value where FILE is older than the column. As foi_column_map(). */
foi_status foi_case_map_replaced(const foi_section_file *file, uint32_t rows, foi_column **out,
                                 foi_error *error);

/** The fingerprint that the file was written with; 0 where it has none. */
uint64_t foi_case_file_fingerprint(const foi_section_file *file);

#endif
