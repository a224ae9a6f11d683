/* findings.h - roles of provisions while a document is being read. */
#ifndef FOI_TAG_FINDINGS_H
#define FOI_TAG_FINDINGS_H

#include "indexer/tag/reading.h"

/** What was said of one provision, all sentences together. */
typedef struct foi_standing {
    const char *id;
    unsigned roles;    /**< bit 1 << foi_role */
    unsigned lines;    /**< the same, from lines of findings only */
    unsigned passed;   /**< of `roles` those that only a finding on the whole section gave */
    bool partial;      /**< found for some of the information so, for some otherwise */
    bool unconsidered; /**< "no need to consider": only its own finding counts */
    bool claimed;      /**< relied on by its own words, not only because it was found */
    bool prose;        /**< named not only in lines of findings */
    bool listed;       /**< named in one list with a part of it: "17(1) and 17(1)(c)" */
    foi_evidence evidence[FOI_ROLE_END];
} foi_standing;

typedef struct foi_findings {
    foi_reading *reading;
    GPtrArray *order; /**< of foi_standing, by first appearance */
    GHashTable *by_id;
    bool any_line;
} foi_findings;

/** Note that ID has ROLE; LINE: a line of findings says so. */
void foi_findings_note(foi_findings *findings, const char *id, foi_role role, bool line,
                       foi_evidence evidence);

/** Take ROLE back from ID, and give it INSTEAD (FOI_ROLE_NONE: nothing): a later sentence outranks
 * an earlier. */
void foi_findings_replace(foi_findings *findings, const char *id, foi_role role, foi_role instead,
                          foi_evidence evidence);

/** True where ID is SECTION or a part of it. */
bool foi_findings_is_within(const char *id, const char *section);

/** True where a part of SECTION, not SECTION itself, has ROLE so far. */
bool foi_findings_has_part(const foi_findings *findings, const char *section, foi_role role);

/** True where SECTION or a part of it has a role so far, other than being mentioned. */
bool foi_findings_claims(const foi_findings *findings, const char *section);

/** True where ID has ROLE so far. */
bool foi_findings_has_role(const foi_findings *findings, const char *id, foi_role role);

/** True where any provision has ROLE so far. */
bool foi_findings_has(const foi_findings *findings, foi_role role);

/** Note ROLE, a finding, for every exemption within SECTIONS (parted by "|"; NULL: any) that is
 * relied on and was not withdrawn. */
void foi_findings_note_claimed(foi_findings *findings, const char *sections, foi_role role,
                               foi_evidence evidence);

/**
 * The public interest favours disclosure of what ID exempts: what was upheld of it so far, being
 * engaged, is rejected, its parts and what it is a part of likewise.
 */
void foi_findings_turn(foi_findings *findings, const char *id, foi_evidence evidence);

/** Nothing was found of ID, so that a finding on its section or on all claims is none on it. */
void foi_findings_note_unconsidered(foi_findings *findings, const char *id);

/** What was found of ID holds for some of the information, the contrary for the rest. */
void foi_findings_note_partial(foi_findings *findings, const char *id);

/** A correction follows: what the lines so far said is void. */
void foi_findings_drop_lines(foi_findings *findings);

/** ID is named elsewhere than in a line of findings. */
void foi_findings_note_prose(foi_findings *findings, const char *id);

/** ID and a part of it were named side by side, so that each is meant. */
void foi_findings_note_listed(foi_findings *findings, const char *id);

/** Settle contradictions between lines and prose, and fill the tags. */
void foi_findings_settle(foi_findings *findings);

#endif
