#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/mail/lzfu.h"
#include "tests/unit/outlook_support.h"

TestSuite(extract_msg, .init = set_up, .fini = tear_down, .timeout = 60);

/* A file that is being written, and the storage that is open in it. */
typedef struct msg {
    GsfOutput *memory;
    GsfOutfile *storage[64];
    unsigned depth;
    GByteArray *fixed[64]; /* the properties of fixed size of each storage */
} msg;

static GsfOutfile *storage_now(const msg *file)
{
    return file->storage[file->depth];
}

static msg msg_begin(void)
{
    msg file = {.memory = gsf_output_memory_new()};
    file.storage[0] = gsf_outfile_msole_new(file.memory);
    file.fixed[0] = g_byte_array_new();
    g_byte_array_set_size(file.fixed[0], 32);
    return file;
}

static void put_stream(const msg *file, const char *name, const void *bytes, size_t length)
{
    GsfOutput *stream = gsf_outfile_new_child(storage_now(file), name, FALSE);
    gsf_output_write(stream, length, bytes);
    gsf_output_close(stream);
    g_object_unref(stream);
}

static void begin_storage(msg *file, const char *name, unsigned header)
{
    GsfOutput *storage = gsf_outfile_new_child(storage_now(file), name, TRUE);
    file->depth++;
    file->storage[file->depth] = GSF_OUTFILE(storage);
    file->fixed[file->depth] = g_byte_array_new();
    g_byte_array_set_size(file->fixed[file->depth], header);
}

static void end_storage(msg *file)
{
    GByteArray *fixed = file->fixed[file->depth];
    put_stream(file, "__properties_version1.0", fixed->data, fixed->len);
    gsf_output_close(GSF_OUTPUT(storage_now(file)));
    g_object_unref(storage_now(file));
    g_byte_array_unref(fixed);
    if (file->depth > 0)
        file->depth--;
}

static void put_value(const msg *file, unsigned id, unsigned type, uint64_t value)
{
    GByteArray *fixed = file->fixed[file->depth];
    put(fixed, type, 2);
    put(fixed, id, 2);
    put(fixed, 6, 4);
    put(fixed, value, 8);
}

static void put_bytes(const msg *file, unsigned id, unsigned type, const void *bytes, size_t length)
{
    g_autofree char *name = g_strdup_printf("__substg1.0_%04X%04X", id, type);
    put_stream(file, name, bytes, length);
}

static void put_text(const msg *file, unsigned id, const char *text)
{
    g_autoptr(GByteArray) wide = utf16_of(text);
    put_bytes(file, id, 0x001f, wide->data, wide->len);
}

static GBytes *msg_end(msg *file)
{
    end_storage(file);
    GsfOutputMemory *memory = GSF_OUTPUT_MEMORY(file->memory);
    GBytes *bytes =
        g_bytes_new(gsf_output_memory_get_bytes(memory), (gsize)gsf_output_size(file->memory));
    g_object_unref(file->memory);
    return bytes;
}

static reading read_msg(msg *file)
{
    g_autoptr(GBytes) bytes = msg_end(file);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    return read_bytes(data, length, "a.msg");
}

static void put_recipient(msg *file, unsigned number, unsigned kind, const char *name,
                          const char *address)
{
    g_autofree char *storage = g_strdup_printf("__recip_version1.0_#%08X", number);
    begin_storage(file, storage, 8);
    put_value(file, 0x0c15, 3, kind);
    put_text(file, 0x3001, name);
    put_text(file, 0x3003, address);
    end_storage(file);
}

