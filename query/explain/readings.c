/* readings.c - each part of a query, and what it stands for in this index. */
#include <string.h>

#include "indexer/law/law.h"
#include "query/explain/explain.h"
#include "query/match/closeness.h"
#include "query/match/select.h"
#include "query/plan/planner.h"

/* So many forms of a word are named. */
#define FORMS_SHOWN 20
/* So many of them in a sentence for people. */
#define FORMS_SAID  8

#define REQUIRED    "required"
#define OPTIONAL    "optional"
#define ALTERNATIVE "alternative"
#define EXCLUDED    "excluded"
#define WEIGHT      "weight"

/* The list of a reading that has none. */
static const char *const none[] = {NULL};

/* Where a part of the query is in the plan. */
typedef struct located {
    const foi_want *want;
    const char *use;
} located;

typedef struct reader {
    foi_explainer *e;
    GHashTable *located; /* origin -> located */
} reader;

/* --- where each part went ----------------------------------------------------------------------
 */

static void locate(const reader *r, const foi_want *want, const char *use);

static void locate_parts(const reader *r, const foi_want *want, const char *use)
{
    for (guint i = 0; want->parts && i < want->parts->len; i++)
        locate(r, foi_want_part(want, i), use);
}

static void locate(const reader *r, const foi_want *want, const char *use)
{
    bool choice = strcmp(use, EXCLUDED) != 0 && strcmp(use, WEIGHT) != 0;

    if (want->origin) {
        located *place = g_new0(located, 1);
        *place = (located){want, use};
        if (!g_hash_table_contains(r->located, want->origin))
            g_hash_table_insert(r->located, (gpointer)want->origin, place);
        else
            g_free(place);
        return;
    }
    switch (want->kind) {
    case FOI_WANT_OR:
        locate_parts(r, want, choice ? ALTERNATIVE : use);
        break;
    case FOI_WANT_AND_NOT:
        locate(r, foi_want_part(want, 0), use);
        locate(r, foi_want_part(want, 1), EXCLUDED);
        break;
    case FOI_WANT_MAYBE:
        locate(r, foi_want_part(want, 0), use);
        locate(r, foi_want_part(want, 1), WEIGHT);
        break;
    case FOI_WANT_WEIGHED:
        locate(r, foi_want_part(want, 1), WEIGHT);
        break;
    default:
        locate_parts(r, want, use);
        break;
    }
}

static void locate_all(const reader *r)
{
    const foi_plan *plan = r->e->plan;

    for (guint i = 0; i < plan->optional->len; i++)
        locate(r, ((const foi_unit *)plan->optional->pdata[i])->want, OPTIONAL);
    for (guint i = 0; i < plan->filters->len; i++) {
        const foi_filter *filter = plan->filters->pdata[i];
        for (guint w = 0; w < filter->wants->len; w++)
            locate(r, filter->wants->pdata[w], filter->wants->len > 1 ? ALTERNATIVE : REQUIRED);
    }
    if (plan->base)
        locate(r, plan->base, REQUIRED);
    if (plan->excluded)
        locate(r, plan->excluded, EXCLUDED);
}

/* --- what a word stands for --------------------------------------------------------------------
 */

/* What is wanted for a word itself, without its synonyms. */
static const foi_want *own_of(const foi_want *want)
{
    while (want->kind == FOI_WANT_OR || want->kind == FOI_WANT_BEST)
        want = foi_want_part(want, 0);
    return want;
}

/* The one word of WANT, looked up; NULL where it is no word or several. The caller's. */
static foi_status word_of(const reader *r, const foi_want *want, foi_planner *planner,
                          foi_want_word **own, const foi_want_word **word)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();

    if (want->kind == FOI_WANT_WORDS && want->words->len == 1)
        *word = want->words->pdata[0];
    if (want->kind != FOI_WANT_TERM || want->filter)
        return FOI_OK;
    *planner =
        (foi_planner){.snapshot = r->e->snapshot, .stemmer = r->e->stemmer, .error = r->e->error};
    *own = foi_want_word_new(FOI_FORM_STEM, want->term, strlen(want->term));
    *word = *own;
    g_ptr_array_add(words, *own);
    return foi_plan_forms(planner, words);
}

