/* explain.h - the parts of an explanation while it is made: readings, then shares.
 *
 * Every word and field of a query is known in the tree that ranks by its origin (want.h). So what
 * is explained is what ranked, whatever the plan made of it: the share of a word is the score that
 * its part of the tree gives to a document.
 */
#ifndef FOI_EXPLAIN_PARTS_H
#define FOI_EXPLAIN_PARTS_H

#include "query/match/match.h"
#include "query/results.h"
#include "query/similar/likeness.h"

/** One search that is to be explained; all of it outlives the explanation. */
typedef struct foi_explainer {
    const char *query;
    const foi_node *root;
    const foi_plan *plan;
    const foi_match *match;
    const foi_likeness *likeness; /**< NULL: an ordinary search */
    foi_snapshot *snapshot;
    foi_stemmer *stemmer;
    foi_results *results; /**< with its hits, those of the page of `match` */
    foi_error *error;
    GArray *readings; /**< of foi_reading, its strings kept by `results` */
    GArray *wants;    /**< of const foi_want *: that of each reading; NULL: it asks for nothing */
    GHashTable *numbers; /**< origin -> number of its reading + 1 */
} foi_explainer;

/** Put into RESULTS, whose search was made by PLAN, how the query was read and what made the ranks
 * of its hits. Costs a small search for each word and hit. */
foi_status foi_explain(const char *query, const foi_node *root, const foi_plan *plan,
                       const foi_match *match, const foi_likeness *likeness, foi_snapshot *snapshot,
                       foi_stemmer *stemmer, foi_results *results, foi_error *error);

/** readings.c: fill the readings. */
foi_status foi_explain_query(foi_explainer *explainer);
/** meaning.c: say what the field NODE stands for: *VALUE (canonical; NULL) and the sentence, both
 * g_free. */
char *foi_explain_field(const foi_explainer *explainer, const foi_node *node, const foi_want *want,
                        char **value);

/** shares.c: give each hit its shares. */
foi_status foi_explain_hits(const foi_explainer *explainer);

/** Where the words of one reading stand in a document. */
typedef struct foi_stands {
    uint32_t title, heading, body, quoted;
} foi_stands;

/** The words of the readings, those of their synonyms among them. */
typedef struct foi_explain_words {
    GPtrArray *units; /**< of foi_unit * */
    GArray *readings; /**< of guint: the reading of each unit */
} foi_explain_words;

/** stands.c: the words of EXPLAINER, to be cleared. */
foi_explain_words foi_explain_words_of(const foi_explainer *explainer);
void foi_explain_words_clear(foi_explain_words *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_explain_words, foi_explain_words_clear)

/** stands.c: count for each reading of EXPLAINER where its WORDS stand in DOCUMENT, into STANDS
 * (one for each reading, all 0 before). */
void foi_explain_stands(const foi_explainer *explainer, const foi_document *document,
                        const foi_explain_words *words, foi_stands *stands);

#endif
