#include "indexer/extract/extractor.h"
#include "tests/unit/doc_support.h"

TestSuite(extract_doc, .init = set_up, .fini = tear_down, .timeout = 60);

/* Changes of characters as Word 97 writes them. */
#define HIDDEN          "\x3c\x08\x01"
#define AGAINST_STYLE   "\x3c\x08\x81"
#define DELETED         "\x00\x08\x01"
#define SYMBOL_ALPHA    "\x55\x08\x01\x09\x6a\x03\x00\xb1\x03"
#define CHARACTER_STYLE "\x30\x4a\x04\x00"

/* Changes of paragraphs. */
#define IN_TABLE "\x16\x24\x01"
#define ROW_END  "\x16\x24\x01\x17\x24\x01"
#define LISTED   "\x0a\x26\x00\x0b\x46\x01\x00"
#define SECOND   "\x0a\x26\x01\x0b\x46\x01\x00"
#define OUTLINE  "\x40\x26\x01"

/* A style of KIND and NAME on BASE; its characters are changed by CHANGES. */
static void put_style(GByteArray *out, unsigned number, unsigned kind, unsigned base,
                      const char *name, const char *changes, size_t length)
{
    g_autoptr(GByteArray) style = g_byte_array_new();
    put(style, number, 2);
    put(style, kind | base << 4, 2);
    put(style, kind == 1 ? 2 : 1, 2);
    put(style, 0, 4);
    put(style, strlen(name), 2);
    for (const char *at = name; *at != '\0'; at++)
        put(style, (guint8)*at, 2);
    put(style, 0, 2);
    if (kind == 1) {
        put(style, 2, 2);
        put(style, 0, 2);
    }
    put(style, length, 2);
    g_byte_array_append(style, (const guint8 *)changes, (guint)length);
    pad(style, 2);
    put(out, style->len, 2);
    g_byte_array_append(out, style->data, style->len);
}

static void add_styles(const doc *made)
{
    g_autoptr(GByteArray) table = g_byte_array_new();
    put(table, 4, 2);
    put(table, 7, 2);
    put(table, 10, 2);
    put_style(table, 0, 1, 0xfff, "Normal", "", 0);
    put_style(table, 1, 1, 0,
              "\xdc"
              "berschrift",
              "", 0);
    put_style(table, 0xffe, 1, 0, "Block Quote", "", 0);
    put_style(table, 0xffe, 1, 0, "Ghost", HIDDEN, 3);
    put_style(table, 0xffe, 2, 0xfff, "Unseen", HIDDEN, 3);
    put_style(table, 0xffe, 1, 3, "Shown again", AGAINST_STYLE, 3);
    put_style(table, 0xffe, 1, 6, "Based on itself", "", 0);
    doc_table(made, 0xa2, table);
}

static void put_level(GByteArray *out, unsigned start, unsigned format, const char *label)
{
    put(out, start, 4);
    put(out, format, 1);
    for (unsigned i = 0; i < 23; i++)
        put(out, 0, 1);
    put(out, strlen(label), 2);
    for (const char *at = label; *at != '\0'; at++)
        put(out, *at == '#' ? 0 : *at == '@' ? 1 : (guint64)*at, 2);
}

/* One list "1.", "(a)", used from 7 on. */
static void add_lists(const doc *made)
{
    g_autoptr(GByteArray) lists = g_byte_array_new();
    put(lists, 1, 2);
    put(lists, 0x1234, 4);
    for (unsigned i = 0; i < 24; i++)
        put(lists, 0, 1);
    put_level(lists, 1, 0, "#.");
    put_level(lists, 1, 4, "(@)");
    for (unsigned i = 2; i < 9; i++)
        put_level(lists, 1, 23, "x");
    doc_table(made, 0x2e2, lists);
    g_autoptr(GByteArray) uses = g_byte_array_new();
    put(uses, 1, 4);
    put(uses, 0x1234, 4);
    put(uses, 0, 8);
    put(uses, 1, 4);
    put(uses, 0xffffffff, 4);
    put(uses, 7, 4);
    put(uses, 0x10, 4);
    doc_table(made, 0x2ea, uses);
}

