/* search.h - ask an index: ranked hits with snippets, and facet counts. */
#ifndef FOI_SEARCH_H
#define FOI_SEARCH_H

#include <stddef.h>
#include <stdint.h>

#include "foi/explain.h"
#include "foi/index.h"
#include "foi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum foi_sort {
    FOI_SORT_RELEVANCE = 0, /**< best first; equal ones newest first, then by id */
    FOI_SORT_DATE,          /**< oldest first; undated last */
    FOI_SORT_DATE_REVERSE   /**< newest first; undated last */
} foi_sort;

/** Which matches are one hit: the first of them in the order of the hits. */
typedef enum foi_collapse {
    FOI_COLLAPSE_COPIES = 0, /**< documents with the same words: sent again, or PDF and DOCX */
    FOI_COLLAPSE_NONE,       /**< each is a hit */
    FOI_COLLAPSE_CONTAINER,  /**< those in one file: a mail and what is attached, an archive */
    FOI_COLLAPSE_CASE        /**< those of one case; one that is in none stands alone */
} foi_collapse;

/** What may come before others that match as well; flags. */
typedef enum foi_boost {
    FOI_BOOST_NEWER = 1,    /**< the newer a document, the more it counts: half as much more for the
                               newest, a quarter for what is five years older; undated ones nothing */
    FOI_BOOST_DECISIONS = 2 /**< decision notices, tribunal decisions and judgments, by a third */
} foi_boost;

/** What to fetch. Start from foi_search_options_init(); it fills `size` and the defaults. */
typedef struct foi_search_options {
    size_t size;
    uint32_t offset; /**< hits to leave out; default 0 */
    uint32_t limit;  /**< hits to give, 0 to 10,000; default 10 */
    foi_sort sort;
    const char *facets;    /**< names parted by commas, "" for none; NULL: the usual ones */
    uint32_t facet_size;   /**< values of each facet, most frequent first; 0: all; default 10 */
    uint32_t snippets;     /**< snippets of each hit, 0 to 10; default 1 */
    uint32_t snippet_size; /**< longest snippet in code points, 40 to 2,000; default 240 */
    foi_collapse collapse; /**< default: copies; `offset` and `limit` count what is left of them */
    uint64_t added_after;  /**< of what is found only the documents added to the index after this
                              commit (of an earlier answer, see foi_results_commit()); totals and
                              facets count them alone; default 0: all */
    const char *added_to;  /**< the identity of the index that `added_after` was read of: where
                              another is asked, all of it is new; NULL: not looked at */
    unsigned boost;        /**< any of foi_boost, for hits by relevance; default 0 */
    int explain;           /**< not 0: say how the query was read, and what made each rank; costs a
                              small search for each word */
} foi_search_options;

void foi_search_options_init(foi_search_options *options);

/** The answer to one search: copies of everything, independent of the index handle. */
typedef struct foi_results foi_results;

/**
 * Run QUERY (UTF-8; the language is described in the README) on the newest commit. OPTIONS NULL:
 * the defaults. *RESULTS is for the caller to free with foi_results_free(). FOI_ERROR_QUERY: the
 * query cannot be read, foi_index_error() names the place and what is known near it;
 * FOI_ERROR_ARGUMENT: an option out of range; others as in foi_index_open(). Facet counts and
 * totals are exact.
 */
foi_status foi_index_search(foi_index *index, const char *query, const foi_search_options *options,
                            foi_results **results);

/**
 * Find what is like DOCUMENT, one of the index (foi_index_get_document()) or of a file
 * (foi_updater_read()), as a search does: documents with a part of its telling words or with a
 * claim under the same section; decisions on the same provisions count for more. Its boilerplate,
 * quoted mail and statute do not count, and the document itself and its copies are left out; where
 * the index has the same bytes, what a person corrected there counts. QUERY (NULL
 * or blank: none) narrows the answer: all of its words and fields are required, and none of them
 * ranks. Errors as in foi_index_search(); FOI_ERROR_ARGUMENT also for a DOCUMENT that is NULL. A
 * document whose words the index does not know has no likes: FOI_OK, and no hits.
 */
