/* Collapsing, compared with going over the whole answer by hand: which hits there are on which
 * page, and what is one with each. */
#include "search_fixture.h"

TestSuite(collapse, .init = set_up, .fini = tear_down, .timeout = 300);

static const char *const words[] = {"zorp",  "quill",  "brisk", "fable", "gloom",
                                    "hazel", "jumble", "knot",  "limp",  "mango"};
static const char *const dates[] = {"2018-12-31", "2019-05-24", "2019-05", "2019", "2021", NULL};

#define PICK(random, array) (array)[g_rand_int_range(random, 0, G_N_ELEMENTS(array))]

/* A letter long enough to be known again, its words among them. */
static char *random_letter(GRand *random)
{
    GString *text = g_string_new(
        "we hold the information that you asked for and refuse it since its disclosure would "
        "prejudice the prevention of crime as set out below");
    for (int i = g_rand_int_range(random, 2, 12); i > 0; i--)
        g_string_append_printf(text, " %s", PICK(random, words));
    return g_string_free(text, FALSE);
}

/* A line of a mail's head: it tells copies apart by their scores. */
static void add_head(GRand *random, foi_document *document)
{
    g_autoptr(GString) line = g_string_new("Subject:");
    for (int i = g_rand_int_range(random, 0, 3); i > 0; i--)
        g_string_append_printf(line, " %s", PICK(random, words));
    g_string_append(document->text.bytes, "\n\n");
    foi_block block = {document->text.bytes->len, line->len,    0, 0,
                       FOI_BLOCK_MAIL_HEADER,     FOI_ZONE_BODY};
    g_string_append(document->text.bytes, line->str);
    g_array_append_val(document->text.blocks, block);
}

/* COUNT documents in about a third as many files, of LETTERS different letters. */
static void random_documents(GRand *random, guint count, guint letters)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < letters; i++)
        g_ptr_array_add(texts, random_letter(random));
    for (guint i = 0; i < count; i++) {
        g_autofree char *path =
            g_strdup_printf("/c/%04d.zip", g_rand_int_range(random, 0, (gint)(count / 3)));
        const char *text = g_rand_int_range(random, 0, 8) == 0
                               ? "thank you for your letter zorp quill"
                               : texts->pdata[g_rand_int_range(random, 0, (gint)letters)];
        foi_document *document = add_document(path, text);
        document->member = g_strdup_printf("%u.txt", i);
        const char *date = PICK(random, dates);
        if (date)
            set_date(document, date);
        add_head(random, document);
        if (g_rand_boolean(random)) {
            g_autofree char *number =
                g_strdup_printf("FS50%06d", g_rand_int_range(random, 0, (gint)(count / 5)));
            foi_tags_add_reference(&document->tags, FOI_REFERENCE_ICO_CASE, number, true,
                                   read_evidence);
        }
    }
}

static int compare_locations(const void *a, const void *b)
{
    const foi_document *x = *(const foi_document *const *)a;
    const foi_document *y = *(const foi_document *const *)b;
    int order = strcmp(x->location, y->location);
    return order != 0 ? order : strcmp(x->id, y->id);
}

/* Writes the documents file after file, and commits after each EVERY of them. */
static void write_files(guint every)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy(documents, NULL, NULL);
    g_ptr_array_set_free_func(sorted, NULL);
    g_ptr_array_sort(sorted, compare_locations);
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    foi_file_state *state = NULL;
    for (guint i = 0; i < sorted->len; i++) {
        const foi_document *document = sorted->pdata[i];
        const foi_document *next = i + 1 < sorted->len ? sorted->pdata[i + 1] : NULL;
        if (!state)
            state = foi_file_state_new(document->location);
        cr_assert_eq(foi_store_writer_add(writer, document, &error), FOI_OK, "%s", error.message);
        foi_file_state_add(state, document, true);
        if (next && strcmp(next->location, document->location) == 0)
            continue;
        foi_store_writer_set_file(writer, g_steal_pointer(&state));
        if (!next || i % every == 0)
            cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s",
                         error.message);
    }
}

/* --- by hand ------------------------------------------------------------------------------------
 */

static const foi_document *document_of(const char *id)
{
    for (guint i = 0; i < documents->len; i++)
        if (strcmp(((const foi_document *)documents->pdata[i])->id, id) == 0)
            return documents->pdata[i];
    return NULL;
}

/* What two hits have in common that are one. */
static char *group_of(const foi_hit *hit, foi_collapse by)
{
    if (by == FOI_COLLAPSE_CONTAINER)
        return g_strdup(hit->location);
    if (by == FOI_COLLAPSE_CASE)
        return g_strdup(hit->case_id ? hit->case_id : hit->id);
    const foi_text *text = &document_of(hit->id)->text;
    const foi_block *block = &g_array_index(text->blocks, foi_block, 0);
    g_autofree char *letter = g_strndup(text->bytes->str + block->start, block->length);
    g_auto(GStrv) parts = g_strsplit(letter, " ", -1);
    return g_strdup(by == FOI_COLLAPSE_COPIES && g_strv_length(parts) >= 20 ? letter : hit->id);
}

