/* ZIP files: every file in one is a member, under a name that harms nobody. */
#include "tests/unit/zip_support.h"

TestSuite(extract_zip, .init = set_up, .fini = tear_down, .timeout = 60);

static reading read_zip(const zip_entry *entries, size_t count)
{
    g_autoptr(GByteArray) bytes = zip_of(entries, count);
    return read_bytes(bytes->data, bytes->len, "a.zip");
}

Test(extract_zip, every_file_is_a_member_with_its_path)
{
    const zip_entry entries[] = {
        {.name = "letters/", .text = ""},
        {.name = "letters/refusal.txt", .text = "We refuse.", .deflated = true},
        {.name = "empty.txt", .text = ""},
        {.name = "__MACOSX/letters/._refusal.txt", .text = "x"},
        {.name = "letters/.DS_Store", .text = "x"},
        {.name = "letters/Thumbs.db", .text = "x"},
    };
    g_auto(reading) read = read_zip(entries, G_N_ELEMENTS(entries));
    assert_status(&read, FOI_READ_OK, "");
    assert_members(&read, "letters/refusal.txt: We refuse.\nempty.txt: \n");
    cr_assert_eq(read.document->file, FOI_FILE_ARCHIVE);
}

Test(extract_zip, names_in_every_code_page_of_a_western_system)
{
    const zip_entry entries[] = {
        {.name = "Caf\xc3\xa9 \xe2\x80\x93 \xc2\xa3.txt", .text = "utf-8, flagged", .flags = 0x800},
        {.name = "Ren\xc3\xa9"
                 "e.txt",
         .text = "utf-8, not flagged",
         .system = 3},
        {.name = "Ren\x82"
                 "e \x9c"
                 "5.txt",
         .text = "DOS"},
        {.name = "\xb7 bient\x93t.txt", .text = "DOS, western Europe"},
        {.name = "Ren\xe9"
                 "e \x96 costs \xa3"
                 "5.txt",
         .text = "windows"},
        {.name = "?.txt", .text = "extra field", .unicode = "S\xc5\xb5n.txt"},
    };
    g_auto(reading) read = read_zip(entries, G_N_ELEMENTS(entries));
    assert_status(&read, FOI_READ_OK, "");
    assert_members(&read, "Caf\u00e9 \u2013 \u00a3.txt: utf-8, flagged\n"
                          "Ren\u00e9e.txt: utf-8, not flagged\n"
                          "Ren\u00e9e \u00a35.txt: DOS\n"
                          "\u00c0 bient\u00f4t.txt: DOS, western Europe\n"
                          "Ren\u00e9e \u2013 costs \u00a35.txt: windows\n"
                          "S\u0175n.txt: extra field\n");
}

Test(extract_zip, names_that_lead_elsewhere_are_only_names)
{
    const zip_entry entries[] = {
        {.name = "../../etc/passwd", .text = "a"},
        {.name = "/absolute.txt", .text = "b"},
        {.name = "C:\\Users\\me\\letter.txt", .text = "c"},
        {.name = "folder\\..\\..\\letter.txt", .text = "d"},
        {.name = "./a//b.txt", .text = "e"},
        {.name = "..", .text = "f"},
        {.name = "line\nend\x1b[31m.txt", .text = "g"},
    };
    g_auto(reading) read = read_zip(entries, G_N_ELEMENTS(entries));
    assert_members(&read, "etc/passwd: a\nabsolute.txt: b\nUsers/me/letter.txt: c\n"
                          "folder/letter.txt: d\na/b.txt: e\npart 6: f\nline end[31m.txt: g\n");
}

Test(extract_zip, what_is_locked_is_named)
{
    const zip_entry some[] = {
        {.name = "open.txt", .text = "open"},
        {.name = "one.txt", .text = "xxxxxxxxxxxxxxxx", .flags = 1},
        {.name = "two.txt", .text = "xxxxxxxxxxxxxxxx", .flags = 1},
    };
    g_auto(reading) read = read_zip(some, 3);
    assert_status(&read, FOI_READ_PARTIAL, "one.txt (and 1 more) is protected by a password");
    assert_members(&read, "open.txt: open\n");
    g_auto(reading) all = read_zip(some + 1, 2);
    assert_status(&all, FOI_READ_ENCRYPTED, "protected by a password");
    cr_assert_eq(all.members->len, 0);
}

