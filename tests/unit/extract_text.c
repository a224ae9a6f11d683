#include "tests/unit/extract_tools.h"

TestSuite(extract_text, .init = set_up, .fini = tear_down);

Test(extract_text, letterhead_stays_line_by_line_and_prose_is_joined)
{
    g_auto(reading) read = read_string(
        "Department for Work & Pensions\r\nCaxton House\r\nDate: 24 May 2019\r\nRef No: FOI 784\r\n"
        "\r\nWe confirm that the information that you asked for is held by the\r\n"
        "Department, and that it is withheld under section 31(1)(a) of the Act\r\n"
        "because it would be likely to prejudice the prevention of crime.\r\n",
        "letter.txt");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read,
                 "P Department for Work & Pensions\\nCaxton House\\nDate: 24 May 2019\\n"
                 "Ref No: FOI 784\n"
                 "P We confirm that the information that you asked for is held by the Department, "
                 "and that it is withheld under section 31(1)(a) of the Act because it would be "
                 "likely to prejudice the prevention of crime.\n");
    cr_assert_str_eq(read.document->mime, "text/plain");
    cr_assert_eq(read.document->file, FOI_FILE_TEXT);
    cr_assert_eq(read.document->words, 52);
}

Test(extract_text, numbers_lists_quotes_headings_and_rows)
{
    g_auto(reading) read = read_string("DECISION\n\n"
                                       "17. The Commissioner finds.\n18) The appeal fails.\n"
                                       "(19) It is dismissed.\n- 20. No steps.\n- ESA\n- PIP\n"
                                       "(a) first\n2019. That was the year.\n\n"
                                       "> Please send me\n> the list.\n\n"
                                       "| Year | Cost |\n|---|---|\n| 2018 | 450 |\n\n"
                                       "# **Policy Statement**\n\nBackground\n==========\n\n"
                                       "2.1 The request\n\nSee [the guide](http://example.org).\n",
                                       "a.txt");
    assert_shown(&read, "H DECISION\n"
                        "P17 17. The Commissioner finds.\n"
                        "P18 18) The appeal fails.\n"
                        "P19 (19) It is dismissed.\n"
                        "P20 - 20. No steps.\n"
                        "I - ESA\nI - PIP\n"
                        "I (a) first\\n2019. That was the year.\n"
                        "Q Please send me\\nthe list.\n"
                        "R Year\\tCost\nR 2018\\t450\n"
                        "H Policy Statement\n"
                        "H Background\n"
                        "H 2.1 The request\n"
                        "P See the guide.\n");
    cr_assert_str_eq(read.document->title, "DECISION");
}

Test(extract_text, a_section_number_at_a_line_start_is_no_paragraph_number)
{
    g_auto(reading) read =
        read_string("The Department has withheld the information under the exemption in section\n"
                    "31. The public interest in maintaining it is greater than in disclosure.\n",
                    "a.txt");
    assert_shown(&read, "P The Department has withheld the information under the exemption in "
                        "section 31. The public interest in maintaining it is greater than in "
                        "disclosure.\n");
}

Test(extract_text, characters_are_made_fit_to_search)
{
    g_auto(reading) read = read_string("con\u00adfir\u00admed e\u0301te\u0301, o\ufb03ce \ufb01le, "
                                       "section\u00a031, \u200bzero\ufeff, \u202eabc\u202c, "
                                       "bell\a, \uf0b7 dot, two  spaces\n"
                                       "\ninfor\u00ad\nmation\n",
                                       "a.txt");
    assert_shown(&read, "P confirmed \u00e9t\u00e9, office file, section 31, zero, abc, bell, "
                        "\u2022 dot, two spaces\n"
                        "P information\n");
}

