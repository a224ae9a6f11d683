/* search.c - searches over real indexes, compared with looking at every document. */
#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "foi/foi.h"
#include "indexer/store/store.h"
#include "indexer/text/positions.h"
#include "indexer/text/stemmer.h"

static char *directory;
static GPtrArray *documents; /* of foi_document * with a location */
static foi_index *index_handle;

static void set_up(void)
{
    directory = g_dir_make_tmp("foi-search-XXXXXX", NULL);
    documents = g_ptr_array_new_with_free_func((GDestroyNotify)foi_document_free);
    index_handle = foi_index_new();
}

static void remove_tree(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_tree(child);
    }
    g_remove(path);
}

static void tear_down(void)
{
    foi_index_free(index_handle);
    g_ptr_array_unref(documents);
    remove_tree(directory);
    g_free(directory);
}

TestSuite(search, .init = set_up, .fini = tear_down, .timeout = 120);

static foi_document *add_document(const char *location, const char *text)
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

static void set_date(foi_document *document, const char *date)
{
    g_free(document->tags.date);
    document->tags.date = g_strdup(date);
    document->tags.date_precision = strlen(date) == 10  ? FOI_DATE_DAY
                                    : strlen(date) == 7 ? FOI_DATE_MONTH
                                                        : FOI_DATE_YEAR;
    document->tags.date_evidence = read_evidence;
}

static void set_authority(foi_document *document, const char *id)
{
    document->tags.authority_id = g_strdup(id);
    document->tags.authority_name = g_strdup(id);
    document->tags.authority_evidence = read_evidence;
}

/* Writes all documents, with a commit after each EVERY. */
static void write_index(guint every)
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

static void open_index(void)
{
    cr_assert_eq(foi_index_open(index_handle, directory), FOI_OK, "%s",
                 foi_index_error(index_handle));
}

static foi_results *ask_with(const char *query, const foi_search_options *options)
{
    foi_results *results = NULL;
    foi_status status = foi_index_search(index_handle, query, options, &results);

    cr_assert_eq(status, FOI_OK, "%s: %s", query, foi_index_error(index_handle));
    return results;
}

static foi_results *ask(const char *query)
{
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 10000;
    return ask_with(query, &options);
}

/* The hits' file names without the folder, in order. */
static char *names_of(const foi_results *results)
{
    GString *names = g_string_new(NULL);

    for (size_t i = 0; i < foi_results_hits(results); i++) {
        g_autofree char *name = g_path_get_basename(foi_results_hit(results, i)->location);
        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", name);
    }
    return g_string_free(names, FALSE);
}

static void expect_names(const char *query, const char *wanted)
{
    foi_results *results = ask(query);
    g_autofree char *names = names_of(results);

    cr_assert_str_eq(names, wanted, "%s gives `%s', not `%s'", query, names, wanted);
    cr_assert_eq(foi_results_total(results), foi_results_hits(results));
    foi_results_free(results);
}

static void expect_failure(const char *query, foi_status wanted, const char *part)
{
    foi_results *results = NULL;

    cr_assert_eq(foi_index_search(index_handle, query, NULL, &results), wanted, "%s", query);
    cr_assert_null(results);
    cr_assert(strstr(foi_index_error(index_handle), part), "%s: %s", query,
              foi_index_error(index_handle));
}

/* --- the four letters --------------------------------------------------------------------------
 */

static void add_claim(foi_document *document, const char *id, foi_role role)
{
    foi_tags_add_provision(&document->tags, id, role, read_evidence);
}

