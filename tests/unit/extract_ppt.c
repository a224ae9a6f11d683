#include <zlib.h>

#include "tests/unit/extract_compound.h"
#include "tests/unit/put_support.h"

TestSuite(extract_ppt, .init = set_up, .fini = tear_down, .timeout = 60);

typedef GByteArray records;

static void put_head(records *out, unsigned type, unsigned instance, size_t length)
{
    put(out, instance << 4, 2);
    put(out, type, 2);
    put(out, length, 4);
}

/* A record of what CONTENT (which is freed) holds. */
static void put_record(records *out, unsigned type, unsigned instance, records *content)
{
    put_head(out, type, instance, content->len);
    g_byte_array_append(out, content->data, content->len);
    g_byte_array_unref(content);
}

static void put_number(records *out, unsigned type, guint32 number)
{
    put_head(out, type, 0, 4);
    put(out, number, 4);
}

static void put_text(records *out, unsigned type, unsigned instance, const char *text)
{
    glong count;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
    put_head(out, type, instance, 2 * (size_t)count);
    for (glong i = 0; i < count; i++)
        put(out, units[i], 2);
}

enum { TITLE = 0, BODY = 1, NOTE = 2, OTHER = 4 };

/* TEXT for PURPOSE, in bytes where it is ASCII. */
static void put_purpose(records *out, unsigned purpose, const char *text)
{
    put_number(out, 3999, purpose);
    if (!g_str_is_ascii(text)) {
        put_text(out, 4000, 0, text);
        return;
    }
    put_head(out, 4008, 0, strlen(text));
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

/* A shape with BOX (which is freed) for its text. */
static void put_shape(records *out, records *box)
{
    records *shape = g_byte_array_new();
    put_record(shape, 0xf00d, 0, box);
    put_record(out, 0xf004, 0, shape);
}

static void put_box(records *out, unsigned purpose, const char *text)
{
    records *box = g_byte_array_new();
    put_purpose(box, purpose, text);
    put_shape(out, box);
}

/* A slide, or what TYPE says, with SHAPES (freed), notes of NUMBER, and MORE records (NULL: none).
 */
static records *slide(unsigned type, guint32 number, records *shapes, const records *more)
{
    records *drawing = g_byte_array_new();
    records *group = g_byte_array_new();
    put_record(group, 0xf003, 0, shapes);
    put_record(drawing, 0xf002, 0, group);
    records *content = g_byte_array_new();
    put_head(content, 1007, 0, 24);
    put(content, 0, 8);
    put(content, 0, 8);
    put(content, number, 4);
    put(content, 0, 4);
    put_record(content, 1036, 0, drawing);
    if (more != NULL)
        g_byte_array_append(content, more->data, more->len);
    records *out = g_byte_array_new();
    put_record(out, type, 0, content);
    return out;
}

/* A file that is being made: its stream, and where in it each record lies, by its number from 1. */
typedef struct show {
    records *stream;
    GArray *places;
    records *slides; /* lists: what the document names */
    records *masters;
    records *notes;
    records *headers; /* of the document */
    guint32 save;
} show;

static show show_new(void)
{
    return (show){g_byte_array_new(),
                  g_array_new(FALSE, FALSE, 4),
                  g_byte_array_new(),
                  g_byte_array_new(),
                  g_byte_array_new(),
                  g_byte_array_new(),
                  0};
}

static void show_clear(show *made)
{
    g_byte_array_unref(made->stream);
    g_array_unref(made->places);
    g_byte_array_unref(made->slides);
    g_byte_array_unref(made->masters);
    g_byte_array_unref(made->notes);
    g_byte_array_unref(made->headers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(show, show_clear)

/* Add RECORD (freed) to the stream; gives its number. */
static guint32 add(show *made, records *record)
{
    guint32 place = made->stream->len;
    g_array_append_val(made->places, place);
    g_byte_array_append(made->stream, record->data, record->len);
    g_byte_array_unref(record);
    return made->places->len;
}

/* Put the record ID into LIST, which calls it by NUMBER. */
static void list(records *out, guint32 id, guint32 number)
{
    put_head(out, 1011, 0, 20);
    put(out, id, 4);
    put(out, 0, 8);
    put(out, number, 4);
    put(out, 0, 4);
}

static void put_list(records *out, unsigned instance, const records *entries)
{
    put_head(out, 4080, instance, entries->len);
    g_byte_array_append(out, entries->data, entries->len);
}

/* Write the document and the list of all that was added, as a save does. */
static void save(show *made)
{
    records *content = g_byte_array_new();
    put_list(content, 1, made->masters);
    g_byte_array_append(content, made->headers->data, made->headers->len);
    put_list(content, 0, made->slides);
    put_list(content, 2, made->notes);
    records *document = g_byte_array_new();
    put_record(document, 1000, 0, content);
    guint32 id = add(made, document);
    guint32 directory = made->stream->len;
    put_head(made->stream, 6002, 0, 4 + 4 * (size_t)made->places->len);
    put(made->stream, 1 | made->places->len << 20, 4);
    for (guint i = 0; i < made->places->len; i++)
        put(made->stream, g_array_index(made->places, guint32, i), 4);
    guint32 before = made->save;
    made->save = made->stream->len;
    put_head(made->stream, 4085, 0, 28);
    put(made->stream, 0, 8);
    put(made->stream, before, 4);
    put(made->stream, directory, 4);
    put(made->stream, id, 4);
    put(made->stream, 0, 8);
}

static GByteArray *show_file(const show *made, guint32 token)
{
    g_autoptr(GByteArray) user = g_byte_array_new();
    put_head(user, 4086, 0, 20);
    put(user, 20, 4);
    put(user, token, 4);
    put(user, made->save, 4);
    put(user, 0, 8);
    const compound_stream STREAMS[] = {
        {"PowerPoint Document", made->stream->data, made->stream->len},
        {"Current User", user->data, user->len},
        {NULL, NULL, 0}};
    return compound(STREAMS);
}

static reading show_read(const show *made)
{
    g_autoptr(GByteArray) file = show_file(made, 0xe391c05f);
    return read_bytes(file->data, file->len, "a.pdf");
}

static void add_slide(show *made, records *shapes)
{
    list(made->slides, add(made, slide(1006, 0, shapes, NULL)), 256);
}

static show two_slides(void)
{
    show made = show_new();
    records *first = g_byte_array_new();
    put_box(first, TITLE, "Costs of\vit");
    put_box(first, BODY, "Caf\u00e9 o\ufb03ce\rSecond\vline\r\U00010332 \u2013 end");
    add_slide(&made, first);
    records *second = g_byte_array_new();
    put_box(second, OTHER, "Plain");
    add_slide(&made, second);
    save(&made);
    return made;
}

#define TWO_SLIDES                                                                                 \
    "H@1 Costs of it\nP@1 Café office\nP@1 Second\\nline\nP@1 \U00010332 – end\nP@2 Plain\n"

Test(extract_ppt, slides_are_pages_and_titles_headings)
{
    g_auto(show) made = two_slides();
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, TWO_SLIDES);
    cr_assert_str_eq(read.document->title, "Costs of it");
    cr_assert_eq(read.document->file, FOI_FILE_SLIDES);
    cr_assert_eq(read.document->text.pages, 2);
}

Test(extract_ppt, the_last_save_holds)
{
    g_auto(show) made = two_slides();
    g_byte_array_set_size(made.slides, 0);
    records *other = g_byte_array_new();
    put_box(other, OTHER, "New");
    add_slide(&made, other);
    list(made.slides, 2, 257);
    save(&made);
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P@1 New\nP@2 Plain\n");
}

Test(extract_ppt, the_outline_holds_the_text_of_some_boxes)
{
    g_auto(show) made = show_new();
    records *shapes = g_byte_array_new();
    for (guint32 i = 0; i < 3; i++) {
        records *box = g_byte_array_new();
        put_number(box, 3998, 2 - i);
        put_shape(shapes, box);
    }
    add_slide(&made, shapes);
    put_purpose(made.slides, TITLE, "Title");
    put_purpose(made.slides, BODY, "");
    put_purpose(made.slides, BODY, "Third");
    records *second = g_byte_array_new();
    put_box(second, OTHER, "Own");
    add_slide(&made, second);
    put_purpose(made.slides, BODY, "of no box");
    save(&made);
    g_auto(reading) read = show_read(&made);
    assert_shown(&read, "P@1 Third\nH@1 Title\nP@2 Own\n");
}

/* A comment as PowerPoint 2002 keeps it among the tags of a slide. */
static records *comment(void)
{
    records *one = g_byte_array_new();
    put_text(one, 4026, 0, "A. Person");
    put_text(one, 4026, 1, "Is that so?");
    put_text(one, 4026, 2, "AP");
    records *data = g_byte_array_new();
    put_record(data, 12000, 0, one);
    records *tag = g_byte_array_new();
    put_text(tag, 4026, 0, "___PPT10");
    put_record(tag, 5003, 0, data);
    records *tags = g_byte_array_new();
    put_record(tags, 5002, 0, tag);
    records *out = g_byte_array_new();
    put_record(out, 5000, 0, tags);
    return out;
}

static void put_headers(records *out, unsigned shown)
{
    records *content = g_byte_array_new();
    put_head(content, 4058, 0, 4);
    put(content, 0, 2);
    put(content, shown, 2);
    put_text(content, 4026, 0, "24 May 2019");
    put_text(content, 4026, 2, "Department");
    put_record(out, 4057, 3, content);
}

Test(extract_ppt, notes_comments_footers_and_what_masters_print)
{
    g_auto(show) made = show_new();
    records *shapes = g_byte_array_new();
    records *printed = g_byte_array_new();
    put_box(printed, OTHER, "OFFICIAL");
    records *fill = g_byte_array_new();
    records *placeholder = g_byte_array_new();
    put_head(placeholder, 3011, 0, 8);
    put(placeholder, 0, 8);
    put_record(fill, 0xf011, 0, placeholder);
    records *box = g_byte_array_new();
    put_purpose(box, TITLE, "Click to edit");
    put_record(fill, 0xf00d, 0, box);
    put_record(printed, 0xf004, 0, fill);
    list(made.masters, add(&made, slide(1016, 0, printed, NULL)), 0x80000000);
    put_headers(made.headers, 0x20);
    put_box(shapes, TITLE, "One");
    records *number = g_byte_array_new();
    put_purpose(number, OTHER, "Page * of * stars");
    put_number(number, 4056, 5);
    put_shape(shapes, number);
    g_autoptr(GByteArray) more = comment();
    put_headers(more, 0x24);
    list(made.slides, add(&made, slide(1006, 77, shapes, more)), 256);
    records *notes = g_byte_array_new();
    put_box(notes, TITLE, "Not of the notes");
    put_box(notes, NOTE, "Say this.");
    put_box(notes, OTHER, "And that.");
    list(made.notes, add(&made, slide(1008, 0, notes, NULL)), 77);
    save(&made);
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P@1 OFFICIAL\nP@1 Department\nH@1 One\nP@1 Page of * stars\n"
                        "P@1 24 May 2019\nP@1 A. Person: Is that so?\nP@1 Say this.\n"
                        "P@1 And that.\n");
}

static void put_cell(records *out, guint32 left, guint32 top, const char *text)
{
    records *shape = g_byte_array_new();
    put_head(shape, 0xf00f, 0, 16);
    put(shape, left, 4);
    put(shape, top, 4);
    put(shape, 0, 8);
    records *box = g_byte_array_new();
    put_purpose(box, OTHER, text);
    put_record(shape, 0xf00d, 0, box);
    put_record(out, 0xf004, 0, shape);
}

Test(extract_ppt, tables_and_text_that_is_a_picture)
{
    g_auto(show) made = show_new();
    records *shapes = g_byte_array_new();
    records *table = g_byte_array_new();
    records *first = g_byte_array_new();
    put_head(first, 0xf122, 1, 6);
    put(first, 0x39f, 2);
    put(first, 1, 4);
    put_record(table, 0xf004, 0, first);
    put_cell(table, 200, 100, "Cost");
    put_cell(table, 100, 100, "Year");
    put_cell(table, 100, 200, "2018\r2019");
    put_cell(table, 200, 200, "450");
    put_record(shapes, 0xf003, 0, table);
    records *art = g_byte_array_new();
    put_head(art, 0xf00b, 2, 12 + 4 + 8);
    put(art, 0x80c5, 2);
    put(art, 4, 4);
    put(art, 0x80c0, 2);
    put(art, 8, 4);
    put(art, 0xffffffff, 4);
    put(art, 'A', 2);
    put(art, 'r', 2);
    put(art, 't', 2);
    put(art, 0, 2);
    put_record(shapes, 0xf004, 0, art);
    add_slide(&made, shapes);
    save(&made);
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "R@1 Year\\tCost\nR@1 2018 2019\\t450\nP@1 Art\n");
}

