/* The table of words against a plain model of it: arrays of arrays. */
#include <criterion/criterion.h>

#include "indexer/store/words.h"
#include "indexer/text/tokenizer.h"
#include "store_fixture.h"

/* --- the model -------------------------------------------------------------------------------- */

typedef struct model_row {
    uint32_t row;
    GArray *positions;
} model_row;

typedef struct model {
    char *directory;
    GTree *words; /* word -> GArray of model_row */
    uint32_t rows;
    foi_words_builder *builder;
    uint32_t next; /* number that the next new word must get */
    GHashTable *numbers;
} model;

static void clear_row(void *row)
{
    g_array_unref(((model_row *)row)->positions);
}

static void free_rows(void *rows)
{
    g_array_unref(rows);
}

static int compare(const void *a, const void *b, void *data)
{
    (void)data;
    return strcmp(a, b); /* by unsigned bytes */
}

static void model_start(model *of, uint32_t rows)
{
    *of = (model){.rows = rows};
    of->directory = g_dir_make_tmp("foi-words-XXXXXX", NULL);
    of->words = g_tree_new_full(compare, NULL, g_free, free_rows);
    of->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    of->builder = foi_words_builder_new();
}

static void model_end(model *of)
{
    foi_disk_remove_tree(of->directory);
    g_free(of->directory);
    g_tree_unref(of->words);
    g_hash_table_unref(of->numbers);
    foi_words_builder_free(of->builder);
}

static void model_add(model *of, const char *word, uint32_t row, uint32_t position)
{
    void *number = NULL;
    if (!g_hash_table_lookup_extended(of->numbers, word, NULL, &number)) {
        number = GUINT_TO_POINTER(of->next++);
        g_hash_table_insert(of->numbers, g_strdup(word), number);
    }
    uint32_t given = foi_words_builder_add(of->builder, word, strlen(word), row, position);
    cr_assert_eq(given, GPOINTER_TO_UINT(number), "a word keeps its number");
    GArray *rows = g_tree_lookup(of->words, word);
    if (rows == NULL) {
        rows = g_array_new(FALSE, FALSE, sizeof(model_row));
        g_array_set_clear_func(rows, clear_row);
        g_tree_insert(of->words, g_strdup(word), rows);
    }
    if (rows->len == 0 || g_array_index(rows, model_row, rows->len - 1).row != row) {
        model_row made = {row, g_array_new(FALSE, FALSE, sizeof(uint32_t))};
        g_array_append_val(rows, made);
    }
    g_array_append_val(g_array_index(rows, model_row, rows->len - 1).positions, position);
}

static char *path_in(const model *of, const char *name)
{
    return g_build_filename(of->directory, name, NULL);
}

static foi_words *open_table(const char *path, uint32_t rows)
{
    foi_words *words;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_words_open(path, rows, &words, &error), FOI_OK, "%s", error.message);
    return words;
}

static foi_words *model_table(model *of)
{
    g_autofree char *path = path_in(of, "words");
    cr_assert_eq(foi_words_builder_write(of->builder, of->rows, path, NULL), FOI_OK);
    return open_table(path, of->rows);
}

/* --- comparing -------------------------------------------------------------------------------- */

static void compare_rows(const foi_words *words, uint32_t number, GArray *expected)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    foi_word_rows rows;
    foi_word_rows_start(words, number, &rows);
    cr_assert_eq(foi_words_frequency(words, number), expected->len);
    for (guint i = 0; i < expected->len; i++) {
        const model_row *row = &g_array_index(expected, model_row, i);
        cr_assert(foi_word_rows_next(&rows));
        cr_assert_eq(rows.row, row->row);
        g_array_set_size(positions, 0);
        foi_word_rows_positions(&rows, positions);
        cr_assert_eq(positions->len, row->positions->len);
        cr_assert_eq(
            memcmp(positions->data, row->positions->data, positions->len * sizeof(uint32_t)), 0);
    }
    cr_assert_not(foi_word_rows_next(&rows));
    cr_assert_not(foi_word_rows_next(&rows), "the end stays the end");
    cr_assert_not(foi_word_rows_skip_to(&rows, 0));
}

