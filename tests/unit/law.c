/* What references to the law are found in a text, and the ids that people type. */
#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>

#include "indexer/law/scan.h"

/* The ids found in TEXT, in order, parted by ";". */
static char *ids_in(const char *text)
{
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    g_autoptr(foi_law_scan) scan =
        foi_law_scan_tokens(text, (const foi_token *)tokens->data, tokens->len, true);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < scan->items->len; i++)
        g_string_append_printf(out, "%s%s", i ? ";" : "",
                               g_array_index(scan->items, foi_law_item, i).id);
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *text;
    const char *ids;
} row;

static void check_rows(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *got = ids_in(rows[i].text);
        cr_expect_str_eq(got, rows[i].ids, "\"%s\" gives %s, wants %s", rows[i].text, got,
                         rows[i].ids);
    }
}

Test(law, written_forms)
{
    static const row rows[] = {
        {"Section 1", "foia:1"},
        {"Section 2.1", "foia:2(1)"},
        {"Section 3(1)", "foia:3(1)"},
        {"Section 4 (1)", "foia:4(1)"},
        {"Section 1 or 11", "foia:1;foia:11"},
        {"Section 4 (1) or 14 (1)", "foia:4(1);foia:14(1)"},
        {"Section 5.1.a&b or 15.1.a&b", "foia:5(1)(a);foia:5(1)(b);foia:15(1)(a);foia:15(1)(b)"},
        {"Section 6(1)(a)&(b) or 16(1)(a)&(b)",
         "foia:6(1)(a);foia:6(1)(b);foia:16(1)(a);foia:16(1)(b)"},
        {"S. 1(1)", "foia:1(1)"},
        {"S.2(1)", "foia:2(1)"},
        {"Regulation 3", "eir:3"},
        {"reg. 4(1)", "eir:4(1)"},
        {"S.1.1.a.i", "foia:1(1)(a)(i)"},
        {"S.2(1)(b)(i)&(ii)", "foia:2(1)(b)(i);foia:2(1)(b)(ii)"},
        {"sections 40(2) and 41", "foia:40(2);foia:41"},
        {"ss. 35 & 36", "foia:35;foia:36"},
        {"s40(2)", "foia:40(2)"},
        {"s.40(3A)(a)", "foia:40(3A)(a)"},
        {"section 40(2)/(3)", "foia:40(2);foia:40(3)"},
        {"Sections 31 and 24", "foia:31;foia:24"},
        {"sections 24(1) and 31(1)(a)", "foia:24(1);foia:31(1)(a)"},
        {"Section 31(1) (a)", "foia:31(1)(a)"},
        {"Section 24 (1)", "foia:24(1)"},
        {"section 36(2)(b)(i), (ii) and (c)", "foia:36(2)(b)(i);foia:36(2)(b)(ii);foia:36(2)(c)"},
        {"sections 35-36", "foia:35;foia:36"},
        {"sections 35 to 37", "foia:35;foia:36;foia:37"},
        {"sections 31(1)(a) to (c)", "foia:31(1)(a);foia:31(1)(b);foia:31(1)(c)"},
        {"section 12 and 14", "foia:12;foia:14"},
        {"section 11A", "foia:11A"},
        {"section 22A of FOIA", "foia:22A"},
        {"section 40(5B)", "foia:40(5B)"},
        {"subsections 31(1)(a) and 24(1)", "foia:31(1)(a);foia:24(1)"},
        {"FOI 40(2)", "foia:40(2)"},
        {"EIR 12(5)(b)", "eir:12(5)(b)"},
        {"EIR 12.5.b", "eir:12(5)(b)"},
        {"exemption 43(2)", "foia:43(2)"},
        {"regs 12(4)(b) and 12(5)(e)", "eir:12(4)(b);eir:12(5)(e)"},
        {"Regulation 12.5.b", "eir:12(5)(b)"},
        {"r 12(5)(e)", "eir:12(5)(e)"},
        {"regulation 12(5)(e) of the EIR", "eir:12(5)(e)"},
        {"Section 24 (1) – National Security.", "foia:24(1)"},
        {"under section\n40 of the Act", "foia:40"},
        {"under sec\xc2\xadtion 40(2)", "foia:40(2)"},
        {"section\xc2\xa0"
         "40(2)",
         "foia:40(2)"},
        {"Section 4O(2)", "foia:40(2)"},
        {"sectlon 40", "foia:40"},
        {"section l2(1)", "foia:12(1)"},
        {"S21(1)", "foia:21(1)"},
        {"Section 21 (1) -", "foia:21(1)"},
        {"sections 27(1)(a), (c) and (d) and 27(2)",
         "foia:27(1)(a);foia:27(1)(c);foia:27(1)(d);foia:27(2)"},
        {"section 23(1) or section 24(1) in the alternative", "foia:23(1);foia:24(1)"},
        {"regulation 10(4)e)", "eisr:10(4)(e)"},
        {"EIR 11.4: Upheld", "eir:11(4)"},
        {"FOI 36: Complaint not upheld", "foia:36"},
        {"FOI 10: Upheld FOI 12: Not upheld", "foia:10;foia:12"},
        {"EIR 12 - Complaint Not upheld, EIR 14 - Complaint Upheld", "eir:12;eir:14"},
        {"section 37(2) of FOIA13(5)(a) of the EIR", "foia:37(2);eir:13(5)(a)"},
        {"Section 22 FOIASection 40 FOIA", "foia:22;foia:40"},
        {"adran 40(2)", "foia:40(2)"},
        {"rheoliad 12(4)(b)", "eir:12(4)(b)"},
        {"adran 14(1) o Ddeddf Rhyddid Gwybodaeth 2000", "foia:14(1)"},
        {"sections 44 (statutory prohibitions) and 40(2) (third party personal data) of the FOIA",
         "foia:44;foia:40(2)"},
        {"section 40(2)(3A)(a)", "foia:40(2)"},
        {"regulation 12(5)(f)(i) to (iii)", "eir:12(5)(f)(i);eir:12(5)(f)(ii);eir:12(5)(f)(iii)"},
        {"sections 38(1)(b) and 36(1) of FOISA", "foisa:38(1)(b);foisa:36(1)"},
        {"section 1(1)(a) and (b)", "foia:1(1)(a);foia:1(1)(b)"},
        {"section 31(1)(g) and (h)", "foia:31(1)(g);foia:31(1)(h)"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

Test(law, which_law)
{
    static const row rows[] = {
        {"Freedom of Information (Scotland) Act 2002 (FOISA) sections 1(1), (2) and (6) (General "
         "entitlement); 30(b) and (c) (Prejudice); 35 (Law enforcement); 47(1) and (2)",
         "foisa:1(1);foisa:1(2);foisa:1(6);foisa:30(b);foisa:30(c);foisa:35;foisa:47(1);foisa:47("
         "2)"},
        {"The EIRs: regulations 5(1) and (2)(b); 10(1), (2), (4)(a), (5)(e). The Scottish "
         "Information "
         "Commissioner.",
         "eisr:5(1);eisr:5(2)(b);eisr:10(1);eisr:10(2);eisr:10(4)(a);eisr:10(5)(e)"},
        {"The Freedom of Information (Scotland) Act 2002. Under section 17(1) we do not hold it.",
         "foisa:17(1)"},
        {"section 30(b)(ii) applied", "foisa:30(b)(ii)"},
        {"the EIRs, regulation 10(5)(e)", "eisr:10(5)(e)"},
        {"Section 12(4)(b) EIR", "eir:12(4)(b)"},
        {"regulation 12(4)(b) of the EIRs", "eir:12(4)(b)"},
        {"the Environmental Information Regulations 2004 (the Regulations). It applied regulation "
         "13 "
         "of the Regulations, and section 41 of the Act.",
         "eir:13;foia:41"},
        {"the Freedom of Information Act 2000 (\"the Act\") and the Data Protection Act 2018 "
         "apply; "
         "section 40(2) of the Act",
         "foia:40(2)"},
        {"Section 1(1) of the 2002 Act", "foisa:1(1)"},
        {"the Data Protection Act 1998 (\"the Act\"). Section 7 of the Act.", ""},
        {"sections 41 and 43 of the Freedom of Information Act", "foia:41;foia:43"},
        {"FOIA | Freedom of Information Act 2000. s.35(1)(a)", "foia:35(1)(a)"},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

Test(law, gives_nothing)
{
    static const row rows[] = {
        {"Invalid 1", ""},
        {"inv. 2", ""},
        {"the Council's 12 wards", ""},
        {"the Council\xe2\x80\x99s 12 wards", ""},
        {"the Council s 12 wards", ""},
        {"it's 30 days", ""},
        {"section 31 of the Limitation Act 1980", ""},
        {"the FOIA; the Copyright, Designs and Patents Act 1988 (sections 29 and 30) for study",
         ""},
        {"Article 6(1)(f)", ""},
        {"Article 6(1)(f) of the UK GDPR", ""},
        {"section 12(2) of the Tribunals, Courts and Enforcement Act 2007", ""},
        {"regulation 4(3) of the Freedom of Information and Data Protection (Appropriate Limit and "
         "Fees) Regulations 2004",
         ""},
        {"regulation 5 of the Fees Regulations", ""},
        {"the Fees Regulations. Regulation 4(3) says", ""},
        {"rule 8(3)(c)", ""},
        {"r.14", ""},
        {"r. 8(3)(c)", ""},
        {"section 18(1) CRCA 2005", ""},
        {"section 18(1) of the Commissioners for Revenue and Customs Act 2005", ""},
        {"section 23 CRCA", ""},
        {"section 348 FSMA", ""},
        {"section 132 DPA 2018", ""},
        {"section 3(2) DPA 2018", ""},
        {"section 106 agreement", ""},
        {"section 10 of the section 45 Code of Practice", ""},
        {"sections 29 and 30 of the Copyright, Designs and Patents Act 1988", ""},
        {"FOI 784", ""},
        {"FOI 17-24", ""},
        {"Our ref: FOI 36", ""},
        {"within 40 working days", ""},
        {"paragraph 12(2)", ""},
        {"section 2004", ""},
    };
    check_rows(rows, G_N_ELEMENTS(rows));
}

Test(law, offsets_point_at_what_was_read)
{
    const char *text = "It cites sections 24(1) and 31(1)(a).";
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    g_autoptr(foi_law_scan) scan =
        foi_law_scan_tokens(text, (const foi_token *)tokens->data, tokens->len, true);
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
    g_autoptr(foi_law_scan) scan =
        foi_law_scan_tokens(text, (const foi_token *)tokens->data, tokens->len, false);
    cr_assert_eq(scan->items->len, 0);
}

Test(law, canonical_ids_of_what_people_type)
{
    static const row rows[] = {
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
        {"FOIA 40(5B)", "foia:40(5B)"},
        {"", NULL},
        {"banana", NULL},
        {"999", NULL},
        {"foia:", NULL},
        {"xyz:31", NULL},
        {"31(1)(a) and 40", NULL},
        {"section", NULL},
        {"31(", NULL},
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
    g_autofree char *unknown = foi_law_display("moon:1");
    cr_expect_str_eq(unknown, "moon:1");
    cr_expect_str_eq(foi_law_regime_name("foisa"), "Freedom of Information (Scotland) Act 2002");
    cr_expect_null(foi_law_regime_name("moon"));
    size_t count = 0;
    while (foi_law_regimes()[count])
        count++;
    cr_expect_geq(count, 4);
}

/* A megabyte of what makes a reader go back and forth: it must end, and soon. */
Test(law, hostile_text_is_linear, .timeout = 20)
{
    static const char *const units[] = {"section 1(1)(1)(1)",
                                        "(1)",
                                        "9",
                                        ",",
                                        "(a)",
                                        "section ",
                                        "the Act ",
                                        "sections 1, 2, (3), ",
                                        "of the FOIA ",
                                        "s40(2) or ",
                                        "Act of the Act "};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        GString *text = g_string_new(i % 2 ? "section 1" : NULL);
        while (text->len < 1 << 20)
            g_string_append(text, units[i]);
        g_autofree char *ids = ids_in(text->str);
        cr_expect_not_null(ids);
        g_string_free(text, TRUE);
    }
}
