/* What was added to the index since a search was last run. */
#include "search_fixture.h"

TestSuite(since, .init = set_up, .fini = tear_down, .timeout = 120);

static const char *const words[] = {"zorp", "quill", "brisk", "fable", "gloom", "hazel"};

/* COUNT documents, each with a few of the words; EVERY of them make a commit. */
static void random_index(GRand *random, guint count, guint every)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *path = g_strdup_printf("/s/%03u.txt", i);
        g_autoptr(GString) text = g_string_new("x");
        for (int w = g_rand_int_range(random, 1, 5); w > 0; w--)
            g_string_append_printf(text, " %s",
                                   words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
        foi_document *document = add_document(path, text->str);
        g_autofree char *date = g_strdup_printf("20%02d", g_rand_int_range(random, 10, 20));
        set_date(document, date);
        document->tags.doctype = (foi_doctype)g_rand_int_range(random, 1, 4);
    }
    write_index(every);
    open_index();
}

static foi_search_options options_since(uint64_t commit)
{
    foi_search_options options;
    foi_search_options_init(&options);
    options.limit = 10000;
    options.snippets = 0;
    options.added_after = commit;
    options.facets = "type,year";
    options.facet_size = 0;
    return options;
}

static guint number_of(const foi_hit *hit)
{
    return (guint)atoi(hit->location + strlen("/s/"));
}

static void compare_facets(const foi_results *results)
{
    for (size_t f = 0; f < foi_results_facets(results); f++) {
        const foi_facet *facet = foi_results_facet(results, f);
        uint32_t sum = facet->missing;
        for (size_t v = 0; v < facet->value_count; v++) {
            uint32_t count = 0;
            for (size_t i = 0; i < foi_results_hits(results); i++) {
                const foi_hit *hit = foi_results_hit(results, i);
                const char *value = f == 0 ? hit->doctype : hit->date;
                count += strcmp(value, facet->values[v].value) == 0;
            }
            cr_assert_eq(facet->values[v].count, count, "%s=%s", facet->name,
                         facet->values[v].value);
            sum += count;
        }
        cr_assert_eq(sum, foi_results_total(results));
    }
}

/* What is new is what the whole search finds without the documents that came before. */
Test(since, new_hits_are_those_of_the_whole_search_that_came_later)
{
    enum { EVERY = 15 };
    static const char *const queries[] = {"zorp",
                                          "quill brisk",
                                          "zorp quill brisk fable gloom",
                                          "-hazel type:request",
                                          "date:2012..2015 fable",
                                          "zor*",
                                          "\"x quill\"",
                                          "zorp OR gloom"};
    g_autoptr(GRand) random = g_rand_new_with_seed(31);
    random_index(random, 120, EVERY);
    for (size_t q = 0; q < G_N_ELEMENTS(queries) * 3 * 9; q++) {
        const char *query = queries[q % G_N_ELEMENTS(queries)];
        foi_search_options options = options_since(0);
        options.sort = (foi_sort)(q / G_N_ELEMENTS(queries) % 3);
        foi_results *all = ask_with(query, &options);
        options.added_after = q / G_N_ELEMENTS(queries) / 3;
        foi_results *later = ask_with(query, &options);
        size_t found = 0;
        for (size_t i = 0; i < foi_results_hits(all); i++) {
            const foi_hit *hit = foi_results_hit(all, i);
            if (number_of(hit) / EVERY + 1 <= options.added_after)
                continue;
            const foi_hit *same = foi_results_hit(later, found++);
            cr_assert_not_null(same, "%s: %s is missing", query, hit->location);
            cr_assert_str_eq(same->id, hit->id, "%s", query);
            cr_assert_eq(same->rank, found);
        }
        cr_assert_eq(foi_results_hits(later), found);
        cr_assert_eq(foi_results_total(later), found);
        cr_assert_eq(foi_results_since(later), options.added_after);
        cr_assert_eq(foi_results_relaxed(later), foi_results_relaxed(all));
        cr_assert_leq(foi_results_total_all_words(later), found);
        /* A facet that the query filters counts what other values would give. */
        if (!strchr(query, ':'))
            compare_facets(later);
        foi_results_free(all);
        foi_results_free(later);
    }
}

Test(since, the_commit_of_an_answer_is_where_the_next_one_goes_on)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(32);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed;
    random_index(random, 30, 10);
    foi_search_options options = options_since(0);
    foi_results *results = ask_with("x", &options);
    cr_assert_eq(foi_results_total(results), 30);
    cr_assert_eq(foi_results_commit(results), 3);
    options.added_after = foi_results_commit(results);
    foi_results_free(results);
    results = ask_with("x", &options);
    cr_assert_eq(foi_results_total(results), 0);
    foi_results_free(results);
    /* One is written anew, one is new. */
    foi_document *added = add_document("/s/030.txt", "x zorp");
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    for (guint i = 29; i < 31; i++) {
        const foi_document *document = documents->pdata[i];
        foi_file_state *state = foi_file_state_new(document->location);
        cr_assert_eq(foi_store_writer_add(writer, document, &error), FOI_OK);
        foi_file_state_add(state, document, true);
        foi_store_writer_set_file(writer, state);
    }
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK);
    results = ask_with("x", &options);
    cr_assert_eq(foi_results_total(results), 1);
    cr_assert_str_eq(foi_results_hit(results, 0)->id, added->id);
    cr_assert_eq(foi_results_commit(results), 4);
    foi_results_free(results);
}

Test(since, a_commit_of_another_index_says_nothing)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(33);
    random_index(random, 20, 10);
    foi_search_options options = options_since(2);
    g_autofree char *identity = g_strdup(foi_index_identity(index_handle));
    cr_assert(g_uuid_string_is_valid(identity));
    options.added_to = identity;
    foi_results *results = ask_with("x", &options);
    cr_assert_eq(foi_results_total(results), 0);
    cr_assert_eq(foi_results_since(results), 2);
    cr_assert_str_eq(foi_results_identity(results), identity);
    g_autofree char *json = foi_results_to_json(results);
    cr_assert(strstr(json, "\"since\":2"), "%s", json);
    foi_results_free(results);
    options.added_to = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";
    results = ask_with("x", &options);
    cr_assert_eq(foi_results_total(results), 20);
    cr_assert_eq(foi_results_since(results), 0);
    g_autofree char *other = foi_results_to_json(results);
    cr_assert(strstr(other, "\"since\":null"), "%s", other);
    foi_results_free(results);
}

Test(since, an_index_that_is_not_open_has_no_identity)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(34);
    cr_assert_null(foi_index_identity(NULL));
    cr_assert_null(foi_index_identity(index_handle));
    random_index(random, 1, 1);
    cr_assert_not_null(foi_index_identity(index_handle));
}
