#include "search_fixture.h"

TestSuite(named, .init = set_up, .fini = tear_down);

/* Two documents whose ids begin alike, one whose does not, in segments of their own. */
static void three_letters(void)
{
    add_document("/c/a", "One.");
    add_document("/c/b", "Two.");
    foi_document *third = add_document("/c/third", "Three.");
    strcpy(third->id, "abcdefghijkl");
    write_index(1);
    open_index();
}

/* Fetches NAME, which lies at LOCATION where there is such a document. */
static foi_status fetch(const char *name, const char *location)
{
    foi_document *document = NULL;
    foi_status status = foi_index_get_document(index_handle, name, &document);

    cr_assert_eq(status == FOI_OK, document != NULL);
    if (document)
        cr_assert_str_eq(foi_document_location(document), location);
    foi_document_free(document);
    return status;
}

Test(named, an_id_may_be_shortened_to_what_no_other_begins_with)
{
    three_letters();
    cr_assert_eq(fetch("abcdef", "/c/third"), FOI_OK);
    cr_assert_eq(fetch("ABCDEFGH", "/c/third"), FOI_OK);
    cr_assert_eq(fetch("aaaaaaaaaaab", "/c/b"), FOI_OK);
    cr_assert_eq(fetch("abcde", NULL), FOI_ERROR_NOT_FOUND, "too short");
    cr_assert_eq(fetch("abcdefghijkm", NULL), FOI_ERROR_NOT_FOUND);
    cr_assert_eq(fetch("abcdefghijklm", NULL), FOI_ERROR_NOT_FOUND);
    cr_assert_eq(fetch("", NULL), FOI_ERROR_NOT_FOUND);
}

Test(named, several_documents_are_listed)
{
    three_letters();
    cr_assert_eq(fetch("aaaaaaa", NULL), FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_index_error(index_handle), "aaaaaaaaaaaa, aaaaaaaaaaab"), "%s",
              foi_index_error(index_handle));
}

Test(named, a_document_that_was_removed_is_not_in_the_way)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;

    three_letters();
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK);
    foi_store_writer_drop_file(writer, "/c/a");
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK);
    cr_assert_eq(fetch("aaaaaa", "/c/b"), FOI_OK);
    cr_assert_eq(fetch("/c/a", NULL), FOI_ERROR_NOT_FOUND);
}

Test(named, a_file_is_named_by_its_path)
{
    three_letters();
    cr_assert_eq(fetch("/c/third", "/c/third"), FOI_OK);
    cr_assert_eq(fetch("/c/./b", "/c/b"), FOI_OK);
    cr_assert_eq(fetch("/c/nothing", NULL), FOI_ERROR_NOT_FOUND);
    cr_assert_eq(fetch("/c", NULL), FOI_ERROR_NOT_FOUND);
}

/* Adds a container with two letters; SELF: its own text is a document, too. */
static void add_container(const char *path, bool self)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    foi_file_state *state = foi_file_state_new(path);
    bool changed = false;

    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK);
    state->status = FOI_READ_OK;
    for (guint i = self ? 0 : 1; i < 3; i++) {
        foi_document *document = add_document(path, "Within.");
        document->member = i > 0 ? g_strdup_printf("letter-%u", i) : NULL;
        cr_assert_eq(foi_store_writer_add(writer, document, &error), FOI_OK);
        foi_file_state_add(state, document, true);
    }
    foi_store_writer_set_file(writer, state);
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK);
}

Test(named, a_mail_is_itself_and_an_archive_is_what_lies_in_it)
{
    three_letters();
    add_container("/c/mail.eml", true);
    add_container("/c/letters.zip", false);
    cr_assert_eq(fetch("/c/mail.eml", "/c/mail.eml"), FOI_OK);
    cr_assert_eq(fetch("/c/letters.zip", NULL), FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_index_error(index_handle), "(letter-1), "), "%s",
              foi_index_error(index_handle));
}

/* Fetches NAME, which is MEMBER of a file. */
static void fetch_member(const char *name, const char *member)
{
    foi_document *document = NULL;

    cr_assert_eq(foi_index_get_document(index_handle, name, &document), FOI_OK, "%s: %s", name,
                 foi_index_error(index_handle));
    cr_assert_str_eq(document->member, member);
    foi_document_free(document);
}

Test(named, what_lies_in_a_file_is_named_as_hits_print_it)
{
    three_letters();
    add_container("/c/mail.eml", true);
    add_container("/c/a > b.zip", false);
    fetch_member("/c/mail.eml > letter-1", "letter-1");
    fetch_member("/c/./mail.eml > letter-2", "letter-2");
    fetch_member("/c/a > b.zip > letter-2", "letter-2");
    cr_assert_eq(fetch("/c/mail.eml > letter-3", NULL), FOI_ERROR_NOT_FOUND);
    cr_assert_eq(fetch("/c/mail.eml > ", NULL), FOI_ERROR_NOT_FOUND);
    cr_assert_eq(fetch("/c/nothing > letter-1", NULL), FOI_ERROR_NOT_FOUND);
    cr_assert_eq(fetch(" > ", NULL), FOI_ERROR_NOT_FOUND);
}
