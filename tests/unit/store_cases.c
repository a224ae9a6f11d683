/* Which documents belong to one matter: the keys that they have in common. */
#include <criterion/criterion.h>

#include "indexer/store/cases.h"

static GArray *keys_of(const char *authority, foi_reference_kind kind, const char *id, bool own)
{
    g_autoptr(foi_document) document = foi_document_new();
    foi_evidence evidence = {0, 0, 1.0, FOI_SOURCE_READ};
    document->tags.authority_id = g_strdup(authority);
    foi_tags_add_reference(&document->tags, kind, id, own, evidence);
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    foi_case_keys(document, keys);
    return keys;
}

static bool share_a_key(const char *first_authority, const char *first,
                        const char *second_authority, const char *second)
{
    g_autoptr(GArray) a = keys_of(first_authority, FOI_REFERENCE_AUTHORITY_REF, first, true);
    g_autoptr(GArray) b = keys_of(second_authority, FOI_REFERENCE_AUTHORITY_REF, second, true);
    for (guint i = 0; i < a->len; i++)
        for (guint k = 0; k < b->len; k++)
            if (g_array_index(a, uint64_t, i) == g_array_index(b, uint64_t, k))
                return true;
    return false;
}

Test(store_cases, numbers_of_one_authority)
{
    static const struct {
        const char *first_authority, *first, *second_authority, *second;
        bool same;
    } rows[] = {
        {"home-office", "FOI 2022/12345", "home-office", "FOI2022/12345", true},
        {"home-office", "99583", "home-office", "FOI 99583", true},
        {"home-office", "99583", "kent-county-council", "99583", false},
        {"home-office", "FOI 2022/12345", "home-office", "FOI 2022/12346", false},
        {"home-office", "FOI 784", "home-office", "FOI 784", false},
        {"home-office", "2022", "home-office", "2022", false},
        {NULL, "99583", NULL, "99583", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        cr_expect_eq(share_a_key(rows[i].first_authority, rows[i].first, rows[i].second_authority,
                                 rows[i].second),
                     rows[i].same, "%s and %s", rows[i].first, rows[i].second);
}

Test(store_cases, what_is_only_cited_links_nothing)
{
    g_autoptr(GArray) cited =
        keys_of("home-office", FOI_REFERENCE_AUTHORITY_REF, "FOI 2022/12345", false);
    g_autoptr(GArray) notice = keys_of("home-office", FOI_REFERENCE_ICO_CASE, "FS50767053", false);
    g_autoptr(GArray) own = keys_of(NULL, FOI_REFERENCE_ICO_CASE, "FS50767053", true);
    cr_expect_eq(cited->len, 0);
    cr_expect_eq(notice->len, 0);
    cr_expect_eq(own->len, 1);
}
