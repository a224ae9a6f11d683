/* search_fixture.h - documents, an index of them, and what searches in it give. */
#ifndef FOI_TESTS_SEARCH_FIXTURE_H
#define FOI_TESTS_SEARCH_FIXTURE_H

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "foi/foi.h"
#include "indexer/store/store.h"
#include "indexer/text/positions.h"

static char *directory;
static GPtrArray *documents; /* of foi_document * with a location */
static foi_index *index_handle;

static inline void set_up(void)
{
    directory = g_dir_make_tmp("foi-search-XXXXXX", NULL);
    documents = g_ptr_array_new_with_free_func((GDestroyNotify)foi_document_free);
    index_handle = foi_index_new();
}

static inline void remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_tree(child);
    }
    g_remove(path);
}

static inline void tear_down(void)
{
    foi_index_free(index_handle);
    g_ptr_array_unref(documents);
    remove_tree(directory);
    g_free(directory);
}

static inline foi_document *add_document(const char *location, const char *text)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
    foi_document *document = foi_document_new();
    guint number = documents->len;
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);

    document->id = g_strnfill(FOI_ID_LENGTH, 'a');
    for (int i = FOI_ID_LENGTH - 1; number > 0; i--, number /= 32) {
        document->id[i] = digits[number % 32];
    }
    document->location = g_strdup(location);
    document->mime = g_strdup("text/plain");
    document->file = FOI_FILE_TEXT;
    for (size_t i = 0; paragraphs[i]; i++) {
        if (i > 0) {
            g_string_append(document->text.bytes, "\n\n");
        }
        foi_block block = {document->text.bytes->len, strlen(paragraphs[i]), 0,
                           (uint32_t)i + 1,           FOI_BLOCK_PARAGRAPH,   FOI_ZONE_BODY};
        g_string_append(document->text.bytes, paragraphs[i]);
        g_array_append_val(document->text.blocks, block);
    }
    g_ptr_array_add(documents, document);
    return document;
}

static const foi_evidence read_evidence = {0, 0, 0.9, FOI_SOURCE_READ};

static inline void set_date(foi_document *document, const char *date)
{
    g_free(document->tags.date);
    document->tags.date = g_strdup(date);
    document->tags.date_precision = strlen(date) == 10  ? FOI_DATE_DAY
                                    : strlen(date) == 7 ? FOI_DATE_MONTH
                                                        : FOI_DATE_YEAR;
    document->tags.date_evidence = read_evidence;
}

static inline void set_authority(foi_document *document, const char *id)
{
    document->tags.authority_id = g_strdup(id);
    document->tags.authority_name = g_strdup(id);
    document->tags.authority_evidence = read_evidence;
}

/* Writes all documents, with a commit after each EVERY. */
static inline void write_index(guint every)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;

    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = documents->pdata[i];
        foi_file_state *state = foi_file_state_new(document->location);
        cr_assert_eq(foi_store_writer_add(writer, document, &error), FOI_OK, "%s", error.message);
        foi_file_state_add(state, document, true);
        state->status = FOI_READ_OK;
        foi_store_writer_set_file(writer, state);
        if ((i + 1) % every == 0 || i + 1 == documents->len) {
            cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s",
                         error.message);
        }
    }
}

static inline void open_index(void)
{
    cr_assert_eq(foi_index_open(index_handle, directory), FOI_OK, "%s",
                 foi_index_error(index_handle));
}

static inline foi_results *ask_with(const char *query, const foi_search_options *options)
{
    foi_results *results = NULL;
    foi_status status = foi_index_search(index_handle, query, options, &results);

    cr_assert_eq(status, FOI_OK, "%s: %s", query, foi_index_error(index_handle));
    return results;
}

static inline foi_results *ask(const char *query)
{
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 10000;
    return ask_with(query, &options);
}

/* The score that a search for WORDS gives to the document called NAME; -1 where it is no hit. */
static inline double score_of(const char *words, const char *name)
{
    foi_results *results = ask(words);
    double score = -1;

    for (size_t i = 0; i < foi_results_hits(results); i++) {
        const foi_hit *hit = foi_results_hit(results, i);
        score = g_str_has_suffix(hit->location, name) ? hit->score : score;
    }
    foi_results_free(results);
    return score;
}

/* What QUERY gives in ORDER, as text, and where SCORED with the scores: rounded, since sums of the
 * same numbers in another order may differ in their last bit. */
static inline char *answer_of(const char *query, foi_sort order, bool scored)
{
    GString *text = g_string_new(NULL);
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 10000;
    options.sort = order;
    options.facet_size = 0;
    options.facets = "authority,month,exemption,ruling,type,path,case";
    foi_results *results = ask_with(query, &options);
    g_string_append_printf(text, "%u %u %d", foi_results_total(results),
                           foi_results_total_all_words(results), foi_results_relaxed(results));
    for (size_t i = 0; i < foi_results_hits(results); i++) {
        const foi_hit *hit = foi_results_hit(results, i);
        g_string_append_printf(text, "\n%s %.9f", hit->id, scored ? hit->score : 0);
    }
    for (size_t i = 0; i < foi_results_facets(results); i++) {
        const foi_facet *facet = foi_results_facet(results, i);
        g_string_append_printf(text, "\n%s %u", facet->name, facet->missing);
        for (size_t v = 0; v < facet->value_count; v++) {
            g_string_append_printf(text, " %s=%u", facet->values[v].value, facet->values[v].count);
        }
    }
    foi_results_free(results);
    return g_string_free(text, FALSE);
}

/* The hits' file names without the folder, in order. */
static inline char *names_of(const foi_results *results)
{
    GString *names = g_string_new(NULL);

    for (size_t i = 0; i < foi_results_hits(results); i++) {
        g_autofree char *name = g_path_get_basename(foi_results_hit(results, i)->location);
        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", name);
    }
    return g_string_free(names, FALSE);
}

static inline void expect_names(const char *query, const char *wanted)
{
    foi_results *results = ask(query);
    g_autofree char *names = names_of(results);

    cr_assert_str_eq(names, wanted, "%s gives `%s', not `%s'", query, names, wanted);
    cr_assert_eq(foi_results_total(results), foi_results_hits(results));
    foi_results_free(results);
}

static inline void expect_failure(const char *query, foi_status wanted, const char *part)
{
    foi_results *results = NULL;

    cr_assert_eq(foi_index_search(index_handle, query, NULL, &results), wanted, "%s", query);
    cr_assert_null(results);
    cr_assert(strstr(foi_index_error(index_handle), part), "%s: %s", query,
              foi_index_error(index_handle));
}

static inline void add_claim(foi_document *document, const char *id, foi_role role)
{
    foi_tags_add_provision(&document->tags, id, role, read_evidence);
}

#endif
