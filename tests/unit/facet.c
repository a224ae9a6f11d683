/* facet.c - what a facet says beside its counts: queries that drill down, what is selected, what
 * encloses what. */
#include "search_fixture.h"

TestSuite(facet, .init = set_up, .fini = tear_down, .timeout = 30);

static void add_letters(void)
{
    static const char *const locations[] = {"/x/letters/a.txt", "/x/letters/2019/b.txt",
                                            "/x/decisions/c.txt", "/x/decisions/d.txt"};

    for (size_t i = 0; i < G_N_ELEMENTS(locations); i++) {
        foi_document *document = add_document(locations[i], i == 0 ? "zorp" : "zorp quill");
        document->tags.doctype = i < 2 ? FOI_DOCTYPE_RESPONSE : FOI_DOCTYPE_DECISION_NOTICE;
        add_claim(document, i < 3 ? "foia:31(1)(a)" : "foia:40(2)", FOI_ROLE_RELIED_ON);
        set_date(document, i == 0 ? "2018-05-01" : "2019-05-01");
        set_authority(document, i == 0 ? "puddleby-town-council" : "home-office");
    }
}

static void index_letters(void)
{
    add_letters();
    write_index(2);
    open_index();
}

static foi_results *ask_facet(const char *query, const char *facet, uint32_t size)
{
    foi_search_options options;

    foi_search_options_init(&options);
    options.facets = facet;
    options.facet_size = size;
    return ask_with(query, &options);
}

/* "value count[<parent][*]" of each value, parted by blanks. */
static char *values_of(const char *query, const char *facet, uint32_t size)
{
    GString *text = g_string_new(NULL);
    foi_results *results = ask_facet(query, facet, size);
    const foi_facet *counts = foi_results_facet(results, 0);

    for (size_t i = 0; i < counts->value_count; i++) {
        const foi_facet_value *value = &counts->values[i];
        g_string_append_printf(text, "%s%s %u%s%s%s", i > 0 ? " " : "", value->value, value->count,
                               value->parent ? "<" : "", value->parent ? value->parent : "",
                               value->selected ? "*" : "");
    }
    foi_results_free(results);
    return g_string_free(text, FALSE);
}

static void expect_values(const char *query, const char *facet, uint32_t size, const char *wanted)
{
    g_autofree char *values = values_of(query, facet, size);

    cr_assert_str_eq(values, wanted, "%s gives `%s', not `%s'", query, values, wanted);
}

/* The query that drills down to VALUE (NULL: missing) is WANTED, and reads. */
static void expect_drill(const char *query, const char *facet, const char *value,
                         const char *wanted)
{
    foi_results *results = ask_facet(query, facet, 0);
    const foi_facet *counts = foi_results_facet(results, 0);
    const char *found = value ? NULL : counts->missing_query;

    for (size_t i = 0; value && i < counts->value_count; i++) {
        if (strcmp(counts->values[i].value, value) == 0) {
            found = counts->values[i].query;
        }
    }
    cr_assert_str_eq(found ? found : "(none)", wanted);
    if (found) {
        foi_results_free(ask(found));
    }
    foi_results_free(results);
}

Test(facet, a_value_is_put_behind_the_query)
{
    index_letters();
    expect_drill("zorp", "type", "response", "zorp type:response");
    expect_drill("  zorp & ", "type", NULL, "zorp & type:missing");
    expect_drill("zorp date:2019", "year", "2019", "zorp date:2019 year:2019");
}

Test(facet, a_filter_on_the_same_field_is_replaced_where_it_stands)
{
    index_letters();
    expect_drill("type:response zorp", "type", "decision-notice", "type:decision-notice zorp");
    expect_drill("zorp AND type:response AND year:2019", "type", "response",
                 "zorp AND type:response AND year:2019");
    expect_drill("(zorp +exemption:31)", "exemption", "foia:40(2)", "(zorp +exemption:foia:40(2))");
}

/* Behind a bare name the next words could belong to it. */
Test(facet, a_name_before_words_is_quoted)
{
    index_letters();
    expect_drill("authority:home-office zorp", "authority", "puddleby-town-council",
                 "authority:\"puddleby-town-council\" zorp");
    expect_drill("zorp authority:home-office", "authority", "puddleby-town-council",
                 "zorp authority:puddleby-town-council");
}

Test(facet, several_filters_on_one_field_are_replaced_together)
{
    index_letters();
    expect_drill("type:response year:2019 zorp +type:decision-notice", "type", "response",
                 "zorp year:2019 type:response");
    expect_drill("type:response AND zorp type:missing", "type", "response", "+zorp type:response");
}

