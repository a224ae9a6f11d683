/* The store against a model that keeps everything in plain tables: after each of many random
 * commits a snapshot must show exactly what the model says. */
#include <criterion/criterion.h>

#include "store_fixture.h"

enum { DOCUMENTS = 60, FILES = 40, MEMBERS = 3 };

/* A file holds up to three documents; 0: none. */
typedef struct model_file {
    bool there;
    bool failed;
    uint32_t documents[MEMBERS]; /* number + 1 */
    bool inside;                 /* its second and third document lie in its first */
} model_file;

typedef struct model {
    model_file files[FILES];
    uint64_t added[DOCUMENTS]; /* the commit that each came with; 0: it is not there */
} model;

static void file_path(uint32_t number, char path[32])
{
    g_snprintf(path, 32, "/letters/%u/%c.eml", number % 7, 'a' + (int)number / 7);
}

static char *text_of(uint32_t number)
{
    return g_strdup_printf("Letter number %u about building blocks", number);
}

/* --- what the model says ---------------------------------------------------------------------- */

static bool is_live(const model *all, uint32_t number)
{
    for (uint32_t i = 0; i < FILES; i++)
        for (uint32_t j = 0; j < MEMBERS && all->files[i].there; j++)
            if (all->files[i].documents[j] == number + 1)
                return true;
    return false;
}

/* COMMIT was just made. */
static void note_added(model *all, uint64_t commit)
{
    for (uint32_t number = 0; number < DOCUMENTS; number++)
        if (!is_live(all, number))
            all->added[number] = 0;
        else if (all->added[number] == 0)
            all->added[number] = commit;
}

static int compare_lines(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static char *join_sorted(GPtrArray *lines)
{
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    char *all = g_strjoinv("\n", (char **)lines->pdata);
    g_ptr_array_unref(lines);
    return all;
}

static void model_places(const model *all, uint32_t number, GPtrArray *lines)
{
    for (uint32_t i = 0; i < FILES; i++) {
        const model_file *file = &all->files[i];
        for (uint32_t j = 0; j < MEMBERS && file->there; j++) {
            if (file->documents[j] != number + 1)
                continue;
            char path[32], parent[FOI_ID_LENGTH + 1] = "-";
            file_path(i, path);
            if (j > 0 && file->inside)
                fixture_id(file->documents[0] - 1, parent);
            g_ptr_array_add(lines, j == 0 ? g_strdup_printf("%u in %s", number, path)
                                          : g_strdup_printf("%u in %s member %u of %s", number,
                                                            path, j, parent));
        }
    }
}

static void append_value(const char *value, void *data)
{
    g_string_append_printf(data, " %s", value);
}

static char *model_values(uint32_t number, const char *name)
{
    g_autofree char *text = text_of(number);
    g_autoptr(foi_document) document = fixture_document(number, text);
    GString *line = g_string_new(NULL);
    g_string_printf(line, "%u %s", number, name);
    foi_field_find(name)->read(document, append_value, line);
    return g_string_free(line, FALSE);
}

static const char *const compared_fields[] = {"type", "exemption", "year", "outcome"};

static char *model_dump(const model *all)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t number = 0; number < DOCUMENTS; number++) {
        if (!is_live(all, number))
            continue;
        g_ptr_array_add(lines, text_of(number));
        g_ptr_array_add(
            lines, g_strdup_printf("%u came with %" G_GUINT64_FORMAT, number, all->added[number]));
        model_places(all, number, lines);
        for (size_t i = 0; i < G_N_ELEMENTS(compared_fields); i++)
            g_ptr_array_add(lines, model_values(number, compared_fields[i]));
    }
    for (uint32_t i = 0; i < FILES; i++) {
        char path[32];
        file_path(i, path);
        if (all->files[i].there)
            g_ptr_array_add(lines, g_strdup_printf("file %s %s", path,
                                                   all->files[i].failed ? "damaged" : "ok"));
    }
    return join_sorted(lines);
}

/* --- what the snapshot says ------------------------------------------------------------------- */

static uint32_t number_of(const char *id)
{
    return (uint32_t)g_ascii_strtoull(id + 3, NULL, 10);
}

