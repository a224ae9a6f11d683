/* synonyms.c - words of a query that mean more than themselves. */
#include "indexer/base/tsv.h"
#include "indexer/law/law.h"
#include "search_fixture.h"

TestSuite(synonyms, .init = set_up, .fini = tear_down, .timeout = 120);

static void claim(foi_document *document, const char *id, foi_role role)
{
    foi_tags_add_provision(&document->tags, id, role, read_evidence);
}

static void letters(void)
{
    foi_document *tagged = add_document("/s/tagged", "The names of officials are exempt.");
    foi_document *scottish =
        add_document("/s/scottish", "Home addresses were left out under FOISA.");

    add_document("/s/acronym", "The council gave an NCND reply.");
    add_document("/s/long", "We neither confirmed nor denied that we hold it.");
    add_document("/s/apart", "We confirm the address; nor do we deny it. Neither is held.");
    add_document("/s/section", "Section 40(2) is engaged.");
    add_document("/s/subject", "This is personal data of third parties.");
    add_document("/s/other", "Section 41 and 40 pages of data about roads.");
    add_document("/s/dwp", "DWP holds the figures.");
    add_document("/s/named", "The Department for Work and Pensions holds the figures.");
    foi_document *by_tag = add_document("/s/bytag", "The Department holds the figures.");
    claim(tagged, "foia:40(2)", FOI_ROLE_RELIED_ON);
    claim(scottish, "foisa:38(1)(b)", FOI_ROLE_UPHELD);
    set_authority(by_tag, "department-for-work-and-pensions");
    write_index(4);
    open_index();
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of the documents that have all of QUERY, in the order of the alphabet. */
static void expect_all(const char *query, const char *wanted)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    foi_results *results = ask(query);
    size_t count = foi_results_hits(results);

    cr_assert_eq(foi_results_total_all_words(results), foi_results_total(results), "%s", query);
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(names, g_path_get_basename(foi_results_hit(results, i)->location));
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    g_autofree char *found = g_strjoinv(" ", (char **)names->pdata);
    cr_assert_str_eq(found, wanted, "%s: %s", query, found);
    foi_results_free(results);
}

Test(synonyms, an_acronym_and_its_long_form_find_each_other_in_any_inflection)
{
    letters();
    expect_all("ncnd", "acronym long");
    expect_all("+neither +confirm +nor +deny", "apart long");
    expect_all("+(neither confirm nor deny)", "acronym apart long");
    expect_all("\"neither confirm nor deny\"", "");
    expect_all("\"ncnd\"", "acronym");
    expect_all("figures -ncnd", "bytag dwp named");
}

Test(synonyms, a_section_finds_its_spellings_its_subject_and_its_tag)
{
    letters();
    expect_all("s40", "section subject tagged");
    expect_all("s.40", "section subject tagged");
    expect_all("+(section 40)", "other section subject tagged");
    expect_all("+(section 40(2))", "section subject tagged");
    expect_all("+(foisa s38)", "scottish");
}

Test(synonyms, a_subject_finds_the_provisions_of_every_law)
{
    letters();
    expect_all("+(personal data)", "scottish subject tagged");
    expect_all("\"personal data\"", "subject");
}

Test(synonyms, an_authority_is_found_by_acronym_name_and_tag)
{
    letters();
    expect_all("DWP", "bytag dwp named");
    expect_all("dwp", "bytag dwp named");
    expect_all("+(department for work and pensions)", "bytag dwp named");
    expect_all("+(figures dwp)", "bytag dwp named");
    expect_all("\"dwp\"", "dwp");
}

Test(synonyms, what_was_meant_is_marked_in_the_passage)
{
    letters();
    foi_results *results = ask("ncnd");

    for (size_t i = 0; i < foi_results_hits(results); i++)
        cr_assert_eq(foi_results_hit(results, i)->snippet_count, 1);
    foi_results_free(results);
}

Test(synonyms, a_kind_of_document_and_its_result_are_found_by_their_tags)
{
    foi_document *notice = add_document("/s/notice", "The Commissioner finds nothing.");
    foi_document *appeal = add_document("/s/appeal", "We find for the appellant.");

    add_document("/s/words", "A decision notice was served, and the appeal was allowed.");
    notice->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    appeal->tags.outcome = FOI_OUTCOME_APPEAL_ALLOWED;
    write_index(4);
    open_index();
    expect_all("+(decision notices)", "notice words");
    expect_all("+(successful appeal)", "appeal");
}

Test(synonyms, every_row_names_what_there_is)
{
    const foi_tsv *tsv = foi_tsv_table("synonyms");
    int provisions = foi_tsv_column(tsv, "provisions"), tags = foi_tsv_column(tsv, "tags");

    cr_assert_gt(foi_tsv_rows(tsv), 40);
    for (size_t row = 0; row < foi_tsv_rows(tsv); row++) {
        g_auto(GStrv) ids = g_strsplit(foi_tsv_cell(tsv, row, provisions), "|", -1);
        g_auto(GStrv) named = g_strsplit(foi_tsv_cell(tsv, row, tags), "|", -1);
        cr_assert_neq(foi_tsv_cell(tsv, row, 0)[0], '\0');
        for (char **id = ids; *id; id++)
            cr_assert_not_null(foi_law_provision(*id), "%s", *id);
        for (char **tag = named; *tag; tag++) {
            g_auto(GStrv) parts = g_strsplit(*tag, ":", 2);
            const foi_field *field = foi_field_find(parts[0]);
            cr_assert_not_null(field, "%s", *tag);
            cr_assert(field->kind == FOI_FIELD_REGIME
                          ? foi_law_regime_name(parts[1]) != NULL
                          : foi_vocabulary_value(field->vocabulary, parts[1]) != 0,
                      "%s", *tag);
        }
    }
}
