/* meaning.c - what a field and its value stand for, in words. */
#include <string.h>

#include "query/explain/explain.h"
#include "query/plan/value.h"

/* A day as YYYYMMDD in the form 2020-05-31. */
static void append_day(GString *words, const char *head, uint32_t day)
{
    g_string_append_printf(words, "%s%04u-%02u-%02u", head, day / 10000, day / 100 % 100,
                           day % 100);
}

static char *days_meaning(const foi_node *node, foi_days days)
{
    GString *words = g_string_new(NULL);

    if (node->bound == FOI_BOUND_AFTER) {
        append_day(words, "later than ", days.first - 1);
    } else if (node->bound == FOI_BOUND_BEFORE) {
        append_day(words, "earlier than ", days.last + 1);
    } else if (days.first == days.last) {
        append_day(words, "the day ", days.first);
    } else {
        if (days.first > 0)
            append_day(words, "from ", days.first);
        if (days.last > 0)
            append_day(words, days.first > 0 ? " to " : "up to ", days.last);
    }
    g_string_append(words, "; a document dated by month or year where that overlaps");
    return g_string_free(words, FALSE);
}

static bool is_law(const foi_field *field)
{
    return field->kind == FOI_FIELD_PROVISION || field->kind == FOI_FIELD_RULING;
}

static char *value_meaning(const foi_field *field, const char *value)
{
    g_autofree char *label = foi_field_value_label(field, value);

    return g_strdup_printf("%s: %s%s", field->label, label ? label : value,
                           is_law(field) ? " and what lies in it" : "");
}

char *foi_explain_field(const foi_explainer *explainer, const foi_node *node, const foi_want *want,
                        char **value)
{
    const foi_field *field = node->field;
    foi_error ignored = FOI_ERROR_INIT;

    *value = NULL;
    if (foi_value_is_missing(node))
        return g_strdup_printf("%s: none is known", field->label);
    if (want->kind == FOI_WANT_DAYS)
        return days_meaning(node, want->days);
    if (field->kind == FOI_FIELD_WORDS)
        return g_strdup_printf("%s: all of these words, with their other endings", field->label);
    if (field->kind == FOI_FIELD_PATH)
        return g_strdup_printf("%s: in or like %s", field->label, want->value);
    foi_value_canonical(explainer->query, node, explainer->snapshot, value, &ignored);
    foi_error_clear(&ignored);
    return value_meaning(field, *value ? *value : node->text);
}
