/* table.c - two facets across each other: by hand, and compared with looking at each document. */
#include "random_queries.h"

TestSuite(table, .init = set_up, .fini = tear_down, .timeout = 120);

static foi_table *tabulate(const char *query, const char *row, const char *column, uint32_t rows,
                           uint32_t columns)
{
    foi_table_options options;
    foi_table *table = NULL;

    foi_table_options_init(&options);
    options.rows = rows;
    options.columns = columns;
    cr_assert_eq(foi_index_tabulate(index_handle, query, row, column, &options, &table), FOI_OK,
                 "%s: %s", query, foi_index_error(index_handle));
    return table;
}

/* --- by hand -----------------------------------------------------------------------------------
 */

/* Appends each row as "VALUE COUNT/WHOLE: CELL CELL...". */
static char *text_of(const foi_table *table)
{
    const foi_table_axis *rows = foi_table_rows(table);
    const foi_table_axis *columns = foi_table_columns(table);
    GString *text = g_string_new(NULL);

    for (size_t c = 0; c < columns->value_count; c++) {
        const foi_table_value *value = &columns->values[c];
        g_string_append_printf(text, "%s%s %u", c > 0 ? ", " : "",
                               value->value ? value->value : "-", value->count);
    }
    for (size_t r = 0; r < rows->value_count; r++) {
        const foi_table_value *value = &rows->values[r];
        g_string_append_printf(text, "\n%s %u/%u:", value->value ? value->value : "-", value->count,
                               value->whole);
        for (size_t c = 0; c < columns->value_count; c++) {
            g_string_append_printf(text, " %u", foi_table_count(table, r, c));
        }
    }
    return g_string_free(text, FALSE);
}

static void expect_table(const char *query, const char *row, const char *column, uint32_t rows,
                         uint32_t columns, const char *wanted)
{
    foi_table *table = tabulate(query, row, column, rows, columns);
    g_autofree char *text = text_of(table);

    cr_assert_str_eq(text, wanted, "%s", text);
    foi_table_free(table);
}

static void add_decision(const char *const *rulings, foi_outcome outcome)
{
    g_autofree char *path = g_strdup_printf("/d/%u", documents->len);
    foi_document *document = add_document(path, "zorp");

    for (; *rulings; rulings++) {
        foi_role role = (*rulings)[0] == '+'   ? FOI_ROLE_UPHELD
                        : (*rulings)[0] == '-' ? FOI_ROLE_REJECTED
                        : (*rulings)[0] == 'w' ? FOI_ROLE_WITHDRAWN
                                               : FOI_ROLE_RELIED_ON;
        add_claim(document, *rulings + 1, role);
    }
    document->tags.outcome = outcome;
}

static void index_decisions(void)
{
    static const char *const first[] = {"+foia:31(1)(a)", "-foia:31(1)(g)", "?foia:40(2)", NULL};
    static const char *const second[] = {"-foia:31(1)(a)", "wfoia:40(2)", NULL};
    static const char *const third[] = {"+foia:40(2)", "-foia:10", NULL};
    static const char *const fourth[] = {NULL};

    add_decision(first, FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD);
    add_decision(second, FOI_OUTCOME_COMPLAINT_UPHELD);
    add_decision(third, FOI_OUTCOME_NONE);
    add_decision(fourth, FOI_OUTCOME_COMPLAINT_UPHELD);
    write_index(2);
    open_index();
}

/* A section stood or fell with its parts, and may have done both. */
Test(table, exemptions_by_ruling_tell_how_each_fared)
{
    static const char wanted[] = "upheld 2, rejected 2, not-ruled 2\n"
                                 "foia:40 3/1: 1 0 2\n"
                                 "foia:40(2) 3/1: 1 0 2\n"
                                 "foia:31 2/2: 1 2 0\n"
                                 "foia:31(1) 2/2: 1 2 0\n"
                                 "foia:31(1)(a) 2/2: 1 1 0\n"
                                 "foia:31(1)(g) 1/1: 0 1 0";

    index_decisions();
    expect_table("zorp", "exemption", "ruling", 0, 0, wanted);
    expect_table("zorp", "ruling", "exemption", 0, 0, wanted);
}

