#include "indexer/store/replaced.h"

#include <string.h>

/* Of the two kinds of keys. */
static const uint64_t replaces_bit = 1;

/* Who decided, from the first to the last: a higher one replaces what a lower one decided. */
typedef enum rank {
    RANK_NONE = 0,
    RANK_REGULATOR,
    RANK_FIRST_TIER,
    RANK_UPPER, /* the High Court, too, which heard these appeals until 2010 */
    RANK_APPEAL_COURT,
    RANK_SUPREME
} rank;

static rank rank_of_citation(const char *citation)
{
    static const struct {
        const char *court;
        rank rank;
    } courts[] = {{" UKFTT ", RANK_FIRST_TIER}, {" UKIT ", RANK_FIRST_TIER},
                  {" UKUT ", RANK_UPPER},       {" EWHC ", RANK_UPPER},
                  {" UKSC ", RANK_SUPREME},     {" UKHL ", RANK_SUPREME}};
    for (size_t i = 0; i < G_N_ELEMENTS(courts); i++)
        if (strstr(citation, courts[i].court) != NULL)
            return courts[i].rank;
    return RANK_APPEAL_COURT;
}

static rank rank_of(const foi_reference_tag *tag)
{
    switch (tag->kind) {
    case FOI_REFERENCE_ICO_CASE:
    case FOI_REFERENCE_OSIC_DECISION:
    case FOI_REFERENCE_OIC_CASE:
    case FOI_REFERENCE_OAIC_CASE:
        return RANK_REGULATOR;
    case FOI_REFERENCE_FTT_APPEAL:
        return g_str_has_prefix(tag->id, "GIA") || g_str_has_prefix(tag->id, "UA")
                   ? RANK_UPPER
                   : RANK_FIRST_TIER;
    case FOI_REFERENCE_NEUTRAL_CITATION:
        return rank_of_citation(tag->id);
    default:
        return RANK_NONE;
    }
}

/* A decision bears its own number first, then that of the one under appeal. */
static rank rank_of_document(const foi_document *document)
{
    const foi_tags *tags = &document->tags;
    if (tags->doctype == FOI_DOCTYPE_DECISION_NOTICE)
        return RANK_REGULATOR;
    if (tags->doctype != FOI_DOCTYPE_TRIBUNAL_DECISION &&
        tags->doctype != FOI_DOCTYPE_COURT_JUDGMENT)
        return RANK_NONE;
    const foi_reference_tag *first = NULL;
    for (guint i = 0; i < tags->references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(tags->references, i);
        if (tag->own && rank_of(tag) > RANK_REGULATOR &&
            (first == NULL || tag->evidence.start < first->evidence.start))
            first = tag;
    }
    return first != NULL ? rank_of(first) : RANK_NONE;
}

/* The highest rank below OWN of what DOCUMENT is about. */
static rank rank_under_appeal(const foi_document *document, rank own)
{
    rank highest = RANK_NONE;
    for (guint i = 0; i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        rank each = tag->own ? rank_of(tag) : RANK_NONE;
        highest = each < own ? MAX(highest, each) : highest;
    }
    return highest;
}

void foi_ruling_keys(const foi_document *document, GArray *keys)
{
    foi_outcome outcome = document->tags.outcome;
    rank own = rank_of_document(document);
    rank under = rank_under_appeal(document, own);
    bool allowed =
        outcome == FOI_OUTCOME_APPEAL_ALLOWED || outcome == FOI_OUTCOME_APPEAL_ALLOWED_IN_PART;
    bool remitted = outcome == FOI_OUTCOME_REMITTED;
    for (guint i = 0; own != RANK_NONE && i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        rank each = tag->own ? rank_of(tag) : RANK_NONE;
        /* Who sends a matter back decides on the decision before it alone. */
        bool replaced = each != RANK_NONE && each < own && (allowed || (remitted && each == under));
        if (each != own && !replaced)
            continue;
        uint64_t key = foi_case_reference_key(tag->kind, tag->id) & ~replaces_bit;
        key |= replaced ? replaces_bit : 0;
        g_array_append_val(keys, key);
    }
}

/* --- linking ---------------------------------------------------------------------------------- */

/* A decision that replaces the one that KEY names. */
typedef struct ruling {
    uint64_t key;
    const char *id; /* in its segment */
    uint32_t last_day;
} ruling;

static int compare_ids(const char *left, const char *right)
{
    return memcmp(left, right, FOI_ID_LENGTH);
}

/* By key; the latest of one key last. */
static int compare_rulings(const void *left, const void *right)
{
    const ruling *first = left, *second = right;
    if (first->key != second->key)
        return first->key < second->key ? -1 : 1;
    if (first->last_day != second->last_day)
        return first->last_day < second->last_day ? -1 : 1;
    return compare_ids(first->id, second->id);
}