Test(extract_msg, sender_recipients_date_and_body)
{
    msg file = msg_begin();
    put_text(&file, 0x001a, "IPM.Note");
    put_text(&file, 0x0037, "\001\005RE: R\u00e9view of FOI 784\r\nX-Forged: yes");
    put_text(&file, 0x0042, "Ashworth, Ren\u00e9e \"R\"");
    put_text(&file, 0x0065, "/O=ORG/OU=SITE/CN=RENEE");
    put_text(&file, 0x5d02, "renee@example.org");
    put_value(&file, 0x0039, 0x40, ticks_of(2019, 5, 24, 23, 30));
    put_text(&file, 0x1035, "<two@example.org>");
    put_text(&file, 0x1042, "<one@example.org>");
    put_text(&file, 0x1039, "<zero@example.org> <one@example.org>");
    put_text(&file, 0x1000,
             "Dear team,\r\n\r\nCaf\u00e9 \U0001f600.\r\n\r\n> We refuse your\r\n> request.\r\n");
    put_text(&file, 0x1013, "<p>not read</p>");
    put_recipient(&file, 0, 1, "FOI Team", "foi@example.gov.uk");
    put_recipient(&file, 1, 1, "b@example.org", "b@example.org");
    put_recipient(&file, 2, 2, "Clerk", "/O=ORG/CN=CLERK");
    put_recipient(&file, 3, 3, "Secret", "secret@example.org");
    g_auto(reading) read = read_msg(&file);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "M From: \"Ashworth, Ren\u00e9e \\\"R\\\"\" <renee@example.org>\n"
                        "M To: FOI Team <foi@example.gov.uk>, <b@example.org>\n"
                        "M Cc: Clerk\nM Date: Fri, 24 May 2019 23:30:00 +0000\n"
                        "M Subject: RE: R\u00e9view of FOI 784 X-Forged: yes\n"
                        "P Dear team,\nP Caf\u00e9 \U0001f600.\nQ We refuse your\\nrequest.\n");
    cr_assert_str_eq(read.document->title, "RE: R\u00e9view of FOI 784 X-Forged: yes");
    cr_assert_str_eq(read.document->sender, "renee@example.org");
    cr_assert_str_eq(read.document->sent, "2019-05-24");
    cr_assert_eq(read.document->links->len, 3);
    cr_assert_str_eq(g_ptr_array_index(read.document->links, 0), "two@example.org");
    cr_assert_eq(read.document->file, FOI_FILE_MAIL);
    cr_assert_str_eq(read.document->mime, "application/vnd.ms-outlook");
}

Test(extract_msg, a_message_to_hundreds)
{
    msg file = msg_begin();
    put_text(&file, 0x1000, "Text");
    for (unsigned i = 0; i < 900; i++) {
        g_autofree char *address = g_strdup_printf("n%u@example.org", i);
        put_recipient(&file, i, 1, address, address);
    }
    g_auto(reading) read = read_msg(&file);
    assert_status(&read, FOI_READ_OK, "");
    const char *text = read.document->text.bytes->str;
    cr_assert(g_str_has_prefix(text, "To: <n0@example.org>, <n1@example.org>, <n2@"));
    cr_assert_neq(strstr(text, ", <n899@example.org>\n\nText"), NULL);
}

Test(extract_msg, the_header_of_the_network_comes_first)
{
    msg file = msg_begin();
    put_text(&file, 0x007d,
             "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from x\r\n"
             "\tby y; z\r\nfrom: =?utf-8?Q?Ren=C3=A9e?= <renee@example.org>\r\n"
             "To: foi@example.gov.uk,\r\n  clerk@example.gov.uk\r\n"
             "Date: Fri, 24 May 2019 23:30:00 -0700\r\nContent-Type: multipart/mixed\r\n"
             "Message-ID: <a@b>\r\n\r\n");
    put_text(&file, 0x0042, "Nobody");
    put_text(&file, 0x0037, "Subject");
    put_value(&file, 0x0039, 0x40, ticks_of(2019, 5, 25, 6, 30));
    put_text(&file, 0x1000, "Text");
    g_auto(reading) read = read_msg(&file);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "M From: Ren\u00e9e <renee@example.org>\n"
                        "M To: foi@example.gov.uk, clerk@example.gov.uk\n"
                        "M Date: Fri, 24 May 2019 23:30:00 -0700\nM Subject: Subject\nP Text\n");
    cr_assert_str_eq(read.document->sent, "2019-05-24", "in the sender's own time zone");
}

Test(extract_msg, a_sender_without_an_address)
{
    msg file = msg_begin();
    put_text(&file, 0x0c1a, "Ren\u00e9e Ashworth");
    put_text(&file, 0x0c1f, "/O=ORG/CN=RENEE");
    put_text(&file, 0x0e04, "FOI Team; Clerk");
    put_value(&file, 0x0e06, 0x40, ticks_of(1601, 1, 1, 0, 0));
    put_text(&file, 0x1000, "Text");
    g_auto(reading) read = read_msg(&file);
    assert_shown(&read, "M From: Ren\u00e9e Ashworth\nM To: FOI Team; Clerk\nP Text\n");
    cr_assert_null(read.document->sender, "%s", read.document->sender);
    cr_assert_null(read.document->sent);
}

Test(extract_msg, a_subject_that_is_only_the_length_of_its_prefix)
{
    static const char *const SUBJECTS[] = {"\001", "\001\005", "\001\0013"};
    static const char *const SHOWN[] = {"P x\n", "P x\n", "M Subject: 3\nP x\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(SUBJECTS); i++) {
        msg file = msg_begin();
        put_text(&file, 0x0037, SUBJECTS[i]);
        put_text(&file, 0x1000, "x");
        g_auto(reading) read = read_msg(&file);
        assert_shown(&read, SHOWN[i]);
    }
}

