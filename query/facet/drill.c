/* drill.c - editing the text of a query by its tree. */
#include "query/facet/drill.h"

#include <string.h>

#include "query/parse/lexer.h"
#include "query/plan/path.h"
#include "query/plan/value.h"

static bool is_filter(const foi_node *node, const foi_field *field)
{
    return foi_plan_filter_field(node) == field;
}

/* How many filters of FIELD are among CHILDREN, and the last of them. */
static guint count_filters(const GPtrArray *children, const foi_field *field, const foi_node **last)
{
    guint count = 0;

    for (guint i = 0; i < children->len; i++) {
        if (is_filter(children->pdata[i], field)) {
            *last = children->pdata[i];
            count++;
        }
    }
    return count;
}

/* FIELD:VALUE as the query language has it, g_free. NULL where it cannot say it. */
static char *filter_text(const foi_field *field, const char *value, bool words_follow)
{
    bool path = field->kind == FOI_FIELD_PATH;
    g_autofree char *folder = NULL;

    if (!value)
        return field->has_missing ? g_strconcat(field->name, ":missing", NULL) : NULL;
    if (path && strpbrk(value, "*?"))
        return NULL;
    /* Blanks at its ends are no part of a value; a folder may end in a slash. */
    if (path && *value && g_ascii_isspace(value[strlen(value) - 1]))
        folder = g_strconcat(value, "/", NULL);
    /* A bare name might run on into the words behind it. */
    bool quoted = words_follow && field->kind == FOI_FIELD_AUTHORITY;
    g_autofree char *written = foi_lexer_write_value(folder ? folder : value, quoted);
    return written ? g_strconcat(field->name, ":", written, NULL) : NULL;
}

/* --- the three ways to put a filter into a query ---------------------------------------------- */

static char *append(const char *query, const char *filter)
{
    g_autofree char *stripped = g_strstrip(g_strdup(query));

    return g_strconcat(stripped, stripped[0] == '\0' ? "" : " ", filter, NULL);
}

/* A group may touch the words beside it, a filter may not. */
static bool touches_before(const char *query, const foi_node *node)
{
    char before = node->start > 0 ? query[node->start - 1] : ' ';

    return !g_ascii_isspace(before) && before != '(' && before != '+';
}

static bool touches_behind(const char *query, const foi_node *node)
{
    char behind = query[node->start + node->length];

    return behind != '\0' && behind != ')' && !g_ascii_isspace(behind);
}

static char *replace(const char *query, const foi_node *old, const char *filter)
{
    g_autofree char *before = g_strndup(query, old->start);

    return g_strconcat(before, touches_before(query, old) ? " " : "", filter,
                       touches_behind(query, old) ? " " : "", query + old->start + old->length,
                       NULL);
}

/* TEXT in parentheses, g_free. A colon with one right behind it would be taken for a field's. */
static char *enclose(const char *text)
{
    return g_strdup_printf(g_str_has_suffix(text, ":") ? "(%s )" : "(%s)", text);
}

/* Appends NODE as it is written; what AND required has a "+". */
static void append_node(GString *text, const char *query, const foi_node *node)
{
    if (text->len > 0)
        g_string_append_c(text, ' ');
    if (node->required && node->kind != FOI_NODE_NOT)
        g_string_append_c(text, '+');
    g_string_append_len(text, query + node->start, (gssize)node->length);
}

/* Words first, then the filters of other fields, then FILTER. */
static char *rebuild(const char *query, const foi_node *outermost, const foi_field *field,
                     const char *filter, bool together)
{
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) filters = g_string_new(NULL);

    for (guint i = 0; i < outermost->children->len; i++) {
        const foi_node *child = outermost->children->pdata[i];
        if (!is_filter(child, field))
            append_node(child->kind == FOI_NODE_FIELD ? filters : words, query, child);
    }
    g_autofree char *group = together && words->len > 0 ? enclose(words->str) : NULL;
    return g_strdup_printf("%s%s%s%s%s", group ? group : words->str, words->len > 0 ? " " : "",
                           filters->str, filters->len > 0 ? " " : "", filter);
}

static char *beside_alternatives(const foi_drill *drill, const foi_node *outermost,
                                 const char *filter)
{
    /* A group that is not the whole tree has its parentheses already. */
    g_autofree char *group = outermost == drill->root
                                 ? enclose(drill->query)
                                 : g_strndup(drill->query + outermost->start, outermost->length);

    return g_strconcat(group, " ", filter, NULL);
}

