#include <criterion/criterion.h>
#include <errno.h>

#include "indexer/base/error.h"

Test(error, the_last_failure_is_kept_with_its_detail)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_error_set(&error, FOI_ERROR_IO, "cannot read %s", "a.pdf"), FOI_ERROR_IO);
    cr_assert_str_eq(error.message, "cannot read a.pdf");
    foi_error_set(&error, FOI_ERROR_QUERY, "again: %s", error.message);
    cr_assert_str_eq(error.message, "again: cannot read a.pdf", "a message may quote the old one");
    foi_error_prefix(&error, "line %d", 3);
    cr_assert_str_eq(error.message, "line 3: again: cannot read a.pdf");
    foi_error_clear(&error);
    cr_assert_null(error.message);
    cr_assert_eq(error.status, FOI_OK);
}

Test(error, system_errors_become_the_status_that_a_user_can_act_on)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_error_set_errno(&error, "cannot write", "/x", ENOSPC), FOI_ERROR_NO_SPACE);
    cr_assert_str_eq(error.message, "cannot write /x: No space left on device");
    cr_assert_eq(foi_error_set_errno(&error, "cannot open", "/x", ENOENT), FOI_ERROR_NOT_FOUND);
    cr_assert_eq(foi_error_set_errno(NULL, "cannot open", "/x", EACCES), FOI_ERROR_IO);
}

Test(error, a_detail_can_move_to_the_handle_that_owns_it)
{
    g_auto(foi_error) from = FOI_ERROR_INIT;
    g_auto(foi_error) to = FOI_ERROR_INIT;
    foi_error_set(&from, FOI_ERROR_MEMORY, "gone");
    foi_error_move(&to, &from);
    cr_assert_str_eq(to.message, "gone");
    cr_assert_null(from.message);
    foi_error_move(NULL, &to);
    cr_assert_null(to.message);
}

Test(error, every_status_has_a_name_of_its_own)
{
    for (int status = FOI_OK; status <= FOI_ERROR_INTERNAL; status++) {
        cr_assert_str_neq(foi_status_name((foi_status)status), "unknown status");
        for (int other = FOI_OK; other < status; other++)
            cr_assert_str_neq(foi_status_name((foi_status)status),
                              foi_status_name((foi_status)other));
    }
    cr_assert_str_eq(foi_status_name((foi_status)999), "unknown status");
}
