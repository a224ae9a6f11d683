/* select.h - which documents a tree asks for: the exact set, without ranking it. */
#ifndef FOI_SELECT_H
#define FOI_SELECT_H

#include "query/match/docset.h"
#include "query/plan/want.h"

/**
 * The documents of SNAPSHOT that WANT asks for and that are in WITHIN (NULL: anywhere), removed
 * ones still among them. The caller's.
 */
foi_status foi_select(const foi_want *want, foi_snapshot *snapshot, const foi_docset *within,
                      foi_docset **out, foi_error *error);

/** select_words.c: the same for a tree of the kind FOI_WANT_WORDS. */
foi_status foi_select_words(const foi_want *want, foi_snapshot *snapshot, const foi_docset *within,
                            foi_docset *into, foi_error *error);
/** select_words.c: at most so many documents have all the words of WANT. */
uint64_t foi_select_words_most(const foi_want *want, foi_snapshot *snapshot);

/** select_some.c: the same for FOI_WANT_SOME. */
foi_status foi_select_some(const foi_want *want, foi_snapshot *snapshot, const foi_docset *within,
                           foi_docset *into, foi_error *error);

/** select_columns.c: the same for FOI_WANT_DAYS and FOI_WANT_COLUMN. */
void foi_select_days(foi_days days, const foi_docset *within, foi_docset *into);
void foi_select_column(const foi_field *field, const char *value, const foi_docset *within,
                       foi_docset *into);

#endif
