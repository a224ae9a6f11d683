/* The zones of mails: what somebody else wrote, and what stands below every mail. */
#include "indexer/tag/tag.h"
#include "tests/unit/extract_tools.h"

TestSuite(tag_zones, .init = set_up, .fini = tear_down);

#define HEAD "From: a@example.org\nTo: foi@example.gov.uk\nMessage-ID: <a@b>\nSubject: Costs\n\n"

/* The zone of each block of the body, by its first letter, of a mail whose body is BODY. */
static char *zones_of(const char *body)
{
    static const char LETTERS[] = "?BHRQTAS";
    g_autofree char *mail = g_strconcat(HEAD, body, NULL);
    g_auto(reading) read = read_string(mail, "a.eml");
    foi_tag_document(read.document);
    GString *zones = g_string_new(NULL);
    const GArray *blocks = read.document->text.blocks;
    for (guint i = 0; i < blocks->len; i++) {
        const foi_block *block = &g_array_index(blocks, foi_block, i);
        if (block->kind != FOI_BLOCK_MAIL_HEADER)
            g_string_append_c(zones, LETTERS[block->zone]);
    }
    return g_string_free(zones, FALSE);
}

#define assert_zones(body, expected)                                                               \
    do {                                                                                           \
        g_autofree char *found_zones = zones_of(body);                                             \
        cr_assert_str_eq(found_zones, expected, "%s: %s", body, found_zones);                      \
    } while (0)

Test(tag_zones, quoted_mails)
{
    assert_zones("We hold it.\n\n> Do you hold it?\n\nYes, we do.\n", "BQB");
    assert_zones("We hold it.\n\nOn 3 May 2019 at 10:11, A Person wrote:\n\nDo you hold it?\n",
                 "BQQ");
    assert_zones(
        "We hold it.\n\n-----Original Message-----\nFrom: A Person\n"
        "Sent: 3 May 2019 10:11\nTo: FOI\nSubject: Costs\n\nDear team,\n\nDo you hold it?\n",
        "BQQQ");
    assert_zones(
        "We hold it.\n\nFrom: A Person\nSent: 3 May 2019 10:11\nTo: FOI\n"
        "Subject: Costs\n\nDear team,\n\nDo you hold it?\n\nYours faithfully,\n\nA Person\n",
        "BQQQQQ");
    assert_zones("We hold it.\n\nBegin forwarded message:\n\nDo you hold it?\n", "BQQ");
}

Test(tag_zones, signatures)
{
    assert_zones("We hold it.\n\n-- \nA Person\nInformation Officer\n\n1 High Street\n", "BSS");
    assert_zones("We hold it.\n\nKind regards,\n\nA Person\n", "BSS");
    assert_zones("We hold it.\n\nThis email and any files sent with it are confidential and "
                 "intended solely for the addressee.\n\nVisit our website.\n",
                 "BSS");
    assert_zones("We hold it.\n\nThis e-mail may hold privileged information.\n", "BS");
    assert_zones("This message is about the costs of the bridge.\n\nWe hold it.\n", "BB");
    assert_zones("The costs were:\n\n--- 12 pounds\n\nWe hold it.\n", "BBB");
}
