/* The table of public authorities: one body under all its names. */
#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>

#include "indexer/authority/names.h"

typedef struct {
    const char *asked;
    const char *id;
} row;

Test(authority, one_body_under_all_its_names)
{
    static const row rows[] = {
        {"department-for-work-and-pensions", "department-for-work-and-pensions"},
        {"DWP", "department-for-work-and-pensions"},
        {"dwp", "department-for-work-and-pensions"},
        {"Department for Work & Pensions", "department-for-work-and-pensions"},
        {"the Department for Work and Pensions", "department-for-work-and-pensions"},
        {"Information Commissioner's Office", "information-commissioners-office"},
        {"Information Commissioner\xe2\x80\x99s Office", "information-commissioners-office"},
        {"ICO", "information-commissioners-office"},
        {"The Home Office", "home-office"},
        {"Kent County Council", "kent-county-council"},
        {"Kent", "kent-county-council"},
        {"Bolton Council", "bolton-metropolitan-borough-council"},
        {"Scottish Ministers", "scottish-government"},
        {"BBC", "british-broadcasting-corporation"},
        {"NS&I", "national-savings-and-investments"},
        {"Department for Environment Food & Rural Affairs",
         "department-for-environment-food-and-rural-affairs"},
        {"", NULL},
        {"the", NULL},
        {"Puddleby Town Council", NULL},
        {"\xff", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const foi_authority *found = foi_authority_find(rows[i].asked);
        cr_expect_str_eq(found ? found->id : "none", rows[i].id ? rows[i].id : "none", "%s",
                         rows[i].asked ? rows[i].asked : "NULL");
    }
}

Test(authority, senders_by_domain)
{
    static const row rows[] = {
        {"foi@dwp.gov.uk", "department-for-work-and-pensions"},
        {"freedom-of-information-request@DWP.GSI.GOV.UK", "department-for-work-and-pensions"},
        {"https://www.psni.police.uk/foi", "police-service-of-northern-ireland"},
        {"Team <foi@team.northumbria.police.uk>", "northumbria-police"},
        {"request-1-abc@whatdotheyknow.com", NULL},
        {"gov.uk", NULL},
        {"foi@gov.scot", "scottish-government"},
        {"www.gov.scot", "scottish-government"},
        {"foi@forestryandland.gov.scot", "forestry-and-land-scotland"},
        {"foi@puddleby.gov.scot", NULL},
        {"", NULL},
        {"@", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const foi_authority *found = foi_authority_by_domain(rows[i].asked);
        cr_expect_str_eq(found ? found->id : "none", rows[i].id ? rows[i].id : "none", "%s",
                         rows[i].asked ? rows[i].asked : "NULL");
    }
}

Test(authority, ids_from_names_outside_the_table)
{
    static const row rows[] = {
        {"Puddleby Town Council", "puddleby-town-council"},
        {"The Parish of St. Mary's & All Saints", "parish-of-st-marys-and-all-saints"},
        {"Cyngor Tref M\xc3\xb4n", "cyngor-tref-mon"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *id = foi_authority_make_id(rows[i].asked);
        cr_expect_str_eq(id, rows[i].id);
    }
}

Test(authority, ids_are_unique_and_made_of_the_name)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    size_t count = 0;
    for (const foi_authority *known; (known = foi_authority_at(count)); count++) {
        cr_expect(g_hash_table_add(seen, (gpointer)known->id), "%s is there twice", known->id);
        cr_expect_neq(known->sector, FOI_SECTOR_NONE, "%s", known->id);
        cr_expect_not_null(foi_authority_find(known->name), "%s", known->name);
    }
    cr_expect_gt(count, 1000);
}

Test(authority, mentions_in_running_text)
{
    const char *text =
        "Dear Sir, the Department\nfor Work & Pensions (DWP) wrote to Kent and to the "
        "co operative; the home office was closed. NHS Foundation. Home Office.";
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    g_autoptr(GArray) found = foi_authority_mentions((const foi_token *)tokens->data, tokens->len);
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        const foi_authority_mention *mention = &g_array_index(found, foi_authority_mention, i);
        g_string_append_printf(ids, "%s%s;", mention->authority->id, mention->weak ? "?" : "");
    }
    cr_expect_str_eq(ids->str, "department-for-work-and-pensions;department-for-work-and-pensions;"
                               "kent-county-council?;home-office;");
    g_string_free(ids, TRUE);
}

Test(authority, a_name_reaches_up_to_the_first_word_of_no_name)
{
    cr_assert_eq(foi_authority_reach("Department for Education"),
                 strlen("Department for Education"));
    cr_assert_eq(foi_authority_reach("The Departrnent for Education"), strlen("The Departrnent"));
    cr_assert_eq(foi_authority_reach("Department for Educ@tion and more"),
                 strlen("Department for Educ@tion"));
    cr_assert_eq(foi_authority_reach(""), 0);
}

Test(authority, acronyms_are_found_without_reading_the_names)
{
    const foi_authority *dwp = foi_authority_of_id("department-for-work-and-pensions");

    cr_assert_not_null(dwp);
    cr_assert_eq(foi_authority_by_acronym("DWP"), dwp);
    cr_assert_eq(foi_authority_by_acronym("dwp"), dwp);
    cr_assert_null(foi_authority_by_acronym("dw"));
    cr_assert_null(foi_authority_by_acronym(""));
    cr_assert_null(foi_authority_by_acronym("Army"), "too common: behind a ~");
    cr_assert_str_eq(foi_authority_acronyms(dwp), "DWP");
    cr_assert_null(foi_authority_of_id("Department for Work and Pensions"));
}