/* Every text that is made nests the query no deeper and adds no more to it than this one does. */
static bool has_room(const char *query)
{
    g_autofree char *probe = g_strdup_printf("((%s ) x) x", query);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_node) node = NULL;

    return foi_query_parse(probe, &node, &error) == FOI_OK;
}

foi_drill foi_drill_start(const char *query, const foi_node *root, const foi_plan *plan,
                          const foi_match *match, foi_snapshot *snapshot)
{
    bool blank = root->children->len == 0;

    return (foi_drill){query, root, plan, match, snapshot, blank || has_room(query)};
}

char *foi_drill_query(const foi_drill *drill, const foi_field *field, const char *value,
                      uint32_t count)
{
    const foi_node *outermost = foi_plan_outermost(drill->root);
    bool together = !drill->match->relaxed && foi_match_may_relax(drill->plan, count);
    const foi_node *old = NULL;
    guint filters = count_filters(outermost->children, field, &old);
    bool in_place = outermost->kind == FOI_NODE_SEQUENCE && filters == 1 && !together;
    bool words_follow = in_place && drill->query[old->start + old->length] != '\0';
    g_autofree char *filter = filter_text(field, value, words_follow);
    g_autofree char *whole = NULL;

    if (!filter || !drill->roomy)
        return NULL;
    if (is_filter(outermost, field))
        whole = g_steal_pointer(&filter);
    else if (outermost->kind != FOI_NODE_SEQUENCE)
        whole = beside_alternatives(drill, outermost, filter);
    else if (in_place)
        whole = replace(drill->query, old, filter);
    else if (filters == 0 && !together && outermost == drill->root)
        whole = append(drill->query, filter);
    else
        whole = rebuild(drill->query, outermost, field, filter, together);
    return strlen(whole) <= FOI_QUERY_LENGTH ? g_steal_pointer(&whole) : NULL;
}

/* --- what is asked for already ---------------------------------------------------------------- */

/* Adds what the filter NODE asks for: one value, or the alternatives in it. */
static void add_values(const foi_drill *drill, const foi_node *node, foi_drill_filters *filters)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    char *value = NULL;

    for (guint i = 0; node->kind != FOI_NODE_FIELD && i < node->children->len; i++)
        add_values(drill, node->children->pdata[i], filters);
    if (node->kind != FOI_NODE_FIELD)
        return;
    if (foi_value_is_missing(node))
        filters->missing = true;
    else if (node->field->kind == FOI_FIELD_PATH)
        value = foi_path_pattern(node->text);
    else
        foi_value_canonical(drill->query, node, drill->snapshot, &value, &error);
    if (value)
        g_ptr_array_add(filters->values, value);
}

foi_drill_filters foi_drill_read(const foi_drill *drill, const foi_field *field)
{
    const foi_node *outermost = foi_plan_outermost(drill->root);
    foi_drill_filters filters = {g_ptr_array_new_with_free_func(g_free), false};

    if (is_filter(outermost, field)) {
        add_values(drill, outermost, &filters);
        return filters;
    }
    for (guint i = 0; outermost->kind == FOI_NODE_SEQUENCE && i < outermost->children->len; i++) {
        const foi_node *child = outermost->children->pdata[i];
        if (is_filter(child, field))
            add_values(drill, child, &filters);
    }
    return filters;
}

void foi_drill_filters_clear(foi_drill_filters *filters)
{
    g_clear_pointer(&filters->values, g_ptr_array_unref);
}

/* PATTERN names FOLDER and not one that it lies in. */
static bool names_folder(const char *pattern, const char *folder)
{
    g_autofree char *above = g_path_get_dirname(folder);

    return foi_path_matches(pattern, folder) &&
           (strcmp(above, folder) == 0 || !foi_path_matches(pattern, above));
}

bool foi_drill_selected(const foi_drill_filters *filters, const foi_field *field, const char *value)
{
    for (guint i = 0; i < filters->values->len; i++) {
        const char *asked = filters->values->pdata[i];
        if (field->kind == FOI_FIELD_PATH ? names_folder(asked, value) : strcmp(asked, value) == 0)
            return true;
    }
    return false;
}
