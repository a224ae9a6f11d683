/* collapse.h - a page on which what is one thing to a reader is one hit.
 *
 * Copies of a letter (the same words, sent again or kept in another format), the members of one
 * container file or the documents of one case are a group: the first of them in the order of the
 * hits stands for it. A group of copies is found by a look into the columns for each hit; the
 * groups of containers and cases are counted, which takes the time of going over all matches once.
 *
 * The order is asked for from its beginning, as far as the page reaches. Where hits of it fall away
 * it is asked for on, without the rest of the groups that were met, wherever that is ranked: what a
 * page shows depends on the order alone, and pages continue each other. Each time more is asked
 * for, so that it takes few times however large the groups are.
 */
#ifndef FOI_COLLAPSE_H
#define FOI_COLLAPSE_H

#include "foi/search.h"
#include "query/match/docset.h"

/**
 * Append to RANKED (of foi_ranked) the best matches, best first: LIMIT of them or more, or all. The
 * first call has WITHOUT NULL. Later ones ask for those that are not in WITHOUT, which has all that
 * earlier ones gave: they follow these.
 */
typedef foi_status (*foi_collapse_order)(const foi_docset *without, uint32_t limit, GArray *ranked,
                                         void *data, foi_error *error);

/** What is collapsed. */
typedef struct foi_collapsing {
    foi_collapse by;
    const foi_docset *set;    /**< the matches, without removed documents */
    foi_collapse_order order; /**< ranks them */
    void *data;               /**< of `order` */
} foi_collapsing;

/**
 * Append to PAGE (of foi_ranked) the groups OFFSET to OFFSET + LIMIT, each by its first document,
 * and to OTHERS for each the docids of its other matches, newest first: a GArray of uint32_t, which
 * is the caller's, or NULL where there are none. *GROUPS is how many groups there are; 0 for copies
 * and where nothing is collapsed.
 */
foi_status foi_collapse_page(const foi_collapsing *what, uint32_t offset, uint32_t limit,
                             GArray *page, GPtrArray *others, uint32_t *groups, foi_error *error);

#endif
