#include "support.h"

#include <sys/stat.h>

/* Database::check of Xapian 1.4.22 frees an object under a size that is not its own. */
const char *__asan_default_options(void);

__attribute__((visibility("default"), used)) const char *__asan_default_options(void)
{
    return "new_delete_type_mismatch=0";
}

TestSuite(database, .init = set_up, .fini = tear_down);

static uint32_t count_of(const xap_database *database)
{
    uint32_t count;
    OK(xap_database_document_count(database, &count, &error));
    return count;
}

static xap_database *open_reader(const char *name)
{
    xap_database *database;
    OK(xap_database_open(path_of(name), &database, &error));
    return database;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");
    cr_assert(file != NULL, "cannot write %s", name);
    fputs(text, file);
    fclose(file);
}

Test(database, missing_path)
{
    xap_database *database = (xap_database *)&error;
    FAILS(XAP_NOT_FOUND, xap_database_open(path_of("none"), &database, &error));
    cr_assert(database == NULL, "a handle was given");
    cr_assert(strstr(error.message, "none") != NULL, "the path is missing: %s", error.message);
    cr_assert(strcmp(error.function, "xap_database_open") == 0, "%s", error.function);
    xap_status status = xap_database_open_writable(path_of("none"), XAP_OPEN, &database, &error);
    cr_assert(status == XAP_NOT_FOUND || status == XAP_OPENING, "%s", xap_status_name(status));
}

Test(database, what_is_no_database_is_refused)
{
    xap_database *database;
    write_file("garbage", "this is not what a database looks like\n");
    xap_status status = xap_database_open(path_of("garbage"), &database, &error);
    cr_assert(status != XAP_OK && database == NULL, "garbage was opened");
    cr_assert(mkdir(path_of("empty"), 0700) == 0, "mkdir");
    status = xap_database_open(path_of("empty"), &database, &error);
    cr_assert(status == XAP_NOT_FOUND || status == XAP_OPENING, "%s", xap_status_name(status));
    FAILS(XAP_INVALID_ARGUMENT,
          xap_database_open_writable(path_of("w"), 1u << 20, &database, &error));
}

Test(database, a_newer_or_damaged_format_is_told)
{
    finish(create("w"));
    write_file("w/iamglass", "\017\015Xapian GlassZZ");
    xap_database *database;
    xap_status status = xap_database_open(path_of("w"), &database, &error);
    cr_assert(status == XAP_VERSION || status == XAP_CORRUPT, "%s: %s", xap_status_name(status),
              error.message);
}

Test(database, one_writer_at_a_time)
{
    xap_database *writer = create("w"), *second;
    FAILS(XAP_LOCKED, xap_database_open_writable(path_of("w"), XAP_OPEN, &second, &error));
    cr_assert(second == NULL, "a handle was given");
    finish(writer);
    OK(xap_database_open_writable(path_of("w"), XAP_OPEN | XAP_NO_SYNC, &second, &error));
    finish(second);
    FAILS(XAP_CREATING, xap_database_open_writable(path_of("w"), XAP_CREATE, &second, &error));
}

Test(database, overwriting_empties_it)
{
    xap_database *writer = create("w");
    add_text(writer, "cat", "1");
    finish(writer);
    OK(xap_database_open_writable(path_of("w"), XAP_CREATE_OR_OVERWRITE, &writer, &error));
    finish(writer);
    xap_database *reader = open_reader("w");
    cr_assert(count_of(reader) == 0, "something was left");
    xap_database_free(reader);
}

