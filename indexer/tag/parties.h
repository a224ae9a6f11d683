/* parties.h - the places of a document that say outright whom it is about: labels, the headings of
 * summaries, the parties of a decision. */
#ifndef FOI_TAG_PARTIES_H
#define FOI_TAG_PARTIES_H

#include "indexer/tag/bodies.h"

typedef struct foi_party {
    foi_body *body; /**< NULL: none was found */
    uint32_t first; /**< tokens of the name */
    uint32_t end;
    uint32_t from; /**< where the quotation begins: the label before the name */
    double confidence;
} foi_party;

/** "Public authority: X", "Authority: X", "Parties: X", "Awdurdod Cyhoeddus: X". */
foi_party foi_party_by_label(const foi_reading *reading, foi_bodies *bodies);

/** "X (Local government): ICO 26 Oct 2015", "X (Other) [2019] UKICO ...", "X" over a line that
 * begins with the date and the sector. */
foi_party foi_party_by_heading(const foi_reading *reading, foi_bodies *bodies);

/** "Decision 122/2017: A and X". */
foi_party foi_party_by_title(const foi_reading *reading, foi_bodies *bodies);

/**
 * The tokens between which the parties of a case stand ("Between ... Appellant ... Respondent");
 * false where there are none. *FIRST and *END are set then.
 */
bool foi_parties_between(const foi_reading *reading, uint32_t *first, uint32_t *end);

/** "THE PUDDLEBY CONSORTIUM OF SCHOOLS" before "Second Respondent" between the tokens FIRST and
 * END, where nothing but the article says that it is no person. */
foi_party foi_party_by_role(const foi_reading *reading, foi_bodies *bodies, uint32_t first,
                            uint32_t end);

/** Whether BODY decides on complaints of others (a regulator of access to information). */
bool foi_body_is_judge(const foi_body *body);

#endif
