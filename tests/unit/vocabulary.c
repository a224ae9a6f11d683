#include <criterion/criterion.h>
#include <string.h>

#include "indexer/vocabulary/vocabulary.h"

Test(vocabulary, every_name_leads_back_to_its_value)
{
    for (int list = 0; list < FOI_VOCABULARY_COUNT; list++)
        for (int value = 1; value < foi_vocabulary_end((foi_vocabulary)list); value++) {
            const char *name = foi_vocabulary_name((foi_vocabulary)list, value);
            cr_assert_not_null(name, "list %d, value %d has no name", list, value);
            cr_assert_not_null(foi_vocabulary_label((foi_vocabulary)list, value));
            cr_assert_eq(foi_vocabulary_value((foi_vocabulary)list, name), value, "%s", name);
        }
}

Test(vocabulary, what_is_not_in_a_list_has_no_name_and_no_value)
{
    cr_assert_null(foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, 0));
    cr_assert_null(foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, FOI_DOCTYPE_END));
    cr_assert_null(foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, -1));
    cr_assert_eq(foi_vocabulary_value(FOI_VOCABULARY_DOCTYPE, "letter"), 0);
    cr_assert_eq(foi_vocabulary_value(FOI_VOCABULARY_DOCTYPE, NULL), 0);
    cr_assert_eq(foi_vocabulary_value(FOI_VOCABULARY_OUTCOME, "Not-Held"), FOI_OUTCOME_NOT_HELD);
}
