/* want.h - what a query asks for, as one tree that two readers share.
 *
 * select.h reads it into the exact set of documents, rank.h into a weighted query of Xapian: so the
 * documents that are counted and those that are ranked can never be others. Nodes are shared
 * between trees by counting references, and never change once they are in one.
 */
#ifndef FOI_WANT_H
#define FOI_WANT_H

#include "indexer/base/days.h"
#include "indexer/field/field.h"

typedef enum foi_want_kind {
    FOI_WANT_ALL,     /**< every document, without weight */
    FOI_WANT_TERM,    /**< a term of Xapian's */
    FOI_WANT_AND,     /**< all of the parts */
    FOI_WANT_OR,      /**< any of the parts; none of them: no document */
    FOI_WANT_BEST,    /**< the same, weighing as the best of those that match alone */
    FOI_WANT_AND_NOT, /**< the first part without the second, which adds no weight */
    FOI_WANT_MAYBE,   /**< the first part; the second adds weight */
    FOI_WANT_SOME,    /**< at least so many of the parts as `least` says; each adds its weight */
    FOI_WANT_WORTH,   /**< the part, of which each document weighs the same, `worth` */
    FOI_WANT_WEIGHED, /**< the first part, without weight; the second gives the weights, and every
                           document of the first matches it */
    FOI_WANT_WORDS,   /**< words as they are written, and where they stand */
    FOI_WANT_DAYS,    /**< a date that overlaps `days` */
    FOI_WANT_COLUMN   /**< a value of a column */
} foi_want_kind;

/** Which words of the text a word of the query stands for. */
typedef enum foi_form {
    FOI_FORM_STEM,  /**< those with the same stem */
    FOI_FORM_EXACT, /**< itself alone */
    FOI_FORM_PREFIX /**< those that begin with it */
} foi_form;

/**
 * One word of a unit of the query. Words that stand side by side are an operand: a unit of one
 * operand is a phrase (or a word). Of several, each has an occurrence that is near that of the
 * operand before it, in either order, and does not overlap with it: the words nearest to each other
 * are at most `distance` positions apart.
 */
typedef struct foi_want_word {
    foi_form form;
    uint32_t distance; /**< 0: right behind the word before it, if any; else it begins an operand */
    char *text;        /**< folded; with FOI_FORM_STEM the term: "Z" and the stem */
    size_t segments;   /**< how many `numbers` has; 0: not looked up */
    GArray **numbers;  /**< by segment: of uint32_t, what it stands for in foi_words, rising */
} foi_want_word;

/** Room for what a reader of the tree has found of one part, so that it need not look again. It is
 * the reader's own: nothing else of a tree depends on it. */
typedef struct foi_want_found {
    void *found; /**< NULL: nothing yet */
    GDestroyNotify free_found;
} foi_want_found;

typedef struct foi_want {
    foi_want_kind kind;
    unsigned references;
    GPtrArray *parts;   /**< of foi_want *; for the kinds that have parts */
    unsigned least;     /**< SOME: 1 or more */
    double worth;       /**< WORTH: not negative; 0 makes the part a filter */
    const void *origin; /**< what it was made from, for an explanation, which gives it the weight of
                           all below it: a foi_node of the query, say. NULL: a part of something */

    char *term;  /**< TERM */
    bool filter; /**< TERM: without weight */

    GPtrArray *words; /**< WORDS: of foi_want_word *, looked up */
    GPtrArray *terms; /**< WORDS: of char *: the terms that weigh */
    bool synonyms;    /**< WORDS: `terms` weigh as one, and a document may have none of them */
    foi_want_found *selected; /**< WORDS: select.h's; never NULL. A tree is of one snapshot */

    foi_days days; /**< DAYS: 0 is open at that end */

    const foi_field *field; /**< COLUMN */
    char *value;            /**< COLUMN: canonical, or a pattern of paths; NULL: no value at all */
} foi_want;

foi_want *foi_want_all(void);
/** TERM is taken over. */
foi_want *foi_want_term(char *term, bool filter);
foi_want *foi_want_days(foi_days days);
/** VALUE is copied. */
foi_want *foi_want_column(const foi_field *field, const char *value);
/** Takes over WORDS and TERMS, both with free functions. */
foi_want *foi_want_words(GPtrArray *words, GPtrArray *terms, bool synonyms);

/** Join PARTS, whose references are shared, by AND or OR: NULL for none, the part itself for one.
 */
foi_want *foi_want_join(foi_want_kind kind, const GPtrArray *parts);
/** LEFT kind RIGHT, taking both over; NULL stands for "not there", and the other is the result. */
foi_want *foi_want_pair(foi_want_kind kind, foi_want *left, foi_want *right);

/** At least LEAST of PARTS, whose references are shared; there is at least one. */
foi_want *foi_want_some(const GPtrArray *parts, unsigned least);
/** PART, taken over, with the weight WORTH for each of its documents. */
foi_want *foi_want_worth(foi_want *part, double worth);

/** The first or second part of a pair, or any of the parts of a join. */
static inline const foi_want *foi_want_part(const foi_want *want, guint number)
{
    return want->parts->pdata[number];
}

foi_want *foi_want_ref(foi_want *want);
void foi_want_unref(foi_want *want);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_want, foi_want_unref)

/** A new array that unrefs its foi_want elements. */
GPtrArray *foi_want_array(void);

/** Right behind the one before it. TEXT is copied. */
foi_want_word *foi_want_word_new(foi_form form, const char *text, size_t length);
void foi_want_word_free(foi_want_word *word);
/** A new array that frees its foi_want_word elements. */
GPtrArray *foi_want_word_array(void);

#endif
