/* since.h - searches that somebody runs again, and what each has seen of an index.
 *
 * $XDG_STATE_HOME/foi/searches, else ~/.local/state/foi/searches, holds one small file for a name
 * and an index, its owner's alone. What cannot be read or kept is said on standard error and never
 * keeps a search from its answer: all is new then.
 */
#ifndef FOI_QUERY_SINCE_H
#define FOI_QUERY_SINCE_H

#include <glib.h>
#include <stdbool.h>

#include "foi/foi.h"

/** What the names of searches are made of. */
#define QUERY_SINCE_LETTERS "a name of letters, digits, `-', `_' and `.' (at most 100)"

typedef struct query_since query_since;

/** True where NAME can be the name of a search. */
bool query_since_is_name(const char *name);

/**
 * What the search NAME has seen of INDEX, opened from DIRECTORY (NULL: the usual place). With LATER
 * a later page of its last answer is asked for: what was new then is new still, and nothing is kept
 * of it.
 */
query_since *query_since_new(const char *name, const char *directory, foi_index *index, bool later);
/** NULL: nothing. */
void query_since_free(query_since *since);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(query_since, query_since_free)

/** Let OPTIONS, which SINCE must outlive, ask for what is new alone. */
void query_since_ask(const query_since *since, foi_search_options *options);

/** "2026-11-28 16:53": when the search was run before; NULL: all is new, or a later page is asked
 * for. Owned by SINCE. */
const char *query_since_date(const query_since *since);

/** RESULTS are the answer. */
void query_since_answer(query_since *since, const foi_results *results);

/** The answer was printed: keep what it has seen. Nothing where there was none, or where standard
 * output has failed. */
void query_since_keep(const query_since *since);

#endif
