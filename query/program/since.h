/* since.h - searches that somebody runs again, and what each has seen of an index.
 *
 * $XDG_STATE_HOME/foi/searches, else ~/.local/state/foi/searches, holds one small file for a name
 * and an index, its owner's alone: the query, and how far it has seen. What cannot be read or kept
 * is said on standard error and never keeps a search from its answer: all is new then.
 */
#ifndef FOI_QUERY_SINCE_H
#define FOI_QUERY_SINCE_H

#include <glib.h>
#include <stdbool.h>

#include "foi/foi.h"

/** What the names of searches are made of. */
#define QUERY_SINCE_LETTERS "a name of letters, digits, `-', `_' and `.' (at most 100)"

/** A search that has a name. */
typedef struct query_since_asked {
    const char *name;
    const char *directory; /**< of the index; NULL: the usual place */
    const char *query;     /**< "" where there is none */
    const char *like;      /**< the file or id of --like; NULL: not like anything */
    bool later; /**< a later page of its last answer: what was new then is new still, and nothing is
                     kept of it */
} query_since_asked;

typedef struct query_since query_since;

/** True where NAME can be the name of a search. */
bool query_since_is_name(const char *name);

/** What the search that was ASKED has seen of INDEX, opened from its directory; never NULL. */
query_since *query_since_new(const query_since_asked *asked, foi_index *index);
/** NULL: nothing. */
void query_since_free(query_since *since);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(query_since, query_since_free)

/**
 * NULL, or why this search must not be run: its name stands for another one, of which it would be
 * told what that has seen. Blanks make no difference, and a search that was kept without its query
 * stands for any. Owned by SINCE.
 */
const char *query_since_refusal(const query_since *since);

/** Let OPTIONS, which SINCE must outlive, ask for what is new alone. */
void query_since_ask(const query_since *since, foi_search_options *options);

/** "2026-11-28 16:53": when the search was run before; NULL: all is new, or a later page is asked
 * for. Owned by SINCE. */
const char *query_since_date(const query_since *since);

/** RESULTS are the answer. Says on standard error where all is new, and why. */
void query_since_answer(query_since *since, const foi_results *results);

/** The answer was printed: keep what it has seen. Nothing where there was none, or where standard
 * output has failed. */
void query_since_keep(const query_since *since);

#endif