Test(extract_text, charsets)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *charset;
        const char *shown;
    } CASES[] = {
        {"caf\xe9 \x93Gwent\x94 \x96 \xa3"
         "5",
         17, NULL, "P caf\u00e9 \u201cGwent\u201d \u2013 \u00a35\n"},
        {"caf\xe9 cr\xe8me", 10, "iso-8859-1", "P caf\u00e9 cr\u00e8me\n"},
        {"\xc3\xa9t\xc3\xa9", 5, "iso-8859-1", "P \u00e9t\u00e9\n"},
        {"\xef\xbb\xbf\xc3\xa9t\xc3\xa9", 8, NULL, "P \u00e9t\u00e9\n"},
        {"\xc3\xa9t\xc3\xa9 \xc3\xa8 \xc3\xa0 \xc3\xb4 \xff!", 18, NULL,
         "P \u00e9t\u00e9 \u00e8 \u00e0 \u00f4 \ufffd!\n"},
        {"\xff\xfe"
         "D\0e\0\xe9\0",
         8, NULL, "P De\u00e9\n"},
        {"\xfe\xff\0D\0e\0\xe9", 8, NULL, "P De\u00e9\n"},
        {"D\0e\0a\0r\0 \0\x1c\x20M\0s\0\x1d\x20", 18, NULL, "P Dear \u201cMs\u201d\n"},
        {"\0D\0e\0a\0r\0 \x20\x1c\0M\0s\x20\x1d", 18, NULL, "P Dear \u201cMs\u201d\n"},
        {"\xcf\xf0\xe8\xe2\xe5\xf2", 6, "windows-1251", "P \u041f\u0440\u0438\u0432\u0435\u0442\n"},
        {"plain", 5, "no-such-charset", "P plain\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(reading) read = {NULL, NULL};
        read.document = foi_document_new();
        g_autoptr(foi_output) output = foi_output_new(read.document, &WIDE);
        foi_input input = {.bytes = (const uint8_t *)CASES[i].bytes,
                           .length = CASES[i].length,
                           .name = "",
                           .mime = "text/plain",
                           .charset = CASES[i].charset};
        foi_extractor_for("text/plain")->extract(&input, output);
        foi_output_finish(output);
        g_autofree char *text = shown(&read);
        cr_expect_str_eq(text, CASES[i].shown, "case %zu: %s", i, text);
    }
}

Test(extract_text, nothing_to_read)
{
    g_auto(reading) none = read_bytes("", 0, "a.txt");
    assert_status(&none, FOI_READ_EMPTY, "no bytes");
    cr_assert_str_eq(none.document->id, "werc8gmrzge1");
    g_auto(reading) blank = read_string(" \n\n\t\n", "a.txt");
    assert_status(&blank, FOI_READ_EMPTY, "no text");
}

Test(extract_text, a_hundred_megabyte_line_is_cut_at_the_budget, .timeout = 60)
{
    size_t length = 100 * MIB;
    char *line = g_malloc(length);
    for (size_t i = 0; i < length; i++)
        line[i] = i % 8 == 7 ? ' ' : 'a';
    foi_budget budget = WIDE;
    budget.text_bytes = 4 * MIB;
    foi_input input = {.bytes = (const uint8_t *)line, .length = length, .name = "a.txt"};
    g_auto(reading) read = {NULL, NULL};
    read.document = foi_read_bytes(detector, &input, &budget, &read.members);
    assert_status(&read, FOI_READ_PARTIAL, "more text than the limit");
    cr_assert_leq(read.document->text.bytes->len, 4 * MIB);
    cr_assert_geq(read.document->text.bytes->len, 4 * MIB - 64);
    memset(line, 0xe9, length); /* without a space, in windows-1252 */
    line[0] = 'a';
    foi_document *document = foi_document_new();
    g_autoptr(foi_output) output = foi_output_new(document, &budget);
    foi_extractor_for("text/plain")->extract(&input, output);
    cr_assert_eq(document->status, FOI_READ_PARTIAL);
    foi_document_free(document);
    g_free(line);
}

Test(extract_text, unread_types_are_named)
{
    g_auto(reading) read =
        read_bytes("8BPS\0\1\0\0\0\0\0\0\0\3\0\0\0\1\0\0\0\1\0\10\0\3", 26, "a.txt");
    assert_status(&read, FOI_READ_UNSUPPORTED, "image/vnd.adobe.photoshop");
    cr_assert_eq(read.document->file, FOI_FILE_IMAGE);
}

Test(extract_text, the_budget_splits_no_character)
{
    foi_budget budget = WIDE;
    for (budget.text_bytes = 16; budget.text_bytes < 40; budget.text_bytes++) {
        const char *text = "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\n\n\u20ac\u20ac\u20ac\u20ac"
                           "\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac";
        g_auto(reading) read = read_with(text, strlen(text), "a", NULL, &budget);
        assert_status(&read, FOI_READ_PARTIAL, "limit");
        cr_assert_leq(read.document->text.bytes->len, budget.text_bytes);
    }
}