foi_status foi_index_like(foi_index *index, const foi_document *document, const char *query,
                          const foi_search_options *options, foi_results **results);

/** NULL: nothing. */
void foi_results_free(foi_results *results);

/** How the query was read; NULL where options.explain was 0. Owned by the results. */
const foi_explanation *foi_results_explanation(const foi_results *results);

/** What the hits are like. Strings are NULL where they are unknown. */
typedef struct foi_like_view {
    const char *id;
    const char *location; /**< absolute path, bytes */
    const char *member;   /**< path inside the container file; NULL: the file itself */
    const char *title;
} foi_like_view;

/** The document that was given to foi_index_like(); NULL after a search. Owned by the results. */
const foi_like_view *foi_results_like(const foi_results *results);

/** How many documents match; with `relaxed`, those with a good part of the query are among them. */
uint32_t foi_results_total(const foi_results *results);
/**
 * How many hits all pages have together, where the matches are collapsed by container or case; 0
 * otherwise. Totals and facets count documents in any case.
 */
uint32_t foi_results_total_groups(const foi_results *results);
/** The number of the commit that was searched. */
uint64_t foi_results_commit(const foi_results *results);
/** The identity of the index that was searched: another index, or the same files indexed anew from
 * nothing, has another. Owned by the results. */
const char *foi_results_identity(const foi_results *results);
/** The commit after which documents had to be added to match; 0: all did, perhaps since the index
 * is not `added_to`. */
uint64_t foi_results_since(const foi_results *results);
/** How many documents have all words. */
uint32_t foi_results_total_all_words(const foi_results *results);
/** Not 0 when fewer than ten documents had all words and those with a good part of the query were
 * added: rare words are more of it than common ones. */
int foi_results_relaxed(const foi_results *results);
/** The query as it was probably meant, where few documents have all its words and a word seems
 * misspelt; NULL: none. Owned by the results. */
const char *foi_results_suggestion(const foi_results *results);
/** Milliseconds that the search took. */
double foi_results_took_ms(const foi_results *results);

/** One passage of a hit. Offsets and lengths in `highlights` count Unicode code points of `text`.
 */
typedef struct foi_snippet {
    const char *text;
    const uint32_t (*highlights)[2]; /**< start and length of each marked word, in order */
    size_t highlight_count;          /**< at least 1 */
    unsigned page;                   /**< from 1; 0: none */
    unsigned paragraph;              /**< printed number; 0: none */
    const char *sheet;               /**< of a workbook; NULL: it is none */
    unsigned row;                    /**< in the sheet, from 1; 0: none */
    const char *citation;            /**< the hit's with the paragraph (or page) of this passage:
                                        "[2024] UKFTT 110 (GRC) [17]"; NULL: the hit has none */
} foi_snippet;

/** Where a document lies. Strings are owned by the results. */
typedef struct foi_hit_place {
    const char *location; /**< absolute path, bytes as the file system has them */
    const char *member;   /**< path inside the container; NULL: the file itself */
} foi_hit_place;

/** A document that says the same as a hit in the same words. Strings are owned by the results. */
typedef struct foi_copy {
    const char *id;
    const char *location;
    const char *member; /**< NULL: the file itself */
    const char *date;   /**< NULL: undated */
} foi_copy;

