/* parse.c - the query language, from text to tree. */
#include <criterion/criterion.h>
#include <string.h>

#include "indexer/base/nearest.h"
#include "query/parse/lexer.h"
#include "query/parse/parse.h"

static void describe(const foi_node *node, GString *out)
{
    static const char *const heads[] = {"", "", "", "seq", "or", "not", "near"};

    if (node->distance > 0)
        g_string_append_printf(out, "%u:", node->distance);
    if (node->required) {
        g_string_append_c(out, '+');
    }
    switch (node->kind) {
    case FOI_NODE_WORD:
        g_string_append(out, node->text);
        return;
    case FOI_NODE_PHRASE:
        g_string_append_printf(out, "\"%s\"", node->text);
        return;
    case FOI_NODE_WILDCARD:
        g_string_append_printf(out, "%s*", node->text);
        return;
    case FOI_NODE_FIELD:
        g_string_append_printf(out, "%s%s=[%s]",
                               node->bound == FOI_BOUND_AFTER    ? "after "
                               : node->bound == FOI_BOUND_BEFORE ? "before "
                                                                 : "",
                               node->field->name, node->text);
        return;
    default:
        g_string_append_printf(out, "(%s", heads[node->kind]);
        for (guint i = 0; i < node->children->len; i++) {
            g_string_append_c(out, ' ');
            describe(node->children->pdata[i], out);
        }
        g_string_append_c(out, ')');
    }
}

static void expect_tree(const char *query, const char *tree)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_node) node = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    foi_status status = foi_query_parse(query, &node, &error);

    cr_assert_eq(status, FOI_OK, "%s: %s", query, error.message);
    describe(node, text);
    cr_assert_str_eq(text->str, tree, "%s reads as %s, not %s", query, text->str, tree);
}

static void expect_error(const char *query, long character, const char *part)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_node) node = NULL;
    g_autofree char *place = g_strdup_printf("character %ld", character);

    cr_assert_eq(foi_query_parse(query, &node, &error), FOI_ERROR_QUERY, "%s is accepted", query);
    cr_assert_null(node);
    cr_assert(strstr(error.message, part), "%s: `%s' not in: %s", query, part, error.message);
    cr_assert(character == 0 || strstr(error.message, place), "%s: not at %ld: %s", query,
              character, error.message);
}

Test(parse, words_stand_side_by_side)
{
    expect_tree("egates queue data", "(seq egates queue data)");
    expect_tree("  data \t\n sets  ", "(seq data sets)");
    expect_tree("Bulk & data - sets", "(seq Bulk data sets)");
    expect_tree("what is vexatious?", "(seq what is vexatious?)");
}

Test(parse, signs_require_and_exclude)
{
    expect_tree("+data -sets", "(seq +data (not sets))");
    expect_tree("e-mail -x", "(seq e-mail (not x))");
    expect_tree("-type:guidance", "(seq (not type=[guidance]))");
    expect_tree("-(a b)", "(seq (not (seq a b)))");
    expect_tree("NOT a", "(seq (not a))");
}

Test(parse, operators_are_capitals_only)
{
    expect_tree("a AND b c", "(seq +a +b c)");
    expect_tree("a b OR c", "(or (seq a b) (seq c))");
    expect_tree("a OR b OR c", "(or (seq a) (seq b) (seq c))");
    expect_tree("a AND NOT b", "(seq +a +(not b))");
    expect_tree("a NOT(b OR c)", "(seq a (not (or (seq b) (seq c))))");
    expect_tree("this and that or not", "(seq this and that or not)");
}

Test(parse, phrases_open_and_close_with_any_quotation_mark)
{
    expect_tree("\"building blocks\"", "(seq \"building blocks\")");
    expect_tree("\xe2\x80\x9c"
                "building blocks\xe2\x80\x9d data",
                "(seq \"building blocks\" data)");
    expect_tree("-\"building blocks\"", "(seq (not \"building blocks\"))");
}

