/* plan.c - sequences, alternatives and exclusions. */
#include "query/plan/plan.h"

#include <string.h>

#include "query/plan/planner.h"

/* What a sequence is made of, before it is joined. */
typedef struct parts {
    GPtrArray *required; /* of xap_query * */
    GPtrArray *excluded; /* of xap_query * */
    GPtrArray *bonus;    /* of xap_query * */
    GPtrArray *fields;   /* of field_group * */
} parts;

/* The alternatives of one field that stand side by side. */
typedef struct field_group {
    const foi_field *field;
    GPtrArray *queries;
} field_group;

static void field_group_free(void *data)
{
    field_group *group = data;

    g_ptr_array_unref(group->queries);
    g_free(group);
}

static void wanted_tag_free(void *data)
{
    foi_wanted_tag *tag = data;

    g_free(tag->value);
    g_free(tag);
}

static parts parts_new(void)
{
    return (parts){foi_xapian_queries(), foi_xapian_queries(), foi_xapian_queries(),
                   g_ptr_array_new_with_free_func(field_group_free)};
}

static void parts_clear(parts *p)
{
    g_ptr_array_unref(p->required);
    g_ptr_array_unref(p->excluded);
    g_ptr_array_unref(p->bonus);
    g_ptr_array_unref(p->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(parts, parts_clear)

void foi_plan_free(foi_plan *plan)
{
    if (!plan)
        return;
    xap_query_free(plan->base);
    xap_query_free(plan->excluded);
    xap_query_free(plan->bonus);
    g_ptr_array_unref(plan->optional);
    g_ptr_array_unref(plan->shown);
    g_ptr_array_unref(plan->tags);
    g_free(plan);
}

static foi_plan *plan_new(void)
{
    foi_plan *plan = g_new0(foi_plan, 1);

    plan->optional = g_ptr_array_new();
    plan->shown = g_ptr_array_new_with_free_func((GDestroyNotify)foi_unit_free);
    plan->tags = g_ptr_array_new_with_free_func(wanted_tag_free);
    return plan;
}

static foi_status plan_node(foi_planner *planner, const foi_node *node, xap_query **out);

static xap_query *share(const xap_query *query)
{
    xap_query *copy = NULL;

    /* A factor of one is the query itself. */
    return xap_query_scale(query, 1, &copy, NULL) == XAP_OK ? copy : NULL;
}

/* The unit of NODE, kept by the plan; NULL where it has no word. */
static foi_status keep_unit(foi_planner *planner, const foi_node *node, foi_unit **unit, bool *stop)
{
    foi_status status = foi_plan_unit(planner, node->text, NULL, unit, stop);

    if (*unit)
        g_ptr_array_add(planner->plan->shown, *unit);
    return status;
}

static foi_status plan_text(foi_planner *planner, const foi_node *node, xap_query **out)
{
    foi_unit *unit = NULL;
    foi_status status;

    if (planner->negations == 0) {
        status = keep_unit(planner, node, &unit, NULL);
        *out = unit ? share(unit->query) : NULL;
        return status;
    }
    status = foi_plan_unit(planner, node->text, NULL, &unit, NULL);
    if (unit)
        *out = g_steal_pointer(&unit->query);
    foi_unit_free(unit);
    return status;
}

static bool is_text(const foi_node *node)
{
    return node->kind == FOI_NODE_WORD || node->kind == FOI_NODE_PHRASE;
}

/* A single stop word, written plainly. */
static bool is_stop(foi_planner *planner, const foi_node *node)
{
    foi_unit *unit = NULL;
    bool stop = false;

    if (node->kind != FOI_NODE_WORD || node->required)
        return false;
    if (foi_plan_unit(planner, node->text, NULL, &unit, &stop) != FOI_OK) {
        foi_error_clear(planner->error);
        stop = false;
    }
    foi_unit_free(unit);
    return stop;
}

/* True where SEQUENCE has words beside its stop words. */
static bool has_other_words(foi_planner *planner, const foi_node *sequence)
{
    for (guint i = 0; i < sequence->children->len; i++) {
        const foi_node *child = sequence->children->pdata[i];
        bool group = child->kind == FOI_NODE_SEQUENCE || child->kind == FOI_NODE_OR;
        if (group || (is_text(child) && !is_stop(planner, child)))
            return true;
    }
    return false;
}

static void add_query(GPtrArray *array, xap_query *query)
{
    if (query)
        g_ptr_array_add(array, query);
}

static foi_status add_field(foi_planner *planner, parts *p, const foi_node *node)
{
    xap_query *query = NULL;
    foi_status status = foi_plan_field(planner, node, &query);

    if (status != FOI_OK)
        return status;
    if (node->required || node->bound != FOI_BOUND_NONE) {
        add_query(p->required, query);
        return FOI_OK;
    }
    for (guint i = 0; i < p->fields->len; i++) {
        field_group *group = p->fields->pdata[i];
        if (group->field == node->field) {
            g_ptr_array_add(group->queries, query);
            return FOI_OK;
        }
    }
    field_group *group = g_new0(field_group, 1);
    group->field = node->field;
    group->queries = foi_xapian_queries();
    g_ptr_array_add(group->queries, query);
    g_ptr_array_add(p->fields, group);
    return FOI_OK;
}

static bool same_terms(const foi_unit *a, const foi_unit *b)
{
    if (a->terms->len != b->terms->len)
        return false;
    for (guint i = 0; i < a->terms->len; i++)
        if (strcmp(a->terms->pdata[i], b->terms->pdata[i]) != 0)
            return false;
    return true;
}

/* A word written twice is one word: having it counts once. */
static void add_optional(foi_plan *plan, foi_unit *unit)
{
    for (guint i = 0; i < plan->optional->len; i++)
        if (same_terms(plan->optional->pdata[i], unit))
            return;
    g_ptr_array_add(plan->optional, unit);
}

/* OUTERMOST: plain words may be relaxed over, so they are kept apart. */
static foi_status add_text(foi_planner *planner, parts *p, const foi_node *node, bool outermost,
                           bool stop)
{
    xap_query *query = NULL;
    foi_unit *unit = NULL;
    foi_status status;

    if (!stop && outermost && !node->required) {
        status = keep_unit(planner, node, &unit, NULL);
        if (unit)
            add_optional(planner->plan, unit);
        return status;
    }
    if (stop) {
        status = foi_plan_unit(planner, node->text, NULL, &unit, NULL);
        add_query(p->bonus, unit ? g_steal_pointer(&unit->query) : NULL);
        foi_unit_free(unit);
        return status;
    }
    status = plan_text(planner, node, &query);
    add_query(p->required, query);
    planner->plan->requires_words |= outermost && query;
    return status;
}

static foi_status add_excluded(foi_planner *planner, parts *p, const foi_node *node)
{
    xap_query *query = NULL;
    foi_status status;

    planner->negations++;
    status = plan_node(planner, node->children->pdata[0], &query);
    planner->negations--;
    add_query(p->excluded, query);
    return status;
}

static foi_status add_child(foi_planner *planner, parts *p, const foi_node *node, bool outermost,
                            bool others)
{
    xap_query *query = NULL;
    foi_status status;

    switch (node->kind) {
    case FOI_NODE_WORD:
    case FOI_NODE_PHRASE:
        return add_text(planner, p, node, outermost, others && is_stop(planner, node));
    case FOI_NODE_FIELD:
        return add_field(planner, p, node);
    case FOI_NODE_NOT:
        return add_excluded(planner, p, node);
    default:
        status = plan_node(planner, node, &query);
        add_query(p->required, query);
        return status;
    }
}

static foi_status collect(foi_planner *planner, const foi_node *sequence, bool outermost, parts *p)
{
    bool others = has_other_words(planner, sequence);

    for (guint i = 0; i < sequence->children->len; i++) {
        foi_status status = add_child(planner, p, sequence->children->pdata[i], outermost, others);
        if (status != FOI_OK)
            return status;
    }
    for (guint i = 0; i < p->fields->len; i++) {
        field_group *group = p->fields->pdata[i];
        xap_query *query = NULL;
        foi_status status = foi_xapian_join(XAP_OR, group->queries, &query, planner->error);
        if (status != FOI_OK)
            return status;
        add_query(p->required, query);
    }
    return FOI_OK;
}

static foi_status match_all(foi_error *error, xap_query **out)
{
    xap_error failure = XAP_ERROR_INIT;

    return xap_query_new_all(out, &failure) == XAP_OK ? FOI_OK
                                                      : foi_xapian_failure(error, &failure);
}

/* REQUIRED, weighted more by BONUS, without EXCLUDED; takes all over. */
static foi_status assemble(xap_query *required, xap_query *bonus, xap_query *excluded,
                           xap_query **out, foi_error *error)
{
    xap_query *whole = required;
    foi_status status = whole ? FOI_OK : match_all(error, &whole);

    if (status == FOI_OK) {
        status = foi_xapian_pair(XAP_AND_MAYBE, whole, bonus, &whole, error);
        bonus = NULL;
    }
    if (status == FOI_OK) {
        status = foi_xapian_pair(XAP_AND_NOT, whole, excluded, &whole, error);
        excluded = NULL;
    }
    xap_query_free(bonus);
    xap_query_free(excluded);
    *out = status == FOI_OK ? whole : NULL;
    return status;
}

static foi_status plan_sequence(foi_planner *planner, const foi_node *node, xap_query **out)
{
    g_auto(parts) p = parts_new();
    xap_query *required = NULL;
    xap_query *bonus = NULL;
    xap_query *excluded = NULL;
    foi_status status = collect(planner, node, false, &p);

    if (status == FOI_OK && p.required->len + p.excluded->len + p.bonus->len == 0)
        return FOI_OK;
    if (status == FOI_OK)
        status = foi_xapian_join(XAP_AND, p.required, &required, planner->error);
    if (status == FOI_OK)
        status = foi_xapian_join(XAP_OR, p.bonus, &bonus, planner->error);
    if (status == FOI_OK)
        status = foi_xapian_join(XAP_OR, p.excluded, &excluded, planner->error);
    if (status == FOI_OK)
        return assemble(required, bonus, excluded, out, planner->error);
    xap_query_free(required);
    xap_query_free(bonus);
    return status;
}

static foi_status plan_either(foi_planner *planner, const foi_node *node, xap_query **out)
{
    g_autoptr(GPtrArray) choices = foi_xapian_queries();

    for (guint i = 0; i < node->children->len; i++) {
        xap_query *choice = NULL;
        foi_status status = plan_node(planner, node->children->pdata[i], &choice);
        add_query(choices, choice);
        if (status != FOI_OK)
            return status;
    }
    return foi_xapian_join(XAP_OR, choices, out, planner->error);
}

static foi_status plan_not(foi_planner *planner, const foi_node *node, xap_query **out)
{
    xap_query *operand = NULL;
    foi_status status;

    planner->negations++;
    status = plan_node(planner, node->children->pdata[0], &operand);
    planner->negations--;
    return status == FOI_OK && operand ? assemble(NULL, NULL, operand, out, planner->error)
                                       : status;
}

/* *OUT stays NULL for a node without any word ("-(&)"): it asks for nothing. */
static foi_status plan_node(foi_planner *planner, const foi_node *node, xap_query **out)
{
    *out = NULL;
    switch (node->kind) {
    case FOI_NODE_WORD:
    case FOI_NODE_PHRASE:
        return plan_text(planner, node, out);
    case FOI_NODE_FIELD:
        return foi_plan_field(planner, node, out);
    case FOI_NODE_SEQUENCE:
        return plan_sequence(planner, node, out);
    case FOI_NODE_OR:
        return plan_either(planner, node, out);
    case FOI_NODE_NOT:
        return plan_not(planner, node, out);
    }
    return FOI_OK;
}

/* Parentheses around the whole query change nothing. */
static const foi_node *unwrap(const foi_node *node)
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

    root = unwrap(root);
    if (root->kind != FOI_NODE_SEQUENCE)
        return plan_node(planner, root, &plan->base);
    status = collect(planner, root, true, &p);
    if (status == FOI_OK)
        status = foi_xapian_join(XAP_AND, p.required, &plan->base, planner->error);
    if (status == FOI_OK)
        status = foi_xapian_join(XAP_OR, p.bonus, &plan->bonus, planner->error);
    if (status == FOI_OK)
        status = foi_xapian_join(XAP_OR, p.excluded, &plan->excluded, planner->error);
    return status;
}

foi_status foi_plan_make(const char *query, const foi_node *root, foi_snapshot *snapshot,
                         foi_stemmer *stemmer, foi_plan **out, foi_error *error)
{
    g_autoptr(foi_plan) plan = plan_new();
    foi_planner planner = {query, snapshot, stemmer, plan, 0, 0, error};
    xap_error failure = XAP_ERROR_INIT;
    foi_status status;

    *out = NULL;
    if (xap_database_document_count(foi_snapshot_database(snapshot), &planner.documents,
                                    &failure) != XAP_OK)
        return foi_xapian_failure(error, &failure);
    status = plan_root(&planner, root);
    if (status != FOI_OK)
        return status;
    if (!plan->base && !plan->excluded && plan->optional->len == 0) {
        return foi_query_error(error, query, 0, 0,
                               "there is no word in it; give words, a \"phrase\" or a field such "
                               "as type:response");
    }
    *out = g_steal_pointer(&plan);
    return FOI_OK;
}

foi_status foi_plan_query(const foi_plan *plan, bool required_units, xap_query **out,
                          foi_error *error)
{
    g_autoptr(GPtrArray) required = foi_xapian_queries();
    xap_query *all = NULL;
    foi_status status;

    *out = NULL;
    if (plan->base)
        g_ptr_array_add(required, share(plan->base));
    for (guint i = 0; required_units && i < plan->optional->len; i++) {
        const foi_unit *unit = plan->optional->pdata[i];
        g_ptr_array_add(required, share(unit->query));
    }
    status = foi_xapian_join(XAP_AND, required, &all, error);
    if (status != FOI_OK)
        return status;
    return assemble(all, plan->bonus ? share(plan->bonus) : NULL,
                    plan->excluded ? share(plan->excluded) : NULL, out, error);
}
