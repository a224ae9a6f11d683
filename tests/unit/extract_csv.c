#include "tests/unit/extract_tools.h"

TestSuite(extract_csv, .init = set_up, .fini = tear_down, .timeout = 60);

Test(extract_csv, rows_have_the_numbers_of_their_records)
{
    g_auto(reading) read =
        read_string("Department,Supplier,Amount\r\n"
                    "\"Housing, \"\"Homes\"\" & Land\",Café Ltd,\"£1,234.50\"\r\n"
                    "\r\n"
                    ",\"Two\nlines\tand a tab\",12\r\n"
                    ",,\r\n"
                    "Short\r\n"
                    "Last,one,2,and more",
                    "spend.csv");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "R1 Department\\tSupplier\\tAmount\n"
                        "R2 Housing, \"Homes\" & Land\\tCafé Ltd\\t£1,234.50\n"
                        "R4 Two lines and a tab\\t12\nR6 Short\nR7 Last\\tone\\t2\\tand more\n");
    cr_assert_str_eq(read.document->mime, "text/csv");
    cr_assert_eq(read.document->file, FOI_FILE_SHEET);
    cr_assert_null(read.document->title);
}

Test(extract_csv, each_separator)
{
    static const char *const CASES[][2] = {
        {"id,name,amount\n1,Ashworth,\"2,50\"\n2,Burns,3\n", "R1 id\\tname\\tamount\n"
                                                             "R2 1\\tAshworth\\t2,50\n"
                                                             "R3 2\\tBurns\\t3\n"},
        {"id;name;amount\n1;Ashworth;2,50\n2;Burns;3,00\n", "R1 id\\tname\\tamount\n"
                                                            "R2 1\\tAshworth\\t2,50\n"
                                                            "R3 2\\tBurns\\t3,00\n"},
        {"id\tname\tamount\n1\tAshworth, J\t2\n2\tBurns, K\t3\n", "R1 id\\tname\\tamount\n"
                                                                  "R2 1\\tAshworth, J\\t2\n"
                                                                  "R3 2\\tBurns, K\\t3\n"},
        {"id|name|amount\r1|Ashworth|2\r2|Burns|3\r", "R1 id\\tname\\tamount\n"
                                                      "R2 1\\tAshworth\\t2\nR3 2\\tBurns\\t3\n"},
        {"sep=:\r\nid:name\r\n1:Ash, worth\r\n", "R1 id\\tname\nR2 1\\tAsh, worth\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        /* Whatever the file is called. */
        g_auto(reading) read = read_string(CASES[i][0], i < 4 ? "letter.txt" : "a");
        assert_shown(&read, CASES[i][1]);
        cr_expect_str_eq(read.document->mime, i == 2 ? "text/tab-separated-values" : "text/csv");
    }
}

Test(extract_csv, a_header_alone_ragged_rows_and_rows_below_a_title_with_a_name)
{
    g_auto(reading) header = read_string("Date,Amount", "a.csv");
    assert_shown(&header, "R1 Date\\tAmount\n");
    g_auto(reading) ragged = read_string("Spending over £500\n\nDate,Amount,To\n1/2/2019,3,A\n"
                                         "2/2/2019,4\n3/2/2019,5,B,see note\n",
                                         "a.csv");
    assert_shown(&ragged, "R1 Spending over £500\nR3 Date\\tAmount\\tTo\nR4 1/2/2019\\t3\\tA\n"
                          "R5 2/2/2019\\t4\nR6 3/2/2019\\t5\\tB\\tsee note\n");
    g_auto(reading) spaced = read_string("name, amount\nBob, 3\nJill, 4\n", "a.csv");
    assert_shown(&spaced, "R1 name\\tamount\nR2 Bob\\t3\nR3 Jill\\t4\n");
}

/* The same table in LENGTH bytes of some character set. */
static void assert_in_charset(const void *bytes, size_t length)
{
    g_auto(reading) read = read_bytes(bytes, length, "a.csv");
    assert_shown(&read, "R1 Name\\tTown\\tNo\nR2 Zoë\\tMalmö\\t1\nR3 Ana\\tKöln\\t2\n");
    cr_assert_str_eq(read.document->mime, "text/csv");
}

Test(extract_csv, character_sets)
{
    static const char PLAIN[] = "Name,Town,No\r\nZoë,Malmö,1\r\nAna,Köln,2\r\n";
    static const char *const SETS[] = {"UTF-8", "WINDOWS-1252", "UTF-16LE", "UTF-16BE"};
    for (size_t i = 0; i < G_N_ELEMENTS(SETS); i++) {
        gsize length;
        g_autofree char *bytes = g_convert(PLAIN, -1, SETS[i], "UTF-8", NULL, &length, NULL);
        assert_in_charset(bytes, length);
        g_autofree char *with_mark = g_strconcat("\xef\xbb\xbf", PLAIN, NULL);
        g_autofree char *marked = g_convert(with_mark, -1, SETS[i], "UTF-8", NULL, &length, NULL);
        if (marked != NULL)
            assert_in_charset(marked, length);
    }
}

Test(extract_csv, prose_is_no_table_whatever_it_is_called)
{
    static const char *const TEXTS[] = {
        "Dear Sir,\n\nThank you for your request, which we received on 4 May, and which we have\n"
        "considered under the Act, as you asked.\n\nYours faithfully,\nJ Smith, Officer\n",
        "Dear Ms Jones,\nPlease find enclosed, as agreed, the report,\nwhich we hold.\n"
        "Yours, Bob\n",
        "Dear Sir,\nThank you, Bob\n",
        "Dear Sir; Madam;\nWe hold it; we withhold it; see below; thank you.\nYours;\nBob\n",
        "One, two\nthree, four and five which make a rather long line of a poem\nsix, seven\n",
        "There are no separators here.\nNor here.\nNor there.\n",
        "Mayor,\n",
        ",\n,\n,\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        static const char *const NAMES[] = {"letter.txt", "letter.csv", "letter.tsv"};
        for (size_t k = 0; k < G_N_ELEMENTS(NAMES); k++) {
            g_auto(reading) read = read_string(TEXTS[i], NAMES[k]);
            cr_expect_str_eq(read.document->mime, "text/plain", "text %zu, %s", i, NAMES[k]);
        }
    }
}

Test(extract_csv, other_texts_are_no_tables_without_a_name)
{
    static const char *const TEXTS[] = {
        "1,234\n5,678\n9,012\n1,345\n2,222\n3,333\n",
        "int a;\nint b;\nint c;\nint d;\nint e;\nint f;\n",
        "| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n",
        "Name:\tJ Smith\nRole:\tOfficer\n\nWe hold the following.\n\n\tFirst\tSecond\n",
        "a,b\nc,d\n",
        "first, with a comma\nsecond, with one\nthird, too\nand, so on\nto, the\nvery, end\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_auto(reading) read = read_string(TEXTS[i], "a.txt");
        cr_expect_str_eq(read.document->mime, "text/plain", "text %zu", i);
    }
}

Test(extract_csv, quotes_that_do_not_end_or_end_too_early)
{
    g_auto(reading) open = read_string("id,name,no\n1,\"Ash\nworth\n2,Burns,3\n", "a.csv");
    assert_shown(&open, "R1 id\\tname\\tno\nR2 1\\t\"Ash\nR3 worth\nR4 2\\tBurns\\t3\n");
    g_auto(reading) early = read_string("id,name,no\n1,\"Ash\"worth,2\n2,5\" pipe,3\n", "a.csv");
    assert_shown(&early, "R1 id\\tname\\tno\nR2 1\\tAshworth\\t2\nR3 2\\t5\" pipe\\t3\n");
    g_auto(reading) doubled = read_string("a,b,c\n\"\"\"x\"\"\",\"\",\"y\"\n", "a.csv");
    assert_shown(&doubled, "R1 a\\tb\\tc\nR2 \"x\"\\ty\n");
}

Test(extract_csv, cut_short_at_every_byte)
{
    static const char TABLE[] = "sep=;\r\n\"a\"\"b\";c;\"d\ne\"\r\n1;2;3\r\n;;\r\n";
    for (size_t length = 1; length < sizeof TABLE; length++) {
        g_auto(reading) read = read_bytes(TABLE, length, "a.csv");
        cr_assert(read.document->status == FOI_READ_OK || read.document->status == FOI_READ_EMPTY);
    }
}

Test(extract_csv, large_tables_take_linear_time_and_stop_at_the_budget, .timeout = 30)
{
    static const char *const LINES[] = {"a,b,c\n", "\"a,b\n", ",,,,,,,,,,,,,,,,\n",
                                        "\"a\"\"\"\"\"\"b\",\"\n", "\"\"\"\"\"\",x\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(LINES); i++) {
        g_autoptr(GString) text = g_string_new("id,name,no\n1,2,3\n4,5,6\n");
        while (text->len < 8 * MIB)
            g_string_append(text, LINES[i]);
        foi_budget budget = WIDE;
        budget.text_bytes = MIB;
        g_auto(reading) read = read_with(text->str, text->len, "a.csv", NULL, &budget);
        cr_assert_leq(read.document->text.bytes->len, MIB);
        if (i == 0)
            assert_status(&read, FOI_READ_PARTIAL, "more text than the limit");
    }
}
