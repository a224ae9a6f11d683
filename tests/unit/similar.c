/* similar.c - documents like one in hand: what counts, what comes first, what is shown. */
#include "query/similar/likeness.h"
#include "search_fixture.h"

TestSuite(similar, .init = set_up, .fini = tear_down, .timeout = 120);

static foi_document *decision(const char *location, const char *text, const char *id, foi_role role)
{
    foi_document *document = add_document(location, text);

    document->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    add_claim(document, id, role);
    return document;
}

static foi_document *response(const char *location, const char *text, const char *id)
{
    foi_document *document = add_document(location, text);

    document->tags.doctype = FOI_DOCTYPE_RESPONSE;
    if (id)
        add_claim(document, id, FOI_ROLE_RELIED_ON);
    return document;
}

static foi_results *like_with(const foi_document *document, const char *query,
                              const foi_search_options *options)
{
    foi_results *results = NULL;
    foi_status status = foi_index_like(index_handle, document, query, options, &results);

    cr_assert_eq(status, FOI_OK, "%s", foi_index_error(index_handle));
    return results;
}

static void expect_like(const foi_document *document, const char *query, const char *wanted)
{
    foi_results *results = like_with(document, query, NULL);
    g_autofree char *names = names_of(results);

    cr_assert_str_eq(names, wanted, "like %s %s: `%s', not `%s'", document->location,
                     query ? query : "", names, wanted);
    cr_assert_eq(foi_results_total(results), foi_results_hits(results));
    foi_results_free(results);
}

/* Enough other letters that no word is in half of all documents. */
static void add_others(void)
{
    for (int i = 0; i < 40; i++) {
        g_autofree char *name = g_strdup_printf("/o/other%d", i);
        g_autofree char *text = g_strdup_printf("Matter%d about subject%d.", i, i);
        add_document(name, text);
    }
}

static const char letter_text[] = "The footage of the cameras in the custody suite is withheld.";

static foi_document *five_letters(void)
{
    foi_document *letter = response("/c/letter", letter_text, "foia:31(1)(a)");

    decision("/c/same-part", "A ruling on something else.", "foia:31(1)(a)", FOI_ROLE_REJECTED);
    decision("/c/same-section", "A ruling on something else.", "foia:31(1)(g)", FOI_ROLE_UPHELD);
    decision("/c/other-section", "A ruling on something else.", "foia:40(2)", FOI_ROLE_UPHELD);
    response("/c/same-claim", "A letter on something else.", "foia:31(1)(a)");
    response("/c/same-words", letter_text, NULL);
    add_others();
    write_index(20);
    open_index();
    return letter;
}

Test(similar, decisions_on_the_same_part_come_first_then_those_on_the_section)
{
    foi_document *letter = five_letters();

    expect_like(letter, "type:decision-notice", "same-part same-section");
    expect_like(letter, "type:response", "same-words same-claim");
    foi_results *results = like_with(letter, NULL, NULL);
    cr_assert_eq(foi_results_total(results), 4, "the letter itself and other matters are left out");
    foi_results_free(results);
}

Test(similar, the_query_narrows_the_answer_and_does_not_rank_it)
{
    foi_document *letter = five_letters();
    foi_results *all = like_with(letter, NULL, NULL);
    foi_results *ruled = like_with(letter, "ruling:rejected:31(1)(a)", NULL);

    expect_like(letter, "ruling:rejected:31(1)(a)", "same-part");
    expect_like(letter, "ruling:rejected:40", "");
    expect_like(letter, "something letter", "same-claim");
    expect_like(letter, "-type:decision-notice", "same-words same-claim");
    g_autofree char *names = names_of(all);
    expect_like(letter, " \t", names);
    for (size_t i = 0; i < foi_results_hits(all); i++)
        if (strcmp(foi_results_hit(all, i)->id, foi_results_hit(ruled, 0)->id) == 0)
            cr_assert_float_eq(foi_results_hit(all, i)->score, foi_results_hit(ruled, 0)->score,
                               1e-9);
    foi_results_free(all);
    foi_results_free(ruled);
}