static void four_letters(void)
{
    foi_document *a = add_document("/c/dwp/a", "We hold building blocks of data.");
    foi_document *b = add_document("/c/dwp/b", "The blocks of the building hold no data.");
    foi_document *c = add_document("/c/home/c", "The Commissioner rejected section 31(1)(a).");
    foi_document *d = add_document("/c/home-old/d", "Nothing is known.");

    set_authority(a, "department-for-work-and-pensions");
    set_authority(b, "department-for-work-and-pensions");
    set_authority(c, "puddleby-town-council");
    set_date(a, "2019-05-24");
    set_date(b, "2020");
    set_date(c, "2020-02");
    a->tags.doctype = FOI_DOCTYPE_RESPONSE;
    c->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    c->tags.outcome = FOI_OUTCOME_COMPLAINT_UPHELD;
    add_claim(a, "foia:31(1)(a)", FOI_ROLE_RELIED_ON);
    add_claim(b, "foia:31", FOI_ROLE_RELIED_ON);
    add_claim(c, "foia:31(1)(a)", FOI_ROLE_REJECTED);
    add_claim(c, "foia:10", FOI_ROLE_BREACHED);
    add_claim(d, "foia:30", FOI_ROLE_MENTIONED);
    c->title = g_strdup("Decision about flood models");
    write_index(100);
    open_index();
}

Test(search, exemptions_are_found_by_themselves_and_by_their_section)
{
    four_letters();
    expect_names("exemption:31(1)(a)", "c a");
    expect_names("exemption:31", "c b a");
    expect_names("exemption:30", "");
    expect_names("exemption:10", "");
    expect_names("(exemption:31(1)(a) OR exemption:40)", "c a");
    expect_names("exemption:missing", "d");
    expect_names("ruling:rejected:31", "c");
    expect_names("ruling:breached:10", "c");
    expect_names("ruling:upheld:31", "");
}

Test(search, fields_combine_as_the_language_says)
{
    four_letters();
    expect_names("authority:dwp", "b a");
    expect_names("authority:dwp authority:puddleby-town-council", "c b a");
    expect_names("authority:\"Puddleby Town Council\"", "c");
    expect_names("authority:dwp type:response", "a");
    expect_names("-authority:dwp", "c d");
    expect_names("NOT exemption:31", "d");
    expect_names("authority:missing", "d");
    expect_names("type:response OR type:decision-notice", "c a");
    expect_names("outcome:complaint-upheld", "c");
    expect_names("outcome:withheld", "");
    expect_names("title:flood", "c");
    expect_names("title:\"models of flood decisions\"", "");
    expect_names("title:\"flood models\"", "c");
    expect_names("title:missing", "b a d");
    expect_names("exemption:31 AND exemption:31(1)(a)", "c a");
}

Test(search, dates_match_what_they_overlap)
{
    four_letters();
    expect_names("date:2020-02-10", "c b");
    expect_names("date:2019", "a");
    expect_names("date:2019-05..2020-01", "b a");
    expect_names("date:..2019-05-23", "");
    expect_names("date:2020-03..", "b");
    expect_names("date:missing", "d");
    expect_names("after:2019", "c b");
    expect_names("before:2020", "a");
    expect_names("after:2019-05-23 before:2019-05-25", "a");
    expect_names("year:2020", "c b");
    expect_names("month:2020-02", "c");
}

Test(search, folders_are_whole_names)
{
    four_letters();
    expect_names("path:home", "c");
    expect_names("path:/c/dwp", "b a");
    expect_names("path:home*", "c d");
    expect_names("path:nowhere", "");
    expect_names("-path:dwp", "c d");
}

Test(search, phrases_stand_in_order)
{
    four_letters();
    expect_names("\"building blocks\"", "a");
    expect_names("\"blocks of\"", "a b");
    expect_names("\"31(1)(a)\"", "c");
    expect_names("31(1)(a)", "c");
    expect_names("\"hold data\"", "");
    foi_results *results = ask("\"building blocks\"");
    const foi_hit *hit = foi_results_hit(results, 0);
    cr_assert_eq(hit->snippet_count, 1);
    cr_assert_str_eq(hit->snippets[0].text, "We hold building blocks of data.");
    cr_assert_eq(hit->snippets[0].highlight_count, 2);
    cr_assert_eq(hit->snippets[0].highlights[0][0], 8);
    foi_results_free(results);
}

