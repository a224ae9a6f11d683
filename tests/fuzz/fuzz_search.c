/* fuzz_search.c - any bytes as a whole search over a few documents (libFuzzer).
 *
 * The first byte chooses options, the rest is the query. A search ends well or refuses the query
 * with a message; the query that a facet gives to drill down can be read and finds something.
 */
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "foi/foi.h"
#include "indexer/store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static foi_index *opened;
static char *directory;

static const struct {
    const char *path, *text, *date, *authority, *provision;
    foi_doctype type;
} letters[] = {
    {"/f/a/one.txt", "We neither confirm nor deny that minutes are held. Section 40(2) is engaged.",
     "2019-05-24", "home-office", "foia:40(2)", FOI_DOCTYPE_RESPONSE},
    {"/f/a/two.txt", "The Commissioner finds that section 31(1)(a) is not engaged for the gates.",
     "2020-02", "department-for-work-and-pensions", "foia:31(1)(a)", FOI_DOCTYPE_DECISION_NOTICE},
    {"/f/b/three.md", "Caf\xc3\xa9 prices, personal data and the cost limit of building blocks.",
     "2021", NULL, "eir:12(5)(e)", FOI_DOCTYPE_GUIDANCE},
    {"/f/b c/four.txt", "Flood model; flood maps; the public interest test favours maintaining.",
     NULL, "puddleby-town-council", "foisa:30(b)", FOI_DOCTYPE_TRIBUNAL_DECISION},
};

static foi_document *make_document(size_t i)
{
    foi_document *document = foi_document_new();
    const foi_evidence evidence = {0, 12, 0.9, FOI_SOURCE_READ};
    foi_block block = {0,           strlen(letters[i].text), 1,
                       (uint32_t)i, FOI_BLOCK_PARAGRAPH,     FOI_ZONE_BODY};

    document->id = g_strdup_printf("aaaaaaaaaaa%c", (char)('a' + i));
    document->mime = g_strdup("text/plain");
    document->file = FOI_FILE_TEXT;
    document->location = g_strdup(letters[i].path);
    document->title = g_strdup("Letter about a flood");
    g_string_assign(document->text.bytes, letters[i].text);
    g_array_append_val(document->text.blocks, block);
    document->text.pages = 1;
    document->tags.doctype = letters[i].type;
    document->tags.date = g_strdup(letters[i].date);
    if (letters[i].date)
        document->tags.date_precision = strlen(letters[i].date) == 10  ? FOI_DATE_DAY
                                        : strlen(letters[i].date) == 7 ? FOI_DATE_MONTH
                                                                       : FOI_DATE_YEAR;
    document->tags.authority_id = g_strdup(letters[i].authority);
    document->tags.authority_name = g_strdup(letters[i].authority);
    foi_tags_add_provision(&document->tags, letters[i].provision,
                           i % 2 ? FOI_ROLE_REJECTED : FOI_ROLE_RELIED_ON, evidence);
    return document;
}

static void remove_directory(void)
{
    foi_index_free(opened);
    g_autofree char *command = g_strconcat("rm -rf ", directory, NULL);
    if (system(command) != 0)
        abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;

    (void)argc;
    (void)argv;
    directory = g_dir_make_tmp("foi-fuzz-XXXXXX", NULL);
    if (!directory || foi_store_writer_open(directory, 0, &writer, NULL) != FOI_OK)
        abort();
    for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
        g_autoptr(foi_document) document = make_document(i);
        foi_file_state *state = foi_file_state_new(letters[i].path);
        foi_file_state_add(state, document, true);
        state->status = FOI_READ_OK;
        if (foi_store_writer_add(writer, document, NULL) != FOI_OK)
            abort();
        foi_store_writer_set_file(writer, state);
        /* Two segments: what is looked up is looked up in each. */
        if (i % 2 && foi_store_writer_commit(writer, &changed, NULL) != FOI_OK)
            abort();
    }
    opened = foi_index_new();
    if (foi_index_open(opened, directory) != FOI_OK)
        abort();
    atexit(remove_directory);
    return 0;
}

static void drill(const foi_facet *facet)
{
    for (size_t i = 0; i < facet->value_count; i++) {
        foi_results *results = NULL;
        if (!facet->values[i].query)
            continue;
        if (foi_index_search(opened, facet->values[i].query, NULL, &results) == FOI_OK)
            foi_results_free(results);
        else if (strlen(facet->values[i].query) < 8000)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    foi_search_options options;
    foi_results *results = NULL;

    if (size == 0)
        return 0;
    g_autofree char *query = g_strndup((const char *)data + 1, size - 1);
    foi_search_options_init(&options);
    options.sort = (foi_sort)(data[0] % 3);
    options.collapse = (foi_collapse)(data[0] / 4 % 4);
    options.explain = data[0] & 16;
    options.boost = data[0] / 32 % 4;
    options.facets = "authority,year,month,exemption,ruling,type,path,case";
    options.snippets = 3;
    foi_status status = foi_index_search(opened, query, &options, &results);
    if (status != FOI_OK) {
        if (status != FOI_ERROR_QUERY || foi_index_error(opened)[0] == '\0') {
            fprintf(stderr, "%s: %s\n", foi_status_name(status), foi_index_error(opened));
            abort();
        }
        return 0;
    }
    char *json = foi_results_to_json(results);
    if (!json)
        abort();
    foi_free(json);
    for (size_t i = 0; data[0] & 128 && i < foi_results_facets(results); i++)
        drill(foi_results_facet(results, i));
    foi_results_free(results);
    return 0;
}
