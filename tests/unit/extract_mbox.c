/* Mailboxes, files in the text of mails, signed mails and saved web pages. */
#include "tests/unit/zip_support.h"

TestSuite(extract_mbox, .init = set_up, .fini = tear_down, .timeout = 60);

#define PARTING "From foi@example.gov.uk Fri May 24 10:11:12 2019\n"

static const char TWO[] = PARTING "From: a@example.org\nSubject: one\nContent-Length: 3\n\n"
                                  "Dear team,\n\n>From here on it is ours.\n>>From there.\n"
                                  "From 10:15 we met.\n\nFrom 10:30 to 11:00 nobody\n\n" PARTING
                                  "From: b@example.org\nSubject: two\n\nYes.\n";

Test(extract_mbox, every_mail_is_a_member_as_it_was)
{
    g_auto(reading) read = read_string(TWO, "archive");
    assert_status(&read, FOI_READ_OK, "");
    assert_members(&read, "1.eml: From: a@example.org\nSubject: one\nContent-Length: 3\n\n"
                          "Dear team,\n\nFrom here on it is ours.\n>From there.\n"
                          "From 10:15 we met.\n\nFrom 10:30 to 11:00 nobody\n\n\n"
                          "2.eml: From: b@example.org\nSubject: two\n\nYes.\n\n");
    const foi_member *first = g_ptr_array_index(read.members, 0);
    cr_assert_str_eq(first->mime, "message/rfc822");
    cr_assert_str_eq(read.document->mime, "application/mbox");
    cr_assert_eq(read.document->file, FOI_FILE_MAIL);
}

Test(extract_mbox, lines_that_end_in_two_characters)
{
    g_auto(GStrv) lines = g_strsplit(TWO, "\n", -1);
    g_autofree char *text = g_strjoinv("\r\n", lines);
    g_auto(reading) read = read_string(text, "a.mbox");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_eq(read.members->len, 2);
    const foi_member *second = g_ptr_array_index(read.members, 1);
    const char *mail = g_bytes_get_data(second->bytes, NULL);
    cr_assert(g_str_has_prefix(mail, "From: b@example.org\r\n"));
}

Test(extract_mbox, mails_beyond_the_limit_are_counted)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 50; i++)
        g_string_append(text, PARTING "From: a@example.org\nSubject: x\n\nText\n\n");
    const foi_budget few = {MIB, MIB, 20, 8, 1000};
    g_auto(reading) read = read_with(text->str, text->len, "a.mbox", NULL, &few);
    assert_status(&read, FOI_READ_PARTIAL, "the first 20 of its 50 mails were read");
    cr_assert_eq(read.members->len, 20);
}

Test(extract_mbox, a_mailbox_of_one_mail_is_that_mail)
{
    g_auto(reading) read = read_string(
        PARTING "From: a@example.org\nSubject: one\n\n>From here on it is ours.\n", "1");
    assert_shown(&read, "M From: a@example.org\nM Subject: one\nP From here on it is ours.\n");
}

Test(extract_mbox, cut_at_every_byte)
{
    for (size_t cut = 0; cut < sizeof TWO; cut++) {
        g_auto(reading) read = read_bytes(TWO, cut, "a.mbox");
        cr_assert(cut < 20 || read.document->status == FOI_READ_OK ||
                  read.document->status_detail != NULL);
    }
}

#define ENCODED                                                                                    \
    "begin 644 caf\xc3\xa9.txt\n"                                                                  \
    "85V4@<F5F=7-E('EO=7(@<F5Q=65S=\"X*\n"                                                         \
    "`\nend\n"

Test(extract_mbox, a_file_in_a_text_is_a_member)
{
    static const char TEXT[] = "Please begin 644 times.\n\n" ENCODED "\nRegards\n";
    g_auto(reading) read = read_string(TEXT, "a.txt");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Please begin 644 times.\nP Regards\n");
    assert_members(&read, "caf\u00e9.txt: We refuse your request.\n\n");
    g_autofree char *mail =
        g_strconcat("From: a@example.org\nSubject: x\nMessage-ID: <a@b>\n\n", TEXT, NULL);
    g_auto(reading) mailed = read_string(mail, "a.eml");
    assert_members(&mailed, "caf\u00e9.txt: We refuse your request.\n\n");
    assert_shown(&mailed, "M From: a@example.org\nM Subject: x\nP Please begin 644 times.\n"
                          "P Regards\n");
}