Test(similar, a_query_that_cannot_be_read_is_an_error_as_in_a_search)
{
    foi_document *letter = five_letters();
    foi_results *results = NULL;

    cr_assert_eq(foi_index_like(index_handle, letter, "exemptoin:31", NULL, &results),
                 FOI_ERROR_QUERY);
    cr_assert_null(results);
    cr_assert(strstr(foi_index_error(index_handle), "exemption"), "%s",
              foi_index_error(index_handle));
    cr_assert_eq(foi_index_like(index_handle, letter, "(", NULL, &results), FOI_ERROR_QUERY);
    cr_assert_eq(foi_index_like(index_handle, NULL, "x", NULL, &results), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_like(NULL, letter, "x", NULL, &results), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_like(index_handle, letter, "x", NULL, NULL), FOI_ERROR_ARGUMENT);
}

Test(similar, boilerplate_and_quotations_do_not_count)
{
    static const foi_zone zones[] = {FOI_ZONE_RIGHTS, FOI_ZONE_STATUTE, FOI_ZONE_QUOTED_MAIL,
                                     FOI_ZONE_SIGNATURE};
    foi_document *letter = response("/c/letter", "Nothing.\n\n\n\n", NULL);

    g_array_set_size(letter->text.blocks, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(zones); i++) {
        static const char words[] = "badgers crossing the motorway";
        foi_block block = {letter->text.bytes->len, strlen(words), 0, 0,
                           FOI_BLOCK_PARAGRAPH,     zones[i]};
        g_string_append_printf(letter->text.bytes, "%s\n\n", words);
        g_array_append_val(letter->text.blocks, block);
    }
    response("/c/badgers", "Badgers crossing the motorway.", NULL);
    add_others();
    write_index(100);
    open_index();
    expect_like(letter, NULL, "");
}

Test(similar, the_head_of_a_mail_tells_nothing)
{
    foi_document *letter = response("/c/letter", "From: zebra quagga okapi\nNothing.", NULL);

    g_array_index(letter->text.blocks, foi_block, 0).kind = FOI_BLOCK_MAIL_HEADER;
    response("/c/zebra", "Zebra, quagga and okapi.", NULL);
    add_others();
    write_index(100);
    open_index();
    expect_like(letter, NULL, "");
}

Test(similar, a_document_of_unknown_words_is_like_nothing)
{
    g_autoptr(foi_document) letter = foi_document_new();
    foi_block block = {0, 14, 0, 0, FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY};

    five_letters();
    g_string_append(letter->text.bytes, "Xyzzy plugh 17");
    g_array_append_val(letter->text.blocks, block);
    letter->location = g_strdup("/x");
    expect_like(letter, NULL, "");
    expect_like(letter, "ruling:rejected:31", "");
}

Test(similar, what_the_index_was_told_of_the_letter_counts)
{
    foi_document *letter = five_letters();
    g_autoptr(foi_document) read = foi_document_new();

    /* As it is read from its file: without the claim that the index knows of. */
    read->id = g_strdup(letter->id);
    read->location = g_strdup("/elsewhere/letter");
    expect_like(read, "type:decision-notice", "same-part same-section");
}

Test(similar, a_letter_that_is_not_in_the_index_is_compared_all_the_same)
{
    foi_document *letter = five_letters();

    g_free(letter->id);
    letter->id = g_strdup("zzzzzzzzzzzz");
    foi_results *results = like_with(letter, NULL, NULL);
    cr_assert_eq(foi_results_total(results), 5, "the copy in the index is another document");
    const foi_like_view *like = foi_results_like(results);
    cr_assert_str_eq(like->id, "zzzzzzzzzzzz");
    cr_assert_str_eq(like->location, "/c/letter");
    char *json = foi_results_to_json(results);
    cr_assert(strstr(json, "\"like\":{\"id\":\"zzzzzzzzzzzz\""), "%s", json);
    foi_free(json);
    foi_results_free(results);
    results = ask("footage");
    cr_assert_null(foi_results_like(results));
    foi_results_free(results);
}

Test(similar, pages_and_dates_and_facets_are_those_of_a_search)
{
    foi_document *letter = five_letters();
    foi_search_options options;
    g_autoptr(GString) pages = g_string_new(NULL);

    foi_search_options_init(&options);
    options.limit = 1;
    for (options.offset = 0; options.offset < 4; options.offset++) {
        foi_results *page = like_with(letter, NULL, &options);
        g_autofree char *name = names_of(page);
        cr_assert_eq(foi_results_total(page), 4);
        g_string_append_printf(pages, "%s%s", pages->len > 0 ? " " : "", name);
        foi_results_free(page);
    }
    expect_like(letter, NULL, pages->str);
    options.limit = 10;
    options.offset = 0;
    options.sort = FOI_SORT_DATE;
    options.facets = "type";
    foi_results *results = like_with(letter, NULL, &options);
    const foi_facet *facet = foi_results_facet(results, 0);
    cr_assert_eq(facet->value_count, 2);
    cr_assert_eq(facet->values[0].count, 2);
    cr_assert_gt(foi_results_hit(results, 0)->score, 0);
    foi_results_free(results);
}