Test(parse, a_value_keeps_its_parentheses_and_colons)
{
    expect_tree("exemption:31(1)(a)", "(seq exemption=[31(1)(a)])");
    expect_tree("(exemption:31(1)(a) OR exemption:40)",
                "(seq (or (seq exemption=[31(1)(a)]) (seq exemption=[40])))");
    expect_tree("exemption:foisa:30(b) x", "(seq exemption=[foisa:30(b)] x)");
    expect_tree("(ruling:rejected:43(2))", "(seq (seq ruling=[rejected:43(2)]))");
    expect_tree("ruling:rejected:\"section 43(2)\"", "(seq ruling=[rejected:section 43(2)])");
    expect_tree("exemption:\"section 31(1)(a)\"", "(seq exemption=[section 31(1)(a)])");
    expect_tree("EXEMPTION:reg12(5)(e)", "(seq exemption=[reg12(5)(e)])");
    expect_tree("(type:response)", "(seq (seq type=[response]))");
}

Test(parse, free_text_keeps_the_parentheses_of_the_law)
{
    expect_tree("31(1)(a) police", "(seq 31(1)(a) police)");
    expect_tree("s.40(3A)(a)", "(seq s.40(3A)(a))");
    expect_tree("(31(1)(a))", "(seq (seq 31(1)(a)))");
}

Test(parse, dates_and_their_bounds)
{
    expect_tree("date:2018..2024-06", "(seq date=[2018..2024-06])");
    expect_tree("date:..2020 date:2019..", "(seq date=[..2020] date=[2019..])");
    expect_tree("after:2018 before:2020-05-24", "(seq after date=[2018] before date=[2020-05-24])");
}

Test(parse, colons_of_prose_are_no_fields)
{
    expect_tree("10:30", "(seq 10:30)");
    expect_tree("IC-1:2", "(seq IC-1:2)");
    expect_tree("https://example.org/a", "(seq https://example.org/a)");
    expect_tree("Re: my request", "(seq Re: my request)");
}

Test(parse, an_unknown_field_names_the_nearest)
{
    expect_error("x exemptoin:31", 3, "did you mean exemption");
    expect_error("athority:dwp", 1, "authority");
    expect_error("colour:blue", 1, "the fields are");
    expect_error("exemptoin: 31", 1, "exemption");
}

Test(parse, what_is_not_whole_is_an_error_with_its_place)
{
    expect_error("a \"b c", 3, "never closed");
    expect_error("type:\"response", 6, "never closed");
    expect_error("a (b c", 3, "never closed");
    expect_error("a b)", 4, "no parenthesis is open");
    expect_error("()", 2, "was expected here, not )");
    expect_error("exemption:", 1, "a value was expected");
    expect_error("exemption: 31", 1, "a value was expected");
    expect_error("exemption:\"\"", 1, "a value was expected");
    expect_error("exemption:(31 OR 40)", 11, "not closed before");
    expect_error("a \"\" b", 3, "no word between");
    expect_error("OR a", 1, "not an operator");
    expect_error("a OR", 5, "the query ends");
    expect_error("a AND OR b", 7, "not an operator");
    expect_error("NOT", 4, "the query ends");
    expect_error("a AND &", 8, "the query ends");
    expect_error("", 1, "nothing to search for");
    expect_error(" - & ", 1, "nothing to search for");
    expect_error("\xc3\xa9\xc3\xa9 (", 5, "the query ends");
}