Test(extract_doc, letters_of_both_widths_and_special_characters)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "Caf\xe9 \x93quoted\x94 \x96 \x80"
               "5 co\x1fop e\x1email a\xa0"
               "b\r");
    doc_wide(made, "Łódź o\ufb03ce \U00010332 x");
    TEXT(made, "\x0b"
               "next\tline\x01\x02\x05\x08\r");
    END(made, 0, "");
    doc_finish(made);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Café “quoted” – €5 coop e-mail a b\nP Łódź office \U00010332 x\\n"
                        "next\\tline\n");
    cr_assert_eq(read.document->file, FOI_FILE_WORD);
    cr_assert_str_eq(read.document->mime, "application/msword");
}

Test(extract_doc, hidden_and_deleted_text_and_instructions_are_left_out)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "We ");
    CHANGED(made, DELETED, "deleted\r");
    TEXT(made, "rely ");
    CHANGED(made, HIDDEN, "hidden");
    TEXT(made, "on \x13 HYPERLINK \"http://x\" \x13 QUOTE \x14nested\x15 \x14the link\x15 ");
    CHANGED(made, SYMBOL_ALPHA, "(");
    TEXT(made, "(a)\x13 XE \"index\" \x15.");
    CHANGED(made, CHARACTER_STYLE, "unseen");
    TEXT(made, "\r");
    END(made, 0, "");
    TEXT(made, "ghost ");
    CHANGED(made, AGAINST_STYLE, "seen\r");
    END(made, 3, "");
    TEXT(made, "Shown\r");
    END(made, 5, "");
    doc_finish(made);
    add_styles(made);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P We\nP rely on the link α(a).\nP seen\nP Shown\n");
}

Test(extract_doc, headings_quotes_and_numbered_paragraphs)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "Our decision\r");
    END(made, 1, "");
    TEXT(made, "It ends like a sentence.\r");
    END(made, 1, "");
    TEXT(made, "By its level\r");
    END(made, 0, OUTLINE);
    TEXT(made, "12. Quoted\r");
    END(made, 2, "");
    TEXT(made, "First\r");
    END(made, 0, LISTED);
    TEXT(made, "\r");
    END(made, 0, LISTED);
    TEXT(made, "Part\r");
    END(made, 0, SECOND);
    TEXT(made, "Third\r");
    END(made, 6, LISTED);
    doc_finish(made);
    add_styles(made);
    add_lists(made);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H Our decision\nP It ends like a sentence.\nH By its level\nQ 12. Quoted\n"
                        "P7 7. First\nI (a) Part\nP9 9. Third\n");
    cr_assert_str_eq(read.document->title, "Our decision");
}

Test(extract_doc, rows_of_tables)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "Before\r");
    END(made, 0, "");
    TEXT(made, "Year\aCost\a");
    END(made, 0, IN_TABLE);
    TEXT(made, "\a");
    END(made, 0, ROW_END);
    TEXT(made, "2018\rto 2019\a\a450\a");
    END(made, 0, IN_TABLE);
    TEXT(made, "\a");
    END(made, 0, ROW_END);
    TEXT(made, "Letterhead\rStreet\a");
    END(made, 0, IN_TABLE);
    TEXT(made, "\a");
    END(made, 0, ROW_END);
    TEXT(made, "After\r");
    END(made, 0, "");
    doc_finish(made);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Before\nR Year\\tCost\nR 2018 to 2019\\t\\t450\nP Letterhead\nP Street\n"
                        "P After\n");
}

Test(extract_doc, notes_comments_boxes_headers_and_footers)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "Body\x02\r");
    made->story = 1;
    TEXT(made, "\x02 A note\r");
    made->story = 2;
    TEXT(made, "\x03\rHead\rFoot\rHead\r");
    made->story = 4;
    TEXT(made, "\x05"
               "A comment\r");
    made->story = 5;
    TEXT(made, "An end\r");
    made->story = 6;
    TEXT(made, "Box\r");
    END(made, 0, "");
    doc_finish(made);
    /* Six separators, then for two sections the even, odd and first headers and footers. */
    static const guint32 MARGINS[] = {0,  2,  2,  2,  2,  2,  2,  2,  7, 7,
                                      12, 12, 12, 12, 17, 17, 17, 17, 17};
    g_autoptr(GByteArray) margins = g_byte_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(MARGINS); i++)
        put(margins, MARGINS[i], 4);
    doc_table(made, 0xf2, margins);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Head\nP Body\nP A note\nP An end\nP A comment\nP Box\nP Foot\n");
}