Test(extract_ppt, protected_and_older_files_are_told)
{
    g_auto(show) made = two_slides();
    g_autoptr(GByteArray) file = show_file(&made, 0xf3d1c4df);
    g_auto(reading) locked = read_bytes(file->data, file->len, "a.ppt");
    assert_status(&locked, FOI_READ_ENCRYPTED, "password");
    cr_assert_eq(locked.document->words, 0);
    const compound_stream STREAMS[] = {{"PP40", "PowerPoint 4", 12}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) older = compound(STREAMS);
    g_auto(reading) read = read_bytes(older->data, older->len, "a.ppt");
    assert_status(&read, FOI_READ_UNSUPPORTED, "PowerPoint before PowerPoint 95");
    const compound_stream TEXT[] = {{"PowerPoint Document", "not as in 97", 12},
                                    {"Text_Content", "Caf\xe9\r\rof 1995\r\0\0", 16},
                                    {NULL, NULL, 0}};
    g_autoptr(GByteArray) old = compound(TEXT);
    g_auto(reading) text = read_bytes(old->data, old->len, "a.ppt");
    assert_status(&text, FOI_READ_PARTIAL, "a file of PowerPoint 95");
    assert_shown(&text, "P Café\nP of 1995\n");
}

/* --- embedded files --- */

