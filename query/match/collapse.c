/* collapse.c - groups by a key of 64 bits: a fingerprint of words, or a hash of a name. */
#include "query/match/collapse.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "indexer/field/field.h"
#include "query/match/rank.h"

/* A seed of its own, so that no case is named like the document of none. */
#define SEED_OF_IDS 1

/* A match and the group that it belongs to. */
typedef struct member {
    uint64_t key;
    uint32_t docid;
} member;

/* The groups of one set of matches. */
typedef struct grouping {
    const foi_collapsing *what;
    foi_snapshot *snapshot;
    const foi_field *cases;
    GArray *members; /* of member, in the order of their keys; NULL for copies */
} grouping;

static void grouping_clear(grouping *groups)
{
    if (groups->members)
        g_array_unref(groups->members);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(grouping, grouping_clear)

/* --- keys ---------------------------------------------------------------------------------------
 */

/* A document without a case is a group of its own. */
static uint64_t key_of_case(const grouping *groups, size_t segment, uint32_t row)
{
    const foi_column *column = foi_snapshot_column(groups->snapshot, segment, groups->cases);
    uint32_t count = 0;
    const uint32_t *ordinals = foi_column_row(column, row, &count);

    if (count > 0) {
        const char *name = foi_column_value(column, ordinals[0]);
        return XXH3_64bits(name, strlen(name));
    }
    return XXH3_64bits_withSeed(foi_snapshot_row_id(groups->snapshot, segment, row), FOI_ID_LENGTH,
                                SEED_OF_IDS);
}

static uint64_t key_of_container(const grouping *groups, size_t segment, uint32_t row)
{
    size_t length = 0;
    const char *location = foi_snapshot_location(groups->snapshot, segment, row, &length);

    return XXH3_64bits(location, length);
}

static uint64_t key_at(const grouping *groups, size_t segment, uint32_t row)
{
    switch (groups->what->by) {
    case FOI_COLLAPSE_CONTAINER:
        return key_of_container(groups, segment, row);
    case FOI_COLLAPSE_CASE:
        return key_of_case(groups, segment, row);
    case FOI_COLLAPSE_COPIES:
    case FOI_COLLAPSE_NONE:
        break;
    }
    return foi_snapshot_fingerprints(groups->snapshot, segment)[row];
}

static uint64_t key_of(const grouping *groups, uint32_t docid)
{
    size_t segment = 0;
    uint32_t row = 0;

    foi_snapshot_locate(groups->snapshot, docid, &segment, &row);
    return key_at(groups, segment, row);
}

/* --- members ------------------------------------------------------------------------------------
 */

static int compare_members(const void *a, const void *b)
{
    const member *x = a;
    const member *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->docid > y->docid) - (x->docid < y->docid);
}

/* Sorts all matches by their groups, and counts these. */
static uint32_t gather_members(grouping *groups)
{
    const foi_docset *set = groups->what->set;
    uint32_t row = 0, count = 0;

    groups->members = g_array_sized_new(FALSE, FALSE, sizeof(member), foi_docset_count(set));
    for (size_t s = 0; s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(set, s);
        while (foi_docset_walk_next(&walk, &row)) {
            member each = {key_at(groups, s, row), foi_snapshot_docid(groups->snapshot, s, row)};
            g_array_append_val(groups->members, each);
        }
    }
    g_array_sort(groups->members, compare_members);
    for (guint i = 0; i < groups->members->len; i++)
        count += i == 0 || g_array_index(groups->members, member, i - 1).key !=
                               g_array_index(groups->members, member, i).key;
    return count;
}

static bool is_match(const grouping *groups, uint32_t docid)
{
    size_t segment = 0;
    uint32_t row = 0;

    foi_snapshot_locate(groups->snapshot, docid, &segment, &row);
    return foi_docset_has(groups->what->set, segment, row);
}

static void append_gathered(const grouping *groups, uint64_t key, GArray *docids)
{
    const GArray *members = groups->members;
    guint low = 0, high = members->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(members, member, middle).key < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < members->len && g_array_index(members, member, low).key == key; low++)
        g_array_append_val(docids, g_array_index(members, member, low).docid);
}