Test(search, joining_words_are_never_required)
{
    four_letters();
    foi_results *results = ask("what is the commissioner");
    cr_assert_eq(foi_results_total_all_words(results), 1);
    cr_assert_eq(foi_results_relaxed(results), 0);
    foi_results_free(results);
    foi_results *alone = ask("the");
    cr_assert_eq(foi_results_total(alone), 2);
    foi_results_free(alone);
}

Test(search, few_with_all_words_are_followed_by_those_with_most)
{
    four_letters();
    foi_results *results = ask("building data commissioner");
    g_autofree char *names = names_of(results);
    cr_assert(foi_results_relaxed(results));
    cr_assert_eq(foi_results_total_all_words(results), 0);
    cr_assert_eq(foi_results_total(results), 3);
    cr_assert(g_str_has_suffix(names, " c"), "%s", names);
    foi_results_free(results);
    expect_names("+commissioner building data", "c");
    expect_names("building data authority:puddleby-town-council", "");
    foi_results *strict = ask("commissioner AND building");
    cr_assert_eq(foi_results_total(strict), 0);
    cr_assert_eq(foi_results_relaxed(strict), 0);
    foi_results_free(strict);
}

Test(search, one_rare_word_outdoes_two_common_ones_when_relaxed)
{
    for (int i = 0; i < 40; i++) {
        g_autofree char *name = g_strdup_printf("/c/%02d", i);
        add_document(name, i < 8 ? "The council holds information about roads and parks."
                                 : "The council holds information about trees and parks.");
    }
    add_document("/c/rare", "The heronry at the council's mill pond.");
    add_document("/c/all", "The council holds information about roads and a heronry.");
    write_index(100);
    open_index();
    foi_results *results = ask("council information roads heronry");
    g_autofree char *names = names_of(results);
    cr_assert(foi_results_relaxed(results));
    cr_assert(g_str_has_prefix(names, "all rare "), "%s", names);
    foi_results_free(results);
}

/* The score that a search for WORDS gives to the document called NAME. */
static double score_of(const char *words, const char *name)
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

Test(search, the_score_of_a_relaxed_hit_is_its_relevance_alone)
{
    four_letters();
    double alone = score_of("commissioner", "/c");
    cr_assert_gt(alone, 0);
    cr_assert_lt(fabs(score_of("commissioner zebra", "/c") - alone), 0.001);
    cr_assert_lt(score_of("building data commissioner", "/a"), 100);
}

static void find_columns(const char *path, GPtrArray *files)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    if (!dir && strstr(path, "/segments/") && strstr(path, "columns")) {
        g_ptr_array_add(files, g_strdup(path));
    }
    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        find_columns(child, files);
    }
}

/* True where a search says that FILE is damaged at AT, which opening the index did not see. */
static bool tells_damage(const char *file, char *bytes, gsize length, gsize at)
{
    foi_results *results = NULL;
    foi_index *index = foi_index_new();
    foi_status status = FOI_OK;

    bytes[at] ^= (char)0xff;
    cr_assert(g_file_set_contents(file, bytes, (gssize)length, NULL));
    if (foi_index_open(index, directory) == FOI_OK) {
        status = foi_index_search(index, "-type:guidance", NULL, &results);
        cr_assert_eq(status == FOI_OK, results != NULL);
    }
    foi_results_free(results);
    foi_index_free(index);
    bytes[at] ^= (char)0xff;
    return status == FOI_ERROR_CORRUPT;
}

Test(search, a_column_that_cannot_be_read_is_an_error_and_no_missing_tag)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    guint told = 0;

    four_letters();
    find_columns(directory, files);
    cr_assert_gt(files->len, 0);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *bytes = NULL;
        gsize length = 0;
        cr_assert(g_file_get_contents(files->pdata[i], &bytes, &length, NULL));
        for (gsize at = 0; at < length; at++) {
            told += tells_damage(files->pdata[i], bytes, length, at);
        }
    }
    cr_assert_gt(told, 0);
}

