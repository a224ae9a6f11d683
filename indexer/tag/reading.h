/* reading.h - what all steps of the tagger share: the tokens, law references, phrases, sentences.
 */
#ifndef FOI_TAG_READING_H
#define FOI_TAG_READING_H

#include "indexer/document/document.h"
#include "indexer/law/pattern.h"
#include "indexer/law/scan.h"
#include "indexer/tag/classes.h"

/** The longest evidence shown, in bytes. */
#define FOI_EVIDENCE_LIMIT 300

/** More limits than this has no document to reach. */
#define FOI_LIMITS 8

/** The kinds of rows of corpus/phrases.tsv that the tagger reads (column `kind`). */
typedef enum foi_phrase_kind {
    FOI_PHRASE_NONE = 0,
    FOI_PHRASE_CUE,     /**< what is said of a provision: value is a foi_cue */
    FOI_PHRASE_ACTOR,   /**< who speaks: value is a foi_actor */
    FOI_PHRASE_ZONE,    /**< begins or ends a zone: value is a foi_zone_mark */
    FOI_PHRASE_DOCTYPE, /**< value is a foi_doctype */
    FOI_PHRASE_OUTCOME, /**< value is a foi_outcome */
    FOI_PHRASE_SIGN,    /**< other signs, by name: value is a foi_sign */
    FOI_PHRASE_REGIME,  /**< words that betray a law: value is a row of the regimes */
    FOI_PHRASE_VOICE,   /**< whose voice it is: value is a foi_voice */
    FOI_PHRASE_WORDING  /**< claims a provision without its number: value is 1, see `provision` */
} foi_phrase_kind;

typedef enum foi_cue {
    FOI_CUE_NONE = 0,
    FOI_CUE_CLAIM,
    FOI_CUE_CLAIM_LISTED, /**< by a list of relevant statutes only */
    FOI_CUE_UPHELD,
    FOI_CUE_REJECTED,
    FOI_CUE_BREACHED,
    FOI_CUE_COMPLIED,
    FOI_CUE_WITHDRAWN,
    FOI_CUE_UPHELD_BEFORE,   /**< by the decision under appeal */
    FOI_CUE_REJECTED_BEFORE, /**< the same */
    FOI_CUE_DENIED,          /**< "does not apply" */
    FOI_CUE_MENTION,         /**< "whether", "argued that" */
    FOI_CUE_UNCONSIDERED,    /**< "not gone on to consider": nothing was found of it */
    FOI_CUE_LINE_UPHELD,     /**< "FOI 10: Complaint upheld": the requester was right */
    FOI_CUE_LINE_PARTLY,
    FOI_CUE_LINE_NOT_UPHELD,
    FOI_CUE_FAVOURS_DISCLOSURE, /**< ends an engaged exemption */
    FOI_CUE_RETRACTED           /**< a note below the lines takes a finding back */
} foi_cue;

typedef enum foi_actor {
    FOI_ACTOR_NONE = 0,
    FOI_ACTOR_REGULATOR, /**< or a tribunal or court: what it says is a finding */
    FOI_ACTOR_AUTHORITY,
    FOI_ACTOR_COMPLAINANT,
    FOI_ACTOR_ARGUING,  /**< "she argued that": even what the authority claims is only argued */
    FOI_ACTOR_ADOPTING, /**< "the Commissioner was right to find": a tribunal's finding */
    FOI_ACTOR_HISTORY   /**< the decision under appeal: what it found had been claimed */
} foi_actor;

typedef enum foi_voice {
    FOI_VOICE_NONE = 0,
    FOI_VOICE_AUTHORITY, /**< answers somebody: "thank you for your request" */
    FOI_VOICE_REQUESTER, /**< asks an authority: "my request" */
    FOI_VOICE_READER,    /**< speaks to anybody: "requests must be made in writing" */
    FOI_VOICE_END
} foi_voice;

