#include "tests/unit/extract_tools.h"

#include "indexer/extract/clean.h"

TestSuite(extract_output, .init = set_up, .fini = tear_down);

Test(extract_output, pages_are_parted_by_form_feeds)
{
    g_auto(reading) read = {foi_document_new(), NULL};
    g_autoptr(foi_output) output = foi_output_new(read.document, &WIDE);
    foi_output_page(output);
    foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, "one", 3);
    foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, "two", 3);
    foi_output_page(output);
    foi_output_page(output);
    foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, " three ", 7);
    foi_output_page(output);
    foi_output_finish(output);
    cr_assert_str_eq(read.document->text.bytes->str, "one\n\ntwo\f\fthree");
    assert_shown(&read, "P@1 one\nP@1 two\nP@3 three\n");
    cr_assert_eq(read.document->text.pages, 4);
    cr_assert_eq(read.document->words, 3);
}

/* The words of TEXT, one character after another. */
static uint32_t words_one_by_one(const char *text)
{
    uint32_t words = 0;
    bool inside = false;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        bool word = g_unichar_isalnum(c);
        words += word && !inside;
        inside = word || (inside && (c == '\'' || c == 0x2019));
    }
    return words;
}

/* Stretches of plain characters are passed over by eights: nothing may depend on where they lie. */
Test(extract_output, spaces_and_words_count_the_same_wherever_they_stand)
{
    static const char *const pieces[] = {"a", "bcd", "7", " ", "  ", "'", "\u2019", "\u00e9", "-"};
    GRand *random = g_rand_new_with_seed(20190527);
    for (int round = 0; round < 5000; round++) {
        g_autoptr(GString) text = g_string_new("x");
        for (int i = g_rand_int_range(random, 0, 60); i > 0; i--)
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        g_string_append_c(text, 'x');
        g_auto(reading) read = {foi_document_new(), NULL};
        g_autoptr(foi_output) output = foi_output_new(read.document, &WIDE);
        foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, text->str, text->len);
        foi_output_finish(output);
        g_autoptr(GString) wanted = g_string_new(NULL);
        for (const char *at = text->str; *at; at++)
            if (*at != ' ' || at[1] != ' ')
                g_string_append_c(wanted, *at);
        cr_assert_str_eq(read.document->text.bytes->str, wanted->str);
        cr_assert_eq(read.document->words, words_one_by_one(wanted->str), "%s", wanted->str);
    }
    g_rand_free(random);
}

Test(extract_output, statuses_keep_the_worst_and_the_text)
{
    g_auto(reading) read = {foi_document_new(), NULL};
    g_autoptr(foi_output) output = foi_output_new(read.document, &WIDE);
    foi_output_status(output, FOI_READ_DAMAGED, "page %d is broken", 3);
    foi_output_status(output, FOI_READ_PARTIAL, "less bad");
    assert_status(&read, FOI_READ_DAMAGED, "page 3 is broken");
    foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, "text", 4);
    foi_output_finish(output);
    assert_status(&read, FOI_READ_PARTIAL, "page 3 is broken");
}

Test(extract_output, members_keep_to_the_budget)
{
    g_auto(reading) read = {foi_document_new(), NULL};
    foi_budget budget = {1000, 10, 2, 1, 1000};
    g_autoptr(foi_output) output = foi_output_new(read.document, &budget);
    const uint8_t *bytes = (const uint8_t *)"0123456789";
    cr_assert(foi_output_member(output, "caf\xe9.txt", "text/plain", "utf-8", bytes, 6));
    cr_assert_not(foi_output_member(output, "b", NULL, NULL, bytes, 5));
    assert_status(&read, FOI_READ_PARTIAL, "unpacks to more bytes");
    GPtrArray *members = foi_output_members(output);
    cr_assert_eq(members->len, 1);
    const foi_member *member = g_ptr_array_index(members, 0);
    cr_assert_str_eq(member->name, "caf\ufffd.txt");
    cr_assert_eq(g_bytes_get_size(member->bytes), 6);
    budget.depth = 0;
    g_auto(reading) deep = {foi_document_new(), NULL};
    g_autoptr(foi_output) other = foi_output_new(deep.document, &budget);
    cr_assert_not(foi_output_member(other, "a", NULL, NULL, bytes, 1));
    assert_status(&deep, FOI_READ_PARTIAL, "deeper");
}

Test(extract_output, numbers_of_paragraphs)
{
    static const struct {
        const char *text;
        uint32_t number;
    } CASES[] = {
        {"17. Text", 17},
        {"17.\tText", 17},
        {"- 17. Text", 17},
        {"(17) Text", 17},
        {"17) Text", 17},
        {"[17] Text", 17},
        {"17.5 per cent", 0},
        {"2019. Text", 0},
        {"17 May 2019", 0},
        {"17.", 0},
        {"17. ", 0},
        {"017. x", 0},
        {"99999. x", 0},
        {"(17. Text", 0},
        {"", 0},
        {"(", 0},
        {"- ", 0},
        {"1", 0},
        {"12(1)(b) x", 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        size_t length = strlen(CASES[i].text);
        g_autofree char *exact = g_memdup2(CASES[i].text, length);
        cr_expect_eq(foi_clean_number(exact, length), CASES[i].number, "%s", CASES[i].text);
    }
}

Test(extract_output, a_long_block_is_parted_without_loss)
{
    g_auto(reading) read = {foi_document_new(), NULL};
    g_autoptr(foi_output) output = foi_output_new(read.document, &WIDE);
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 300000)
        g_string_append(text, "word ");
    cr_assert(foi_output_block(output, FOI_BLOCK_PARAGRAPH, 0, text->str, text->len));
    foi_output_finish(output);
    cr_assert_eq(read.document->words, 60000);
    cr_assert_gt(read.document->text.blocks->len, 1);
    cr_assert_eq(read.document->status, FOI_READ_OK);
}

Test(extract_output, links_are_kept_once_and_are_bounded)
{
    g_auto(reading) read = {foi_document_new(), NULL};
    g_autoptr(foi_output) output = foi_output_new(read.document, &WIDE);
    foi_output_link(output, "a@b");
    foi_output_link(output, "a@b");
    foi_output_link(output, "  ");
    cr_assert_eq(read.document->links->len, 1);
}

Test(extract_output, ids_follow_from_the_bytes_alone)
{
    g_auto(reading) one = read_string("the same bytes", "a.txt");
    g_auto(reading) two = read_string("the same bytes", "b.pdf");
    g_auto(reading) other = read_string("other bytes", "a.txt");
    cr_assert_str_eq(one.document->id, two.document->id);
    cr_assert_str_neq(one.document->id, other.document->id);
    cr_assert_eq(strlen(one.document->id), FOI_ID_LENGTH);
}
