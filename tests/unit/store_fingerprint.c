/* Which documents are known as copies of each other: those in which the same words were written. */
#include <criterion/criterion.h>

#include "indexer/store/fingerprint.h"
#include "search_fixture.h"

TestSuite(store_fingerprint, .init = set_up, .fini = tear_down, .timeout = 60);

static const char letter[] =
    "We hold the information that you asked for and refuse to disclose it under section 31 of the "
    "Act, since disclosure would prejudice the prevention of crime";

/* A document whose only block is TEXT in ZONE. */
static foi_document *add_in_zone(const char *location, const char *text, foi_zone zone)
{
    foi_document *document = add_document(location, text);
    g_array_index(document->text.blocks, foi_block, 0).zone = zone;
    return document;
}

static void append_block(foi_document *document, const char *text, foi_block_kind kind,
                         foi_zone zone)
{
    g_string_append(document->text.bytes, "\n\n");
    foi_block block = {document->text.bytes->len, strlen(text), 0, 0, kind, zone};
    g_string_append(document->text.bytes, text);
    g_array_append_val(document->text.blocks, block);
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The locations of the copies of the document at LOCATION, itself among them, in order. */
static char *copies_of(const char *location)
{
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = documents->pdata[i];
        uint32_t docid = foi_snapshot_find(snapshot, document->id), row;
        size_t segment;
        if (strcmp(document->location, location) != 0 || docid == 0)
            continue;
        foi_snapshot_locate(snapshot, docid, &segment, &row);
        foi_snapshot_copies(snapshot, foi_snapshot_fingerprints(snapshot, segment)[row], docids);
    }
    for (guint i = 0; i < docids->len; i++) {
        g_autoptr(foi_document) document = NULL;
        cr_assert_eq(
            foi_snapshot_document(snapshot, g_array_index(docids, uint32_t, i), &document, NULL),
            FOI_OK);
        g_ptr_array_add(found, g_strdup(document->location));
    }
    g_ptr_array_sort(found, compare_paths);
    g_ptr_array_add(found, NULL);
    return g_strjoinv(" ", (char **)found->pdata);
}

static void expect_copies(const char *location, const char *wanted)
{
    g_autofree char *found = copies_of(location);
    cr_assert_str_eq(found, wanted, "%s has the copies `%s', not `%s'", location, found, wanted);
}

Test(store_fingerprint, case_breaks_and_punctuation_make_no_other_letter)
{
    g_autofree char *loud = g_ascii_strup(letter, -1);
    g_auto(GStrv) words = g_strsplit(letter, " ", -1);
    g_autofree char *broken = g_strjoinv(" \n", words);
    add_document("/a.pdf", letter);
    add_document("/b.docx", loud);
    add_document("/c.txt", broken);
    add_document("/d.txt", "We hold no information of the description that you gave in your letter "
                           "of last week, and have asked those who would know of it");
    write_index(2);
    expect_copies("/a.pdf", "/a.pdf /b.docx /c.txt");
    expect_copies("/c.txt", "/a.pdf /b.docx /c.txt");
    expect_copies("/d.txt", "/d.txt");
}

Test(store_fingerprint, heads_quotations_signatures_and_boilerplate_make_no_other_letter)
{
    foi_document *sent = add_document("/sent.eml", letter);
    foi_document *again = add_document("/again.eml", letter);
    append_block(sent, "Subject: your request", FOI_BLOCK_MAIL_HEADER, FOI_ZONE_BODY);
    append_block(again, "Jane Doe, Information Officer", FOI_BLOCK_PARAGRAPH, FOI_ZONE_SIGNATURE);
    append_block(again, "Please send me the letter", FOI_BLOCK_PARAGRAPH, FOI_ZONE_QUOTED_MAIL);
    append_block(again, "You may complain to the Commissioner", FOI_BLOCK_PARAGRAPH,
                 FOI_ZONE_RIGHTS);
    write_index(1);
    expect_copies("/sent.eml", "/again.eml /sent.eml");
}