Test(extract_ppt, packed_objects_are_members)
{
    g_auto(show) made = two_slides();
    static const char PDF[] = "%PDF-1.4 not much of one";
    const compound_stream STREAMS[] = {{"CONTENTS", PDF, sizeof PDF}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) object = compound(STREAMS);
    uLongf length = compressBound(object->len);
    g_autofree guint8 *packed = g_malloc(length);
    cr_assert_eq(compress(packed, &length, object->data, object->len), Z_OK);
    records *record = g_byte_array_new();
    put_head(record, 4113, 1, length + 4);
    put(record, object->len, 4);
    g_byte_array_append(record, packed, (guint)length);
    add(&made, record);
    save(&made);
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, TWO_SLIDES);
    cr_assert_eq(read.members->len, 1);
    const foi_member *member = g_ptr_array_index(read.members, 0);
    cr_assert_eq(g_bytes_get_size(member->bytes), sizeof PDF);
}

Test(extract_ppt, an_object_that_swells_is_stopped)
{
    g_auto(show) made = two_slides();
    gsize size = 8 * MIB;
    g_autofree guint8 *zeros = g_malloc0(size);
    uLongf length = compressBound(size);
    g_autofree guint8 *packed = g_malloc(length);
    cr_assert_eq(compress(packed, &length, zeros, size), Z_OK);
    records *record = g_byte_array_new();
    put_head(record, 4113, 1, length + 4);
    put(record, size, 4);
    g_byte_array_append(record, packed, (guint)length);
    add(&made, record);
    save(&made);
    g_autoptr(GByteArray) file = show_file(&made, 0xe391c05f);
    foi_budget budget = WIDE;
    budget.member_bytes = MIB;
    g_auto(reading) read = read_with(file->data, file->len, "a.ppt", NULL, &budget);
    assert_status(&read, FOI_READ_PARTIAL, "unpacks to more bytes");
    assert_shown(&read, TWO_SLIDES);
}