Test(extract_doc, word_6_in_the_set_of_its_language)
{
    g_autoptr(doc) made = doc_new(true);
    doc_bytes(made, "\xcf\xf0\xe8\xe2\xe5\xf2 ", 7, "", 0);
    doc_bytes(made, "hidden", 6, "\x5c\x01", 2);
    doc_bytes(made, "deleted", 7, "\x41\x01", 2);
    TEXT(made, "\r");
    END(made, 0, "");
    TEXT(made, "a\a"
               "b\a");
    END(made, 0, "\x18\x01");
    TEXT(made, "\a");
    END(made, 0, "\x18\x01\x19\x01");
    doc_finish(made);
    set(made->main, 6, 0x419, 2);
    g_auto(reading) plain = doc_read(made);
    assert_status(&plain, FOI_READ_OK, "");
    assert_shown(&plain, "P Привет\nR a\\tb\n");
    /* Saved in haste: the same text by its table of pieces, which are in another order. */
    set(made->main, 10, 0x4, 2);
    g_auto(reading) pieces = doc_read(made);
    assert_shown(&pieces, "P Привет\nR a\\tb\n");
}

Test(extract_doc, east_asian_word_6)
{
    g_autoptr(doc) made = doc_new(true);
    doc_bytes(made, "\xc7\x8a\x9d\x97\x41\x00\x0d\x00", 8, "", 0);
    END(made, 0, "");
    doc_finish(made);
    set(made->main, 0, 0xa697, 2);
    set(made->main, 10, 0x1000, 2);
    set(made->main, 0x34, 4, 4);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P 管理A\n");
}

Test(extract_doc, pieces_in_any_order)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "world\r");
    TEXT(made, "Hello ");
    END(made, 0, "");
    guint32 first = g_array_index(made->places, guint32, 0);
    g_array_index(made->places, guint32, 0) = g_array_index(made->places, guint32, 1);
    g_array_index(made->places, guint32, 1) = first;
    doc_finish(made);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Hello world\n");
}

Test(extract_doc, protected_and_older_files_are_told)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "Secret\r");
    doc_finish(made);
    set(made->main, 10, 0x100, 2);
    g_auto(reading) locked = doc_read(made);
    assert_status(&locked, FOI_READ_ENCRYPTED, "password");
    cr_assert_eq(locked.document->words, 0);
    static const char WORD_2[] = "\xdb\xa5-\0x\0@\t\x08\0\0\0\0\0-\0\0\0\0\0\0\0\0\0\0\3\0\0";
    g_auto(reading) older = read_bytes(WORD_2, sizeof WORD_2, "a.doc");
    assert_status(&older, FOI_READ_UNSUPPORTED, "");
}

/* --- damage --- */

static doc *two_paragraphs(void)
{
    doc *made = doc_new(false);
    TEXT(made, "First paragraph of it.\rAnd the second one.\r");
    END(made, 0, "");
    doc_finish(made);
    return made;
}

#define TWO_PARAGRAPHS "P First paragraph of it.\nP And the second one.\n"

Test(extract_doc, text_is_saved_where_tables_are_lost)
{
    g_autoptr(doc) pieces = two_paragraphs();
    set(pieces->main, 0x1a2, 0x7fffffff, 4);
    g_auto(reading) no_pieces = doc_read(pieces);
    assert_status(&no_pieces, FOI_READ_PARTIAL, "pieces of text is damaged");
    assert_shown(&no_pieces, TWO_PARAGRAPHS);
    g_autoptr(doc) pages = two_paragraphs();
    set(pages->main, 0xfa, 0x7fffffff, 4);
    g_auto(reading) no_pages = doc_read(pages);
    assert_status(&no_pages, FOI_READ_PARTIAL, "properties of characters");
    assert_shown(&no_pages, TWO_PARAGRAPHS);
    g_autoptr(doc) whole = two_paragraphs();
    const compound_stream STREAMS[] = {{"WordDocument", whole->main->data, whole->main->len},
                                       {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    g_auto(reading) no_table = read_bytes(file->data, file->len, "a.doc");
    assert_status(&no_table, FOI_READ_PARTIAL, "");
    assert_shown(&no_table, TWO_PARAGRAPHS);
}

Test(extract_doc, lying_pieces_are_bounded)
{
    g_autoptr(doc) beyond = two_paragraphs();
    size_t table = beyond->main->data[0x1a2] | (size_t)beyond->main->data[0x1a3] << 8;
    set(beyond->tables, table + 5 + 4, 0x10000000, 4);
    g_auto(reading) cut = doc_read(beyond);
    assert_status(&cut, FOI_READ_PARTIAL, "beyond the end");
    cr_assert_gt(cut.document->words, 7);
    g_autoptr(doc) order = two_paragraphs();
    set(order->tables, table + 5, 0x10000000, 4);
    g_auto(reading) disordered = doc_read(order);
    assert_status(&disordered, FOI_READ_PARTIAL, "");
    g_autoptr(doc) less = two_paragraphs();
    set(less->main, 0x4c, 4000000000, 4);
    g_auto(reading) missing = doc_read(less);
    assert_status(&missing, FOI_READ_PARTIAL, "less text than the file says");
    assert_shown(&missing, TWO_PARAGRAPHS);
}

Test(extract_doc, the_same_bytes_are_not_repeated_for_ever)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "Again and again the same.\r");
    END(made, 0, "");
    guint32 place = g_array_index(made->places, guint32, 0);
    for (unsigned i = 0; i < 20000; i++) {
        g_array_append_val(made->starts, made->characters);
        g_array_append_val(made->places, place);
        made->characters += 26;
    }
    made->lengths[0] = made->characters;
    doc_finish(made);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_PARTIAL, "repeats the same text");
    cr_assert_gt(read.document->words, 100);
}

