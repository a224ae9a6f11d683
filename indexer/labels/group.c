#include "indexer/labels/group.h"

#include <string.h>

#include "indexer/law/law.h"

/* What is said of one field. */
typedef struct saying {
    foi_tag_field field;
    uint32_t line;
    double confidence;
    GPtrArray *values; /* of char * */
} saying;

static void saying_clear(void *data)
{
    g_ptr_array_unref(((saying *)data)->values);
}

foi_label_group *foi_label_group_new(const char *key, uint32_t line)
{
    foi_label_group *group = g_new0(foi_label_group, 1);
    group->key = g_strdup(key);
    group->line = line;
    group->said = g_array_new(FALSE, FALSE, sizeof(saying));
    g_array_set_clear_func(group->said, saying_clear);
    return group;
}

void foi_label_group_free(foi_label_group *group)
{
    g_free(group->key);
    g_array_unref(group->said);
    g_free(group);
}

static saying *find_saying(const foi_label_group *group, foi_tag_field field)
{
    for (guint i = 0; i < group->said->len; i++) {
        saying *each = &g_array_index(group->said, saying, i);
        if (each->field == field)
            return each;
    }
    return NULL;
}

static bool has_value(const GPtrArray *values, const char *value)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)values, value, g_str_equal, NULL);
}

/* Lists of provisions and references add up, also over several rows. */
static bool adds_up(foi_tag_field field)
{
    return foi_tag_field_role(field) != FOI_ROLE_NONE || field == FOI_TAG_REFERENCES ||
           field == FOI_TAG_REGIME;
}

static bool agree(const GPtrArray *a, const GPtrArray *b)
{
    return a->len == b->len && (a->len == 0 || strcmp(a->pdata[0], b->pdata[0]) == 0);
}

uint32_t foi_label_group_say(foi_label_group *group, foi_tag_field field, const GPtrArray *values,
                             double confidence, uint32_t line)
{
    saying *known = find_saying(group, field);
    /* That there is none agrees with no value. */
    bool clash = known != NULL && (adds_up(field) ? (known->values->len == 0) != (values->len == 0)
                                                  : !agree(known->values, values));
    if (clash)
        return known->line;
    if ((known != NULL ? known->values->len : 0) + (size_t)values->len > FOI_LABEL_VALUES)
        return UINT32_MAX;
    if (known == NULL) {
        saying fresh = {field, line, confidence, g_ptr_array_new_with_free_func(g_free)};
        g_array_append_val(group->said, fresh);
        known = find_saying(group, field);
    }
    for (guint i = 0; i < values->len; i++)
        if (!has_value(known->values, values->pdata[i]))
            g_ptr_array_add(known->values, g_strdup(values->pdata[i]));
    return 0;
}

static uint32_t say_one(foi_label_group *group, foi_tag_field field, const char *value,
                        double confidence, uint32_t line)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    g_ptr_array_add(values, (gpointer)value);
    return foi_label_group_say(group, field, values, confidence, line);
}

void foi_label_group_find(foi_label_group *group, const char *provision, foi_section_result result,
                          double confidence, uint32_t line)
{
    const foi_provision *row = foi_law_provision(provision);
    bool duty = row != NULL && row->kind == FOI_PROVISION_DUTY;
    group->results |= (unsigned)result;
    if (row != NULL && row->kind == FOI_PROVISION_PROCEDURAL)
        return;
    if (result != FOI_RESULT_NOT_UPHELD)
        say_one(group, duty ? FOI_TAG_BREACHED : FOI_TAG_REJECTED, provision, confidence, line);
    if (result != FOI_RESULT_UPHELD)
        say_one(group, duty ? FOI_TAG_COMPLIED : FOI_TAG_UPHELD, provision, confidence, line);
}

static const char *outcome_of(unsigned results)
{
    if (results == FOI_RESULT_UPHELD)
        return "complaint-upheld";
    return results == FOI_RESULT_NOT_UPHELD ? "complaint-not-upheld" : "complaint-partly-upheld";
}

uint32_t foi_label_group_end(foi_label_group *group, foi_section_result result, double confidence,
                             uint32_t line)
{
    return say_one(group, FOI_TAG_OUTCOME, outcome_of((unsigned)result), confidence, line);
}

/* The type of the document comes first: what else is said may depend on it. */
static int compare_sayings(const void *left, const void *right)
{
    return (int)((const saying *)left)->field - (int)((const saying *)right)->field;
}

void foi_label_group_finish(foi_label_group *group, foi_label_rows *rows)
{
    if (group->results != 0 && find_saying(group, FOI_TAG_OUTCOME) == NULL) {
        const saying *first = &g_array_index(group->said, saying, 0);
        double confidence = group->said->len > 0 ? first->confidence : 0.9;
        foi_label_group_end(group, (foi_section_result)group->results, confidence, group->line);
    }
    if (group->said->len == 0)
        return;
    g_array_sort(group->said, compare_sayings);
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func(g_free);
    g_autofree foi_label *labels = g_new0(foi_label, group->said->len);
    for (guint i = 0; i < group->said->len; i++) {
        const saying *each = &g_array_index(group->said, saying, i);
        char **values = g_new0(char *, each->values->len + 1);
        g_ptr_array_add(lists, values);
        for (guint v = 0; v < each->values->len; v++)
            values[v] = each->values->pdata[v];
        labels[i] = (foi_label){each->field, each->confidence, values};
    }
    foi_label_rows_add(rows, group->key, group->line, labels, group->said->len);
}
