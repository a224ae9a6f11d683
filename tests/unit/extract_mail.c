#include "tests/unit/extract_tools.h"

TestSuite(extract_mail, .init = set_up, .fini = tear_down);

static const foi_member *member_at(const reading *read, guint index)
{
    cr_assert_gt(read->members->len, index, "only %u members", read->members->len);
    return g_ptr_array_index(read->members, index);
}

Test(extract_mail, headers_body_and_thread)
{
    g_auto(reading) read = read_string(
        "Return-Path: <foi@example.gov.uk>\r\n"
        "From: =?iso-8859-1?Q?Ren=E9e_Ashworth?= <Renee@Example.org>\r\n"
        "To: FOI Team <foi@example.gov.uk>\r\n"
        "Date: Fri, 24 May 2019 23:30:00 -0700\r\n"
        "Subject: =?utf-8?B?UsOpdmlldw==?= of request\r\n  FOI 784\r\n"
        "Message-ID: <two@example.org>\r\nIn-Reply-To: <one@example.org>\r\n"
        "References: <zero@example.org> <one@example.org>\r\n"
        "Content-Type: text/plain; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "Dear team,\r\n\r\nCaf=E9 =9Ccosts=9D.\r\n\r\n> We refuse your\r\n> request.\r\n",
        "a.eml");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "M From: Ren\u00e9e Ashworth <Renee@Example.org>\n"
                        "M To: FOI Team <foi@example.gov.uk>\n"
                        "M Date: Fri, 24 May 2019 23:30:00 -0700\n"
                        "M Subject: R\u00e9view of request FOI 784\n"
                        "P Dear team,\nP Caf\u00e9 \u0153costs.\n"
                        "Q We refuse your\\nrequest.\n");
    cr_assert_str_eq(read.document->title, "R\u00e9view of request FOI 784");
    cr_assert_str_eq(read.document->sender, "Renee@Example.org");
    cr_assert_str_eq(read.document->sent, "2019-05-24", "in the sender's own time zone");
    cr_assert_eq(read.document->links->len, 3);
    cr_assert_str_eq(g_ptr_array_index(read.document->links, 0), "two@example.org");
    cr_assert_eq(read.document->file, FOI_FILE_MAIL);
}

Test(extract_mail, a_printed_mail_says_when_it_was_sent)
{
    g_auto(reading) printed = read_string("From: a@example.org\nSent: 14 March 2023 09:12\n"
                                          "Subject: x\nMessage-ID: <a@b>\n\nText\n",
                                          "a.eml");
    assert_shown(&printed, "M From: a@example.org\nM Sent: 14 March 2023 09:12\n"
                           "M Subject: x\nP Text\n");
    g_auto(reading) both = read_string("From: a@example.org\nSent: 14 March 2023 09:12\n"
                                       "Date: Tue, 14 Mar 2023 09:12:00 +0000\n"
                                       "Message-ID: <a@b>\n\nText\n",
                                       "a.eml");
    assert_shown(&both, "M From: a@example.org\nM Date: Tue, 14 Mar 2023 09:12:00 +0000\nP Text\n");
}

Test(extract_mail, raw_windows_1252_in_header_and_body)
{
    g_auto(reading) read = read_string("From: a@example.org\nSubject: caf\xe9 \x93x\x94\n"
                                       "Message-ID: <a@b>\n\nL\xe9gal \x96 text\n",
                                       "a.eml");
    assert_shown(&read, "M From: a@example.org\nM Subject: caf\u00e9 \u201cx\u201d\n"
                        "P L\u00e9gal \u2013 text\n");
}

#define HEAD "From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"

Test(extract_mail, plain_text_is_preferred_and_html_is_converted)
{
    static const char FORM[] =
        HEAD "Content-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\n"
             "%s\n--B\nContent-Type: text/html\n\n<p>The <b>HTML</b></p>\n--B--\n";
    g_autofree char *both = g_strdup_printf(FORM, "The plain");
    g_auto(reading) plain = read_string(both, "a.eml");
    assert_shown(&plain, "M From: a@example.org\nM Subject: x\nP The plain\n");
    g_autofree char *blank = g_strdup_printf(FORM, "  ");
    g_auto(reading) html = read_string(blank, "a.eml");
    assert_shown(&html, "M From: a@example.org\nM Subject: x\nP The HTML\n");
}

