/* store_fixture.h - documents and directories for the tests of the store. */
#ifndef FOI_TESTS_STORE_FIXTURE_H
#define FOI_TESTS_STORE_FIXTURE_H

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "indexer/store/disk.h"
#include "indexer/store/store.h"

/* A directory for an index, which does not exist yet, in a temporary one. */
static inline char *fixture_directory(void)
{
    g_autofree char *parent = g_dir_make_tmp("foi-store-XXXXXX", NULL);
    return g_build_filename(parent, "index", NULL);
}

static inline void fixture_remove(const char *directory)
{
    g_autofree char *parent = g_path_get_dirname(directory);
    foi_disk_remove_tree(parent);
}

/* The id of document NUMBER. */
static inline void fixture_id(uint32_t number, char id[FOI_ID_LENGTH + 1])
{
    g_snprintf(id, FOI_ID_LENGTH + 1, "doc%09u", number);
}

/* Document NUMBER with one paragraph of TEXT; what else it has follows from its number. */
static inline foi_document *fixture_document(uint32_t number, const char *text)
{
    foi_document *document = foi_document_new();
    foi_evidence evidence = {0, 0, 1.0, FOI_SOURCE_READ};
    document->id = g_malloc0(FOI_ID_LENGTH + 1);
    fixture_id(number, document->id);
    document->mime = g_strdup("text/plain");
    document->file = FOI_FILE_TEXT;
    document->title = g_strdup_printf("Letter %u", number);
    g_string_assign(document->text.bytes, text);
    foi_block block = {0, strlen(text), 0, 0, FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY};
    if (block.length > 0)
        g_array_append_val(document->text.blocks, block);
    document->tags.doctype = (foi_doctype)(1 + number % (FOI_DOCTYPE_END - 1));
    if (number % 3 != 0) {
        document->tags.date = g_strdup_printf("20%02u-%02u", number % 30, 1 + number % 12);
        document->tags.date_precision = FOI_DATE_MONTH;
    }
    if (number % 4 == 0)
        foi_tags_add_provision(&document->tags, "foia:31(1)(a)", FOI_ROLE_RELIED_ON, evidence);
    if (number % 5 == 0) {
        g_autofree char *reference = g_strdup_printf("FS50%06u", number / 20);
        foi_tags_add_reference(&document->tags, FOI_REFERENCE_ICO_CASE, reference, true, evidence);
    }
    return document;
}

static inline foi_file_state *fixture_state(const char *path, const foi_document *document)
{
    foi_file_state *state = foi_file_state_new(path);
    state->size = 100;
    if (document != NULL)
        foi_file_state_add(state, document, true);
    return state;
}

#endif
