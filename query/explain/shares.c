/* shares.c - the part that each reading has in the score of each hit.
 *
 * The tree that ranked is walked down to the parts that came from one word or field. Below an OR,
 * and in what only adds weight, a part counts for the hits alone that match the whole of the branch
 * in which it stands.
 */
#include <math.h>
#include <string.h>

#include "indexer/law/law.h"
#include "query/explain/explain.h"
#include "query/match/closeness.h"
#include "query/match/select.h"

/* Sums of the same numbers in another order differ by less. */
#define SAME_SCORE 1e-6

typedef struct sharer {
    const foi_explainer *e;
    GHashTable *hits;  /* docid -> number of the hit + 1 */
    GPtrArray *shares; /* by hit: GArray of foi_share */
    bool weightless;   /* what is shared out now only filters */
    const char *note;  /* of what is shared out now; NULL */
} sharer;

static foi_status share_out(const sharer *s, foi_want *want, const foi_docset *within);

static GArray *shares_of(const sharer *s, guint hit)
{
    return s->shares->pdata[hit];
}

static foi_docset *set_of_hits(const foi_explainer *e, GHashTable *hits)
{
    foi_docset *set = foi_docset_new(e->snapshot);

    for (guint i = 0; i < e->match->page->len; i++) {
        uint32_t docid = g_array_index(e->match->page, foi_ranked, i).docid;
        foi_docset_add_docid(set, docid);
        g_hash_table_insert(hits, GUINT_TO_POINTER(docid), GUINT_TO_POINTER(i + 1));
    }
    return set;
}

/* The documents of SET, of foi_ranked; the caller's. */
static GArray *list_of(const foi_docset *set)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    uint32_t row = 0;

    for (size_t segment = 0; segment < set->segments; segment++) {
        foi_docset_walk walk = foi_docset_walk_start(set, segment);
        while (foi_docset_walk_next(&walk, &row)) {
            foi_ranked entry = {foi_snapshot_docid(set->snapshot, segment, row), 0};
            g_array_append_val(list, entry);
        }
    }
    return list;
}

/* WANT, made from READING, in the hits of WITHIN that it matches. */
static foi_status share_leaf(const sharer *s, foi_want *want, guint reading,
                             const foi_docset *within)
{
    g_autoptr(foi_docset) set = NULL;
    g_autoptr(GPtrArray) weighing = foi_want_array();
    foi_status status = foi_select(want, s->e->snapshot, within, &set, s->e->error);

    if (status != FOI_OK)
        return status;
    g_ptr_array_add(weighing, foi_want_ref(want));
    g_autoptr(GArray) scores = list_of(set);
    foi_ranking ranking = {set, NULL, weighing, false, NULL, 0};
    if (!s->weightless)
        status = foi_rank_score(&ranking, scores, s->e->error);
    for (guint i = 0; status == FOI_OK && i < scores->len; i++) {
        const foi_ranked *scored = &g_array_index(scores, foi_ranked, i);
        gpointer hit = g_hash_table_lookup(s->hits, GUINT_TO_POINTER(scored->docid));
        foi_share share = {.reading = reading, .score = scored->score, .note = s->note};
        g_array_append_val(shares_of(s, GPOINTER_TO_UINT(hit) - 1), share);
    }
    return status;
}

/* A part that need not match: only where it does it counts. */
static foi_status share_branch(const sharer *s, foi_want *want, const foi_docset *within)
{
    g_autoptr(foi_docset) set = NULL;
    foi_status status = foi_select(want, s->e->snapshot, within, &set, s->e->error);

    return status == FOI_OK ? share_out(s, want, set) : status;
}

static foi_status share_parts(const sharer *s, const foi_want *want, const foi_docset *within)
{
    foi_status status = FOI_OK;

    for (guint i = 0; status == FOI_OK && i < want->parts->len; i++) {
        foi_want *part = want->parts->pdata[i];
        status =
            want->kind == FOI_WANT_AND ? share_out(s, part, within) : share_branch(s, part, within);
    }
    return status;
}

