#include "indexer/extract/limits.h"
#include "tests/unit/outlook_support.h"

TestSuite(extract_tnef, .init = set_up, .fini = tear_down, .timeout = 60);

/* --- writers --- */

static GByteArray *tnef_begin(void)
{
    GByteArray *out = g_byte_array_new();
    put(out, 0x223e9f78, 4);
    put(out, 1, 2);
    return out;
}

static void put_attribute(GByteArray *out, unsigned level, uint32_t number, const void *bytes,
                          size_t length)
{
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++)
        sum += ((const uint8_t *)bytes)[i];
    put(out, level, 1);
    put(out, number, 4);
    put(out, length, 4);
    g_byte_array_append(out, bytes, (guint)length);
    put(out, sum & 0xffff, 2);
}

static void put_string(GByteArray *out, unsigned level, uint32_t number, const char *text)
{
    put_attribute(out, level, number, text, strlen(text) + 1);
}

static void pad(GByteArray *out)
{
    while (out->len % 4 != 0)
        put(out, 0, 1);
}

static void put_bytes(GByteArray *list, unsigned id, unsigned type, const void *bytes,
                      size_t length)
{
    put(list, type, 2);
    put(list, id, 2);
    put(list, 1, 4);
    put(list, length, 4);
    g_byte_array_append(list, bytes, (guint)length);
    pad(list);
}

static void put_text(GByteArray *list, unsigned id, const char *text)
{
    g_autoptr(GByteArray) wide = utf16_of(text);
    put(wide, 0, 2);
    put_bytes(list, id, 0x1f, wide->data, wide->len);
}

static void put_long(GByteArray *list, unsigned id, uint32_t value)
{
    put(list, 3, 2);
    put(list, id, 2);
    put(list, value, 4);
}

static GByteArray *list_begin(uint32_t count)
{
    GByteArray *list = g_byte_array_new();
    put(list, count, 4);
    return list;
}

static reading read_tnef(const GByteArray *bytes)
{
    return read_bytes(bytes->data, bytes->len, "winmail.dat");
}

/* --- tests --- */