/* "a OR b" of one field says what "a b" of it says. */
Test(facet, alternatives_of_one_field_are_filters_of_it)
{
    index_letters();
    expect_values("type:request OR type:response", "type", 0, "decision-notice 2 response 2*");
    expect_drill("type:request OR type:response", "type", "decision-notice",
                 "type:decision-notice");
    expect_drill("type:request OR type:response", "year", "2019",
                 "(type:request OR type:response) year:2019");
    expect_values("zorp (type:request OR type:response)", "type", 0,
                  "decision-notice 2 response 2*");
    expect_drill("zorp(type:request OR type:response)year:2019", "type", "decision-notice",
                 "zorp type:decision-notice year:2019");
    expect_drill("zorp +(exemption:31 OR exemption:43)", "exemption", "foia:40(2)",
                 "zorp +exemption:foia:40(2)");
    expect_values("type:response OR year:2019", "type", 0, "decision-notice 2 response 2");
}

/* An exclusion, and what stands deeper, is no filter of the facet. */
Test(facet, exclusions_and_groups_are_kept)
{
    index_letters();
    expect_drill("zorp -type:request", "type", "response", "zorp -type:request type:response");
    expect_drill("zorp (type:response OR quill)", "type", "response",
                 "zorp (type:response OR quill) type:response");
    expect_values("zorp -type:response", "type", 0, "decision-notice 2");
}

Test(facet, alternatives_are_put_in_parentheses)
{
    index_letters();
    expect_drill("zorp OR quill", "type", "response", "(zorp OR quill) type:response");
    expect_drill("(zorp OR quill)", "type", "response", "(zorp OR quill) type:response");
    expect_drill("zorp OR quill:", "type", "response", "(zorp OR quill: ) type:response");
    expect_drill("(zorp) OR (quill)", "type", "response", "((zorp) OR (quill)) type:response");
}

/* Fewer than ten documents with all words would make the search add others. */
Test(facet, words_are_kept_together_where_the_search_would_relax)
{
    for (int i = 0; i < 12; i++) {
        g_autofree char *path = g_strdup_printf("/x/%02d", i);
        foi_document *document = add_document(path, i < 11 ? "zorp quill" : "zorp");
        document->tags.doctype = i == 0 ? FOI_DOCTYPE_RESPONSE : FOI_DOCTYPE_REQUEST;
    }
    write_index(20);
    open_index();
    expect_drill("zorp quill", "type", "request", "zorp quill type:request");
    expect_drill("zorp quill", "type", "response", "(zorp quill) type:response");
    expect_drill("zorp quill type:request", "type", "response", "(zorp quill) type:response");
    foi_results *results = ask("(zorp quill) type:response");
    cr_assert_eq(foi_results_total(results), 1);
    cr_assert_not(foi_results_relaxed(results));
    foi_results_free(results);
}

Test(facet, a_filtered_facet_counts_what_other_filters_on_it_would_give)
{
    index_letters();
    expect_values("type:response", "type", 0, "decision-notice 2 response 2*");
    expect_values("type:response year:2019", "type", 0, "decision-notice 2 response 1*");
    expect_values("type:response year:2019", "year", 0, "2018 1 2019 1*");
    expect_values("type:response date:2019", "year", 0, "2019 1");
    expect_values("type:response", "year", 0, "2018 1 2019 1");
}

Test(facet, parts_of_sections_name_what_they_lie_in)
{
    index_letters();
    expect_values("zorp", "exemption", 0,
                  "foia:31 3 foia:31(1) 3<foia:31 foia:31(1)(a) 3<foia:31(1) "
                  "foia:40 1 foia:40(2) 1<foia:40");
}

Test(facet, what_is_selected_is_shown_with_what_encloses_it_beyond_the_size)
{
    index_letters();
    expect_values("exemption:40(2)", "exemption", 1, "foia:31 3 foia:40 1 foia:40(2) 1<foia:40*");
    expect_values("exemption:40(2) exemption:31", "exemption", 1,
                  "foia:31 3* foia:40 1 foia:40(2) 1<foia:40*");
    foi_results *results = ask_facet("exemption:40(2)", "exemption", 1);
    cr_assert_eq(foi_results_facet(results, 0)->distinct, 5);
    foi_results_free(results);
}

Test(facet, missing_can_be_selected)
{
    index_letters();
    foi_results *results = ask_facet("favours:missing", "favours", 0);
    cr_assert(foi_results_facet(results, 0)->missing_selected);
    cr_assert_eq(foi_results_facet(results, 0)->missing, 4);
    cr_assert_str_eq(foi_results_facet(results, 0)->missing_query, "favours:missing");
    foi_results_free(results);
}

/* --- folders -----------------------------------------------------------------------------------
 */

Test(facet, folders_count_what_lies_below_from_the_one_in_common_on)
{
    index_letters();
    expect_values("zorp", "path", 0,
                  "/x 4 /x/decisions 2</x /x/letters 2</x /x/letters/2019 1</x/letters");
    expect_values("zorp type:decision-notice", "path", 0, "/x/decisions 2");
    expect_values("zorp path:letters", "path", 0,
                  "/x 4 /x/decisions 2</x /x/letters 2</x* /x/letters/2019 1</x/letters");
    expect_drill("zorp path:letters", "path", "/x/decisions", "zorp path:/x/decisions");
}