/* --- damage --- */

Test(extract_ppt, without_its_list_all_slides_are_given)
{
    g_auto(show) made = two_slides();
    made.save = 0x7fffffff;
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_PARTIAL, "list of slides is damaged");
    cr_assert_geq(read.document->words, 9);
}

Test(extract_ppt, a_slide_that_is_not_there_leaves_its_outline)
{
    g_auto(show) made = show_new();
    list(made.slides, 99, 256);
    put_purpose(made.slides, TITLE, "Title of the outline");
    save(&made);
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_PARTIAL, "a slide is not where");
    assert_shown(&read, "H@1 Title of the outline\n");
}

Test(extract_ppt, saves_in_a_circle_and_slides_named_for_ever)
{
    g_auto(show) made = show_new();
    records *shapes = g_byte_array_new();
    for (unsigned i = 0; i < 200; i++)
        put_box(shapes, OTHER, "The same");
    guint32 id = add(&made, slide(1006, 0, shapes, NULL));
    for (unsigned i = 0; i < 5000; i++)
        list(made.slides, id, 256);
    save(&made);
    memcpy(made.stream->data + made.save + 8 + 8, &made.save, 4);
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_PARTIAL, "named more often");
    cr_assert_gt(read.document->words, 100);
}

Test(extract_ppt, groups_in_groups_end)
{
    g_auto(show) made = show_new();
    records *shapes = g_byte_array_new();
    put_box(shapes, OTHER, "Deep");
    for (unsigned i = 0; i < 1000; i++) {
        records *outer = g_byte_array_new();
        put_record(outer, 0xf003, 0, shapes);
        shapes = outer;
    }
    put_box(shapes, OTHER, "Shallow");
    add_slide(&made, shapes);
    save(&made);
    g_auto(reading) read = show_read(&made);
    assert_status(&read, FOI_READ_PARTIAL, "groups of shapes");
    assert_shown(&read, "P@1 Shallow\n");
}

