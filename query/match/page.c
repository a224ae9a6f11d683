/* page.c - a page by date, out of the columns. */
#include <stdlib.h>
#include <string.h>

#include "query/match/rank.h"

/* What the order compares; the smallest comes first. */
typedef struct dated {
    uint32_t key; /* rises in the wanted order */
    uint32_t row;
    size_t segment;
} dated;

/* The best of what was seen: a heap with the last of them on top. */
typedef struct best {
    const foi_snapshot *snapshot;
    GArray *heap; /* of dated */
    guint most;
} best;

static uint32_t key_of(uint32_t day, bool oldest)
{
    return day == 0 ? UINT32_MAX : oldest ? day : UINT32_MAX - 1 - day;
}

static int compare(const foi_snapshot *snapshot, const dated *x, const dated *y)
{
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return memcmp(foi_snapshot_row_id(snapshot, x->segment, x->row),
                  foi_snapshot_row_id(snapshot, y->segment, y->row), FOI_ID_LENGTH);
}

static gint compare_entries(gconstpointer a, gconstpointer b, gpointer snapshot)
{
    return compare(snapshot, a, b);
}

static dated *entry_at(const best *b, guint i)
{
    return &g_array_index(b->heap, dated, i);
}

static void swap(const best *b, guint i, guint j)
{
    dated kept = *entry_at(b, i);

    *entry_at(b, i) = *entry_at(b, j);
    *entry_at(b, j) = kept;
}

static bool comes_after(const best *b, guint i, guint j)
{
    return compare(b->snapshot, entry_at(b, i), entry_at(b, j)) > 0;
}

static void sift_up(const best *b, guint i)
{
    while (i > 0 && comes_after(b, i, (i - 1) / 2)) {
        swap(b, i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
}

static void sift_down(const best *b)
{
    for (guint i = 0;;) {
        guint last = i, left = 2 * i + 1, right = 2 * i + 2;
        if (left < b->heap->len && comes_after(b, left, last))
            last = left;
        if (right < b->heap->len && comes_after(b, right, last))
            last = right;
        if (last == i)
            return;
        swap(b, i, last);
        i = last;
    }
}

static void offer(best *b, const dated *entry)
{
    if (b->heap->len < b->most) {
        g_array_append_val(b->heap, *entry);
        sift_up(b, b->heap->len - 1);
    } else if (compare(b->snapshot, entry, entry_at(b, 0)) < 0) {
        *entry_at(b, 0) = *entry;
        sift_down(b);
    }
}

void foi_page_by_date(const foi_docset *set, bool oldest, uint32_t offset, uint32_t limit,
                      GArray *page)
{
    uint64_t most = MIN((uint64_t)offset + limit, foi_docset_count(set));
    best b = {set->snapshot, g_array_new(FALSE, FALSE, sizeof(dated)), (guint)most};
    uint32_t row = 0;

    for (size_t s = 0; most > offset && s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(set, s);
        foi_day_columns days = foi_snapshot_days(set->snapshot, s);
        while (foi_docset_walk_next(&walk, &row)) {
            dated entry = {key_of(days.first[row], oldest), row, s};
            offer(&b, &entry);
        }
    }
    g_array_sort_with_data(b.heap, compare_entries, set->snapshot);
    for (guint i = offset; i < b.heap->len; i++) {
        const dated *entry = entry_at(&b, i);
        foi_ranked hit = {foi_snapshot_docid(set->snapshot, entry->segment, entry->row), 0};
        g_array_append_val(page, hit);
    }
    g_array_unref(b.heap);
}

static dated entry_of(const foi_snapshot *snapshot, uint32_t docid)
{
    dated entry = {0};

    foi_snapshot_locate(snapshot, docid, &entry.segment, &entry.row);
    entry.key = key_of(foi_snapshot_days(snapshot, entry.segment).first[entry.row], false);
    return entry;
}

int foi_page_compare(const foi_snapshot *snapshot, uint32_t a, uint32_t b)
{
    dated x = entry_of(snapshot, a);
    dated y = entry_of(snapshot, b);

    return compare(snapshot, &x, &y);
}