Test(extract_mbox, a_line_that_parts_mails_alone_is_no_mail)
{
    g_auto(reading) read = read_with(PARTING, strlen(PARTING), "a.eml", NULL, &WIDE);
    cr_assert_eq(read.document->text.blocks->len, 1);
    g_auto(reading) filled = read_string("begin 644 a.txt\n"
                                         "85V4@<F5F=7-E('EO=7(@<F5Q=65S=\"X*\n"
                                         "`````````\n`\nend\nRegards\n",
                                         "a.txt");
    assert_status(&filled, FOI_READ_OK, "");
    assert_members(&filled, "a.txt: We refuse your request.\n\n");
    assert_shown(&filled, "P Regards\n");
}

Test(extract_mbox, a_file_without_an_end_is_kept_and_said)
{
    g_auto(reading) read =
        read_string("begin 644 a.txt\n85V4@<F5F=7-E('EO=7(@<F5Q=65S=\"X*\n", "a.txt");
    assert_status(&read, FOI_READ_PARTIAL, "a.txt in the text is cut short");
    assert_members(&read, "a.txt: We refuse your request.\n\n");
    g_auto(reading) words = read_string("begin 644 a.txt\nwith the first line of it\n", "a.txt");
    assert_status(&words, FOI_READ_OK, "");
    cr_assert_eq(words.members->len, 0);
}

#define PAGE                                                                                       \
    "MIME-Version: 1.0\r\n"                                                                        \
    "Content-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n"                  \
    "--B\r\nContent-Type: text/html; charset=iso-8859-1\r\n"                                       \
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"                                          \
    "<html><head><title>Disclosure log</title></head><body><h1>Log</h1>"                           \
    "<p>Caf=E9 =\r\ncosts.</p></body></html>\r\n"                                                  \
    "--B\r\nContent-Type: image/png\r\nContent-Location: http://x/logo.png\r\n"                    \
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"

Test(extract_mbox, a_saved_page_is_a_page)
{
    static const char *const HEADS[] = {
        "", "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x/\r\nSubject: x\r\n",
        ("From: \"Saved by Internet Explorer 11\"\r\nSubject: x\r\n"
         "Date: Fri, 24 May 2019 10:11:12 +0100\r\n")};
    for (size_t i = 0; i < G_N_ELEMENTS(HEADS); i++) {
        g_autofree char *text = g_strconcat(HEADS[i], PAGE, NULL);
        g_auto(reading) read = read_string(text, i == 0 ? "page.mht" : "page");
        assert_status(&read, FOI_READ_OK, "");
        assert_shown(&read, "H Log\nP Caf\u00e9 costs.\n");
        cr_assert_str_eq(read.document->title, "Disclosure log");
        cr_assert_eq(read.document->file, FOI_FILE_WEB);
        cr_assert_eq(read.members->len, 0);
    }
    g_auto(reading) sent = read_string("To: a@example.org\r\nFrom: b@example.org\r\n" PAGE, "x");
    cr_assert_eq(sent.document->file, FOI_FILE_MAIL, "a mail with a picture in it is a mail");
}

Test(extract_mbox, a_saved_page_without_bytes_is_said)
{
    g_auto(reading) read =
        read_string("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
                    "--B\nContent-Type: text/html\n\n--B--\n",
                    "page.mht");
    assert_status(&read, FOI_READ_DAMAGED, "cannot be found");
}

Test(extract_mbox, what_was_signed_is_a_member)
{
    /* A sequence that says "signed data" of "data": the text stands in an octet string. */
    static const char SIGNED[] =
        "\x30\x4b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x3e\x30\x3c\x02\x01\x01\x31\x00"
        "\x30\x33\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x26\x04\x24"
        "Content-Type: text/plain\n\nWe refuse\n"
        "\x31\x00";
    g_auto(reading) read = read_bytes(SIGNED, sizeof SIGNED - 1, "smime.p7m");
    assert_status(&read, FOI_READ_OK, "");
    assert_members(&read, "signed.eml: Content-Type: text/plain\n\nWe refuse\n\n");
    for (size_t cut = 32; cut < sizeof SIGNED - 1; cut++) {
        g_auto(reading) part = read_bytes(SIGNED, cut, "smime.p7m");
        assert_status(&part, FOI_READ_DAMAGED, "cut short");
    }
}

Test(extract_mbox, a_delivery_report_is_text)
{
    g_auto(reading) read = read_string(
        "From: MAILER-DAEMON@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n"
        "--B\nContent-Type: text/plain\n\nYour mail came back.\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        "Final-Recipient: rfc822; foi@example.gov.uk\nStatus: 5.1.1\n"
        "--B\nContent-Type: message/rfc822\n\nFrom: a@example.org\nSubject: Request\n\nDear\n"
        "--B--\n",
        "a.eml");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_not_null(strstr(read.document->text.bytes->str, "foi@example.gov.uk"));
    cr_assert_eq(read.members->len, 1);
}
