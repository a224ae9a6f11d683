/* likeness.h - what of a document in hand others are compared by: its telling words, and the
 * provisions that it is about.
 *
 * A document is like it that has a fifth of the telling words, or a claim under the same section.
 * The words weigh as in any search. Each provision adds a fixed weight: more for the same part than
 * for the same section, more where few documents are about it, and most for a decision that rules
 * on it.
 */
#ifndef FOI_LIKENESS_H
#define FOI_LIKENESS_H

#include "query/plan/plan.h"

/** So many telling words are taken at most. */
#define FOI_TELLING_WORDS 30

/** A word that tells the document from others. */
typedef struct foi_telling {
    char *text;         /**< folded, as it stands in the document */
    char *term;         /**< "Z" and its stem */
    uint32_t count;     /**< how often it stands where it weighs, a heading counting twice */
    uint32_t documents; /**< of the index that have it */
    double worth;       /**< `count` times its rarity: what it was chosen by */
} foi_telling;

/** A provision that the document claims or rules on. */
typedef struct foi_common_provision {
    char *id;      /**< "foia:31(1)(a)" */
    foi_role role; /**< RELIED_ON for any claim; BREACHED and COMPLIED for duties */
} foi_common_provision;

typedef struct foi_likeness {
    const foi_document *document; /**< outlives it, where it is not `stored` */
    foi_document *stored;         /**< as the index has it, with what persons corrected; NULL */
    GPtrArray *words;             /**< of foi_telling *: most telling first */
    GPtrArray *provisions;        /**< of foi_common_provision *, in the order of the document */
} foi_likeness;

/**
 * What tells DOCUMENT from the others of SNAPSHOT. Where the index has the same bytes, what was
 * corrected there counts. Linear in its words; only those that can still
 * be among the most telling are looked up. The caller's.
 */
foi_status foi_likeness_new(const foi_document *document, foi_snapshot *snapshot,
                            foi_stemmer *stemmer, foi_likeness **out, foi_error *error);
void foi_likeness_free(foi_likeness *likeness);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_likeness, foi_likeness_free)

/** telling.c: the words for foi_likeness_new(). */
foi_status foi_telling_words(const foi_document *document, foi_snapshot *snapshot,
                             foi_stemmer *stemmer, GPtrArray *into, foi_error *error);

/**
 * likeness_plan.c: make PLAN, that of a query or an empty one, ask for what is like LIKENESS, whose
 * own document is left out, and its copies. All that PLAN asked for becomes a condition without
 * weight. Wants that are made here have a foi_telling or a foi_common_provision of LIKENESS for
 * their origin.
 */
foi_status foi_likeness_plan(const foi_likeness *likeness, foi_snapshot *snapshot, foi_plan *plan,
                             foi_error *error);

#endif
