#include <criterion/criterion.h>

#include "indexer/base/tsv.h"

Test(tsv, every_table_of_the_build_is_there_and_has_rows)
{
    const char *names[] = {"provisions", "regimes", "authorities", "phrases"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const foi_tsv *table = foi_tsv_table(names[i]);
        cr_assert_not_null(table, "%s", names[i]);
        cr_assert_gt(foi_tsv_rows(table), 0, "%s", names[i]);
        cr_assert_eq(table, foi_tsv_table(names[i]), "parsed once");
    }
    cr_assert_null(foi_tsv_table("no-such-table"));
}

Test(tsv, a_cell_that_is_not_there_is_empty)
{
    const foi_tsv *table = foi_tsv_table("regimes");
    cr_assert_eq(foi_tsv_column(table, "no-such-column"), -1);
    cr_assert_str_eq(foi_tsv_cell(table, 0, -1), "");
    cr_assert_str_eq(foi_tsv_cell(table, 1000000, 0), "");
    cr_assert_str_eq(foi_tsv_cell(table, 0, 1000), "");
}