typedef enum foi_zone_mark {
    FOI_MARK_NONE = 0,
    FOI_MARK_RIGHTS,   /**< rights of appeal begin here */
    FOI_MARK_REQUEST,  /**< the quoted request begins here */
    FOI_MARK_RESPONSE, /**< the body goes on here */
    FOI_MARK_STATUTE,  /**< this sentence quotes a statute */
    FOI_MARK_STATUTES, /**< a list of statutes begins here */
    FOI_MARK_SIGNATURE,
    FOI_MARK_QUOTED /**< an earlier mail is quoted from here */
} foi_zone_mark;

typedef enum foi_sign {
    FOI_SIGN_NONE = 0,
    FOI_SIGN_NEGATION,
    FOI_SIGN_PART,         /**< "only some of" */
    FOI_SIGN_HYPOTHETICAL, /**< "whether" */
    FOI_SIGN_CONDITION,    /**< "if": a letter claims so what it neither confirms nor denies */
    FOI_SIGN_MODAL,        /**< "could be": only of the verb right behind */
    FOI_SIGN_CORRECTED,    /**< "they should read": the lines before it were wrong */
    FOI_SIGN_STEPS_REQUIRED,
    FOI_SIGN_NO_STEPS,
    FOI_SIGN_COST,
    FOI_SIGN_VEXATIOUS,
    FOI_SIGN_FOI,
    FOI_SIGN_COURTESY, /**< a leaflet, a procedure: no information that was asked for */
    FOI_SIGN_REPLY,    /**< "our response": what is attached may say anything */
    FOI_SIGN_OFFER,    /**< "would be able to": not done yet */
    FOI_SIGN_REPORTED, /**< "you say that": the requester's words */
    FOI_SIGN_DELAY,    /**< what is upheld is only that it took too long */
    FOI_SIGN_SWAP      /**< one exemption stands in for another */
} foi_sign;

typedef struct foi_phrase {
    foi_phrase_kind kind;
    int value;
    bool before;    /**< the provision stands before the phrase */
    bool weak;      /**< a claim only where nothing else in the sentence says more ("under") */
    bool anaphor;   /**< without a provision it is about those of the sentence before ("this
                       decision") */
    bool head;      /**< counts only near the top, in headings or in the title */
    bool general;   /**< without a provision it is about all that was claimed ("to withhold it") */
    bool breach;    /**< a FOI_PHRASE_WORDING that finds a breach, and claims nothing */
    bool signature; /**< counts only in signatures */
    bool letter;    /**< counts only where the authority itself speaks */
    int weight;
    /** The id that a FOI_PHRASE_WORDING claims; of a cue, ids parted by "|" of which those claimed
     * are meant where the sentence names none ("was vexatious"); NULL: none. */
    const char *provision;
} foi_phrase;

typedef struct foi_hit {
    const foi_phrase *phrase;
    uint32_t first; /**< tokens */
    uint32_t end;
} foi_hit;

typedef struct foi_sentence {
    uint32_t first; /**< tokens */
    uint32_t end;
    uint32_t hit; /**< first of its phrases */
    uint32_t hits;
    uint32_t block;
    foi_zone zone;
    bool names_law; /**< a law reference is among its tokens */
    bool listed;    /**< in a list of the statutes that a decision applies */
} foi_sentence;

/** Whether SENTENCE is what the document itself says: neither quoted, nor boilerplate, nor under a
 * signature. */
static inline bool foi_sentence_is_said(const foi_sentence *sentence)
{
    return sentence->zone == FOI_ZONE_BODY || sentence->zone == FOI_ZONE_HEADING;
}

/** Whether SENTENCE is the document's own: said, or a signature. */
static inline bool foi_sentence_is_own(const foi_sentence *sentence)
{
    return foi_sentence_is_said(sentence) || sentence->zone == FOI_ZONE_SIGNATURE;
}