Test(extract_tnef, old_attributes)
{
    static const uint8_t FROM[] = "\0\0\0\0\x0f\0\x17\0Ren\xe9"
                                  "e Ashworth\0SMTP:renee@example.org\0";
    static const uint8_t SENT[] = {0xe3, 7, 5, 0, 24, 0, 23, 0, 30, 0, 5, 0, 5, 0};
    g_autoptr(GByteArray) out = tnef_begin();
    put_attribute(out, 1, 0x69007, "\xe4\x04\0\0\0\0\0\0", 8);
    put_string(out, 1, 0x78008, "IPM.Microsoft Mail.Note");
    put_attribute(out, 1, 0x8000, FROM, sizeof FROM - 1);
    put_string(out, 1, 0x18004, "Caf\xe9");
    put_attribute(out, 1, 0x38005, SENT, sizeof SENT);
    put_string(out, 1, 0x2800c, "L\xe9gal \x96 text.\r\n\r\n> quoted\r\n");
    put_attribute(out, 2, 0x69002, "\1\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 14);
    put_string(out, 2, 0x18010, "REFUSA~1.TXT");
    put_attribute(out, 2, 0x6800f, "Refusal\r\n", 9);
    put_attribute(out, 2, 0x69002, "\1\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 14);
    put_string(out, 2, 0x18010, "b.txt");
    put_attribute(out, 2, 0x6800f, "b", 1);
    g_auto(reading) read = read_tnef(out);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "M From: Ren\u00e9e Ashworth <renee@example.org>\n"
                        "M Date: Fri, 24 May 2019 23:30:05 +0000\nM Subject: Caf\u00e9\n"
                        "P L\u00e9gal \u2013 text.\nQ quoted\n");
    cr_assert_str_eq(read.document->title, "Caf\u00e9");
    cr_assert_str_eq(read.document->sender, "renee@example.org");
    cr_assert_eq(read.document->file, FOI_FILE_MAIL);
    cr_assert_eq(read.members->len, 2);
    cr_assert_str_eq(member_at(&read, 0)->name, "REFUSA~1.TXT");
    cr_assert_eq(g_bytes_get_size(member_at(&read, 0)->bytes), 9);
    cr_assert_str_eq(member_at(&read, 1)->name, "b.txt");
}

Test(extract_tnef, properties_and_long_names)
{
    g_autoptr(GByteArray) list = list_begin(6);
    put_long(list, 0x3fde, 1252);
    put(list, 0x101f, 2); /* several values, which are passed over */
    put(list, 0x1234, 2);
    put(list, 2, 4);
    put(list, 2, 4);
    put(list, 'a', 4);
    put(list, 6, 4);
    put(list, 'b', 8);
    put(list, 0x1f, 2); /* a name in letters */
    put(list, 0x8001, 2);
    put(list, 0, 8);
    put(list, 0, 8);
    put(list, 1, 4);
    put(list, 6, 4);
    put(list, 'x', 8);
    put(list, 1, 4);
    put(list, 2, 4);
    put(list, 'y', 4);
    put_text(list, 0x0037, "R\u00e9view \u03a9");
    put_bytes(list, 0x1013, 0x102, "<p>Caf\xe9</p><p>two", 17);
    put(list, 0x40, 2);
    put(list, 0x0039, 2);
    put(list, ticks_of(2020, 2, 29, 12, 0), 8);
    g_autoptr(GByteArray) file = list_begin(2);
    put_text(file, 0x3707, "Annex \u03a9 \u2013 long n\u00e4me.txt");
    put_bytes(file, 0x3701, 0x102, "annex", 5);
    g_autoptr(GByteArray) out = tnef_begin();
    put_string(out, 1, 0x18004, "not this");
    put_attribute(out, 1, 0x69003, list->data, list->len);
    put_attribute(out, 2, 0x69002, "\1\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 14);
    put_string(out, 2, 0x18010, "ANNEX~1.TXT");
    put_attribute(out, 2, 0x69005, file->data, file->len);
    g_auto(reading) read = read_tnef(out);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "M Date: Sat, 29 Feb 2020 12:00:00 +0000\nM Subject: R\u00e9view \u03a9\n"
                        "P Caf\u00e9\nP two\n");
    cr_assert_eq(read.members->len, 1);
    cr_assert_str_eq(member_at(&read, 0)->name, "Annex \u03a9 \u2013 long n\u00e4me.txt");
    cr_assert_eq(g_bytes_get_size(member_at(&read, 0)->bytes), 5);
}

Test(extract_tnef, recipients_and_rtf)
{
    g_autoptr(GByteArray) table = g_byte_array_new();
    put(table, 2, 4);
    for (unsigned kind = 1; kind <= 2; kind++) {
        put(table, 3, 4);
        put_long(table, 0x0c15, kind);
        put_text(table, 0x3001, kind == 1 ? "FOI Team" : "Clerk");
        put_bytes(table, 0x3003, 0x1e, kind == 1 ? "foi@example.org" : "c@example.org",
                  kind == 1 ? 16 : 14);
    }
    g_autoptr(GByteArray) packed = compressed_rtf("\\pard Caf\\'e9 \\u937?\\par}");
    g_autoptr(GByteArray) list = list_begin(1);
    put_bytes(list, 0x1009, 0x102, packed->data, packed->len);
    g_autoptr(GByteArray) out = tnef_begin();
    put_attribute(out, 1, 0x69004, table->data, table->len);
    put_attribute(out, 1, 0x69003, list->data, list->len);
    g_auto(reading) read = read_tnef(out);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "M To: FOI Team <foi@example.org>\nM Cc: Clerk <c@example.org>\n"
                        "P Caf\u00e9 \u03a9\n");
}