Test(table, a_misspelt_word_is_told)
{
    index_decisions();
    foi_table *table = tabulate("zrop", "exemption", "ruling", 0, 0);
    cr_assert_eq(foi_table_total(table), 0);
    cr_assert_str_eq(foi_table_suggestion(table), "zorp");
    foi_table_free(table);
    table = tabulate("zorp", "year", "type", 0, 0);
    cr_assert_null(foi_table_suggestion(table));
    foi_table_free(table);
}

Test(table, shares_are_of_the_documents_that_ruled)
{
    index_decisions();
    foi_table *table = tabulate("zorp", "exemption", "ruling", 0, 0);
    cr_assert_float_eq(foi_table_share(table, 4, 0), 0.5, 1e-9);
    cr_assert_float_eq(foi_table_share(table, 2, 1), 1, 1e-9);
    cr_assert_lt(foi_table_share(table, 4, 2), 0);
    cr_assert_str_eq(foi_table_rows(table)->values[4].parent, "foia:31(1)");
    foi_table_free(table);
    table = tabulate("outcome:missing -zorp OR exemption:foisa:30", "exemption", "ruling", 0, 0);
    cr_assert_eq(foi_table_rows(table)->value_count, 0);
    foi_table_free(table);
}

Test(table, a_table_of_two_facets_has_those_without_a_value_last)
{
    index_decisions();
    expect_table("zorp", "outcome", "exemption", 0, 2,
                 "foia:40 3, foia:40(2) 3, - 1\n"
                 "complaint-upheld 2/2: 1 1 1\n"
                 "complaint-partly-upheld 1/1: 1 1 0\n"
                 "- 1/1: 1 1 0");
}

Test(table, what_is_not_given_is_told)
{
    index_decisions();
    foi_table *table = tabulate("zorp", "exemption", "exemption", 1, 2);
    cr_assert_eq(foi_table_rows(table)->distinct, 6);
    cr_assert_eq(foi_table_rows(table)->more, 5);
    cr_assert_eq(foi_table_columns(table)->more, 4);
    g_autofree char *text = text_of(table);
    cr_assert_str_eq(text, "foia:40 3, foia:40(2) 3, - 1\nfoia:40 3/3: 3 3 0\n- 1/1: 0 0 1");
    foi_table_free(table);
}

Test(table, a_table_counts_the_matches_alone_whatever_they_are_filtered_by)
{
    index_decisions();
    expect_table("exemption:31(1)(g)", "exemption", "outcome", 2, 0,
                 "complaint-partly-upheld 1\nfoia:31 1/1: 1\nfoia:31(1) 1/1: 1");
}

static void expect_refusal(const char *query, const char *row, const char *column,
                           foi_status wanted, const char *part)
{
    foi_table *table = NULL;

    cr_assert_eq(foi_index_tabulate(index_handle, query, row, column, NULL, &table), wanted);
    cr_assert_null(table);
    cr_assert(strstr(foi_index_error(index_handle), part), "%s", foi_index_error(index_handle));
}

Test(table, what_cannot_be_tabulated_says_why)
{
    foi_table_options options;
    foi_table *table = NULL;

    index_decisions();
    expect_refusal("zorp", "exemptoin", "ruling", FOI_ERROR_ARGUMENT, "did you mean exemption?");
    expect_refusal("zorp", "exemption", "title", FOI_ERROR_ARGUMENT, "the facets are authority");
    expect_refusal("zorp", "exemption", NULL, FOI_ERROR_ARGUMENT, "two facets");
    expect_refusal(NULL, "exemption", "ruling", FOI_ERROR_ARGUMENT, "no query");
    expect_refusal("tpye:response", "exemption", "ruling", FOI_ERROR_QUERY, "type");
    memset(&options, 0, sizeof options);
    cr_assert_eq(foi_index_tabulate(index_handle, "zorp", "year", "type", &options, &table),
                 FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_tabulate(NULL, "zorp", "year", "type", NULL, &table),
                 FOI_ERROR_ARGUMENT);
    foi_table_free(NULL);
}

/* Two facets of thousands of values each would take gigabytes. */
Test(table, a_table_that_is_too_large_is_refused)
{
    foi_table_options options;
    foi_table *table = NULL;

    for (int i = 0; i < 2500; i++) {
        g_autofree char *path = g_strdup_printf("/%d/x", i);
        add_document(path, "zorp");
    }
    write_index(5000);
    open_index();
    foi_table_options_init(&options);
    options.rows = options.columns = 0;
    cr_assert_eq(foi_index_tabulate(index_handle, "zorp", "path", "path", &options, &table),
                 FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_index_error(index_handle), "4000000 cells"));
    expect_table("zorp", "path", "type", 1, 0, "- 2500\n/ 2500/2500: 2500");
}

