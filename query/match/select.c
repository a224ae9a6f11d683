/* select.c - evaluating a tree by bitmaps, the rarest part first. */
#include "query/match/select.h"

#include <string.h>

#include "query/handles.h"

/* Skipping to a document costs about as much as reading so many entries of a list. */
#define ENTRIES_PER_SKIP 8

typedef struct selection {
    foi_snapshot *snapshot;
    foi_error *error;
} selection;

static foi_status select_in(const selection *s, const foi_want *want, const foi_docset *within,
                            foi_docset **out);

static foi_status frequency_of(const selection *s, const char *term, uint32_t *frequency)
{
    xap_error failure = XAP_ERROR_INIT;

    return xap_database_term_frequency(foi_snapshot_database(s->snapshot), term, strlen(term),
                                       frequency, &failure) == XAP_OK
               ? FOI_OK
               : foi_xapian_failure(s->error, &failure);
}

typedef xap_status (*reader)(const xap_database *, const char *, size_t, uint64_t *, uint32_t,
                             xap_error *);

/* Reads the list of TERM in each segment into SET by READ. */
static foi_status read_term(const selection *s, const char *term, reader read, foi_docset *set)
{
    xap_error failure = XAP_ERROR_INIT;

    for (size_t segment = 0; segment < set->segments; segment++)
        if (read(foi_snapshot_shard(s->snapshot, segment), term, strlen(term), set->bits[segment],
                 foi_snapshot_rows(s->snapshot, segment), &failure) != XAP_OK)
            return foi_xapian_failure(s->error, &failure);
    return FOI_OK;
}

static foi_status select_term(const selection *s, const char *term, const foi_docset *within,
                              foi_docset **out)
{
    uint32_t frequency = 0;
    foi_status status = FOI_OK;

    if (within)
        status = frequency_of(s, term, &frequency);
    if (status == FOI_OK && within && foi_docset_count(within) < frequency / ENTRIES_PER_SKIP) {
        *out = foi_docset_copy(within);
        return read_term(s, term, xap_postings_keep, *out);
    }
    *out = foi_docset_new(s->snapshot);
    if (status == FOI_OK && (!within || frequency > 0))
        status = read_term(s, term, xap_postings_fill, *out);
    if (within)
        foi_docset_and(*out, within);
    return status;
}

/* --- and -------------------------------------------------------------------------------------- */

/* A part of an AND, and about how many documents it has or costs to look at. */
typedef struct ordered_part {
    const foi_want *want;
    uint64_t size;
} ordered_part;

static foi_status size_of(const selection *s, const foi_want *want, uint64_t *size)
{
    uint32_t frequency = 0;
    foi_status status = FOI_OK;
    uint64_t all = 0;

    switch (want->kind) {
    case FOI_WANT_TERM:
        status = frequency_of(s, want->term, &frequency);
        *size = frequency;
        return status;
    case FOI_WANT_AND_NOT:
    case FOI_WANT_MAYBE:
    case FOI_WANT_WORTH:
    case FOI_WANT_WEIGHED:
        return size_of(s, foi_want_part(want, 0), size);
    case FOI_WANT_AND:
    case FOI_WANT_OR:
    case FOI_WANT_BEST:
    case FOI_WANT_SOME:
        for (guint i = 0; status == FOI_OK && i < want->parts->len; i++) {
            uint64_t part = 0;
            status = size_of(s, foi_want_part(want, i), &part);
            all = want->kind != FOI_WANT_AND ? all + part : i == 0 ? part : MIN(all, part);
        }
        *size = all;
        return status;
    case FOI_WANT_WORDS:
        *size = foi_select_words_most(want, s->snapshot);
        return FOI_OK;
    case FOI_WANT_ALL:
    case FOI_WANT_DAYS:
    case FOI_WANT_COLUMN:
        break;
    }
    *size = UINT32_MAX;
    return FOI_OK;
}

static int compare_sizes(const void *a, const void *b)
{
    const ordered_part *x = a;
    const ordered_part *y = b;

    return (x->size > y->size) - (x->size < y->size);
}

/* Gathers the parts of nested ANDs into one list: the rarest of all of them leads. */
static foi_status gather(const selection *s, const foi_want *want, GArray *parts)
{
    foi_status status = FOI_OK;

    for (guint i = 0; status == FOI_OK && i < want->parts->len; i++) {
        ordered_part part = {foi_want_part(want, i), 0};
        if (part.want->kind == FOI_WANT_AND) {
            status = gather(s, part.want, parts);
        } else {
            status = size_of(s, part.want, &part.size);
            g_array_append_val(parts, part);
        }
    }
    return status;
}