Test(extract_mail, attachments_and_forwarded_mails_are_members)
{
    g_auto(reading) read = read_string(
        HEAD "Content-Type: multipart/mixed; boundary=B\n\n"
             "--B\nContent-Type: text/plain\n\nSee attached.\n"
             "--B\nContent-Type: application/pdf\n"
             "Content-Disposition: attachment; filename*=utf-8''r%C3%A9ponse.pdf\n"
             "Content-Transfer-Encoding: base64\n\nJVBERi0=\n"
             "--B\nContent-Type: text/plain; charset=utf-8; name=\"=?utf-8?Q?n=C3=B8te.txt?=\"\n"
             "Content-Disposition: attachment\n\nattached text\n"
             "--B\nContent-Type: image/png\nContent-ID: <i>\nContent-Transfer-Encoding: base64\n\n"
             "iVBORw==\n"
             "--B\nContent-Type: message/rfc822\n\nFrom: b@example.org\nSubject: Inner\n\nHello\n"
             "--B\nContent-Type: application/pgp-signature\n\nxx\n--B--\n",
        "a.eml");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "M From: a@example.org\nM Subject: x\nP See attached.\n");
    cr_assert_eq(read.members->len, 4);
    cr_assert_str_eq(member_at(&read, 0)->name, "r\u00e9ponse.pdf");
    cr_assert_str_eq(member_at(&read, 0)->mime, "application/pdf");
    cr_assert_eq(g_bytes_get_size(member_at(&read, 0)->bytes), 5);
    cr_assert_str_eq(member_at(&read, 1)->name, "n\u00f8te.txt");
    cr_assert_str_eq(member_at(&read, 1)->charset, "utf-8");
    cr_assert_str_eq(member_at(&read, 2)->name, "part 3");
    cr_assert_str_eq(member_at(&read, 3)->name, "Inner.eml");
    gsize length;
    const char *inner = g_bytes_get_data(member_at(&read, 3)->bytes, &length);
    g_auto(reading) forwarded = read_bytes(inner, length, "Inner.eml");
    assert_shown(&forwarded, "M From: b@example.org\nM Subject: Inner\nP Hello\n");
}

Test(extract_mail, broken_parts_are_reported_and_their_text_kept)
{
    g_auto(reading) cut = read_string(HEAD "Content-Type: multipart/mixed; boundary=B\n\n--B\n"
                                           "Content-Type: text/plain\n\nHalf of it",
                                      "a.eml");
    assert_status(&cut, FOI_READ_PARTIAL, "ends before");
    assert_shown(&cut, "M From: a@example.org\nM Subject: x\nP Half of it\n");
    g_auto(reading) lost =
        read_string(HEAD "Content-Type: multipart/mixed\n\nText without any boundary.\n", "a.eml");
    assert_status(&lost, FOI_READ_PARTIAL, "");
    assert_shown(&lost, "M From: a@example.org\nM Subject: x\nP Text without any boundary.\n");
    g_auto(reading) closed = read_string(
        HEAD "Content-Type: multipart/encrypted; boundary=B\n\n--B\n\nx\n--B--\n", "a.eml");
    assert_status(&closed, FOI_READ_ENCRYPTED, "");
}

Test(extract_mail, twenty_thousand_levels_are_cut_and_said, .timeout = 60)
{
    g_autoptr(GString) mail = g_string_new(HEAD);
    for (int i = 0; i < 20000; i++)
        g_string_append_printf(mail, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
                               i);
    g_string_append(mail, "Content-Type: text/plain\n\nInnermost\n");
    g_auto(reading) read = read_bytes(mail->str, mail->len, "a.eml");
    assert_status(&read, FOI_READ_PARTIAL, "deeper");
}

Test(extract_mail, one_mail_of_a_mailbox_and_a_bare_header)
{
    g_auto(reading) one = read_string("From a@b.uk Fri May 24 10:11:12 2019\nFrom: a@b.uk\n"
                                      "Subject: x\n\nHello\n",
                                      "a");
    assert_shown(&one, "M From: a@b.uk\nM Subject: x\nP Hello\n");
    g_auto(reading) bare =
        read_string("From: a@b.uk\nSubject: only this\nMessage-ID: <a@b>\n", "a.eml");
    assert_status(&bare, FOI_READ_OK, "");
    assert_shown(&bare, "M From: a@b.uk\nM Subject: only this\n");
    cr_assert_null(bare.document->sent);
}

Test(extract_mail, cut_at_every_byte)
{
    const char *mail = HEAD "Content-Type: multipart/mixed; boundary=\"B\"\n\n--B\n"
                            "Content-Type: text/html; charset=\"utf-7\"\n\n<p>a</p>\n--B\n"
                            "Content-Type: message/rfc822\n\nSubject: y\n\nz\n--B--\n";
    for (size_t length = 0; length <= strlen(mail); length++) {
        g_auto(reading) read = read_bytes(mail, length, "a.eml");
        cr_assert_neq(read.document->status, FOI_READ_CRASHED);
    }
}