Test(search, sorts_by_date_with_undated_last)
{
    foi_search_options options;

    four_letters();
    foi_search_options_init(&options);
    options.sort = FOI_SORT_DATE;
    foi_results *oldest = ask_with("-type:guidance", &options);
    g_autofree char *first = names_of(oldest);
    cr_assert_str_eq(first, "a b c d");
    options.sort = FOI_SORT_DATE_REVERSE;
    options.offset = 1;
    options.limit = 2;
    foi_results *newest = ask_with("-type:guidance", &options);
    g_autofree char *second = names_of(newest);
    cr_assert_str_eq(second, "b a");
    cr_assert_eq(foi_results_hit(newest, 0)->rank, 2);
    cr_assert_eq(foi_results_total(newest), 4);
    foi_results_free(oldest);
    foi_results_free(newest);
}

Test(search, what_cannot_be_read_is_an_error_with_its_place)
{
    four_letters();
    expect_failure("exemptoin:31", FOI_ERROR_QUERY, "exemption");
    expect_failure("type:banana", FOI_ERROR_QUERY, "known are");
    expect_failure("authority:pudleby-town-council", FOI_ERROR_QUERY, "puddleby-town-council");
    expect_failure("date:2020-02-30", FOI_ERROR_QUERY, "no such day");
    expect_failure("path:missing", FOI_ERROR_QUERY, "cannot be asked");
    expect_failure("case:zzzzzzzz", FOI_ERROR_QUERY, "case");
    expect_failure("title:\"-\"", FOI_ERROR_QUERY, "no word");
    expect_failure("\xe2\x82\xac", FOI_ERROR_QUERY, "nothing to search for");
    foi_search_options options;
    foi_results *results = NULL;
    foi_search_options_init(&options);
    options.facets = "colour";
    cr_assert_eq(foi_index_search(index_handle, "x", &options, &results), FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_index_error(index_handle), "authority, sector"), "%s",
              foi_index_error(index_handle));
    foi_search_options_init(&options);
    options.snippet_size = 39;
    cr_assert_eq(foi_index_search(index_handle, "x", &options, &results), FOI_ERROR_ARGUMENT);
}

Test(search, json_has_the_promised_shape)
{
    four_letters();
    foi_results *results = ask("commissioner");
    char *text = foi_results_to_json(results);
    json_t *root = json_loads(text, 0, NULL);
    json_t *hit = json_array_get(json_object_get(root, "hits"), 0);
    json_t *snippet = json_array_get(json_object_get(hit, "snippets"), 0);
    json_t *facets = json_object_get(root, "facets");
    cr_assert_not_null(root);
    cr_assert_eq(json_integer_value(json_object_get(root, "schema")), 1);
    cr_assert_eq(json_integer_value(json_object_get(root, "total")), 1);
    cr_assert(json_is_true(json_object_get(root, "total_exact")));
    cr_assert(json_is_false(json_object_get(root, "relaxed")));
    cr_assert(json_is_null(json_object_get(root, "suggestion")));
    cr_assert_str_eq(json_string_value(json_object_get(hit, "location")), "/c/home/c");
    cr_assert(json_is_null(json_object_get(hit, "member")));
    cr_assert_str_eq(json_string_value(json_array_get(json_object_get(hit, "rulings"), 0)),
                     "rejected:foia:31(1)(a)");
    cr_assert_eq(json_integer_value(json_object_get(snippet, "paragraph")), 1);
    cr_assert_eq(json_object_size(facets), 6);
    cr_assert_eq(
        json_integer_value(json_object_get(json_object_get(facets, "exemption"), "distinct")), 3);
    json_decref(root);
    foi_free(text);
    foi_results_free(results);
}

