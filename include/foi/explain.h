/* explain.h - how a query was read, and what made the rank of each hit. */
#ifndef FOI_EXPLAIN_H
#define FOI_EXPLAIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * One word, phrase, field or group of a query as it was read; or one thing that documents are
 * compared by, after foi_index_like(). Strings are owned by the results.
 *
 * `kind` is "word" (with its other endings), "exact" (one word in quotation marks), "phrase",
 * "prefix" (word*), "near", "field", "any" and "all" (parentheses and OR: what is in them follows,
 * one level deeper); "like-word" and "like-provision"; "relaxing", that
 * documents with a good part follow; "nearness", what words that stand near
 * each other add; and "preference", what the kind of document and a boost make of the score. `use`
 * is "required", "optional" (where too few documents have all, those with a good part follow),
 * "alternative" (any of these), "excluded", "ignored" (it only joins other words), "repeated" (it
 * counts once) or "weight" (it ranks, and is not required).
 */
typedef struct foi_reading {
    const char *kind;
    const char *use;
    const char *text;         /**< as the query has it: "exemption:31(1)(a)" */
    const char *meaning;      /**< for people: "FOIA s.31(1)(a) and what lies in it" */
    const char *value;        /**< of a field: canonical; NULL: it is none, or a range or words */
    const char *const *forms; /**< of a word: the words of this index that it stands for, most
                                 frequent first, at most 20; NULL at the end */
    uint32_t form_count;      /**< how many there are in all */
    const char *const *synonyms; /**< of a word: what else it means: "\"personal data\"", "the tag
                                    FOIA s.40"; NULL at the end */
    uint32_t documents; /**< of the index that have it, exact; of "relaxing", all that match; 0 of
                           what no document has: "any", "all", "nearness", "preference", and what
                           is ignored or repeated */
    unsigned depth;     /**< in how many groups it stands */
} foi_reading;

/** How a query was read. Owned by the results. */
typedef struct foi_explanation {
    const foi_reading *readings; /**< in the order of the query */
    size_t count;
} foi_explanation;

/** What one reading has to do with a hit: it matches there. The scores of all shares of a hit add
 * up to its own, but for rounding. */
typedef struct foi_share {
    uint32_t reading;    /**< its number among the readings, from 0 */
    const char *text;    /**< of the reading */
    double score;        /**< its part of the score; 0 for a filter; a preference can take away */
    uint32_t in_title;   /**< how often its words stand there */
    uint32_t in_heading; /**< in headings of the text */
    uint32_t in_body;    /**< in what the writer says */
    uint32_t in_quoted;  /**< in a quoted request, mail or statute, or in a signature */
    const char *note;    /**< of a field: what of the document it matches; of a word: that this
                            share is for a tag which it means, too; NULL: nothing to say */
} foi_share;

#ifdef __cplusplus
}
#endif

#endif
