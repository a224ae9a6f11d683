/* preference.c - factors out of the columns. */
#include "query/match/preference.h"

#include <math.h>
#include <string.h>

#define WITHOUT_LAW 0.85
#define DECISION    1.3

/* The newest document counts so much more; what is so many years older, half of that. */
#define NEWEST      0.5
#define HALF_YEARS  5.0
#define YEAR_DIGITS 10000U
#define MONTHS      12.0

typedef struct preference {
    unsigned boost;
    foi_snapshot *snapshot;
    const foi_field *regime, *type;
    double newest; /* of all documents, in years; 0: none is dated */
} preference;

/* A day as YYYYMMDD, in years. */
static double years_of(uint32_t day)
{
    uint32_t year = day / YEAR_DIGITS, month = day / 100 % 100;

    return year + (month - 1) / MONTHS;
}

static double newest_of(foi_snapshot *snapshot)
{
    g_autoptr(foi_docset) all = foi_docset_new_full(snapshot);
    uint32_t newest = 0, row = 0;

    foi_docset_drop_removed(all);
    for (size_t s = 0; s < all->segments; s++) {
        foi_day_columns days = foi_snapshot_days(snapshot, s);
        foi_docset_walk walk = foi_docset_walk_start(all, s);
        while (foi_docset_walk_next(&walk, &row))
            newest = MAX(newest, days.first[row]);
    }
    return newest > 0 ? years_of(newest) : 0;
}

static bool is_decision(const preference *p, size_t segment, uint32_t row)
{
    static const foi_doctype decisions[] = {
        FOI_DOCTYPE_DECISION_NOTICE, FOI_DOCTYPE_TRIBUNAL_DECISION, FOI_DOCTYPE_COURT_JUDGMENT};
    const foi_column *column = foi_snapshot_column(p->snapshot, segment, p->type);
    uint32_t count = 0;
    const uint32_t *ordinals = column ? foi_column_row(column, row, &count) : NULL;

    for (size_t i = 0; count > 0 && i < G_N_ELEMENTS(decisions); i++) {
        const char *name = foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)decisions[i]);
        if (strcmp(foi_column_value(column, ordinals[0]), name) == 0)
            return true;
    }
    return false;
}

static bool names_a_law(const preference *p, size_t segment, uint32_t row)
{
    const foi_column *column = foi_snapshot_column(p->snapshot, segment, p->regime);
    uint32_t count = 0;

    if (column)
        foi_column_row(column, row, &count);
    return count > 0;
}

static double factor_of(const preference *p, size_t segment, uint32_t row)
{
    double factor = names_a_law(p, segment, row) ? 1 : WITHOUT_LAW;
    uint32_t day = foi_snapshot_days(p->snapshot, segment).first[row];

    if ((p->boost & FOI_BOOST_DECISIONS) && is_decision(p, segment, row))
        factor *= DECISION;
    if ((p->boost & FOI_BOOST_NEWER) && day > 0)
        factor *= 1 + NEWEST * exp2((years_of(day) - p->newest) / HALF_YEARS);
    return factor;
}

void foi_preference_apply(unsigned boost, foi_snapshot *snapshot, foi_ranked *hits, guint count)
{
    preference p = {boost, snapshot, foi_field_find("regime"), foi_field_find("type"), 0};

    if (boost & FOI_BOOST_NEWER)
        p.newest = newest_of(snapshot);
    for (guint i = 0; i < count; i++) {
        size_t segment = 0;
        uint32_t row = 0;
        foi_snapshot_locate(snapshot, hits[i].docid, &segment, &row);
        hits[i].score *= factor_of(&p, segment, row);
    }
}
