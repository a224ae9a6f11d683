/* dates.h - dates as they are written in letters. */
#ifndef FOI_TAG_DATES_H
#define FOI_TAG_DATES_H

#include <stdio.h>

#include "indexer/tag/reading.h"

typedef struct foi_found_date {
    int year, month, day; /**< month and day 0 where not given */
    foi_date_precision precision;
    uint32_t first; /**< tokens */
    uint32_t end;
} foi_found_date;

/**
 * The date that begins at token AT: "24 May 2019", "12July 2017", "24th of May, 2019", "May 24,
 * 2019", "03/02/2011" (day first), "27.07.2020", "2019-05-24", "18-Nov-22", "March 2017", Welsh
 * names of months, also mutated, and what character recognition makes of them ("l2 JuIy 2O14").
 * Days that no calendar has are none, and digits that go on ("12/05/2019/AB").
 */
bool foi_date_at(const foi_reading *reading, uint32_t at, foi_found_date *date);

/** False for most tokens: with them no date begins. */
static inline bool foi_date_may_begin(const foi_token *token)
{
    return token->kind == FOI_TOKEN_NUMBER ||
           (token->kind == FOI_TOKEN_WORD &&
            ((token->flags & FOI_TOKEN_CAPITAL) || token->value == 1));
}

/** The year in "[2015] UKICO ..." or "Decision Notice 227/2024" at token AT. */
bool foi_date_in_citation(const foi_reading *reading, uint32_t at, foi_found_date *date);

/** Whether a line begins with DATE and goes on as a regulator's list of decisions does: "1 Nov
 * 2024, Local government". */
bool foi_date_heads_sector(const foi_reading *reading, const foi_found_date *date);

/** Whether a publisher's mark stands at token AT, behind a colon and before the date that is given:
 * ": SIC 22 Jul 2008". */
bool foi_date_behind_publisher(const foi_reading *reading, uint32_t at, foi_found_date *date);

/**
 * How much what publishers of decisions write around DATE says that it is the decision's: 0 where
 * nothing does. With JUDGMENT the document is a tribunal's or a court's, and its own citation
 * outweighs all labels.
 */
int foi_date_head_score(const foi_reading *reading, const foi_found_date *date, bool judgment);

#endif
