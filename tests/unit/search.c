/* search.c - searches over real indexes of a few letters. */
#include <jansson.h>
#include <math.h>

#include "search_fixture.h"

TestSuite(search, .init = set_up, .fini = tear_down, .timeout = 120);

static void four_letters(void)
{
    foi_document *a = add_document("/c/dwp/a", "We hold building blocks of data.");
    foi_document *b = add_document("/c/dwp/b", "The blocks of the building hold no data.");
    foi_document *c = add_document("/c/home/c", "The Commissioner rejected section 31(1)(a).");
    foi_document *d = add_document("/c/home-old/d", "Nothing is known.");

    set_authority(a, "department-for-work-and-pensions");
    set_authority(b, "department-for-work-and-pensions");
    set_authority(c, "puddleby-town-council");
    set_date(a, "2019-05-24");
    set_date(b, "2020");
    set_date(c, "2020-02");
    a->tags.doctype = FOI_DOCTYPE_RESPONSE;
    c->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    c->tags.outcome = FOI_OUTCOME_COMPLAINT_UPHELD;
    add_claim(a, "foia:31(1)(a)", FOI_ROLE_RELIED_ON);
    add_claim(b, "foia:31", FOI_ROLE_RELIED_ON);
    add_claim(c, "foia:31(1)(a)", FOI_ROLE_REJECTED);
    add_claim(c, "foia:10", FOI_ROLE_BREACHED);
    add_claim(d, "foia:30", FOI_ROLE_MENTIONED);
    c->title = g_strdup("Decision about flood models");
    write_index(100);
    open_index();
}

Test(search, exemptions_are_found_by_themselves_and_by_their_section)
{
    four_letters();
    expect_names("exemption:31(1)(a)", "c a");
    expect_names("exemption:31", "c b a");
    expect_names("exemption:30", "");
    expect_names("exemption:10", "");
    expect_names("(exemption:31(1)(a) OR exemption:40)", "c a");
    expect_names("exemption:missing", "d");
    expect_names("ruling:rejected:31", "c");
    expect_names("ruling:breached:10", "c");
    expect_names("ruling:upheld:31", "");
}

Test(search, fields_combine_as_the_language_says)
{
    four_letters();
    expect_names("authority:dwp", "b a");
    expect_names("authority:dwp authority:puddleby-town-council", "c b a");
    expect_names("authority:\"Puddleby Town Council\"", "c");
    expect_names("authority:dwp type:response", "a");
    expect_names("-authority:dwp", "c d");
    expect_names("NOT exemption:31", "d");
    expect_names("authority:missing", "d");
    expect_names("type:response OR type:decision-notice", "c a");
    expect_names("outcome:complaint-upheld", "c");
    expect_names("outcome:withheld", "");
    expect_names("title:flood", "c");
    expect_names("title:\"models of flood decisions\"", "");
    expect_names("title:\"flood models\"", "c");
    expect_names("title:missing", "b a d");
    expect_names("exemption:31 AND exemption:31(1)(a)", "c a");
}

Test(search, dates_match_what_they_overlap)
{
    four_letters();
    expect_names("date:2020-02-10", "c b");
    expect_names("date:2019", "a");
    expect_names("date:2019-05..2020-01", "b a");
    expect_names("date:..2019-05-23", "");
    expect_names("date:2020-03..", "b");
    expect_names("date:missing", "d");
    expect_names("after:2019", "c b");
    expect_names("before:2020", "a");
    expect_names("after:2019-05-23 before:2019-05-25", "a");
    expect_names("year:2020", "c b");
    expect_names("month:2020-02", "c");
}

Test(search, folders_are_whole_names)
{
    four_letters();
    expect_names("path:home", "c");
    expect_names("path:/c/dwp", "b a");
    expect_names("path:home*", "c d");
    expect_names("path:nowhere", "");
    expect_names("-path:dwp", "c d");
}

