/* want.c - making and sharing nodes. */
#include "query/plan/want.h"

static foi_want *want_new(foi_want_kind kind)
{
    foi_want *want = g_new0(foi_want, 1);

    want->kind = kind;
    want->references = 1;
    return want;
}

foi_want *foi_want_all(void)
{
    return want_new(FOI_WANT_ALL);
}

foi_want *foi_want_term(char *term, bool filter)
{
    foi_want *want = want_new(FOI_WANT_TERM);

    want->term = term;
    want->filter = filter;
    return want;
}

foi_want *foi_want_days(foi_days days)
{
    foi_want *want = want_new(FOI_WANT_DAYS);

    want->days = days;
    return want;
}

foi_want *foi_want_column(const foi_field *field, const char *value)
{
    foi_want *want = want_new(FOI_WANT_COLUMN);

    want->field = field;
    want->value = g_strdup(value);
    return want;
}

foi_want *foi_want_words(GPtrArray *words, GPtrArray *terms, bool synonyms)
{
    foi_want *want = want_new(FOI_WANT_WORDS);

    want->words = words;
    want->terms = terms;
    want->synonyms = synonyms;
    want->selected = g_new0(foi_want_found, 1);
    return want;
}

foi_want *foi_want_join(foi_want_kind kind, const GPtrArray *parts)
{
    foi_want *want;

    if (parts->len == 0)
        return NULL;
    if (parts->len == 1)
        return foi_want_ref(parts->pdata[0]);
    want = want_new(kind);
    want->parts = foi_want_array();
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add(want->parts, foi_want_ref(parts->pdata[i]));
    return want;
}

foi_want *foi_want_pair(foi_want_kind kind, foi_want *left, foi_want *right)
{
    foi_want *want;

    if (!left || !right)
        return left ? left : right;
    want = want_new(kind);
    want->parts = foi_want_array();
    g_ptr_array_add(want->parts, left);
    g_ptr_array_add(want->parts, right);
    return want;
}

foi_want *foi_want_some(const GPtrArray *parts, unsigned least)
{
    foi_want *want = want_new(FOI_WANT_SOME);

    want->least = least;
    want->parts = foi_want_array();
    for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add(want->parts, foi_want_ref(parts->pdata[i]));
    return want;
}

foi_want *foi_want_worth(foi_want *part, double worth)
{
    foi_want *want = want_new(FOI_WANT_WORTH);

    want->worth = worth;
    want->parts = foi_want_array();
    g_ptr_array_add(want->parts, part);
    return want;
}

foi_want *foi_want_ref(foi_want *want)
{
    want->references++;
    return want;
}

void foi_want_unref(foi_want *want)
{
    if (!want || --want->references > 0)
        return;
    if (want->parts)
        g_ptr_array_unref(want->parts);
    if (want->words)
        g_ptr_array_unref(want->words);
    if (want->terms)
        g_ptr_array_unref(want->terms);
    if (want->selected && want->selected->found)
        want->selected->free_found(want->selected->found);
    g_free(want->selected);
    g_free(want->term);
    g_free(want->value);
    g_free(want);
}

static void unref_want(void *want)
{
    foi_want_unref(want);
}

GPtrArray *foi_want_array(void)
{
    return g_ptr_array_new_with_free_func(unref_want);
}

foi_want_word *foi_want_word_new(foi_form form, const char *text, size_t length)
{
    foi_want_word *word = g_new0(foi_want_word, 1);

    word->form = form;
    word->text = g_strndup(text, length);
    return word;
}

void foi_want_word_free(foi_want_word *word)
{
    if (!word)
        return;
    for (size_t s = 0; s < word->segments; s++)
        g_array_unref(word->numbers[s]);
    g_free(word->numbers);
    g_free(word->text);
    g_free(word);
}

static void free_word(void *word)
{
    foi_want_word_free(word);
}

GPtrArray *foi_want_word_array(void)
{
    return g_ptr_array_new_with_free_func(free_word);
}
