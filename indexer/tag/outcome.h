/* outcome.h - what the files that judge outcomes share: votes and claims (outcome.c), what letters
 * say (outcome_votes.c) and what it comes to (outcome_letter.c).
 */
#ifndef FOI_TAG_OUTCOME_H
#define FOI_TAG_OUTCOME_H

#include "indexer/tag/reading.h"

/** What phrases for an outcome weigh in a letter. */
enum {
    FOI_VOTE_WEAK = 1, /**< an answer, whatever it says: "our response is attached" */
    FOI_VOTE_SAID,     /**< the fact is stated: "the total was 742" */
    FOI_VOTE_HANDED    /**< the letter does it: "the list is enclosed" */
};

/** The phrase that says most for an outcome. */
typedef struct foi_vote {
    int weight;     /**< of that phrase; 0: none says it */
    unsigned count; /**< how many phrases say it, in places of their own */
    uint32_t first; /**< tokens of that phrase */
    uint32_t end;
    uint32_t counted; /**< the end of the last one counted */
} foi_vote;

/** Set OUTCOME with CONFIDENCE. FROM shows it; NULL or empty: what became of the provisions does,
 * else what shows the document's type. */
void foi_outcome_set(foi_reading *reading, foi_outcome outcome, const foi_vote *from,
                     double confidence);

/** Of AMONG (COUNT ones) the outcome with the heaviest of VOTES (by outcome); NONE without any. */
foi_outcome foi_outcome_heaviest(const foi_vote *votes, const foi_outcome *among, size_t count);

/** Into VOTES (by outcome, all zero): what a letter says of its outcome in its own voice, in
 * phrases and by answers that stand below questions. */
void foi_outcome_collect_letter(const foi_reading *reading, foi_vote *votes);

/** Judge a response, a review, a letter that leaves the request open, or a thread by its last
 * answer. */
void foi_outcome_judge_letter(foi_reading *reading);

#endif