Test(search, phrases_stand_in_order)
{
    four_letters();
    expect_names("\"building blocks\"", "a");
    expect_names("\"blocks of\"", "a b");
    expect_names("\"31(1)(a)\"", "c");
    expect_names("31(1)(a)", "c");
    expect_names("\"hold data\"", "");
    foi_results *results = ask("\"building blocks\"");
    const foi_hit *hit = foi_results_hit(results, 0);
    cr_assert_eq(hit->snippet_count, 1);
    cr_assert_str_eq(hit->snippets[0].text, "We hold building blocks of data.");
    cr_assert_eq(hit->snippets[0].highlight_count, 2);
    cr_assert_eq(hit->snippets[0].highlights[0][0], 8);
    foi_results_free(results);
}

Test(search, words_are_found_near_each_other_by_their_beginning_and_as_they_are)
{
    four_letters();
    expect_names("building NEAR/1 block", "a");
    expect_names("block NEAR/3 building", "a b");
    expect_names("\"no data\" NEAR/1 hold", "b");
    expect_names("hold NEAR/1 \"no data\" NEAR/9 missing", "");
    expect_names("build*", "a b");
    expect_names("comm*", "c");
    expect_names("zebr*", "");
    expect_names("\"block\"", "");
    expect_names("\"blocks\"", "a b");
    expect_names("block", "a b");
    expect_names("\"building block\"", "");
    expect_names("(comm* OR \"building blocks\") -not*", "a c");
    foi_results *results = ask("build* AND hold NEAR/3 data");
    cr_assert_eq(foi_results_hits(results), 1);
    cr_assert_eq(foi_results_hit(results, 0)->snippets[0].highlight_count, 3);
    foi_results_free(results);
}

Test(search, joining_words_are_never_required)
{
    four_letters();
    foi_results *results = ask("what is the commissioner");
    cr_assert_eq(foi_results_total_all_words(results), 1);
    cr_assert_eq(foi_results_relaxed(results), 0);
    foi_results_free(results);
    foi_results *alone = ask("the");
    cr_assert_eq(foi_results_total(alone), 2);
    foi_results_free(alone);
}

Test(search, few_with_all_words_are_followed_by_those_with_most)
{
    four_letters();
    foi_results *results = ask("building data commissioner");
    g_autofree char *names = names_of(results);
    cr_assert(foi_results_relaxed(results));
    cr_assert_eq(foi_results_total_all_words(results), 0);
    cr_assert_eq(foi_results_total(results), 3);
    cr_assert(g_str_has_suffix(names, " c"), "%s", names);
    foi_results_free(results);
    expect_names("+commissioner building data", "c");
    expect_names("building data authority:puddleby-town-council", "");
    foi_results *strict = ask("commissioner AND building");
    cr_assert_eq(foi_results_total(strict), 0);
    cr_assert_eq(foi_results_relaxed(strict), 0);
    foi_results_free(strict);
}

Test(search, one_rare_word_outdoes_two_common_ones_when_relaxed)
{
    for (int i = 0; i < 40; i++) {
        g_autofree char *name = g_strdup_printf("/c/%02d", i);
        add_document(name, i < 8 ? "The council holds information about roads and parks."
                                 : "The council holds information about trees and parks.");
    }
    add_document("/c/rare", "The heronry at the council's mill pond.");
    add_document("/c/all", "The council holds information about roads and a heronry.");
    write_index(100);
    open_index();
    foi_results *results = ask("council information roads heronry");
    g_autofree char *names = names_of(results);
    cr_assert(foi_results_relaxed(results));
    cr_assert(g_str_has_prefix(names, "all rare "), "%s", names);
    foi_results_free(results);
}

Test(search, the_score_of_a_relaxed_hit_is_its_relevance_alone)
{
    four_letters();
    double alone = score_of("commissioner", "/c");
    cr_assert_gt(alone, 0);
    cr_assert_geq(score_of("commissioner zebra", "/c"), alone);
    cr_assert_leq(score_of("commissioner zebra", "/c"), 2 * alone);
    cr_assert_lt(score_of("building data commissioner", "/a"), 100);
}

