/* scan.h - finds the references to the law in a text.
 *
 * "sections 36(2)(b)(i), (ii) and (c) of the FOIA" is one reference with three provisions.
 * References to other laws, and numbers that only look like references, give nothing.
 */
#ifndef FOI_LAW_SCAN_H
#define FOI_LAW_SCAN_H

#include "indexer/law/parts.h"
#include "indexer/law/regimes.h"
#include "indexer/law/tokens.h"

/** One reference lists at most so many provisions; where more stand, `cut` is set. */
#define FOI_LAW_ITEMS_LIMIT 65535

typedef struct foi_law_item {
    char id[FOI_PROVISION_ID_SIZE]; /**< canonical: "foia:36(2)(b)(ii)" */
    uint32_t start;                 /**< bytes of its number in the text */
    uint32_t end;
} foi_law_item;

typedef struct foi_law_ref {
    uint32_t start; /**< bytes, from the unit word or the law's name to the last part */
    uint32_t end;
    uint32_t first; /**< tokens, the law's name after it and titles in brackets included */
    uint32_t last;  /**< one after */
    uint32_t item;  /**< index of its first item */
    uint16_t items;
    bool assumed; /**< the law is named nowhere near, it was taken from the rest of the text */
} foi_law_ref;

/** A law named in the text. */
typedef struct foi_law_mention {
    uint32_t first; /**< tokens */
    uint32_t end;
    int regime;     /**< row of the regime, or FOI_LAW_OTHER */
    bool explicit_; /**< by name or acronym, not as "the Act" */
} foi_law_mention;

/** Another law than those of the table. */
#define FOI_LAW_OTHER (-1)

typedef struct foi_law_scan {
    GArray *items;     /**< of foi_law_item */
    GArray *refs;      /**< of foi_law_ref, in order, not overlapping */
    GArray *mentions;  /**< of foi_law_mention, in order, not overlapping */
    GArray *certified; /**< of uint32_t, tokens behind "written certification": what enforces the
                            law is named there, nothing that anybody relies on */
    bool cut;          /**< a list of provisions was longer than FOI_LAW_ITEMS_LIMIT */
    bool scottish;     /**< the Scottish laws rule this text */
    unsigned place;    /**< the territory whose laws rule this text (foi_regime.place) */
} foi_law_scan;

/** Few letters have more tokens than this. */
#define FOI_LAW_LETTER_TOKENS 4000

/** Whether references without a law are of the home laws where no law of the table is named. */
typedef enum foi_law_assume {
    FOI_LAW_ASSUME_NEVER = 0, /**< they give nothing */
    FOI_LAW_ASSUME_ALONE,     /**< where no other law is named, either */
    FOI_LAW_ASSUME_ALWAYS
} foi_law_assume;

/** Scan the COUNT TOKENS of TEXT. Linear. Never NULL; free with foi_law_scan_free(). */
foi_law_scan *foi_law_scan_tokens(const char *text, const foi_token *tokens, size_t count,
                                  foi_law_assume assume);

/** Whether a law that is not of the table is named. */
bool foi_law_names_other(const foi_law_scan *scan);

/** Whether the law named by the tokens from FIRST to END is one of data protection, whose names
 * stand beside those of access everywhere. */
bool foi_law_is_data_protection(const foi_token *tokens, uint32_t first, uint32_t end);

/** As foi_law_scan_tokens(), but what a text means that names no law is the REGIME (a row of the
 * table) and its territory's other law; FOI_LAW_OTHER: nothing. */
foi_law_scan *foi_law_scan_for(const char *text, const foi_token *tokens, size_t count, int regime);
void foi_law_scan_free(foi_law_scan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_law_scan, foi_law_scan_free)

#endif
