/* The law as a program that links the library asks about it: no header of ours but foi.h. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "foi/foi.h"

static foi_references *read_text(const char *text, const char *regime)
{
    foi_law_options options;
    foi_law_options_init(&options);
    options.regime = regime;
    foi_references *references = NULL;
    cr_assert_eq(foi_references_read(text, strlen(text), &options, &references), FOI_OK);
    cr_assert_not_null(references);
    cr_expect_eq(foi_references_bytes(references), strlen(text));
    return references;
}

/* The ids in TEXT, parted by ";", in a static buffer. */
static const char *ids_of(const char *text, const char *regime)
{
    static char all[512];
    foi_references *references = read_text(text, regime);
    foi_reference_view view;
    all[0] = '\0';
    for (size_t i = 0; foi_references_at(references, i, &view); i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? ";" : "", view.id);
    foi_references_free(references);
    return all;
}

Test(law_public, references_have_their_place_in_the_text)
{
    const char *text = "It cites sections 31(1)(a) and (b) of FOIA and regulation 12(5)(e).";
    foi_references *references = read_text(text, NULL);
    static const struct {
        const char *id, *number, *whole;
        int assumed;
    } wanted[] = {{"foia:31(1)(a)", "31(1)(a)", "sections 31(1)(a) and (b)", 0},
                  {"foia:31(1)(b)", "(b)", "sections 31(1)(a) and (b)", 0},
                  {"eir:12(5)(e)", "12(5)(e)", "regulation 12(5)(e)", 1}};
    cr_assert_eq(foi_references_count(references), 3);
    for (size_t i = 0; i < 3; i++) {
        foi_reference_view view;
        cr_assert_eq(foi_references_at(references, i, &view), 1);
        cr_expect_str_eq(view.id, wanted[i].id);
        cr_expect_eq(view.length, strlen(wanted[i].number));
        cr_expect_eq(strncmp(text + view.start, wanted[i].number, view.length), 0);
        cr_expect_eq(view.whole_length, strlen(wanted[i].whole));
        cr_expect_eq(strncmp(text + view.whole_start, wanted[i].whole, view.whole_length), 0);
        cr_expect_eq(view.assumed, wanted[i].assumed);
    }
    foi_reference_view view;
    cr_expect_eq(foi_references_at(references, 3, &view), 0);
    cr_expect_eq(foi_references_at(references, 0, NULL), 0);
    foi_references_free(references);
}

Test(law_public, a_text_that_names_no_law_means_the_one_of_the_options)
{
    cr_expect_str_eq(ids_of("under section 30(c) and section 17", NULL), "foisa:30(c)");
    cr_expect_str_eq(ids_of("under section 17 and regulation 10", NULL), "");
    cr_expect_str_eq(ids_of("under section 17 and regulation 10", "foia"), "foia:17;eir:10");
    cr_expect_str_eq(ids_of("under section 17 and regulation 10", "foisa"), "foisa:17;eisr:10");
    cr_expect_str_eq(ids_of("under section 37(1)", "ie-foi"), "ie-foi:37(1)");
    cr_expect_str_eq(ids_of("under Exemption 7(C) and (b)(5)", "us-foia"),
                     "us-foia:(b)(7)(C);us-foia:(b)(5)");
    cr_expect_str_eq(ids_of("section 17 of FOIA", "foisa"), "foia:17");
}

Test(law_public, bad_input_is_refused_and_never_aborts, .timeout = 60)
{
    foi_references *references = (foi_references *)&references;
    foi_law_options options;
    foi_law_options_init(&options);
    cr_expect_eq(foi_references_read(NULL, 3, NULL, &references), FOI_ERROR_ARGUMENT);
    cr_expect_null(references);
    cr_expect_eq(foi_references_read("x", 1, NULL, NULL), FOI_ERROR_ARGUMENT);
    options.regime = "moon";
    cr_expect_eq(foi_references_read("x", 1, &options, &references), FOI_ERROR_ARGUMENT);
    options.size = 1;
    options.regime = NULL;
    cr_expect_eq(foi_references_read("x", 1, &options, &references), FOI_ERROR_ARGUMENT);
    cr_expect_eq(foi_references_read(NULL, 0, NULL, &references), FOI_OK);
    cr_expect_eq(foi_references_count(references), 0);
    foi_references_free(references);
    foi_references_free(NULL);
    foi_law_options_init(NULL);
    foi_reference_view view;
    cr_expect_eq(foi_references_count(NULL), 0);
    cr_expect_eq(foi_references_bytes(NULL), 0);
    cr_expect_eq(foi_references_at(NULL, 0, &view), 0);
    /* No text at all: bytes of every value, cut characters among them. */
    char bytes[4096];
    srand(7);
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)(rand() % 4 ? "section 31(2)(a), FOIA\xe2\x80"[rand() % 24] : rand());
        cr_assert_eq(foi_references_read(bytes, sizeof bytes, NULL, &references), FOI_OK);
        for (size_t i = 0; foi_references_at(references, i, &view); i++) {
            cr_expect_leq(view.start + view.length, sizeof bytes);
            cr_expect_leq(view.whole_start + view.whole_length, sizeof bytes);
            cr_expect_gt(view.length, 0);
        }
        foi_references_free(references);
    }
}

