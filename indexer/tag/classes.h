/* classes.h - which tokens each step of the tagger has to look at.
 *
 * Most tokens are of no interest to a step. So each token is looked up once, and a step goes from
 * one token of its class to the next, over those between without a look.
 */
#ifndef FOI_TAG_CLASSES_H
#define FOI_TAG_CLASSES_H

#include "indexer/law/symbols.h"
#include "indexer/law/tokens.h"

typedef enum foi_class {
    FOI_CLASS_LINE,      /**< begins a line */
    FOI_CLASS_CAPITAL,   /**< a word that begins with a capital */
    FOI_CLASS_MARK,      /**< a mark */
    FOI_CLASS_NUMBER,    /**< a number */
    FOI_CLASS_DATE,      /**< foi_date_may_begin() */
    FOI_CLASS_REFERENCE, /**< may be of foi_reference_beginnings() */
    FOI_CLASS_MATTER,    /**< may be of foi_matter_words() */
    FOI_CLASS_REVIEW,    /**< may be of foi_review_words() */
    FOI_CLASSES
} foi_class;

/** Which of COUNT tokens are of which class. */
typedef struct foi_classes {
    uint64_t *bits; /**< one a token: of the first 64 tokens by class, of the next 64, and so on */
    uint32_t count;
} foi_classes;

/** The classes of COUNT TOKENS; free with foi_classes_clear(). Any thread. */
foi_classes foi_classes_of(const foi_token *tokens, uint32_t count);
void foi_classes_clear(foi_classes *classes);

/** The first token of CLASS from AT on and before END, at most `count`; END where there is none.
 * Nothing behind END is looked at, so that a text can be asked sentence by sentence. */
static inline uint32_t foi_classes_next(const foi_classes *classes, foi_class class, uint32_t at,
                                        uint32_t end)
{
    if (at >= end)
        return end;
    const uint64_t *bits = classes->bits + class;
    uint32_t word = at / 64, last = (end - 1) / 64;
    uint64_t left = bits[(size_t)word * FOI_CLASSES] & UINT64_MAX << at % 64;
    while (!left && word < last)
        left = bits[(size_t)++word * FOI_CLASSES];
    return left ? MIN(word * 64 + (uint32_t)__builtin_ctzll(left), end) : end;
}

/** How many tokens are of CLASS. */
uint32_t foi_classes_count(const foi_classes *classes, foi_class class);

/* The words of classes, each from the step that looks for them. Made at the first call, static; any
 * thread. */
const foi_symbol_map *foi_reference_beginnings(void);
const foi_symbol_map *foi_matter_words(void);
const foi_symbol_map *foi_review_words(void);

#endif
