/* Containers under the supervisor: members in reading order, within what is left of their file's
 * budget. */
#include "tests/unit/supervisor_support.h"

TestSuite(supervisor_members, .init = set_up, .fini = tear_down, .timeout = 60);

static void expect_members(const GPtrArray *documents, const char *const *members, guint count)
{
    cr_assert_eq(documents->len, count + 1, "%u documents", documents->len);
    for (guint i = 0; i < count; i++)
        cr_assert_str_eq(document_at(documents, i + 1)->member, members[i]);
}

Test(supervisor_members, members_follow_in_reading_order_with_their_paths)
{
    foi_limits limits = quick_limits(2);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents =
        run_one(supervisor, "box", "{a=one;b={c=two;c=three;d={e=four}};a=five}");
    static const char *const members[] = {"a", "b", "b/c", "b/c (2)", "b/d", "b/d/e", "a (2)"};
    expect_members(documents, members, G_N_ELEMENTS(members));
    cr_assert_str_eq(document_at(documents, 1)->text.bytes->str, "one");
    cr_assert_str_eq(document_at(documents, 4)->text.bytes->str, "three");
    cr_assert_str_eq(document_at(documents, 6)->text.bytes->str, "four");
    cr_assert_str_eq(document_at(documents, 1)->parent, document_at(documents, 0)->id);
    cr_assert_str_eq(document_at(documents, 3)->parent, document_at(documents, 2)->id);
    cr_assert_str_eq(document_at(documents, 6)->parent, document_at(documents, 5)->id);
    cr_assert_str_eq(document_at(documents, 7)->parent, document_at(documents, 0)->id);
}

Test(supervisor_members, bad_member_costs_only_itself)
{
    foi_limits limits = quick_limits(1);
    limits.budget.wall_ms = 1500;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents =
        run_one(supervisor, "box", "{a=one;hang=x;in/abort=y;flood=z;b=two}");
    static const char *const members[] = {"a", "hang", "in/abort", "flood", "b"};
    static const foi_read_status statuses[] = {FOI_READ_OK, FOI_READ_TIMEOUT, FOI_READ_CRASHED,
                                               FOI_READ_TOO_LARGE, FOI_READ_OK};
    expect_members(documents, members, G_N_ELEMENTS(members));
    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        const foi_document *document = document_at(documents, i + 1);
        cr_assert_eq(document->status, statuses[i], "%s: %d", members[i], document->status);
        cr_assert_str_eq(document->parent, document_at(documents, 0)->id);
    }
    cr_assert_eq(document_at(documents, 0)->status, FOI_READ_OK);
    cr_assert_str_eq(document_at(documents, 5)->text.bytes->str, "two");
}

Test(supervisor_members, members_end_at_the_depth_allowed)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "box", "{a={a={a={a={a=deep}}}}}");
    static const char *const members[] = {"a", "a/a", "a/a/a"};
    expect_members(documents, members, G_N_ELEMENTS(members));
}

Test(supervisor_members, members_share_the_budget_of_their_file)
{
    foi_limits limits = quick_limits(1);
    limits.budget.text_bytes = 1000;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "box", "{a=0123456789;show-job=}");
    /* 25 bytes of the container and 10 of the first member are spent. */
    cr_assert_str_eq(document_at(documents, 2)->text.bytes->str, "pages 0-0 text 966 env |UTC");
}

Test(supervisor_members, a_large_file_may_have_more_members)
{
    foi_limits limits = quick_limits(1);
    limits.budget.members = 1;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autofree char *padding = g_strnfill(4200, 'x');
    g_autofree char *large = g_strdup_printf("{a=one;b=%s}", padding);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "box", large);
    cr_assert_eq(documents->len, 3, "two members for 4,211 bytes");
    g_autoptr(GPtrArray) few = run_one(supervisor, "box", "{a=one;b=two}");
    cr_assert_eq(document_at(few, 0)->status, FOI_READ_TOO_LARGE);
}

Test(supervisor_members, container_of_hanging_members_comes_to_an_end)
{
    foi_limits limits = quick_limits(1);
    limits.budget.wall_ms = 250;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GString) bytes = g_string_new("{");
    for (int i = 0; i < 49; i++)
        g_string_append(bytes, "hang=;");
    g_string_append(bytes, "last=x}");
    g_autoptr(GPtrArray) documents = run_one(supervisor, "box", bytes->str);
    cr_assert_eq(documents->len, 51);
    const foi_document *last = document_at(documents, 50);
    cr_assert_eq(last->status, FOI_READ_TIMEOUT);
    cr_assert_not_null(strstr(last->status_detail, "not begun"), "%s", last->status_detail);
}