static foi_status read_forms(const reader *r, const foi_want *want, foi_reading *reading)
{
    foi_planner planner = {
        .snapshot = r->e->snapshot, .stemmer = r->e->stemmer, .error = r->e->error};
    foi_want_word *own = NULL;
    const foi_want_word *word = NULL;
    g_autoptr(GPtrArray) forms = NULL;
    foi_status status = word_of(r, own_of(want), &planner, &own, &word);

    if (status == FOI_OK && word)
        status = foi_plan_count_forms(&planner, word, &forms);
    foi_want_word_free(own);
    guint shown = forms ? MIN(forms->len, FORMS_SHOWN) : 0;
    const char **kept = foi_results_keep_block(r->e->results, shown, sizeof *kept);
    for (guint i = 0; i < shown; i++)
        kept[i] =
            foi_results_keep(r->e->results, ((const foi_counted_form *)forms->pdata[i])->text);
    reading->forms = kept;
    reading->form_count = forms ? forms->len : 0;
    return status;
}

/* "hold, holds and 3 more"; g_free. */
static char *said_forms(const foi_reading *reading)
{
    GString *said = g_string_new(NULL);
    uint32_t named = 0;

    for (; reading->forms[named] && named < FORMS_SAID; named++)
        g_string_append_printf(said, "%s%s", named > 0 ? ", " : "", reading->forms[named]);
    if (reading->form_count > named)
        g_string_append_printf(said, " and %u more", reading->form_count - named);
    return g_string_free(said, FALSE);
}

static char *word_meaning(const foi_reading *reading, const char *head)
{
    g_autofree char *forms = said_forms(reading);

    return reading->form_count == 0 ? g_strdup("no word of the index")
                                    : g_strconcat(head, forms, NULL);
}

static char *text_meaning(const foi_node *node, const foi_reading *reading)
{
    if (strcmp(reading->kind, "word") == 0)
        return word_meaning(reading, "with its other endings: ");
    if (strcmp(reading->kind, "exact") == 0)
        return word_meaning(reading, "this very word: ");
    if (strcmp(reading->kind, "prefix") == 0)
        return word_meaning(reading, "words that begin so: ");
    return g_strdup(node->kind == FOI_NODE_NEAR ? "near each other, in either order"
                                                : "these very words side by side, in this order");
}

/* The synonyms of the word with ORIGIN, NULL at the end. */
static const char *const *read_synonyms(const reader *r, const void *origin)
{
    const GPtrArray *shown = r->e->plan->shown;
    const GPtrArray *synonyms = NULL;

    for (guint i = 0; i < shown->len; i++) {
        const foi_unit *unit = shown->pdata[i];
        if (unit->want->origin == origin && unit->synonyms)
            synonyms = unit->synonyms;
    }
    guint count = synonyms ? synonyms->len : 0;
    const char **kept = foi_results_keep_block(r->e->results, count, sizeof *kept);
    for (guint i = 0; i < count; i++)
        kept[i] = foi_results_keep(r->e->results, synonyms->pdata[i]);
    return kept;
}

/* MEANING, taken over, and the synonyms behind it; g_free. */
static char *with_synonyms(char *meaning, const char *const *synonyms)
{
    g_autofree char *own = meaning;
    g_autofree char *list = g_strjoinv(", ", (char **)synonyms);

    return synonyms[0] ? g_strconcat(own, "; also ", list, NULL) : g_steal_pointer(&own);
}

static foi_status count_documents(const reader *r, const foi_want *want, uint32_t *documents)
{
    g_autoptr(foi_docset) set = NULL;
    foi_status status = foi_select(want, r->e->snapshot, NULL, &set, r->e->error);

    if (status != FOI_OK)
        return status;
    foi_docset_drop_removed(set);
    *documents = foi_docset_count(set);
    return FOI_OK;
}

/* --- rows --------------------------------------------------------------------------------------
 */

static void add_reading(const reader *r, const void *origin, const foi_want *want,
                        const foi_reading *reading)
{
    g_array_append_val(r->e->readings, *reading);
    g_array_append_val(r->e->wants, want);
    if (origin)
        g_hash_table_insert(r->e->numbers, (gpointer)origin, GUINT_TO_POINTER(r->e->readings->len));
}

static const char *written(const reader *r, const foi_node *node)
{
    g_autofree char *text = g_strndup(r->e->query + node->start, node->length);

    return foi_results_keep(r->e->results, text);
}

