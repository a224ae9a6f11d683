/* occurrence.h - where a document has what was asked for. */
#ifndef FOI_OCCURRENCE_H
#define FOI_OCCURRENCE_H

#include "query/plan/plan.h"

/** A run of bytes of the document's text. */
typedef struct foi_span {
    size_t start;
    size_t end;
} foi_span;

/** One word, one whole phrase, one operand of NEAR beside the others, or one piece of evidence. */
typedef struct foi_occurrence {
    foi_span span;
    foi_span region;  /**< the blocks that it stands in: a passage does not leave them */
    guint unit;       /**< number of the unit or wanted tag */
    double value;     /**< what the unit is worth, the same wherever it is found */
    double factor;    /**< less than 1 where the place tells little; more for sure evidence */
    guint first_word; /**< its words among `words` */
    guint word_count;
} foi_occurrence;

typedef struct foi_occurrences {
    GArray *list;  /**< of foi_occurrence, by start */
    GArray *words; /**< of foi_span: what is marked */
    guint units;   /**< units are numbered below this */
} foi_occurrences;

foi_occurrences *foi_occurrences_new(guint units);
void foi_occurrences_free(foi_occurrences *occurrences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_occurrences, foi_occurrences_free)

/** The words and phrases UNITS (of foi_unit *) in DOCUMENT. */
foi_occurrences *foi_occurrences_of_units(const foi_document *document, const GPtrArray *units,
                                          foi_stemmer *stemmer);

/** The evidence of those of TAGS (of foi_wanted_tag *) that DOCUMENT has. */
foi_occurrences *foi_occurrences_of_tags(const foi_document *document, const GPtrArray *tags);

#endif
