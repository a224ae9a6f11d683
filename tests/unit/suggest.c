#include <criterion/criterion.h>

#include "indexer/base/nearest.h"
#include "query/suggest/suggest.h"
#include "store_fixture.h"

/* Tables of words, each word with the number of documents that have it. */
typedef struct tables {
    char *directory;
    foi_stemmer *stemmer;
    foi_words *words[2];
} tables;

typedef struct counted {
    const char *word;
    uint32_t documents;
} counted;

static foi_words *make_table(const tables *of, const char *name, const counted *words, size_t count)
{
    enum { ROWS = 10000 };
    g_autofree char *path = g_build_filename(of->directory, name, NULL);
    g_autoptr(foi_words_builder) builder = foi_words_builder_new();
    foi_words *table;
    for (uint32_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < count; i++)
            if (row < words[i].documents)
                foi_words_builder_add(builder, words[i].word, strlen(words[i].word), row,
                                      (uint32_t)i + 1);
    cr_assert_eq(foi_words_builder_write(builder, ROWS, path, NULL), FOI_OK);
    cr_assert_eq(foi_words_open(path, ROWS, &table, NULL), FOI_OK);
    return table;
}

/* The first half of WORDS in one table, all of them in the other. */
static tables make_tables(const counted *words, size_t count)
{
    tables made = {.directory = g_dir_make_tmp("foi-suggest-XXXXXX", NULL)};
    cr_assert_eq(foi_stemmer_new(FOI_STEMMER_LANGUAGE, &made.stemmer, NULL), FOI_OK);
    made.words[0] = make_table(&made, "one", words, count / 2);
    made.words[1] = make_table(&made, "two", words, count);
    return made;
}

static void free_tables(tables *of)
{
    foi_words_free(of->words[0]);
    foi_words_free(of->words[1]);
    foi_stemmer_free(of->stemmer);
    foi_disk_remove_tree(of->directory);
    g_free(of->directory);
}

static void expect(const tables *of, const char *word, const char *suggestion)
{
    g_autofree char *given = foi_suggest((const foi_words *const *)of->words, 2, of->stemmer, word);
    cr_assert_eq(g_strcmp0(given, suggestion), 0, "%s: %s, not %s", word, given, suggestion);
}

static const counted letters[] = {
    {"withhold", 5000}, {"withold", 20},  {"withhlod", 4}, {"exemption", 3000}, {"exempted", 5},
    {"vexatious", 40},  {"minutes", 900}, {"minute", 3},   {"police", 80},      {"s31", 9},
    {"council", 9000},  {"counsel", 70},  {"chart", 7},    {"charm", 7},        {"disclose", 10},
    {"enclose", 300},   {"act", 9999},    {"foi", 5000},   {"redact", 600},     {"react", 9000},
    {"welfare", 1},     {"warfare", 1}};

Test(suggest, a_misspelt_word_gets_the_nearest)
{
    tables of = make_tables(letters, G_N_ELEMENTS(letters));
    expect(&of, "exemptoin", "exemption"); /* a swap */
    expect(&of, "vexacious", "vexatious");
    expect(&of, "vexasios", "vexatious"); /* two steps */
    expect(&of, "polise", "police");
    expect(&of, "counci", "council");
    expect(&of, "zzzzzzzz", NULL);
    expect(&of, "vexatius", "vexatious");
    free_tables(&of);
}

Test(suggest, the_first_letter_is_taken_for_right_where_it_can_be)
{
    tables of = make_tables(letters, G_N_ELEMENTS(letters));
    expect(&of, "dnclose", "disclose"); /* two steps, although enclose is one and in more */
    expect(&of, "rnclose", "enclose");
    expect(&of, "xvexatious", "vexatious");
    free_tables(&of);
}

Test(suggest, many_documents_outweigh_a_step)
{
    tables of = make_tables(letters, G_N_ELEMENTS(letters));
    expect(&of, "withhldo", "withhold"); /* withhlod is one step away, in far fewer */
    expect(&of, "wilfare", "welfare");   /* one step before two of equal weight */
    expect(&of, "charx", "charm");       /* equals in byte order */
    free_tables(&of);
}

Test(suggest, a_word_that_documents_have_is_doubted_only_for_a_far_commoner_one)
{
    tables of = make_tables(letters, G_N_ELEMENTS(letters));
    expect(&of, "withold", "withhold");
    expect(&of, "withhold", NULL);
    expect(&of, "counsel", NULL); /* two steps */
    expect(&of, "redact", NULL);  /* react is in only fifteen times as many */
    free_tables(&of);
}

Test(suggest, a_word_that_is_found_by_its_stem_is_not_misspelt)
{
    tables of = make_tables(letters, G_N_ELEMENTS(letters));
    expect(&of, "minute", NULL);
    expect(&of, "exemptions", NULL);
    expect(&of, "redacts", NULL);
    free_tables(&of);
}

Test(suggest, short_words_and_numbers_are_left_alone)
{
    tables of = make_tables(letters, G_N_ELEMENTS(letters));
    expect(&of, "atc", NULL);
    expect(&of, "fio", NULL);
    expect(&of, "s3114", NULL);
    expect(&of, "police1", NULL);
    expect(&of, "", NULL);
    g_autofree char *longer = g_strnfill(200, 'a');
    expect(&of, longer, NULL);
    cr_assert_null(foi_suggest(NULL, 0, of.stemmer, "exemption"));
    free_tables(&of);
}

/* Every word of a random table is measured as by the plain distance. */
Test(suggest, the_search_finds_what_a_plain_one_finds)
{
    GRand *random = g_rand_new_with_seed(3);
    for (int round = 0; round < 30; round++) {
        char words[60][12];
        counted all[60];
        for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
            gint32 length = g_rand_int_range(random, 4, 11);
            for (gint32 j = 0; j < length; j++)
                words[i][j] = (char)('x' + g_rand_int_range(random, 0, 3));
            words[i][length] = '\0';
            all[i] = (counted){words[i], 1};
        }
        tables of = make_tables(all, G_N_ELEMENTS(all));
        for (int query = 0; query < 40; query++) {
            char wanted[12] = "x";
            gint32 length = g_rand_int_range(random, 4, 11);
            for (gint32 j = 1; j < length; j++)
                wanted[j] = (char)('x' + g_rand_int_range(random, 0, 3));
            g_autofree char *given =
                foi_suggest((const foi_words *const *)of.words, 2, of.stemmer, wanted);
            unsigned least = 99, steps = length < 6 ? 1 : 2;
            for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
                least = MIN(least, foi_edit_distance(wanted, words[i]));
            cr_assert_eq(given != NULL, least > 0 && least <= steps, "%s: %s, least %u", wanted,
                         given, least);
            cr_assert(given == NULL || foi_edit_distance(wanted, given) <= steps);
        }
        free_tables(&of);
    }
    g_rand_free(random);
}
