/* units.c - words and phrases, cut and stemmed by the code that the index was made with. */
#include <math.h>
#include <string.h>

#include "indexer/text/tokenizer.h"
#include "query/plan/planner.h"

void foi_unit_free(foi_unit *unit)
{
    if (!unit)
        return;
    g_ptr_array_unref(unit->terms);
    xap_query_free(unit->query);
    g_free(unit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_unit, foi_unit_free)

static void add_term(foi_planner *planner, foi_unit *unit, const foi_token *token,
                     const foi_field *field)
{
    size_t length = 0;
    const char *term = foi_stemmer_term(planner->stemmer, token->word, token->word_length, &length);

    g_ptr_array_add(unit->terms,
                    field ? foi_field_word_term(field, term, length) : g_strndup(term, length));
}

/* A word in few documents tells a passage apart; one that is in all still counts a little. */
static foi_status weigh(foi_planner *planner, foi_unit *unit)
{
    xap_error failure = XAP_ERROR_INIT;

    for (guint i = 0; i < unit->terms->len; i++) {
        const char *term = unit->terms->pdata[i];
        uint32_t frequency = 0;
        if (xap_database_term_frequency(foi_snapshot_database(planner->snapshot), term,
                                        strlen(term), &frequency, &failure) != XAP_OK)
            return foi_xapian_failure(planner->error, &failure);
        unit->rarity += 0.1 + log(1.0 + (double)planner->documents / (1.0 + frequency));
    }
    return FOI_OK;
}

/* The words of a title have no positions: quoted or not, all of them are wanted in any order. */
static foi_status make_query(foi_planner *planner, foi_unit *unit, const foi_field *field)
{
    g_autoptr(GPtrArray) words = foi_xapian_queries();
    xap_error failure = XAP_ERROR_INIT;

    for (guint i = 0; i < unit->terms->len; i++) {
        const char *term = unit->terms->pdata[i];
        xap_query *word = NULL;
        if (xap_query_new_term(term, strlen(term), 1, i + 1, &word, &failure) != XAP_OK)
            return foi_xapian_failure(planner->error, &failure);
        g_ptr_array_add(words, word);
    }
    if (xap_query_combine(words->len == 1 || field ? XAP_AND : XAP_PHRASE,
                          (const xap_query *const *)words->pdata, words->len, words->len,
                          &unit->query, &failure) != XAP_OK)
        return foi_xapian_failure(planner->error, &failure);
    return FOI_OK;
}

foi_status foi_plan_unit(foi_planner *planner, const char *text, const foi_field *field,
                         foi_unit **out, bool *stop)
{
    g_autoptr(foi_unit) unit = g_new0(foi_unit, 1);
    bool stop_word = false;
    foi_tokenizer tokenizer;
    foi_token token;
    foi_status status;

    *out = NULL;
    unit->terms = g_ptr_array_new_with_free_func(g_free);
    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        stop_word = foi_is_stop_word(token.word, token.word_length);
        add_term(planner, unit, &token, field);
    }
    if (stop)
        *stop = stop_word && unit->terms->len == 1;
    if (unit->terms->len == 0)
        return FOI_OK;
    status = weigh(planner, unit);
    if (status == FOI_OK)
        status = make_query(planner, unit, field);
    *out = status == FOI_OK ? g_steal_pointer(&unit) : NULL;
    return status;
}