/* A word that also means a tag has a share for each. */
static foi_status share_reading(const sharer *s, foi_want *want, guint reading,
                                const foi_docset *within)
{
    foi_want *tag = want->kind == FOI_WANT_OR ? want->parts->pdata[want->parts->len - 1] : NULL;
    const foi_reading *read = &g_array_index(s->e->readings, foi_reading, reading);
    sharer of_tag = *s;
    guint names = 0;
    foi_status status;

    while (read->synonyms[names])
        names++;
    if (!tag || tag->kind != FOI_WANT_WORTH || tag->worth <= 0 || names == 0)
        return share_leaf(s, want, reading, within);
    of_tag.note = read->synonyms[names - 1];
    status = share_leaf(s, want->parts->pdata[0], reading, within);
    return status == FOI_OK ? share_leaf(&of_tag, tag, reading, within) : status;
}

/* A part of fixed worth that several readings made is a filter. */
static foi_status share_filter(const sharer *s, const foi_want *want, const foi_docset *within)
{
    sharer filter = *s;

    filter.weightless = true;
    return share_out(&filter, want->parts->pdata[0], within);
}

static foi_status share_out(const sharer *s, foi_want *want, const foi_docset *within)
{
    gpointer number = want->origin ? g_hash_table_lookup(s->e->numbers, want->origin) : NULL;
    foi_status status;

    if (number)
        return share_reading(s, want, GPOINTER_TO_UINT(number) - 1, within);
    switch (want->kind) {
    case FOI_WANT_AND:
    case FOI_WANT_OR:
    case FOI_WANT_SOME:
        return share_parts(s, want, within);
    case FOI_WANT_WORTH:
        return share_filter(s, want, within);
    case FOI_WANT_AND_NOT:
        return share_out(s, want->parts->pdata[0], within);
    case FOI_WANT_MAYBE:
        status = share_out(s, want->parts->pdata[0], within);
        return status == FOI_OK ? share_branch(s, want->parts->pdata[1], within) : status;
    case FOI_WANT_WEIGHED:
        return share_branch(s, want->parts->pdata[1], within);
    default:
        return FOI_OK;
    }
}

static foi_status share_plan(const sharer *s, const foi_docset *hits)
{
    const foi_plan *plan = s->e->plan;
    g_autoptr(foi_want) required = foi_plan_want(plan, false);
    foi_status status = share_out(s, required, hits);

    for (guint i = 0; status == FOI_OK && i < plan->optional->len; i++)
        status = share_branch(s, ((const foi_unit *)plan->optional->pdata[i])->want, hits);
    return status;
}

static void add_share(const sharer *s, guint hit, const void *origin, double score)
{
    gpointer number = g_hash_table_lookup(s->e->numbers, origin);
    foi_share share = {.reading = GPOINTER_TO_UINT(number) - 1, .score = score};

    if (number && fabs(score) > SAME_SCORE)
        g_array_append_val(shares_of(s, hit), share);
}

/* Hits far down are not looked at again (rank.h): their words make up the whole score. */
static foi_status share_second_look(const sharer *s, guint hit)
{
    const foi_explainer *e = s->e;
    const foi_ranked *whole = &g_array_index(e->match->page, foi_ranked, hit);
    const GArray *shares = shares_of(s, hit);
    foi_ranked ranked = {whole->docid, 0};
    foi_status status = FOI_OK;

    for (guint i = 0; i < shares->len; i++)
        ranked.score += g_array_index(shares, foi_share, i).score;
    double words = ranked.score;
    if (fabs(whole->score - words) < SAME_SCORE)
        return FOI_OK;
    if (foi_closeness_matters(e->plan))
        status = foi_closeness_add(e->plan, e->snapshot, &ranked, 1, e->error);
    add_share(s, hit, e->plan, ranked.score - words);
    add_share(s, hit, e->match, whole->score - ranked.score);
    return status;
}

/* --- what stands beside a share ----------------------------------------------------------------
 */

static void append_note(GString *note, const foi_provision_tag *tag)
{
    g_autofree char *shown = foi_law_display(tag->id);

    g_string_append_printf(note, "%s%s %s", note->len > 0 ? ", " : "",
                           foi_vocabulary_label(FOI_VOCABULARY_ROLE, (int)tag->role), shown);
}

/* The provisions of DOCUMENT in ID that have ROLE (FOI_ROLE_NONE: any), with their roles: "Upheld
 * FOIA s.31(1)(a)"; g_free. NULL: it has none. */