Test(extract_msg, strings_of_a_code_page)
{
    msg file = msg_begin();
    put_value(&file, 0x3ffd, 3, 1251);
    put_bytes(&file, 0x0037, 0x1e, "\xcf\xf0\xe8\xe2\xe5\xf2", 7);
    put_bytes(&file, 0x1000, 0x1e, "\xc4\xe0, caf\xe9 \xfd", 11);
    begin_storage(&file, "__attach_version1.0_#00000000", 8);
    put_bytes(&file, 0x3707, 0x1e, "\xcf.txt", 5);
    put_bytes(&file, 0x3701, 0x102, "data", 4);
    end_storage(&file);
    g_auto(reading) read = read_msg(&file);
    assert_shown(&read, "M Subject: \u041f\u0440\u0438\u0432\u0435\u0442\n"
                        "P \u0414\u0430, caf\u0439 \u044d\n");
    cr_assert_str_eq(member_at(&read, 0)->name, "\u041f.txt");
}

Test(extract_msg, bodies_in_html_and_in_rtf)
{
    msg html = msg_begin();
    put_value(&html, 0x3fde, 3, 1252);
    put_text(&html, 0x1000, " \r\n");
    put_bytes(&html, 0x1013, 0x102, "<p>Caf\xe9 <b>\x93x\x94</b></p><p>two", 28);
    g_auto(reading) web = read_msg(&html);
    assert_status(&web, FOI_READ_OK, "");
    assert_shown(&web, "P Caf\u00e9 \u201cx\u201d\nP two\n");

    g_autoptr(GByteArray) packed =
        compressed_rtf("\\ansicpg1252\\pard Caf\\'e9 \\u937? {\\v hidden}and more text\\par "
                       "\\trowd\\intbl a\\cell b\\cell\\row}");
    msg rich = msg_begin();
    put_bytes(&rich, 0x1009, 0x102, packed->data, packed->len);
    g_auto(reading) rtf = read_msg(&rich);
    assert_status(&rtf, FOI_READ_OK, "");
    assert_shown(&rtf, "P Caf\u00e9 \u03a9 and more text\nR a\\tb\n");

    g_autoptr(GByteArray) inside =
        compressed_rtf("\\ansicpg1252\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 "
                       "Caf\\'e9{\\*\\htmltag72 </p>}\\htmlrtf\\par}\\htmlrtf0 }");
    msg both = msg_begin();
    put_bytes(&both, 0x1009, 0x102, inside->data, inside->len);
    g_auto(reading) mixed = read_msg(&both);
    assert_shown(&mixed, "P Caf\u00e9\n");
}

Test(extract_msg, damaged_rtf_is_partial)
{
    g_autoptr(GByteArray) packed = compressed_rtf("\\pard Some text\\par and more}");
    for (unsigned at = 0; at < packed->len; at += 3) {
        msg file = msg_begin();
        put_text(&file, 0x0037, "Subject");
        put_bytes(&file, 0x1009, 0x102, packed->data, at);
        g_auto(reading) read = read_msg(&file);
        assert_status(&read, FOI_READ_PARTIAL, "");
    }
    packed->data[13] ^= 1;
    msg file = msg_begin();
    put_bytes(&file, 0x1009, 0x102, packed->data, packed->len);
    g_auto(reading) read = read_msg(&file);
    assert_status(&read, FOI_READ_PARTIAL, "body of the message is damaged");
    assert_shown(&read, "P Some text\nP and more\n");
}

Test(extract_msg, stored_and_cut_rtf)
{
    bool whole;
    g_autoptr(GByteArray) stored = g_byte_array_new();
    put(stored, 17, 4);
    put(stored, 5, 4);
    put(stored, 0x414c454d, 4);
    put(stored, 0, 4);
    g_byte_array_append(stored, (const guint8 *)"{rtf}", 5);
    g_autoptr(GByteArray) plain = foi_lzfu_expand(stored->data, stored->len, 100, &whole);
    cr_assert(whole && plain->len == 5);
    g_autoptr(GByteArray) cut = foi_lzfu_expand(stored->data, stored->len, 3, &whole);
    cr_assert(!whole && cut->len == 3);
    stored->data[8] = 0;
    cr_assert_null(foi_lzfu_expand(stored->data, stored->len, 100, &whole));
    /* References that overlap what they write repeat it. */
    static const uint8_t RUN[] = {0x16, 0, 0, 0, 9,   0,    0,    0,    'L',  'Z', 'F', 'u', 0,
                                  0,    0, 0, 6, 'a', 0x0c, 0xf6, 0x0d, 0x80, 0,   0,   0,   0};
    g_autoptr(GByteArray) run = foi_lzfu_expand(RUN, sizeof RUN, 100, &whole);
    cr_assert_eq(run->len, 9, "%u", run->len);
    cr_assert_arr_eq(run->data, "aaaaaaaaa", 9);
}