/* One walk of skips and steps of random width. */
static void compare_skips(const foi_words *words, uint32_t number, GArray *expected, GRand *random)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    foi_word_rows rows;
    foi_word_rows_start(words, number, &rows);
    guint at = 0;
    bool started = false;
    while (at < expected->len) {
        bool step = g_rand_int_range(random, 0, 4) == 0;
        guint aim = at + (guint)g_rand_int_range(random, 0, 1 + g_rand_int_range(random, 1, 700));
        uint32_t target = aim < expected->len ? g_array_index(expected, model_row, aim).row
                                              : foi_words_rows(words) - 1;
        target -= target > 0 && g_rand_boolean(random);
        if (step)
            at += started;
        else
            while (at < expected->len && g_array_index(expected, model_row, at).row < target)
                at++;
        bool found = step ? foi_word_rows_next(&rows) : foi_word_rows_skip_to(&rows, target);
        started = true;
        cr_assert_eq(found, at < expected->len);
        if (!found)
            return;
        const model_row *row = &g_array_index(expected, model_row, at);
        cr_assert_eq(rows.row, row->row, "%u, not %u", rows.row, row->row);
        g_array_set_size(positions, 0);
        foi_word_rows_positions(&rows, positions);
        cr_assert_eq(positions->len, row->positions->len);
    }
}

typedef struct comparison {
    const foi_words *words;
    foi_words_scan scan;
    uint32_t number;
    GRand *random;
    GPtrArray *all;
} comparison;

static gboolean compare_word(void *key, void *value, void *data)
{
    comparison *with = data;
    const char *word = key;
    uint32_t number;
    size_t length;
    cr_assert(foi_words_find(with->words, word, strlen(word), &number), "%s", word);
    cr_assert_eq(number, with->number);
    const char *bytes = foi_words_at(with->words, number, &length);
    cr_assert(length == strlen(word) && memcmp(bytes, word, length) == 0);
    cr_assert(foi_words_scan_next(&with->scan));
    cr_assert(with->scan.number == number && with->scan.word == bytes &&
              with->scan.length == length);
    compare_rows(with->words, number, value);
    for (int i = 0; i < 3; i++)
        compare_skips(with->words, number, value, with->random);
    g_ptr_array_add(with->all, key);
    with->number++;
    return FALSE;
}

static void compare_bounds(const comparison *with)
{
    for (int i = 0; i < 2000 && with->all->len > 0; i++) {
        gint32 chosen = g_rand_int_range(with->random, 0, (gint32)with->all->len);
        g_autofree char *probe = g_strdup(g_ptr_array_index(with->all, (guint)chosen));
        size_t length = strlen(probe);
        probe[g_rand_int_range(with->random, 0, (gint32)length)] =
            (char)g_rand_int_range(with->random, 1, 255);
        if (g_rand_boolean(with->random))
            probe[length - 1] = '\0';
        uint32_t number, bound = 0;
        while (bound < with->all->len && strcmp(g_ptr_array_index(with->all, bound), probe) < 0)
            bound++;
        cr_assert_eq(foi_words_lower_bound(with->words, probe, strlen(probe)), bound);
        bool there =
            bound < with->all->len && strcmp(g_ptr_array_index(with->all, bound), probe) == 0;
        cr_assert_eq(foi_words_find(with->words, probe, strlen(probe), &number), there);
    }
}

static void compare_all(const model *of, const foi_words *words, GRand *random)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    comparison with = {.words = words, .random = random, .all = all};
    foi_words_scan_start(words, 0, &with.scan);
    cr_assert_eq(foi_words_count(words), (uint32_t)g_tree_nnodes(of->words));
    g_tree_foreach(of->words, compare_word, &with);
    cr_assert_not(foi_words_scan_next(&with.scan));
    compare_bounds(&with);
    cr_assert_not(foi_words_damaged(words));
    cr_assert_eq(foi_words_verify(words, NULL), FOI_OK);
}

/* --- making ----------------------------------------------------------------------------------- */

/* Few letters and lengths that favour the short, so that words come again and share beginnings. */
static void random_word(GRand *random, char word[FOI_WORD_LIMIT + 1])
{
    static const char letters[] = "aab\xc3\xff";
    gint32 longest = g_rand_int_range(random, 0, 20) == 0 ? FOI_WORD_LIMIT : 6;
    gint32 length = g_rand_int_range(random, 1, longest + 1);
    for (gint32 i = 0; i < length; i++)
        word[i] = letters[g_rand_int_range(random, 0, sizeof letters - 1)];
    word[length] = '\0';
}

/* A document of some words at rising positions. */
static void random_row(model *of, GRand *random, uint32_t row)
{
    static const int32_t gaps[] = {1, 1, 1, 2, 40, 300, 9000, 100000};
    uint32_t position = 0;
    for (gint32 i = g_rand_int_range(random, 0, 60); i > 0; i--) {
        char word[FOI_WORD_LIMIT + 1];
        random_word(random, word);
        position += (uint32_t)g_rand_int_range(random, 1, 1 + gaps[g_rand_int_range(random, 0, 8)]);
        model_add(of, word, row, position);
    }
}

