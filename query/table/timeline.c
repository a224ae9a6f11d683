/* timeline.c - the counts of years or months, with those between that have none. */
#include "query/table/timeline.h"

#include "query/facet/facet.h"
#include "query/table/matched.h"

#define STRING_BLOCK 4096
#define MONTHS       12U

typedef struct request {
    const char *query;
    const foi_timeline_options *options;
    foi_timeline *timeline;
} request;

/* A year or a month as a number: neighbours differ by 1. */
typedef struct dated {
    uint32_t number;
    uint32_t count;
} dated;

void foi_timeline_options_init(foi_timeline_options *options)
{
    *options = (foi_timeline_options){
        .size = sizeof *options, .period = FOI_PERIOD_YEAR, .longest_gap = 12};
}

void foi_timeline_free(foi_timeline *timeline)
{
    if (timeline) {
        g_free(timeline->query);
        g_free(timeline->suggestion);
        g_string_chunk_free(timeline->strings);
        g_array_unref(timeline->entries);
        g_free(timeline);
    }
}

static foi_timeline *timeline_new(const request *r, const foi_match *match)
{
    foi_timeline *timeline = g_new0(foi_timeline, 1);

    timeline->query = g_strdup(r->query);
    timeline->period = r->options->period;
    timeline->total = match->total;
    timeline->relaxed = match->relaxed;
    timeline->strings = g_string_chunk_new(STRING_BLOCK);
    timeline->entries = g_array_new(FALSE, FALSE, sizeof(foi_timeline_entry));
    return timeline;
}

/* VALUE is "2019" or "2019-05", as the facets have it: nothing but its digits is certain. */
static uint32_t number_of(const char *value, foi_period period)
{
    char *end = NULL;
    uint32_t year = (uint32_t)g_ascii_strtoull(value, &end, 10);
    uint32_t month = *end == '-' ? (uint32_t)g_ascii_strtoull(end + 1, NULL, 10) : 1;

    return period == FOI_PERIOD_YEAR ? year : year * MONTHS + CLAMP(month, 1U, MONTHS) - 1;
}

static const char *name_of(foi_timeline *timeline, uint32_t number)
{
    g_autofree char *name =
        timeline->period == FOI_PERIOD_YEAR
            ? g_strdup_printf("%04u", number)
            : g_strdup_printf("%04u-%02u", number / MONTHS, number % MONTHS + 1);

    return g_string_chunk_insert(timeline->strings, name);
}

static void add_entry(foi_timeline *timeline, uint32_t first, uint32_t last, uint32_t count)
{
    foi_timeline_entry entry = {name_of(timeline, first), name_of(timeline, last), last - first + 1,
                                count};

    g_array_append_val(timeline->entries, entry);
}

/* The periods from FIRST on and before END, which have no document. */
static void add_empty(foi_timeline *timeline, uint32_t first, uint32_t end, uint32_t longest)
{
    if (longest > 0 && end - first > longest) {
        add_entry(timeline, first, end - 1, 0);
        return;
    }
    for (uint32_t number = first; number < end; number++)
        add_entry(timeline, number, number, 0);
}

static gint compare_dated(gconstpointer a, gconstpointer b)
{
    const dated *x = a;
    const dated *y = b;

    return (x->number > y->number) - (x->number < y->number);
}

/* The periods of COUNTS (of dated), earliest first. */
static GArray *sorted_periods(const foi_facet_counts *counts, foi_period period)
{
    GArray *periods = g_array_new(FALSE, FALSE, sizeof(dated));

    for (guint i = 0; i < counts->entries->len; i++) {
        const foi_facet_entry *entry = &g_array_index(counts->entries, foi_facet_entry, i);
        dated one = {number_of(entry->value, period), entry->count};
        g_array_append_val(periods, one);
    }
    g_array_sort(periods, compare_dated);
    return periods;
}

static void add_entries(foi_timeline *timeline, const foi_facet_counts *counts, uint32_t longest)
{
    g_autoptr(GArray) periods = sorted_periods(counts, timeline->period);
    uint32_t next = 0;

    for (guint i = 0; i < periods->len;) {
        uint32_t number = g_array_index(periods, dated, i).number;
        uint32_t count = 0;
        for (; i < periods->len && g_array_index(periods, dated, i).number == number; i++)
            count += g_array_index(periods, dated, i).count;
        if (timeline->entries->len > 0)
            add_empty(timeline, next, number, longest);
        add_entry(timeline, number, number, count);
        next = number + 1;
    }
}

static foi_status fill(const foi_match *match, void *data, foi_error *error)
{
    request *r = data;
    foi_timeline *timeline = timeline_new(r, match);
    g_autoptr(foi_facet_counts) years = foi_facet_count(match->set, foi_field_find("year"));

    (void)error;
    timeline->undated = years->missing;
    if (timeline->period == FOI_PERIOD_YEAR) {
        add_entries(timeline, years, r->options->longest_gap);
    } else {
        g_autoptr(foi_facet_counts) months = foi_facet_count(match->set, foi_field_find("month"));
        timeline->no_month = months->missing - years->missing;
        add_entries(timeline, months, r->options->longest_gap);
    }
    foi_timeline_free(r->timeline);
    r->timeline = timeline;
    return FOI_OK;
}

static foi_status check_options(const foi_timeline_options *options, foi_error *error)
{
    const char *problem = NULL;

    if (options->size < sizeof *options)
        problem = "foi_timeline_options is not initialised by foi_timeline_options_init()";
    else if (options->period != FOI_PERIOD_YEAR && options->period != FOI_PERIOD_MONTH)
        problem = "a timeline is by year or by month";
    return problem ? foi_error_set(error, FOI_ERROR_ARGUMENT, "%s", problem) : FOI_OK;
}

foi_status foi_index_timeline(foi_index *index, const char *query,
                              const foi_timeline_options *options, foi_timeline **timeline)
{
    gint64 begun = g_get_monotonic_time();
    foi_timeline_options defaults;
    request r = {query, options ? options : &defaults, NULL};
    char *suggestion = NULL;
    foi_status status;

    if (!index || !timeline)
        return FOI_ERROR_ARGUMENT;
    *timeline = NULL;
    foi_error_clear(&index->error);
    foi_timeline_options_init(&defaults);
    status = check_options(r.options, &index->error);
    if (status == FOI_OK)
        status = foi_matched_run(index, query, fill, &r, &suggestion);
    if (status != FOI_OK) {
        foi_timeline_free(r.timeline);
        return status;
    }
    r.timeline->suggestion = suggestion;
    r.timeline->took_ms = (double)(g_get_monotonic_time() - begun) / 1000.0;
    *timeline = r.timeline;
    return FOI_OK;
}

foi_period foi_timeline_period(const foi_timeline *timeline)
{
    return timeline->period;
}

size_t foi_timeline_length(const foi_timeline *timeline)
{
    return timeline->entries->len;
}

const foi_timeline_entry *foi_timeline_at(const foi_timeline *timeline, size_t position)
{
    return position < timeline->entries->len
               ? &g_array_index(timeline->entries, foi_timeline_entry, position)
               : NULL;
}

uint32_t foi_timeline_total(const foi_timeline *timeline)
{
    return timeline->total;
}

uint32_t foi_timeline_no_month(const foi_timeline *timeline)
{
    return timeline->no_month;
}

uint32_t foi_timeline_undated(const foi_timeline *timeline)
{
    return timeline->undated;
}

int foi_timeline_relaxed(const foi_timeline *timeline)
{
    return timeline->relaxed;
}

const char *foi_timeline_suggestion(const foi_timeline *timeline)
{
    return timeline->suggestion;
}
