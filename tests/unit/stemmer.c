#include <criterion/criterion.h>
#include <string.h>

#include "indexer/text/stemmer.h"
#include "indexer/text/tokenizer.h"
#include "xapian-c.h"

static void expect(foi_stemmer *stemmer, const char *word, const char *wanted)
{
    size_t length;
    const char *term = foi_stemmer_term(stemmer, word, strlen(word), &length);
    cr_assert(length == strlen(wanted) && memcmp(term, wanted, length) == 0,
              "%s gave %.*s instead of %s", word, (int)length, term, wanted);
}

Test(stemmer, forms_of_a_word_share_a_term)
{
    g_autoptr(foi_stemmer) stemmer = NULL;
    cr_assert_eq(foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, NULL), FOI_OK);
    for (int again = 0; again < 2; again++) {
        expect(stemmer, "refusal", "Zrefus");
        expect(stemmer, "refused", "Zrefus");
        expect(stemmer, "31", "Z31");
        expect(stemmer, "don't", "Zdon't");
    }
}

Test(stemmer, an_unknown_language_is_named)
{
    foi_stemmer *stemmer = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_stemmer_new("klingon", &stemmer, &error), FOI_ERROR_ARGUMENT);
    cr_assert_null(stemmer);
    cr_assert_not_null(strstr(error.message, "klingon"));
}

static size_t random_word(GRand *random, char *word)
{
    static const char *const endings[] = {"", "ing", "ed", "s", "ation", "ly", "ness", "al", "y"};
    size_t length = (size_t)g_rand_int_range(random, 1, 40);
    for (size_t i = 0; i < length; i++)
        word[i] = (char)g_rand_int_range(random, 'a', 'z' + 1);
    const char *ending = endings[g_rand_int_range(random, 0, G_N_ELEMENTS(endings))];
    memcpy(word + length, ending, strlen(ending));
    return length + strlen(ending);
}

/* More words than the cache holds, of all lengths, some again and again. */
Test(stemmer, the_cache_never_changes_an_answer)
{
    g_autoptr(foi_stemmer) stemmer = NULL;
    cr_assert_eq(foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, NULL), FOI_OK);
    xap_stemmer *plain = NULL;
    cr_assert_eq(xap_stemmer_new(FOI_STEMMER_LANGUAGE, &plain, NULL), XAP_OK);
    GRand *random = g_rand_new_with_seed(7);
    for (int round = 0; round < 100000; round++) {
        if (round % 3 == 0)
            g_rand_set_seed(random, (guint32)(round % 300));
        char word[FOI_WORD_LIMIT];
        size_t length = random_word(random, word);
        size_t found_length;
        const char *found = foi_stemmer_term(stemmer, word, length, &found_length);
        xap_bytes wanted;
        cr_assert_eq(xap_stemmer_stem(plain, word, length, &wanted, NULL), XAP_OK);
        cr_assert(found[0] == 'Z' && found_length == wanted.length + 1 &&
                      memcmp(found + 1, wanted.data, wanted.length) == 0,
                  "%.*s", (int)length, word);
    }
    g_rand_free(random);
    xap_stemmer_free(plain);
}
