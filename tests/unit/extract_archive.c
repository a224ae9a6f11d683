/* Archives that libarchive reads. */
#include "tests/unit/zip_support.h"

#ifdef FOI_WITH_ARCHIVE
#include <archive.h>
#include <archive_entry.h>

TestSuite(extract_archive, .init = set_up, .fini = tear_down, .timeout = 120);

static const char PLAIN[] =
    "N3q8ryccAAQgzC0IeAAAAAAAAAAgAAAAAAAAAHFaAU8BABdXZSByZWZ1c2UgeW91ciByZXF1ZXN0LgoAAACBMweuD8"
    "/Hr2gP6+qcvzY9/nXb5igBswl5h3is7HLhuZlDxvz7cmmM1fBrrq/9kDVhdyTz/05vtOA+b3YFKW2Ofv9PymeuqXFb"
    "Nap/15H9fJPjENyi7UAAAAAXBhwBCVwABwsBAAEjAwEBBV0AEAAADG4KAXCsncQAAA==";

static const char LOCKED[] =
    "N3q8ryccAARLraPalQAAAAAAAAAgAAAAAAAAAOsfo5ghNDZkhJmBSLvtysSJoPIJ0fF0gQBVOAJ/T5mOeqwETAAAgT"
    "MHrg/QDrA8nzkQnJ+m1TPasi6w3cMJbWMyuoEibwE+AXmqRU1n2DJgs9imi6uNIDbfMV9MfUriMmXs7k9TNUVF911r"
    "KdegSmc58DLT70GMeVkEoOXi19dYJFIXjgeTSVnD/CzP41kw977gs2xHhwAAABcGIAEJdQAHCwEAASMDAQEFXQAQAA"
    "AMfgoB74AYxQAA";

static const char HIDDEN[] =
    "N3q8ryccAAQEZ+jBoAAAAAAAAAA8AAAAAAAAANG5yrCPUM8TbJ2eXCDnn8f7FSRLB+oL/EtKK4chISQ5wjECu7UYsH"
    "HxCFQpoqeICrrTgs6lAxTEHpTkAk79a9Yh+XjzNHy7DLvjWNqcZgNNLjlbTOWvpHQc06XDj/egqpLPq3dd5viTHSQQ"
    "tW7QTb6YaSlaPbeplnaPg8tD1O1TK3q5TWN/H+fmhFeKl4+PUaJ//i5bNW8YqLLzDnptesNwlVrNFwYgAQmAgAAHCw"
    "EAAiQG8QcBElMPNnacN/l+1O6EsNakz5yxlyMDAQEFXQAQAAABAAx1fgoB8A6VKwAA";

static reading read_base64(const char *text, const char *name)
{
    gsize length;
    g_autofree guchar *bytes = g_base64_decode(text, &length);
    return read_bytes(bytes, length, name);
}

/* What one file in an archive is. */
typedef struct packed_file {
    const char *name;
    const char *text;
    unsigned type; /* 0: a plain file */
} packed_file;

/* FILES as an archive of FORMAT, packed by FILTER. */
static GByteArray *archive_of(int format, int filter, const packed_file *files, size_t count)
{
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_set_size(bytes, 1 << 20);
    size_t used = 0;
    struct archive *archive = archive_write_new();
    archive_write_set_format(archive, format);
    archive_write_add_filter(archive, filter);
    cr_assert_eq(archive_write_open_memory(archive, bytes->data, bytes->len, &used), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, files[i].name);
        archive_entry_set_filetype(entry, files[i].type == 0 ? AE_IFREG : files[i].type);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)strlen(files[i].text));
        if (files[i].type == AE_IFLNK)
            archive_entry_set_symlink(entry, "/etc/passwd");
        cr_assert_eq(archive_write_header(archive, entry), ARCHIVE_OK);
        archive_write_data(archive, files[i].text, strlen(files[i].text));
        archive_entry_free(entry);
    }
    cr_assert_eq(archive_write_free(archive), ARCHIVE_OK);
    g_byte_array_set_size(bytes, (guint)used);
    return bytes;
}

static const packed_file LETTERS[] = {
    {"letters/", "", AE_IFDIR},
    {"letters/Caf\xc3\xa9.txt", "We refuse.", 0},
    {"../../etc/passwd", "harmless", 0},
    {"link", "", AE_IFLNK},
    {"__MACOSX/._x", "x", 0},
};

static const int FILTERS[] = {ARCHIVE_FILTER_NONE, ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2,
                              ARCHIVE_FILTER_XZ,   ARCHIVE_FILTER_ZSTD, ARCHIVE_FILTER_COMPRESS};

Test(extract_archive, tar_in_every_packing)
{
    static const int FORMATS[] = {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FORMAT_TAR_GNUTAR,
                                  ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE};
    for (size_t i = 0; i < G_N_ELEMENTS(FILTERS) * G_N_ELEMENTS(FORMATS); i++) {
        int filter = FILTERS[i / G_N_ELEMENTS(FORMATS)];
        g_autoptr(GByteArray) bytes =
            archive_of(FORMATS[i % G_N_ELEMENTS(FORMATS)], filter, LETTERS, G_N_ELEMENTS(LETTERS));
        g_auto(reading) read = read_bytes(bytes->data, bytes->len, "a.tar.gz");
        assert_status(&read, FOI_READ_OK, "");
        assert_members(&read, "letters/Caf\u00e9.txt: We refuse.\netc/passwd: harmless\n");
        cr_assert_eq(read.document->file, FOI_FILE_ARCHIVE);
    }
}