Test(similar, copies_of_the_letter_are_left_out_whatever_their_bytes)
{
    static const char long_text[] =
        "We hold the footage of the cameras in the custody suite of the police station, and "
        "withhold it, since it would help those who want to escape from there at night.";
    g_autofree char *head = g_strconcat("Sent again.\n", long_text, NULL);
    foi_document *letter = response("/c/letter", long_text, NULL);

    response("/c/copy", long_text, NULL);
    response("/c/other", head, NULL);
    add_others();
    write_index(1000);
    open_index();
    expect_like(letter, NULL, "other");
}

static guint depth_of(const foi_want *want)
{
    guint deepest = 0;

    for (guint i = 0; want->parts && i < want->parts->len; i++)
        deepest = MAX(deepest, depth_of(foi_want_part(want, i)));
    return deepest + 1;
}

Test(similar, many_copies_nest_no_deeper_than_one)
{
    static const char long_text[] =
        "We hold the footage of the cameras in the custody suite of the police station, and "
        "withhold it, since it would help those who want to escape from there at night.";
    foi_document *letter = response("/c/letter", long_text, NULL);
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(foi_stemmer) stemmer = NULL;
    g_autoptr(foi_likeness) likeness = NULL;
    g_autoptr(foi_plan) plan = foi_plan_new();

    for (int i = 0; i < 50; i++) {
        g_autofree char *name = g_strdup_printf("/c/copy%d", i);
        response(name, long_text, NULL);
    }
    write_index(1000);
    cr_assert_eq(foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, NULL), FOI_OK);
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
    cr_assert_eq(foi_likeness_new(letter, snapshot, stemmer, &likeness, NULL), FOI_OK);
    cr_assert_eq(foi_likeness_plan(likeness, snapshot, plan, NULL), FOI_OK);
    cr_assert_eq(depth_of(plan->excluded), 2);
    cr_assert_eq(plan->excluded->parts->len, 51);
}

Test(similar, the_passage_shown_is_the_evidence_of_what_is_shared)
{
    foi_document *letter = response("/c/letter", letter_text, "foia:31(1)(a)");
    foi_document *ruled = add_document("/c/ruled", "The footage of the cameras was asked for.\n"
                                                   "We reject the claim of section 31.");
    const char *finding = "reject the claim of section 31";
    foi_evidence evidence = {
        (size_t)(strstr(ruled->text.bytes->str, finding) - ruled->text.bytes->str), strlen(finding),
        0.9, FOI_SOURCE_READ};

    foi_tags_add_provision(&ruled->tags, "foia:31(1)(a)", FOI_ROLE_REJECTED, evidence);
    ruled->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    add_document("/c/words", "Other footage of the custody suite.");
    add_others();
    write_index(100);
    open_index();
    foi_results *results = like_with(letter, NULL, NULL);
    cr_assert_eq(foi_results_total(results), 2);
    cr_assert_str_eq(foi_results_hit(results, 0)->snippets[0].text,
                     "We reject the claim of section 31.");
    cr_assert_str_eq(foi_results_hit(results, 1)->snippets[0].text,
                     "Other footage of the custody suite.");
    foi_results_free(results);
    results = like_with(letter, "cameras", NULL);
    cr_assert_str_eq(foi_results_hit(results, 0)->snippets[0].text,
                     "The footage of the cameras was asked for.");
    foi_results_free(results);
}

Test(similar, a_file_to_be_read_is_named_and_regular)
{
    foi_updater *updater = foi_updater_new();
    foi_document *document = NULL;
    foi_update_options options;

    foi_update_options_init(&options);
    cr_assert_eq(foi_updater_read(NULL, "x", &options, &document), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_read(updater, NULL, &options, &document), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_read(updater, "", &options, &document), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_read(updater, "x", &options, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_read(updater, directory, &options, &document), FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_updater_error(updater), "directory"), "%s", foi_updater_error(updater));
    cr_assert_eq(foi_updater_read(updater, "/no/such/letter", &options, &document),
                 FOI_ERROR_NOT_FOUND);
    cr_assert(strstr(foi_updater_error(updater), "/no/such/letter"));
    cr_assert_null(document);
    foi_updater_free(updater);
}