Test(law_public, a_text_beyond_the_limit_is_read_up_to_it)
{
    size_t length = ((size_t)4 << 20) + 1000;
    char *text = malloc(length);
    memset(text, 'x', length);
    foi_references *references;
    cr_assert_eq(foi_references_read(text, length, NULL, &references), FOI_OK);
    cr_expect_eq(foi_references_bytes(references), (size_t)4 << 20);
    foi_references_free(references);
    free(text);
}

Test(law_public, ids_of_what_is_typed)
{
    char *id;
    cr_expect_eq(foi_provision_id("s.31(1)(a)", &id), FOI_OK);
    cr_expect_str_eq(id, "foia:31(1)(a)");
    foi_free(id);
    cr_expect_eq(foi_provision_id("reg12(5)(e)", &id), FOI_OK);
    cr_expect_str_eq(id, "eir:12(5)(e)");
    foi_free(id);
    cr_expect_eq(foi_provision_id("banana", &id), FOI_ERROR_NOT_FOUND);
    cr_expect_null(id);
    cr_expect_eq(foi_provision_id(NULL, &id), FOI_ERROR_ARGUMENT);
    cr_expect_eq(foi_provision_id("31", NULL), FOI_ERROR_ARGUMENT);
}

static void check_string(char *got, const char *wanted)
{
    cr_expect_str_eq(got ? got : "none", wanted);
    foi_free(got);
}

Test(law_public, display_and_parents)
{
    check_string(foi_provision_display("foia:31(1)(a)"), "FOIA s.31(1)(a)");
    check_string(foi_provision_display("eir:12(5)(e)"), "EIR reg. 12(5)(e)");
    check_string(foi_provision_display("us-foia:(b)(7)(C)"), "US FOIA (b)(7)(C)");
    check_string(foi_provision_display("moon:1"), "moon:1");
    check_string(foi_provision_display(NULL), "none");
    check_string(foi_provision_parent("foia:31(1)(a)"), "foia:31(1)");
    check_string(foi_provision_parent("foia:31"), "none");
    check_string(foi_provision_parent("us-foia:(b)(5)"), "us-foia:(b)");
    check_string(foi_provision_parent("us-foia:(b)"), "none");
    check_string(foi_provision_parent(NULL), "none");
}

Test(law_public, what_the_tables_say)
{
    foi_provision_facts facts;
    cr_assert_eq(foi_provision_describe("foia:31(1)(a)(iv)", &facts), FOI_OK);
    cr_expect_str_eq(facts.id, "foia:31(1)(a)");
    cr_expect_str_eq(facts.regime, "foia");
    cr_expect_str_eq(facts.regime_name, "Freedom of Information Act 2000");
    cr_expect_str_eq(facts.title, "the prevention or detection of crime");
    cr_expect_str_eq(facts.limb, "foia:31(3)");
    cr_expect_eq(facts.kind, FOI_PROVISION_QUALIFIED);
    cr_expect(facts.exemption && !facts.neither_confirm_nor_deny);
    cr_assert_eq(foi_provision_describe("foia:31(3)", &facts), FOI_OK);
    cr_expect(facts.exemption && facts.neither_confirm_nor_deny);
    cr_expect_null(facts.limb);
    cr_expect_eq(foi_provision_describe("foia:99", &facts), FOI_ERROR_NOT_FOUND);
    cr_expect_null(facts.id);
    cr_expect_eq(foi_provision_describe(NULL, &facts), FOI_ERROR_ARGUMENT);
    cr_expect_eq(foi_provision_describe("foia:31", NULL), FOI_ERROR_ARGUMENT);
    char long_id[5000] = "foia:31";
    memset(long_id + 7, '(', sizeof long_id - 8);
    cr_expect_eq(foi_provision_describe(long_id, &facts), FOI_ERROR_NOT_FOUND);
}

Test(law_public, what_contains_what)
{
    cr_expect(foi_provision_contains("foia:40", "foia:40(3A)(a)"));
    cr_expect(foi_provision_contains("foia:40", "foia:40"));
    cr_expect(foi_provision_contains("us-foia:(b)", "us-foia:(b)(5)"));
    cr_expect_not(foi_provision_contains("foia:4", "foia:40"));
    cr_expect_not(foi_provision_contains("foia:40(2)", "foia:40"));
    cr_expect_not(foi_provision_contains("foia:40", "foisa:40(2)"));
    cr_expect_not(foi_provision_contains(NULL, "foia:40"));
    cr_expect_not(foi_provision_contains("foia:40", NULL));
}

Test(law_public, the_laws_known)
{
    size_t count = 0;
    while (foi_regime_id(count)) {
        cr_expect_not_null(foi_regime_name(foi_regime_id(count)));
        count++;
    }
    cr_expect_geq(count, 8);
    cr_expect_str_eq(foi_regime_id(0), "foia");
    cr_expect_null(foi_regime_id((size_t)-1));
    cr_expect_null(foi_regime_name("moon"));
    cr_expect_null(foi_regime_name(NULL));
}
