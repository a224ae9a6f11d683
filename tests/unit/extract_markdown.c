#include "tests/unit/extract_tools.h"

TestSuite(extract_markdown, .init = set_up, .fini = tear_down);

Test(extract_markdown, every_form_gives_its_text)
{
    g_auto(reading) read = read_string(
        "---\ntitle: \"Decision IC-1\"\nauthor: x\n---\n"
        "# Decision **notice**\n\nReasons\n-------\n\n"
        "The *Commissioner* found that section\n31(1)(a) is __engaged__, see\n"
        "[the guidance](https://example.org/a_b) and ![a seal](seal.png).\n\n"
        "17. First finding\n    goes on.\n18. Second.\n\n- ESA\n- PIP with `code_name`\n\n"
        "> Please send me\n> the list.\n\n"
        "| Year | Cost |\n|:-----|-----:|\n| 2018 | 450 |\n\n"
        "<!-- a remark\nover lines -->Line one  \nline two\n\n---\n\n"
        "```\nplain *stars*\n```\n\n[ref]: https://example.org\n\n"
        "AT&amp;T &#163;5 2 * 3 * 4 snake_case_name \\*kept\\* <b>bold</b> <https://ico.org.uk>\n",
        "a.md");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read,
                 "H Decision notice\nH Reasons\n"
                 "P The Commissioner found that section 31(1)(a) is engaged, see the guidance and "
                 "a seal.\n"
                 "P17 17. First finding goes on.\nP18 18. Second.\n"
                 "I ESA\nI PIP with code_name\n"
                 "Q Please send me the list.\n"
                 "R Year\\tCost\nR 2018\\t450\n"
                 "P Line one\\nline two\n"
                 "P plain *stars*\n"
                 "P AT&T \u00a35 2 * 3 * 4 snake_case_name *kept* bold https://ico.org.uk\n");
    cr_assert_str_eq(read.document->title, "Decision IC-1");
    cr_assert_str_eq(read.document->mime, "text/markdown");
}

Test(extract_markdown, unclosed_marks_lose_no_words)
{
    g_auto(reading) read =
        read_string("**open [link](no end\n\n> quote\n\n<!-- never closed\nlost", "a.md");
    assert_shown(&read, "P **open [link](no end\nQ quote\n");
    g_auto(reading) fence = read_string("```\ncode stays", "a.md");
    assert_shown(&fence, "P code stays\n");
}

Test(extract_markdown, hostile_marks_take_linear_time, .timeout = 20)
{
    g_autoptr(GString) text = g_string_new("# T\n\n");
    for (size_t i = 0; i < 400000; i++)
        g_string_append(text, i % 3 == 0 ? "[" : i % 3 == 1 ? "**a" : "`<");
    g_auto(reading) read = read_bytes(text->str, text->len, "a.md");
    cr_assert_gt(read.document->text.bytes->len, 100000);
}
