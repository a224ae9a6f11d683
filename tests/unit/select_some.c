/* select_some.c - documents with at least so many of several words, and parts of a fixed weight,
 * compared with a count over the words of each document. */
#include "query/match/rank.h"
#include "query/match/select.h"
#include "search_fixture.h"

TestSuite(select_some, .init = set_up, .fini = tear_down, .timeout = 120);

/* Each is its own stem. */
static const char *const words[] = {"flood", "river", "map", "badger", "road", "school", "plan"};

static foi_snapshot *snapshot;

static void write_random_index(GRand *random, guint count, guint every)
{
    for (guint i = 0; i < count; i++) {
        g_autoptr(GString) text = g_string_new("x");
        g_autofree char *path = g_strdup_printf("/r/%04u", i);
        for (size_t w = 0; w < G_N_ELEMENTS(words); w++)
            if (g_rand_int_range(random, 0, 3) == 0)
                g_string_append_printf(text, " %s", words[w]);
        add_document(path, text->str);
    }
    write_index(every);
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
}

static bool has_word(const foi_document *document, const char *word)
{
    g_auto(GStrv) all = g_strsplit(document->text.bytes->str, " ", -1);

    return g_strv_contains((const char *const *)all, word);
}

static foi_want *want_of(guint first, guint count, unsigned least)
{
    g_autoptr(GPtrArray) parts = foi_want_array();

    for (guint i = 0; i < count; i++) {
        char *term = g_strconcat("Z", words[(first + i) % G_N_ELEMENTS(words)], NULL);
        g_ptr_array_add(parts, foi_want_term(term, false));
    }
    return foi_want_some(parts, least);
}

static foi_docset *select_all(const foi_want *want, const foi_docset *within)
{
    foi_docset *set = NULL;

    cr_assert_eq(foi_select(want, snapshot, within, &set, NULL), FOI_OK);
    return set;
}

static bool is_in(const foi_docset *set, const foi_document *document)
{
    size_t segment = 0;
    uint32_t row = 0;

    foi_snapshot_locate(snapshot, foi_snapshot_find(snapshot, document->id), &segment, &row);
    return foi_docset_has(set, segment, row);
}

Test(select_some, counts_what_each_document_has)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);

    write_random_index(random, 300, 110);
    for (int round = 0; round < 60; round++) {
        guint first = (guint)g_rand_int_range(random, 0, G_N_ELEMENTS(words));
        guint count = (guint)g_rand_int_range(random, 1, G_N_ELEMENTS(words) + 1);
        unsigned least = (unsigned)g_rand_int_range(random, 1, (gint32)count + 2);
        g_autoptr(foi_want) want = want_of(first, count, least);
        g_autoptr(foi_want) other = foi_want_term(g_strdup("Zflood"), true);
        g_autoptr(foi_docset) within = round % 2 ? select_all(other, NULL) : NULL;
        g_autoptr(foi_docset) set = select_all(want, within);
        for (guint d = 0; d < documents->len; d++) {
            unsigned has = 0;
            for (guint i = 0; i < count; i++)
                has += has_word(documents->pdata[d], words[(first + i) % G_N_ELEMENTS(words)]);
            bool wanted = has >= least && (!within || is_in(within, documents->pdata[d]));
            cr_assert_eq(is_in(set, documents->pdata[d]), wanted, "%u of %u: %u", least, count, d);
        }
    }
    foi_snapshot_free(snapshot);
}

/* The scores of the documents of WANT, by docid. */
static GHashTable *scores_of(const foi_want *want)
{
    GHashTable *scores = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GArray) page = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    g_autoptr(foi_docset) set = select_all(want, NULL);
    foi_ranking ranking = {set, want, NULL, true, NULL, 0};

    cr_assert_eq(foi_rank(&ranking, 0, 10000, page, NULL), FOI_OK);
    cr_assert_eq(page->len, foi_docset_count(set));
    for (guint i = 0; i < page->len; i++) {
        const foi_ranked *hit = &g_array_index(page, foi_ranked, i);
        g_hash_table_insert(scores, GUINT_TO_POINTER(hit->docid),
                            g_memdup2(&hit->score, sizeof hit->score));
    }
    return scores;
}

static double score_in(GHashTable *scores, gpointer docid)
{
    const double *score = g_hash_table_lookup(scores, docid);

    return score ? *score : 0;
}

Test(select_some, each_part_adds_its_weight)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(8);
    GHashTable *single[3];
    GHashTableIter each;
    gpointer docid, score;

    write_random_index(random, 200, 70);
    g_autoptr(foi_want) want = want_of(0, 3, 2);
    g_autoptr(GHashTable) together = scores_of(want);
    for (guint i = 0; i < 3; i++) {
        g_autoptr(foi_want) one = want_of(i, 1, 1);
        single[i] = scores_of(one);
    }
    g_hash_table_iter_init(&each, together);
    while (g_hash_table_iter_next(&each, &docid, &score)) {
        double sum = 0;
        for (guint i = 0; i < 3; i++)
            sum += score_in(single[i], docid);
        cr_assert_float_eq(*(double *)score, sum, 1e-9);
    }
    for (guint i = 0; i < 3; i++)
        g_hash_table_unref(single[i]);
    foi_snapshot_free(snapshot);
}

Test(select_some, a_part_of_fixed_worth_weighs_the_same_in_every_document)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(9);
    GHashTableIter each;
    gpointer docid, score;

    write_random_index(random, 200, 70);
    g_autoptr(foi_want) worth = foi_want_worth(foi_want_term(g_strdup("Zflood"), false), 2.5);
    g_autoptr(foi_want) nothing = foi_want_worth(foi_want_term(g_strdup("Zflood"), false), 0);
    g_autoptr(foi_want) river = foi_want_term(g_strdup("Zriver"), false);
    g_autoptr(GHashTable) fixed = scores_of(worth);
    g_autoptr(GHashTable) filtered = scores_of(nothing);
    g_autoptr(GHashTable) rivers = scores_of(river);
    g_autoptr(GPtrArray) parts = foi_want_array();
    g_ptr_array_add(parts, foi_want_ref(worth));
    g_ptr_array_add(parts, foi_want_ref(river));
    g_autoptr(foi_want) either = foi_want_join(FOI_WANT_OR, parts);
    g_autoptr(foi_want) weighed =
        foi_want_pair(FOI_WANT_WEIGHED, foi_want_ref(nothing), foi_want_ref(either));
    g_autoptr(GHashTable) together = scores_of(weighed);

    cr_assert_eq(g_hash_table_size(together), g_hash_table_size(filtered));
    g_hash_table_iter_init(&each, together);
    while (g_hash_table_iter_next(&each, &docid, &score)) {
        cr_assert_float_eq(score_in(fixed, docid), 2.5, 1e-9);
        cr_assert_float_eq(score_in(filtered, docid), 0, 1e-9);
        cr_assert_float_eq(*(double *)score, 2.5 + score_in(rivers, docid), 1e-9);
    }
    foi_snapshot_free(snapshot);
}
