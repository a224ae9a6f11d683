/* instructions.c - the hot paths one by one, to be counted by callgrind.
 *
 *   bench-instructions versions        what the counts depend on, one line
 *   bench-instructions prepare INDEX   index the letters that are searched
 *   bench-instructions measure INDEX   run each path under callgrind (instrumentation off at start)
 *
 * Each path is one dump of callgrind, triggered by its name; standard output has a line for each:
 * the name, how many units were worked on, and what a unit is. instructions.py puts the two
 * together.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#include "foi/foi.h"
#include "indexer/store/disk.h"
#include "indexer/store/store.h"
#include "indexer/tag/tag.h"
#include "indexer/text/stemmer.h"
#include "indexer/text/tokenizer.h"
#include "tests/bench/letters.h"
#include "xapian-c.h"

#ifdef __clang__
#define COMPILER __VERSION__ /* says that it is Clang */
#else
#define COMPILER "gcc " __VERSION__
#endif

enum { LETTERS_SEARCHED = 1000, LETTERS_WORKED_ON = 100, SEARCHES = 10 };

/* What the paths work on: letters, and an index opened and warm. */
typedef struct material {
    GPtrArray *letters; /* of foi_document * */
    foi_stemmer *stemmer;
    foi_store_writer *writer;
    foi_index *index;
    uint32_t units; /* set by each path */
} material;

static void check(foi_status status, const char *detail)
{
    if (status == FOI_OK)
        return;
    fprintf(stderr, "bench-instructions: %s\n", detail != NULL ? detail : foi_status_name(status));
    exit(1);
}

static void write_letters(foi_store_writer *writer, GPtrArray *letters)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    for (guint i = 0; i < letters->len; i++) {
        const foi_document *letter = g_ptr_array_index(letters, i);
        g_autofree char *path = g_strdup_printf("/letters/%s.txt", letter->id);
        check(foi_store_writer_add(writer, letter, &error), error.message);
        foi_file_state *state = foi_file_state_new(path);
        foi_file_state_add(state, letter, true);
        foi_store_writer_set_file(writer, state);
    }
    bool changed;
    check(foi_store_writer_commit(writer, &changed, &error), error.message);
}

static GPtrArray *make_letters(uint32_t count)
{
    GPtrArray *letters = g_ptr_array_new_with_free_func((GDestroyNotify)foi_document_free);
    for (uint32_t i = 0; i < count; i++)
        g_ptr_array_add(letters, bench_letter(i));
    return letters;
}

static void tag(material *with)
{
    for (guint i = 0; i < with->letters->len; i++)
        foi_tag_document(g_ptr_array_index(with->letters, i));
    with->units = with->letters->len;
}

static void tokenise(material *with)
{
    for (guint i = 0; i < with->letters->len; i++) {
        const foi_document *letter = g_ptr_array_index(with->letters, i);
        foi_tokenizer tokenizer;
        foi_token token;
        size_t length;
        foi_tokenizer_start(&tokenizer, letter->text.bytes->str, letter->text.bytes->len);
        while (foi_tokenizer_next(&tokenizer, &token))
            foi_stemmer_term(with->stemmer, token.word, token.word_length, &length);
    }
    with->units = with->letters->len;
}

static void segment_write(material *with)
{
    write_letters(with->writer, with->letters);
    with->units = with->letters->len;
}

static uint32_t search(material *with, const char *query, const foi_search_options *options,
                       size_t *hits)
{
    foi_results *results = NULL;
    check(foi_index_search(with->index, query, options, &results), foi_index_error(with->index));
    uint32_t total = foi_results_total(results);
    *hits = foi_results_hits(results);
    foi_results_free(results);
    return total;
}

/* Search for each of some words that many letters have; units: matches, or hits. */
static void search_words(material *with, const foi_search_options *options, bool count_matches)
{
    with->units = 0;
    for (uint32_t i = 0; i < SEARCHES; i++) {
        size_t hits;
        uint32_t matches = search(with, bench_word(70 + 13 * i), options, &hits);
        with->units += count_matches ? matches : (uint32_t)hits;
    }
}

static void facet_count(material *with)
{
    foi_search_options options;
    foi_search_options_init(&options);
    options.facets = "authority,year,exemption,outcome,type";
    options.limit = 0;
    options.snippets = 0;
    search_words(with, &options, true);
}

static void snippet(material *with)
{
    foi_search_options options;
    foi_search_options_init(&options);
    options.facets = "";
    search_words(with, &options, false);
}

static void phrase(material *with)
{
    foi_search_options options;
    foi_search_options_init(&options);
    options.facets = "";
    options.snippets = 0;
    for (uint32_t i = 0; i < SEARCHES; i++) {
        g_autofree char *query =
            i % 2 == 0
                ? g_strdup_printf("\"%s %s\"", bench_word(3 + i), bench_word(20 + i))
                : g_strdup_printf("\"public interest in maintaining the exemption at %u\"", 21 + i);
        size_t hits;
        search(with, query, &options, &hits);
    }
    with->units = SEARCHES;
}

/* In this order, since what is written is what was tagged. */
static const struct path {
    const char *name, *unit;
    void (*run)(material *with);
} paths[] = {
    {"tokenise", "letter", tokenise},
    {"tag", "letter", tag},
    {"segment-write", "letter", segment_write},
    {"facet-count", "match", facet_count},
    {"snippet", "hit", snippet},
    {"phrase", "search", phrase},
};

static void measure(material *with)
{
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        CALLGRIND_START_INSTRUMENTATION;
        CALLGRIND_ZERO_STATS;
        paths[i].run(with);
        CALLGRIND_DUMP_STATS_AT(paths[i].name);
        CALLGRIND_STOP_INSTRUMENTATION;
        printf("%s %u %s\n", paths[i].name, with->units, paths[i].unit);
    }
}

static void measure_all(const char *directory)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autofree char *scratch = g_dir_make_tmp("foi-instructions-XXXXXX", &(GError *){NULL});
    g_autofree char *written = g_build_filename(scratch, "index", NULL);
    material with = {.letters = make_letters(LETTERS_WORKED_ON), .index = foi_index_new()};
    check(foi_stemmer_new(FOI_STEMMER_LANGUAGE, &with.stemmer, &error), error.message);
    check(foi_store_writer_open(written, 0, &with.writer, &error), error.message);
    check(foi_index_open(with.index, directory), foi_index_error(with.index));
    /* What is made once in a process, such as the tagger's tables, is not of the path. */
    g_autoptr(foi_document) first = bench_letter(LETTERS_WORKED_ON);
    foi_tag_document(first);
    size_t hits;
    search(&with, "\"public interest\" information", NULL, &hits);
    measure(&with);
    foi_index_free(with.index);
    foi_store_writer_free(with.writer);
    foi_stemmer_free(with.stemmer);
    g_ptr_array_unref(with.letters);
    foi_disk_remove_tree(scratch);
}

static void prepare(const char *directory)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    g_autoptr(GPtrArray) letters = make_letters(LETTERS_SEARCHED);
    for (guint i = 0; i < letters->len; i++)
        foi_tag_document(g_ptr_array_index(letters, i));
    check(foi_store_writer_open(directory, 0, &writer, &error), error.message);
    write_letters(writer, letters);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "versions") == 0)
        printf(COMPILER ", libxapian %s, glibc %s\n", xap_library_version(),
               gnu_get_libc_version());
    else if (argc == 3 && strcmp(argv[1], "prepare") == 0)
        prepare(argv[2]);
    else if (argc == 3 && strcmp(argv[1], "measure") == 0)
        measure_all(argv[2]);
    else
        return 2;
    return 0;
}