Test(store_fingerprint, a_heading_or_a_request_that_differs_makes_another_letter)
{
    foi_document *heading = add_document("/heading", letter);
    foi_document *request = add_document("/request", letter);
    add_document("/plain", letter);
    append_block(heading, "Reference 4711", FOI_BLOCK_HEADING, FOI_ZONE_HEADING);
    append_block(request, "The cost of the harbour", FOI_BLOCK_PARAGRAPH, FOI_ZONE_REQUEST);
    write_index(10);
    expect_copies("/plain", "/plain");
    expect_copies("/heading", "/heading");
    expect_copies("/request", "/request");
}

Test(store_fingerprint, a_document_of_few_words_is_the_copy_of_none)
{
    g_autoptr(GString) just = g_string_new(NULL);
    for (int i = 1; i < FOI_FINGERPRINT_WORDS; i++)
        g_string_append(just, "x ");
    g_autofree char *enough = g_strconcat(just->str, "x", NULL);
    add_document("/thanks/1", "Thank you for your mail");
    add_document("/thanks/2", "Thank you for your mail");
    add_document("/just/1", just->str);
    add_document("/just/2", just->str);
    add_document("/enough/1", enough);
    add_document("/enough/2", enough);
    add_in_zone("/quoted/1", letter, FOI_ZONE_QUOTED_MAIL);
    add_in_zone("/quoted/2", letter, FOI_ZONE_QUOTED_MAIL);
    add_document("/empty/1", "");
    add_document("/empty/2", "");
    write_index(3);
    expect_copies("/thanks/1", "/thanks/1");
    expect_copies("/just/2", "/just/2");
    expect_copies("/enough/1", "/enough/1 /enough/2");
    expect_copies("/quoted/1", "/quoted/1");
    expect_copies("/empty/2", "/empty/2");
}

Test(store_fingerprint, every_word_of_a_long_document_counts)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(text, "word%d ", i);
    g_autofree char *longer = g_strconcat(text->str, "more", NULL);
    g_autofree char *changed = g_strdup(longer);
    memcpy(strstr(changed, "word777"), "ward", 4);
    add_document("/one", text->str);
    add_document("/same", text->str);
    add_document("/longer", longer);
    add_document("/changed", changed);
    write_index(10);
    expect_copies("/one", "/one /same");
    expect_copies("/longer", "/longer");
    expect_copies("/changed", "/changed");
}

/* "ab c" and "a bc" are the same letters. */
Test(store_fingerprint, the_bounds_of_words_count)
{
    g_autofree char *one = g_strconcat("ab c ", letter, NULL);
    g_autofree char *other = g_strconcat("a bc ", letter, NULL);
    add_document("/one", one);
    add_document("/other", other);
    write_index(10);
    expect_copies("/one", "/one");
}

/* Copies lie in all segments; merging them, and taking documents out, loses none of the others. */
Test(store_fingerprint, copies_are_found_through_merges_and_without_what_was_removed)
{
    bool changed;
    for (guint i = 0; i < 30; i++) {
        g_autofree char *path = g_strdup_printf("/%02u", i);
        g_autofree char *text = g_strdup_printf("%s, letter %u", letter, i % 3);
        add_document(path, text);
    }
    write_index(1);
    expect_copies("/02", "/02 /05 /08 /11 /14 /17 /20 /23 /26 /29");
    g_autoptr(foi_store_writer) writer = NULL;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    for (guint i = 2; i < 30; i += 2) {
        g_autofree char *path = g_strdup_printf("/%02u", i);
        foi_store_writer_drop_file(writer, path);
    }
    cr_assert_eq(foi_store_writer_commit(writer, &changed, NULL), FOI_OK);
    expect_copies("/05", "/05 /11 /17 /23 /29");
    cr_assert_eq(foi_store_writer_compact(writer, &changed, NULL), FOI_OK);
    expect_copies("/05", "/05 /11 /17 /23 /29");
    cr_assert_eq(foi_store_check(directory, NULL, NULL, NULL), FOI_OK);
}