Test(extract_ppt, a_file_cut_short_anywhere_is_told)
{
    g_auto(show) made = two_slides();
    g_autoptr(GByteArray) file = show_file(&made, 0xe391c05f);
    for (guint length = 0; length < file->len; length += 32) {
        g_auto(reading) read = read_bytes(file->data, length, "a.ppt");
        cr_assert_neq(read.document->status, FOI_READ_OK, "%u bytes", length);
    }
}

Test(extract_ppt, every_byte_of_the_stream_may_lie)
{
    g_auto(show) made = two_slides();
    for (guint at = 0; at < made.stream->len; at++) {
        guint8 before = made.stream->data[at];
        made.stream->data[at] = 0xff;
        g_auto(reading) read = show_read(&made);
        cr_assert(read.document->status == FOI_READ_OK || read.document->status_detail != NULL);
        made.stream->data[at] = before;
    }
}

/* --- files of other programs --- */

#define FIXTURE FOI_SOURCE_DIR "/../shared/fixtures/formats/fmt-tika__testPPT_various.ppt"

Test(extract_ppt, a_file_of_powerpoint_itself)
{
    g_autofree char *bytes = NULL;
    gsize length;
    if (!g_file_get_contents(FIXTURE, &bytes, &length, NULL))
        cr_skip_test("no fixture at " FIXTURE);
    g_auto(reading) read = read_bytes(bytes, length, "a.ppt");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "R@1 Row 1 Col 1\\tRow 1 Col 2\\tRow 1 Col 3\n"
                        "R@1 Row 2 Col 1\\tRow 2 Col 2\\tRow 2 Col 3\nP@1 Here is a text box\n"
                        "P@1 Footnote appears here[1]\n"
                        "P@1 Bold italic underline superscript subscript\nP@1 Here is a list:\n"
                        "P@1 Bullet 1\nP@1 Bullet 2\nP@1 Bullet 3\nP@1 Here is a numbered list:\n"
                        "P@1 Number bullet 1\nP@1 Number bullet 2\nP@1 Number bullet 3\n"
                        "P@1 Keyword1 Keyword2\nP@1 This is a hyperlink\nP@1 Subject is here\n"
                        "P@1 Suddenly some Japanese text:\nP@1 ゾルゲと尾崎、淡々と最期\n"
                        "P@1 （ＧＨＱ）\nP@1 And then some Gothic text:\nP@1 𐌲𐌿𐍄𐌹𐍃𐌺\n"
                        "P@1 Here is a citation:\nP@1 (Kramer)\n"
                        "P@1 Figure 1 This is a caption for Figure 1\nP@1 Row 1 column 1\n"
                        "P@1 Row 2 column 1\nP@1 Row 1 column 2\nP@1 Row 2 column 2\n"
                        "P1@1 [1] This is a footnote.\nP@1 This is the footer text.\n"
                        "P@1 This is the header text.\n");
}
