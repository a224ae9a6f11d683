/* select_words.c - phrases, words near each other, exact words and beginnings, compared with a scan
 * over the words of each document. */
#include "query/match/match.h"
#include "search_fixture.h"

TestSuite(select_words, .init = set_up, .fini = tear_down, .timeout = 120);

static foi_stemmer *stemmer;
static foi_snapshot *snapshot;

/* Words that share stems and beginnings, some of them with an apostrophe or in capitals. */
static const char *const texts[] = {"hold", "holds",  "Holding", "holdall", "policy", "policies",
                                    "polo", "hoping", "hope",    "hop",     "data",   "Date's",
                                    "no",   "e-mail", "mail",    "A",       "a"};

#define PICK(random, array) (array)[g_rand_int_range(random, 0, G_N_ELEMENTS(array))]

static void write_random_index(GRand *random, int count, guint every)
{
    for (int i = 0; i < count; i++) {
        g_autoptr(GString) text = g_string_new("x");
        g_autofree char *path = g_strdup_printf("/r/%04d", i);
        for (int w = g_rand_int_range(random, 0, 25); w >= 0; w--) {
            g_string_append(text, g_rand_int_range(random, 0, 9) == 0 ? ".\n" : " ");
            g_string_append(text, PICK(random, texts));
        }
        add_document(path, text->str);
    }
    write_index(every);
    cr_assert_eq(foi_stemmer_new(FOI_STEMMER_LANGUAGE, &stemmer, NULL), FOI_OK);
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
}

static void close_index(void)
{
    foi_snapshot_free(snapshot);
    foi_stemmer_free(stemmer);
}

/* --- by a scan ----------------------------------------------------------------------------------
 */

typedef struct placed {
    char *word;
    uint32_t position;
} placed;

static void clear_placed(void *data)
{
    g_free(((placed *)data)->word);
}

static GArray *words_of(const foi_document *document)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(placed));
    foi_word_walk walk;
    foi_word word;

    g_array_set_clear_func(words, clear_placed);
    foi_word_walk_start(&walk, &document->text);
    while (foi_word_walk_next(&walk, &word)) {
        placed p = {g_strndup(word.token.word, word.token.word_length), word.position};
        g_array_append_val(words, p);
    }
    return words;
}

static char *stem_of(const char *word)
{
    size_t length = 0;
    const char *term = foi_stemmer_term(stemmer, word, strlen(word), &length);

    return g_strndup(term, length);
}

static GPtrArray *cut_words(const char *text)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    foi_tokenizer tokenizer;
    foi_token token;

    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        g_ptr_array_add(words, g_strndup(token.word, token.word_length));
    }
    return words;
}