Test(parse, near_joins_words_and_phrases)
{
    expect_tree("a NEAR/3 b", "(seq (near a 3:b))");
    expect_tree("a NEAR b", "(seq (near a 10:b))");
    expect_tree("a NEAR/1 \"b c\" NEAR/30 d e", "(seq (near a 1:\"b c\" 30:d) e)");
    expect_tree("x a NEAR/5 b OR c", "(or (seq x (near a 5:b)) (seq c))");
    expect_tree("+a NEAR/5 b -c NEAR d", "(seq +(near a 5:b) (not (near c 10:d)))");
    expect_tree("x AND a NEAR b", "(seq +x +(near a 10:b))");
    expect_tree("a & NEAR/2 - b", "(seq (near a 2:b))");
    expect_tree("(a NEAR b)", "(seq (seq (near a 10:b)))");
    expect_tree("a near b NEARBY", "(seq a near b NEARBY)");
    expect_tree("a \"NEAR\" b", "(seq a \"NEAR\" b)");
}

Test(parse, near_says_what_it_expects)
{
    expect_error("a NEAR/0 b", 3, "a number from 1 to 30");
    expect_error("a NEAR/31 b", 3, "a number from 1 to 30");
    expect_error("a NEAR/99999999999999999999 b", 3, "a number from 1 to 30");
    expect_error("a NEAR/ b", 3, "a number from 1 to 30");
    expect_error("a NEAR/3x b", 3, "a number from 1 to 30");
    expect_error("a NEAR/3", 9, "the query ends");
    expect_error("(a NEAR)", 8, "was expected here, not )");
    expect_error("NEAR/3 b", 1, "not an operator");
    expect_error("a NEAR OR b", 8, "not an operator");
    expect_error("a NEAR NEAR b", 8, "not an operator");
    expect_error("a OR NEAR b", 6, "not an operator");
    expect_error("(a b) NEAR c", 1, "NEAR stands between");
    expect_error("x NEAR (a b)", 8, "NEAR stands between");
    expect_error("x NEAR(a b)", 7, "NEAR stands between");
    expect_error("a NEAR -b", 8, "NEAR stands between");
    expect_error("a NEAR type:response", 8, "NEAR stands between");
    expect_error("type:response NEAR/2 a", 1, "NEAR stands between");
    expect_error("x inform* NEAR a", 3, "NEAR stands between");
    expect_error("a NEAR inform*", 8, "NEAR stands between");
}

Test(parse, a_star_ends_a_word)
{
    expect_tree("a inform*", "(seq a inform*)");
    expect_tree("+inform* -(disclos*)", "(seq +inform* (not (seq disclos*)))");
    expect_tree("d\xc3\xa9t\xc3\xa9nu*, x", "(seq d\xc3\xa9t\xc3\xa9nu* x)");
    expect_tree("inform** OR FS50*", "(or (seq inform*) (seq FS50*))");
    expect_tree("** important **", "(seq important)");
    expect_tree("31(1)*", "(seq 31(1)*)");
    expect_tree("path:/a/*", "(seq path=[/a/*])");
}

Test(parse, a_star_elsewhere_is_refused_not_misread)
{
    expect_error("a da*ta", 3, "only at the end of a word");
    expect_error("a *tion", 3, "only at the end of a word");
    expect_error("*important*", 1, "only at the end of a word");
    expect_error("a d\xc3\xa9*", 3, "at least 3 letters");
    expect_error("e-mail*", 1, "one word only");
    expect_error("\"data set*\"", 1, "meant as they stand");
    expect_error("\"data*\"", 1, "meant as they stand");
}

Test(parse, a_quoted_word_is_a_phrase_of_one)
{
    expect_tree("\"information\" held", "(seq \"information\" held)");
}

Test(parse, limits_are_named)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    g_autoptr(GString) many = g_string_new(NULL);
    g_autoptr(GString) longer = g_string_new(NULL);

    for (int i = 0; i < 5000; i++) {
        g_string_append_c(deep, '(');
        g_string_append(many, "a ");
        g_string_append(longer, "abcdefgh");
    }
    expect_error(deep->str, FOI_QUERY_DEPTH + 1, "nested deeper than 64");
    expect_error(many->str, 2 * FOI_QUERY_ITEMS + 1, "at most 400");
    expect_error(longer->str, 0, "longer than 16384 bytes");
    expect_error("a \xff", 0, "not valid UTF-8 at byte 3");
}