Test(database, statistics)
{
    xap_database *writer = create("w");
    bool has = true;
    uint32_t frequency, docid;
    double length;
    xap_bytes uuid;
    OK(xap_database_has_positions(writer, &has, &error));
    cr_assert(!has, "positions in an empty database");
    add_text(writer, "cat dog", "1");
    add_text(writer, "cat dog bird cat", "2");
    OK(xap_database_commit(writer, &error));
    OK(xap_database_has_positions(writer, &has, &error));
    OK(xap_database_term_frequency(writer, "bird", 4, &frequency, &error));
    OK(xap_database_last_docid(writer, &docid, &error));
    OK(xap_database_average_length(writer, &length, &error));
    cr_assert(has && frequency == 1 && docid == 2 && length == 3.0 && count_of(writer) == 2,
              "%d %u %u %f", has, frequency, docid, length);
    OK(xap_database_term_frequency(writer, "fish", 4, &frequency, &error));
    cr_assert(frequency == 0, "a term that is nowhere");
    OK(xap_database_uuid(writer, &uuid, &error));
    cr_assert(uuid.length == 36, "%zu", uuid.length);
    finish(writer);
}

Test(database, metadata_are_bytes)
{
    xap_database *writer = create("w"), *reader;
    xap_bytes value;
    OK(xap_database_set_metadata(writer, "k\0y", 3, "v\0\xFF", 3, &error));
    OK(xap_database_set_metadata(writer, "k", 1, "other", 5, &error));
    OK(xap_database_set_metadata(writer, "gone", 4, "x", 1, &error));
    OK(xap_database_set_metadata(writer, "gone", 4, NULL, 0, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_database_set_metadata(writer, NULL, 0, "x", 1, &error));
    finish(writer);
    reader = open_reader("w");
    OK(xap_database_get_metadata(reader, "k\0y", 3, &value, &error));
    cr_assert(value.length == 3 && memcmp(value.data, "v\0\xFF", 4) == 0, "the bytes differ");
    OK(xap_database_get_metadata(reader, "gone", 4, &value, &error));
    cr_assert(value.length == 0 && value.data != NULL, "a removed value");
    xap_database_free(reader);
}

Test(database, a_reader_cannot_write)
{
    finish(create("w"));
    xap_database *reader = open_reader("w"), *other = open_reader("w");
    xap_document *document;
    OK(xap_document_new(&document, &error));
    FAILS(XAP_INVALID_OPERATION, xap_database_add_document(reader, document, NULL, &error));
    FAILS(XAP_INVALID_OPERATION, xap_database_commit(reader, &error));
    FAILS(XAP_INVALID_OPERATION, xap_database_set_metadata(reader, "k", 1, "v", 1, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_database_add(reader, reader, &error));
    OK(xap_database_add(reader, other, &error));
    xap_document_free(document);
    xap_database_free(reader);
    xap_database_free(other);
    xap_database *writer;
    OK(xap_database_open_writable(path_of("w"), XAP_OPEN, &writer, &error));
    reader = open_reader("w");
    FAILS(XAP_INVALID_OPERATION, xap_database_add(writer, reader, &error));
    xap_database_free(reader);
    finish(writer);
}

Test(database, transactions_keep_or_forget)
{
    xap_database *writer = create("w");
    FAILS(XAP_INVALID_OPERATION, xap_database_commit_transaction(writer, &error));
    OK(xap_database_begin_transaction(writer, true, &error));
    add_text(writer, "cat", "kept");
    FAILS(XAP_INVALID_OPERATION, xap_database_commit(writer, &error));
    FAILS(XAP_INVALID_OPERATION, xap_database_begin_transaction(writer, true, &error));
    OK(xap_database_commit_transaction(writer, &error));
    OK(xap_database_begin_transaction(writer, false, &error));
    add_text(writer, "dog", "forgotten");
    OK(xap_database_cancel_transaction(writer, &error));
    cr_assert(count_of(writer) == 1, "%u", count_of(writer));
    OK(xap_database_begin_transaction(writer, false, &error));
    add_text(writer, "bird", "open at the end");
    finish(writer);
    xap_database *reader = open_reader("w");
    cr_assert(count_of(reader) == 1, "%u", count_of(reader));
    xap_database_free(reader);
}

Test(database, freeing_commits)
{
    xap_database *writer = create("w");
    add_text(writer, "cat", "1");
    xap_database_free(writer);
    xap_database *reader = open_reader("w");
    cr_assert(count_of(reader) == 1, "the document is lost");
    xap_database_free(reader);
}

Test(database, replacing_and_deleting)
{
    xap_database *writer = create("w");
    xap_document *document;
    uint32_t docid;
    add_text(writer, "cat Q1", "old");
    OK(xap_document_new(&document, &error));
    OK(xap_document_add_boolean_term(document, "Q1", 2, &error));
    OK(xap_database_replace_by_term(writer, "Q1", 2, document, &docid, &error));
    cr_assert(docid == 1 && count_of(writer) == 1, "%u", docid);
    OK(xap_database_replace_by_term(writer, "Q2", 2, document, &docid, &error));
    cr_assert(docid == 2 && count_of(writer) == 2, "%u", docid);
    OK(xap_database_replace_document(writer, 9, document, &error));
    OK(xap_database_last_docid(writer, &docid, &error));
    cr_assert(docid == 9, "%u", docid);
    FAILS(XAP_INVALID_ARGUMENT, xap_database_replace_document(writer, 0, document, &error));
    OK(xap_database_delete_document(writer, 9, &error));
    FAILS(XAP_DOC_NOT_FOUND, xap_database_delete_document(writer, 9, &error));
    cr_assert(count_of(writer) == 2, "%u", count_of(writer));
    xap_document_free(document);
    finish(writer);
}

Test(database, closed_handles_say_so)
{
    xap_database *writer = create("w");
    add_text(writer, "cat", "1");
    OK(xap_database_close(writer, &error));
    OK(xap_database_close(writer, &error));
    uint32_t frequency;
    FAILS(XAP_CLOSED, xap_database_term_frequency(writer, "cat", 3, &frequency, &error));
    xap_document *document;
    OK(xap_document_new(&document, &error));
    OK(xap_document_add_term(document, "cat", 3, 1, &error));
    FAILS(XAP_CLOSED, xap_database_add_document(writer, document, NULL, &error));
    xap_document_free(document);
    xap_database_free(writer);
    xap_database_free(NULL);
}

Test(database, a_snapshot_that_is_gone_is_told)
{
    xap_database *writer = create("w");
    for (int i = 0; i < 500; i++)
        add_text(writer, "cat dog", "some data");
    OK(xap_database_commit(writer, &error));
    xap_database *reader = open_reader("w");
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 500; i++)
            add_text(writer, "cat bird", "other data");
        OK(xap_database_commit(writer, &error));
    }
    xap_status status = XAP_OK;
    for (uint32_t docid = 1; docid <= 500 && status == XAP_OK; docid++) {
        xap_document *document;
        xap_bytes data;
        status = xap_database_get_document(reader, docid, &document, &error);
        if (status == XAP_OK)
            status = xap_document_get_data(document, &data, &error);
        xap_document_free(document);
    }
    cr_assert(status == XAP_MODIFIED, "%s: %s", xap_status_name(status), error.message);
    xap_database_free(reader);
    finish(writer);
}