Test(search, a_new_commit_is_seen_and_removed_documents_are_not)
{
    four_letters();
    expect_names("-type:guidance", "c b a d");
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_store_writer *writer = NULL;
    bool changed = false;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK);
    foi_store_writer_drop_file(writer, "/c/dwp/b");
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    foi_store_writer_free(writer);
    expect_names("-type:guidance", "c a d");
    expect_names("\"blocks of\"", "a");
    foi_results *results = ask("building data commissioner");
    cr_assert_eq(foi_results_total(results), 2);
    foi_results_free(results);
}

Test(search, documents_are_fetched_by_the_id_of_a_hit)
{
    foi_document *document = NULL;

    four_letters();
    foi_results *results = ask("\"building blocks\"");
    const char *id = foi_results_hit(results, 0)->id;
    cr_assert_eq(foi_index_get_document(index_handle, id, &document), FOI_OK);
    cr_assert_str_eq(foi_document_location(document), "/c/dwp/a");
    foi_document_free(document);
    foi_results_free(results);
    cr_assert_eq(foi_index_get_document(index_handle, "zzzzzzzzzzzz", &document),
                 FOI_ERROR_NOT_FOUND);
    cr_assert_null(document);
}

Test(search, an_index_that_is_not_open_or_not_there_says_so)
{
    foi_results *results = NULL;
    g_autofree char *nowhere = g_build_filename(directory, "nowhere", NULL);

    cr_assert_eq(foi_index_search(index_handle, "x", NULL, &results), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_open(index_handle, nowhere), FOI_ERROR_NOT_FOUND);
    cr_assert(strstr(foi_index_error(index_handle), nowhere));
    cr_assert_eq(foi_index_search(index_handle, "x", NULL, &results), FOI_ERROR_ARGUMENT);
}

/* --- random documents and queries ---------------------------------------------------------------
 */

static const char *const words[] = {"zorp",  "quill",  "brisk", "fable", "gloom",
                                    "hazel", "jumble", "knot",  "limp",  "mango"};
static const char *const dates[] = {"2018-12-31", "2019-01-01", "2019-05-24", "2019-05", "2019",
                                    "2020-02-29", "2020-03",    "2021",       NULL};
static const char *const authorities[] = {"department-for-work-and-pensions", "home-office",
                                          "puddleby-town-council", NULL};
static const char *const provisions[] = {"foia:31(1)(a)", "foia:31", "foia:40(2)",
                                         "eir:12(5)(e)",  "foia:10", "foisa:30(b)"};

#define PICK(random, array) (array)[g_rand_int_range(random, 0, G_N_ELEMENTS(array))]

static void random_documents(GRand *random, int count)
{
    for (int i = 0; i < count; i++) {
        g_autoptr(GString) text = g_string_new("x");
        g_autofree char *path = g_strdup_printf("/r/%d/%04d", i % 7, i);
        int length = g_rand_int_range(random, 1, 12);
        for (int w = 0; w < length; w++) {
            g_string_append_c(text, g_rand_int_range(random, 0, 6) == 0 ? '\n' : ' ');
            g_string_append(text, PICK(random, words));
        }
        foi_document *document = add_document(path, text->str);
        const char *date = PICK(random, dates);
        const char *authority = PICK(random, authorities);
        if (date) {
            set_date(document, date);
        }
        if (authority) {
            set_authority(document, authority);
        }
        document->tags.doctype = (foi_doctype)g_rand_int_range(random, 0, 4);
        document->tags.outcome = (foi_outcome)g_rand_int_range(random, 0, 3);
        document->file = (foi_file_kind)g_rand_int_range(random, 1, 4);
        for (int p = g_rand_int_range(random, 0, 4); p > 0; p--) {
            add_claim(document, PICK(random, provisions),
                      (foi_role)g_rand_int_range(random, 1, FOI_ROLE_END));
        }
    }
}

/* A clause of a random query and what it means. */
typedef struct clause {
    char *text;
    const foi_field *field; /* NULL: words */
    char *value;            /* of the field; NULL: missing */
    int first, second;      /* words; second -1: one word */
    bool negated, required;
} clause;

