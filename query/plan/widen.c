/* widen.c - synonyms as further ways to meet what a word of the query wants.
 *
 * The first of the words that mean something together also weighs as the best form that a document
 * has in their stead, and more where the document has the tag that they name; the others are only
 * met by them. So a document that has every word by a synonym is one with all words.
 */
#include <string.h>

#include "query/handles.h"
#include "query/plan/synonyms.h"

/* What a tag is worth beside the words that name it, in parts of the rarity of a word that as many
 * documents have. */
#define TAG_WORTH 1.2

/* What one node of the query is met by beside its own words. */
typedef struct foi_widening {
    GPtrArray *forms; /* of foi_want *; shared with the other nodes of the meaning */
    foi_want *tag;    /* NULL: none */
    GPtrArray *names; /* of char *: all of it, for people; shared */
    bool weighs;
} foi_widening;

static void widening_free(void *data)
{
    foi_widening *widening = data;

    g_ptr_array_unref(widening->forms);
    g_ptr_array_unref(widening->names);
    foi_want_unref(widening->tag);
    g_free(widening);
}

/* The wants of the forms of MEANING; the units are the plan's, which shows them. */
static foi_status want_forms(foi_planner *planner, const foi_meaning *meaning, GPtrArray *forms)
{
    foi_status status = FOI_OK;

    for (guint i = 0; status == FOI_OK && i < meaning->forms->len; i++) {
        foi_unit *unit = NULL;
        status = foi_plan_form_unit(planner, meaning->forms->pdata[i], &unit);
        if (unit) {
            g_ptr_array_add(forms, foi_want_ref(unit->want));
            g_ptr_array_add(planner->plan->shown, unit);
        }
    }
    return status;
}

/* The documents with a tag of MEANING; NULL where there are none. */
static foi_status want_tag(foi_planner *planner, const foi_meaning *meaning, foi_want **out)
{
    g_autoptr(GPtrArray) terms = foi_want_array();
    uint64_t documents = 0;

    *out = NULL;
    for (guint i = 0; i < meaning->terms->len; i++) {
        const char *term = meaning->terms->pdata[i];
        xap_error failure = XAP_ERROR_INIT;
        uint32_t frequency = 0;
        if (xap_database_term_frequency(foi_snapshot_database(planner->snapshot), term,
                                        strlen(term), &frequency, &failure) != XAP_OK)
            return foi_xapian_failure(planner->error, &failure);
        documents += frequency;
        if (frequency > 0)
            g_ptr_array_add(terms, foi_want_term(g_strdup(term), true));
    }
    if (terms->len > 0)
        *out = foi_want_worth(foi_want_join(FOI_WANT_OR, terms),
                              TAG_WORTH * foi_plan_rarity(planner, documents));
    return FOI_OK;
}

static GPtrArray *names_of(const foi_meaning *meaning)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < meaning->forms->len; i++)
        g_ptr_array_add(names, g_strdup_printf("\"%s\"", (char *)meaning->forms->pdata[i]));
    if (meaning->tags)
        g_ptr_array_add(names, g_strconcat("the tag ", meaning->tags, NULL));
    return names;
}

static guint number_in(const foi_node *sequence, const foi_node *node)
{
    guint number = 0;

    g_ptr_array_find(sequence->children, node, &number);
    return number;
}

static foi_status widen_by(foi_planner *planner, const foi_node *sequence,
                           const foi_meaning *meaning)
{
    g_autoptr(GPtrArray) forms = foi_want_array();
    g_autoptr(GPtrArray) names = names_of(meaning);
    g_autoptr(foi_want) tag = NULL;
    guint first = number_in(sequence, meaning->first);
    bool weighs = true;
    foi_status status = want_forms(planner, meaning, forms);

    if (status == FOI_OK)
        status = want_tag(planner, meaning, &tag);
    for (guint i = first; status == FOI_OK && i < first + meaning->words; i++) {
        const foi_node *node = sequence->children->pdata[i];
        foi_widening *widening = g_new0(foi_widening, 1);
        bool stop = foi_plan_is_stop(node->text);
        widening->forms = g_ptr_array_ref(forms);
        widening->names = g_ptr_array_ref(names);
        widening->tag = tag ? foi_want_ref(tag) : NULL;
        widening->weighs = weighs && !stop;
        weighs = weighs && stop;
        g_hash_table_insert(planner->widened, (gpointer)node, widening);
    }
    return status;
}

foi_status foi_plan_widen(foi_planner *planner, const foi_node *sequence)
{
    foi_status status = FOI_OK;

    if (planner->negations > 0)
        return FOI_OK;
    if (!planner->widened)
        planner->widened = g_hash_table_new_full(NULL, NULL, NULL, widening_free);
    g_autoptr(GPtrArray) meanings = foi_synonyms_find(planner, sequence);
    for (guint i = 0; status == FOI_OK && i < meanings->len; i++)
        status = widen_by(planner, sequence, meanings->pdata[i]);
    return status;
}

/* Met by any of FORMS as it is by OWN, taken over, and weighing as the best of them. */
static foi_want *best_form(foi_want *own, const GPtrArray *forms)
{
    g_autoptr(GPtrArray) ways = foi_want_array();

    g_ptr_array_add(ways, own);
    for (guint i = 0; i < forms->len; i++)
        g_ptr_array_add(ways, foi_want_ref(forms->pdata[i]));
    return foi_want_join(FOI_WANT_BEST, ways);
}

/* Met by PART, which then adds no weight, as it is by OWN; takes both over. */
static foi_want *met_by(foi_want *own, foi_want *part)
{
    return foi_want_pair(FOI_WANT_OR, own, foi_want_worth(part, 0));
}

void foi_plan_widen_unit(const foi_planner *planner, const foi_node *node, foi_unit *unit)
{
    const foi_widening *widening =
        planner->widened ? g_hash_table_lookup(planner->widened, node) : NULL;

    if (!widening)
        return;
    unit->synonyms = g_ptr_array_ref(widening->names);
    if (widening->weighs) {
        unit->want = best_form(unit->want, widening->forms);
        if (widening->tag)
            unit->want = foi_want_pair(FOI_WANT_OR, unit->want, foi_want_ref(widening->tag));
        return;
    }
    if (widening->forms->len > 0)
        unit->want = met_by(unit->want, foi_want_join(FOI_WANT_OR, widening->forms));
    if (widening->tag)
        unit->want = met_by(unit->want, foi_want_ref(widening->tag));
}
