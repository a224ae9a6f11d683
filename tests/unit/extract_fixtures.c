/* Files of many origins, whole and broken: each is read without a crash, and in bounded time. */
#include "tests/unit/extract_tools.h"

TestSuite(extract_fixtures, .init = set_up, .fini = tear_down, .timeout = 300);

#define FIXTURES FOI_SOURCE_DIR "/../shared/fixtures"

/* Scans are left out: reading them takes minutes, and other tests do. */
static void read_all_members(const foi_input *input, unsigned depth)
{
    GPtrArray *members = NULL;
    foi_document *document = foi_read_bytes(detector, input, &WIDE, &members);
    const GString *text = document->text.bytes;
    cr_expect(g_utf8_validate_len(text->str, text->len, NULL), "%s: not UTF-8", input->name);
    cr_expect(document->status == FOI_READ_OK || document->status_detail != NULL,
              "%s: a status without a word", input->name);
    for (guint i = 0; i < members->len && depth < 6; i++) {
        const foi_member *member = g_ptr_array_index(members, i);
        gsize length;
        const uint8_t *bytes = g_bytes_get_data(member->bytes, &length);
        foi_input inner = {.bytes = bytes,
                           .length = length,
                           .name = member->name,
                           .mime = member->mime,
                           .charset = member->charset,
                           .ocr_later = true};
        read_all_members(&inner, depth + 1);
    }
    g_ptr_array_unref(members);
    foi_document_free(document);
}

static void read_folder(const char *folder, unsigned *files)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *bytes = NULL;
        gsize length = 0;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            read_folder(path, files);
        } else if (g_file_get_contents(path, &bytes, &length, NULL)) {
            foi_input input = {
                .bytes = (const uint8_t *)bytes, .length = length, .name = name, .ocr_later = true};
            read_all_members(&input, 0);
            (*files)++;
        }
    }
}

Test(extract_fixtures, every_file_is_read_or_its_failure_said)
{
    unsigned files = 0;
    if (!g_file_test(FIXTURES, G_FILE_TEST_IS_DIR))
        cr_skip_test("no fixtures at " FIXTURES);
    static const char *const FOLDERS[] = {"formats", "mail", "judgments", "seeds", "foi"};
    for (size_t i = 0; i < G_N_ELEMENTS(FOLDERS); i++) {
        g_autofree char *folder = g_build_filename(FIXTURES, FOLDERS[i], NULL);
        read_folder(folder, &files);
    }
    cr_assert_gt(files, 100);
}