static const char *id_at(const foi_segment *segment, uint32_t row)
{
    return segment->ids + (size_t)row * FOI_ID_LENGTH;
}

static void collect(const foi_case_input *input, GArray *rulings)
{
    const foi_segment *segment = input->segment;
    for (uint32_t row = 0; row < segment->rows; row++) {
        uint32_t count;
        const uint64_t *keys = foi_segment_rulings(segment, row, &count);
        for (uint32_t i = 0; i < count && !foi_bitmap_has(input->removed, row); i++) {
            ruling each = {keys[i] & ~replaces_bit, id_at(segment, row), segment->last_days[row]};
            if (keys[i] & replaces_bit)
                g_array_append_val(rulings, each);
        }
    }
}

/* The latest of each key is left, in the order of keys. */
static void keep_latest(GArray *rulings)
{
    g_array_sort(rulings, compare_rulings);
    guint kept = 0;
    for (guint i = 0; i < rulings->len; i++) {
        const ruling *each = &g_array_index(rulings, ruling, i);
        bool last = i + 1 == rulings->len || g_array_index(rulings, ruling, i + 1).key != each->key;
        if (last)
            g_array_index(rulings, ruling, kept++) = *each;
    }
    g_array_set_size(rulings, kept);
}

static const ruling *find(const GArray *rulings, uint64_t key)
{
    guint low = 0, high = rulings->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const ruling *each = &g_array_index(rulings, ruling, middle);
        if (each->key == key)
            return each;
        if (each->key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The decision that replaced the one in ROW; NULL where it stands. */
static const ruling *replacing(const foi_segment *segment, uint32_t row, const GArray *rulings)
{
    uint32_t count, day = segment->first_days[row];
    const uint64_t *keys = foi_segment_rulings(segment, row, &count);
    const ruling *latest = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const ruling *each = keys[i] & replaces_bit ? NULL : find(rulings, keys[i]);
        /* After a rehearing the same number names a second decision, which stands. */
        bool later = each != NULL && (day == 0 || each->last_day == 0 || each->last_day >= day);
        if (!later || compare_ids(each->id, id_at(segment, row)) == 0)
            continue;
        if (latest == NULL || each->last_day > latest->last_day ||
            (each->last_day == latest->last_day && compare_ids(each->id, latest->id) > 0))
            latest = each;
    }
    return latest;
}

GArray **foi_replaced_link(const foi_case_input *inputs, size_t count)
{
    g_autoptr(GArray) rulings = g_array_new(FALSE, FALSE, sizeof(ruling));
    for (size_t i = 0; i < count; i++)
        collect(&inputs[i], rulings);
    keep_latest(rulings);
    GArray **replaced = g_new0(GArray *, count + 1);
    for (size_t i = 0; i < count; i++) {
        replaced[i] = g_array_new(FALSE, TRUE, sizeof(foi_replaced));
        for (uint32_t row = 0; rulings->len > 0 && row < inputs[i].segment->rows; row++) {
            const ruling *by = foi_bitmap_has(inputs[i].removed, row)
                                   ? NULL
                                   : replacing(inputs[i].segment, row, rulings);
            if (by == NULL)
                continue;
            foi_replaced each = {row, {0}};
            memcpy(each.by, by->id, FOI_ID_LENGTH);
            g_array_append_val(replaced[i], each);
        }
    }
    return replaced;
}

void foi_replaced_free(GArray **replaced, size_t count)
{
    for (size_t i = 0; i < count; i++)
        g_array_unref(replaced[i]);
    g_free(replaced);
}

/* --- what is shown ---------------------------------------------------------------------------- */

/* The number by which people know a decision: the appeal's before the citation. */
static const char *shown_number(const foi_document *document)
{
    rank own = rank_of_document(document);
    const char *citation = NULL;
    for (guint i = 0; i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        if (!tag->own || own == RANK_NONE || rank_of(tag) != own)
            continue;
        if (tag->kind != FOI_REFERENCE_NEUTRAL_CITATION)
            return tag->id;
        citation = citation != NULL ? citation : tag->id;
    }
    return citation;
}

foi_replacement *foi_replacement_of(const foi_document *later)
{
    foi_replacement *replacement = g_new0(foi_replacement, 1);
    replacement->id = g_strdup(later->id);
    replacement->doctype = later->tags.doctype;
    replacement->outcome = later->tags.outcome;
    replacement->date = g_strdup(later->tags.date);
    replacement->reference = g_strdup(shown_number(later));
    return replacement;
}
