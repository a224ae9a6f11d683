/* The members of ZIP files whose directory is gone, and headers that lie. */
#include "indexer/extract/package/zip_salvage.h"

#include "tests/unit/extract_package.h"

TestSuite(zip_salvage);

/* Whether the bytes of member INDEX of SALVAGE could be read in full; they are appended to OUT. */
static bool unpack(const foi_zip_salvage *salvage, unsigned index, GString *out)
{
    g_autoptr(foi_zip_stream) stream = foi_zip_stream_new(salvage, index);
    cr_assert_not_null(stream);
    char piece[7];
    int count;
    while ((count = foi_zip_stream_read(stream, piece, sizeof piece)) > 0)
        g_string_append_len(out, piece, count);
    return count == 0;
}

static GByteArray *three_members(void)
{
    g_autoptr(GString) long_text = g_string_new(NULL);
    for (int i = 0; i < 500; i++)
        g_string_append_printf(long_text, "<p>paragraph %d</p>", i * i);
    const char *const MEMBERS[] = {
        "a.xml",        "<a>one</a>", "folder/b.xml", long_text->str, "caf\u00e9.xml",
        "<c>three</c>", NULL};
    return package(MEMBERS);
}

Test(zip_salvage, members_are_found_without_the_directory)
{
    g_autoptr(GByteArray) bytes = three_members();
    const uint8_t *directory = memmem(bytes->data, bytes->len, "PK\1\2", 4);
    cr_assert_not_null(directory);
    g_autoptr(foi_zip_salvage) salvage =
        foi_zip_salvage_new(bytes->data, (size_t)(directory - bytes->data));
    cr_assert_eq(foi_zip_salvage_count(salvage), 3);
    cr_assert_str_eq(foi_zip_salvage_name(salvage, 0), "a.xml");
    cr_assert_str_eq(foi_zip_salvage_name(salvage, 1), "folder/b.xml");
    cr_assert_str_eq(foi_zip_salvage_name(salvage, 2), "caf\u00e9.xml");
    g_autoptr(GString) text = g_string_new(NULL);
    cr_assert(unpack(salvage, 2, text));
    cr_assert_str_eq(text->str, "<c>three</c>");
    g_string_truncate(text, 0);
    cr_assert(unpack(salvage, 1, text));
    cr_assert(g_str_has_suffix(text->str, "<p>paragraph 249001</p>"));
    cr_assert(!foi_zip_salvage_is_locked(salvage, 0));
}

Test(zip_salvage, a_file_cut_anywhere_gives_what_comes_before)
{
    g_autoptr(GByteArray) bytes = three_members();
    const uint8_t *directory = memmem(bytes->data, bytes->len, "PK\1\2", 4);
    size_t end = (size_t)(directory - bytes->data);
    g_autoptr(foi_zip_salvage) complete = foi_zip_salvage_new(bytes->data, end);
    g_autoptr(GString) all = g_string_new(NULL);
    for (unsigned i = 0; i < 3; i++)
        cr_assert(unpack(complete, i, all));
    for (size_t length = 0; length < end; length++) {
        g_autofree uint8_t *exact = g_memdup2(bytes->data, length);
        g_autoptr(foi_zip_salvage) salvage = foi_zip_salvage_new(exact, length);
        unsigned count = foi_zip_salvage_count(salvage);
        cr_assert_leq(count, 3);
        g_autoptr(GString) text = g_string_new(NULL);
        for (unsigned i = 0; i < count; i++) {
            bool whole = unpack(salvage, i, text);
            cr_assert(whole || i + 1 == count, "member %u of %zu bytes", i, length);
        }
        cr_assert(g_str_has_prefix(all->str, text->str), "%zu bytes", length);
    }
}

/* The header of a member with its NAME, which says SIZE packed bytes, and DATA behind it. */
static void append_member(GByteArray *out, const char *name, uint16_t flags, uint16_t method,
                          uint32_t size, const char *data)
{
    uint8_t header[30] = "PK\3\4\24";
    header[6] = (uint8_t)flags;
    header[8] = (uint8_t)method;
    for (unsigned i = 0; i < 4; i++)
        header[18 + i] = (uint8_t)(size >> (8 * i));
    header[26] = (uint8_t)strlen(name);
    g_byte_array_append(out, header, sizeof header);
    g_byte_array_append(out, (const guint8 *)name, (guint)strlen(name));
    g_byte_array_append(out, (const guint8 *)data, (guint)strlen(data));
}

Test(zip_salvage, lying_headers_are_not_trusted)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    append_member(bytes, "long.txt", 0, 0, 0xfffffff0, "all that is left");
    append_member(bytes, "locked.txt", 1, 8, 4, "abcd");
    append_member(bytes, "rare.txt", 0, 12, 4, "abcd");
    append_member(bytes, "bad.txt", 0, 8, 4, "\377\377\377\377");
    append_member(bytes, "later.txt", 8, 0, 0, "known by what follows");
    append_member(bytes, "w\xff", 0, 0, 1, "x");
    g_autoptr(foi_zip_salvage) salvage = foi_zip_salvage_new(bytes->data, bytes->len);
    cr_assert_eq(foi_zip_salvage_count(salvage), 6);
    g_autoptr(GString) text = g_string_new(NULL);
    cr_assert(!unpack(salvage, 0, text));
    cr_assert(g_str_has_prefix(text->str, "all that is left"));
    cr_assert(foi_zip_salvage_is_locked(salvage, 1));
    cr_assert_null(foi_zip_stream_new(salvage, 1));
    cr_assert_null(foi_zip_stream_new(salvage, 2));
    g_string_truncate(text, 0);
    cr_assert(!unpack(salvage, 3, text));
    cr_assert_eq(text->len, 0);
    cr_assert(unpack(salvage, 4, text));
    cr_assert_str_eq(text->str, "known by what follows");
    cr_assert_str_eq(foi_zip_salvage_name(salvage, 5), "w\u00a0");
}

Test(zip_salvage, what_only_looks_like_a_header_is_passed_over)
{
    static const char TEXT[] = "PK\3\4 and PK\3\4 are no members, nor is this PK\3\4";
    g_autoptr(foi_zip_salvage) salvage =
        foi_zip_salvage_new((const uint8_t *)TEXT, sizeof TEXT - 1);
    cr_assert_eq(foi_zip_salvage_count(salvage), 0);
    g_autoptr(foi_zip_salvage) none = foi_zip_salvage_new((const uint8_t *)"", 0);
    cr_assert_eq(foi_zip_salvage_count(none), 0);
}

Test(zip_salvage, many_headers_take_linear_time, .timeout = 20)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    for (unsigned i = 0; i < 300000; i++)
        append_member(bytes, "n", 8, 0, 0, "x");
    g_autoptr(foi_zip_salvage) salvage = foi_zip_salvage_new(bytes->data, bytes->len);
    cr_assert_eq(foi_zip_salvage_count(salvage), 100000);
}
