/* What links documents of one request that share no number. */
#include <criterion/criterion.h>

#include "tag_support.h"

static char *keys_of(const foi_document *document)
{
    GString *keys = g_string_new(NULL);
    for (guint i = 0; i < document->links->len; i++)
        g_string_append_printf(keys, "%s;", (char *)g_ptr_array_index(document->links, i));
    return g_string_free(keys, FALSE);
}

static bool are_linked(const char *first, const char *second)
{
    g_autoptr(foi_document) a = tagged(first);
    g_autoptr(foi_document) b = tagged(second);
    for (guint i = 0; i < a->links->len; i++)
        if (g_ptr_array_find_with_equal_func(b->links, g_ptr_array_index(a->links, i), g_str_equal,
                                             NULL))
            return true;
    return false;
}

#define FLOOD                                                                                      \
    "1. the hydraulic model of Amber Vale that the council commissioned as lead local flood "      \
    "authority, including the report that came with it;"
#define DESIGN "2. the correspondence with the consultants about the choice of the design storm"
#define CLOSE                                                                                      \
    "I would like to have the information by email in electronic form and am grateful for a "      \
    "reply within twenty working days.\n\nYours faithfully\n\nR Pellow"
#define REQUEST(day, subject, words)                                                               \
    "Derbyshire County Council\nCounty Hall, Matlock\n\n" day "\n\nDear Sir or Madam\n\n" subject  \
    "\n\nUnder the Environmental Information Regulations 2004 please could you provide:\n\n" words \
    "\n\n" CLOSE
#define NOTICE(asked, words)                                                                       \
    "Environmental Information Regulations 2004 (EIR)\n\nDecision notice\n\nDate: 19 March "       \
    "2019\n\nPublic Authority: Derbyshire County Council\n\nDecision (including any steps "        \
    "ordered)\n\n1. The complainant has requested a model. The Commissioner's decision is that "   \
    "the council was not entitled to rely on regulation 12(5)(e).\n\nRequest and response\n\n7. "  \
    "On " asked " the complainant wrote to the council and requested information in the "          \
    "following terms:\n\n\"" words "\"\n\n8. The council refused the request on 27 June 2018."

static const char request[] =
    REQUEST("2 May 2018", "Flood model of Amber Vale", FLOOD "\n\n" DESIGN);

Test(tag_matter, a_notice_that_quotes_the_request)
{
    g_autoptr(foi_document) document = tagged(request);
    g_autofree char *keys = keys_of(document);
    static const char notice[] = NOTICE("2 May 2018", FLOOD " " DESIGN);
    g_autoptr(foi_document) other = tagged(notice);
    g_autofree char *others = keys_of(other);
    cr_expect(are_linked(request, notice), "%s\n%s", keys, others);
}

Test(tag_matter, a_notice_in_other_words)
{
    cr_expect(are_linked(
        request, "Environmental Information Regulations 2004 (EIR)\n\nDecision notice\n\nDate: "
                 "19 March 2019\n\nPublic Authority: Derbyshire County Council\n\n1. The "
                 "Commissioner's decision is that the council was not entitled to rely on "
                 "regulation 12(5)(e).\n\n7. On 2 May 2018 the complainant asked the council "
                 "for:\n\n\"" FLOOD " " DESIGN "\"\n\n8. On 30 May the council extended the "
                 "time for its response."));
}

Test(tag_matter, a_letter_that_tells_day_and_subject)
{
    cr_expect(are_linked(request,
                         "Derbyshire County Council\nCounty Hall, Matlock\n\n4 May 2018\n\n"
                         "Dear Ms Pellow\n\nFlood model of Amber Vale\n\nWe acknowledge "
                         "receipt of your request for information, which reached us on 2 "
                         "May 2018. It will be dealt with under the Environmental "
                         "Information Regulations 2004."));
}

Test(tag_matter, other_requests_stay_apart)
{
    static const char *const others[] = {
        /* On the same day, to the same council, with the same formulas. */
        REQUEST("2 May 2018", "Empty homes in Amber Vale",
                "1. the number of homes in Amber Vale that stood empty for more than six months;"),
        /* In the same words on another day. */
        REQUEST("2 May 2019", "Flood model of Amber Vale", FLOOD "\n\n" DESIGN),
        NOTICE("3 May 2018", FLOOD " " DESIGN),
        NOTICE("2 May 2018", "a list of all culverts in the county with the year in which each was "
                             "built"),
        /* A short subject is anybody's. */
        "Derbyshire County Council\n\n4 May 2018\n\nDear Mr Other\n\nFlood model\n\nWe acknowledge "
        "receipt of your request for information of 2 May 2018. It will be dealt with under the "
        "Environmental Information Regulations 2004.",
        /* Another authority. */
        "Kent County Council\nCounty Hall, Maidstone\n\n4 May 2018\n\nDear Ms Pellow\n\nFlood model "
        "of Amber Vale\n\nWe acknowledge receipt of your request for information, which reached us "
        "on 2 May 2018. It will be dealt with under the Environmental Information Regulations "
        "2004."};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        cr_expect_not(are_linked(request, others[i]), "%s", others[i]);
}

Test(tag_matter, reading_twice_leaves_the_same_keys)
{
    g_autoptr(foi_document) document = document_of(request);
    g_ptr_array_add(document->links, g_strdup("pellow.1@mail.example.org"));
    foi_tag_document(document);
    guint once = document->links->len;
    foi_tag_document(document);
    cr_expect_eq(document->links->len, once);
    cr_expect_gt(once, 1);
}
