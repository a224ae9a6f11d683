/* replaced.h - which decisions a later one replaced: the joined fact `replaced_by`.
 *
 * A notice is replaced by the decision of a tribunal that allowed the appeal against it or sent it
 * back, a tribunal's decision by that of a higher one. Where the appeal was dismissed, struck out
 * or withdrawn the decision stands. Both sides are found by the numbers that name the decision, so
 * that neither has to be indexed first.
 */
#ifndef FOI_STORE_REPLACED_H
#define FOI_STORE_REPLACED_H

#include "indexer/store/cases.h"

/** Append the keys of DOCUMENT (uint64_t) where it is a decision: those that name it, and those of
 * the decisions that it replaces. Nothing for other documents. */
void foi_ruling_keys(const foi_document *document, GArray *keys);

/** A row that was replaced; unused bytes are 0, so that equal ones are equal byte for byte. */
typedef struct foi_replaced {
    uint32_t row;
    char by[FOI_ID_LENGTH + 4]; /**< id of the document that replaced it, and a NUL */
} foi_replaced;

/**
 * What was replaced among the documents of COUNT segments that are not removed: an array of COUNT
 * arrays (of foi_replaced, by row), for the caller to free with foi_replaced_free(). Of several
 * later decisions the latest counts; one that is dated before the other replaces nothing. The
 * result depends on the set of documents alone, not on their order. Linear but for one sort of the
 * decisions that replace.
 */
GArray **foi_replaced_link(const foi_case_input *inputs, size_t count);
void foi_replaced_free(GArray **replaced, size_t count);

/** What is shown of LATER, the document that replaced another, for the caller to free. */
foi_replacement *foi_replacement_of(const foi_document *later);

#endif
