/* The rows of provisions.tsv are those of the laws: kinds, limbs, duties, what is never a ground.
 */
#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>

#include "indexer/base/tsv.h"
#include "indexer/law/regimes.h"

/* Each of the NUMBERS, parted by spaces, of the law REGIME has a row of KIND of its own. */
static void check_kind(const char *regime, foi_provision_kind kind, const char *numbers)
{
    g_auto(GStrv) all = g_strsplit(numbers, " ", -1);
    for (char **number = all; *number; number++) {
        g_autofree char *id = g_strconcat(regime, ":", *number, NULL);
        const foi_provision *row = foi_law_provision(id);
        cr_assert_not_null(row, "%s", id);
        cr_expect_eq(row->kind, kind, "%s is of kind %d", id, (int)row->kind);
        cr_expect_str_not_empty(row->title);
    }
}

Test(law_table, kinds_of_foia)
{
    check_kind("foia", FOI_PROVISION_ABSOLUTE,
               "21 23 32 34 37(1)(a) 37(1)(aa) 37(1)(ab) 40(1) 40(2) 41 44 23(5) 32(3) 34(2) 41(2) "
               "44(2) 40(5) 40(5A) 40(5B)");
    check_kind(
        "foia", FOI_PROVISION_QUALIFIED,
        "22 22A 24 26 27 28 29 30 31 33 35 36 37(1)(ac) 37(1)(ad) 37(1)(b) 38 39 42 43 22(2) "
        "22A(2) 24(2) 26(3) 27(4) 28(3) 29(2) 30(3) 31(3) 33(3) 35(3) 36(3) 38(2) 39(2) 42(2) "
        "43(3)");
    check_kind("foia", FOI_PROVISION_GROUND, "1(3) 8 9 12 12(1) 12(2) 13 14 14(1) 14(2) 17(6)");
    check_kind("foia", FOI_PROVISION_DUTY,
               "1 1(1) 1(1)(a) 1(1)(b) 9(1) 10 11 11A 15 16 17 17(1) 17(7) 19");
    check_kind(
        "foia", FOI_PROVISION_PROCEDURAL,
        "2 3 5 6 7 18 20 25 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 "
        "67 74 75 76 77 78 79 80 81 82 83 84");
}

Test(law_table, kinds_of_eir)
{
    check_kind(
        "eir", FOI_PROVISION_QUALIFIED,
        "12 12(4)(a) 12(4)(b) 12(4)(c) 12(4)(d) 12(4)(e) 12(5)(a) 12(5)(b) 12(5)(c) 12(5)(d) "
        "12(5)(e) 12(5)(f) 12(5)(g) 12(6)");
    check_kind("eir", FOI_PROVISION_ABSOLUTE, "12(3) 13 13(1) 13(5) 13(5A) 13(5B)");
    check_kind("eir", FOI_PROVISION_GROUND, "5(3) 6(1)(b) 8(4) 8(5)");
    check_kind(
        "eir", FOI_PROVISION_DUTY,
        "4 5(1) 5(2) 6(2) 7(1) 7(3) 9(1) 9(2) 10 11(3) 11(4) 14 14(1) 14(2) 14(3) 14(4) 14(5)");
    check_kind("eir", FOI_PROVISION_PROCEDURAL, "2 3 12(1) 12(2) 15 16 17 18 19");
}

Test(law_table, kinds_of_foisa)
{
    check_kind("foisa", FOI_PROVISION_ABSOLUTE,
               "25 26 36(2) 37 38(1)(a) 38(1)(b) 38(1)(c) 38(1)(d)");
    check_kind(
        "foisa", FOI_PROVISION_QUALIFIED,
        "27(1) 27(2) 28 29 30 31(1) 31(4) 32 33(1)(a) 33(1)(b) 33(2) 34 35 36(1) 39(1) 39(2) "
        "40 41");
    check_kind("foisa", FOI_PROVISION_GROUND, "1(3) 8 9 12 14(1) 14(2) 17(1) 18(1) 21(8)");
    check_kind("foisa", FOI_PROVISION_DUTY, "1(1) 10(1) 11 15 16 19 21(1) 21(4) 21(5) 23");
    check_kind("foisa", FOI_PROVISION_PROCEDURAL,
               "2 3 20 22 24 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 60 61 62 65 73");
    cr_expect(foi_law_is_also_duty("foisa:17(1)"));
    cr_expect_not(foi_law_is_also_duty("foisa:18(1)"));
}

