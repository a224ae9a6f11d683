/* likeness_plan.c - from what a document is like to what is looked up. */
#include <math.h>
#include <string.h>

#include "indexer/law/law.h"
#include "indexer/store/fingerprint.h"
#include "indexer/text/positions.h"
#include "query/handles.h"
#include "query/similar/likeness.h"

/* A document is like another that has one in so many of its telling words. */
#define WORDS_OF_ONE 5

/* What a shared claim weighs beside the words, for each unit of its rarity, and which part of that
 * the section alone has; a ruling on it weighs so much more. */
#define WORTH_OF_CLAIM   1.0
#define WORTH_OF_RULING  5.0
#define SHARE_OF_SECTION 0.4

/* Where all documents have a provision it is still worth a little. */
#define LEAST_RARITY 0.2

typedef struct planner {
    const foi_likeness *likeness;
    foi_snapshot *snapshot;
    uint32_t documents;
    GPtrArray *matching; /* of foi_want *: a document with any of them is like it */
    GPtrArray *weighing; /* of foi_want * */
    foi_error *error;
} planner;

static foi_status rarity_of(const planner *p, const char *term, double *rarity)
{
    xap_error failure = XAP_ERROR_INIT;
    uint32_t frequency = 0;

    if (xap_database_term_frequency(foi_snapshot_database(p->snapshot), term, strlen(term),
                                    &frequency, &failure) != XAP_OK)
        return foi_xapian_failure(p->error, &failure);
    *rarity = MAX(LEAST_RARITY, log((1.0 + p->documents) / (1.0 + frequency)));
    return FOI_OK;
}

/* --- words -------------------------------------------------------------------------------------
 */

static void add_words(planner *p)
{
    g_autoptr(GPtrArray) filters = foi_want_array();
    guint count = p->likeness->words->len;

    for (guint i = 0; i < count; i++) {
        const foi_telling *word = p->likeness->words->pdata[i];
        foi_want *want = foi_want_term(g_strdup(word->term), false);
        want->origin = word;
        g_ptr_array_add(p->weighing, want);
        g_ptr_array_add(filters, foi_want_ref(want));
    }
    if (count > 0)
        g_ptr_array_add(p->matching,
                        foi_want_some(filters, (count + WORDS_OF_ONE - 1) / WORDS_OF_ONE));
}

/* --- provisions --------------------------------------------------------------------------------
 */

static foi_want *filter_of(const char *field, const char *role, const char *id)
{
    g_autofree char *value = role ? g_strconcat(role, ":", id, NULL) : g_strdup(id);

    return foi_want_term(foi_field_term(foi_field_find(field), value), true);
}

static foi_want *ruled_on(const char *id)
{
    return foi_want_pair(
        FOI_WANT_OR,
        filter_of("ruling", foi_vocabulary_name(FOI_VOCABULARY_ROLE, FOI_ROLE_UPHELD), id),
        filter_of("ruling", foi_vocabulary_name(FOI_VOCABULARY_ROLE, FOI_ROLE_REJECTED), id));
}

/* The documents that have the provision ID as PROVISION does: a claim, or the same ruling. */
static foi_want *same_as(const foi_common_provision *provision, const char *id)
{
    if (provision->role == FOI_ROLE_RELIED_ON)
        return filter_of("exemption", NULL, id);
    return filter_of("ruling", foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)provision->role), id);
}

/* ID and what it lies in, the section last; of char *. */
static GPtrArray *levels_of(const char *id)
{
    GPtrArray *levels = g_ptr_array_new_with_free_func(g_free);

    for (char *level = g_strdup(id); level; level = foi_law_parent(level))
        g_ptr_array_add(levels, level);
    return levels;
}

/* What the level NUMBER of COUNT adds where a document shares it, of 1 in all. */
static double share_of_level(guint number, guint count)
{
    if (count == 1)
        return 1.0;
    return number == count - 1 ? SHARE_OF_SECTION : (1.0 - SHARE_OF_SECTION) / (count - 1);
}

static foi_status add_provision(planner *p, const foi_common_provision *provision)
{
    g_autoptr(GPtrArray) levels = levels_of(provision->id);
    g_autoptr(GPtrArray) parts = foi_want_array();
    const char *section = levels->pdata[levels->len - 1];
    g_autoptr(foi_want) same = same_as(provision, section);
    double rarity = LEAST_RARITY;
    foi_status status = rarity_of(p, same->term, &rarity);

    for (guint i = 0; i < levels->len; i++) {
        const char *level = levels->pdata[i];
        double share = share_of_level(i, levels->len) * rarity;
        g_ptr_array_add(parts, foi_want_worth(same_as(provision, level), WORTH_OF_CLAIM * share));
        if (provision->role == FOI_ROLE_RELIED_ON)
            g_ptr_array_add(parts, foi_want_worth(ruled_on(level), WORTH_OF_RULING * share));
    }
    g_ptr_array_add(p->matching, foi_want_ref(same));
    foi_want *all = foi_want_join(FOI_WANT_OR, parts);
    all->origin = provision;
    g_ptr_array_add(p->weighing, all);
    return status;
}

/* --- passages ----------------------------------------------------------------------------------
 */

static bool asks_law(const foi_plan *plan)
{
    bool any = false;

    for (guint i = 0; i < plan->tags->len; i++) {
        foi_field_kind kind = ((const foi_wanted_tag *)plan->tags->pdata[i])->field->kind;
        any |= kind == FOI_FIELD_PROVISION || kind == FOI_FIELD_RULING;
    }
    return any;
}

static void show_tag(foi_plan *plan, const char *field, const char *role, const char *id)
{
    foi_wanted_tag *tag = g_new0(foi_wanted_tag, 1);

    tag->field = foi_field_find(field);
    tag->value = role ? g_strconcat(role, ":", id, NULL) : g_strdup(id);
    g_ptr_array_add(plan->tags, tag);
}

