/* relax.h - what follows where few documents have all the words of a query.
 *
 * Each optional word has a share of the query that is its rarity: "minesweepers" tells more than
 * "information". A document follows where what it has comes to RELAX_WORDS average words, or to
 * RELAX_MOST of the whole where that is less. Counting words instead let the longest documents in,
 * which have a little of everything, and left short letters out that lack one word.
 */
#ifndef FOI_RELAX_H
#define FOI_RELAX_H

#include "query/match/docset.h"
#include "query/plan/plan.h"

/** With fewer documents than this that have every word, others follow. */
#define FOI_RELAX_BELOW 10

/** What a document with all optional words has of the query. */
#define FOI_RELAX_WHOLE 60000

/**
 * The documents of SNAPSHOT that have most of the optional words of PLAN, and all that it requires,
 * and nothing that it excludes; those with all words are among them. Where fewer than
 * FOI_RELAX_BELOW would be left, those with less follow until so many are reached, but with no less
 * than half of what is wanted as long as any has that (with a word that is required, none of the
 * others need be there). *OUT is the caller's;
 * *LEAST is what each of them has of the query, for foi_relax_without(). Memory: two bytes for each
 * document of the index.
 */
foi_status foi_relax(const foi_plan *plan, foi_snapshot *snapshot, foi_docset **out,
                     unsigned *least, foi_error *error);

/** The documents that have at least LEAST and meet PLAN without its filters of FIELD. */
foi_status foi_relax_without(const foi_plan *plan, foi_snapshot *snapshot, const foi_field *field,
                             unsigned least, foi_docset **out, foi_error *error);

#endif