Test(words, a_table_holds_what_was_added, .timeout = 120)
{
    for (guint32 seed = 1; seed <= 3; seed++) {
        GRand *random = g_rand_new_with_seed(seed);
        model of;
        model_start(&of, 3000);
        for (uint32_t row = 0; row < of.rows; row++)
            if (g_rand_int_range(random, 0, 5) > 0)
                random_row(&of, random, row);
        g_autoptr(foi_words) words = model_table(&of);
        compare_all(&of, words, random);
        model_end(&of);
        g_rand_free(random);
    }
}

Test(words, rows_and_positions_may_be_as_large_as_their_types_allow)
{
    GRand *random = g_rand_new_with_seed(4);
    model of;
    model_start(&of, UINT32_MAX);
    static const uint32_t rows[] = {
        0, 1, 7392, 65535, 65536, 1u << 30, (1u << 31) - 1, 1u << 31, UINT32_MAX - 1};
    static const uint32_t positions[] = {1,     1920,     1921,           34432,     34433,
                                         34434, 1u << 31, UINT32_MAX - 1, UINT32_MAX};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(positions); j++) {
            model_add(&of, "all", rows[i], positions[j]);
            if (i == j)
                model_add(&of, "one", rows[i], positions[j]);
        }
    g_autoptr(foi_words) words = model_table(&of);
    compare_all(&of, words, random);
    model_end(&of);
    g_rand_free(random);
}

Test(words, a_word_may_stand_thousands_of_times_in_a_row)
{
    GRand *random = g_rand_new_with_seed(5);
    model of;
    model_start(&of, 1000);
    for (uint32_t row = 0; row < of.rows; row += 100)
        for (uint32_t i = 1; i < 5000; i++)
            model_add(&of, i % 7 != 0 ? "the" : "of", row, i * (1 + row / 100));
    g_autoptr(foi_words) words = model_table(&of);
    compare_all(&of, words, random);
    model_end(&of);
    g_rand_free(random);
}

Test(words, a_position_that_does_not_rise_is_left_out)
{
    model of;
    model_start(&of, 1);
    model_add(&of, "the", 0, 5);
    foi_words_builder_add(of.builder, "the", 3, 0, 5);
    foi_words_builder_add(of.builder, "the", 3, 0, 4);
    model_add(&of, "the", 0, 6);
    g_autoptr(foi_words) words = model_table(&of);
    compare_rows(words, 0, g_tree_lookup(of.words, "the"));
    cr_assert_eq(foi_words_verify(words, NULL), FOI_OK);
    model_end(&of);
}

Test(words, a_table_may_be_empty)
{
    model of;
    model_start(&of, 0);
    g_autoptr(foi_words) words = model_table(&of);
    uint32_t number;
    size_t length;
    foi_word_rows rows;
    cr_assert_eq(foi_words_count(words), 0);
    cr_assert_not(foi_words_find(words, "a", 1, &number));
    cr_assert_eq(foi_words_lower_bound(words, "a", 1), 0);
    foi_words_at(words, 0, &length);
    cr_assert_eq(length, 0);
    foi_word_rows_start(words, 0, &rows);
    cr_assert_not(foi_word_rows_next(&rows));
    cr_assert_not(foi_words_damaged(words), "no word of that number is no damage");
    cr_assert_eq(foi_words_verify(words, NULL), FOI_OK);
    model_end(&of);
}

Test(words, memory_grows_with_what_is_added)
{
    g_autoptr(foi_words_builder) builder = foi_words_builder_new();
    size_t before = foi_words_builder_memory(builder);
    for (uint32_t row = 0; row < 1000; row++)
        for (uint32_t i = 1; i <= 300; i++) {
            g_autofree char *word = g_strdup_printf("%u", (i * 7 + row % 3) % 101);
            foi_words_builder_add(builder, word, strlen(word), row, i);
        }
    size_t taken = foi_words_builder_memory(builder) - before;
    cr_assert_eq(foi_words_builder_count(builder), 101);
    cr_assert(taken > 300000 && taken < 750000, "%zu bytes for 300,000 words", taken);
}

/* --- merging ---------------------------------------------------------------------------------- */