Test(extract_doc, a_field_without_an_end_hides_no_text_silently)
{
    g_autoptr(doc) made = doc_new(false);
    TEXT(made, "Before \x13 PAGE \rlost\r");
    END(made, 0, "");
    doc_finish(made);
    g_auto(reading) read = doc_read(made);
    assert_status(&read, FOI_READ_PARTIAL, "field in the text has no end");
    assert_shown(&read, "P Before\n");
}

Test(extract_doc, a_file_cut_short_anywhere_is_told)
{
    g_autoptr(doc) made = two_paragraphs();
    g_autoptr(GByteArray) file = doc_compound(made);
    for (guint length = 0; length < file->len; length += 32) {
        g_auto(reading) read = read_bytes(file->data, length, "a.doc");
        cr_assert_neq(read.document->status, FOI_READ_OK, "%u bytes", length);
    }
    /* Without its directory: the main stream is where it mostly is. */
    g_autoptr(GByteArray) headless = g_byte_array_new();
    g_byte_array_append(headless, file->data, 512);
    g_byte_array_append(headless, made->main->data, made->main->len);
    set(headless, 48, 0x00ffffff, 4);
    foi_document *document = foi_document_new();
    g_autoptr(foi_output) output = foi_output_new(document, &WIDE);
    foi_input input = {.bytes = headless->data,
                       .length = headless->len,
                       .name = "a.doc",
                       .mime = "application/msword"};
    foi_extractor_for("application/msword")->extract(&input, output);
    foi_output_finish(output);
    reading read = {document, NULL};
    assert_status(&read, FOI_READ_PARTIAL, "cannot be opened");
    assert_shown(&read, TWO_PARAGRAPHS);
    foi_document_free(document);
}

Test(extract_doc, every_byte_of_the_header_may_lie)
{
    g_autoptr(doc) made = two_paragraphs();
    for (size_t at = 2; at < 0x300; at++) {
        guint8 before = made->main->data[at];
        made->main->data[at] = 0xff;
        g_auto(reading) read = doc_read(made);
        cr_assert(read.document->status == FOI_READ_OK || read.document->status_detail != NULL);
        made->main->data[at] = before;
    }
}

Test(extract_doc, the_budget_of_text_is_kept)
{
    g_autoptr(doc) made = two_paragraphs();
    g_autoptr(GByteArray) file = doc_compound(made);
    foi_budget budget = WIDE;
    budget.text_bytes = 40;
    g_auto(reading) read = read_with(file->data, file->len, "a.doc", NULL, &budget);
    assert_status(&read, FOI_READ_PARTIAL, "more text than the limit");
}

static void add_child(GsfOutfile *storage, const char *name, const GByteArray *bytes)
{
    GsfOutput *child = gsf_outfile_new_child(storage, name, FALSE);
    gsf_output_write(child, bytes->len, bytes->data);
    gsf_output_close(child);
    g_object_unref(child);
}