Test(law_table, kinds_of_eisr)
{
    check_kind("eisr", FOI_PROVISION_QUALIFIED,
               "10(4)(a) 10(4)(b) 10(4)(c) 10(4)(d) 10(4)(e) 10(5)(a) 10(5)(b) 10(5)(c) 10(5)(d) "
               "10(5)(e) 10(5)(f) 10(5)(g) 10(8)");
    check_kind("eisr", FOI_PROVISION_ABSOLUTE, "11(1) 11(2) 11(6)");
    check_kind("eisr", FOI_PROVISION_DUTY, "4 5(1) 5(2)(a) 6(2) 7 8 9 13 14 16(3) 16(4)");
    check_kind("eisr", FOI_PROVISION_PROCEDURAL, "10(2)(b) 12 15 17 18 19");
}

Test(law_table, kinds_abroad)
{
    check_kind("ie-foi", FOI_PROVISION_QUALIFIED, "28 29 30 32 33 35 36 37 39 40");
    check_kind("ie-foi", FOI_PROVISION_ABSOLUTE, "31(1)(a) 31(1)(b) 35(1)(b) 41");
    check_kind("ie-foi", FOI_PROVISION_GROUND, "15(1)(a) 15(1)(c) 15(1)(d) 15(1)(g) 42(m)");
    check_kind("us-foia", FOI_PROVISION_ABSOLUTE,
               "(b)(1) (b)(2) (b)(3) (b)(4) (b)(5) (b)(7)(A) (b)(7)(D) (b)(7)(E) (b)(8) (b)(9)");
    check_kind("us-foia", FOI_PROVISION_QUALIFIED, "(b)(6) (b)(7)(C)");
    check_kind("au-foi", FOI_PROVISION_ABSOLUTE, "33 34 37 38 42 45 45A 46 47 47A");
    check_kind("au-foi", FOI_PROVISION_QUALIFIED, "47B 47C 47D 47E 47F 47G 47H 47J");
    check_kind("au-foi", FOI_PROVISION_GROUND, "24 24AA 24A 22");
    check_kind("nz-oia", FOI_PROVISION_ABSOLUTE, "6(a) 6(c) 7");
    check_kind("nz-oia", FOI_PROVISION_QUALIFIED,
               "9(2)(a) 9(2)(ba) 9(2)(f)(iv) 9(2)(g)(i) 9(2)(j)");
    check_kind("nz-oia", FOI_PROVISION_GROUND, "18(d) 18(e) 18(f) 18(g) 18(h)");
}

