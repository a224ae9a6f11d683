/* timeline.c - a chart of bars that fits the terminal. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "query/program/table.h"

/* A full block is cut into so many parts. */
#define PARTS 8

/* Before, between and behind the columns of a line. */
#define GAP 2

typedef struct chart {
    const foi_timeline *timeline;
    unsigned label_width;
    unsigned number_width;
    unsigned bar_width; /* of the longest bar */
    uint32_t most;      /* documents in one period */
    bool blocks;
} chart;

static chart chart_of(const foi_timeline *timeline, const foi_page *page, bool blocks)
{
    bool month = foi_timeline_period(timeline) == FOI_PERIOD_MONTH;
    chart c = {.timeline = timeline, .label_width = month ? 7 : 4, .blocks = blocks};
    g_autofree char *widest = g_strdup_printf("%" PRIu32, foi_timeline_total(timeline));
    unsigned used;

    c.number_width = (unsigned)strlen(widest);
    used = GAP + c.label_width + GAP + c.number_width + GAP;
    c.bar_width = page->columns > used ? page->columns - used : 1;
    for (size_t i = 0; i < foi_timeline_length(timeline); i++)
        c.most = MAX(c.most, foi_timeline_at(timeline, i)->count);
    return c;
}

/* As long as COUNT is among the others; what is there is seen, however little it is. */
static void print_bar(const chart *c, uint32_t count)
{
    static const char *const parts[PARTS] = {"",       "\u258f", "\u258e", "\u258d",
                                             "\u258c", "\u258b", "\u258a", "\u2589"};
    uint64_t length = (uint64_t)count * c->bar_width * PARTS / MAX(c->most, 1U);
    uint64_t full = length / PARTS;

    if (!c->blocks && count > 0)
        full = MAX(full, 1U);
    for (uint64_t i = 0; i < full; i++)
        fputs(c->blocks ? "\u2588" : "#", stdout);
    if (c->blocks)
        fputs(parts[count > 0 && length == 0 ? 1 : length % PARTS], stdout);
}

static void print_entry(const chart *c, const foi_timeline_entry *entry)
{
    const char *what = foi_timeline_period(c->timeline) == FOI_PERIOD_MONTH ? "months" : "years";

    if (entry->periods > 1) {
        printf("%*s%s..%s  none in %" PRIu32 " %s\n", GAP, "", entry->first, entry->last,
               entry->periods, what);
        return;
    }
    printf("%*s%s%*" PRIu32, GAP, "", entry->first, (int)(GAP + c->number_width), entry->count);
    if (entry->count > 0)
        printf("%*s", GAP, "");
    print_bar(c, entry->count);
    putchar('\n');
}

void query_print_timeline(const foi_timeline *timeline, const foi_page *page, bool blocks)
{
    const chart c = chart_of(timeline, page, blocks);
    uint32_t total = foi_timeline_total(timeline);
    g_autofree char *head = query_counted(total, foi_timeline_relaxed(timeline));

    foi_print_folded(page, 0, head, NULL, 0, false);
    query_print_suggestion(foi_timeline_suggestion(timeline), page);
    if (total > 0)
        putchar('\n');
    for (size_t i = 0; i < foi_timeline_length(timeline); i++)
        print_entry(&c, foi_timeline_at(timeline, i));
    if (foi_timeline_no_month(timeline) > 0)
        printf("%*s(no month)  %" PRIu32 "\n", GAP, "", foi_timeline_no_month(timeline));
    if (foi_timeline_undated(timeline) > 0)
        printf("%*s(no date)  %" PRIu32 "\n", GAP, "", foi_timeline_undated(timeline));
}