/* The file with an object that is NATIVE, one that is a drawing, and MADE once more as one. */
static GByteArray *with_objects(const doc *made, const GByteArray *native)
{
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *root = gsf_outfile_msole_new(memory);
    GsfOutput *pool = gsf_outfile_new_child(root, "ObjectPool", TRUE);
    GsfOutput *objects[3];
    static const char *const NAMES[] = {"_1", "_2", "_3"};
    for (size_t i = 0; i < G_N_ELEMENTS(objects); i++)
        objects[i] = gsf_outfile_new_child(GSF_OUTFILE(pool), NAMES[i], TRUE);
    add_child(GSF_OUTFILE(objects[0]), "\001Ole10Native", native);
    add_child(GSF_OUTFILE(objects[1]), "Equation Native", native);
    add_child(GSF_OUTFILE(objects[2]), "WordDocument", made->main);
    add_child(GSF_OUTFILE(objects[2]), "0Table", made->tables);
    for (size_t i = 0; i < G_N_ELEMENTS(objects); i++) {
        gsf_output_close(objects[i]);
        g_object_unref(objects[i]);
    }
    gsf_output_close(pool);
    g_object_unref(pool);
    add_child(root, "WordDocument", made->main);
    add_child(root, "0Table", made->tables);
    gsf_output_close(GSF_OUTPUT(root));
    GByteArray *file = g_byte_array_new();
    g_byte_array_append(file, gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
                        (guint)gsf_output_size(memory));
    g_object_unref(root);
    g_object_unref(memory);
    return file;
}

Test(extract_doc, embedded_files_are_members)
{
    g_autoptr(doc) made = two_paragraphs();
    g_autoptr(GByteArray) native = g_byte_array_new();
    put(native, 60, 4);
    put(native, 2, 2);
    g_byte_array_append(native, (const guint8 *)"a.txt\0C:\\a.txt\0\0\0\3\0\6\0\0\0C:\\a\0\0", 29);
    put(native, 5, 4);
    g_byte_array_append(native, (const guint8 *)"Hello", 5);
    g_autoptr(GByteArray) file = with_objects(made, native);
    g_auto(reading) read = read_bytes(file->data, file->len, "a.doc");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_eq(read.members->len, 2);
    const foi_member *text = g_ptr_array_index(read.members, 0);
    cr_assert_str_eq(text->name, "a.txt");
    cr_assert_eq(g_bytes_get_size(text->bytes), 5);
    const foi_member *word = g_ptr_array_index(read.members, 1);
    cr_assert(g_str_has_suffix(word->name, ".doc"), "%s", word->name);
    gsize length;
    const guint8 *bytes = g_bytes_get_data(word->bytes, &length);
    g_auto(reading) again = read_bytes(bytes, length, word->name);
    assert_shown(&again, TWO_PARAGRAPHS);
}

/* --- files of other programs --- */

#define FIXTURE FOI_SOURCE_DIR "/../shared/fixtures/formats/fmt-tika__testWORD_various.doc"

Test(extract_doc, a_file_of_word_itself)
{
    g_autofree char *bytes = NULL;
    gsize length;
    if (!g_file_get_contents(FIXTURE, &bytes, &length, NULL))
        cr_skip_test("no fixture at " FIXTURE);
    g_auto(reading) read = read_bytes(bytes, length, "a.doc");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read,
                 "P This is the header text.\nP Footnote appears here\n"
                 "P Bold italic underline superscript subscript\nP italic\nP italic\nP underline\n"
                 "P Here is a list:\nI Bullet 1\nI Bullet 2\nI Bullet 3\n"
                 "P Here is a numbered list:\nP1 1) Number bullet 1\nP2 2) Number bullet 2\n"
                 "P3 3) Number bullet 3\nP Keyword1 Keyword2\nP This is a hyperlink\n"
                 "P Subject is here\nR Row 1 Col 1\\tRow 1 Col 2\\tRow 1 Col 3\n"
                 "R Row 2 Col 1\\tRow 2 Col 2\\tRow 2 Col 3\nP Suddenly some Japanese text:\n"
                 "P ゾルゲと尾崎、淡々と最期\nP （ＧＨＱ）\nP And then some Gothic text:\n"
                 "P 𐌲𐌿𐍄𐌹𐍃𐌺\nP Here is a citation:\nP (Kramer)\n"
                 "P Figure 1 This is a caption for Figure 1\nP Row 1 column 1\nP Row 2 column 1\n"
                 "P Row 1 column 2\nP Row 2 column 2\nP This is a footnote.\nP Here is a text box\n"
                 "P This is the footer text.\n");
}
