#include <criterion/criterion.h>
#include <glib.h>

#include "indexer/base/directory.h"

Test(directory, the_option_wins_then_the_environment_then_the_data_directory)
{
    g_setenv("FOI_INDEX", "/from/environment", TRUE);
    g_autofree char *given = foi_directory_of_index("/given");
    cr_assert_str_eq(given, "/given");
    g_autofree char *environment = foi_directory_of_index(NULL);
    cr_assert_str_eq(environment, "/from/environment");
    g_setenv("FOI_INDEX", "", TRUE);
    g_setenv("XDG_DATA_HOME", "/data", TRUE);
    g_autofree char *usual = foi_directory_of_index(NULL);
    cr_assert_str_eq(usual, "/data/foi/index");
}