Test(extract_zip, a_damaged_entry_costs_itself)
{
    const zip_entry entries[] = {
        {.name = "one.txt", .text = "as it was"},
        {.name = "two.txt", .text = "nearly", .damaged = true},
        {.name = "three.txt", .text = "as it was"},
    };
    g_auto(reading) read = read_zip(entries, 3);
    assert_status(&read, FOI_READ_PARTIAL, "two.txt is damaged or cut short");
    assert_members(&read, "one.txt: as it was\ntwo.txt: nearly\nthree.txt: as it was\n");
}

Test(extract_zip, sizes_are_not_believed)
{
    const zip_entry entries[] = {
        {.name = "more.txt", .text = "sixteen letters.", .lies = 0x7fffffff, .deflated = true},
        {.name = "less.txt", .text = "sixteen letters.", .lies = 3, .deflated = true},
    };
    g_auto(reading) read = read_zip(entries, 2);
    cr_assert_geq(read.members->len, 1);
    const foi_member *first = g_ptr_array_index(read.members, 0);
    cr_assert_leq(g_bytes_get_size(first->bytes), 16);
}

Test(extract_zip, of_an_archive_that_is_cut_short_the_first_files_are_read)
{
    const zip_entry entries[] = {
        {.name = "a/Ren\x82.txt", .text = "whole and packed, whole and packed", .deflated = true},
        {.name = "two.txt", .text = "stored, and cut in the middle"},
        {.name = "three.txt", .text = "gone"},
    };
    g_autoptr(GByteArray) bytes = zip_of(entries, 3);
    const char *middle = memmem(bytes->data, bytes->len, " in the", 7);
    g_auto(reading) read = read_bytes(bytes->data, (size_t)(middle - (char *)bytes->data), "a.zip");
    assert_status(&read, FOI_READ_PARTIAL, "cut short");
    assert_members(&read, "a/Ren\u00e9.txt: whole and packed, whole and packed\n"
                          "two.txt: stored, and cut\n");
}

Test(extract_zip, forty_thousand_entries_are_read_by_their_headers)
{
    zip_writer writer = zip_begin();
    g_autofree char *text = g_strnfill(300, 'x');
    for (unsigned i = 0; i < 40000; i++)
        put_entry(&writer, &(zip_entry){.name = "a.txt", .text = text});
    g_autoptr(GByteArray) bytes = zip_end(&writer);
    const foi_budget wide = {64 * MIB, 512 * MIB, 50000, 8, 60000};
    g_auto(reading) read = read_with(bytes->data, bytes->len, "a.zip", NULL, &wide);
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_eq(read.members->len, 40000);
}