/* A group: its first hit, and the ids of the others, sorted. */
typedef struct group {
    const foi_hit *first;
    GPtrArray *others;
} group;

static void group_free(void *data)
{
    group *g = data;
    g_ptr_array_unref(g->others);
    g_free(g);
}

static GPtrArray *groups_of(const foi_results *all, foi_collapse by)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < foi_results_hits(all); i++) {
        const foi_hit *hit = foi_results_hit(all, i);
        char *name = group_of(hit, by);
        group *found = g_hash_table_lookup(known, name);
        if (found) {
            g_ptr_array_add(found->others, (gpointer)hit->id);
            g_free(name);
            continue;
        }
        found = g_new0(group, 1);
        found->first = hit;
        found->others = g_ptr_array_new();
        g_ptr_array_add(groups, found);
        g_hash_table_insert(known, name, found);
    }
    return groups;
}

/* --- comparing ----------------------------------------------------------------------------------
 */

static foi_search_options options_of(foi_collapse by, foi_sort sort)
{
    foi_search_options options;
    foi_search_options_init(&options);
    options.collapse = by;
    options.sort = sort;
    options.snippets = 0;
    options.facets = "type";
    return options;
}

/* Each copy once, newer ones first and undated ones last. */
static void compare_copies(const char *query, const foi_hit *hit, const group *wanted)
{
    cr_assert_eq(hit->copy_count, wanted->others->len, "%s: %s", query, hit->id);
    for (size_t i = 0; i < hit->copy_count; i++) {
        const foi_copy *copy = &hit->copies[i];
        const foi_document *document = document_of(copy->id);
        cr_assert(g_ptr_array_find_with_equal_func(wanted->others, copy->id, g_str_equal, NULL),
                  "%s: %s is no copy of %s", query, copy->id, hit->id);
        cr_assert_not_null(document);
        cr_assert_str_eq(copy->location, document->location);
        cr_assert_str_eq(copy->member, document->member);
        cr_assert_eq(g_strcmp0(copy->date, document->tags.date), 0);
        if (i == 0)
            continue;
        const foi_copy *before = copy - 1;
        int order = before->date && copy->date ? strncmp(before->date, copy->date, 4)
                    : before->date             ? 1
                    : copy->date               ? -1
                                               : 0;
        cr_assert(order >= 0, "%s: %s before %s", query, before->id, copy->id);
        cr_assert_str_neq(before->id, copy->id);
    }
}

static void compare_page(const char *query, const foi_search_options *options,
                         const GPtrArray *groups, uint32_t total)
{
    foi_results *page = ask_with(query, options);
    size_t end = MIN((size_t)options->offset + options->limit, groups->len);
    size_t wanted = end > options->offset ? end - options->offset : 0;
    bool counts = options->collapse > FOI_COLLAPSE_NONE;

    cr_assert_eq(foi_results_total(page), total, "%s", query);
    cr_assert_eq(foi_results_total_groups(page), counts ? groups->len : 0, "%s: %u groups", query,
                 foi_results_total_groups(page));
    cr_assert_eq(foi_results_hits(page), wanted, "%s by %d from %u: %zu hits, not %zu", query,
                 options->collapse, options->offset, foi_results_hits(page), wanted);
    for (size_t i = 0; i < wanted; i++) {
        const foi_hit *hit = foi_results_hit(page, i);
        const group *g = groups->pdata[options->offset + i];
        cr_assert_str_eq(hit->id, g->first->id, "%s by %d, sort %d, hit %u", query,
                         options->collapse, options->sort, hit->rank);
        cr_assert_eq(hit->rank, options->offset + i + 1);
        cr_assert_float_eq(hit->score, g->first->score, 1e-9);
        cr_assert_eq(hit->more, g->others->len);
        if (options->collapse == FOI_COLLAPSE_COPIES)
            compare_copies(query, hit, g);
        else
            cr_assert_eq(hit->copy_count, 0);
    }
    foi_results_free(page);
}

static void compare_query(GRand *random, const char *query, foi_collapse by, foi_sort sort,
                          uint64_t since)
{
    foi_search_options options = options_of(FOI_COLLAPSE_NONE, sort);
    options.added_after = since;
    options.limit = 10000;
    foi_results *all = ask_with(query, &options);
    g_autoptr(GPtrArray) groups = groups_of(all, by);
    options.collapse = by;
    compare_page(query, &options, groups, foi_results_total(all));
    options.limit = (uint32_t)g_rand_int_range(random, 1, 9);
    for (options.offset = 0; options.offset <= groups->len; options.offset += options.limit)
        compare_page(query, &options, groups, foi_results_total(all));
    foi_results_free(all);
}