/* Segment NUMBER of the same words as SEGMENT has, whose rows begin at FIRST in ALL. */
static foi_words *make_segment(model *all, uint32_t number, uint32_t first, uint32_t rows,
                               guint32 seed)
{
    g_autofree char *name = g_strdup_printf("words-%u", number);
    g_autofree char *path = path_in(all, name);
    model segment;
    model_start(&segment, rows);
    GRand *random = g_rand_new_with_seed(seed), *again = g_rand_new_with_seed(seed);
    for (uint32_t row = 0; row < rows; row++) {
        random_row(&segment, random, row);
        random_row(all, again, first + row);
    }
    cr_assert_eq(foi_words_builder_write(segment.builder, rows, path, NULL), FOI_OK);
    g_rand_free(random);
    g_rand_free(again);
    model_end(&segment);
    return open_table(path, rows);
}

static void expect_same_file(const char *one, const char *other)
{
    g_autofree char *bytes = NULL, *other_bytes = NULL;
    gsize length, other_length;
    cr_assert(g_file_get_contents(one, &bytes, &length, NULL));
    cr_assert(g_file_get_contents(other, &other_bytes, &other_length, NULL));
    cr_assert_eq(length, other_length);
    cr_assert_eq(memcmp(bytes, other_bytes, length), 0);
}

Test(words, twenty_tables_merged_are_the_table_of_all, .timeout = 120)
{
    static const uint32_t sizes[20] = {1,   0, 127, 128, 129, 300, 5,   5,
                                       900, 1, 40,  64,  64,  256, 1000};
    foi_words *sources[20];
    model all;
    model_start(&all, 0);
    for (uint32_t i = 0; i < 20; i++) {
        sources[i] = make_segment(&all, i, all.rows, sizes[i], 100 + i);
        all.rows += sizes[i];
    }
    foi_words_free(model_table(&all));
    g_autofree char *path = path_in(&all, "words");
    g_autofree char *merged_path = path_in(&all, "merged");
    cr_assert_eq(foi_words_merge((const foi_words *const *)sources, 20, merged_path, NULL), FOI_OK);
    expect_same_file(path, merged_path);
    g_autoptr(foi_words) merged = open_table(merged_path, all.rows);
    GRand *random = g_rand_new_with_seed(6);
    compare_all(&all, merged, random);
    g_rand_free(random);

    const foi_words *alone[] = {merged};
    g_autofree char *again_path = path_in(&all, "again");
    cr_assert_eq(foi_words_merge(alone, 1, again_path, NULL), FOI_OK);
    expect_same_file(path, again_path);
    for (uint32_t i = 0; i < 20; i++)
        foi_words_free(sources[i]);
    model_end(&all);
}

Test(words, segments_of_more_rows_than_numbers_are_refused)
{
    model of;
    model_start(&of, UINT32_MAX);
    g_autoptr(foi_words) words = model_table(&of);
    g_autofree char *path = path_in(&of, "merged");
    const foi_words *twice[] = {words, words};
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_words_merge(twice, 2, path, &error), FOI_ERROR_ARGUMENT);
    cr_assert_not_null(error.message);
    model_end(&of);
}

/* --- damage ----------------------------------------------------------------------------------- */

/* All that readers do; true where nothing was damaged. */
static bool use(const foi_words *words)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t number, seen = 0;
    foi_words_scan scan;
    for (foi_words_scan_start(words, 0, &scan); foi_words_scan_next(&scan); seen++) {
        foi_word_rows rows;
        uint32_t steps = 0;
        foi_words_find(words, scan.word, scan.length, &number);
        for (foi_words_scan_rows(&scan, &rows); foi_word_rows_next(&rows); steps++) {
            cr_assert_lt(rows.row, foi_words_rows(words));
            g_array_set_size(positions, 0);
            foi_word_rows_positions(&rows, positions);
        }
        cr_assert_leq(steps, foi_words_rows(words));
        steps = 0;
        foi_word_rows_start(words, scan.number, &rows);
        for (uint32_t row = 0; foi_word_rows_skip_to(&rows, row); row = rows.row + 50)
            cr_assert_leq(++steps, foi_words_rows(words));
    }
    cr_assert_leq(seen, foi_words_count(words));
    return !foi_words_damaged(words);
}

/* Without the fsync of g_file_set_contents(). */
static void set_contents(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "we");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes, 1, length, file), length);
    cr_assert_eq(fclose(file), 0);
}

static void make_small(model *of)
{
    GRand *random = g_rand_new_with_seed(7);
    model_start(of, 400);
    for (uint32_t row = 0; row < of->rows; row++) {
        model_add(of, row % 2 ? "exempt" : "exemption", row, 1 + row % 100);
        model_add(of, "the", row, 200 + row);
        if (row % 40 == 0)
            random_row(of, random, row);
    }
    g_rand_free(random);
}