static void clear_clause(void *data)
{
    clause *c = data;

    g_free(c->text);
    g_free(c->value);
}

static clause random_words(GRand *random)
{
    clause c = {.first = g_rand_int_range(random, 0, G_N_ELEMENTS(words)), .second = -1};

    if (g_rand_int_range(random, 0, 3) == 0) {
        c.second = g_rand_int_range(random, 0, G_N_ELEMENTS(words));
        c.text = g_strdup_printf("\"%s %s\"", words[c.first], words[c.second]);
    } else {
        c.text = g_strdup(words[c.first]);
    }
    return c;
}

static clause random_field(GRand *random)
{
    static const char *const names[] = {"authority", "exemption", "type", "outcome", "year"};
    clause c = {.field = foi_field_find(PICK(random, names))};
    const char *value = NULL;

    if (strcmp(c.field->name, "authority") == 0) {
        value = PICK(random, authorities);
    } else if (strcmp(c.field->name, "exemption") == 0) {
        value = PICK(random, provisions);
    } else if (strcmp(c.field->name, "year") == 0) {
        value = g_rand_boolean(random) ? "2019" : "2020";
    } else {
        value = foi_vocabulary_name(c.field->vocabulary, g_rand_int_range(random, 0, 4));
    }
    c.value = g_strdup(value);
    c.text = g_strdup_printf("%s:%s", c.field->name, value ? value : "missing");
    return c;
}

static GArray *random_query(GRand *random, GString *text)
{
    GArray *clauses = g_array_new(FALSE, FALSE, sizeof(clause));
    int count = g_rand_int_range(random, 1, 5);

    g_array_set_clear_func(clauses, clear_clause);
    for (int i = 0; i < count; i++) {
        clause c = g_rand_boolean(random) ? random_words(random) : random_field(random);
        int sign = g_rand_int_range(random, 0, 5);
        c.negated = sign == 0;
        c.required = sign == 1;
        g_string_append_printf(text, "%s%s%s", i > 0 ? " " : "",
                               c.negated    ? "-"
                               : c.required ? "+"
                                            : "",
                               c.text);
        g_array_append_val(clauses, c);
    }
    return clauses;
}

static bool has_words(const foi_document *document, const clause *c)
{
    foi_word_walk walk;
    foi_word word;
    uint32_t last = 0;
    bool before = false;

    foi_word_walk_start(&walk, &document->text);
    while (foi_word_walk_next(&walk, &word)) {
        g_autofree char *folded = g_strndup(word.token.word, word.token.word_length);
        if (c->second < 0
                ? strcmp(folded, words[c->first]) == 0
                : before && word.position == last + 1 && strcmp(folded, words[c->second]) == 0) {
            return true;
        }
        before = strcmp(folded, words[c->first]) == 0;
        last = word.position;
    }
    return false;
}

typedef struct value_search {
    const char *wanted;
    bool found, any;
} value_search;

static void see_value(const char *value, void *data)
{
    value_search *s = data;

    s->any = true;
    s->found |= s->wanted && strcmp(s->wanted, value) == 0;
}

static bool meets(const foi_document *document, const clause *c)
{
    value_search s = {c->value, false, false};

    if (!c->field) {
        return has_words(document, c);
    }
    c->field->read(document, see_value, &s);
    return c->value ? s.found : !s.any;
}

static bool meets_fields(const foi_document *document, const GArray *clauses)
{
    for (guint i = 0; i < clauses->len; i++) {
        const clause *c = &g_array_index(clauses, clause, i);
        bool met = meets(document, c);
        if (c->negated ? met : c->required && !met) {
            return false;
        }
        if (c->field && !c->negated && !c->required) {
            bool any = false;
            for (guint j = 0; j < clauses->len; j++) {
                const clause *other = &g_array_index(clauses, clause, j);
                any |= other->field == c->field && !other->negated && !other->required &&
                       meets(document, other);
            }
            if (!any) {
                return false;
            }
        }
    }
    return true;
}

