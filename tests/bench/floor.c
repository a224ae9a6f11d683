/* floor.c - what libxapian alone costs: bench-floor SCRATCH <paths
 *
 * Reads the text files named on standard input, one path a line, makes the stems of each with their
 * frequencies, and gives only these to libxapian: databases of 500 documents each, with term lists
 * and without positions, compacted into one. Reading, words and stems are outside the clock. Prints
 * the letters, the CPU seconds of insertion and of compaction, and the bytes of the result. No
 * index on libxapian that is built this way can cost less.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/text/stemmer.h"
#include "indexer/text/tokenizer.h"
#include "xapian-c.h"

enum { CHUNK = 500 };

typedef struct floor_state {
    const char *scratch;
    foi_stemmer *stemmer;
    GStringChunk *strings; /* every distinct term once */
    GPtrArray *letters;    /* of GArray * of xap_posting: the chunk being collected */
    GPtrArray *chunks;     /* of char *: paths of the databases written */
    size_t count;
    double insert, compact;
} floor_state;

static double cpu_seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void check(xap_status status, const xap_error *error)
{
    if (status == XAP_OK)
        return;
    fprintf(stderr, "bench-floor: %s\n", error->message);
    exit(1);
}

static gint by_term(gconstpointer left, gconstpointer right)
{
    return strcmp(((const xap_posting *)left)->term, ((const xap_posting *)right)->term);
}

/* The terms of a letter in byte order, which is the cheapest for libxapian. */
static GArray *terms_of(floor_state *state, const char *text, size_t length)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    foi_tokenizer tokenizer;
    foi_token token;
    foi_tokenizer_start(&tokenizer, text, length);
    while (foi_tokenizer_next(&tokenizer, &token)) {
        size_t size;
        const char *term = foi_stemmer_term(state->stemmer, token.word, token.word_length, &size);
        g_autofree char *copy = g_strndup(term, size);
        char *kept = g_string_chunk_insert_const(state->strings, copy);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, kept));
        g_hash_table_insert(counts, kept, GUINT_TO_POINTER(count + 1));
    }
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(xap_posting));
    GHashTableIter iter;
    gpointer term, count;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &term, &count)) {
        xap_posting posting = {term, (uint32_t)strlen(term), XAP_NO_POSITION,
                               GPOINTER_TO_UINT(count)};
        g_array_append_val(terms, posting);
    }
    g_array_sort(terms, by_term);
    return terms;
}

static void write_chunk(floor_state *state)
{
    if (state->letters->len == 0)
        return;
    char *path = g_strdup_printf("%s/chunk-%u", state->scratch, state->chunks->len);
    g_ptr_array_add(state->chunks, path);
    xap_error error = XAP_ERROR_INIT;
    xap_database *database = NULL;
    double before = cpu_seconds();
    check(
        xap_database_open_writable(path, XAP_CREATE_OR_OVERWRITE | XAP_NO_SYNC, &database, &error),
        &error);
    for (guint i = 0; i < state->letters->len; i++) {
        const GArray *terms = g_ptr_array_index(state->letters, i);
        xap_document *document = NULL;
        check(xap_document_new(&document, &error), &error);
        check(xap_document_add_postings(document, (const xap_posting *)(void *)terms->data,
                                        terms->len, &error),
              &error);
        check(xap_database_add_document(database, document, NULL, &error), &error);
        xap_document_free(document);
    }
    check(xap_database_close(database, &error), &error);
    xap_database_free(database);
    state->insert += cpu_seconds() - before;
    g_ptr_array_set_size(state->letters, 0);
}

static void read_letters(floor_state *state)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        g_autofree char *text = NULL;
        gsize length = 0;
        if (!g_file_get_contents(line, &text, &length, NULL) ||
            !g_utf8_validate_len(text, length, NULL)) {
            fprintf(stderr, "bench-floor: %s: cannot be read as UTF-8\n", line);
            exit(1);
        }
        g_ptr_array_add(state->letters, terms_of(state, text, length));
        state->count++;
        if (state->letters->len == CHUNK)
            write_chunk(state);
    }
    write_chunk(state);
    free(line);
}

static uint64_t bytes_in(const char *directory)
{
    uint64_t bytes = 0;
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(directory, name, NULL);
        GStatBuf status;
        if (g_stat(path, &status) == 0)
            bytes += (uint64_t)status.st_size;
    }
    return bytes;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "Usage: bench-floor SCRATCH <paths\n");
        return 2;
    }
    floor_state state = {.scratch = argv[1],
                         .strings = g_string_chunk_new(1 << 20),
                         .letters = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref),
                         .chunks = g_ptr_array_new_with_free_func(g_free)};
    g_auto(foi_error) failed = FOI_ERROR_INIT;
    if (foi_stemmer_new(FOI_STEMMER_LANGUAGE, &state.stemmer, &failed) != FOI_OK) {
        fprintf(stderr, "bench-floor: %s\n", failed.message);
        return 1;
    }
    read_letters(&state);
    g_autofree char *whole = g_build_filename(state.scratch, "whole", NULL);
    xap_error error = XAP_ERROR_INIT;
    double before = cpu_seconds();
    check(xap_database_compact((const char *const *)state.chunks->pdata, state.chunks->len, whole,
                               0, &error),
          &error);
    state.compact = cpu_seconds() - before;
    printf("%zu %.3f %.3f %" G_GUINT64_FORMAT "\n", state.count, state.insert, state.compact,
           bytes_in(whole));
    foi_stemmer_free(state.stemmer);
    g_ptr_array_unref(state.letters);
    g_ptr_array_unref(state.chunks);
    g_string_chunk_free(state.strings);
    return 0;
}
