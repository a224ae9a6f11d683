/* synonyms.h - what else plain words of a query mean: acronyms and long forms, sections and their
 * subjects, authorities by name and acronym.
 *
 * The rows are corpus/synonyms.tsv, the authorities those of corpus/authorities.tsv. Words in
 * quotation marks, required or excluded words and parts of NEAR mean only themselves.
 */
#ifndef FOI_SYNONYMS_H
#define FOI_SYNONYMS_H

#include "query/plan/planner.h"

/** What words that stand together in a query mean beside themselves. */
typedef struct foi_meaning {
    const foi_node *first; /**< the first of the words */
    guint words;           /**< how many nodes of the sequence they are */
    GPtrArray *forms;      /**< of char *: words or phrases, compared by their stems */
    GPtrArray *terms;      /**< of char *: filters; a document with one of them is meant, too */
    char *tags;            /**< what `terms` are, for people; NULL: there are none */
} foi_meaning;

void foi_meaning_free(foi_meaning *meaning);

/** What the plain words of SEQUENCE mean beside themselves, in their order and apart from each
 * other, as an array of foi_meaning * for the caller to unref. */
GPtrArray *foi_synonyms_find(const foi_planner *planner, const foi_node *sequence);

#endif
