/* standing.h - whether words stand in one row of a segment as a query asks: in a phrase, or near.
 *
 * Made once for a segment and asked about rows in rising order; nothing is allocated for a row.
 */
#ifndef FOI_STANDING_H
#define FOI_STANDING_H

#include "indexer/store/words.h"
#include "query/plan/want.h"

typedef struct foi_standing foi_standing;

/** For WANT, of the kind FOI_WANT_WORDS with at least two words, in SEGMENT, whose words are WORDS.
 * Both outlive it. */
foi_standing *foi_standing_new(const foi_want *want, size_t segment, const foi_words *words);
void foi_standing_free(foi_standing *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_standing, foi_standing_free)

/** ROW, which is after those asked about before, has all the words and they stand as WANT says. */
bool foi_standing_in(foi_standing *standing, uint32_t row);

#endif
