/* role_reader.h - what the files that read roles share: cues (cues.c), what they do to a provision
 * (rulings.c), what letters say without a verb (claims.c), and the walk over sentences (roles.c).
 */
#ifndef FOI_TAG_ROLE_READER_H
#define FOI_TAG_ROLE_READER_H

#include "indexer/tag/findings.h"

/** A finding that names no provision. */
typedef struct foi_general_finding {
    const char *sections; /**< as in foi_phrase; NULL: on whatever was claimed */
    foi_role role;
    foi_evidence evidence;
} foi_general_finding;

typedef struct foi_role_reader {
    foi_findings findings;
    foi_reading *reading;
    bool letter;           /**< the authority speaks */
    bool decision;         /**< a regulator or tribunal speaks */
    bool analysis;         /**< the heading over its reasons has come */
    bool disputed;         /**< the last sentence was an argument of the other side */
    bool finding;          /**< its findings have begun */
    uint32_t commissioner; /**< the symbol of the word */
    bool listing;          /**< "the following exemptions:" goes on */
    GHashTable *quoted;    /**< section id -> the one part of it that is quoted; "": several */
    GArray *generals;      /**< of foi_general_finding */
    GArray *statutes;   /**< of foi_sentence: a decision's lists of the statutes that it applies */
    foi_sentence named; /**< the last sentence that named a provision */
} foi_role_reader;

/** A phrase that says something of a provision, and what it means where it stands. */
typedef struct foi_cue_place {
    const foi_hit *hit;
    foi_cue cue;
} foi_cue_place;

static inline bool foi_cue_is_finding(foi_cue cue)
{
    return cue == FOI_CUE_UPHELD || cue == FOI_CUE_REJECTED || cue == FOI_CUE_BREACHED ||
           cue == FOI_CUE_COMPLIED;
}

static inline bool foi_cue_is_line(foi_cue cue)
{
    return cue >= FOI_CUE_LINE_UPHELD && cue <= FOI_CUE_LINE_NOT_UPHELD;
}

/* --- cues.c ----------------------------------------------------------------------------------- */

/** The cues of SENTENCE into CUES (of foi_cue_place), weighed by who speaks, by negation and by
 * condition; where two overlap only the one that says more. */
void foi_cues_find(const foi_role_reader *in, const foi_sentence *sentence, GArray *cues);

/** Whether SIGN stands between tokens FROM and END of SENTENCE, and means what it says there. */
bool foi_cues_governed(const foi_role_reader *in, const foi_sentence *sentence, foi_sign sign,
                       uint32_t from, uint32_t end);

/** Whether HIT names one who speaks: the heading "Decision" does, "Decision 204/2018" does not. */
bool foi_cues_is_actor(const foi_role_reader *in, const foi_hit *hit);

/** Who speaks by HIT, an actor. */
foi_actor foi_cues_actor(const foi_role_reader *in, const foi_hit *hit);

/* --- rulings.c -------------------------------------------------------------------------------- */

/** Note that ID has ROLE, shown by the words of HIT (NULL: none) and the token AT. LINE: a line of
 * findings says so. */
void foi_rulings_note(foi_role_reader *in, const char *id, foi_role role, bool line,
                      const foi_hit *hit, uint32_t at, double confidence);

/** Note that the provisions of the token AT are named; PROSE: not only in a line of findings. */
void foi_rulings_mention(foi_role_reader *in, uint32_t at, bool prose);

/** Apply CUE of HIT (NULL: none) to the provisions of the token AT. PART: the finding covers only
 * some of the information. */
void foi_rulings_apply(foi_role_reader *in, foi_cue cue, const foi_hit *hit, uint32_t at,
                       bool part);

/** As foi_rulings_apply() for a provision that an earlier sentence names: a finding that an
 * exemption stood or fell means only exemptions. */
void foi_rulings_apply_back(foi_role_reader *in, foi_cue cue, const foi_hit *hit, uint32_t at,
                            bool part);

/** Apply CUE of HIT to those that were claimed within SECTIONS (parted by "|"). */
void foi_rulings_apply_claimed(foi_role_reader *in, foi_cue cue, const foi_hit *hit,
                               const char *sections);

/** Note that CUE of HIT is a finding that names no provision: on all that was claimed within
 * SECTIONS (static; NULL: any). */
void foi_rulings_note_general(foi_role_reader *in, foi_cue cue, const foi_hit *hit,
                              const char *sections, bool part);

/** In the end: where no provision was found for or against, a general finding holds for all that
 * were claimed. */
void foi_rulings_apply_general(foi_role_reader *in);

/* --- claims.c --------------------------------------------------------------------------------- */

/** What a letter's SENTENCE claims without a verb: by a heading, "Section 31(1)(a) - Law
 * enforcement", and in an extension by being weighed. */
void foi_claims_read_letter(foi_role_reader *in, const foi_sentence *sentence);

/** What a requester's SENTENCE says that the authority claimed, in a request for a review. */
void foi_claims_read_reported(foi_role_reader *in, const foi_sentence *sentence);

/** Whether a list of what is claimed begins behind SENTENCE, whose cues are CUES. */
bool foi_claims_open_list(const foi_role_reader *in, const foi_sentence *sentence,
                          const GArray *cues);

/** SENTENCE as items of such a list. False where it is no item, and the list ends. */
bool foi_claims_read_items(foi_role_reader *in, const foi_sentence *sentence);

/** Remember which part of a section SENTENCE of a letter explains. */
void foi_claims_note_quoted(foi_role_reader *in, const foi_sentence *sentence);

/** In the end of a decision that claims nothing by its own words: the exemptions in its list of
 * relevant statutes are those in question. */
void foi_claims_take_statutes(foi_role_reader *in);

/** In the end: a section claimed by its number alone means the part of it that the letter
 * explained, words claim what no number does, and a refusal that claims nothing else claims what
 * it explains. */
void foi_claims_finish(foi_role_reader *in);

static inline bool foi_role_is_provision(const foi_role_reader *in, uint32_t at)
{
    return foi_reading_token(in->reading, at)->kind == FOI_TOKEN_PROVISION;
}

/** Whether a provision stands between tokens FIRST and END (of a sentence: `names_law`). */
static inline bool foi_role_names_provision(const foi_role_reader *in, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (foi_role_is_provision(in, at))
            return true;
    return false;
}

#endif