Test(extract_msg, attachments_and_messages_in_messages)
{
    msg file = msg_begin();
    put_text(&file, 0x0037, "Outer");
    put_text(&file, 0x1000, "Body");
    begin_storage(&file, "__attach_version1.0_#00000000", 8);
    put_value(&file, 0x3705, 3, 1);
    put_text(&file, 0x3704, "LONGNA~1.TXT");
    put_text(&file, 0x3707, "Long n\u00e4me; \"x\".txt");
    put_text(&file, 0x370e, "text/plain");
    put_bytes(&file, 0x3701, 0x102, "--part-of-01\nbytes\r\n\0", 21);
    end_storage(&file);
    begin_storage(&file, "__attach_version1.0_#00000001", 8);
    put_value(&file, 0x3705, 3, 5);
    begin_storage(&file, "__substg1.0_3701000D", 24);
    put_text(&file, 0x0037, "Inner");
    put_text(&file, 0x0c1a, "Clerk");
    put_text(&file, 0x5d01, "clerk@example.org");
    put_value(&file, 0x0039, 0x40, ticks_of(2018, 1, 2, 3, 4));
    put_text(&file, 0x1000, "Inner body");
    begin_storage(&file, "__attach_version1.0_#00000000", 8);
    put_text(&file, 0x3704, "IN.TXT");
    put_bytes(&file, 0x3701, 0x102, "deep", 4);
    end_storage(&file);
    end_storage(&file);
    end_storage(&file);
    begin_storage(&file, "__attach_version1.0_#00000002", 8);
    put_value(&file, 0x3705, 3, 4);
    put_text(&file, 0x3707, "cloud.docx");
    end_storage(&file);
    g_auto(reading) read = read_msg(&file);
    assert_status(&read, FOI_READ_PARTIAL, "\"cloud.docx\" is not in the file");
    assert_shown(&read, "M Subject: Outer\nP Body\n");
    cr_assert_eq(read.members->len, 2);
    const foi_member *member = member_at(&read, 0);
    gsize length;
    const char *bytes = g_bytes_get_data(member->bytes, &length);
    cr_assert_str_eq(member->name, "Long n\u00e4me; \"x\".txt");
    cr_assert_str_eq(member->mime, "text/plain");
    cr_assert_eq(length, 21);
    cr_assert_arr_eq(bytes, "--part-of-01\nbytes\r\n\0", 21);
    g_auto(reading) inner = read_member(&read, 1);
    assert_status(&inner, FOI_READ_OK, "");
    assert_shown(&inner, "M From: Clerk <clerk@example.org>\n"
                         "M Date: Tue, 02 Jan 2018 03:04:00 +0000\nM Subject: Inner\n"
                         "P Inner body\n");
    cr_assert_str_eq(inner.document->sent, "2018-01-02");
    cr_assert_str_eq(member_at(&inner, 0)->name, "IN.TXT");
    cr_assert_eq(g_bytes_get_size(member_at(&inner, 0)->bytes), 4);
}

Test(extract_msg, objects_of_other_programs)
{
    msg file = msg_begin();
    put_text(&file, 0x1000, "Body");
    for (unsigned i = 0; i < 2; i++) {
        g_autofree char *name = g_strdup_printf("__attach_version1.0_#%08X", i);
        begin_storage(&file, name, 8);
        put_value(&file, 0x3705, 3, 6);
        put_text(&file, 0x3001, "Sheet");
        begin_storage(&file, "__substg1.0_3701000D", 0);
        put_stream(&file, i == 0 ? "Package" : "Drawing", "%PDF-", 5);
        end_storage(&file);
        end_storage(&file);
    }
    g_auto(reading) read = read_msg(&file);
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_eq(read.members->len, 1);
    cr_assert_str_eq(member_at(&read, 0)->name, "Sheet");
    cr_assert_eq(g_bytes_get_size(member_at(&read, 0)->bytes), 5);
}

