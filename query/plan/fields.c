/* fields.c - the filters that fields make. */
#include <string.h>

#include "indexer/base/days.h"
#include "query/plan/path.h"
#include "query/plan/planner.h"
#include "query/plan/value.h"

static foi_status plan_date(foi_planner *planner, const foi_node *node, foi_want **out)
{
    const char *problem = "";
    foi_days days = {0, 0};
    bool good = node->bound == FOI_BOUND_NONE
                    ? foi_days_read_range(node->text, &days, &problem)
                    : foi_days_read(node->text, strlen(node->text), &days, &problem);

    if (!good) {
        return foi_query_error(planner->error, planner->query, node->start, node->length, "%s",
                               problem);
    }
    /* The bounds are compared as digits: the day after the 31st need not be a real one. */
    if (node->bound == FOI_BOUND_AFTER)
        days = (foi_days){days.last + 1, 0};
    else if (node->bound == FOI_BOUND_BEFORE)
        days = (foi_days){0, days.first - 1};
    *out = foi_want_days(days);
    return FOI_OK;
}

static foi_status plan_words(foi_planner *planner, const foi_node *node, foi_want **out)
{
    *out = foi_plan_field_words(planner, node->text, node->field);
    if (*out)
        return FOI_OK;
    return foi_query_error(planner->error, planner->query, node->start, node->length,
                           "there is no word in the value of `%s'", node->field->name);
}

static void want_tag(foi_planner *planner, const foi_node *node, const char *value)
{
    foi_wanted_tag *tag;

    if (planner->negations > 0)
        return;
    tag = g_new0(foi_wanted_tag, 1);
    tag->field = node->field;
    tag->value = g_strdup(value);
    g_ptr_array_add(planner->plan->tags, tag);
}

static foi_status plan_missing(foi_planner *planner, const foi_node *node, foi_want **out)
{
    if (!node->field->has_missing) {
        return foi_query_error(planner->error, planner->query, node->start, node->length,
                               "every document has a %s; %s:missing cannot be asked",
                               node->field->name, node->field->name);
    }
    *out = node->field->joined ? foi_want_column(node->field, NULL)
                               : foi_want_term(foi_field_missing_term(node->field), true);
    return FOI_OK;
}

foi_status foi_plan_field(foi_planner *planner, const foi_node *node, foi_want **out)
{
    g_autofree char *value = NULL;
    foi_status status;

    *out = NULL;
    if (foi_value_is_missing(node))
        return plan_missing(planner, node, out);
    switch (node->field->kind) {
    case FOI_FIELD_DATE:
        want_tag(planner, node, NULL);
        return plan_date(planner, node, out);
    case FOI_FIELD_WORDS:
        return plan_words(planner, node, out);
    case FOI_FIELD_PATH:
        value = foi_path_pattern(node->text);
        *out = foi_want_column(node->field, value);
        return FOI_OK;
    default:
        break;
    }
    status = foi_value_canonical(planner->query, node, planner->snapshot, &value, planner->error);
    if (status != FOI_OK)
        return status;
    want_tag(planner, node, value);
    *out = node->field->joined ? foi_want_column(node->field, value)
                               : foi_want_term(foi_field_term(node->field, value), true);
    return FOI_OK;
}

const foi_field *foi_plan_filter_field(const foi_node *node)
{
    const foi_field *field = NULL;

    if (node->kind == FOI_NODE_FIELD)
        return node->field;
    if (node->kind != FOI_NODE_OR && (node->kind != FOI_NODE_SEQUENCE || node->children->len != 1))
        return NULL;
    for (guint i = 0; i < node->children->len; i++) {
        const foi_field *own = foi_plan_filter_field(node->children->pdata[i]);
        if (!own || !own->facet || (field && field != own))
            return NULL;
        field = own;
    }
    return field;
}