static foi_status select_and(const selection *s, const foi_want *want, const foi_docset *within,
                             foi_docset **out)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(ordered_part));
    foi_status status = gather(s, want, parts);

    g_array_sort(parts, compare_sizes);
    for (guint i = 0; status == FOI_OK && i < parts->len; i++) {
        g_autoptr(foi_docset) before = g_steal_pointer(out);
        const foi_docset *left = before ? before : within;
        if (left && foi_docset_count(left) == 0) {
            *out = foi_docset_copy(left);
            break;
        }
        status = select_in(s, g_array_index(parts, ordered_part, i).want, left, out);
    }
    return status;
}

/* ---------------------------------------------------------------------------------------------- */

static foi_status select_or(const selection *s, const foi_want *want, const foi_docset *within,
                            foi_docset **out)
{
    foi_status status = select_in(s, foi_want_part(want, 0), within, out);

    for (guint i = 1; status == FOI_OK && i < want->parts->len; i++) {
        const foi_want *part = foi_want_part(want, i);
        g_autoptr(foi_docset) more = NULL;
        if (part->kind == FOI_WANT_TERM && !within) {
            status = read_term(s, part->term, xap_postings_fill, *out);
            continue;
        }
        status = select_in(s, part, within, &more);
        if (status == FOI_OK)
            foi_docset_or(*out, more);
    }
    return status;
}

static foi_status select_and_not(const selection *s, const foi_want *want, const foi_docset *within,
                                 foi_docset **out)
{
    g_autoptr(foi_docset) excluded = NULL;
    foi_status status = select_in(s, foi_want_part(want, 0), within, out);

    if (status == FOI_OK)
        status = select_in(s, foi_want_part(want, 1), *out, &excluded);
    if (status == FOI_OK)
        foi_docset_and_not(*out, excluded);
    return status;
}

static void free_set(void *set)
{
    foi_docset_free(set);
}

/* Finds the documents of WANT anywhere, and keeps them with it. */
static foi_status select_words_once(const selection *s, const foi_want *want)
{
    foi_docset *all = foi_docset_new(s->snapshot);
    foi_status status = foi_select_words(want, s->snapshot, NULL, all, s->error);

    if (status != FOI_OK) {
        foi_docset_free(all);
        return status;
    }
    want->selected->found = all;
    want->selected->free_found = free_set;
    return FOI_OK;
}

/* A phrase can stand for several words of a query and be asked for again to rank: it is looked for
 * once, unless few documents are asked about. */
static foi_status select_words(const selection *s, const foi_want *want, const foi_docset *within,
                               foi_docset **out)
{
    foi_status status = FOI_OK;
    bool several = want->words->len > 1;
    bool few = within && foi_docset_count(within) < foi_select_words_most(want, s->snapshot) / 2;

    if (!want->selected->found && (!several || few)) {
        *out = foi_docset_new(s->snapshot);
        return foi_select_words(want, s->snapshot, within, *out, s->error);
    }
    if (!want->selected->found)
        status = select_words_once(s, want);
    if (status != FOI_OK)
        return status;
    *out = foi_docset_copy(want->selected->found);
    if (within)
        foi_docset_and(*out, within);
    return FOI_OK;
}

static foi_status select_in(const selection *s, const foi_want *want, const foi_docset *within,
                            foi_docset **out)
{
    switch (want->kind) {
    case FOI_WANT_TERM:
        return select_term(s, want->term, within, out);
    case FOI_WANT_AND:
        return select_and(s, want, within, out);
    case FOI_WANT_OR:
    case FOI_WANT_BEST:
        return select_or(s, want, within, out);
    case FOI_WANT_AND_NOT:
        return select_and_not(s, want, within, out);
    case FOI_WANT_MAYBE:
    case FOI_WANT_WORTH:
    case FOI_WANT_WEIGHED:
        return select_in(s, foi_want_part(want, 0), within, out);
    case FOI_WANT_SOME:
        *out = foi_docset_new(s->snapshot);
        return foi_select_some(want, s->snapshot, within, *out, s->error);
    case FOI_WANT_ALL:
        *out = within ? foi_docset_copy(within) : foi_docset_new_full(s->snapshot);
        return FOI_OK;
    case FOI_WANT_WORDS:
        return select_words(s, want, within, out);
    case FOI_WANT_DAYS:
        *out = foi_docset_new(s->snapshot);
        foi_select_days(want->days, within, *out);
        return FOI_OK;
    case FOI_WANT_COLUMN:
        *out = foi_docset_new(s->snapshot);
        foi_select_column(want->field, want->value, within, *out);
        return FOI_OK;
    }
    return FOI_OK;
}

foi_status foi_select(const foi_want *want, foi_snapshot *snapshot, const foi_docset *within,
                      foi_docset **out, foi_error *error)
{
    selection s = {snapshot, error};
    foi_status status;

    *out = NULL;
    status = select_in(&s, want, within, out);
    if (status != FOI_OK)
        g_clear_pointer(out, foi_docset_free);
    return status;
}