Test(extract_msg, appointments_and_people)
{
    /* The table of names: one set, the location and the start of an appointment by number. */
    static const uint8_t SET[] = {2, 0x20, 6, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};
    static const uint8_t ENTRIES[] = {8, 0x82, 0, 0, 6, 0, 0, 0, 0xd, 0x82, 0, 0, 6, 0, 1, 0,
                                      8, 0x82, 0, 0, 8, 0, 2, 0, 1,   0,    0, 0, 7, 0, 3, 0};
    msg file = msg_begin();
    begin_storage(&file, "__nameid_version1.0", 0);
    put_stream(&file, "__substg1.0_00020102", SET, sizeof SET);
    put_stream(&file, "__substg1.0_00030102", ENTRIES, sizeof ENTRIES);
    put_stream(&file, "__substg1.0_00040102", "", 0);
    end_storage(&file);
    put_text(&file, 0x001a, "IPM.Appointment");
    put_text(&file, 0x0037, "Meeting");
    put_text(&file, 0x8000, "Room 5");
    put_value(&file, 0x8001, 0x40, ticks_of(2019, 5, 24, 9, 30));
    put_value(&file, 0x0061, 0x40, ticks_of(2019, 5, 24, 10, 0));
    put_text(&file, 0x1000, "Agenda");
    g_auto(reading) read = read_msg(&file);
    assert_shown(&read, "M Subject: Meeting\nP Location: Room 5\nP Start: 2019-05-24 09:30 UTC\n"
                        "P End: 2019-05-24 10:00 UTC\nP Agenda\n");
    msg person = msg_begin();
    put_text(&person, 0x001a, "IPM.Contact");
    put_text(&person, 0x3001, "Ren\u00e9e Ashworth");
    put_text(&person, 0x3a16, "Council");
    g_auto(reading) contact = read_msg(&person);
    assert_shown(&contact, "M Subject: Ren\u00e9e Ashworth\nP Company: Council\n");
}

Test(extract_msg, messages_in_each_other_end)
{
    msg file = msg_begin();
    put_text(&file, 0x1000, "outer");
    const unsigned levels = FOI_MESSAGE_DEPTH + 2;
    for (unsigned i = 0; i < levels; i++) {
        begin_storage(&file, "__attach_version1.0_#00000000", 8);
        put_value(&file, 0x3705, 3, 5);
        begin_storage(&file, "__substg1.0_3701000D", 24);
        put_text(&file, 0x1000, "inner");
    }
    for (unsigned i = 0; i < 2 * levels; i++)
        end_storage(&file);
    g_auto(reading) read = read_msg(&file);
    assert_status(&read, FOI_READ_PARTIAL, "deeper than the limit");
    g_auto(reading) one = read_member(&read, 0);
    assert_shown(&one, "P inner\n");
    cr_assert_eq(one.members->len, 1);
}

Test(extract_msg, an_empty_message_and_bytes_that_are_none)
{
    msg file = msg_begin();
    g_auto(reading) empty = read_msg(&file);
    assert_status(&empty, FOI_READ_EMPTY, "no text");
    msg whole = msg_begin();
    put_text(&whole, 0x0037, "Subject");
    put_text(&whole, 0x1000, "Body of the message");
    g_autoptr(GBytes) bytes = msg_end(&whole);
    gsize length;
    const uint8_t *data = g_bytes_get_data(bytes, &length);
    for (size_t at = 512; at < length; at += 101) {
        g_auto(reading) cut = read_bytes(data, at, "a.msg");
        cr_assert_neq(cut.document->status, FOI_READ_CRASHED);
    }
}

Test(extract_msg, a_store_of_messages_is_none)
{
    static const char STORE[] = "!BDN\x01\x02\x03\x04SM\x17\0\x13\0\1\1\0\0\0\0";
    g_auto(reading) read = read_bytes(STORE, sizeof STORE - 1, "a.pst");
    assert_status(&read, FOI_READ_UNSUPPORTED, "application/vnd.ms-outlook-pst");
}

Test(extract_msg, fixtures_are_whole)
{
    static const char FOLDER[] = FOI_SOURCE_DIR "/../shared/fixtures/formats/";
    static const char *const NAMES[] = {"fmt-msg__example-msg-files__strangeDate.msg",
                                        "fmt-unstructured__fake-email-attachment.msg"};
    static const char *const WORDS[] = {"MSG test file", "and is a quick read"};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_strconcat(FOLDER, NAMES[i], NULL);
        g_autofree char *bytes = NULL;
        gsize length = 0;
        if (!g_file_get_contents(path, &bytes, &length, NULL))
            cr_skip_test("no fixture %s", path);
        g_auto(reading) read = read_bytes(bytes, length, NAMES[i]);
        assert_status(&read, FOI_READ_OK, "");
        cr_assert_neq(strstr(read.document->text.bytes->str, WORDS[i]), NULL);
    }
}
