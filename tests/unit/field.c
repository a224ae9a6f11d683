#include <criterion/criterion.h>
#include <string.h>

#include "indexer/field/field.h"

static void append(const char *value, void *data)
{
    GString *all = data;
    if (all->len > 0)
        g_string_append_c(all, ' ');
    g_string_append(all, value);
}

static char *values(const foi_document *document, const char *name)
{
    const foi_field *field = foi_field_find(name);
    cr_assert_not_null(field, "no field %s", name);
    GString *all = g_string_new(NULL);
    field->read(document, append, all);
    return g_string_free(all, FALSE);
}

static void expect(const foi_document *document, const char *name, const char *wanted)
{
    g_autofree char *found = values(document, name);
    cr_assert_str_eq(found, wanted, "%s: %s instead of %s", name, found, wanted);
}

static foi_document *with_provision(const char *id, foi_role role)
{
    foi_document *document = foi_document_new();
    foi_evidence evidence = {0, 0, 1.0, FOI_SOURCE_READ};
    foi_tags_add_provision(&document->tags, id, role, evidence);
    return document;
}

Test(field, an_exemption_is_found_under_each_of_its_ancestors)
{
    g_autoptr(foi_document) document = with_provision("foia:31(1)(a)", FOI_ROLE_RELIED_ON);
    expect(document, "exemption", "foia:31 foia:31(1) foia:31(1)(a)");
    expect(document, "ruling", "");
}

Test(field, each_value_is_given_once_however_many_there_are)
{
    g_autoptr(foi_document) document = foi_document_new();
    foi_evidence evidence = {0, 0, 1.0, FOI_SOURCE_READ};
    g_autoptr(GString) wanted = g_string_new(NULL);
    for (int i = 0; i < 120; i++) {
        g_autofree char *id = g_strdup_printf("%d", 10000 + i % 40);
        foi_tags_add_reference(&document->tags, FOI_REFERENCE_AUTHORITY_REF, id, i < 60, evidence);
        if (i < 40)
            append(id, wanted);
    }
    expect(document, "ref", wanted->str);
}

Test(field, a_shared_ancestor_is_given_once)
{
    g_autoptr(foi_document) document = with_provision("foia:31(1)(a)", FOI_ROLE_REJECTED);
    foi_evidence evidence = {0, 0, 1.0, FOI_SOURCE_READ};
    foi_tags_add_provision(&document->tags, "foia:31(1)(g)", FOI_ROLE_RELIED_ON, evidence);
    expect(document, "exemption", "foia:31 foia:31(1) foia:31(1)(a) foia:31(1)(g)");
    expect(document, "ruling", "rejected:foia:31 rejected:foia:31(1) rejected:foia:31(1)(a)");
}

Test(field, a_mentioned_section_and_a_breached_duty_are_no_exemptions)
{
    g_autoptr(foi_document) mentioned = with_provision("foia:30", FOI_ROLE_MENTIONED);
    expect(mentioned, "exemption", "");
    g_autoptr(foi_document) breached = with_provision("foia:10", FOI_ROLE_BREACHED);
    expect(breached, "exemption", "");
    expect(breached, "ruling", "breached:foia:10");
}

Test(field, a_date_gives_only_what_its_precision_allows)
{
    g_autoptr(foi_document) document = foi_document_new();
    document->tags.date = g_strdup("2017-03");
    document->tags.date_precision = FOI_DATE_MONTH;
    expect(document, "year", "2017");
    expect(document, "month", "2017-03");
    expect(document, "date", "2017-03");
    g_free(document->tags.date);
    document->tags.date = g_strdup("2017");
    expect(document, "month", "");
    expect(document, "year", "2017");
}

Test(field, a_date_that_is_none_gives_nothing)
{
    static const char *const hostile[] = {"", "20", "yesterday", "20-17-03", "x017-03-02"};
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autoptr(foi_document) document = foi_document_new();
        document->tags.date = g_strdup(hostile[i]);
        expect(document, "year", "");
        expect(document, "date", "");
    }
}

