/* preference.h - what makes a document the better answer whatever its words: the score is
 * multiplied.
 *
 * A document that names no law of access to information, such as a judgment about something else
 * that lies among the letters, comes a little behind those that do. Decisions, and newer documents,
 * come before others where a search asks for it (foi_search_options.boost).
 */
#ifndef FOI_PREFERENCE_H
#define FOI_PREFERENCE_H

#include "query/match/rank.h"

/** Multiply the scores of the COUNT HITS, of SNAPSHOT, by what BOOST and the documents make it.
 * HITS keep their order. With FOI_BOOST_NEWER the dates of all documents are looked at once. */
void foi_preference_apply(unsigned boost, foi_snapshot *snapshot, foi_ranked *hits, guint count);

#endif