/* The matches of the group of DOCID without itself, as they come. */
static void find_others(const grouping *groups, uint32_t docid, GArray *docids)
{
    uint64_t key = key_of(groups, docid);
    guint kept = 0;

    g_array_set_size(docids, 0);
    if (groups->members)
        append_gathered(groups, key, docids);
    else
        foi_snapshot_copies(groups->snapshot, key, docids);
    for (guint i = 0; i < docids->len; i++) {
        uint32_t each = g_array_index(docids, uint32_t, i);
        if (each != docid && is_match(groups, each))
            g_array_index(docids, uint32_t, kept++) = each;
    }
    g_array_set_size(docids, kept);
}

/* --- the page -----------------------------------------------------------------------------------
 */

/* Appends the first document of each group in RANKED to KEPT. */
static void keep_first(const grouping *groups, const GArray *ranked, GArray *kept)
{
    g_autofree uint64_t *keys = g_new(uint64_t, (gsize)ranked->len + 1);
    g_autoptr(GHashTable) met = g_hash_table_new(g_int64_hash, g_int64_equal);

    for (guint i = 0; i < ranked->len; i++) {
        const foi_ranked *hit = &g_array_index(ranked, foi_ranked, i);
        keys[i] = key_of(groups, hit->docid);
        if (g_hash_table_add(met, &keys[i]))
            g_array_append_val(kept, *hit);
    }
}

/* Adds RANKED to SEEN, and all that is one with the hits of KEPT from FROM on. */
static void see(const grouping *groups, const GArray *ranked, const GArray *kept, guint from,
                foi_docset *seen)
{
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (guint i = 0; i < ranked->len; i++)
        foi_docset_add_docid(seen, g_array_index(ranked, foi_ranked, i).docid);
    for (guint i = from; i < kept->len; i++) {
        find_others(groups, g_array_index(kept, foi_ranked, i).docid, others);
        for (guint j = 0; j < others->len; j++)
            foi_docset_add_docid(seen, g_array_index(others, uint32_t, j));
    }
}

/* The first END groups or some more, or all of them. */
static foi_status gather_hits(const grouping *groups, uint64_t end, GArray *kept, foi_error *error)
{
    const foi_collapsing *what = groups->what;
    g_autoptr(foi_docset) seen = NULL;
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    uint64_t wanted = MIN(end, (uint64_t)UINT32_MAX);

    for (;;) {
        guint before = kept->len;
        g_array_set_size(ranked, 0);
        foi_status status = what->order(seen, (uint32_t)wanted, ranked, what->data, error);
        if (status != FOI_OK)
            return status;
        keep_first(groups, ranked, kept);
        if (kept->len >= end || ranked->len < wanted)
            return FOI_OK;
        if (!seen)
            seen = foi_docset_new(groups->snapshot);
        see(groups, ranked, kept, before, seen);
        wanted = MIN(2 * (uint64_t)ranked->len, (uint64_t)UINT32_MAX);
    }
}

static gint compare_docids(gconstpointer a, gconstpointer b, gpointer snapshot)
{
    return foi_page_compare(snapshot, *(const uint32_t *)a, *(const uint32_t *)b);
}

static void add_hit(const grouping *groups, const foi_ranked *hit, GArray *page, GPtrArray *others)
{
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    find_others(groups, hit->docid, docids);
    g_array_sort_with_data(docids, compare_docids, groups->snapshot);
    g_array_append_val(page, *hit);
    g_ptr_array_add(others, docids->len > 0 ? g_steal_pointer(&docids) : NULL);
}

foi_status foi_collapse_page(const foi_collapsing *what, uint32_t offset, uint32_t limit,
                             GArray *page, GPtrArray *others, uint32_t *groups, foi_error *error)
{
    g_auto(grouping) all = {what, what->set->snapshot, foi_field_find("case"), NULL};
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    uint64_t end = (uint64_t)offset + limit;

    *groups = what->by == FOI_COLLAPSE_COPIES ? 0 : gather_members(&all);
    if (limit == 0 || offset >= foi_docset_count(what->set))
        return FOI_OK;
    foi_status status = gather_hits(&all, end, kept, error);
    for (guint i = offset; status == FOI_OK && i < kept->len && i < end; i++)
        add_hit(&all, &g_array_index(kept, foi_ranked, i), page, others);
    return status;
}