Test(law_table, limbs_that_neither_confirm_nor_deny)
{
    static const struct {
        const char *id, *limb;
    } rows[] = {{"foia:21", NULL},
                {"foia:22", "foia:22(2)"},
                {"foia:22A", "foia:22A(2)"},
                {"foia:23(1)", "foia:23(5)"},
                {"foia:24(1)", "foia:24(2)"},
                {"foia:26(1)(a)", "foia:26(3)"},
                {"foia:27(1)(c)", "foia:27(4)"},
                {"foia:28", "foia:28(3)"},
                {"foia:29(1)(b)", "foia:29(2)"},
                {"foia:30(1)", "foia:30(3)"},
                {"foia:31(1)(g)", "foia:31(3)"},
                {"foia:32(1)", "foia:32(3)"},
                {"foia:33", "foia:33(3)"},
                {"foia:34", "foia:34(2)"},
                {"foia:35(1)(a)", "foia:35(3)"},
                {"foia:36(2)(b)(i)", "foia:36(3)"},
                {"foia:37(1)(b)", "foia:37(2)"},
                {"foia:38(1)(b)", "foia:38(2)"},
                {"foia:39(1)", "foia:39(2)"},
                {"foia:40(1)", "foia:40(5A)"},
                {"foia:40(2)", "foia:40(5B)"},
                {"foia:41(1)", "foia:41(2)"},
                {"foia:42(1)", "foia:42(2)"},
                {"foia:43(2)", "foia:43(3)"},
                {"foia:44(1)(a)", "foia:44(2)"},
                {"foia:40(3A)(a)", NULL},
                {"foia:12(1)", NULL},
                {"foia:31(3)", NULL},
                {"eir:12(5)(a)", "eir:12(6)"},
                {"eir:12(5)(b)", NULL},
                {"eir:12(4)(b)", NULL},
                {"eir:13(1)", "eir:13(5B)"},
                {"foisa:30(b)(ii)", "foisa:18(1)"},
                {"foisa:35(1)(a)", "foisa:18(1)"},
                {"foisa:38(1)(b)", "foisa:18(1)"},
                {"foisa:39(1)", "foisa:18(1)"},
                {"foisa:41", "foisa:18(1)"},
                {"foisa:25", NULL},
                {"foisa:36(1)", NULL},
                {"foisa:37", NULL},
                {"eisr:10(5)(a)", "eisr:10(8)"},
                {"eisr:10(5)(e)", NULL},
                {"eisr:11(2)", "eisr:11(6)"},
                {"nz-oia:6(a)", "nz-oia:10"},
                {"nz-oia:9(2)(a)", NULL},
                {"nz-oia:9(2)(b)(ii)", "nz-oia:10"},
                {"au-foi:33(a)(i)", "au-foi:25"},
                {"us-foia:(b)(1)", NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *limb = foi_law_limb(rows[i].id);
        cr_expect_str_eq(limb ? limb : "none", rows[i].limb ? rows[i].limb : "none", "%s",
                         rows[i].id);
        if (rows[i].limb)
            cr_expect(foi_law_provision(rows[i].limb)->neither_confirm_nor_deny, "%s",
                      rows[i].limb);
    }
}

Test(law_table, conditions_and_purposes_are_no_claims)
{
    static const char *const ids[] = {
        "foia:40(3)(a)(i)", "foia:40(3)(b)", "foia:40(3A)(a)", "foia:40(3B)", "foia:40(4)",
        "foia:40(4A)",      "foia:31(2)(a)", "foia:31(2)(j)",  "foia:23(3)",  "foia:27(3)",
        "foia:28(2)",       "foia:35(2)",    "foia:35(4)",     "foia:36(4)",  "foia:36(5)",
        "foia:36(7)",       "eir:12(7)",     "eir:12(8)",      "eir:12(9)",   "eir:12(10)",
        "eir:12(11)",       "foisa:35(2)",   "eisr:10(6)",     "eir:13(2A)"};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        cr_expect(foi_law_is_condition(ids[i]), "%s", ids[i]);
        cr_expect_not(foi_law_is_exemption(ids[i]), "%s", ids[i]);
    }
    cr_expect_not(foi_law_is_condition("foia:40(2)"));
    cr_expect(foi_law_is_doorway("foisa:39(2)") && foi_law_is_doorway("foia:39"));
    cr_expect_not(foi_law_is_doorway("foisa:39(1)"));
}

/* A defect of the table would show only where a rare provision is read. */
Test(law_table, every_row_is_whole)
{
    const foi_tsv *tsv = foi_tsv_table("provisions");
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < foi_tsv_rows(tsv); i++) {
        const char *regime = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "regime"));
        const char *limb = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "limb"));
        const char *also = foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "also"));
        g_autofree char *id =
            g_strconcat(regime, ":", foi_tsv_cell(tsv, i, foi_tsv_column(tsv, "number")), NULL);
        g_autofree char *limb_id = g_strconcat(regime, ":", limb, NULL);
        const foi_provision *row = foi_law_provision(id);
        g_autofree char *again = foi_law_canonical(id);
        cr_expect_geq(foi_regime_index(regime), 0, "%s", id);
        cr_expect_str_eq(row->id, id);
        cr_expect_str_eq(again ? again : "none", id);
        cr_expect_neq(row->kind, FOI_PROVISION_UNKNOWN, "%s", id);
        cr_expect_str_not_empty(row->title, "%s", id);
        cr_expect(g_hash_table_add(seen, g_strdup(id)), "%s stands twice", id);
        cr_expect(!*limb || foi_law_provision(limb_id)->neither_confirm_nor_deny, "%s", id);
        cr_expect(!*also || strcmp(also, "duty") == 0 || strcmp(also, "condition") == 0 ||
                      strcmp(also, "doorway") == 0,
                  "%s", id);
    }
}
