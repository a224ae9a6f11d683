/* search_random.c - random queries over random documents, compared with looking at each document.
 */
#include "random_queries.h"

TestSuite(search_random, .init = set_up, .fini = tear_down, .timeout = 120);

static void compare(const char *query, const made *tree)
{
    looked wanted = look_for(tree);
    g_autoptr(GHashTable) found = g_hash_table_new(g_str_hash, g_str_equal);
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 10000;
    options.snippets = 0;
    options.facets = "";
    foi_results *results = ask_with(query, &options);
    cr_assert_eq(foi_results_total(results), wanted.total, "%s: %u, not %u", query,
                 foi_results_total(results), wanted.total);
    cr_assert_eq(foi_results_total_all_words(results), wanted.total_words, "%s", query);
    cr_assert_eq(foi_results_relaxed(results) != 0, wanted.relaxed, "%s", query);
    cr_assert_eq(foi_results_hits(results), wanted.total);
    for (size_t i = 0; i < foi_results_hits(results); i++) {
        g_hash_table_add(found, (gpointer)foi_results_hit(results, i)->id);
    }
    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = documents->pdata[i];
        cr_assert_eq(g_hash_table_contains(found, document->id), is_match(&wanted, document, NULL),
                     "%s: %s", query, document->location);
    }
    foi_results_free(results);
}

static void compare_random(guint seed, int documents_wanted, guint every, int queries)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);

    random_documents(random, documents_wanted);
    write_index(every);
    open_index();
    for (int i = 0; i < queries; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(made) tree = make_query(random, text);
        compare(text->str, tree);
    }
}

Test(search_random, random_queries_equal_looking_at_every_document)
{
    compare_random(3, 150, 1000, 1000);
}

Test(search_random, random_queries_over_many_segments_do_too)
{
    compare_random(4, 150, 20, 1000);
}

Test(search_random, random_ranges_of_dates_equal_looking_at_every_document)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);

    random_documents(random, 120);
    write_index(50);
    open_index();
    for (int i = 0; i < 200; i++) {
        g_autofree char *a =
            g_strdup_printf("%d-%02d-%02d", g_rand_int_range(random, 2018, 2022),
                            g_rand_int_range(random, 1, 13), g_rand_int_range(random, 1, 29));
        g_autofree char *b =
            g_strdup_printf("%d-%02d-%02d", g_rand_int_range(random, 2018, 2022),
                            g_rand_int_range(random, 1, 13), g_rand_int_range(random, 1, 29));
        const char *low = strcmp(a, b) < 0 ? a : b;
        const char *high = low == a ? b : a;
        g_autofree char *query = g_strdup_printf("date:%s..%s", low, high);
        guint wanted = 0;
        for (guint d = 0; d < documents->len; d++) {
            const foi_document *document = documents->pdata[d];
            wanted += look_is_dated(document, low, high);
        }
        foi_results *results = ask(query);
        cr_assert_eq(foi_results_total(results), wanted, "%s: %u, not %u", query,
                     foi_results_total(results), wanted);
        foi_results_free(results);
    }
}

/* --- the same from one segment and from many ----------------------------------------------------
 */

/* Takes each seventh document out again. */
static void remove_some(void)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;

    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    for (guint i = 0; i < documents->len; i += 7) {
        foi_store_writer_drop_file(writer, ((const foi_document *)documents->pdata[i])->location);
    }
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
}

static GPtrArray *answers_in_segments(guint every, bool removed, const GPtrArray *queries)
{
    GPtrArray *answers = g_ptr_array_new_with_free_func(g_free);

    remove_tree(directory);
    write_index(every);
    if (removed) {
        remove_some();
    }
    open_index();
    for (guint i = 0; i < queries->len; i++) {
        /* Removed documents still count among those that make a word common. */
        foi_sort order = removed ? FOI_SORT_DATE : (foi_sort)(i % 3);
        g_ptr_array_add(answers, answer_of(queries->pdata[i], order, !removed));
    }
    return answers;
}

static void compare_segments(guint seed, bool removed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func(g_free);

    random_documents(random, 100);
    for (int i = 0; i < 300; i++) {
        GString *text = g_string_new(NULL);
        made_free(make_query(random, text));
        g_ptr_array_add(queries, g_string_free(text, FALSE));
    }
    g_autoptr(GPtrArray) one = answers_in_segments(1000, removed, queries);
    g_autoptr(GPtrArray) many = answers_in_segments(5, removed, queries);
    for (guint i = 0; i < queries->len; i++) {
        cr_assert_str_eq(many->pdata[i], one->pdata[i], "%s: %s, but from one segment %s",
                         (char *)queries->pdata[i], (char *)many->pdata[i], (char *)one->pdata[i]);
    }
}

Test(search_random, one_segment_and_many_answer_alike)
{
    compare_segments(6, false);
}

Test(search_random, one_segment_and_many_answer_alike_without_what_was_removed)
{
    compare_segments(7, true);
}

/* --- pages ---------------------------------------------------------------------------------------
 */

static char *ids_of_page(const char *query, foi_sort order, uint32_t offset, uint32_t limit)
{
    GString *ids = g_string_new(NULL);
    foi_search_options options;

    foi_search_options_init(&options);
    options.sort = order;
    options.offset = offset;
    options.limit = limit;
    foi_results *results = ask_with(query, &options);
    for (size_t i = 0; i < foi_results_hits(results); i++) {
        g_string_append(ids, foi_results_hit(results, i)->id);
    }
    foi_results_free(results);
    return g_string_free(ids, FALSE);
}

/* Pages put side by side are the whole, however many documents are equally good. */
Test(search_random, pages_continue_each_other)
{
    static const char *const queries[] = {"zorp",        "zorp quill brisk hazel", "type:request",
                                          "same -mango", "\"same words\"",         "same OR zorp"};
    g_autoptr(GRand) random = g_rand_new_with_seed(8);

    random_documents(random, 60);
    for (int i = 0; i < 80; i++) {
        g_autofree char *path = g_strdup_printf("/same/%02d", i);
        foi_document *document = add_document(path, "same words");
        if (random_dates[i % G_N_ELEMENTS(random_dates)]) {
            set_date(document, random_dates[i % G_N_ELEMENTS(random_dates)]);
        }
    }
    write_index(30);
    open_index();
    for (size_t q = 0; q < G_N_ELEMENTS(queries); q++) {
        for (int order = 0; order < 3; order++) {
            g_autofree char *whole = ids_of_page(queries[q], (foi_sort)order, 0, 10000);
            g_autoptr(GString) pages = g_string_new(NULL);
            for (uint32_t at = 0; at < 200; at += 7) {
                g_autofree char *page = ids_of_page(queries[q], (foi_sort)order, at, 7);
                g_string_append(pages, page);
            }
            cr_assert_str_eq(pages->str, whole, "%s in order %d", queries[q], order);
        }
    }
}
