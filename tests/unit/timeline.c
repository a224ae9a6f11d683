/* timeline.c - documents by year and by month. */
#include "random_queries.h"

TestSuite(timeline, .init = set_up, .fini = tear_down, .timeout = 60);

static void index_dates(const char *dates)
{
    g_auto(GStrv) each = g_strsplit(dates, " ", -1);

    for (size_t i = 0; each[i]; i++) {
        g_autofree char *path = g_strdup_printf("/d/%zu", i);
        foi_document *document = add_document(path, "zorp");
        if (strcmp(each[i], "-") != 0) {
            set_date(document, each[i]);
        }
    }
    write_index(2);
    open_index();
}

static foi_timeline *timeline_of(const char *query, foi_period period, uint32_t longest_gap)
{
    foi_timeline_options options;
    foi_timeline *timeline = NULL;

    foi_timeline_options_init(&options);
    options.period = period;
    options.longest_gap = longest_gap;
    cr_assert_eq(foi_index_timeline(index_handle, query, &options, &timeline), FOI_OK, "%s: %s",
                 query, foi_index_error(index_handle));
    return timeline;
}

static void expect_timeline(foi_period period, uint32_t longest_gap, const char *wanted)
{
    g_autoptr(GString) text = g_string_new(NULL);
    foi_timeline *timeline = timeline_of("zorp", period, longest_gap);

    for (size_t i = 0; i < foi_timeline_length(timeline); i++) {
        const foi_timeline_entry *entry = foi_timeline_at(timeline, i);
        g_string_append_printf(text, "%s", entry->first);
        if (entry->periods > 1) {
            g_string_append_printf(text, "..%s(%u)", entry->last, entry->periods);
        } else {
            cr_assert_str_eq(entry->first, entry->last);
        }
        g_string_append_printf(text, " %u, ", entry->count);
    }
    g_string_append_printf(text, "no month %u, undated %u", foi_timeline_no_month(timeline),
                           foi_timeline_undated(timeline));
    cr_assert_str_eq(text->str, wanted, "%s", text->str);
    cr_assert_null(foi_timeline_at(timeline, foi_timeline_length(timeline)));
    foi_timeline_free(timeline);
}

Test(timeline, a_misspelt_word_is_told)
{
    index_dates("2017 2019");
    foi_timeline *timeline = timeline_of("zrop", FOI_PERIOD_YEAR, 12);
    cr_assert_eq(foi_timeline_total(timeline), 0);
    cr_assert_str_eq(foi_timeline_suggestion(timeline), "zorp");
    foi_timeline_free(timeline);
    timeline = timeline_of("zorp", FOI_PERIOD_YEAR, 12);
    cr_assert_null(foi_timeline_suggestion(timeline));
    foi_timeline_free(timeline);
}

Test(timeline, years_between_without_documents_are_there)
{
    index_dates("2017 2019-05 2019-05-24 2021-01-01 -");
    expect_timeline(FOI_PERIOD_YEAR, 12,
                    "2017 1, 2018 0, 2019 2, 2020 0, 2021 1, no month 0, undated 1");
}

Test(timeline, documents_dated_by_year_are_told_apart_by_month)
{
    index_dates("2018-11-30 2018 2019-02 -");
    expect_timeline(FOI_PERIOD_MONTH, 12,
                    "2018-11 1, 2018-12 0, 2019-01 0, 2019-02 1, no month 1, undated 1");
}

Test(timeline, a_stray_date_does_not_make_thousands_of_entries)
{
    index_dates("1066-10 2019-05 2020-05");
    expect_timeline(FOI_PERIOD_MONTH, 12,
                    "1066-10 1, 1066-11..2019-04(11430) 0, 2019-05 1, 2019-06 0, 2019-07 0, "
                    "2019-08 0, 2019-09 0, 2019-10 0, 2019-11 0, 2019-12 0, 2020-01 0, 2020-02 0, "
                    "2020-03 0, 2020-04 0, 2020-05 1, no month 0, undated 0");
    expect_timeline(FOI_PERIOD_YEAR, 1,
                    "1066 1, 1067..2018(952) 0, 2019 1, 2020 1, no month 0, undated 0");
    foi_timeline *whole = timeline_of("zorp", FOI_PERIOD_MONTH, 0);
    cr_assert_eq(foi_timeline_length(whole), 11444);
    foi_timeline_free(whole);
}

Test(timeline, without_dates_there_are_no_entries)
{
    index_dates("- -");
    expect_timeline(FOI_PERIOD_MONTH, 12, "no month 0, undated 2");
}

Test(timeline, what_cannot_be_asked_says_why)
{
    foi_timeline_options options;
    foi_timeline *timeline = NULL;

    index_dates("2019");
    foi_timeline_options_init(&options);
    options.period = (foi_period)7;
    cr_assert_eq(foi_index_timeline(index_handle, "zorp", &options, &timeline), FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_index_error(index_handle), "by year or by month"));
    options.size = 0;
    cr_assert_eq(foi_index_timeline(index_handle, "zorp", &options, &timeline), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_timeline(index_handle, "(", NULL, &timeline), FOI_ERROR_QUERY);
    cr_assert_eq(foi_index_timeline(index_handle, NULL, NULL, &timeline), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_timeline(NULL, "zorp", NULL, &timeline), FOI_ERROR_ARGUMENT);
    cr_assert_null(timeline);
    foi_timeline_free(NULL);
}

static void compare(const char *query, const looked *l, foi_period period)
{
    foi_timeline *timeline = timeline_of(query, period, 0);
    const char *field = period == FOI_PERIOD_MONTH ? "month" : "year";
    guint undated = 0, without = 0, sum = 0;

    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = documents->pdata[i];
        if (is_match(l, document, NULL)) {
            undated += look_has(document, "year", NULL);
            without += look_has(document, field, NULL);
        }
    }
    for (size_t i = 0; i < foi_timeline_length(timeline); i++) {
        const foi_timeline_entry *entry = foi_timeline_at(timeline, i);
        guint count = 0;
        for (guint d = 0; entry->count > 0 && d < documents->len; d++) {
            count += is_match(l, documents->pdata[d], NULL) &&
                     look_has(documents->pdata[d], field, entry->first);
        }
        cr_assert_eq(entry->count, count, "%s: %s", query, entry->first);
        sum += count;
    }
    cr_assert_eq(foi_timeline_undated(timeline), undated, "%s", query);
    cr_assert_eq(foi_timeline_no_month(timeline), without - undated, "%s", query);
    cr_assert_eq(sum + without, l->total, "%s", query);
    cr_assert_eq(foi_timeline_total(timeline), l->total, "%s", query);
    cr_assert_eq(foi_timeline_relaxed(timeline) != 0, l->relaxed, "%s", query);
    foi_timeline_free(timeline);
}

Test(timeline, timelines_of_random_queries_equal_looking_at_every_document)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(31);

    random_documents(random, 120);
    write_index(30);
    open_index();
    for (guint i = 0; i < 100; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(made) tree = make_query(random, text);
        looked l = look_for(tree);
        compare(text->str, &l, i % 2 == 0 ? FOI_PERIOD_YEAR : FOI_PERIOD_MONTH);
    }
}