/* A passage is worth the more the more of these it answers: the ruling on the same part most. */
static void show_provision(foi_plan *plan, const foi_common_provision *provision)
{
    g_autoptr(GPtrArray) levels = levels_of(provision->id);
    static const foi_role rulings[] = {FOI_ROLE_UPHELD, FOI_ROLE_REJECTED};

    for (guint i = 0; i < levels->len; i += MAX(1U, levels->len - 1)) {
        const char *level = levels->pdata[i];
        if (provision->role != FOI_ROLE_RELIED_ON) {
            show_tag(plan, "ruling", foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)provision->role),
                     level);
            continue;
        }
        show_tag(plan, "exemption", NULL, level);
        for (size_t r = 0; r < G_N_ELEMENTS(rulings); r++)
            show_tag(plan, "ruling", foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)rulings[r]),
                     level);
    }
}

static void show_word(foi_plan *plan, const foi_telling *word, foi_want *want)
{
    foi_unit *unit = g_new0(foi_unit, 1);

    unit->words = foi_want_word_array();
    g_ptr_array_add(unit->words, foi_want_word_new(FOI_FORM_STEM, word->term, strlen(word->term)));
    unit->want = foi_want_ref(want);
    unit->rarity = word->worth / word->count;
    g_ptr_array_add(plan->shown, unit);
}

/* What the query asked for is shown; without words and provisions of its own, what is shared. */
static void show_shared(const planner *p, foi_plan *plan)
{
    const foi_likeness *likeness = p->likeness;

    if (plan->shown->len > 0)
        return;
    plan->evidence_first = true;
    for (guint i = 0; i < likeness->words->len; i++)
        show_word(plan, likeness->words->pdata[i], p->weighing->pdata[i]);
    if (asks_law(plan))
        return;
    for (guint i = 0; i < likeness->provisions->len; i++)
        show_provision(plan, likeness->provisions->pdata[i]);
}

/* ---------------------------------------------------------------------------------------------- */

/* All words and groups of PLAN become conditions without weight. */
static void only_filter(foi_plan *plan)
{
    g_autoptr(GPtrArray) required = foi_want_array();

    if (plan->base)
        g_ptr_array_add(required, g_steal_pointer(&plan->base));
    for (guint i = 0; i < plan->optional->len; i++) {
        const foi_unit *unit = plan->optional->pdata[i];
        g_ptr_array_add(required, foi_want_ref(unit->want));
    }
    g_ptr_array_set_size(plan->optional, 0);
    plan->base =
        required->len > 0 ? foi_want_worth(foi_want_join(FOI_WANT_AND, required), 0) : NULL;
}

static foi_want *like_want(const planner *p)
{
    foi_want *matching, *weighing;

    if (p->matching->len == 0)
        return foi_want_some(p->matching, 1);
    matching = foi_want_join(FOI_WANT_OR, p->matching);
    weighing = foi_want_join(FOI_WANT_OR, p->weighing);
    return foi_want_pair(FOI_WANT_WEIGHED, matching, weighing);
}

static foi_want *document_with(const char *id)
{
    return foi_want_term(g_strconcat(FOI_ID_TERM, id, NULL), true);
}

static uint64_t fingerprint_of(const foi_document *document)
{
    g_autoptr(foi_fingerprint) fingerprint = foi_fingerprint_new();
    foi_word_walk walk;
    foi_word word;

    foi_fingerprint_begin(fingerprint);
    foi_word_walk_start(&walk, &document->text);
    while (foi_word_walk_next(&walk, &word))
        foi_fingerprint_add(fingerprint, &word);
    return foi_fingerprint_end(fingerprint, document->id);
}

/* The document itself and what says the same in the same words: one join, however many they are,
 * since what reads a tree of wants recurses. */
static void leave_out_itself(const planner *p, foi_plan *plan)
{
    const foi_document *document = p->likeness->document;
    g_autoptr(GArray) copies = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GPtrArray) left_out = foi_want_array();

    if (!document->id)
        return;
    foi_snapshot_copies(p->snapshot, fingerprint_of(document), copies);
    g_ptr_array_add(left_out, document_with(document->id));
    for (guint i = 0; i < copies->len; i++) {
        char id[FOI_ID_LENGTH + 1];
        foi_snapshot_id(p->snapshot, g_array_index(copies, uint32_t, i), id);
        if (strcmp(id, document->id) != 0)
            g_ptr_array_add(left_out, document_with(id));
    }
    plan->excluded =
        foi_want_pair(FOI_WANT_OR, plan->excluded, foi_want_join(FOI_WANT_OR, left_out));
}

foi_status foi_likeness_plan(const foi_likeness *likeness, foi_snapshot *snapshot, foi_plan *plan,
                             foi_error *error)
{
    g_autoptr(GPtrArray) matching = foi_want_array();
    g_autoptr(GPtrArray) weighing = foi_want_array();
    planner p = {likeness, snapshot, 0, matching, weighing, error};
    xap_error failure = XAP_ERROR_INIT;
    foi_status status = FOI_OK;

    if (xap_database_document_count(foi_snapshot_database(snapshot), &p.documents, &failure) !=
        XAP_OK)
        return foi_xapian_failure(error, &failure);
    add_words(&p);
    for (guint i = 0; status == FOI_OK && i < likeness->provisions->len; i++)
        status = add_provision(&p, likeness->provisions->pdata[i]);
    if (status != FOI_OK)
        return status;
    show_shared(&p, plan);
    only_filter(plan);
    plan->base = foi_want_pair(FOI_WANT_AND, plan->base, like_want(&p));
    leave_out_itself(&p, plan);
    return FOI_OK;
}
