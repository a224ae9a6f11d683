/* The ids of provisions: what people type, what the table says of them, how they are shown. */
#include "law_support.h"

Test(law, offsets_point_at_what_was_read)
{
    const char *text = "It cites sections 24(1) and 31(1)(a).";
    g_autoptr(foi_law_scan) scan = law_scan(text);
    cr_assert_eq(scan->refs->len, 1);
    const foi_law_ref *ref = &g_array_index(scan->refs, foi_law_ref, 0);
    g_autofree char *whole = g_strndup(text + ref->start, ref->end - ref->start);
    cr_assert_str_eq(whole, "sections 24(1) and 31(1)(a)");
    const foi_law_item *item = &g_array_index(scan->items, foi_law_item, 1);
    g_autofree char *second = g_strndup(text + item->start, item->end - item->start);
    cr_assert_str_eq(second, "31(1)(a)");
}

Test(law, without_any_law_named_nothing_is_assumed)
{
    const char *text = "See section 12 of our lease and section 43(2).";
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    g_autoptr(foi_law_scan) scan = foi_law_scan_tokens(text, (const foi_token *)tokens->data,
                                                       tokens->len, FOI_LAW_ASSUME_NEVER);
    cr_assert_eq(scan->items->len, 0);
}

Test(law, canonical_ids_of_what_people_type)
{
    static const law_row rows[] = {
        {"31", "foia:31"},
        {"31(1)(a)", "foia:31(1)(a)"},
        {"s31(1)(a)", "foia:31(1)(a)"},
        {"s.31(1)(a)", "foia:31(1)(a)"},
        {"section 31(1)(a)", "foia:31(1)(a)"},
        {"foia:31(1)(A)", "foia:31(1)(a)"},
        {"foisa:30(b)", "foisa:30(b)"},
        {"FOISA s30(b)", "foisa:30(b)"},
        {"reg12(5)(e)", "eir:12(5)(e)"},
        {"regulation 12(5)(e)", "eir:12(5)(e)"},
        {"eir:12(5)(e)", "eir:12(5)(e)"},
        {"EIR reg. 12(5)(e)", "eir:12(5)(e)"},
        {"eisr:10(4)(b)", "eisr:10(4)(b)"},
        {"22A", "foia:22A"},
        {"22a", "foia:22A"},
        {"foia:40(5b)", "foia:40(5B)"},
        {"Freedom of Information Act 2000 s 31", "foia:31"},
        {"ie-foi:31(1)(a)", "ie-foi:31(1)(a)"},
        {"IE FOI s.31(1)(a)", "ie-foi:31(1)(a)"},
        {"us-foia:(b)(7)(c)", "us-foia:(b)(7)(C)"},
        {"us-foia:552(b)(5)", "us-foia:(b)(5)"},
        {"us-foia:5", "us-foia:(b)(5)"},
        {"us-foia exemption 7(C)", "us-foia:(b)(7)(C)"},
        {"US FOIA (b)(6)", "us-foia:(b)(6)"},
        {"(b)(6)", "us-foia:(b)(6)"},
        {"552(b)(6)", "us-foia:(b)(6)"},
        {"au-foi:47F", "au-foi:47F"},
        {"AU FOI s.47e(d)", "au-foi:47E(d)"},
        {"nz-oia:9(2)(ba)(i)", "nz-oia:9(2)(ba)(i)"},
        {"Exemption 31(1)(a)", "foia:31(1)(a)"},
        {"FOIA 40(5B)", "foia:40(5B)"},
        {"", NULL},
        {"banana", NULL},
        {"999", NULL},
        {"foia:", NULL},
        {"xyz:31", NULL},
        {"31(1)(a) and 40", NULL},
        {"section", NULL},
        {"31(", NULL},
        {"us-foia:31", "us-foia:(b)(31)"},
        {"us-foia:(z)(1)", NULL},
        {"foia:(b)(5)", NULL},
        {"foia:552(b)(5)", NULL},
        {"\xff\xfe", NULL},
        {NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = foi_law_canonical(rows[i].text);
        cr_expect_str_eq(got ? got : "none", rows[i].ids ? rows[i].ids : "none", "\"%s\" gives %s",
                         rows[i].text ? rows[i].text : "NULL", got ? got : "none");
    }
}

Test(law, kinds_titles_and_limbs)
{
    static const struct {
        const char *id;
        foi_provision_kind kind;
        bool exemption;
        bool limb;
    } rows[] = {
        {"foia:21", FOI_PROVISION_ABSOLUTE, true, false},
        {"foia:31(1)(a)", FOI_PROVISION_QUALIFIED, true, false},
        {"foia:31(3)", FOI_PROVISION_QUALIFIED, true, true},
        {"foia:23(5)", FOI_PROVISION_ABSOLUTE, true, true},
        {"foia:40(1)", FOI_PROVISION_ABSOLUTE, true, false},
        {"foia:40(3A)(a)", FOI_PROVISION_PROCEDURAL, false, false},
        {"foia:12(2)", FOI_PROVISION_GROUND, true, false},
        {"foia:14(1)", FOI_PROVISION_GROUND, true, false},
        {"foia:10", FOI_PROVISION_DUTY, false, false},
        {"foia:25", FOI_PROVISION_PROCEDURAL, false, false},
        {"foia:50", FOI_PROVISION_PROCEDURAL, false, false},
        {"foia:99", FOI_PROVISION_UNKNOWN, false, false},
        {"eir:12(4)(b)", FOI_PROVISION_QUALIFIED, true, false},
        {"eir:12(6)", FOI_PROVISION_QUALIFIED, true, true},
        {"eir:14(3)", FOI_PROVISION_DUTY, false, false},
        {"foisa:17(1)", FOI_PROVISION_GROUND, true, false},
        {"foisa:16", FOI_PROVISION_DUTY, false, false},
        {"eisr:10(8)", FOI_PROVISION_QUALIFIED, true, true},
        {"eisr:11(2)", FOI_PROVISION_ABSOLUTE, true, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const foi_provision *found = foi_law_provision(rows[i].id);
        cr_expect_eq(found ? found->kind : FOI_PROVISION_UNKNOWN, rows[i].kind, "%s", rows[i].id);
        cr_expect_eq(foi_law_is_exemption(rows[i].id), rows[i].exemption, "%s", rows[i].id);
        cr_expect_eq(found && found->neither_confirm_nor_deny, rows[i].limb, "%s", rows[i].id);
    }
    cr_assert_str_eq(foi_law_provision("foia:43(2)")->title, "commercial interests");
    cr_assert_null(foi_law_provision(NULL));
    cr_assert_null(foi_law_provision("31(1)(a)"));
}

Test(law, parents_and_display)
{
    g_autofree char *parent = foi_law_parent("foia:31(1)(a)");
    cr_expect_str_eq(parent, "foia:31(1)");
    g_autofree char *section = foi_law_parent(parent);
    cr_expect_str_eq(section, "foia:31");
    cr_expect_null(foi_law_parent(section));
    cr_expect_null(foi_law_parent(NULL));
    g_autofree char *act = foi_law_display("foia:31(1)(a)");
    cr_expect_str_eq(act, "FOIA s.31(1)(a)");
    g_autofree char *regulation = foi_law_display("eir:12(5)(e)");
    cr_expect_str_eq(regulation, "EIR reg. 12(5)(e)");
    g_autofree char *root = foi_law_display("us-foia:(b)(5)");
    cr_expect_str_eq(root, "US FOIA (b)(5)");
    g_autofree char *whole = foi_law_parent("us-foia:(b)");
    cr_expect_null(whole);
    g_autofree char *unknown = foi_law_display("moon:1");
    cr_expect_str_eq(unknown, "moon:1");
    cr_expect_str_eq(foi_law_regime_name("foisa"), "Freedom of Information (Scotland) Act 2002");
    cr_expect_null(foi_law_regime_name("moon"));
    size_t count = 0;
    while (foi_law_regimes()[count])
        count++;
    cr_expect_geq(count, 4);
}