/* Whatever a folder is called: its query finds what it counts, or there is none. */
Test(facet, folders_of_strange_names_drill_down_or_say_that_they_cannot)
{
    static const struct {
        const char *folder, *query;
    } names[] = {
        {"a b", "zorp path:\"/y/a b\""},
        {"a)", "zorp path:\"/y/a)\""},
        {"(a)(b)", "zorp path:/y/(a)(b)"},
        {"ends in blank ", "zorp path:\"/y/ends in blank /\""},
        {"line\nfeed", "zorp path:\"/y/line\nfeed\""},
        {"missing", "zorp path:/y/missing"},
        {"what?", "(none)"},
        {"all*", "(none)"},
        {"a \"quoted\" b", "(none)"},
        {"\xff", "(none)"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strdup_printf("/y/%s/x", names[i].folder);
        add_document(path, "zorp");
    }
    write_index(3);
    open_index();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strdup_printf("/y/%s", names[i].folder);
        expect_drill("zorp", "path", path, names[i].query);
        if (names[i].query[0] == 'z') {
            foi_results *results = ask(names[i].query);
            cr_assert_eq(foi_results_total(results), 1, "%s", names[i].query);
            foi_results_free(results);
        }
    }
}

Test(facet, a_document_with_several_places_counts_in_each_folder_once)
{
    foi_document *document = add_document("/x/a/1", "zorp");
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    static const char *const places[] = {"/x/a/1", "/x/a/2", "/x/b/c/3"};
    bool changed = false;

    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK);
    cr_assert_eq(foi_store_writer_add(writer, document, &error), FOI_OK);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        foi_file_state *state = foi_file_state_new(places[i]);
        foi_file_state_add(state, document, true);
        state->status = FOI_READ_OK;
        foi_store_writer_set_file(writer, state);
    }
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    open_index();
    expect_values("zorp", "path", 0, "/x 1 /x/a 1</x /x/b 1</x /x/b/c 1</x/b");
}

/* FILE and its members, one document each, FILE itself the first of them. */
static void index_file(const char *file, const char *const *members)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    foi_file_state *state = foi_file_state_new(file);
    bool changed = false;

    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK);
    for (size_t i = 0; i == 0 || members[i - 1]; i++) {
        foi_document *document = add_document(file, "zorp");
        document->member = i > 0 ? g_strdup(members[i - 1]) : NULL;
        cr_assert_eq(foi_store_writer_add(writer, document, &error), FOI_OK);
        foi_file_state_add(state, document, true);
    }
    state->status = FOI_READ_OK;
    foi_store_writer_set_file(writer, state);
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    open_index();
}

Test(facet, a_mail_counts_in_the_folder_of_what_is_attached_to_it)
{
    static const char *const attached[] = {"one.pdf", "two.pdf", NULL};
    static const char mail[] = "/X/Mail.eml";
    foi_results *results;

    index_file(mail, attached);
    expect_values("zorp", "path", 0, "/X/Mail.eml 3");
    expect_drill("zorp", "path", mail, "zorp path:/X/Mail.eml");
    results = ask("zorp path:/X/Mail.eml");
    cr_assert_eq(foi_results_total(results), 3, "as many as the facet says");
    foi_results_free(results);
}

/* A query so long that nothing can be added to it has counts all the same. */
Test(facet, a_query_that_is_full_cannot_be_drilled_down)
{
    g_autoptr(GString) query = g_string_new("zorp");

    index_letters();
    for (int i = 1; i < 400; i++) {
        g_string_append(query, " OR zorp");
    }
    expect_drill(query->str, "type", "response", "(none)");
    expect_values(query->str, "type", 0, "decision-notice 2 response 2");
}

/* What a document is like is no part of the text. */
Test(facet, what_is_like_a_document_is_drilled_down_by_the_text_beside_it)
{
    foi_search_options options;
    foi_document *letter = NULL;
    foi_results *results = NULL;

    index_letters();
    foi_search_options_init(&options);
    options.facets = "type";
    cr_assert_eq(foi_index_get_document(index_handle,
                                        ((const foi_document *)documents->pdata[3])->id, &letter),
                 FOI_OK);
    cr_assert_eq(foi_index_like(index_handle, letter, "", &options, &results), FOI_OK, "%s",
                 foi_index_error(index_handle));
    const foi_facet *facet = foi_results_facet(results, 0);
    for (size_t i = 0; i < facet->value_count; i++) {
        g_autofree char *wanted = g_strdup_printf("type:%s", facet->values[i].value);
        cr_assert_str_eq(facet->values[i].query, wanted);
    }
    foi_results_free(results);
    foi_document_free(letter);
}