static void snapshot_row(foi_snapshot *snapshot, size_t segment, uint32_t row, GPtrArray *lines)
{
    uint32_t docid = foi_snapshot_docid(snapshot, segment, row);
    if (foi_snapshot_is_removed(snapshot, docid))
        return;
    char id[FOI_ID_LENGTH + 1];
    foi_snapshot_id(snapshot, docid, id);
    cr_assert_eq(foi_snapshot_find(snapshot, id), docid);
    g_autoptr(foi_document) document = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_snapshot_document(snapshot, docid, &document, &error), FOI_OK, "%s",
                 error.message);
    cr_assert_str_eq(document->id, id);
    uint32_t number = number_of(id);
    g_ptr_array_add(lines, g_strdup(document->text.bytes->str));
    g_ptr_array_add(lines, g_strdup_printf("%u came with %" G_GUINT64_FORMAT, number,
                                           foi_snapshot_added(snapshot, segment)[row]));
    g_autoptr(GPtrArray) places = foi_snapshot_places(snapshot, docid);
    for (guint i = 0; i < places->len; i++) {
        const foi_place *place = g_ptr_array_index(places, i);
        g_ptr_array_add(lines, place->member == NULL
                                   ? g_strdup_printf("%u in %s", number, place->location)
                                   : g_strdup_printf("%u in %s member %s of %s", number,
                                                     place->location, place->member,
                                                     place->parent != NULL ? place->parent : "-"));
    }
    const foi_place *first = g_ptr_array_index(places, 0);
    cr_assert_str_eq(document->location, first->location);
    for (size_t i = 0; i < G_N_ELEMENTS(compared_fields); i++) {
        const foi_column *column =
            foi_snapshot_column(snapshot, segment, foi_field_find(compared_fields[i]));
        uint32_t count;
        const uint32_t *ordinals = foi_column_row(column, row, &count);
        GString *line = g_string_new(NULL);
        g_string_printf(line, "%u %s", number, compared_fields[i]);
        for (uint32_t j = 0; j < count; j++)
            append_value(foi_column_value(column, ordinals[j]), line);
        g_ptr_array_add(lines, g_string_free(line, FALSE));
    }
}

static bool snapshot_file(const foi_file_state *state, void *lines)
{
    g_ptr_array_add(lines, g_strdup_printf("file %s %s", state->path,
                                           foi_vocabulary_name(FOI_VOCABULARY_READ_STATUS,
                                                               (int)state->status)));
    return true;
}

static char *snapshot_dump(foi_snapshot *snapshot)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    uint32_t documents = 0;
    for (size_t segment = 0; segment < foi_snapshot_segments(snapshot); segment++) {
        uint32_t rows =
            foi_column_rows(foi_snapshot_column(snapshot, segment, foi_field_find("type")));
        for (uint32_t row = 0; row < rows; row++) {
            uint32_t docid = foi_snapshot_docid(snapshot, segment, row);
            documents += !foi_snapshot_is_removed(snapshot, docid);
            snapshot_row(snapshot, segment, row, lines);
        }
    }
    foi_store_info info;
    foi_snapshot_info(snapshot, &info);
    cr_assert_eq(info.documents, documents);
    cr_assert_eq(foi_snapshot_damage(snapshot, NULL), FOI_OK);
    cr_assert_eq(foi_snapshot_each_file(snapshot, snapshot_file, lines, NULL), FOI_OK);
    return join_sorted(lines);
}

/* --- changing both ---------------------------------------------------------------------------- */

/* What is there already is written anew where ANEW, as for a newer tagger. */
static void write_file(foi_store_writer *writer, const model *all, uint32_t number, bool anew)
{
    const model_file *file = &all->files[number];
    char path[32];
    file_path(number, path);
    if (!file->there) {
        foi_store_writer_drop_file(writer, path);
        return;
    }
    foi_file_state *state = foi_file_state_new(path);
    state->status = file->failed ? FOI_READ_DAMAGED : FOI_READ_OK;
    for (uint32_t j = 0; j < MEMBERS; j++) {
        if (file->documents[j] == 0)
            continue;
        g_autofree char *text = text_of(file->documents[j] - 1);
        g_autoptr(foi_document) document = fixture_document(file->documents[j] - 1, text);
        document->member = j > 0 ? g_strdup_printf("%u", j) : NULL;
        if (j > 0 && file->inside) {
            document->parent = g_malloc0(FOI_ID_LENGTH + 1);
            fixture_id(file->documents[0] - 1, document->parent);
        }
        if (anew || !foi_store_writer_has(writer, document->id))
            cr_assert_eq(foi_store_writer_add(writer, document, NULL), FOI_OK);
        foi_file_state_add(state, document, true);
    }
    foi_store_writer_set_file(writer, state);
}

static void change_file(GRand *random, model *all, uint32_t number)
{
    model_file *file = &all->files[number];
    memset(file, 0, sizeof *file);
    file->there = g_rand_int_range(random, 0, 3) != 0;
    if (!file->there)
        return;
    file->failed = g_rand_int_range(random, 0, 6) == 0;
    for (uint32_t j = 0; j < MEMBERS && !file->failed; j++)
        if (g_rand_boolean(random)) {
            uint32_t document = (uint32_t)g_rand_int_range(random, 1, DOCUMENTS + 1);
            bool again = false;
            for (uint32_t k = 0; k < j; k++)
                again = again || file->documents[k] == document;
            file->documents[j] = again ? 0 : document;
        }
    file->inside = file->documents[0] != 0;
}

