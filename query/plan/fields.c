/* fields.c - the filters that fields make. */
#include <stdlib.h>
#include <string.h>

#include "indexer/base/days.h"
#include "query/plan/path.h"
#include "query/plan/planner.h"
#include "query/plan/value.h"

/* Values of slots are eight digits: this is below and this above all of them. */
#define LOWEST_DAY  "00000000"
#define HIGHEST_DAY "99999999"

static foi_status filter_of_term(foi_planner *planner, const char *term, xap_query **out)
{
    xap_error failure = XAP_ERROR_INIT;
    g_autoptr(xap_query) query = NULL;

    if (xap_query_new_term(term, strlen(term), 1, 0, &query, &failure) != XAP_OK ||
        xap_query_scale(query, 0, out, &failure) != XAP_OK)
        return foi_xapian_failure(planner->error, &failure);
    return FOI_OK;
}

static int compare_docids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

typedef bool (*value_test)(const char *value, const char *wanted);

static bool same_value(const char *value, const char *wanted)
{
    return strcmp(value, wanted) == 0;
}

static bool path_value(const char *value, const char *wanted)
{
    return foi_path_matches(wanted, value);
}

/* Adds the documents of one segment with a value that passes TEST (NULL: without any value). */
static void scan_segment(foi_planner *planner, size_t segment, const foi_column *column,
                         value_test test, const char *wanted, GArray *docids)
{
    uint32_t values = foi_column_values(column);
    g_autofree bool *passes = g_new0(bool, values + 1);

    for (uint32_t i = 0; test && i < values; i++)
        passes[i] = test(foi_column_value(column, i), wanted);
    for (uint32_t row = 0; row < foi_column_rows(column); row++) {
        uint32_t count = 0;
        const uint32_t *ordinals = foi_column_row(column, row, &count);
        bool found = !test && count == 0;
        for (uint32_t i = 0; test && i < count && !found; i++)
            found = passes[ordinals[i]];
        if (found) {
            uint32_t docid = foi_snapshot_docid(planner->snapshot, segment, row);
            g_array_append_val(docids, docid);
        }
    }
}

/* A joined field has no terms: its column is read from end to end. */
static foi_status filter_of_column(foi_planner *planner, const foi_field *field, value_test test,
                                   const char *wanted, xap_query **out)
{
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    size_t segments = foi_snapshot_segments(planner->snapshot);
    xap_error failure = XAP_ERROR_INIT;
    xap_status status;

    for (size_t s = 0; s < segments; s++) {
        const foi_column *column = foi_snapshot_column(planner->snapshot, s, field);
        if (column)
            scan_segment(planner, s, column, test, wanted, docids);
    }
    if (docids->len == 0) {
        status = xap_query_new_none(out, &failure);
    } else {
        qsort(docids->data, docids->len, sizeof(uint32_t), compare_docids);
        status = xap_query_from_docids(foi_snapshot_database(planner->snapshot),
                                       (const uint32_t *)(void *)docids->data, docids->len, out,
                                       &failure);
    }
    return status == XAP_OK ? FOI_OK : foi_xapian_failure(planner->error, &failure);
}

/* A document matches when its days and those asked for overlap. LAST 0 and FIRST 0 are open. */
static foi_status filter_of_days(foi_planner *planner, foi_days days, xap_query **out)
{
    g_autofree char *low = g_strdup_printf("%08u", days.first);
    g_autofree char *high = g_strdup_printf("%08u", days.last);
    xap_error failure = XAP_ERROR_INIT;
    xap_query *from = NULL;
    xap_query *to = NULL;

    if (days.first != 0 && xap_query_value_range(FOI_SLOT_DATE_LAST, low, 8, HIGHEST_DAY, 8, &from,
                                                 &failure) != XAP_OK)
        return foi_xapian_failure(planner->error, &failure);
    if (days.last != 0 && xap_query_value_range(FOI_SLOT_DATE_FIRST, LOWEST_DAY, 8, high, 8, &to,
                                                &failure) != XAP_OK) {
        xap_query_free(from);
        return foi_xapian_failure(planner->error, &failure);
    }
    return foi_xapian_pair(XAP_AND, from, to, out, planner->error);
}

static foi_status plan_date(foi_planner *planner, const foi_node *node, xap_query **out)
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
    return filter_of_days(planner, days, out);
}

static foi_status plan_words(foi_planner *planner, const foi_node *node, xap_query **out)
{
    foi_unit *unit = NULL;
    foi_status status = foi_plan_unit(planner, node->text, node->field, &unit, NULL);

    if (status == FOI_OK && !unit) {
        return foi_query_error(planner->error, planner->query, node->start, node->length,
                               "there is no word in the value of `%s'", node->field->name);
    }
    if (status == FOI_OK)
        *out = g_steal_pointer(&unit->query);
    foi_unit_free(unit);
    return status;
}

/* "." and "../letters" mean a folder seen from the working directory; other relative patterns match
 * from any folder on. g_free. */
static char *path_pattern(const char *text)
{
    bool from_here = strcmp(text, ".") == 0 || strcmp(text, "./") == 0 || strcmp(text, "..") == 0 ||
                     g_str_has_prefix(text, "../");

    return from_here ? g_canonicalize_filename(text, NULL) : g_strdup(text);
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

static foi_status plan_missing(foi_planner *planner, const foi_node *node, xap_query **out)
{
    g_autofree char *term = NULL;

    if (!node->field->has_missing) {
        return foi_query_error(planner->error, planner->query, node->start, node->length,
                               "every document has a %s; %s:missing cannot be asked",
                               node->field->name, node->field->name);
    }
    if (node->field->joined)
        return filter_of_column(planner, node->field, NULL, NULL, out);
    term = foi_field_missing_term(node->field);
    return filter_of_term(planner, term, out);
}

foi_status foi_plan_field(foi_planner *planner, const foi_node *node, xap_query **out)
{
    g_autofree char *value = NULL;
    g_autofree char *term = NULL;
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
        value = path_pattern(node->text);
        return filter_of_column(planner, node->field, path_value, value, out);
    default:
        break;
    }
    status = foi_value_canonical(planner->query, node, planner->snapshot, &value, planner->error);
    if (status != FOI_OK)
        return status;
    want_tag(planner, node, value);
    if (node->field->joined)
        return filter_of_column(planner, node->field, same_value, value, out);
    term = foi_field_term(node->field, value);
    return filter_of_term(planner, term, out);
}