static void find_columns(const char *path, GPtrArray *files)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    if (!dir && strstr(path, "/segments/") && strstr(path, "columns")) {
        g_ptr_array_add(files, g_strdup(path));
    }
    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        find_columns(child, files);
    }
}

/* True where a search says that FILE is damaged at AT, which opening the index did not see. */
static bool tells_damage(const char *file, char *bytes, gsize length, gsize at)
{
    foi_results *results = NULL;
    foi_index *index = foi_index_new();
    foi_status status = FOI_OK;

    bytes[at] ^= (char)0xff;
    cr_assert(g_file_set_contents(file, bytes, (gssize)length, NULL));
    if (foi_index_open(index, directory) == FOI_OK) {
        status = foi_index_search(index, "-type:guidance", NULL, &results);
        cr_assert_eq(status == FOI_OK, results != NULL);
    }
    foi_results_free(results);
    foi_index_free(index);
    bytes[at] ^= (char)0xff;
    return status == FOI_ERROR_CORRUPT;
}

Test(search, a_column_that_cannot_be_read_is_an_error_and_no_missing_tag)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    guint told = 0;

    four_letters();
    find_columns(directory, files);
    cr_assert_gt(files->len, 0);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *bytes = NULL;
        gsize length = 0;
        cr_assert(g_file_get_contents(files->pdata[i], &bytes, &length, NULL));
        for (gsize at = 0; at < length; at++) {
            told += tells_damage(files->pdata[i], bytes, length, at);
        }
    }
    cr_assert_gt(told, 0);
}

Test(search, sorts_by_date_with_undated_last)
{
    foi_search_options options;

    four_letters();
    foi_search_options_init(&options);
    options.sort = FOI_SORT_DATE;
    foi_results *oldest = ask_with("-type:guidance", &options);
    g_autofree char *first = names_of(oldest);
    cr_assert_str_eq(first, "a b c d");
    options.sort = FOI_SORT_DATE_REVERSE;
    options.offset = 1;
    options.limit = 2;
    foi_results *newest = ask_with("-type:guidance", &options);
    g_autofree char *second = names_of(newest);
    cr_assert_str_eq(second, "b a");
    cr_assert_eq(foi_results_hit(newest, 0)->rank, 2);
    cr_assert_eq(foi_results_total(newest), 4);
    foi_results_free(oldest);
    foi_results_free(newest);
}

Test(search, what_cannot_be_read_is_an_error_with_its_place)
{
    four_letters();
    expect_failure("exemptoin:31", FOI_ERROR_QUERY, "exemption");
    expect_failure("type:banana", FOI_ERROR_QUERY, "known are");
    expect_failure("authority:pudleby-town-council", FOI_ERROR_QUERY, "puddleby-town-council");
    expect_failure("date:2020-02-30", FOI_ERROR_QUERY, "no such day");
    expect_failure("path:missing", FOI_ERROR_QUERY, "cannot be asked");
    expect_failure("case:zzzzzzzz", FOI_ERROR_QUERY, "case");
    expect_failure("title:\"-\"", FOI_ERROR_QUERY, "no word");
    expect_failure("\xe2\x82\xac", FOI_ERROR_QUERY, "nothing to search for");
    foi_search_options options;
    foi_results *results = NULL;
    foi_search_options_init(&options);
    options.facets = "colour";
    cr_assert_eq(foi_index_search(index_handle, "x", &options, &results), FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_index_error(index_handle), "authority, sector"), "%s",
              foi_index_error(index_handle));
    foi_search_options_init(&options);
    options.snippet_size = 39;
    cr_assert_eq(foi_index_search(index_handle, "x", &options, &results), FOI_ERROR_ARGUMENT);
}