Test(extract_archive, a_packed_file_is_a_member_without_the_suffix)
{
    static const char *const NAMES[][2] = {{"caf\xc3\xa9.txt.gz", "caf\u00e9.txt"},
                                           {"minutes.CSV.BZ2", "minutes.CSV"},
                                           {"a.txz", "a.tar"},
                                           {"letter", "unpacked"}};
    const packed_file file = {"x", "We refuse your request.", 0};
    for (size_t i = 0; i < (G_N_ELEMENTS(FILTERS) - 1) * G_N_ELEMENTS(NAMES); i++) {
        g_autoptr(GByteArray) bytes =
            archive_of(ARCHIVE_FORMAT_RAW, FILTERS[1 + i / G_N_ELEMENTS(NAMES)], &file, 1);
        const char *const *name = NAMES[i % G_N_ELEMENTS(NAMES)];
        g_auto(reading) read = read_bytes(bytes->data, bytes->len, name[0]);
        assert_status(&read, FOI_READ_OK, "");
        g_autofree char *expected = g_strdup_printf("%s: We refuse your request.\n", name[1]);
        assert_members(&read, expected);
    }
}

Test(extract_archive, seven_zip_open_and_locked)
{
    g_auto(reading) plain = read_base64(PLAIN, "a.7z");
    assert_status(&plain, FOI_READ_OK, "");
    assert_members(&plain, "a/Caf\u00e9.txt: We refuse your request.\n\n");
    g_auto(reading) locked = read_base64(LOCKED, "a.7z");
    assert_status(&locked, FOI_READ_ENCRYPTED, "password");
    g_auto(reading) hidden = read_base64(HIDDEN, "a.7z");
    assert_status(&hidden, FOI_READ_ENCRYPTED, "password");
}

Test(extract_archive, cpio_and_ar)
{
    g_autoptr(GByteArray) cpio = archive_of(ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE,
                                            LETTERS, G_N_ELEMENTS(LETTERS));
    g_auto(reading) first = read_bytes(cpio->data, cpio->len, "a.cpio");
    assert_members(&first, "letters/Caf\u00e9.txt: We refuse.\netc/passwd: harmless\n");
    g_auto(reading) second =
        read_string("!<arch>\n"
                    "letter.txt/     0           0     0     100644  10        `\nWe refuse.",
                    "a.a");
    assert_members(&second, "letter.txt: We refuse.\n");
}

Test(extract_archive, what_is_packed_twice_is_a_member_of_a_member)
{
    const packed_file file = {"x", "We refuse your request.", 0};
    g_autoptr(GByteArray) once = archive_of(ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, &file, 1);
    g_autoptr(GByteArray) twice = deflated(once->data, once->len);
    g_autoptr(GByteArray) outer = g_byte_array_new();
    put_bytes(outer, "\x1f\x8b\x08\0\0\0\0\0\0\3", 10);
    put_bytes(outer, twice->data, twice->len);
    put(outer, (uint32_t)crc32(0, once->data, once->len), 4);
    put(outer, once->len, 4);
    g_auto(reading) read = read_bytes(outer->data, outer->len, "a.txt.gz.gz");
    cr_assert_eq(read.members->len, 1);
    const foi_member *inner = g_ptr_array_index(read.members, 0);
    cr_assert_str_eq(inner->name, "a.txt.gz");
    cr_assert_eq(g_bytes_get_size(inner->bytes), once->len);
}

Test(extract_archive, a_bomb_is_stopped_by_its_ratio)
{
    g_autofree char *words = g_strnfill(128 * MIB, 'a');
    g_autoptr(GByteArray) packed = deflated(words, 128 * MIB);
    g_autoptr(GByteArray) bomb = g_byte_array_new();
    put_bytes(bomb, "\x1f\x8b\x08\0\0\0\0\0\0\3", 10);
    put_bytes(bomb, packed->data, packed->len);
    g_auto(reading) read = read_bytes(bomb->data, bomb->len, "bomb.gz");
    assert_status(&read, FOI_READ_TOO_LARGE, "more than 100 times its size");
    cr_assert_eq(read.members->len, 0);
    cr_assert_leq(read.document->unpacked_bytes, 65 * MIB);
}

/* Whatever becomes of the first LENGTH bytes, a failure has a word. */
static void expect_word(const guint8 *bytes, gsize length, const char *name)
{
    g_auto(reading) read = read_bytes(bytes, length, name);
    cr_expect(read.document->status == FOI_READ_OK || read.document->status_detail != NULL);
}

static void cut_and_change(const guint8 *bytes, gsize length, gsize at, const char *name)
{
    expect_word(bytes, at, name);
    g_autofree guint8 *other = g_memdup2(bytes, length);
    other[at] ^= 0xff;
    expect_word(other, length, name);
}

Test(extract_archive, cut_and_changed_at_every_byte)
{
    for (size_t f = 0; f < G_N_ELEMENTS(FILTERS); f++) {
        g_autoptr(GByteArray) bytes =
            archive_of(ARCHIVE_FORMAT_TAR_USTAR, FILTERS[f], LETTERS, G_N_ELEMENTS(LETTERS));
        for (guint at = 0; at < bytes->len; at += 1 + at / 512 * 64)
            cut_and_change(bytes->data, bytes->len, at, "a.tar");
    }
    gsize length;
    g_autofree guchar *seven = g_base64_decode(PLAIN, &length);
    for (gsize at = 0; at < length; at++)
        cut_and_change(seven, length, at, "a.7z");
}
#endif
