/* cases.h - which documents belong to one matter: the joined field `case`.
 *
 * Documents belong together that share an own reference of a kind that names a matter, or a number
 * that their authority gave (of four digits at least), or a message link, or of which one lies in
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

/** A fingerprint of one segment's numbers, to tell whether its file has to be written anew. */
uint64_t foi_case_fingerprint(const uint64_t *numbers, uint32_t rows);

/** Write the column `case` to PATH; the commit makes it durable. */
foi_status foi_case_write(const uint64_t *numbers, uint32_t rows, const char *path,
                          foi_error *error);

/** The fingerprint that the file was written with; 0 where it has none. */
uint64_t foi_case_file_fingerprint(const foi_section_file *file);

#endif
