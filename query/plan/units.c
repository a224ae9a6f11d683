/* units.c - words and phrases, cut and stemmed by the code that the index was made with. */
#include <math.h>
#include <string.h>

#include "indexer/text/tokenizer.h"
#include "query/handles.h"
#include "query/plan/planner.h"

void foi_unit_free(foi_unit *unit)
{
    if (!unit)
        return;
    g_ptr_array_unref(unit->words);
    foi_want_unref(unit->want);
    if (unit->synonyms)
        g_ptr_array_unref(unit->synonyms);
    g_free(unit);
}

static char *term_of(foi_planner *planner, const foi_token *token)
{
    size_t length = 0;
    const char *term = foi_stemmer_term(planner->stemmer, token->word, token->word_length, &length);

    return g_strndup(term, length);
}

/* A word in few documents tells a passage apart; one that is in all still counts a little. */
double foi_plan_rarity(const foi_planner *planner, uint64_t documents)
{
    return 0.1 + log(1.0 + (double)planner->documents / (1.0 + (double)documents));
}

static foi_status weigh(foi_planner *planner, foi_unit *unit, const GPtrArray *terms)
{
    xap_error failure = XAP_ERROR_INIT;

    for (guint i = 0; i < terms->len; i++) {
        const char *term = terms->pdata[i];
        uint32_t frequency = 0;
        if (xap_database_term_frequency(foi_snapshot_database(planner->snapshot), term,
                                        strlen(term), &frequency, &failure) != XAP_OK)
            return foi_xapian_failure(planner->error, &failure);
        unit->rarity += foi_plan_rarity(planner, frequency);
    }
    return FOI_OK;
}

static foi_unit *unit_new(void)
{
    foi_unit *unit = g_new0(foi_unit, 1);

    unit->words = foi_want_word_array();
    return unit;
}

bool foi_plan_is_stop(const char *text)
{
    foi_tokenizer tokenizer;
    foi_token token;

    foi_tokenizer_start(&tokenizer, text, strlen(text));
    return foi_tokenizer_next(&tokenizer, &token) &&
           foi_is_stop_word(token.word, token.word_length) &&
           !foi_tokenizer_next(&tokenizer, &token);
}

/* Cuts TEXT into WORDS and their TERMS. A single word that is not QUOTED stands for its stem. */
static void cut(foi_planner *planner, const char *text, bool quoted, GPtrArray *words,
                GPtrArray *terms)
{
    guint before = words->len;
    foi_tokenizer tokenizer;
    foi_token token;

    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        g_ptr_array_add(terms, term_of(planner, &token));
        g_ptr_array_add(words, foi_want_word_new(FOI_FORM_EXACT, token.word, token.word_length));
    }
    if (words->len == before + 1 && !quoted) {
        const char *term = terms->pdata[terms->len - 1];
        g_ptr_array_set_size(words, (gint)before);
        g_ptr_array_add(words, foi_want_word_new(FOI_FORM_STEM, term, strlen(term)));
    }
}

static void keep_once(GPtrArray *terms)
{
    for (guint i = 0; i < terms->len; i++)
        for (guint j = terms->len - 1; j > i; j--)
            if (strcmp(terms->pdata[i], terms->pdata[j]) == 0)
                g_ptr_array_remove_index(terms, j);
}

/* Gives UNIT, which has its words, what it wants; takes TERMS over. */
static foi_status want_words(foi_planner *planner, foi_unit *unit, GPtrArray *terms, bool synonyms)
{
    unit->want = foi_want_words(g_ptr_array_ref(unit->words), terms, synonyms);
    return foi_plan_forms(planner, unit->words);
}

foi_status foi_plan_unit(foi_planner *planner, const char *text, bool quoted, foi_unit **out)
{
    g_autoptr(foi_unit) unit = unit_new();
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    foi_status status;

    *out = NULL;
    cut(planner, text, quoted, unit->words, terms);
    if (terms->len == 0)
        return FOI_OK;
    status = weigh(planner, unit, terms);
    if (status == FOI_OK && terms->len == 1 && !quoted)
        unit->want = foi_want_term(g_strdup(terms->pdata[0]), false);
    else if (status == FOI_OK)
        status = want_words(planner, unit, g_steal_pointer(&terms), false);
    *out = status == FOI_OK ? g_steal_pointer(&unit) : NULL;
    return status;
}