static char *provisions_in(const foi_document *document, const char *id, foi_role role)
{
    GString *note = g_string_new(NULL);

    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = document->tags.provisions->pdata[i];
        bool wanted = role == FOI_ROLE_NONE ? tag->role != FOI_ROLE_MENTIONED : tag->role == role;
        if (wanted && foi_law_contains(id, tag->id))
            append_note(note, tag);
    }
    return g_string_free(note, note->len == 0);
}

/* The section of a provision that documents are compared by. */
static char *section_of(const char *id)
{
    size_t length = strcspn(id, "(");

    return g_strndup(id, length);
}

static char *note_of(const foi_document *document, const foi_reading *reading)
{
    const char *law = reading->value ? strrchr(reading->value, ':') : NULL;

    if (reading->value && strcmp(reading->kind, "like-provision") == 0) {
        g_autofree char *section = section_of(reading->value);
        char *same = provisions_in(document, reading->value, FOI_ROLE_NONE);
        return same ? same : provisions_in(document, section, FOI_ROLE_NONE);
    }
    if (strcmp(reading->kind, "field") != 0 || !law)
        return NULL;
    /* "foia:31(1)(a)" or, of a ruling, "rejected:foia:31(1)(a)" */
    const char *first = strchr(reading->value, ':');
    g_autofree char *role = g_strndup(reading->value, (gsize)(first - reading->value));
    if (first == law)
        return provisions_in(document, reading->value, FOI_ROLE_NONE);
    return provisions_in(document, first + 1,
                         (foi_role)foi_vocabulary_value(FOI_VOCABULARY_ROLE, role));
}

static gint compare_shares(gconstpointer a, gconstpointer b)
{
    const foi_share *x = a;
    const foi_share *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return (x->reading > y->reading) - (x->reading < y->reading);
}

static void keep_shares(const sharer *s, guint hit, const foi_document *document,
                        const foi_stands *stands)
{
    GArray *shares = shares_of(s, hit);
    foi_hit *into = &g_array_index(s->e->results->hits, foi_hit, hit);
    foi_share *copies = foi_results_keep_block(s->e->results, shares->len, sizeof *copies);

    g_array_sort(shares, compare_shares);
    for (guint i = 0; i < shares->len; i++) {
        foi_share *share = &g_array_index(shares, foi_share, i);
        const foi_stands *at = &stands[share->reading];
        const foi_reading *reading = &g_array_index(s->e->readings, foi_reading, share->reading);
        g_autofree char *note = note_of(document, reading);
        share->text = reading->text;
        if (share->note) {
            copies[i] = *share;
            continue;
        }
        share->in_title = at->title;
        share->in_heading = at->heading;
        share->in_body = at->body;
        share->in_quoted = at->quoted;
        share->note = foi_results_keep(s->e->results, note);
        copies[i] = *share;
    }
    into->shares = copies;
    into->share_count = shares->len;
}

static foi_status finish_hit(const sharer *s, guint hit, const foi_explain_words *words)
{
    uint32_t docid = g_array_index(s->e->match->page, foi_ranked, hit).docid;
    g_autofree foi_stands *stands = g_new0(foi_stands, s->e->readings->len + 1);
    g_autoptr(foi_document) document = NULL;
    foi_status status = foi_snapshot_document(s->e->snapshot, docid, &document, s->e->error);

    if (status == FOI_OK)
        status = share_second_look(s, hit);
    if (status != FOI_OK)
        return status;
    foi_explain_stands(s->e, document, words, stands);
    keep_shares(s, hit, document, stands);
    return FOI_OK;
}

foi_status foi_explain_hits(const foi_explainer *explainer)
{
    guint count = explainer->match->page->len;
    g_autoptr(GHashTable) hits = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) shares = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_auto(foi_explain_words) words = foi_explain_words_of(explainer);
    g_autoptr(foi_docset) set = set_of_hits(explainer, hits);
    sharer s = {explainer, hits, shares, false, NULL};
    foi_status status;

    for (guint i = 0; i < count; i++)
        g_ptr_array_add(shares, g_array_new(FALSE, FALSE, sizeof(foi_share)));
    status = count > 0 ? share_plan(&s, set) : FOI_OK;
    for (guint i = 0; status == FOI_OK && i < count; i++)
        status = finish_hit(&s, i, &words);
    return status;
}