static const char *kind_of(const foi_node *node, const foi_want *want)
{
    switch (node->kind) {
    case FOI_NODE_FIELD:
        return "field";
    case FOI_NODE_NEAR:
        return "near";
    case FOI_NODE_WILDCARD:
        return "prefix";
    default:
        break;
    }
    const foi_want *own = want ? own_of(want) : NULL;
    if (own && own->kind == FOI_WANT_WORDS && own->words->len > 1)
        return "phrase";
    return node->kind == FOI_NODE_PHRASE ? "exact" : "word";
}

/* A leaf that is nowhere in the plan. */
static void add_unused(const reader *r, const foi_node *node, unsigned depth)
{
    bool stop = node->kind == FOI_NODE_WORD && foi_plan_is_stop(node->text);
    foi_reading reading = {
        .kind = kind_of(node, NULL),
        .use = stop ? "ignored" : "repeated",
        .text = written(r, node),
        .meaning = stop ? "only joins other words: it is not looked for"
                        : "it stands there before, and counts once; or it has no word",
        .forms = none,
        .synonyms = none,
        .depth = depth,
    };

    add_reading(r, NULL, NULL, &reading);
}

static foi_status add_leaf(const reader *r, const foi_node *node, unsigned depth)
{
    const located *place = g_hash_table_lookup(r->located, node);
    g_autofree char *meaning = NULL;
    g_autofree char *value = NULL;
    foi_status status;

    if (!place) {
        add_unused(r, node, depth);
        return FOI_OK;
    }
    foi_reading reading = {.kind = kind_of(node, place->want),
                           .use = place->use,
                           .text = written(r, node),
                           .depth = depth};
    status = read_forms(r, place->want, &reading);
    if (status == FOI_OK)
        status = count_documents(r, place->want, &reading.documents);
    reading.synonyms = read_synonyms(r, node);
    meaning = node->kind == FOI_NODE_FIELD
                  ? foi_explain_field(r->e, node, place->want, &value)
                  : with_synonyms(text_meaning(node, &reading), reading.synonyms);
    reading.meaning = foi_results_keep(r->e->results, meaning);
    reading.value = foi_results_keep(r->e->results, value);
    add_reading(r, node, place->want, &reading);
    return status;
}

static foi_status add_node(const reader *r, const foi_node *node, unsigned depth, bool excluded);

static foi_status add_children(const reader *r, const foi_node *node, unsigned depth, bool excluded)
{
    foi_status status = FOI_OK;

    for (guint i = 0; status == FOI_OK && i < node->children->len; i++)
        status = add_node(r, node->children->pdata[i], depth, excluded);
    return status;
}

static foi_status add_group(const reader *r, const foi_node *node, unsigned depth, bool excluded)
{
    bool any = node->kind == FOI_NODE_OR;
    foi_reading reading = {
        .kind = any ? "any" : "all",
        .use = excluded ? EXCLUDED : REQUIRED,
        .text = written(r, node),
        .meaning = any ? "any of what follows" : "all of what follows",
        .forms = none,
        .synonyms = none,
        .depth = depth,
    };

    add_reading(r, NULL, NULL, &reading);
    return add_children(r, node, depth + 1, excluded);
}

static foi_status add_node(const reader *r, const foi_node *node, unsigned depth, bool excluded)
{
    switch (node->kind) {
    case FOI_NODE_NOT:
        return add_children(r, node, depth, true);
    case FOI_NODE_SEQUENCE:
    case FOI_NODE_OR:
        return node->children->len == 1 ? add_children(r, node, depth, excluded)
                                        : add_group(r, node, depth, excluded);
    default:
        return add_leaf(r, node, depth);
    }
}

/* --- what documents are compared by ------------------------------------------------------------
 */

static foi_status add_like_word(const reader *r, const foi_telling *word)
{
    const located *place = g_hash_table_lookup(r->located, word);
    g_autofree char *meaning =
        g_strdup_printf("tells the document in hand from others; counts %u in it", word->count);
    foi_reading reading = {.kind = "like-word",
                           .use = WEIGHT,
                           .synonyms = none,
                           .text = foi_results_keep(r->e->results, word->text),
                           .meaning = foi_results_keep(r->e->results, meaning)};
    foi_status status = read_forms(r, place->want, &reading);

    if (status == FOI_OK)
        status = count_documents(r, place->want, &reading.documents);
    add_reading(r, word, place->want, &reading);
    return status;
}