static char *random_query(GRand *random)
{
    GString *query = g_string_new(NULL);
    for (int i = g_rand_int_range(random, 1, 5); i > 0; i--)
        g_string_append_printf(query, "%s%s%s", query->len > 0 ? " " : "",
                               g_rand_int_range(random, 0, 8) == 0 ? "-" : "", PICK(random, words));
    if (g_rand_int_range(random, 0, 4) == 0)
        g_string_append(query, " date:2019");
    if (g_rand_int_range(random, 0, 6) == 0)
        g_string_assign(query, "type:missing");
    if (query->str[0] == '-')
        g_string_erase(query, 0, 1);
    return g_string_free(query, FALSE);
}

static void compare_random(guint seed, guint every, guint letters)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    random_documents(random, 240, letters);
    write_files(every);
    open_index();
    for (int i = 0; i < 200; i++) {
        g_autofree char *query = random_query(random);
        for (int by = FOI_COLLAPSE_COPIES; by <= FOI_COLLAPSE_CASE; by++)
            compare_query(random, query, (foi_collapse)by, (foi_sort)(i % 3),
                          i % 5 == 0 ? (uint64_t)(i / 5 % 6) : 0);
    }
}

Test(collapse, pages_are_those_of_the_whole_answer_collapsed_by_hand)
{
    compare_random(11, 1000, 40);
}

Test(collapse, pages_over_many_segments_are_too)
{
    compare_random(12, 12, 40);
}

/* Nearly all hits of a page fall away, and those of the next too. */
Test(collapse, pages_are_full_where_there_are_few_letters_and_many_copies)
{
    compare_random(13, 50, 6);
}

/* --- what a reader is told ----------------------------------------------------------------------
 */

static const char letter[] =
    "We hold the harbour survey that you asked for and refuse to disclose it under section 31 of "
    "the Act, since disclosure would prejudice the prevention of crime";

Test(collapse, the_same_bytes_at_several_places_are_one_hit_that_shows_them_all)
{
    foi_document *first = add_document("/a/letter.txt", letter);
    foi_document *again = add_document("/b/letter.txt", letter);
    memcpy(again->id, first->id, FOI_ID_LENGTH);
    write_index(10);
    open_index();
    foi_results *results = ask("harbour");
    cr_assert_eq(foi_results_total(results), 1);
    const foi_hit *hit = foi_results_hit(results, 0);
    cr_assert_str_eq(hit->location, "/a/letter.txt");
    cr_assert_eq(hit->place_count, 1);
    cr_assert_str_eq(hit->places[0].location, "/b/letter.txt");
    cr_assert_null(hit->places[0].member);
    cr_assert_eq(hit->copy_count, 0);
    g_autofree char *json = foi_results_to_json(results);
    cr_assert(strstr(json, "\"places\":[{\"location\":\"/b/letter.txt\",\"member\":null}]"), "%s",
              json);
    foi_results_free(results);
}

Test(collapse, a_letter_sent_again_is_named_in_the_hit_and_still_counted)
{
    set_date(add_document("/sent.pdf", letter), "2019-05");
    set_date(add_document("/again.docx", letter), "2020-01-02");
    add_document("/undated.txt", letter);
    write_index(1);
    open_index();
    foi_results *results = ask("harbour");
    cr_assert_eq(foi_results_total(results), 3);
    cr_assert_eq(foi_results_hits(results), 1);
    const foi_hit *hit = foi_results_hit(results, 0);
    cr_assert_str_eq(hit->location, "/again.docx", "equal ones newest first");
    cr_assert_eq(hit->copy_count, 2);
    cr_assert_eq(hit->more, 2);
    cr_assert_str_eq(hit->copies[0].location, "/sent.pdf");
    cr_assert_str_eq(hit->copies[0].date, "2019-05");
    cr_assert_str_eq(hit->copies[1].location, "/undated.txt");
    cr_assert_null(hit->copies[1].date);
    foi_results_free(results);
    /* What a filter leaves out is not named either. */
    results = ask("harbour date:2020");
    cr_assert_eq(foi_results_hits(results), 1);
    cr_assert_eq(foi_results_hit(results, 0)->copy_count, 0);
    foi_results_free(results);
}

Test(collapse, a_way_to_collapse_that_there_is_not_is_an_error)
{
    foi_search_options options = options_of((foi_collapse)9, FOI_SORT_RELEVANCE);
    foi_results *results = NULL;
    add_document("/a", letter);
    write_index(1);
    open_index();
    cr_assert_eq(foi_index_search(index_handle, "harbour", &options, &results), FOI_ERROR_ARGUMENT);
    cr_assert(strstr(foi_index_error(index_handle), "collapse"));
}

Test(collapse, a_page_of_no_hits_still_counts_the_groups)
{
    foi_search_options options = options_of(FOI_COLLAPSE_CONTAINER, FOI_SORT_RELEVANCE);
    options.limit = 0;
    add_document("/a", letter);
    add_document("/b", letter);
    write_index(1);
    open_index();
    foi_results *results = ask_with("harbour", &options);
    cr_assert_eq(foi_results_total(results), 2);
    cr_assert_eq(foi_results_total_groups(results), 2);
    cr_assert_eq(foi_results_hits(results), 0);
    foi_results_free(results);
}