Test(search, json_has_the_promised_shape)
{
    four_letters();
    foi_results *results = ask("commissioner");
    char *text = foi_results_to_json(results);
    json_t *root = json_loads(text, 0, NULL);
    json_t *hit = json_array_get(json_object_get(root, "hits"), 0);
    json_t *snippet = json_array_get(json_object_get(hit, "snippets"), 0);
    json_t *facets = json_object_get(root, "facets");
    cr_assert_not_null(root);
    cr_assert_eq(json_integer_value(json_object_get(root, "schema")), 1);
    cr_assert_eq(json_integer_value(json_object_get(root, "total")), 1);
    cr_assert(json_is_true(json_object_get(root, "total_exact")));
    cr_assert(json_is_false(json_object_get(root, "relaxed")));
    cr_assert(json_is_null(json_object_get(root, "suggestion")));
    cr_assert_str_eq(json_string_value(json_object_get(hit, "location")), "/c/home/c");
    cr_assert(json_is_null(json_object_get(hit, "member")));
    cr_assert_str_eq(json_string_value(json_array_get(json_object_get(hit, "rulings"), 0)),
                     "rejected:foia:31(1)(a)");
    cr_assert_eq(json_integer_value(json_object_get(snippet, "paragraph")), 1);
    cr_assert_eq(json_object_size(facets), 6);
    cr_assert_eq(
        json_integer_value(json_object_get(json_object_get(facets, "exemption"), "distinct")), 3);
    json_decref(root);
    foi_free(text);
    foi_results_free(results);
}

Test(search, a_new_commit_is_seen_and_removed_documents_are_not)
{
    four_letters();
    expect_names("-type:guidance", "c b a d");
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_store_writer *writer = NULL;
    bool changed = false;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK);
    foi_store_writer_drop_file(writer, "/c/dwp/b");
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    foi_store_writer_free(writer);
    expect_names("-type:guidance", "c a d");
    expect_names("\"blocks of\"", "a");
    foi_results *results = ask("building data commissioner");
    cr_assert_eq(foi_results_total(results), 2);
    foi_results_free(results);
}

Test(search, documents_are_fetched_by_the_id_of_a_hit)
{
    foi_document *document = NULL;

    four_letters();
    foi_results *results = ask("\"building blocks\"");
    const char *id = foi_results_hit(results, 0)->id;
    cr_assert_eq(foi_index_get_document(index_handle, id, &document), FOI_OK);
    cr_assert_str_eq(foi_document_location(document), "/c/dwp/a");
    foi_document_free(document);
    foi_results_free(results);
    cr_assert_eq(foi_index_get_document(index_handle, "zzzzzzzzzzzz", &document),
                 FOI_ERROR_NOT_FOUND);
    cr_assert_null(document);
}

Test(search, an_index_that_is_not_open_or_not_there_says_so)
{
    foi_results *results = NULL;
    g_autofree char *nowhere = g_build_filename(directory, "nowhere", NULL);

    cr_assert_eq(foi_index_search(index_handle, "x", NULL, &results), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_open(index_handle, nowhere), FOI_ERROR_NOT_FOUND);
    cr_assert(strstr(foi_index_error(index_handle), nowhere));
    cr_assert_eq(foi_index_search(index_handle, "x", NULL, &results), FOI_ERROR_ARGUMENT);
}

static void expect_suggestion(const char *query, const char *wanted)
{
    foi_search_options options;
    foi_results *results = NULL;
    foi_search_options_init(&options);
    cr_assert_eq(foi_index_search(index_handle, query, &options, &results), FOI_OK);
    const char *found = foi_results_suggestion(results);
    cr_assert(g_strcmp0(found, wanted) == 0, "%s: %s, not %s", query, found ? found : "none",
              wanted ? wanted : "none");
    foi_results_free(results);
}

Test(search, a_misspelt_word_gets_the_query_that_was_meant)
{
    four_letters();
    expect_suggestion("buildnig", "building");
    expect_suggestion("the buildnig of +blcoks", "the building of +blocks");
    expect_suggestion("(buildnig OR comissioner) type:response", "(building OR commissioner) "
                                                                 "type:response");
    expect_suggestion("building", NULL);
    expect_suggestion("\"buildnig\" -buildnig", NULL);
    expect_suggestion("xylophone", NULL);
}