Test(parse, random_bytes_give_a_tree_or_an_error)
{
    static const char *const pieces[] = {
        "(",    ")",        "\"",         "-",     "+",  " ",        "AND ", "OR ",
        "NOT ", "type:",    "exemption:", "date:", "a",  "31(1)(a)", "..",   "\xe2\x80\x9c",
        ":",    "\xc3\xa9", "*",          "\t",    "x:", "/",        "NEAR", "NEAR/3 ",
        "abc*"};
    g_autoptr(GRand) random = g_rand_new_with_seed(7);

    for (int round = 0; round < 20000; round++) {
        g_autoptr(GString) query = g_string_new(NULL);
        g_autoptr(foi_node) node = NULL;
        g_auto(foi_error) error = FOI_ERROR_INIT;
        int length = g_rand_int_range(random, 0, 14);
        for (int i = 0; i < length; i++) {
            g_string_append(query, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        foi_status status = foi_query_parse(query->str, &node, &error);
        cr_assert((status == FOI_OK && node && !error.message) ||
                      (status == FOI_ERROR_QUERY && !node && error.message),
                  "%s", query->str);
    }
}

/* What a facet offers to ask for must be read as what it counted. */
Test(parse, a_value_that_was_written_reads_as_itself)
{
    static const char *const pieces[] = {
        "a", "missing", "(",  ")",        " ", "31(1)(a)", ":",  "\"", "\xe2\x80\x9c", "/", "//",
        "-", "+",       "OR", "\xc3\xa9", "*", "\n",       "\\", ",",  "\xe2\x80\xa9"};
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    guint written = 0;

    for (int i = 0; i < 5000; i++) {
        g_autoptr(GString) value = g_string_new(NULL);
        for (int p = g_rand_int_range(random, 0, 5); p > 0; p--) {
            g_string_append(value, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        g_autofree char *text = foi_lexer_write_value(value->str, g_rand_boolean(random));
        g_autofree char *query = g_strdup_printf("zorp path:%s quill", text ? text : "x");
        g_auto(foi_error) error = FOI_ERROR_INIT;
        g_autoptr(foi_node) root = NULL;
        cr_assert_eq(foi_query_parse(query, &root, &error), FOI_OK, "%s: %s", query, error.message);
        cr_assert_eq(root->children->len, 3, "%s", query);
        const foi_node *field = root->children->pdata[1];
        cr_assert_eq(field->kind, FOI_NODE_FIELD, "%s", query);
        if (text) {
            cr_assert_str_eq(field->text, value->str, "%s", query);
            cr_assert(field->quoted || g_ascii_strcasecmp(value->str, "missing") != 0);
            written++;
        }
    }
    cr_assert_gt(written, 2000);
}

Test(nearest, counts_swaps_as_one_and_folds_case)
{
    cr_assert_eq(foi_edit_distance("exemptoin", "exemption"), 1);
    cr_assert_eq(foi_edit_distance("WITHELD", "withheld"), 1);
    cr_assert_eq(foi_edit_distance("", "abc"), 3);
    cr_assert_eq(foi_edit_distance("kitten", "sitting"), 3);
}

Test(nearest, gives_the_best_few_and_nothing_far)
{
    foi_nearest nearest;

    foi_nearest_start(&nearest, "disclose");
    foi_nearest_offer(&nearest, "disclosed", NULL);
    foi_nearest_offer(&nearest, "vexatious-or-repeated", NULL);
    foi_nearest_offer(&nearest, "disclosed", NULL);
    g_autofree char *names = foi_nearest_finish(&nearest);
    cr_assert_str_eq(names, "disclosed");
    foi_nearest_start(&nearest, "zzzz");
    foi_nearest_offer(&nearest, "disclosed", NULL);
    cr_assert_null(foi_nearest_finish(&nearest));
}
