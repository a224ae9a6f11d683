/* Hostile texts: what is found, and so the work, stays in proportion to the length of the text. */
#include "law_hostile_texts.h"
#include "law_support.h"

#define MEGABYTE ((size_t)1 << 20)

/* It must end, and soon; the reader keeps to the checks of law_scan(). */
Test(law_hostile, a_megabyte_ends, .timeout = 60)
{
    for (size_t i = 0; i < G_N_ELEMENTS(law_hostile_texts); i++) {
        g_autofree char *text = law_hostile_text(i, MEGABYTE);
        g_autoptr(foi_law_scan) scan = law_scan(text);
        cr_expect_leq(scan->items->len, MEGABYTE / 2, "\"%s\"", law_hostile_texts[i].unit);
    }
}

/* A bracket at the very beginning must not be taken for the end of a list that breaks off. */
Test(law_hostile, a_list_that_breaks_off_does_not_lead_back_to_the_start, .timeout = 20)
{
    g_autofree char *ids = law_ids_in(") FOIA s3(f, e) and section 31(1)(a, b then (b");
    cr_expect_str_eq(ids, "foia:3(f);foia:3(e);foia:31(1)");
}