Test(words, a_changed_byte_is_found_and_never_leads_out_of_the_file, .timeout = 120)
{
    model of;
    make_small(&of);
    g_autofree char *path = path_in(&of, "words");
    g_autofree char *merged = path_in(&of, "merged");
    foi_words_free(model_table(&of));
    g_autofree char *bytes = NULL;
    gsize length;
    cr_assert(g_file_get_contents(path, &bytes, &length, NULL));
    for (size_t at = 0; at < length; at++) {
        g_auto(foi_error) error = FOI_ERROR_INIT;
        foi_words *words;
        char kept = bytes[at];
        bytes[at] = (char)(at % 3 == 0 ? 0xff : kept ^ (1 << (at % 8)));
        set_contents(path, bytes, length);
        foi_status status = foi_words_open(path, of.rows, &words, &error);
        if (status == FOI_OK && bytes[at] != kept) {
            use(words);
            const foi_words *source[] = {words};
            cr_assert_eq(foi_words_merge(source, 1, merged, NULL), FOI_ERROR_CORRUPT);
            status = foi_words_verify(words, &error);
        }
        cr_assert(status == FOI_ERROR_CORRUPT || bytes[at] == kept, "byte %zu", at);
        cr_assert(status == FOI_OK || strstr(error.message, path) != NULL);
        foi_words_free(words);
        bytes[at] = kept;
    }
    model_end(&of);
}

static const char *const parts[] = {"rows", "text", "index", "head"};

/* The table at FROM with byte AT of PART changed and checksums that fit. */
static void forge(const char *from, const char *to, size_t part, size_t at, char change)
{
    g_autoptr(foi_section_file) file = NULL;
    foi_section_writer *writer;
    cr_assert_eq(foi_section_file_open(from, &file, NULL), FOI_OK);
    cr_assert_eq(foi_section_writer_open(to, &writer, NULL), FOI_OK);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        size_t length;
        const char *bytes = foi_section_find(file, "words", parts[i], &length);
        g_autofree char *copy = g_memdup2(bytes, length);
        if (i == part)
            copy[at] ^= change;
        foi_section_put(writer, "words", parts[i], copy, length);
    }
    cr_assert_eq(foi_section_writer_finish(writer, NULL), FOI_OK);
}

/* Whoever can write our files can make the checksums fit, too: then only the bounds help. */
Test(words, a_forged_table_never_leads_out_of_the_file, .timeout = 120)
{
    model of;
    make_small(&of);
    g_autofree char *path = path_in(&of, "words");
    g_autofree char *forged = path_in(&of, "forged");
    g_autofree char *merged = path_in(&of, "merged");
    foi_words_free(model_table(&of));
    g_autoptr(foi_section_file) file = NULL;
    cr_assert_eq(foi_section_file_open(path, &file, NULL), FOI_OK);
    size_t found = 0, length;
    for (size_t part = 0; part < G_N_ELEMENTS(parts); part++) {
        foi_section_find(file, "words", parts[part], &length);
        for (size_t at = 0; at < length; at += part == 0 ? 5 : 1) {
            forge(path, forged, part, at, (char)(at % 2 ? 0xf0 : 1 << (at / 2 % 8)));
            foi_words *words;
            if (foi_words_open(forged, of.rows, &words, NULL) != FOI_OK) {
                found++;
                continue;
            }
            const foi_words *source[] = {words};
            bool whole = use(words);
            if (at % 4 == 0)
                foi_words_merge(source, 1, merged, NULL);
            foi_status status = foi_words_verify(words, NULL);
            cr_assert(whole || status == FOI_ERROR_CORRUPT);
            found += status != FOI_OK;
            foi_words_free(words);
        }
    }
    cr_assert_gt(found, 500, "only %zu", found);
    model_end(&of);
}

Test(words, a_table_of_other_rows_or_none_is_refused)
{
    model of;
    make_small(&of);
    g_autofree char *path = path_in(&of, "words");
    g_autofree char *missing = path_in(&of, "missing");
    foi_words_free(model_table(&of));
    foi_words *words;
    cr_assert_eq(foi_words_open(path, of.rows + 1, &words, NULL), FOI_ERROR_CORRUPT);
    cr_assert_null(words);
    cr_assert_eq(foi_words_open(missing, of.rows, &words, NULL), FOI_ERROR_NOT_FOUND);
    cr_assert_null(words);
    model_end(&of);
}