/* How many different plain words and phrases the query has, and DOCUMENT of them. */
static guint plain_words(const foi_document *document, const GArray *clauses, guint *all)
{
    guint had = 0;

    *all = 0;
    for (guint i = 0; i < clauses->len; i++) {
        const clause *c = &g_array_index(clauses, clause, i);
        bool again = false;
        for (guint j = 0; j < i; j++) {
            const clause *other = &g_array_index(clauses, clause, j);
            again |= !other->negated && !other->required && strcmp(other->text, c->text) == 0;
        }
        if (!c->field && !c->negated && !c->required && !again) {
            *all += 1;
            had += has_words(document, c);
        }
    }
    return had;
}

/* The documents that match, by looking at each. */
static GPtrArray *matches(const GArray *clauses)
{
    GPtrArray *found = g_ptr_array_new();
    guint having[8] = {0};
    guint all = 0, wanted;

    for (guint i = 0; i < documents->len; i++) {
        guint had = plain_words(documents->pdata[i], clauses, &all);
        if (meets_fields(documents->pdata[i], clauses)) {
            for (guint k = 0; k <= had; k++) {
                having[k]++;
            }
        }
    }
    bool requires_words = false;
    for (guint i = 0; i < clauses->len; i++) {
        const clause *c = &g_array_index(clauses, clause, i);
        requires_words |= !c->field && !c->negated && c->required;
    }
    guint least = requires_words ? 0 : MIN(all, 1U);
    for (wanted = all; wanted > least && having[wanted] < 10; wanted--) {
    }
    for (guint i = 0; i < documents->len; i++) {
        if (meets_fields(documents->pdata[i], clauses) &&
            plain_words(documents->pdata[i], clauses, &all) >= wanted) {
            g_ptr_array_add(found, documents->pdata[i]);
        }
    }
    return found;
}

static void count_value(const char *value, void *data)
{
    GHashTable *counts = data;
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, value));

    g_hash_table_insert(counts, g_strdup(value), GUINT_TO_POINTER(count + 1));
}

static void compare_facet(const char *query, const foi_facet *facet, const GPtrArray *found)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const foi_field *field = foi_field_find(facet->name);
    guint missing = 0;

    for (guint i = 0; i < found->len; i++) {
        value_search s = {NULL, false, false};
        field->read(found->pdata[i], see_value, &s);
        field->read(found->pdata[i], count_value, counts);
        missing += !s.any;
    }
    cr_assert_eq(facet->missing, missing, "%s: %s missing", query, facet->name);
    cr_assert_eq(facet->distinct, g_hash_table_size(counts), "%s: %s", query, facet->name);
    cr_assert_eq(facet->value_count, facet->distinct);
    for (size_t i = 0; i < facet->value_count; i++) {
        const foi_facet_value *value = &facet->values[i];
        cr_assert_eq(value->count, GPOINTER_TO_UINT(g_hash_table_lookup(counts, value->value)),
                     "%s: %s %s", query, facet->name, value->value);
        cr_assert(i == 0 || facet->values[i - 1].count > value->count ||
                  (facet->values[i - 1].count == value->count &&
                   strcmp(facet->values[i - 1].value, value->value) < 0));
    }
}

static void compare(const char *query, const GArray *clauses)
{
    g_autoptr(GPtrArray) found = matches(clauses);
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 10000;
    options.snippets = 0;
    options.facet_size = 0;
    options.facets = "authority,year,month,exemption,ruling,outcome,type,file,sector,regime";
    foi_results *results = ask_with(query, &options);
    cr_assert_eq(foi_results_total(results), found->len, "%s: %u, not %u", query,
                 foi_results_total(results), found->len);
    cr_assert_eq(foi_results_hits(results), found->len);
    for (size_t i = 0; i < foi_results_hits(results); i++) {
        bool known = false;
        for (guint j = 0; j < found->len && !known; j++) {
            const foi_document *document = found->pdata[j];
            known = strcmp(document->id, foi_results_hit(results, i)->id) == 0;
        }
        cr_assert(known, "%s: %s is no match", query, foi_results_hit(results, i)->location);
    }
    for (size_t i = 0; i < foi_results_facets(results); i++) {
        compare_facet(query, foi_results_facet(results, i), found);
    }
    foi_results_free(results);
}