static bool stands_at(const GArray *words, const char *wanted, uint32_t position)
{
    for (guint i = 0; i < words->len; i++) {
        const placed *p = &g_array_index(words, placed, i);
        if (p->position == position && strcmp(p->word, wanted) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_phrase(const GArray *words, const char *text)
{
    g_autoptr(GPtrArray) wanted = cut_words(text);

    for (guint i = 0; i < words->len; i++) {
        guint k = 0;
        while (k < wanted->len &&
               stands_at(words, wanted->pdata[k], g_array_index(words, placed, i).position + k)) {
            k++;
        }
        if (k == wanted->len) {
            return true;
        }
    }
    return false;
}

static bool has_beginning(const GArray *words, const char *start)
{
    for (guint i = 0; i < words->len; i++) {
        if (g_str_has_prefix(g_array_index(words, placed, i).word, start)) {
            return true;
        }
    }
    return false;
}

/* An operand of NEAR. */
typedef struct operand {
    GPtrArray *words; /* of char *: stems where it is a single word that is not quoted */
    bool stem;
    uint32_t distance; /* from the one before */
} operand;

static bool operand_at(const GArray *words, const operand *o, uint32_t position)
{
    for (guint k = 0; k < o->words->len; k++) {
        bool found = false;
        for (guint i = 0; i < words->len; i++) {
            const placed *p = &g_array_index(words, placed, i);
            g_autofree char *stem = stem_of(p->word);
            found |= p->position == position + k &&
                     strcmp(o->stem ? stem : p->word, o->words->pdata[k]) == 0;
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/* Whether operands from NUMBER on follow one of LENGTH words at FROM. */
static bool chain_goes_on(const GArray *words, const GArray *operands, guint number, uint32_t from,
                          uint32_t length)
{
    if (number == operands->len) {
        return true;
    }
    const operand *o = &g_array_index(operands, operand, number);
    for (guint i = 0; i < words->len; i++) {
        uint32_t at = g_array_index(words, placed, i).position;
        uint32_t own = o->words->len;
        bool behind = at >= from + length && at - (from + length - 1) <= o->distance;
        bool before = from >= at + own && from - (at + own - 1) <= o->distance;
        if ((behind || before) && operand_at(words, o, at) &&
            chain_goes_on(words, operands, number + 1, at, own)) {
            return true;
        }
    }
    return false;
}

static bool has_near(const GArray *words, const GArray *operands)
{
    const operand *first = &g_array_index(operands, operand, 0);

    for (guint i = 0; i < words->len; i++) {
        uint32_t at = g_array_index(words, placed, i).position;
        if (operand_at(words, first, at) &&
            chain_goes_on(words, operands, 1, at, first->words->len)) {
            return true;
        }
    }
    return false;
}

/* --- by the index -------------------------------------------------------------------------------
 */

static foi_node *node_of(foi_node_kind kind, const char *text)
{
    foi_node *node = g_new0(foi_node, 1);

    node->kind = kind;
    node->text = g_strdup(text);
    node->required = true;
    return node;
}

static void free_node(void *node)
{
    foi_node_free(node);
}

/* The ids of the matches of NODE, which is taken over. */
static GHashTable *matches_of(foi_node *node, const char *label)
{
    g_autoptr(foi_node) root = g_new0(foi_node, 1);
    g_autoptr(foi_plan) plan = NULL;
    g_autoptr(foi_match) match = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    foi_search_options options;

    foi_search_options_init(&options);
    options.limit = 10000;
    options.collapse = FOI_COLLAPSE_NONE;
    root->kind = FOI_NODE_SEQUENCE;
    root->children = g_ptr_array_new_with_free_func(free_node);
    g_ptr_array_add(root->children, node);
    cr_assert_eq(foi_plan_make("", root, snapshot, stemmer, &plan, &error), FOI_OK, "%s: %s", label,
                 error.message);
    cr_assert_eq(foi_match_run(plan, snapshot, &options, &match, &error), FOI_OK, "%s: %s", label,
                 error.message);
    cr_assert_eq(match->page->len, match->total, "%s: a page of %u, total %u", label,
                 match->page->len, match->total);
    for (guint i = 0; i < match->page->len; i++) {
        char *id = g_malloc(FOI_ID_LENGTH + 1);
        foi_snapshot_id(snapshot, g_array_index(match->page, foi_ranked, i).docid, id);
        g_hash_table_add(ids, id);
    }
    cr_assert_eq(foi_snapshot_damage(snapshot, &error), FOI_OK, "%s", error.message);
    return ids;
}

typedef struct question {
    foi_node *node;
    char *text;
    GArray *operands; /* of operand: of a NEAR */
} question;

static void clear_operand(void *data)
{
    g_ptr_array_unref(((operand *)data)->words);
}

static void add_operand(GRand *random, question *q, GString *text)
{
    bool quoted = g_rand_int_range(random, 0, 3) == 0;
    g_autoptr(GString) words = g_string_new(PICK(random, texts));
    uint32_t distance = q->operands->len > 0 ? (uint32_t)g_rand_int_range(random, 1, 7) : 0;

    if (quoted && g_rand_boolean(random)) {
        g_string_append_printf(words, " %s", PICK(random, texts));
    }
    operand o = {cut_words(words->str), false, distance};
    o.stem = o.words->len == 1 && !quoted;
    if (o.stem) {
        char *stem = stem_of(o.words->pdata[0]);
        g_free(o.words->pdata[0]);
        o.words->pdata[0] = stem;
    }
    g_array_append_val(q->operands, o);
    foi_node *node = node_of(quoted ? FOI_NODE_PHRASE : FOI_NODE_WORD, words->str);
    node->distance = distance;
    g_ptr_array_add(q->node->children, node);
    g_string_append_printf(text, quoted ? " NEAR/%u \"%s\"" : " NEAR/%u %s", distance, words->str);
}

static question random_near(GRand *random)
{
    question q = {node_of(FOI_NODE_NEAR, NULL), NULL, g_array_new(FALSE, FALSE, sizeof(operand))};
    GString *text = g_string_new(NULL);

    g_array_set_clear_func(q.operands, clear_operand);
    q.node->children = g_ptr_array_new_with_free_func(free_node);
    for (int i = g_rand_int_range(random, 2, 4); i > 0; i--) {
        add_operand(random, &q, text);
    }
    q.text = g_string_free(text, FALSE);
    return q;
}

static question random_question(GRand *random)
{
    static const char *const beginnings[] = {"h", "ho", "hol", "hold", "pol", "d", "zz"};
    g_autoptr(GString) text = g_string_new(PICK(random, texts));
    int words = g_rand_int_range(random, 1, 4);
    question q = {0};

    switch (g_rand_int_range(random, 0, 3)) {
    case 0:
        q.text = g_strdup(PICK(random, beginnings));
        q.node = node_of(FOI_NODE_WILDCARD, q.text);
        return q;
    case 1:
        for (int i = 1; i < words; i++) {
            g_string_append_printf(text, " %s", PICK(random, texts));
        }
        q.text = g_strdup(text->str);
        q.node = node_of(FOI_NODE_PHRASE, q.text);
        return q;
    default:
        return random_near(random);
    }
}

static bool answers(const question *q, foi_node_kind kind, const GArray *words)
{
    switch (kind) {
    case FOI_NODE_WILDCARD:
        return has_beginning(words, q->text);
    case FOI_NODE_PHRASE:
        return has_phrase(words, q->text);
    default:
        return has_near(words, q->operands);
    }
}

static void compare_random(guint seed, int count, guint every, int questions)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);

    write_random_index(random, count, every);
    for (int i = 0; i < questions; i++) {
        question q = random_question(random);
        foi_node_kind kind = q.node->kind;
        g_autoptr(GHashTable) found = matches_of(q.node, q.text);
        for (guint d = 0; d < documents->len; d++) {
            const foi_document *document = documents->pdata[d];
            g_autoptr(GArray) words = words_of(document);
            bool wanted = answers(&q, kind, words);
            cr_assert_eq(g_hash_table_contains(found, document->id), wanted, "%s %s: %s", q.text,
                         wanted ? "does not find" : "finds", document->text.bytes->str);
        }
        g_free(q.text);
        if (q.operands) {
            g_array_unref(q.operands);
        }
    }
    close_index();
}

Test(select_words, equal_a_scan_of_the_words_in_one_segment)
{
    compare_random(21, 120, 1000, 250);
}

Test(select_words, equal_a_scan_of_the_words_in_many_segments)
{
    compare_random(22, 120, 7, 250);
}

/* LENGTH words, of which those at FIRST and SECOND are "hold" and "policy". */
static void add_long_document(const char *path, guint length, guint first, guint second)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < length; i++) {
        g_string_append(text, i == first ? "hold " : i == second ? "policy " : "x ");
    }
    add_document(path, text->str);
}

Test(select_words, phrases_are_found_anywhere_in_a_long_text)
{
    add_long_document("/r/behind", 70000, 69000, 69001);
    add_long_document("/r/apart", 70000, 1000, 1001 + 65536);
    add_long_document("/r/turned", 70000, 69001, 69000);
    add_long_document("/r/edge", 70000, 65535, 65536);
    write_index(2);
    open_index();
    expect_names("+\"hold policy\"", "behind edge");
    expect_names("+\"x hold policy x\"", "behind edge");
    expect_names("hold NEAR/1 policy", "behind turned edge");
}

Test(select_words, tables_that_are_damaged_or_gone_are_an_error)
{
    g_autofree char *path = g_strdup_printf("%s/segments/1/words", directory);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    guint told = 0;

    add_document("/r/a", "We hold building blocks of data, and hold them long.");
    write_index(10);
    cr_assert(g_file_get_contents(path, &bytes, &length, NULL));
    for (gsize at = 0; at < length; at++) {
        foi_results *results = NULL;
        bytes[at] ^= (char)0xff;
        cr_assert(g_file_set_contents(path, bytes, (gssize)length, NULL));
        cr_assert_eq(foi_index_open(index_handle, directory), FOI_OK);
        foi_status status =
            foi_index_search(index_handle, "\"building blocks\" \"hold them\"", NULL, &results);
        cr_assert(status == FOI_OK || status == FOI_ERROR_CORRUPT, "%s",
                  foi_index_error(index_handle));
        told += status == FOI_ERROR_CORRUPT;
        foi_results_free(results);
        bytes[at] ^= (char)0xff;
    }
    cr_assert_gt(told, 0);
    cr_assert_eq(g_remove(path), 0);
    cr_assert_eq(foi_index_open(index_handle, directory), FOI_OK);
    expect_failure("\"building blocks\"", FOI_ERROR_CORRUPT, "words");
}