Test(database, shards_are_counted_together)
{
    xap_database *all = open_shards();
    uint32_t frequency, docid;
    xap_bytes uuid;
    OK(xap_database_term_frequency(all, "cat", 3, &frequency, &error));
    OK(xap_database_last_docid(all, &docid, &error));
    OK(xap_database_uuid(all, &uuid, &error));
    cr_assert(count_of(all) == 6 && frequency == 4 && docid == 10, "%u %u %u", count_of(all),
              frequency, docid);
    cr_assert(uuid.length == 3 * 36 + 2 && uuid.data[36] == ':', "%s", uuid.data);
    xap_database_free(all);
}

Test(database, a_stub_file_and_a_directory_with_one)
{
    xap_database_free(open_shards());
    cr_assert(mkdir(path_of("index"), 0700) == 0, "mkdir");
    write_file("index/XAPIANDB", "# a comment\nauto ../a\nauto ../c\n");
    write_file("stub", "auto a\nauto b\n");
    xap_database *index = open_reader("index"), *stub = open_reader("stub");
    cr_assert(count_of(index) == 6 && count_of(stub) == 4, "%u %u", count_of(index),
              count_of(stub));
    xap_database_free(index);
    xap_database_free(stub);
    write_file("stub", "auto a\nauto missing\n");
    xap_status status = xap_database_open(path_of("stub"), &index, &error);
    cr_assert(status == XAP_NOT_FOUND || status == XAP_OPENING, "%s", xap_status_name(status));
}