static void change(GRand *random, model *all, foi_store_writer *writer)
{
    for (int i = g_rand_int_range(random, 1, 8); i > 0; i--) {
        uint32_t number = (uint32_t)g_rand_int_range(random, 0, FILES);
        change_file(random, all, number);
        write_file(writer, all, number, g_rand_int_range(random, 0, 4) == 0);
    }
}

static void commit(foi_store_writer *writer)
{
    bool changed;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
}

static foi_store_writer *open_writer(const char *directory)
{
    foi_store_writer *writer = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    return writer;
}

static foi_snapshot *open_snapshot(const char *directory)
{
    foi_snapshot *snapshot = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, &error), FOI_OK, "%s", error.message);
    return snapshot;
}

static void expect_equal(foi_snapshot *snapshot, const char *wanted, guint32 seed, int round)
{
    g_autofree char *found = snapshot_dump(snapshot);
    cr_assert_str_eq(found, wanted, "seed %u, commit %d: found\n%s\ninstead of\n%s", seed, round,
                     found, wanted);
}

static bool same_report(const char *line, void *data)
{
    (void)data;
    return !g_str_has_prefix(line, "error");
}

static void report(const char *line, void *data)
{
    *(bool *)data = *(bool *)data && same_report(line, NULL);
}

static void run(guint32 seed, int commits)
{
    g_autofree char *directory = fixture_directory();
    GRand *random = g_rand_new_with_seed(seed);
    model *all = g_new0(model, 1);
    foi_store_writer *writer = open_writer(directory);
    g_autoptr(foi_snapshot) kept = NULL;
    g_autofree char *kept_dump = NULL;
    for (int round = 0; round < commits; round++) {
        change(random, all, writer);
        commit(writer);
        if (round % 5 == 4) { /* a new process goes on where the old one ended */
            foi_store_writer_free(writer);
            writer = open_writer(directory);
        }
        g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
        foi_store_info info;
        foi_snapshot_info(snapshot, &info);
        note_added(all, info.commit);
        g_autofree char *wanted = model_dump(all);
        expect_equal(snapshot, wanted, seed, round);
        cr_assert_leq(foi_snapshot_segments(snapshot), 22, "too many segments");
        if (kept == NULL) {
            kept = g_steal_pointer(&snapshot);
            kept_dump = g_strdup(wanted);
        }
    }
    /* The first commit is long swept; whoever opened it still sees it whole. */
    cr_assert_not(foi_snapshot_is_current(kept));
    expect_equal(kept, kept_dump, seed, 0);
    bool whole = true;
    cr_assert_eq(foi_store_check(directory, report, &whole, NULL), FOI_OK);
    cr_assert(whole);
    foi_store_writer_free(writer);
    g_rand_free(random);
    g_free(all);
    fixture_remove(directory);
}

Test(store_model, a_snapshot_shows_what_the_model_says_after_every_commit, .timeout = 300)
{
    for (guint32 seed = 1; seed <= 4; seed++)
        run(seed, 45);
}

/* Cases by brute force: documents 0, 5, 10, 15 share a reference, 20, 25... the next one. */
Test(store_model, results_do_not_depend_on_the_order_of_arrival, .timeout = 120)
{
    g_autofree char *first = NULL;
    for (int order = 0; order < 3; order++) {
        g_autofree char *directory = fixture_directory();
        g_autoptr(foi_store_writer) writer = open_writer(directory);
        for (uint32_t i = 0; i < 40; i++) {
            uint32_t number = order == 0 ? i : order == 1 ? 39 - i : (i * 17) % 40;
            g_autoptr(foi_document) document = fixture_document(number, "same");
            g_autofree char *path = g_strdup_printf("/%02u", number);
            cr_assert_eq(foi_store_writer_add(writer, document, NULL), FOI_OK);
            foi_store_writer_set_file(writer, fixture_state(path, document));
            if (order == 2 && i % 9 == 8)
                commit(writer);
        }
        commit(writer);
        g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
        GString *cases = g_string_new(NULL);
        for (uint32_t number = 0; number < 40; number++) {
            char id[FOI_ID_LENGTH + 1];
            fixture_id(number, id);
            g_autoptr(foi_document) document = NULL;
            uint32_t docid = foi_snapshot_find(snapshot, id);
            cr_assert_eq(foi_snapshot_document(snapshot, docid, &document, NULL), FOI_OK);
            cr_assert_eq(document->case_id != NULL, number % 5 == 0);
            g_string_append_printf(cases, "%s ",
                                   document->case_id != NULL ? document->case_id : "-");
        }
        if (first == NULL)
            first = g_strdup(cases->str);
        cr_assert_str_eq(cases->str, first);
        g_string_free(cases, TRUE);
        fixture_remove(directory);
    }
}