/* Short words and numbers are mostly no word of the language: they have no other forms. */
#define SHORTEST_STEMMED 4

static bool has_forms(const foi_token *token)
{
    bool digits = false;

    for (size_t i = 0; i < token->word_length; i++)
        digits |= g_ascii_isdigit(token->word[i]) != 0;
    return token->word_length >= SHORTEST_STEMMED && !digits;
}

foi_status foi_plan_form_unit(foi_planner *planner, const char *text, foi_unit **out)
{
    g_autoptr(foi_unit) unit = unit_new();
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    foi_tokenizer tokenizer;
    foi_token token;
    foi_status status;

    *out = NULL;
    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        char *term = term_of(planner, &token);
        bool stem = has_forms(&token);
        const char *word = stem ? term : token.word;
        g_ptr_array_add(terms, term);
        g_ptr_array_add(unit->words, foi_want_word_new(stem ? FOI_FORM_STEM : FOI_FORM_EXACT, word,
                                                       stem ? strlen(term) : token.word_length));
    }
    if (terms->len == 0)
        return FOI_OK;
    status = weigh(planner, unit, terms);
    if (status == FOI_OK)
        status = want_words(planner, unit, g_steal_pointer(&terms), false);
    *out = status == FOI_OK ? g_steal_pointer(&unit) : NULL;
    return status;
}

foi_status foi_plan_wildcard(foi_planner *planner, const char *text, foi_unit **out)
{
    g_autoptr(foi_unit) unit = unit_new();
    g_autofree char *start = foi_token_fold(text);
    GPtrArray *terms = NULL;
    uint64_t documents = 0;
    foi_status status;

    *out = NULL;
    if (!start)
        return FOI_OK;
    g_ptr_array_add(unit->words, foi_want_word_new(FOI_FORM_PREFIX, start, strlen(start)));
    status = foi_plan_forms(planner, unit->words);
    if (status != FOI_OK)
        return status;
    status = foi_plan_frequent_terms(planner, unit->words->pdata[0], &terms, &documents);
    unit->rarity = foi_plan_rarity(planner, documents);
    unit->want = foi_want_words(g_ptr_array_ref(unit->words), terms, true);
    *out = status == FOI_OK ? g_steal_pointer(&unit) : NULL;
    return status;
}

foi_status foi_plan_near(foi_planner *planner, const GPtrArray *operands, foi_unit **out)
{
    g_autoptr(foi_unit) unit = unit_new();
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    foi_status status;

    *out = NULL;
    for (guint i = 0; i < operands->len; i++) {
        const foi_node *operand = operands->pdata[i];
        guint first = unit->words->len;
        cut(planner, operand->text, operand->kind == FOI_NODE_PHRASE, unit->words, terms);
        if (first > 0 && first < unit->words->len)
            ((foi_want_word *)unit->words->pdata[first])->distance = operand->distance;
    }
    if (terms->len == 0)
        return FOI_OK;
    keep_once(terms);
    status = weigh(planner, unit, terms);
    if (status == FOI_OK)
        status = want_words(planner, unit, g_steal_pointer(&terms), false);
    *out = status == FOI_OK ? g_steal_pointer(&unit) : NULL;
    return status;
}

foi_want *foi_plan_field_words(foi_planner *planner, const char *text, const foi_field *field)
{
    g_autoptr(GPtrArray) words = foi_want_array();
    foi_tokenizer tokenizer;
    foi_token token;

    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        g_autofree char *term = term_of(planner, &token);
        char *own = foi_field_word_term(field, term, strlen(term));
        g_ptr_array_add(words, foi_want_term(own, false));
    }
    return foi_want_join(FOI_WANT_AND, words);
}