static foi_status add_like_provision(const reader *r, const foi_common_provision *provision)
{
    const located *place = g_hash_table_lookup(r->located, provision);
    g_autofree char *shown = foi_law_display(provision->id);
    bool claim = provision->role == FOI_ROLE_RELIED_ON;
    foi_reading reading = {
        .kind = "like-provision",
        .use = WEIGHT,
        .text = foi_results_keep(r->e->results, shown),
        .meaning = claim ? "the same section weighs, the same part more, a ruling on it most"
                         : "the same finding on the section weighs, on the same part more",
        .value = foi_results_keep(r->e->results, provision->id),
        .forms = none,
        .synonyms = none};
    foi_status status = count_documents(r, place->want, &reading.documents);

    add_reading(r, provision, place->want, &reading);
    return status;
}

static foi_status add_likeness(const reader *r)
{
    const foi_likeness *likeness = r->e->likeness;
    foi_status status = FOI_OK;

    for (guint i = 0; likeness && status == FOI_OK && i < likeness->provisions->len; i++)
        status = add_like_provision(r, likeness->provisions->pdata[i]);
    for (guint i = 0; likeness && status == FOI_OK && i < likeness->words->len; i++)
        status = add_like_word(r, likeness->words->pdata[i]);
    return status;
}

static void add_nearness(const reader *r)
{
    foi_reading reading = {
        .kind = "nearness",
        .use = WEIGHT,
        .text = "words near each other",
        .meaning = "neighbours in the query that stand near each other in a document weigh more",
        .forms = none,
        .synonyms = none};

    if (foi_closeness_matters(r->e->plan))
        add_reading(r, r->e->plan, NULL, &reading);
}

static gint compare_rarities(gconstpointer a, gconstpointer b)
{
    const foi_unit *x = *(const foi_unit *const *)a;
    const foi_unit *y = *(const foi_unit *const *)b;

    return (x->rarity < y->rarity) - (x->rarity > y->rarity);
}

/* The fewest of the optional words that make up the PART of the query. */
static guint fewest_words(const foi_plan *plan, double part)
{
    g_autoptr(GPtrArray) units = g_ptr_array_copy(plan->optional, NULL, NULL);
    double all = 0, has = 0;
    guint fewest = 0;

    g_ptr_array_sort(units, compare_rarities);
    for (guint i = 0; i < units->len; i++)
        all += ((const foi_unit *)units->pdata[i])->rarity;
    while (fewest < units->len && has < part * all)
        has += ((const foi_unit *)units->pdata[fewest++])->rarity;
    return fewest;
}

static void add_relaxing(const reader *r)
{
    const foi_match *match = r->e->match;
    double part = MIN(1.0, (double)match->least / FOI_RELAX_WHOLE);
    g_autofree char *meaning = g_strdup_printf(
        "%u with all words; the others have %.0f%% of the query or more, counted by the rarity of "
        "its words: at least %u of %u",
        match->total_all_words, 100 * part, fewest_words(r->e->plan, part),
        r->e->plan->optional->len);
    foi_reading reading = {.kind = "relaxing",
                           .use = OPTIONAL,
                           .text = "few documents have all words",
                           .meaning = foi_results_keep(r->e->results, meaning),
                           .documents = match->total,
                           .forms = none,
                           .synonyms = none};

    if (match->relaxed)
        add_reading(r, NULL, NULL, &reading);
}

static void add_preference(const reader *r)
{
    foi_reading reading = {
        .kind = "preference",
        .use = WEIGHT,
        .text = "the kind of document",
        .meaning = "documents that name no law of access to information weigh less, and what a "
                   "boost asks for weighs more",
        .forms = none,
        .synonyms = none};

    add_reading(r, r->e->match, NULL, &reading);
}

foi_status foi_explain_query(foi_explainer *explainer)
{
    g_autoptr(GHashTable) places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    const foi_node *root = foi_plan_outermost(explainer->root);
    reader r = {explainer, places};
    foi_status status;

    locate_all(&r);
    status = root->kind == FOI_NODE_OR ? add_group(&r, root, 0, false)
                                       : add_children(&r, root, 0, false);
    if (status == FOI_OK)
        status = add_likeness(&r);
    add_relaxing(&r);
    add_nearness(&r);
    add_preference(&r);
    return status;
}
