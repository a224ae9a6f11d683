/* results_places.c - where a hit lies beside its location, and what is one with it. */
#include "indexer/base/days.h"
#include "query/results.h"

static void keep_places(foi_results *results, const GPtrArray *places, foi_hit *hit)
{
    hit->place_count = places->len > 1 ? places->len - 1 : 0;
    foi_hit_place *copies = foi_results_keep_block(results, hit->place_count, sizeof *copies);

    /* The first place is the hit's location. */
    for (guint i = 1; i < places->len; i++) {
        const foi_place *place = places->pdata[i];
        copies[i - 1] = (foi_hit_place){foi_results_keep(results, place->location),
                                        foi_results_keep(results, place->member)};
    }
    hit->places = copies;
}

static foi_copy keep_copy(foi_results *results, foi_snapshot *snapshot, uint32_t docid)
{
    g_autoptr(GPtrArray) places = foi_snapshot_places(snapshot, docid);
    const foi_place *place = places->len > 0 ? places->pdata[0] : NULL;
    char id[FOI_ID_LENGTH + 1], date[FOI_DAYS_TEXT];
    size_t segment = 0;
    uint32_t row = 0;

    foi_snapshot_id(snapshot, docid, id);
    foi_snapshot_locate(snapshot, docid, &segment, &row);
    foi_day_columns columns = foi_snapshot_days(snapshot, segment);
    foi_days_write((foi_days){columns.first[row], columns.last[row]}, date);
    return (foi_copy){foi_results_keep(results, id),
                      foi_results_keep(results, place ? place->location : ""),
                      foi_results_keep(results, place ? place->member : NULL),
                      date[0] != '\0' ? foi_results_keep(results, date) : NULL};
}

void foi_results_add_places(foi_results *results, foi_snapshot *snapshot, uint32_t docid,
                            const GArray *others, foi_collapse by)
{
    g_autoptr(GPtrArray) places = foi_snapshot_places(snapshot, docid);
    foi_hit *hit = &g_array_index(results->hits, foi_hit, results->hits->len - 1);

    keep_places(results, places, hit);
    hit->more = others ? others->len : 0;
    hit->copy_count = by == FOI_COLLAPSE_COPIES ? hit->more : 0;
    foi_copy *copies = foi_results_keep_block(results, hit->copy_count, sizeof *copies);
    for (size_t i = 0; i < hit->copy_count; i++)
        copies[i] = keep_copy(results, snapshot, g_array_index(others, uint32_t, i));
    hit->copies = copies;
}