/* --- compared ----------------------------------------------------------------------------------
 */

static guint count_both(const looked *l, const char *row, const char *row_value, const char *column,
                        const char *column_value)
{
    guint count = 0;

    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = documents->pdata[i];
        count += is_match(l, document, NULL) && look_has(document, row, row_value) &&
                 look_has(document, column, column_value);
    }
    return count;
}

/* Folders are looked at in small letters; NULL stays NULL. g_free. */
static char *folded(const char *value)
{
    return value ? g_ascii_strdown(value, -1) : NULL;
}

static void compare_cells(const char *query, const looked *l, const char *row, const char *column)
{
    foi_table *table = tabulate(query, row, column, 7, 5);
    const foi_table_axis *rows = foi_table_rows(table);
    const foi_table_axis *columns = foi_table_columns(table);

    cr_assert_eq(foi_table_total(table), l->total, "%s", query);
    cr_assert_eq(foi_table_relaxed(table) != 0, l->relaxed);
    for (size_t r = 0; r < rows->value_count; r++) {
        g_autofree char *value = folded(rows->values[r].value);
        cr_assert_eq(rows->values[r].count, count_both(l, row, value, row, value), "%s: %s %s",
                     query, row, value);
        for (size_t c = 0; c < columns->value_count; c++) {
            g_autofree char *across = folded(columns->values[c].value);
            cr_assert_eq(foi_table_count(table, r, c), count_both(l, row, value, column, across),
                         "%s: %s %s, %s %s has %u", query, row, value, column, across,
                         foi_table_count(table, r, c));
        }
    }
    foi_table_free(table);
}

/* DOCUMENT has PROVISION itself, or a part of it, with ROLE. */
static bool is_ruled(const foi_document *document, const char *role, const char *provision)
{
    g_autofree char *value = g_strdup_printf("%s:%s", role, provision);

    return look_has(document, "ruling", value);
}

static void compare_rulings(const char *query, const looked *l)
{
    foi_table *table = tabulate(query, "exemption", "ruling", 0, 0);
    const foi_table_axis *rows = foi_table_rows(table);

    for (size_t r = 0; r < rows->value_count; r++) {
        const char *id = rows->values[r].value;
        guint upheld = 0, rejected = 0, ruled = 0, open = 0;
        for (guint i = 0; i < documents->len; i++) {
            const foi_document *document = documents->pdata[i];
            bool stood = is_ruled(document, "upheld", id);
            bool fell = is_ruled(document, "rejected", id);
            if (is_match(l, document, NULL) && look_has(document, "exemption", id)) {
                upheld += stood;
                rejected += fell;
                ruled += stood || fell;
                open += !stood && !fell;
            }
        }
        cr_assert_eq(foi_table_count(table, r, 0), upheld, "%s: %s", query, id);
        cr_assert_eq(foi_table_count(table, r, 1), rejected, "%s: %s", query, id);
        cr_assert_eq(foi_table_count(table, r, 2), open, "%s: %s", query, id);
        cr_assert_eq(rows->values[r].whole, ruled, "%s: %s", query, id);
        cr_assert_eq(rows->values[r].count, ruled + open, "%s: %s", query, id);
    }
    foi_table_free(table);
}

static void compare_random(guint seed, guint every)
{
    static const char *const pairs[][2] = {{"authority", "outcome"}, {"exemption", "exemption"},
                                           {"path", "regime"},       {"year", "type"},
                                           {"ruling", "favours"},    {"month", "path"}};
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);

    random_documents(random, 120);
    write_index(every);
    open_index();
    for (guint i = 0; i < 150; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(made) tree = make_query(random, text);
        looked l = look_for(tree);
        compare_cells(text->str, &l, pairs[i % G_N_ELEMENTS(pairs)][0],
                      pairs[i % G_N_ELEMENTS(pairs)][1]);
        compare_rulings(text->str, &l);
    }
}

Test(table, tables_of_random_queries_equal_looking_at_every_document)
{
    compare_random(21, 1000);
}

Test(table, tables_over_many_segments_do_too)
{
    compare_random(22, 20);
}