/** One hit. All strings are owned by the results; NULL where a tag is missing. */
typedef struct foi_hit {
    uint32_t rank; /**< from 1 */
    double score; /**< by relevance, whatever the order: BM25 and, of the best hundred, how near the
                     words stand and what kind of document it is; 0: nothing of the query weighs */
    const char *id;
    const char *location;
    const char *member;
    const char *title;
    const char *doctype;
    const char *authority_id;
    const char *authority_name;
    const char *date;
    const char *outcome;
    const char *favours;
    const char *case_id;
    const char *const *regimes;    /**< NULL at the end */
    const char *const *exemptions; /**< NULL at the end: "foia:31(1)(a)" */
    const char *const *rulings;    /**< NULL at the end: "rejected:foia:43(2)" */
    const foi_snippet *snippets;
    size_t snippet_count;
    const foi_replacement_view *replaced_by; /**< a later decision; NULL: none is known */
    unsigned ocr_confidence; /**< of the pages that were read by OCR, 1 to 100; 0: none was */
    const char *citation; /**< how a decision is cited, without a place: "EA/2023/0981 (First-tier
                             Tribunal, 30 January 2024)"; NULL: it is no decision, or has no
                             number by which it is found */
    const foi_hit_place *places; /**< where the same bytes lie beside `location`, in path order */
    size_t place_count;
    const foi_copy *copies; /**< matches with the same words, newest first; where copies are
                               collapsed */
    size_t copy_count;
    uint32_t more; /**< matches that are one with this hit: its copies, or others of its container
                      or case */
    const foi_share *shares; /**< what made the rank, most first; NULL where options.explain is 0 */
    size_t share_count;
} foi_hit;

size_t foi_results_hits(const foi_results *results);
/** The hit at POSITION (from 0), or NULL past the end. Owned by the results. */
const foi_hit *foi_results_hit(const foi_results *results, size_t position);

/**
 * One value of a facet. `count` is the number of documents that the answer would have if the facet
 * were filtered by this value: those of the answer that have it; where the outermost level of the
 * query has filters on this very field ("exemption:31"), those of the answer that these filters
 * left out too, so that one can widen as well as narrow. Several values of one field, side by side
 * or joined by OR, are replaced together. Each field counts alone: `year` and `month` stay
 * within a range that `date:`, `after:` or `before:` sets, and `month` within a `year:`.
 *
 * `query`, asked with the same options (and of foi_index_like() the same document), gives exactly
 * `count` documents, except where the answer is relaxed: `count` is then of
 * the documents of this answer, and the query relaxes anew.
 */
typedef struct foi_facet_value {
    const char *value;  /**< as in a query */
    const char *label;  /**< for people */
    uint32_t count;     /**< documents that have it */
    const char *parent; /**< the value that encloses it: the section of a provision, the folder
                             above a folder; always among the values; NULL: none */
    const char *query;  /**< the whole query that drills down to it; NULL: no query can name it */
    int selected;       /**< not 0: the query is filtered by this value */
} foi_facet_value;

typedef struct foi_facet {
    const char *name;
    /**
     * Most frequent first, equal ones by value, so that what encloses a value comes before it. The
     * first of them as `facet_size` says, then those that are selected with what encloses them.
     * Values of `path` are folders, from the deepest that holds all documents on; one counts a
     * document once, wherever in it or below its places lie. An archive or a mail with attachments
     * is a folder of what it holds, and counts in it, too.
     */
    const foi_facet_value *values;
    size_t value_count;
    uint32_t distinct;         /**< different values, shown or not */
    uint32_t missing;          /**< documents without any value */
    const char *missing_query; /**< the whole query for these; NULL: none can ask for them */
    int missing_selected;      /**< not 0: the query is filtered by FIELD:missing */
    int widened; /**< not 0: the query is filtered by this field, and this facet alone counts what
                      these filters leave out, too */
} foi_facet;

size_t foi_results_facets(const foi_results *results);
const foi_facet *foi_results_facet(const foi_results *results, size_t position);

/** The answer as one JSON object (schema 1), for the caller to free with foi_free(). NULL only when
 * memory is out. */
char *foi_results_to_json(const foi_results *results);
/** The same for one hit, and for one facet with its name as "facet": one line without its end. */
char *foi_hit_to_json(const foi_hit *hit);
char *foi_facet_to_json(const foi_facet *facet);

#ifdef __cplusplus
}
#endif

#endif