Test(extract_zip, an_archive_without_files_is_empty)
{
    g_auto(reading) read = read_bytes("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, "a.zip");
    assert_status(&read, FOI_READ_EMPTY, "");
}

Test(extract_zip, a_bomb_is_stopped_by_its_ratio)
{
    /* Eight files of 16 MiB: far below every budget, and 800 times the size of the archive. */
    g_autofree char *bomb = g_strnfill(16 * MIB, 'a');
    zip_writer writer = zip_begin();
    for (unsigned i = 0; i < 8; i++)
        put_entry(&writer, &(zip_entry){.name = "a.txt", .text = bomb, .deflated = true});
    g_autoptr(GByteArray) bytes = zip_end(&writer);
    g_auto(reading) read = read_bytes(bytes->data, bytes->len, "bomb.zip");
    assert_status(&read, FOI_READ_PARTIAL, "more than 100 times its size");
    cr_assert_eq(read.members->len, 4);
    cr_assert_geq(read.document->unpacked_bytes, 64 * MIB);
    cr_assert_leq(read.document->unpacked_bytes, 65 * MIB);
}

Test(extract_zip, what_was_thrown_away_is_counted)
{
    g_autofree char *bomb = g_strnfill(80 * MIB, 'a');
    const zip_entry entry = {.name = "a.txt", .text = bomb, .deflated = true};
    g_auto(reading) read = read_zip(&entry, 1);
    assert_status(&read, FOI_READ_TOO_LARGE, "more than 100 times its size");
    cr_assert_eq(read.members->len, 0);
    cr_assert_geq(read.document->unpacked_bytes, 64 * MIB);
}

Test(extract_zip, entries_that_share_their_bytes_are_seen)
{
    const zip_entry entry = {.name = "a.txt", .text = "The same bytes for all of them, again."};
    zip_writer writer = zip_begin();
    put_entry(&writer, &entry);
    for (unsigned i = 0; i < 999; i++)
        put_in_directory(&writer, &entry, strlen(entry.text) * 4000, 0);
    g_autoptr(GByteArray) bytes = zip_end(&writer);
    g_auto(reading) read = read_bytes(bytes->data, bytes->len, "a.zip");
    assert_status(&read, FOI_READ_PARTIAL, "lie upon each other from a.txt on");
    cr_assert_eq(read.members->len, 1);
}

Test(extract_zip, more_entries_than_the_limit_are_said)
{
    zip_writer writer = zip_begin();
    for (unsigned i = 0; i < 30; i++)
        put_entry(&writer, &(zip_entry){.name = "a.txt", .text = "x"});
    g_autoptr(GByteArray) bytes = zip_end(&writer);
    const foi_budget few = {MIB, MIB, 10, 8, 1000};
    g_auto(reading) read = read_with(bytes->data, bytes->len, "a.zip", NULL, &few);
    assert_status(&read, FOI_READ_PARTIAL, "the first 10 were read");
    cr_assert_eq(read.members->len, 10);
    const foi_budget flat = {MIB, MIB, 10, 0, 1000};
    g_auto(reading) deep = read_with(bytes->data, bytes->len, "a.zip", NULL, &flat);
    cr_assert_eq(deep.members->len, 0);
    cr_assert_not_null(strstr(deep.document->status_detail, "deeper than the limit"));
}

Test(extract_zip, the_pieces_of_an_exported_request_have_a_link_in_common)
{
    const zip_entry entries[] = {
        {.name = "budget_2021/correspondence.pdf", .text = "c"},
        {.name = "budget_2021/1_2_reply.pdf", .text = "d"},
        {.name = "budget_2021/more/3_4_annex.txt", .text = "e"},
        {.name = "staff_2022/Correspondence.txt", .text = "f"},
        {.name = "readme.txt", .text = "g"},
    };
    g_auto(reading) read = read_zip(entries, G_N_ELEMENTS(entries));
    const char *links[G_N_ELEMENTS(entries)];
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++)
        links[i] = ((foi_member *)g_ptr_array_index(read.members, i))->link;
    cr_assert_not_null(links[0]);
    cr_assert_str_eq(links[0], links[1]);
    cr_assert_str_eq(links[0], links[2]);
    cr_assert_not_null(links[3]);
    cr_assert_str_neq(links[0], links[3]);
    cr_assert_null(links[4], "a file beside the folders of two requests belongs to neither");
}

Test(extract_zip, cut_and_changed_at_every_byte)
{
    const zip_entry entries[] = {
        {.name = "one.txt", .text = "some words to be packed, some words", .deflated = true},
        {.name = "two.txt", .text = "stored", .unicode = "zwei.txt"},
    };
    g_autoptr(GByteArray) bytes = zip_of(entries, 2);
    for (guint cut = 4; cut < bytes->len; cut++) {
        g_auto(reading) read = read_bytes(bytes->data, cut, "a.zip");
        cr_assert_neq(read.document->status, FOI_READ_OK, "cut at %u", cut);
    }
    for (guint at = 0; at < bytes->len; at++) {
        g_autofree guint8 *other = g_memdup2(bytes->data, bytes->len);
        other[at] ^= 0xff;
        g_auto(reading) read = read_bytes(other, bytes->len, "a.zip");
        cr_assert(read.document->status == FOI_READ_OK || read.document->status_detail != NULL);
    }
}