/* A message with one embedded in it, LEVELS deep. For the caller to g_byte_array_unref. */
static GByteArray *nested(unsigned levels)
{
    GByteArray *inner = NULL;
    for (unsigned i = 0; i <= levels; i++) {
        GByteArray *out = tnef_begin();
        g_autofree char *body = g_strdup_printf("Body %u", i);
        put_string(out, 1, 0x2800c, body);
        if (inner != NULL) {
            GByteArray *object = g_byte_array_new();
            g_byte_array_set_size(object, 16);
            g_byte_array_append(object, inner->data, inner->len);
            g_autoptr(GByteArray) list = list_begin(2);
            put_long(list, 0x3705, 5);
            put_bytes(list, 0x3701, 0x0d, object->data, object->len);
            put_attribute(out, 2, 0x69002, "\1\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 14);
            put_attribute(out, 2, 0x69005, list->data, list->len);
            g_byte_array_unref(object);
            g_byte_array_unref(inner);
        }
        inner = out;
    }
    return inner;
}

Test(extract_tnef, messages_in_messages)
{
    g_autoptr(GByteArray) two = nested(1);
    g_auto(reading) read = read_tnef(two);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Body 1\n");
    g_auto(reading) inner = read_member(&read, 0);
    assert_status(&inner, FOI_READ_OK, "");
    assert_shown(&inner, "P Body 0\n");
    g_autoptr(GByteArray) deep = nested(FOI_MESSAGE_DEPTH + 1);
    g_auto(reading) cut = read_tnef(deep);
    assert_status(&cut, FOI_READ_PARTIAL, "deeper than the limit");
}

Test(extract_tnef, cut_anywhere_it_is_partial)
{
    g_autoptr(GByteArray) list = list_begin(1);
    put_text(list, 0x0037, "Subject");
    g_autoptr(GByteArray) out = tnef_begin();
    put_string(out, 1, 0x2800c, "The body");
    put_attribute(out, 1, 0x69003, list->data, list->len);
    put_attribute(out, 2, 0x69002, "\1\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0", 14);
    put_attribute(out, 2, 0x6800f, "attached", 8);
    for (guint length = 7; length < out->len; length++) {
        g_auto(reading) read = read_bytes(out->data, length, "winmail.dat");
        bool between =
            read.document->status == FOI_READ_OK || read.document->status == FOI_READ_EMPTY;
        cr_assert(between || read.document->status == FOI_READ_PARTIAL ||
                      read.document->status == FOI_READ_DAMAGED,
                  "%u bytes: status %d", length, read.document->status);
    }
    g_auto(reading) body = read_bytes(out->data, 23, "winmail.dat");
    assert_status(&body, FOI_READ_PARTIAL, "ends before its last attribute");
    assert_shown(&body, "P The body\n");
}

Test(extract_tnef, wrong_sums_and_lying_counts)
{
    g_autoptr(GByteArray) out = tnef_begin();
    put_string(out, 1, 0x2800c, "The body");
    out->data[out->len - 1] ^= 0xff;
    g_auto(reading) sum = read_tnef(out);
    assert_status(&sum, FOI_READ_PARTIAL, "checksum is wrong");
    assert_shown(&sum, "P The body\n");
    g_autoptr(GByteArray) list = list_begin(0xffffffff);
    put_text(list, 0x0037, "Subject");
    put(list, 0x1003, 2);
    put(list, 0x1234, 2);
    put(list, 0xffffffff, 4);
    g_autoptr(GByteArray) more = tnef_begin();
    put_attribute(more, 1, 0x69003, list->data, list->len);
    put_attribute(more, 1, 0x69004, "\xff\xff\xff\xff\1\0\0\0\3\0", 10);
    g_auto(reading) read = read_tnef(more);
    assert_status(&read, FOI_READ_PARTIAL, "properties of the message are damaged");
    assert_shown(&read, "M Subject: Subject\n");
    /* Values without bytes are counted no further than the list goes. */
    g_autoptr(GByteArray) endless = list_begin(1);
    put(endless, 0x101f, 2);
    put(endless, 0x1234, 2);
    put(endless, 0xffffffff, 4);
    g_autoptr(GByteArray) counted = tnef_begin();
    put_attribute(counted, 1, 0x69003, endless->data, endless->len);
    gint64 start = g_get_monotonic_time();
    g_auto(reading) stopped = read_tnef(counted);
    assert_status(&stopped, FOI_READ_DAMAGED, "properties of the message are damaged");
    cr_assert_lt(g_get_monotonic_time() - start, 1000000);
    g_autoptr(GByteArray) none = tnef_begin();
    g_auto(reading) empty = read_tnef(none);
    assert_status(&empty, FOI_READ_EMPTY, "no text");
}

Test(extract_tnef, in_a_mail_it_is_a_member)
{
    g_autoptr(GByteArray) out = tnef_begin();
    put_string(out, 1, 0x2800c, "The body");
    g_autofree char *base64 = g_base64_encode(out->data, out->len);
    g_autofree char *mail =
        g_strdup_printf("From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
                        "Content-Type: application/octet-stream; name=winmail.dat\n"
                        "Content-Transfer-Encoding: base64\n\n%s\n",
                        base64);
    g_auto(reading) outer = read_string(mail, "a.eml");
    g_auto(reading) read = read_member(&outer, 0);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P The body\n");
    cr_assert_str_eq(read.document->mime, "application/vnd.ms-tnef");
}

Test(extract_tnef, fixtures)
{
    static const char FOLDER[] = FOI_SOURCE_DIR "/../shared/fixtures/formats/fmt-tnef__";
    static const char *const NAMES[] = {"long-filename.tnef", "rtf.tnef",
                                        "unicode-mapi-attr-name.tnef"};
    static const char *const WORDS[] = {"Heather", "Senior Engineer/QADirector",
                                        "Przesy\u0142am poprawiony plik"};
    static const char *const MEMBERS[] = {"allproductsmar2000.dat", NULL, "spaconsole2.cfg"};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_strconcat(FOLDER, NAMES[i], NULL);
        g_autofree char *bytes = NULL;
        gsize length = 0;
        if (!g_file_get_contents(path, &bytes, &length, NULL))
            cr_skip_test("no fixture %s", path);
        g_auto(reading) read = read_bytes(bytes, length, NAMES[i]);
        assert_status(&read, FOI_READ_OK, "");
        cr_assert_neq(strstr(read.document->text.bytes->str, WORDS[i]), NULL, "%s", NAMES[i]);
        if (MEMBERS[i] != NULL)
            cr_assert_str_eq(member_at(&read, 0)->name, MEMBERS[i]);
    }
}
