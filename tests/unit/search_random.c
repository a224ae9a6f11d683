/* search_random.c - random queries over random documents, compared with looking at each document.
 */
#include "search_fixture.h"

TestSuite(search_random, .init = set_up, .fini = tear_down, .timeout = 120);

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

Test(search_random, random_queries_equal_looking_at_every_document)
{
    compare_random(3, 150, 1000, 300);
}

Test(search_random, random_queries_over_many_segments_do_too)
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

Test(search_random, random_ranges_of_dates_equal_looking_at_every_document)
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

/* --- the same from one segment and from many ----------------------------------------------------
 */

/* Takes each seventh document out again. */
static void remove_some(void)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;

    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    for (guint i = 0; i < documents->len; i += 7) {
        foi_store_writer_drop_file(writer, ((const foi_document *)documents->pdata[i])->location);
    }
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
}

static GPtrArray *answers_in_segments(guint every, bool removed, const GPtrArray *queries)
{
    GPtrArray *answers = g_ptr_array_new_with_free_func(g_free);

    remove_tree(directory);
    write_index(every);
    if (removed) {
        remove_some();
    }
    open_index();
    for (guint i = 0; i < queries->len; i++) {
        /* Removed documents still count among those that make a word common. */
        foi_sort order = removed ? FOI_SORT_DATE : (foi_sort)(i % 3);
        g_ptr_array_add(answers, answer_of(queries->pdata[i], order, !removed));
    }
    return answers;
}

static void compare_segments(guint seed, bool removed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func(g_free);

    random_documents(random, 100);
    for (int i = 0; i < 300; i++) {
        GString *text = g_string_new(NULL);
        g_array_unref(random_query(random, text));
        g_ptr_array_add(queries, g_string_free(text, FALSE));
    }
    g_autoptr(GPtrArray) one = answers_in_segments(1000, removed, queries);
    g_autoptr(GPtrArray) many = answers_in_segments(5, removed, queries);
    for (guint i = 0; i < queries->len; i++) {
        cr_assert_str_eq(many->pdata[i], one->pdata[i], "%s: %s, but from one segment %s",
                         (char *)queries->pdata[i], (char *)many->pdata[i], (char *)one->pdata[i]);
    }
}

Test(search_random, one_segment_and_many_answer_alike)
{
    compare_segments(6, false);
}

Test(search_random, one_segment_and_many_answer_alike_without_what_was_removed)
{
    compare_segments(7, true);
}

/* --- pages ---------------------------------------------------------------------------------------
 */

static char *ids_of_page(const char *query, foi_sort order, uint32_t offset, uint32_t limit)
{
    GString *ids = g_string_new(NULL);
    foi_search_options options;

    foi_search_options_init(&options);
    options.sort = order;
    options.offset = offset;
    options.limit = limit;
    foi_results *results = ask_with(query, &options);
    for (size_t i = 0; i < foi_results_hits(results); i++) {
        g_string_append(ids, foi_results_hit(results, i)->id);
    }
    foi_results_free(results);
    return g_string_free(ids, FALSE);
}

/* Pages put side by side are the whole, however many documents are equally good. */
Test(search_random, pages_continue_each_other)
{
    static const char *const queries[] = {"zorp",        "zorp quill brisk hazel", "type:request",
                                          "same -mango", "\"same words\"",         "same OR zorp"};
    g_autoptr(GRand) random = g_rand_new_with_seed(8);

    random_documents(random, 60);
    for (int i = 0; i < 80; i++) {
        g_autofree char *path = g_strdup_printf("/same/%02d", i);
        foi_document *document = add_document(path, "same words");
        if (dates[i % G_N_ELEMENTS(dates)]) {
            set_date(document, dates[i % G_N_ELEMENTS(dates)]);
        }
    }
    write_index(30);
    open_index();
    for (size_t q = 0; q < G_N_ELEMENTS(queries); q++) {
        for (int order = 0; order < 3; order++) {
            g_autofree char *whole = ids_of_page(queries[q], (foi_sort)order, 0, 10000);
            g_autoptr(GString) pages = g_string_new(NULL);
            for (uint32_t at = 0; at < 200; at += 7) {
                g_autofree char *page = ids_of_page(queries[q], (foi_sort)order, at, 7);
                g_string_append(pages, page);
            }
            cr_assert_str_eq(pages->str, whole, "%s in order %d", queries[q], order);
        }
    }
}
