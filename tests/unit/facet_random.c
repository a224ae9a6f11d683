/* facet_random.c - every facet of random queries, compared with looking at each document, and the
 * queries that drill down compared with the counts they are given with. */
#include "random_queries.h"

TestSuite(facet_random, .init = set_up, .fini = tear_down, .timeout = 300);

#define FACETS                                                                                     \
    "authority,sector,regime,type,exemption,ruling,outcome,favours,year,month,file,lang,path"

/* What is counted of one facet. */
typedef struct looked_facet {
    GHashTable *counts; /* value -> documents */
    guint missing;
} looked_facet;

static void count_document(looked_facet *facet, const foi_document *document, const char *field)
{
    g_autoptr(GPtrArray) values = look_at(document, field);

    facet->missing += values->len == 0;
    for (guint i = 0; i < values->len; i++) {
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(facet->counts, values->pdata[i]));
        g_hash_table_insert(facet->counts, g_strdup(values->pdata[i]), GUINT_TO_POINTER(count + 1));
    }
}

/* The path of DOCUMENT, where it is a folder of FACET, else the folder that it lies in. */
static char *folder_of(const looked_facet *facet, const foi_document *document)
{
    g_autofree char *lower = g_ascii_strdown(document->location, -1);

    return g_hash_table_contains(facet->counts, lower) ? g_steal_pointer(&lower)
                                                       : g_path_get_dirname(lower);
}

/* A path that no match lies in is no folder. */
static void drop_files(looked_facet *facet, const looked *l)
{
    g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter each;
    void *path;

    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = documents->pdata[i];
        g_autofree char *lower = g_ascii_strdown(document->location, -1);
        for (char *slash; is_match(l, document, "path") && (slash = strrchr(lower, '/'));) {
            *slash = '\0';
            g_hash_table_add(folders, g_strdup(lower));
        }
    }
    g_hash_table_iter_init(&each, facet->counts);
    while (g_hash_table_iter_next(&each, &path, NULL)) {
        if (!g_hash_table_contains(folders, path)) {
            g_hash_table_iter_remove(&each);
        }
    }
}

/* A folder that is no more than the way to the one folder in it is not told. */
static void drop_folders_above(looked_facet *facet, const looked *l)
{
    g_autofree char *common = NULL;

    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = documents->pdata[i];
        if (!is_match(l, document, "path")) {
            continue;
        }
        g_autofree char *folder = folder_of(facet, document);
        if (!common) {
            common = g_strdup(folder);
        }
        g_autofree char *inside = g_strconcat(folder, "/", NULL);
        for (;;) {
            g_autofree char *whole = g_strconcat(common, "/", NULL);
            if (g_str_has_prefix(inside, whole)) {
                break;
            }
            *strrchr(common, '/') = '\0';
        }
    }
    while (common && strrchr(common, '/')) {
        *strrchr(common, '/') = '\0';
        g_hash_table_remove(facet->counts, common);
    }
}

static void look_at_facet(const looked *l, const char *field, looked_facet *facet)
{
    facet->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < documents->len; i++) {
        if (is_match(l, documents->pdata[i], field)) {
            count_document(facet, documents->pdata[i], field);
        }
    }
    if (strcmp(field, "path") == 0) {
        drop_files(facet, l);
        drop_folders_above(facet, l);
    }
}

static bool has_value(const made *m, const char *value)
{
    for (guint i = 0; m->parts && i < m->parts->len; i++) {
        if (has_value(m->parts->pdata[i], value)) {
            return true;
        }
    }
    return m->kind == MADE_FIELD && g_strcmp0(m->text, value) == 0;
}

/* The outermost level has VALUE (NULL: missing) of FIELD among its filters. */
static bool is_asked_for(const looked *l, const char *field, const char *value)
{
    const made *m = l->outermost;

    if (is_filter_of(m, field)) {
        return has_value(m, value);
    }
    for (guint i = 0; m->kind == MADE_ALL && i < m->parts->len; i++) {
        const made *part = m->parts->pdata[i];
        if (is_filter_of(part, field) && has_value(part, value)) {
            return true;
        }
    }
    return false;
}

static bool is_filtered(const looked *l, const char *field)
{
    const made *m = l->outermost;
    bool filtered = is_filter_of(m, field);

    for (guint i = 0; m->kind == MADE_ALL && i < m->parts->len; i++) {
        filtered |= is_filter_of(m->parts->pdata[i], field);
    }
    return filtered;
}

static void compare_order(const char *query, const foi_facet *facet)
{
    for (size_t i = 1; i < facet->value_count; i++) {
        const foi_facet_value *before = &facet->values[i - 1];
        const foi_facet_value *value = &facet->values[i];
        cr_assert(before->count > value->count ||
                      (before->count == value->count && strcmp(before->value, value->value) < 0),
                  "%s: %s %s", query, facet->name, value->value);
    }
}

static void compare_parent(const char *query, const foi_facet *facet, size_t number)
{
    const foi_facet_value *value = &facet->values[number];
    bool path = strcmp(facet->name, "path") == 0;
    const char *last = strrchr(value->value, path ? '/' : '(');
    bool enclosed = path ? number > 0 : last != NULL;

    if (strcmp(facet->name, "exemption") != 0 && strcmp(facet->name, "ruling") != 0 && !path) {
        cr_assert_null(value->parent);
        return;
    }
    cr_assert_eq(value->parent != NULL, enclosed, "%s: %s", query, value->value);
    g_autofree char *above = g_strndup(value->value, last ? (size_t)(last - value->value) : 0);
    for (size_t i = 0; enclosed && i <= number; i++) {
        cr_assert_lt(i, number, "%s: %s is not within a value", query, value->value);
        if (strcmp(facet->values[i].value, value->parent) == 0) {
            cr_assert_str_eq(value->parent, above);
            break;
        }
    }
}

