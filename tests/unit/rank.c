/* rank.c - what makes one hit better than another. */
#include "search_fixture.h"

TestSuite(rank, .init = set_up, .fini = tear_down, .timeout = 120);

/* The zone of the paragraph NUMBER of DOCUMENT. */
static void set_zone(foi_document *document, guint number, foi_zone zone)
{
    g_array_index(document->text.blocks, foi_block, number).zone = zone;
}

static void expect_first(const char *query, const char *name)
{
    foi_results *results = ask(query);
    g_autofree char *first = foi_results_hits(results) > 0
                                 ? g_path_get_basename(foi_results_hit(results, 0)->location)
                                 : g_strdup("none");

    cr_assert_str_eq(first, name, "%s: %s", query, first);
    foi_results_free(results);
}

static void add_others(void)
{
    for (int i = 0; i < 20; i++) {
        g_autofree char *name = g_strdup_printf("/k/other%02d", i);
        add_document(name, "The council holds information about roads and parks.");
    }
}

Test(rank, the_title_and_what_is_decided_weigh_more_and_quoted_mail_nothing)
{
    foi_document *title = add_document("/k/title", "Answer about a pond in the park and a road.");
    foi_document *decided = add_document("/k/decided", "The heronry list is exempt from release.");
    foi_document *quoted =
        add_document("/k/quoted", "The heronry heronry heronry and more heronry.");

    add_document("/k/body", "The heronry list is held by the council.");
    title->title = g_strdup("Heronry");
    decided->tags.outcome = FOI_OUTCOME_WITHHELD;
    decided->tags.outcome_evidence = (foi_evidence){0, 16, 0.9, FOI_SOURCE_READ};
    set_zone(quoted, 0, FOI_ZONE_QUOTED_MAIL);
    add_others();
    write_index(100);
    open_index();
    expect_first("heronry", "title");
    cr_assert_gt(score_of("heronry", "/decided"), score_of("heronry", "/body"));
    cr_assert_gt(score_of("heronry", "/body"), 0);
    cr_assert_eq(score_of("heronry", "/quoted"), 0);
}

Test(rank, neighbours_of_the_query_count_more_where_they_stand_together)
{
    g_autofree char *between = g_strnfill(200, 'x');

    for (size_t i = 1; i < 200; i += 2)
        between[i] = ' ';
    g_autofree char *apart =
        g_strconcat("The cost is known. ", between, " The limit is not.", NULL);
    g_autofree char *joined =
        g_strconcat("The cost limit is known. ", between, " It is not.", NULL);
    add_document("/k/apart", apart);
    add_document("/k/joined", joined);
    for (int i = 0; i < 20; i++) {
        g_autofree char *name = g_strdup_printf("/k/other%02d", i);
        add_document(name, between);
    }
    write_index(100);
    open_index();
    expect_first("cost limit", "joined");
    cr_assert_gt(score_of("cost of the limit", "/joined"), score_of("cost of the limit", "/apart"));
}

Test(rank, nearness_within_what_others_wrote_adds_nothing)
{
    foi_document *quoted = add_document("/k/quoted", "The heron pond is dry.");

    set_zone(quoted, 0, FOI_ZONE_QUOTED_MAIL);
    add_others();
    write_index(100);
    open_index();
    cr_assert_eq(score_of("heron pond", "/quoted"), 0);
}

Test(rank, a_short_letter_without_one_word_is_not_lost_behind_long_ones)
{
    g_autoptr(GString) judgment = g_string_new(NULL);

    for (int i = 0; i < 400; i++)
        g_string_append_printf(judgment, "word%d council roads information released park%d ", i, i);
    for (int i = 0; i < 12; i++) {
        g_autofree char *name = g_strdup_printf("/k/long%02d", i);
        add_document(name, judgment->str);
    }
    add_document("/k/short", "The minesweepers have logs.");
    add_others();
    write_index(100);
    open_index();
    expect_first("council information about the released minesweepers logs roads", "short");
}

Test(rank, pages_of_a_relaxed_answer_follow_each_other)
{
    foi_search_options options;

    add_document("/k/one", "Herons and ponds.");
    add_others();
    write_index(5);
    open_index();
    foi_search_options_init(&options);
    options.limit = 3;
    foi_results *whole = ask("herons council roads ponds");
    for (options.offset = 0; options.offset < foi_results_total(whole); options.offset += 3) {
        foi_results *page = ask_with("herons council roads ponds", &options);
        for (size_t i = 0; i < foi_results_hits(page); i++)
            cr_assert_str_eq(foi_results_hit(page, i)->id,
                             foi_results_hit(whole, options.offset + i)->id);
        foi_results_free(page);
    }
    cr_assert(foi_results_relaxed(whole));
    foi_results_free(whole);
}

static void expect_first_with(unsigned boost, const char *query, const char *name)
{
    foi_search_options options;

    foi_search_options_init(&options);
    options.boost = boost;
    foi_results *results = ask_with(query, &options);
    cr_assert(g_str_has_suffix(foi_results_hit(results, 0)->location, name), "%s: %s", query,
              foi_results_hit(results, 0)->location);
    foi_results_free(results);
}

Test(rank, a_boost_puts_newer_documents_or_decisions_first)
{
    foi_document *best = add_document("/k/best", "Heronry in the park.");
    foi_document *newer = add_document("/k/newer", "Heronry in the old park.");
    foi_document *decision = add_document("/k/decision", "Heronry in the old pond.");

    set_date(best, "2009-01-01");
    set_date(newer, "2024-01-01");
    set_date(decision, "2010-01-01");
    decision->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    add_others();
    write_index(100);
    open_index();
    expect_first_with(0, "heronry", "/best");
    expect_first_with(FOI_BOOST_NEWER, "heronry", "/newer");
    expect_first_with(FOI_BOOST_DECISIONS, "heronry", "/decision");
}

static void remove_document(const foi_document *document)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;

    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    foi_store_writer_drop_file(writer, document->location);
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    cr_assert(changed);
}

Test(rank, how_new_a_document_is_is_not_told_by_one_that_is_gone)
{
    foi_document *best = add_document("/k/best", "Heronry in the park.");
    foi_document *newer = add_document("/k/newer", "Heronry in the old park.");
    foi_document *gone = add_document("/k/gone", "A letter of another age.");

    set_date(best, "2009-01-01");
    set_date(newer, "2024-01-01");
    set_date(gone, "2200-01-01");
    add_others();
    write_index(100);
    remove_document(gone);
    open_index();
    expect_first_with(FOI_BOOST_NEWER, "heronry", "/newer");
}

Test(rank, what_names_no_law_comes_behind_what_does)
{
    foi_document *letter = add_document("/k/letter", "Heronry of the park and more.");

    add_document("/k/judgment", "Heronry of the park, and more.");
    g_ptr_array_add(letter->tags.regimes, g_strdup("foia"));
    add_others();
    write_index(100);
    open_index();
    expect_first("heronry", "letter");
    cr_assert_gt(score_of("heronry", "/judgment"), 0);
}