Test(field, a_reference_is_compared_without_its_punctuation)
{
    static const char *const spellings[][2] = {{"EA/2019/0123", "ea2019123"},
                                               {"ea.2019.123", "ea2019123"},
                                               {"FT/EA/2019/0123", "ea2019123"},
                                               {"[2020] UKUT 00012 (AAC)", "2020ukut12aac"},
                                               {"FS50060700", "fs50060700"},
                                               {"0", "0"},
                                               {"[2020] UKUT 12 (AAC)", "2020ukut12aac"},
                                               {"IC-315773-L9G6", "ic315773l9g6"},
                                               {"\xff\xfe-1", "1"},
                                               {"", ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(spellings); i++) {
        g_autofree char *key = foi_reference_key(spellings[i][0]);
        cr_assert_str_eq(key, spellings[i][1]);
    }
    g_autofree char *typed = foi_reference_key("ea20230981");
    cr_assert(foi_reference_has_key("EA/2023/0981", typed));
    cr_assert(foi_reference_has_key("EA/2023/0981", "ea2023981"));
    cr_assert_not(foi_reference_has_key("EA/2023/0981", "ea2023"));
}

Test(field, a_term_is_folded_and_never_too_long_for_the_index)
{
    const foi_field *exemption = foi_field_find("EXEMPTION");
    g_autofree char *term = foi_field_term(exemption, "foia:40(3A)(a)");
    cr_assert_str_eq(term, "XEXEMPTIONfoia:40(3a)(a)");
    g_autofree char *month = foi_field_term(foi_field_find("month"), "2019-05");
    cr_assert_str_eq(month, "M201905");
    char longest[2001];
    memset(longest, 'a', 2000);
    longest[2000] = '\0';
    g_autofree char *first = foi_field_term(exemption, longest);
    longest[1999] = 'b';
    g_autofree char *second = foi_field_term(exemption, longest);
    cr_assert_leq(strlen(first), 245);
    cr_assert_str_neq(first, second, "two long values became one");
}

Test(field, a_provision_of_a_million_brackets_takes_no_time)
{
    GString *id = g_string_new("foia:31");
    for (int i = 0; i < 1000000; i++)
        g_string_append(id, "(1)");
    g_autoptr(foi_document) document = with_provision(id->str, FOI_ROLE_UPHELD);
    g_autofree char *found = values(document, "ruling");
    cr_assert_geq(strlen(found), id->len);
    g_string_free(id, TRUE);
}

static char **prefixes_of(void)
{
    size_t count;
    const foi_field *fields = foi_fields(&count);
    GPtrArray *all = g_ptr_array_new();
    for (size_t i = 0; i < count; i++)
        if (fields[i].prefix != NULL)
            g_ptr_array_add(all, (char *)fields[i].prefix);
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(all, FALSE);
}

Test(field, no_term_of_one_field_can_be_taken_for_one_of_another)
{
    g_autofree char **prefixes = prefixes_of();
    for (size_t i = 0; prefixes[i] != NULL; i++)
        for (size_t j = 0; prefixes[j] != NULL; j++)
            cr_assert(i == j || !g_str_has_prefix(prefixes[i], prefixes[j]),
                      "%s begins with %s: their values could not be told apart", prefixes[i],
                      prefixes[j]);
}

Test(field, values_have_labels_for_people)
{
    static const char *const labels[][3] = {
        {"type", "decision-notice", "Decision notice"},
        {"exemption", "foia:31(1)(a)", "FOIA s.31(1)(a)"},
        {"ruling", "rejected:foia:43(2)", "Rejected: FOIA s.43(2)"},
        {"lang", "cy", "Welsh"},
        {"authority", "puddleby-town-council", "puddleby-town-council"},
        {"year", "2019", "2019"}};
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        g_autofree char *label = foi_field_value_label(foi_field_find(labels[i][0]), labels[i][1]);
        cr_assert_str_eq(label, labels[i][2], "%s is %s", labels[i][1], label);
    }
}

Test(field, an_unknown_name_has_no_field)
{
    cr_assert_null(foi_field_find("exemptions"));
    cr_assert_null(foi_field_find(""));
    cr_assert_null(foi_field_find(NULL));
}
