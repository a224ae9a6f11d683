/* snippet.c - which passages are shown. */
#include "query/snippet/snippet.h"

#include <string.h>

#include "query/snippet/cut.h"
#include "query/snippet/occurrence.h"

/* What a word is still worth once an earlier passage has shown it, and once it comes again within
 * one passage. */
#define VALUE_SHOWN_BEFORE 0.3
#define VALUE_REPEATED     0.05

/* Occurrences FIRST to LAST, worth SCORE together. */
typedef struct window {
    guint first, last;
    double score;
} window;

typedef struct chooser {
    const foi_document *document;
    foi_occurrences *found;
    size_t *points;   /* by occurrence: code points of the text before it, within its region */
    size_t *ends;     /* the same for its end */
    bool *used;       /* by occurrence: shown already */
    double *novelty;  /* by unit */
    guint *in_window; /* by unit, while a window slides */
    GArray *taken;    /* of foi_span: bytes of the passages so far */
    unsigned size;
} chooser;

static const foi_occurrence *occurrence_at(const chooser *c, guint i)
{
    return &g_array_index(c->found->list, foi_occurrence, i);
}

/* Positions are measured from occurrence to occurrence, so that each byte is looked at once. */
static void measure(chooser *c)
{
    const char *text = c->document->text.bytes->str;

    for (guint i = 0; i < c->found->list->len; i++) {
        const foi_occurrence *o = occurrence_at(c, i);
        const foi_occurrence *before = i > 0 ? occurrence_at(c, i - 1) : NULL;
        c->points[i] = 0;
        if (before && o->span.start < before->region.end) {
            c->points[i] = c->points[i - 1] +
                           (size_t)g_utf8_strlen(text + before->span.start,
                                                 (gssize)(o->span.start - before->span.start));
        }
        c->ends[i] = c->points[i] + (size_t)g_utf8_strlen(text + o->span.start,
                                                          (gssize)(o->span.end - o->span.start));
    }
}

static double gain(const chooser *c, guint i)
{
    const foi_occurrence *o = occurrence_at(c, i);
    double value = o->value * c->novelty[o->unit];

    return c->in_window[o->unit] == 0 ? value : value * VALUE_REPEATED;
}

/* True where occurrence I can be shown together with FIRST. */
static bool fits(const chooser *c, guint first, guint i)
{
    return !c->used[i] && occurrence_at(c, i)->span.start < occurrence_at(c, first)->region.end &&
           c->ends[i] - c->points[first] + 2 <= c->size;
}

/* The best window, each start tried with all that fits behind it. Words leave the window in the
 * order in which they came, so the scores are kept up as it slides. */
static window best_window(chooser *c)
{
    window best = {0, 0, -1};
    guint next = 0;
    double score = 0;

    memset(c->in_window, 0, (c->found->units + 1) * sizeof *c->in_window);
    for (guint first = 0; first < c->found->list->len; first++) {
        const foi_occurrence *o = occurrence_at(c, first);
        if (c->used[first]) {
            next = MAX(next, first + 1);
            continue;
        }
        if (next <= first) {
            next = first;
            score = 0;
        }
        while (next < c->found->list->len && (next == first || fits(c, first, next))) {
            score += gain(c, next);
            c->in_window[occurrence_at(c, next)->unit]++;
            next++;
        }
        if (score * o->factor > best.score + 1e-9)
            best = (window){first, next - 1, score * o->factor};
        c->in_window[o->unit]--;
        score -= gain(c, first);
    }
    return best;
}

/* What stays of REGION beside the passages that were taken already. */
static foi_span free_region(const chooser *c, foi_span region, foi_span wanted)
{
    for (guint i = 0; i < c->taken->len; i++) {
        foi_span taken = g_array_index(c->taken, foi_span, i);
        if (taken.end <= wanted.start)
            region.start = MAX(region.start, taken.end);
        else if (taken.start >= wanted.end)
            region.end = MIN(region.end, taken.start);
    }
    return region;
}

static foi_pinpoint place_of(const foi_document *document, size_t offset)
{
    return foi_document_pinpoint(document, foi_text_block_at(&document->text, offset));
}

static foi_passage *make_passage(chooser *c, const window *w)
{
    const foi_occurrence *first = occurrence_at(c, w->first);
    foi_span wanted = first->span;
    foi_span region = first->region;
    foi_span shown = {0, 0};
    foi_passage *passage;

    for (guint i = w->first; i <= w->last; i++) {
        const foi_occurrence *o = occurrence_at(c, i);
        wanted.end = MAX(wanted.end, o->span.end);
        region.end = MAX(region.end, o->region.end);
    }
    region = free_region(c, region, wanted);
    passage = foi_cut(&c->document->text, wanted, region, c->found, c->size, &shown);
    for (guint i = w->first; i <= w->last; i++)
        c->used[i] = true;
    if (!passage)
        return NULL;
    g_array_append_val(c->taken, shown);
    for (guint i = 0; i < c->found->list->len; i++) {
        const foi_occurrence *o = occurrence_at(c, i);
        if (o->span.start < shown.end && o->span.end > shown.start) {
            c->used[i] = true;
            c->novelty[o->unit] = VALUE_SHOWN_BEFORE;
        }
    }
    passage->pinpoint = place_of(c->document, wanted.start);
    foi_pinpoint end = place_of(c->document, shown.end - 1);
    passage->last_page = end.page;
    passage->last_paragraph = end.paragraph;
    return passage;
}

static void choose(chooser *c, unsigned count, GPtrArray *passages)
{
    measure(c);
    while (passages->len < count) {
        window best = best_window(c);
        if (best.score < 0)
            break;
        foi_passage *passage = make_passage(c, &best);
        if (passage)
            g_ptr_array_add(passages, passage);
    }
}

static foi_occurrences *find(const foi_document *document, const foi_plan *plan,
                             foi_stemmer *stemmer, bool evidence)
{
    return evidence ? foi_occurrences_of_tags(document, plan->tags)
                    : foi_occurrences_of_units(document, plan->shown, stemmer);
}

GPtrArray *foi_snippets_make(const foi_document *document, const foi_plan *plan,
                             foi_stemmer *stemmer, unsigned count, unsigned size)
{
    GPtrArray *passages = g_ptr_array_new_with_free_func((GDestroyNotify)foi_passage_free);
    g_autoptr(foi_occurrences) found = NULL;

    if (count == 0)
        return passages;
    found = find(document, plan, stemmer, plan->evidence_first);
    if (found->list->len == 0) {
        foi_occurrences_free(found);
        found = find(document, plan, stemmer, !plan->evidence_first);
    }
    guint occurrences = found->list->len;
    chooser c = {document,
                 found,
                 g_new0(size_t, occurrences + 1),
                 g_new0(size_t, occurrences + 1),
                 g_new0(bool, occurrences + 1),
                 g_new0(double, found->units + 1),
                 g_new0(guint, found->units + 1),
                 g_array_new(FALSE, FALSE, sizeof(foi_span)),
                 size};
    for (guint u = 0; u < found->units; u++)
        c.novelty[u] = 1.0;
    choose(&c, count, passages);
    g_free(c.points);
    g_free(c.ends);
    g_free(c.used);
    g_free(c.novelty);
    g_free(c.in_window);
    g_array_unref(c.taken);
    return passages;
}
