/* explain.c - the two halves of an explanation. */
#include "query/explain/explain.h"

static void explainer_clear(foi_explainer *explainer)
{
    g_array_unref(explainer->readings);
    g_array_unref(explainer->wants);
    g_hash_table_unref(explainer->numbers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_explainer, explainer_clear)

static void keep_explanation(const foi_explainer *e)
{
    foi_explanation *explanation = foi_results_keep_block(e->results, 1, sizeof *explanation);
    guint count = e->readings->len;
    foi_reading *copies = foi_results_keep_block(e->results, count, sizeof *copies);

    for (guint i = 0; i < count; i++)
        copies[i] = g_array_index(e->readings, foi_reading, i);
    *explanation = (foi_explanation){copies, count};
    e->results->explanation = explanation;
}

foi_status foi_explain(const char *query, const foi_node *root, const foi_plan *plan,
                       const foi_match *match, const foi_likeness *likeness, foi_snapshot *snapshot,
                       foi_stemmer *stemmer, foi_results *results, foi_error *error)
{
    g_auto(foi_explainer) e = {query,
                               root,
                               plan,
                               match,
                               likeness,
                               snapshot,
                               stemmer,
                               results,
                               error,
                               g_array_new(FALSE, FALSE, sizeof(foi_reading)),
                               g_array_new(FALSE, FALSE, sizeof(const foi_want *)),
                               g_hash_table_new(NULL, NULL)};
    foi_status status = foi_explain_query(&e);

    if (status == FOI_OK)
        status = foi_explain_hits(&e);
    if (status == FOI_OK)
        keep_explanation(&e);
    return status;
}