Test(database, no_shards_hold_nothing)
{
    xap_database *none;
    xap_bytes value;
    uint32_t number = 1;
    OK(xap_database_new(&none, &error));
    OK(xap_database_uuid(none, &value, &error));
    OK(xap_database_last_docid(none, &number, &error));
    cr_assert(value.length == 0 && number == 0 && count_of(none) == 0, "something");
    OK(xap_database_get_metadata(none, "k", 1, &value, &error));
    cr_assert(value.length == 0, "metadata");
    xap_database_free(none);
}

Test(database, check_reads_the_structure)
{
    size_t errors = 7;
    char *report;
    xap_database_free(open_shards());
    OK(xap_database_check(path_of("a"), &errors, &report, &error));
    cr_assert(errors == 0 && strstr(report, "postlist") != NULL, "%zu: %s", errors, report);
    xap_string_free(report);
    OK(xap_database_check(path_of("a"), &errors, NULL, &error));
    xap_status status = xap_database_check(path_of("none"), &errors, &report, &error);
    cr_assert(status != XAP_OK, "there is nothing to check");
    xap_string_free(report);
}

Test(database, check_finds_damage)
{
    size_t errors = 0;
    char *report, junk[8192];
    xap_database_free(open_shards());
    memset(junk, 0xA5, sizeof junk);
    FILE *file = fopen(path_of("a/postlist.glass"), "r+");
    cr_assert(file && fwrite(junk, sizeof junk, 1, file) == 1 && fclose(file) == 0, "no damage");
    xap_status status = xap_database_check(path_of("a"), &errors, &report, &error);
    cr_assert(errors > 0 || status == XAP_CORRUPT, "%s, %zu errors", xap_status_name(status),
              errors);
    xap_string_free(report);
}

Test(database, compacting_joins_in_order)
{
    static const char *const data[] = {"a1", "a2", "a3", "a4", "c1", "c2"};
    char sources[3][256];
    const char *list[3];
    struct stat status;
    xap_database_free(open_shards());
    for (int i = 0; i < 3; i++)
        list[i] = strcpy(sources[i], path_of((char[]){(char)('a' + i), '\0'}));
    OK(xap_database_compact(list, 3, path_of("one"), XAP_COMPACT_SINGLE_FILE, &error));
    cr_assert(stat(path_of("one"), &status) == 0 && S_ISREG(status.st_mode), "not one file");
    OK(xap_database_compact(list, 3, path_of("dir"), 0, &error));
    cr_assert(stat(path_of("dir"), &status) == 0 && S_ISDIR(status.st_mode), "no directory");
    xap_database *reader = open_reader("one");
    cr_assert(count_of(reader) == 6, "%u", count_of(reader));
    for (uint32_t i = 0; i < 6; i++) {
        xap_document *document;
        xap_bytes bytes;
        OK(xap_database_get_document(reader, i + 1, &document, &error));
        OK(xap_document_get_data(document, &bytes, &error));
        cr_assert(bytes_are(bytes, data[i]), "document %u is %s", i + 1, bytes.data);
        xap_document_free(document);
    }
    xap_database_free(reader);
    FAILS(XAP_INVALID_ARGUMENT, xap_database_compact(list, 0, path_of("x"), 0, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_database_compact(list, 1, path_of("x"), 2, &error));
    list[1] = path_of("none");
    FAILS(XAP_NOT_FOUND, xap_database_compact(list, 3, path_of("x"), 0, &error));
}

Test(database, a_stub_that_names_nothing_is_empty)
{
    write_file("stub", "# only a comment\n");
    xap_database *none = open_reader("stub");
    cr_assert(count_of(none) == 0, "documents of nowhere");
    expect_matches(none, term_query("cat"), "");
    xap_database_free(none);
}