static void compare_random(guint seed, int documents_wanted, guint every, int queries)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);

    random_documents(random, documents_wanted);
    write_index(every);
    open_index();
    for (int i = 0; i < queries; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(GArray) clauses = random_query(random, text);
        compare(text->str, clauses);
    }
}

Test(search, random_queries_equal_looking_at_every_document)
{
    compare_random(3, 150, 1000, 300);
}

Test(search, random_queries_over_many_segments_do_too)
{
    compare_random(4, 150, 20, 300);
}

static bool overlaps(const char *date, const char *low, const char *high)
{
    g_autofree char *first = g_strconcat(date,
                                         strlen(date) == 4   ? "-01-01"
                                         : strlen(date) == 7 ? "-01"
                                                             : "",
                                         NULL);
    g_autofree char *last = g_strconcat(date,
                                        strlen(date) == 4   ? "-12-31"
                                        : strlen(date) == 7 ? "-31"
                                                            : "",
                                        NULL);

    return strcmp(first, high) <= 0 && strcmp(last, low) >= 0;
}

Test(search, random_ranges_of_dates_equal_looking_at_every_document)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);

    random_documents(random, 120);
    write_index(50);
    open_index();
    for (int i = 0; i < 200; i++) {
        g_autofree char *a =
            g_strdup_printf("%d-%02d-%02d", g_rand_int_range(random, 2018, 2022),
                            g_rand_int_range(random, 1, 13), g_rand_int_range(random, 1, 29));
        g_autofree char *b =
            g_strdup_printf("%d-%02d-%02d", g_rand_int_range(random, 2018, 2022),
                            g_rand_int_range(random, 1, 13), g_rand_int_range(random, 1, 29));
        const char *low = strcmp(a, b) < 0 ? a : b;
        const char *high = low == a ? b : a;
        g_autofree char *query = g_strdup_printf("date:%s..%s", low, high);
        guint wanted = 0;
        for (guint d = 0; d < documents->len; d++) {
            const foi_document *document = documents->pdata[d];
            wanted += document->tags.date && overlaps(document->tags.date, low, high);
        }
        foi_results *results = ask(query);
        cr_assert_eq(foi_results_total(results), wanted, "%s: %u, not %u", query,
                     foi_results_total(results), wanted);
        foi_results_free(results);
    }
}

/* The ids of QUERY's hits in order. */
static char *ids_of(const char *query)
{
    GString *ids = g_string_new(NULL);
    foi_results *results = ask(query);

    for (size_t i = 0; i < foi_results_hits(results); i++) {
        g_string_append(ids, foi_results_hit(results, i)->id);
    }
    foi_results_free(results);
    return g_string_free(ids, FALSE);
}

Test(search, one_segment_and_many_rank_alike)
{
    static const char *const queries[] = {"zorp",         "zorp quill brisk", "\"hazel knot\"",
                                          "type:request", "zorp -quill",      "mango date:2019"};
    g_autoptr(GRand) random = g_rand_new_with_seed(6);
    char *one[G_N_ELEMENTS(queries)];

    random_documents(random, 90);
    write_index(1000);
    open_index();
    for (size_t i = 0; i < G_N_ELEMENTS(queries); i++) {
        one[i] = ids_of(queries[i]);
    }
    remove_tree(directory);
    write_index(10);
    open_index();
    for (size_t i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autofree char *many = ids_of(queries[i]);
        cr_assert_str_eq(many, one[i], "%s", queries[i]);
        g_free(one[i]);
    }
}
