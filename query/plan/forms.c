/* forms.c - which words of the index a word of the query stands for. */
#include <string.h>

#include "indexer/store/words.h"
#include "query/plan/planner.h"

/* So many forms of a wildcard rank what it finds. */
#define RANKING_FORMS 32

static bool begins_with(const foi_words *words, uint32_t number, const char *start, size_t length)
{
    size_t whole = 0;
    const char *word = foi_words_at(words, number, &whole);

    return whole >= length && memcmp(word, start, length) == 0;
}

static void add_exact(const foi_words *words, const char *text, GArray *numbers)
{
    uint32_t number = 0;

    if (foi_words_find(words, text, strlen(text), &number))
        g_array_append_val(numbers, number);
}

static void add_prefixed(const foi_words *words, const char *text, GArray *numbers)
{
    size_t length = strlen(text);
    uint32_t count = foi_words_count(words);

    for (uint32_t n = foi_words_lower_bound(words, text, length);
         n < count && begins_with(words, n, text, length); n++)
        g_array_append_val(numbers, n);
}

/* English forms begin with their stem, but for its last letter where stemming may have put that
 * there: an i for y, an e that was cut off. */
static size_t sure_start(const char *stem)
{
    size_t length = strlen(stem);
    bool changed = length > 1 && strchr("ie", stem[length - 1]) != NULL;

    return changed ? length - 1 : length;
}

static void add_stemmed(foi_planner *planner, const foi_words *words, const char *term,
                        GArray *numbers)
{
    const char *stem = term + 1; /* behind the Z */
    size_t start = sure_start(stem), wanted = strlen(term);
    uint32_t count = foi_words_count(words);

    for (uint32_t n = foi_words_lower_bound(words, stem, start);
         n < count && begins_with(words, n, stem, start); n++) {
        size_t length = 0, term_length = 0;
        const char *word = foi_words_at(words, n, &length);
        const char *own = foi_stemmer_term(planner->stemmer, word, length, &term_length);
        if (term_length == wanted && memcmp(own, term, wanted) == 0)
            g_array_append_val(numbers, n);
    }
}

static void look_up(foi_planner *planner, const foi_words *words, foi_want_word *word,
                    size_t segment)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    word->numbers[segment] = numbers;
    word->segments = segment + 1;
    switch (word->form) {
    case FOI_FORM_EXACT:
        add_exact(words, word->text, numbers);
        break;
    case FOI_FORM_PREFIX:
        add_prefixed(words, word->text, numbers);
        break;
    case FOI_FORM_STEM:
        add_stemmed(planner, words, word->text, numbers);
        break;
    }
}

foi_status foi_plan_forms(foi_planner *planner, const GPtrArray *words)
{
    size_t segments = foi_snapshot_segments(planner->snapshot);

    for (guint i = 0; i < words->len; i++) {
        foi_want_word *word = words->pdata[i];
        word->numbers = g_new0(GArray *, segments + 1);
    }
    for (size_t s = 0; s < segments; s++) {
        const foi_words *table = NULL;
        foi_status status = foi_snapshot_words(planner->snapshot, s, &table, planner->error);
        if (status != FOI_OK)
            return status;
        for (guint i = 0; i < words->len; i++)
            look_up(planner, table, words->pdata[i], s);
    }
    return FOI_OK;
}

static gint compare_forms(gconstpointer a, gconstpointer b)
{
    const foi_counted_form *x = *(const foi_counted_form *const *)a;
    const foi_counted_form *y = *(const foi_counted_form *const *)b;

    if (x->documents != y->documents)
        return x->documents > y->documents ? -1 : 1;
    return strcmp(x->text, y->text);
}

static void free_form(void *data)
{
    foi_counted_form *form = data;

    g_free(form->text);
    g_free(form);
}

static foi_status count_forms(foi_planner *planner, const foi_want_word *word, size_t segment,
                              GHashTable *known, GPtrArray *forms)
{
    const foi_words *words = NULL;
    foi_status status = foi_snapshot_words(planner->snapshot, segment, &words, planner->error);

    for (guint i = 0; status == FOI_OK && i < word->numbers[segment]->len; i++) {
        uint32_t number = g_array_index(word->numbers[segment], uint32_t, i);
        size_t length = 0;
        const char *bytes = foi_words_at(words, number, &length);
        g_autofree char *text = g_strndup(bytes, length);
        foi_counted_form *form = g_hash_table_lookup(known, text);
        if (!form) {
            form = g_new0(foi_counted_form, 1);
            form->text = g_steal_pointer(&text);
            g_hash_table_insert(known, form->text, form);
            g_ptr_array_add(forms, form);
        }
        form->documents += foi_words_frequency(words, number);
    }
    return status;
}

foi_status foi_plan_count_forms(foi_planner *planner, const foi_want_word *word, GPtrArray **forms)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    foi_status status = FOI_OK;

    *forms = g_ptr_array_new_with_free_func(free_form);
    for (size_t s = 0; status == FOI_OK && s < word->segments; s++)
        status = count_forms(planner, word, s, known, *forms);
    g_ptr_array_sort(*forms, compare_forms);
    return status;
}

foi_status foi_plan_frequent_terms(foi_planner *planner, const foi_want_word *word,
                                   GPtrArray **terms, uint64_t *documents)
{
    g_autoptr(GPtrArray) forms = NULL;
    foi_status status = foi_plan_count_forms(planner, word, &forms);

    *terms = g_ptr_array_new_with_free_func(g_free);
    *documents = 0;
    for (guint i = 0; i < forms->len; i++)
        *documents += ((const foi_counted_form *)forms->pdata[i])->documents;
    for (guint i = 0; i < forms->len && i < RANKING_FORMS; i++) {
        const foi_counted_form *form = forms->pdata[i];
        size_t length = 0;
        const char *term =
            foi_stemmer_term(planner->stemmer, form->text, strlen(form->text), &length);
        g_autofree char *copy = g_strndup(term, length);
        if (!g_ptr_array_find_with_equal_func(*terms, copy, g_str_equal, NULL))
            g_ptr_array_add(*terms, g_steal_pointer(&copy));
    }
    return status;
}
