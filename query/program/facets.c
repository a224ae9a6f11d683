/* facets.c - the values of a facet as a tree, for a person. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/query_program.h"
#include "query/program/text.h"

/* Most digits that a count is given room for. */
#define COUNT_DIGITS 7

/* How far a value stands in from what encloses it. */
#define STEP 2

/* A value as it is shown. */
typedef struct line {
    const foi_facet_value *value;
    unsigned depth;
    char *label; /* clean, without what the value above says already */
} line;

static void clear_line(void *data)
{
    g_free(((line *)data)->label);
}

/* Below the folder that it lies in a folder needs its own name only. */
static const char *own_part(const foi_facet *facet, const foi_facet_value *value)
{
    size_t above = value->parent ? strlen(value->parent) : 0;

    if (strcmp(facet->name, "path") != 0 || !value->parent ||
        !g_str_has_prefix(value->label, value->parent))
        return value->label;
    while (value->label[above] == '/')
        above++;
    return value->label + above;
}

/* What lies right in each value, in order: lists linked by number. The last list is that of the
 * outermost values; a number that is past all values ends a list. */
typedef struct tree {
    size_t *first;
    size_t *last;
    size_t *next;
} tree;

static tree tree_of(const foi_facet *facet)
{
    size_t count = facet->value_count;
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    tree t = {g_new(size_t, count + 1), g_new(size_t, count + 1), g_new(size_t, count + 1)};

    for (size_t i = 0; i <= count; i++)
        t.first[i] = t.next[i] = count;
    for (size_t i = 0; i < count; i++) {
        const char *parent = facet->values[i].parent;
        gpointer number = parent ? g_hash_table_lookup(numbers, parent) : NULL;
        size_t above = number ? GPOINTER_TO_SIZE(number) - 1 : count;
        if (t.first[above] == count)
            t.first[above] = i;
        else
            t.next[t.last[above]] = i;
        t.last[above] = i;
        g_hash_table_insert(numbers, (gpointer)facet->values[i].value, GSIZE_TO_POINTER(i + 1));
    }
    return t;
}

static void tree_clear(tree *t)
{
    g_free(t->first);
    g_free(t->last);
    g_free(t->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(tree, tree_clear)

/* Appends to LINES what lies right in the value PARENT, each with what lies in it. */
static void list_lines(const foi_facet *facet, const tree *t, size_t parent, unsigned depth,
                       GArray *lines)
{
    for (size_t i = t->first[parent]; i < facet->value_count; i = t->next[i]) {
        const foi_facet_value *value = &facet->values[i];
        line next = {value, depth, foi_terminal_clean(own_part(facet, value))};
        g_array_append_val(lines, next);
        list_lines(facet, t, i, depth + 1, lines);
    }
}

static unsigned width_of(const line *l)
{
    return l->depth * STEP + query_columns(l->label);
}

/* A mark where it is selected, the count, the label, and where there is room the value as a query
 * takes it. */
static void print_line(const line *l, const foi_page *page, unsigned widest)
{
    unsigned room = page->columns > COUNT_DIGITS + 4 ? page->columns - COUNT_DIGITS - 4 : 1;
    unsigned indent = MIN(l->depth * STEP, room / 2);
    g_autofree char *text = query_shortened(l->label, room - indent);
    g_autofree char *value = foi_terminal_clean(l->value->value);
    bool hint = strcmp(l->label, value) != 0 && widest + 2 + query_columns(value) <= room;

    printf("%c %*" PRIu32 "  %*s", l->value->selected ? '*' : ' ', COUNT_DIGITS, l->value->count,
           (int)indent, "");
    fputs(text, stdout);
    if (hint)
        printf("%*s%s", (int)(widest - indent - query_columns(text)) + 2, "", value);
    putchar('\n');
}

void query_print_facet(const foi_facet *facet, const foi_page *page)
{
    const foi_field *field = foi_field_find(facet->name);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(line));
    unsigned widest = 0;

    if (facet->distinct == 0 && facet->missing == 0)
        return;
    g_array_set_clear_func(lines, clear_line);
    g_auto(tree) t = tree_of(facet);
    list_lines(facet, &t, facet->value_count, 0, lines);
    for (guint i = 0; i < lines->len; i++)
        widest = MAX(widest, width_of(&g_array_index(lines, line, i)));
    g_autofree char *title = g_strdup_printf("%s (%s)", field->label, facet->name);
    putchar('\n');
    foi_print_folded(page, 0, title, NULL, 0, true);
    for (guint i = 0; i < lines->len; i++)
        print_line(&g_array_index(lines, line, i), page, widest);
    if (facet->distinct > facet->value_count)
        printf("  %*s  and %zu more\n", COUNT_DIGITS, "", facet->distinct - facet->value_count);
    if (facet->missing > 0)
        printf("%c %*" PRIu32 "  (missing)\n", facet->missing_selected ? '*' : ' ', COUNT_DIGITS,
               facet->missing);
}