typedef struct foi_reading {
    foi_document *document;
    const char *text;
    size_t length;
    GArray *tokens; /**< of foi_token; a law reference is one token, its `symbol` the reference */
    foi_classes classes; /**< of the tokens */
    GArray *named;       /**< of uint32_t: the tokens that are law references, in order */
    GArray *lines;       /**< of uint32_t: the tokens that begin lines, in order */
    foi_law_scan *law;
    bool of_access;    /**< it speaks of access to information, or may */
    GArray *hits;      /**< of foi_hit, in order */
    GArray *sentences; /**< of foi_sentence */
    GArray *bodies;    /**< of foi_authority_mention */
    uint32_t head;     /**< tokens before this one are near the top */
    bool is_foi;       /**< access to information is its subject */
    bool is_mail;
    const char *limits[FOI_LIMITS]; /**< limits reached: what was read up to them; NULL ends */
    bool regulator; /**< a decision: what the regulator or tribunal says are findings */
    /** Findings that name no provision, by FOI_ROLE_UPHELD and FOI_ROLE_REJECTED: "was not entitled
     * to withhold the information". Set with the roles. */
    foi_evidence general[FOI_ROLE_END];
    /** What the decision under appeal found: of foi_provision_tag, `id` interned. Set with the
     * roles. */
    GArray *appealed;
} foi_reading;

/** Read DOCUMENT's text. Free with foi_reading_free(). */
foi_reading *foi_reading_new(foi_document *document);
void foi_reading_free(foi_reading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_reading, foi_reading_free)

static inline const foi_token *foi_reading_token(const foi_reading *reading, size_t at)
{
    return &g_array_index(reading->tokens, foi_token, at);
}

/** The first token of CLASS from AT on and before END; END where there is none. */
static inline uint32_t foi_reading_next(const foi_reading *reading, foi_class class, uint32_t at,
                                        uint32_t end)
{
    return foi_classes_next(&reading->classes, class, at, end);
}

static inline uint32_t foi_reading_line(const foi_reading *reading, size_t at)
{
    return g_array_index(reading->lines, uint32_t, at);
}

static inline const foi_hit *foi_reading_hit(const foi_reading *reading, size_t at)
{
    return &g_array_index(reading->hits, foi_hit, at);
}

static inline foi_sentence *foi_reading_sentence(const foi_reading *reading, size_t at)
{
    return &g_array_index(reading->sentences, foi_sentence, at);
}

/** The sentence that holds token AT. */
foi_sentence *foi_reading_sentence_of(const foi_reading *reading, uint32_t at);
/** True where phrase sign SIGN stands between tokens FIRST and END. */
bool foi_reading_has_sign(const foi_reading *reading, foi_sign sign, uint32_t first, uint32_t end);
/** How often SIGN stands in body text. */
unsigned foi_reading_count_sign(const foi_reading *reading, foi_sign sign);

/** Evidence from tokens FIRST to END, cut to FOI_EVIDENCE_LIMIT. */
foi_evidence foi_reading_evidence(const foi_reading *reading, uint32_t first, uint32_t end,
                                  double confidence);
/** The sentence around tokens FIRST to END where it is short enough, else those tokens with some
 * around. */
foi_evidence foi_reading_quote(const foi_reading *reading, uint32_t first, uint32_t end,
                               double confidence);

/**
 * Note that a limit of the tagger was reached: READ (static) names what was read up to it, "the
 * first ...". The document is then marked as read in part.
 */
void foi_reading_note_limit(foi_reading *reading, const char *read);

/* The steps, in their order: each sets its tags from the reading and from the tags before it. */
void foi_tag_zones(foi_reading *reading);
void foi_tag_language(foi_reading *reading);
void foi_tag_doctype(foi_reading *reading);
void foi_tag_date(foi_reading *reading);
void foi_tag_references(foi_reading *reading);
void foi_tag_authority(foi_reading *reading);
void foi_tag_roles(foi_reading *reading);
void foi_tag_regime(foi_reading *reading);
void foi_tag_outcome(foi_reading *reading);
void foi_tag_appeal(foi_reading *reading);
void foi_tag_title(foi_reading *reading);
void foi_tag_title_from_tags(foi_reading *reading);
void foi_tag_matter(foi_reading *reading);

#endif