static void compare_facet(const char *query, const looked *l, const foi_facet *facet)
{
    looked_facet wanted = {0};

    look_at_facet(l, facet->name, &wanted);
    cr_assert_eq(facet->missing, wanted.missing, "%s: %s missing", query, facet->name);
    cr_assert_eq(facet->distinct, g_hash_table_size(wanted.counts), "%s: %s has %u", query,
                 facet->name, facet->distinct);
    cr_assert_eq(facet->value_count, facet->distinct);
    cr_assert_eq(facet->widened != 0, is_filtered(l, facet->name), "%s: %s", query, facet->name);
    cr_assert_eq(facet->missing_selected != 0, is_asked_for(l, facet->name, NULL));
    compare_order(query, facet);
    for (size_t i = 0; i < facet->value_count; i++) {
        const foi_facet_value *value = &facet->values[i];
        g_autofree char *folded = g_ascii_strdown(value->value, -1);
        cr_assert_eq(value->count, GPOINTER_TO_UINT(g_hash_table_lookup(wanted.counts, folded)),
                     "%s: %s %s has %u", query, facet->name, value->value, value->count);
        cr_assert_eq(value->selected != 0, is_asked_for(l, facet->name, folded), "%s: %s", query,
                     value->value);
        compare_parent(query, facet, i);
    }
    g_hash_table_unref(wanted.counts);
}

static void expect_count(const char *query, const char *drill, guint count)
{
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 0;
    options.facets = "";
    cr_assert_not_null(drill, "%s", query);
    foi_results *results = ask_with(drill, &options);
    cr_assert_eq(foi_results_total(results), count, "%s: %s gives %u, not %u", query, drill,
                 foi_results_total(results), count);
    foi_results_free(results);
}

/* The query of one value chosen at random, and that of the missing ones. */
static void try_drilling(GRand *random, const char *query, const foi_facet *facet)
{
    if (facet->value_count > 0) {
        size_t number = (size_t)g_rand_int_range(random, 0, (gint32)facet->value_count);
        expect_count(query, facet->values[number].query, facet->values[number].count);
    }
    if (strcmp(facet->name, "path") == 0) {
        cr_assert_null(facet->missing_query);
    } else {
        expect_count(query, facet->missing_query, facet->missing);
    }
}

static void compare(GRand *random, const char *query, const made *tree)
{
    looked l = look_for(tree);
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 0;
    options.facet_size = 0;
    options.facets = FACETS;
    foi_results *results = ask_with(query, &options);
    cr_assert_eq(foi_results_total(results), l.total, "%s", query);
    cr_assert_eq(foi_results_facets(results), 13);
    for (size_t i = 0; i < foi_results_facets(results); i++) {
        const foi_facet *facet = foi_results_facet(results, i);
        compare_facet(query, &l, facet);
        if (!l.relaxed) {
            try_drilling(random, query, facet);
        }
    }
    foi_results_free(results);
}

static void compare_random(guint seed, guint every, int queries)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);

    random_documents(random, 150);
    write_index(every);
    open_index();
    for (int i = 0; i < queries; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autoptr(made) tree = make_query(random, text);
        compare(random, text->str, tree);
    }
}

Test(facet_random, facets_of_random_queries_equal_looking_at_every_document)
{
    compare_random(11, 1000, 500);
}

Test(facet_random, facets_over_many_segments_do_too)
{
    compare_random(12, 20, 500);
}

/* --- text as people type and paste it ----------------------------------------------------------
 */

static char *random_text(GRand *random)
{
    static const char *const pieces[] = {
        "zorp",
        "quill",
        "the",
        "zor*",
        "\"zorp quill\"",
        "(",
        ")",
        "-",
        "+",
        " OR ",
        " AND ",
        " NOT ",
        " NEAR ",
        "&",
        "...",
        "\xc2\xa0",
        "\xe2\x80\x9c",
        "\xe2\x80\x9d",
        "s31",
        "home",
        "(a)",
        "\n",
        "after:2018",
        "type:response",
        "type:",
        "/",
        "x: y",
        ":",
        "exemption:31",
        "exemption:40(2)",
        "(type:request OR type:response)",
        "year:2019",
        "authority:home-office",
        "path:/r/other",
        "lang:missing",
        "favours:\"requester\"",
    };
    GString *text = g_string_new(NULL);

    for (int i = g_rand_int_range(random, 1, 7); i > 0; i--) {
        g_string_append(text, PICK(random, pieces));
        g_string_append(text, g_rand_int_range(random, 0, 3) > 0 ? " " : "");
    }
    return g_string_free(text, FALSE);
}

/* Whatever is a query drills down by queries, however it is punctuated. */
Test(facet_random, odd_queries_drill_down_to_what_they_count)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(13);
    guint drilled = 0;

    random_documents(random, 60);
    write_index(25);
    open_index();
    for (int i = 0; i < 3000; i++) {
        g_autofree char *query = random_text(random);
        foi_search_options options;
        foi_results *results = NULL;
        foi_search_options_init(&options);
        options.limit = 0;
        options.facets = "type,exemption,authority,path";
        if (foi_index_search(index_handle, query, &options, &results) != FOI_OK) {
            continue;
        }
        for (size_t f = 0; !foi_results_relaxed(results) && f < 4; f++, drilled++) {
            try_drilling(random, query, foi_results_facet(results, f));
        }
        foi_results_free(results);
    }
    cr_assert_gt(drilled, 1000);
}
