/* scanner.h - what the parts of the scan share: list.c reads the provisions of one reference,
 * which.c finds out whose they are, begin.c where a reference can begin, scan.c puts them together.
 *
 * Private to indexer/law. Every function looks at a bounded stretch of tokens around the place that
 * it is asked about, but for the reading of one list, which the scan then leaves behind.
 */
#ifndef FOI_LAW_SCANNER_H
#define FOI_LAW_SCANNER_H

#include "indexer/law/parts.h"
#include "indexer/law/scan.h"
#include "indexer/law/symbols.h"

/** So many provisions of a reference are compared one by one; the longest lists seen have thirteen.
 */
#define FOI_LAW_FEW_ITEMS 16

/** What a unit word says: values of the rows "unit" in the phrases. */
typedef enum foi_law_unit {
    FOI_UNIT_NONE = 0,
    FOI_UNIT_SECTION,
    FOI_UNIT_REGULATION,
    FOI_UNIT_SHORT_SECTION,    /**< "s", which also is what an apostrophe leaves */
    FOI_UNIT_SHORT_REGULATION, /**< "r", which also is a rule's */
    FOI_UNIT_SUBSECTION,       /**< alone it says nothing, but for "subsection 31(1)(a)" */
    FOI_UNIT_PARAGRAPH,        /**< of a section, or of anything else */
    FOI_UNIT_EITHER,           /**< "exemption": the law decides */
    FOI_UNIT_FOREIGN           /**< "rule", "article": no provision of these laws */
} foi_law_unit;

typedef struct foi_law_words {
    foi_symbol_map units;
    foi_symbol_map begins;    /**< the units, and what begins a reference without one */
    foi_symbol_map counted;   /**< words behind a number that is no section: "days" */
    foi_symbol_map fillers;   /**< words between "exemption" and its number: "in", "applied" */
    foi_symbol_map numbers;   /**< words between "section" and its number: "no" */
    foi_symbol_map links;     /**< words between a reference and its law: "of", "the" */
    foi_symbol_map leads;     /**< words before an "s" that stands for "section": "under" */
    foi_symbol_map documents; /**< what has sections of its own: "section 4 of the form" */
    foi_symbol_map things;    /**< what is called by a section of another law: "agreement" */
    foi_symbol_map joins;     /**< words between the items of a list: "and" */
    foi_symbol_map bridges; /**< words that lead from one item to the next: "for the purposes of" */
    uint32_t to, through, of, sub, s, foi, complaint, upheld, not, partly, code, regulations, rules;
} foi_law_words;

typedef struct foi_law_scanner {
    const foi_law_words *w;
    const char *text;
    const foi_token *tokens;
    size_t count;
    foi_law_scan *out;
    bool assume;
    unsigned state;      /**< whose laws "section 12" means where none is named */
    bool any_law;        /**< a law of the table is named somewhere */
    guint mention;       /**< first mention that ends behind the reference at hand */
    guint named;         /**< first mention that begins at or behind the token at hand */
    guint certified;     /**< first certification that ends behind the reference at hand */
    guint listed;        /**< first mention that ends behind the item of a list at hand */
    GArray *paths;       /**< of foi_law_path: the reference at hand */
    int last[2];         /**< the regime last named: for sections, for regulations */
    bool last_other;     /**< the last regulations or rules named are another law's */
    foi_symbol_map ties; /**< numbers that are another act's, or these laws': ties.c */
    GArray *doubts;      /**< references that ties.c decides on in the end; NULL: none */
} foi_law_scanner;

typedef enum foi_law_answer { FOI_LAW_UNKNOWN = 0, FOI_LAW_KNOWN, FOI_LAW_FOREIGN } foi_law_answer;

static inline bool foi_law_mark_at(const foi_law_scanner *in, uint32_t at, char mark)
{
    return at < in->count && foi_token_is_mark(&in->tokens[at], mark);
}

static inline bool foi_law_word_at(const foi_law_scanner *in, uint32_t at, uint32_t symbol)
{
    return at < in->count && in->tokens[at].kind == FOI_TOKEN_WORD &&
           in->tokens[at].symbol == symbol;
}

static inline bool foi_law_glued_at(const foi_law_scanner *in, uint32_t at)
{
    return at < in->count && (in->tokens[at].flags & FOI_TOKEN_GLUED);
}

/** The words that the tables give. Made at the first call, immutable, safe in any thread. */
const foi_law_words *foi_law_words_get(void);

/** Whether the number before token END counts something ("14 days", "2 pages", "40%"). */
bool foi_law_counts_things(const foi_law_scanner *in, uint32_t end);

/** Behind "(commercial interests)" or "(the Act)"-like brackets that hold no part; AT where there
 * are none. */
uint32_t foi_law_skip_title(const foi_law_scanner *in, uint32_t at);

/**
 * The whole list from the number at AT fills in->paths; bare numbers may follow a PLURAL unit. For
 * "subsection (2) of section 40", *UNIT becomes the section's. Returns the token behind it, or 0
 * where no number stands at AT.
 */
uint32_t foi_law_read_list(foi_law_scanner *in, uint32_t at, bool plural, foi_law_unit *unit);

/** Move past the mentions that end at or before token AT, and remember the laws they named. */
void foi_law_pass_mentions(foi_law_scanner *in, uint32_t at);

/** The mention in row INDEX; NULL after the last. */
const foi_law_mention *foi_law_mention_at(const foi_law_scanner *in, guint index);

/** The law named right behind token END ("of the FOIA"), its end in *REACH. */
foi_law_answer foi_law_behind(const foi_law_scanner *in, uint32_t end, int *regime,
                              uint32_t *reach);

/** The law of the list from token *FIRST to END that in->paths holds, as far as the text around it
 * says. Where its name stands before or behind, *FIRST or *REACH take that in. CHAINED: it may also
 * be the next reference's. */
foi_law_answer foi_law_of(const foi_law_scanner *in, uint32_t *first, uint32_t end, int *regime,
                          uint32_t *reach, bool chained);

/** What the form of PATH says by itself: only one law of the home state has 10(4)(x), 12(5)(x),
 * 30(b). FOI_LAW_OTHER where it says nothing. */
int foi_law_by_form(const foi_law_path *path, bool regulations);

/** Tokens of a reference: the law before it, its unit word or number, behind its list, behind the
 * law that follows. */
typedef struct foi_law_span {
    uint32_t start;
    uint32_t first;
    uint32_t end;
    uint32_t reach;
} foi_law_span;

/** Note whose the numbers in in->paths are by ANSWER, the law named beside the reference AT. KEPT:
 * it is the last of in->out->refs. */
void foi_law_tie(foi_law_scanner *in, foi_law_span at, foi_law_unit unit, foi_law_answer answer,
                 bool kept);

/** Drop the bare references whose number is another act's alone in this text, and free what
 * foi_law_tie() noted. Once, after the last reference. */
void foi_law_drop_tied(foi_law_scanner *in);

/** No token. */
#define FOI_LAW_NOWHERE UINT32_MAX

/** Where the number of a reference stands that begins at a token. */
typedef struct foi_law_start {
    uint32_t number; /**< token, or FOI_LAW_NOWHERE */
    foi_law_unit unit;
    bool plural; /**< the unit's word is: bare numbers may follow behind commas */
} foi_law_start;

/** How a reference at token AT begins, if one does. */
foi_law_start foi_law_begin(foi_law_scanner *in, uint32_t at);

#endif
