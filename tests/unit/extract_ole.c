/* Compound files: the tree of storages and streams, whole and damaged. */
#include "indexer/extract/package/ole.h"
#include "tests/unit/extract_compound.h"
#include "tests/unit/put_support.h"

TestSuite(extract_ole, .init = set_up, .fini = tear_down, .timeout = 60);

/* A file that is open, with what is said of it. */
typedef struct opened {
    foi_document *document;
    foi_output *output;
    foi_ole *ole;
} opened;

static void opened_clear(opened *file)
{
    foi_ole_free(file->ole);
    foi_output_free(file->output);
    foi_document_free(file->document);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(opened, opened_clear)

static opened open_with(const guint8 *bytes, size_t length, const foi_budget *budget)
{
    opened file = {.document = foi_document_new()};
    foi_input input = {
        .bytes = bytes, .length = length, .name = "a.doc", .mime = "application/msword"};
    file.output = foi_output_new(file.document, budget);
    file.ole = foi_ole_open(&input, file.output);
    return file;
}

static opened open_bytes(const GByteArray *bytes)
{
    return open_with(bytes->data, bytes->len, &WIDE);
}

#define assert_stream(bytes, expected)                                                             \
    do {                                                                                           \
        cr_assert_not_null(bytes);                                                                 \
        gsize stream_length;                                                                       \
        const char *stream_text = g_bytes_get_data(bytes, &stream_length);                         \
        cr_assert_eq(stream_length, sizeof(expected) - 1, "%zu bytes", (size_t)stream_length);     \
        cr_assert(stream_length == 0 || memcmp(stream_text, expected, stream_length) == 0);        \
    } while (0)

static GByteArray *small_file(void)
{
    static guint8 large[10000];
    memset(large, 'x', sizeof large);
    const compound_stream STREAMS[] = {{"Short", "a short one", 11},
                                       {"Long", large, sizeof large},
                                       {"Folder/Inner", "inside", 6},
                                       {"Empty", "", 0},
                                       {NULL, NULL, 0}};
    return compound(STREAMS);
}

Test(extract_ole, streams_are_found_by_name_in_any_case)
{
    g_autoptr(GByteArray) bytes = small_file();
    g_auto(opened) file = open_bytes(bytes);
    cr_assert_not_null(file.ole);
    cr_assert_eq(foi_ole_count(file.ole), 4);
    g_autoptr(GBytes) shorter = foi_ole_stream(file.ole, "sHORT");
    assert_stream(shorter, "a short one");
    g_autoptr(GBytes) longer = foi_ole_stream(file.ole, "Long");
    cr_assert_eq(g_bytes_get_size(longer), 10000);
    g_autoptr(GBytes) empty = foi_ole_stream(file.ole, "Empty");
    assert_stream(empty, "");
    cr_assert(foi_ole_has_stream(file.ole, "Short"));
    cr_assert_not(foi_ole_has_stream(file.ole, "Folder"));
    cr_assert_not(foi_ole_has_stream(file.ole, "Inner"));
    cr_assert_null(foi_ole_stream(file.ole, "None"));
    cr_assert_null(foi_ole_storage(file.ole, "Short"));
    cr_assert_null(foi_ole_name(file.ole, 4));
    cr_assert_null(foi_ole_stream_at(file.ole, 4));
    cr_assert_eq(file.document->status, FOI_READ_OK);
}

Test(extract_ole, a_storage_outlives_the_one_around_it)
{
    g_autoptr(GByteArray) bytes = small_file();
    g_auto(opened) file = open_bytes(bytes);
    g_autoptr(foi_ole) folder = foi_ole_storage(file.ole, "Folder");
    cr_assert_not_null(folder);
    g_clear_pointer(&file.ole, foi_ole_free);
    cr_assert_eq(foi_ole_count(folder), 1);
    cr_assert_str_eq(foi_ole_name(folder, 0), "Inner");
    g_autoptr(GBytes) inner = foi_ole_stream(folder, "Inner");
    assert_stream(inner, "inside");
}

Test(extract_ole, a_storage_becomes_a_file)
{
    g_autoptr(GByteArray) bytes = small_file();
    g_auto(opened) file = open_bytes(bytes);
    g_autoptr(GBytes) packed = foi_ole_pack(file.ole);
    gsize length;
    const guint8 *data = g_bytes_get_data(packed, &length);
    g_auto(opened) again = open_with(data, length, &WIDE);
    cr_assert_eq(foi_ole_count(again.ole), 4);
    g_autoptr(GBytes) shorter = foi_ole_stream(again.ole, "Short");
    assert_stream(shorter, "a short one");
    g_autoptr(foi_ole) folder = foi_ole_storage(again.ole, "Folder");
    g_autoptr(GBytes) inner = foi_ole_stream(folder, "Inner");
    assert_stream(inner, "inside");
}

Test(extract_ole, what_is_no_compound_file_is_told)
{
    static const char TEXT[] = "A text that is no compound file.";
    g_auto(opened) text = open_with((const guint8 *)TEXT, sizeof TEXT, &WIDE);
    cr_assert_null(text.ole);
    assert_status(&text, FOI_READ_DAMAGED, "does not begin");
    g_autoptr(GByteArray) bytes = small_file();
    bytes->data[30] = 200;
    g_auto(opened) sectors = open_bytes(bytes);
    cr_assert_null(sectors.ole);
    assert_status(&sectors, FOI_READ_DAMAGED, "sectors");
    g_auto(opened) none = open_with((const guint8 *)"", 0, &WIDE);
    cr_assert_null(none.ole);
}

Test(extract_ole, what_is_left_of_a_file_cut_short_is_given)
{
    g_autoptr(GByteArray) bytes = small_file();
    bool opened_once = false;
    for (guint length = 0; length < bytes->len; length += 16) {
        g_auto(opened) file = open_with(bytes->data, length, &WIDE);
        g_autoptr(GBytes) stream = file.ole == NULL ? NULL : foi_ole_stream(file.ole, "Long");
        cr_assert_neq(file.document->status, FOI_READ_OK, "%u bytes", length);
        opened_once |= stream != NULL && g_bytes_get_size(stream) > 5000;
    }
    cr_assert(opened_once);
}

/* The file with the directory entry INDEX changed: the number at AT of it becomes NUMBER. */
static void change_entry(GByteArray *bytes, unsigned index, unsigned at, guint32 number)
{
    guint32 sector;
    memcpy(&sector, bytes->data + 48, 4);
    memcpy(bytes->data + ((sector + 1) << 9) + (size_t)index * 128 + at, &number, 4);
}

Test(extract_ole, trees_in_circles_end)
{
    static const unsigned LINKS[] = {68, 72, 76};
    for (unsigned entry = 0; entry < 4; entry++) {
        for (size_t link = 0; link < G_N_ELEMENTS(LINKS); link++) {
            for (guint32 target = 0; target < 4; target++) {
                g_autoptr(GByteArray) bytes = small_file();
                change_entry(bytes, entry, LINKS[link], target);
                g_auto(opened) file = open_bytes(bytes);
                cr_assert_not_null(file.ole);
                cr_assert_leq(foi_ole_count(file.ole), 5);
                foi_ole_free(foi_ole_storage(file.ole, "Folder"));
                g_autoptr(GBytes) packed = foi_ole_pack(file.ole);
                cr_assert_not_null(packed);
            }
        }
    }
}

Test(extract_ole, chains_in_circles_and_sizes_that_lie_are_bounded)
{
    g_autoptr(GByteArray) bytes = small_file();
    for (unsigned entry = 0; entry < 8; entry++)
        change_entry(bytes, entry, 120, 0x7fffffff);
    g_auto(opened) file = open_bytes(bytes);
    g_autoptr(GBytes) stream = foi_ole_stream(file.ole, "Long");
    cr_assert_leq(g_bytes_get_size(stream), bytes->len);
    assert_status(&file, FOI_READ_PARTIAL, "is cut short");
    foi_budget budget = WIDE;
    budget.member_bytes = 100;
    g_autoptr(GByteArray) whole = small_file();
    g_auto(opened) poor = open_with(whole->data, whole->len, &budget);
    cr_assert_null(foi_ole_stream(poor.ole, "Long"));
    assert_status(&poor, FOI_READ_PARTIAL, "unpacks to more bytes");
}

#define LONG_TREE 50000

/* A header for a directory of SECTORS sectors, which comes first, and a table behind it. */
static void put_header(GByteArray *out, guint32 sectors, guint32 tables)
{
    static const guint8 MAGIC[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
    g_byte_array_append(out, MAGIC, sizeof MAGIC);
    while (out->len < 512)
        put(out, out->len < 76 ? 0 : 0xff, 1);
    out->data[30] = 9;
    out->data[32] = 6;
    memset(out->data + 60, 0xfe, 4);
    memset(out->data + 68, 0xff, 4);
    for (guint32 i = 0; i < tables; i++) {
        guint32 number = sectors + i;
        memcpy(out->data + 76 + 4 * (size_t)i, &number, 4);
    }
}

/* Entry INDEX of a tree that is one long chain to the right. */
static void put_link(GByteArray *out, unsigned index)
{
    guint start = out->len;
    g_autofree char *name = g_strdup_printf("e%u", index);
    for (unsigned i = 0; i < 32; i++)
        put(out, i < strlen(name) ? (guint8)name[i] : 0, 2);
    put(out, 2 * (strlen(name) + 1), 2);
    put(out, index == 0 ? 5 : 2, 1);
    put(out, 1, 1);
    put(out, 0xffffffff, 4);
    put(out, index == 0 || index + 1 == LONG_TREE ? 0xffffffff : index + 1, 4);
    put(out, index == 0 ? 1 : 0xffffffff, 4);
    while (out->len < start + 128)
        put(out, 0, 1);
}

Test(extract_ole, a_long_thin_tree_is_read_in_linear_time_and_little_stack, .timeout = 10)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint32 sectors = LONG_TREE / 4;
    guint32 tables = sectors / 128 + 1;
    put_header(bytes, sectors, tables);
    for (unsigned i = 0; i < LONG_TREE; i++)
        put_link(bytes, i);
    for (guint32 i = 0; i < tables * 128; i++)
        put(bytes, i + 1 < sectors ? i + 1 : 0xfffffffe, 4);
    g_auto(opened) file = open_bytes(bytes);
    cr_assert_not_null(file.ole);
    cr_assert_eq(foi_ole_count(file.ole), LONG_TREE - 1);
    cr_assert(foi_ole_has_stream(file.ole, "e49999"));
    for (unsigned i = 0; i < LONG_TREE; i++)
        cr_assert_not(foi_ole_has_stream(file.ole, "none"));
}

/* A summary with the TYPE and BYTES of a title, in CODEPAGE. */
static GByteArray *with_title(unsigned codepage, unsigned type, const char *bytes, size_t length)
{
    g_autoptr(GByteArray) summary = g_byte_array_new();
    while (summary->len < 44)
        put(summary, 0, 1);
    put(summary, 48, 4);
    put(summary, 64, 4);
    put(summary, 2, 4);
    put(summary, 1, 4);
    put(summary, 24, 4);
    put(summary, 2, 4);
    put(summary, 32, 4);
    put(summary, 2, 4);
    put(summary, codepage, 4);
    put(summary, type, 4);
    put(summary, type == 0x1f ? length / 2 : length, 4);
    g_byte_array_append(summary, (const guint8 *)bytes, (guint)length);
    const compound_stream STREAMS[] = {{"\005SummaryInformation", summary->data, summary->len},
                                       {NULL, NULL, 0}};
    return compound(STREAMS);
}

static void assert_title(GByteArray *bytes, const char *expected)
{
    g_auto(opened) file = open_bytes(bytes);
    foi_ole_read_title(file.ole);
    if (expected == NULL)
        cr_assert_null(file.document->title);
    else
        cr_assert_str_eq(file.document->title, expected);
    g_byte_array_unref(bytes);
}

Test(extract_ole, titles_in_their_character_set)
{
    assert_title(with_title(1252, 0x1e, "Caf\xe9 costs\0", 11), "Café costs");
    assert_title(with_title(1251, 0x1e, "\xcf\xf0\xe8\xe2\xe5\xf2\0", 7), "Привет");
    assert_title(with_title(65001, 0x1e, "Caf\xc3\xa9", 5), "Café");
    assert_title(with_title(1252, 0x1f, "N\0o\0t\0e\0\0\0", 10), "Note");
    assert_title(with_title(1252, 0x03, "Note", 4), NULL);
    assert_title(with_title(1252, 0x1e, "", 0), NULL);
}
