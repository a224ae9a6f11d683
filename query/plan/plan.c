/* plan.c - sequences, alternatives and exclusions. */
#include "query/plan/plan.h"

#include <string.h>

#include "query/handles.h"
#include "query/plan/planner.h"

/* What a sequence is made of, before it is joined. */
typedef struct parts {
    GPtrArray *required; /* of foi_want * */
    GPtrArray *excluded; /* of foi_want * */
    GPtrArray *fields;   /* of foi_filter * */
} parts;

static void filter_free(void *data)
{
    foi_filter *filter = data;

    g_ptr_array_unref(filter->wants);
    g_free(filter);
}

static void wanted_tag_free(void *data)
{
    foi_wanted_tag *tag = data;

    g_free(tag->value);
    g_free(tag);
}

static parts parts_new(void)
{
    return (parts){foi_want_array(), foi_want_array(), g_ptr_array_new_with_free_func(filter_free)};
}

static void parts_clear(parts *p)
{
    g_ptr_array_unref(p->required);
    g_ptr_array_unref(p->excluded);
    g_clear_pointer(&p->fields, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(parts, parts_clear)

void foi_plan_free(foi_plan *plan)
{
    if (!plan)
        return;
    foi_want_unref(plan->base);
    foi_want_unref(plan->excluded);
    g_ptr_array_unref(plan->optional);
    g_ptr_array_unref(plan->shown);
    g_ptr_array_unref(plan->tags);
    g_ptr_array_unref(plan->filters);
    g_free(plan);
}

foi_plan *foi_plan_new(void)
{
    foi_plan *plan = g_new0(foi_plan, 1);

    plan->optional = g_ptr_array_new();
    plan->shown = g_ptr_array_new_with_free_func((GDestroyNotify)foi_unit_free);
    plan->tags = g_ptr_array_new_with_free_func(wanted_tag_free);
    plan->filters = g_ptr_array_new_with_free_func(filter_free);
    return plan;
}

static foi_status plan_node(foi_planner *planner, const foi_node *node, foi_want **out);

static foi_status read_unit(foi_planner *planner, const foi_node *node, foi_unit **unit)
{
    switch (node->kind) {
    case FOI_NODE_WILDCARD:
        return foi_plan_wildcard(planner, node->text, unit);
    case FOI_NODE_NEAR:
        return foi_plan_near(planner, node->children, unit);
    default:
        return foi_plan_unit(planner, node->text, node->kind == FOI_NODE_PHRASE, unit);
    }
}

static foi_status make_unit(foi_planner *planner, const foi_node *node, foi_unit **unit)
{
    foi_status status = read_unit(planner, node, unit);

    if (*unit) {
        foi_plan_widen_unit(planner, node, *unit);
        (*unit)->want->origin = node;
    }
    return status;
}

/* What the field NODE asks for, which says where it comes from. */
static foi_status make_field(foi_planner *planner, const foi_node *node, foi_want **out)
{
    foi_status status = foi_plan_field(planner, node, out);

    if (*out)
        (*out)->origin = node;
    return status;
}

/* The unit of NODE, kept by the plan; NULL where it has no word. */
static foi_status keep_unit(foi_planner *planner, const foi_node *node, foi_unit **unit)
{
    foi_status status = make_unit(planner, node, unit);

    if (*unit)
        g_ptr_array_add(planner->plan->shown, *unit);
    return status;
}

static foi_status plan_text(foi_planner *planner, const foi_node *node, foi_want **out)
{
    g_autoptr(foi_unit) unkept = NULL;
    foi_unit *unit = NULL;
    foi_status status;

    if (planner->negations == 0) {
        status = keep_unit(planner, node, &unit);
    } else {
        status = make_unit(planner, node, &unkept);
        unit = unkept;
    }
    *out = unit ? foi_want_ref(unit->want) : NULL;
    return status;
}

static bool is_text(const foi_node *node)
{
    return node->kind == FOI_NODE_WORD || node->kind == FOI_NODE_PHRASE ||
           node->kind == FOI_NODE_WILDCARD || node->kind == FOI_NODE_NEAR;
}

/* A single stop word, written plainly. */
static bool is_stop(const foi_node *node)
{
    return node->kind == FOI_NODE_WORD && !node->required && foi_plan_is_stop(node->text);
}

/* True where SEQUENCE has words beside its stop words. */
static bool has_other_words(const foi_node *sequence)
{
    for (guint i = 0; i < sequence->children->len; i++) {
        const foi_node *child = sequence->children->pdata[i];
        bool group = child->kind == FOI_NODE_SEQUENCE || child->kind == FOI_NODE_OR;
        if ((group && !foi_plan_filter_field(child)) || (is_text(child) && !is_stop(child)))
            return true;
    }
    return false;
}

static void add_want(GPtrArray *array, foi_want *want)
{
    if (want)
        g_ptr_array_add(array, want);
}

static foi_filter *new_filter(GPtrArray *filters, const foi_field *field, bool alone)
{
    foi_filter *filter = g_new0(foi_filter, 1);

    filter->field = field;
    filter->alone = alone;
    filter->wants = foi_want_array();
    g_ptr_array_add(filters, filter);
    return filter;
}

/* The filter of P that a value of NODE's field belongs to: alternatives share one; what is required
 * and each bound of a range hold beside them. */
static foi_filter *filter_of(parts *p, const foi_node *node)
{
    bool alone = node->required || node->bound != FOI_BOUND_NONE;

    for (guint i = 0; !alone && i < p->fields->len; i++) {
        foi_filter *filter = p->fields->pdata[i];
        if (filter->field == node->field && !filter->alone)
            return filter;
    }
    return new_filter(p->fields, node->field, alone);
}

static foi_status add_field(foi_planner *planner, parts *p, const foi_node *node)
{
    foi_want *want = NULL;
    foi_status status = make_field(planner, node, &want);

    if (status == FOI_OK)
        add_want(filter_of(p, node)->wants, want);
    return status;
}

static bool same_unit(const foi_unit *a, const foi_unit *b)
{
    if (a->words->len != b->words->len || a->synonyms || b->synonyms)
        return false;
    for (guint i = 0; i < a->words->len; i++) {
        const foi_want_word *x = a->words->pdata[i];
        const foi_want_word *y = b->words->pdata[i];
        if (x->form != y->form || x->distance != y->distance || strcmp(x->text, y->text) != 0)
            return false;
    }
    return true;
}

/* A word written twice is one word: having it counts once. */
static void add_optional(foi_plan *plan, foi_unit *unit)
{
    for (guint i = 0; i < plan->optional->len; i++)
        if (same_unit(plan->optional->pdata[i], unit))
            return;
    g_ptr_array_add(plan->optional, unit);
}

/* OUTERMOST: plain words may be relaxed over, so they are kept apart. */
static foi_status add_text(foi_planner *planner, parts *p, const foi_node *node, bool outermost,
                           bool stop)
{
    foi_want *want = NULL;
    foi_status status;

    if (stop)
        return FOI_OK;
    if (outermost && !node->required) {
        foi_unit *unit = NULL;
        status = keep_unit(planner, node, &unit);
        if (unit)
            add_optional(planner->plan, unit);
        return status;
    }
    status = plan_text(planner, node, &want);
    add_want(p->required, want);
    planner->plan->requires_words |= outermost && want;
    return status;
}

static foi_status add_excluded(foi_planner *planner, parts *p, const foi_node *node)
{
    foi_want *want = NULL;
    foi_status status;

    planner->negations++;
    status = plan_node(planner, node->children->pdata[0], &want);
    planner->negations--;
    add_want(p->excluded, want);
    return status;
}

/* A group: a filter where all it says is of one facet, else a part that is required. */
static foi_status add_group(foi_planner *planner, parts *p, const foi_node *node)
{
    const foi_field *field = foi_plan_filter_field(node);
    foi_want *want = NULL;
    foi_status status = plan_node(planner, node, &want);

    add_want(field ? new_filter(p->fields, field, true)->wants : p->required, want);
    return status;
}

static foi_status add_child(foi_planner *planner, parts *p, const foi_node *node, bool outermost,
                            bool others)
{
    switch (node->kind) {
    case FOI_NODE_WORD:
    case FOI_NODE_PHRASE:
    case FOI_NODE_WILDCARD:
    case FOI_NODE_NEAR:
        return add_text(planner, p, node, outermost, others && is_stop(node));
    case FOI_NODE_FIELD:
        return add_field(planner, p, node);
    case FOI_NODE_NOT:
        return add_excluded(planner, p, node);
    default:
        return add_group(planner, p, node);
    }
}

static foi_status collect(foi_planner *planner, const foi_node *sequence, bool outermost, parts *p)
{
    bool others = has_other_words(sequence);
    foi_status status = foi_plan_widen(planner, sequence);

    for (guint i = 0; status == FOI_OK && i < sequence->children->len; i++)
        status = add_child(planner, p, sequence->children->pdata[i], outermost, others);
    return status;
}

/* Adds to REQUIRED what FILTERS want, those of WITHOUT left out. */
static void require_filters(GPtrArray *required, const GPtrArray *filters, const foi_field *without)
{
    for (guint i = 0; i < filters->len; i++) {
        const foi_filter *filter = filters->pdata[i];
        if (!without || filter->field != without)
            add_want(required, foi_want_join(FOI_WANT_OR, filter->wants));
    }
}

/* REQUIRED without EXCLUDED; takes both over. */
static foi_want *assemble(foi_want *required, foi_want *excluded)
{
    foi_want *whole = required ? required : foi_want_all();

    return foi_want_pair(FOI_WANT_AND_NOT, whole, excluded);
}

static foi_status plan_sequence(foi_planner *planner, const foi_node *node, foi_want **out)
{
    g_auto(parts) p = parts_new();
    foi_status status = collect(planner, node, false, &p);

    require_filters(p.required, p.fields, NULL);
    if (status == FOI_OK && p.required->len + p.excluded->len > 0)
        *out = assemble(foi_want_join(FOI_WANT_AND, p.required),
                        foi_want_join(FOI_WANT_OR, p.excluded));
    return status;
}

static foi_status plan_either(foi_planner *planner, const foi_node *node, foi_want **out)
{
    g_autoptr(GPtrArray) choices = foi_want_array();

    for (guint i = 0; i < node->children->len; i++) {
        foi_want *choice = NULL;
        foi_status status = plan_node(planner, node->children->pdata[i], &choice);
        add_want(choices, choice);
        if (status != FOI_OK)
            return status;
    }
    *out = foi_want_join(FOI_WANT_OR, choices);
    return FOI_OK;
}

static foi_status plan_not(foi_planner *planner, const foi_node *node, foi_want **out)
{
    foi_want *operand = NULL;
    foi_status status;

    planner->negations++;
    status = plan_node(planner, node->children->pdata[0], &operand);
    planner->negations--;
    if (status == FOI_OK && operand)
        *out = assemble(NULL, operand);
    else
        foi_want_unref(operand);
    return status;
}

/* *OUT stays NULL for a node without any word ("-(&)"): it asks for nothing. */
static foi_status plan_node(foi_planner *planner, const foi_node *node, foi_want **out)
{
    *out = NULL;
    switch (node->kind) {
    case FOI_NODE_WORD:
    case FOI_NODE_PHRASE:
    case FOI_NODE_WILDCARD:
    case FOI_NODE_NEAR:
        return plan_text(planner, node, out);
    case FOI_NODE_FIELD:
        return make_field(planner, node, out);
    case FOI_NODE_SEQUENCE:
        return plan_sequence(planner, node, out);
    case FOI_NODE_OR:
        return plan_either(planner, node, out);
    case FOI_NODE_NOT:
        return plan_not(planner, node, out);
    }
    return FOI_OK;
}

const foi_node *foi_plan_outermost(const foi_node *node)
{
    while (node->kind == FOI_NODE_SEQUENCE && node->children->len == 1) {
        const foi_node *child = node->children->pdata[0];
        bool group = child->kind == FOI_NODE_SEQUENCE || child->kind == FOI_NODE_OR;
        if (!group || child->required)
            break;
        node = child;
    }
    return node;
}

static foi_status plan_root(foi_planner *planner, const foi_node *root)
{
    foi_plan *plan = planner->plan;
    g_auto(parts) p = parts_new();
    foi_status status;

    root = foi_plan_outermost(root);
    if (root->kind != FOI_NODE_SEQUENCE)
        status = add_group(planner, &p, root);
    else
        status = collect(planner, root, true, &p);
    if (status == FOI_OK) {
        plan->base = foi_want_join(FOI_WANT_AND, p.required);
        plan->excluded = foi_want_join(FOI_WANT_OR, p.excluded);
        g_ptr_array_extend_and_steal(plan->filters, g_steal_pointer(&p.fields));
    }
    return status;
}

/* Looks up the forms of plain words, which nothing else needs, where several stand together: how
 * near they are in a document counts. */
static foi_status look_up_neighbours(foi_planner *planner)
{
    const GPtrArray *units = planner->plan->optional;
    g_autoptr(GPtrArray) words = g_ptr_array_new();

    for (guint i = 0; units->len > 1 && i < units->len; i++) {
        const foi_unit *unit = units->pdata[i];
        for (guint w = 0; w < unit->words->len; w++)
            if (!((const foi_want_word *)unit->words->pdata[w])->numbers)
                g_ptr_array_add(words, unit->words->pdata[w]);
    }
    return foi_plan_forms(planner, words);
}

static foi_status plan_query(foi_planner *planner, const foi_node *root)
{
    const foi_plan *plan = planner->plan;
    foi_status status = plan_root(planner, root);

    if (status == FOI_OK && !plan->base && !plan->excluded &&
        plan->optional->len + plan->filters->len == 0) {
        return foi_query_error(planner->error, planner->query, 0, 0,
                               "there is no word in it; give words, a \"phrase\" or a field such "
                               "as type:response");
    }
    return status == FOI_OK ? look_up_neighbours(planner) : status;
}

foi_status foi_plan_make(const char *query, const foi_node *root, foi_snapshot *snapshot,
                         foi_stemmer *stemmer, foi_plan **out, foi_error *error)
{
    g_autoptr(foi_plan) plan = foi_plan_new();
    foi_planner planner = {
        .query = query, .snapshot = snapshot, .stemmer = stemmer, .plan = plan, .error = error};
    xap_error failure = XAP_ERROR_INIT;
    foi_status status;

    *out = NULL;
    if (xap_database_document_count(foi_snapshot_database(snapshot), &planner.documents,
                                    &failure) != XAP_OK)
        return foi_xapian_failure(error, &failure);
    status = plan_query(&planner, root);
    g_clear_pointer(&planner.widened, g_hash_table_unref);
    *out = status == FOI_OK ? g_steal_pointer(&plan) : NULL;
    return status;
}

foi_want *foi_plan_want_without(const foi_plan *plan, bool required_units, const foi_field *without)
{
    g_autoptr(GPtrArray) required = foi_want_array();

    if (plan->base)
        g_ptr_array_add(required, foi_want_ref(plan->base));
    require_filters(required, plan->filters, without);
    for (guint i = 0; required_units && i < plan->optional->len; i++) {
        const foi_unit *unit = plan->optional->pdata[i];
        g_ptr_array_add(required, foi_want_ref(unit->want));
    }
    return assemble(foi_want_join(FOI_WANT_AND, required),
                    plan->excluded ? foi_want_ref(plan->excluded) : NULL);
}

foi_want *foi_plan_want(const foi_plan *plan, bool required_units)
{
    return foi_plan_want_without(plan, required_units, NULL);
}

bool foi_plan_filters(const foi_plan *plan, const foi_field *field)
{
    for (guint i = 0; i < plan->filters->len; i++)
        if (((const foi_filter *)plan->filters->pdata[i])->field == field)
            return true;
    return false;
}
