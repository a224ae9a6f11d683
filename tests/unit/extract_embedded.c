/* Files that lie in office documents in the wrappers that programs put around them. */
#include "indexer/extract/package/embedded.h"

#include "tests/unit/extract_compound.h"

TestSuite(extract_embedded, .init = set_up, .fini = tear_down);

/* The one member that is made of BYTES, with the status of its document. */
typedef struct given {
    foi_document *document;
    foi_output *output;
    const foi_member *member;
} given;

static given give(const void *bytes, size_t length)
{
    given one = {.document = foi_document_new()};
    one.output = foi_output_new(one.document, &WIDE);
    g_autofree uint8_t *exact = g_memdup2(bytes, length);
    cr_assert(foi_embedded_give(one.output, "embeddings/o.bin", exact, length));
    GPtrArray *members = foi_output_members(one.output);
    cr_assert_eq(members->len, 1);
    one.member = g_ptr_array_index(members, 0);
    return one;
}

static void given_clear(given *one)
{
    foi_output_free(one->output);
    foi_document_free(one->document);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(given, given_clear)

static given give_stream(const char *name, const void *bytes, size_t length)
{
    const compound_stream STREAMS[] = {{name, bytes, length}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    return give(file->data, file->len);
}

static void assert_member(const given *one, const char *name, const char *text)
{
    gsize length;
    const char *bytes = g_bytes_get_data(one->member->bytes, &length);
    cr_assert_str_eq(one->member->name, name);
    cr_assert_eq(length, strlen(text), "%zu bytes", length);
    cr_assert_eq(memcmp(bytes, text, length), 0);
}

#define NATIVE "\001Ole10Native"
/* Size, sign, label, path, reserved, temporary path, size, "letter". */
static const char FILE_STREAM[] =
    "\x30\0\0\0\2\0caf\xe9.txt\0C:\\x.txt\0\0\0\3\0\4\0\0\0tmp\0\6\0\0\0letter";

Test(extract_embedded, a_file_comes_out_of_its_wrapper_with_its_name)
{
    g_auto(given) file = give_stream(NATIVE, FILE_STREAM, sizeof FILE_STREAM - 1);
    assert_member(&file, "caf\u00e9.txt", "letter");
    cr_assert_eq(file.document->status, FOI_READ_OK);
    g_auto(given) package = give_stream("Package", "PK\3\4...", 7);
    assert_member(&package, "embeddings/o.bin", "PK\3\4...");
    g_auto(given) bare = give("no wrapper", 10);
    assert_member(&bare, "embeddings/o.bin", "no wrapper");
}

Test(extract_embedded, a_wrapper_that_is_cut_short_is_told_and_its_bytes_kept)
{
    /* From the sign on: before it nothing tells that there is a file. */
    for (size_t length = 6; length < sizeof FILE_STREAM - 1; length++) {
        g_auto(given) cut = give_stream(NATIVE, FILE_STREAM, length);
        cr_assert_eq(cut.document->status, FOI_READ_PARTIAL, "%zu bytes", length);
    }
}
