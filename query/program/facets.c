/* facets.c - the values of a facet as a tree, for a person. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/query_program.h"
#include "query/program/text.h"
#include "query/program/tree.h"

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

/* The values of FACET as lines, each followed by what lies in it. */
static GArray *lines_of(const foi_facet *facet)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(line));
    g_autoptr(GArray) leaves = query_facet_tree(facet);

    g_array_set_clear_func(lines, clear_line);
    for (guint i = 0; i < leaves->len; i++) {
        const query_leaf *leaf = &g_array_index(leaves, query_leaf, i);
        const foi_facet_value *value = &facet->values[leaf->number];
        const char *label = query_own_label(facet->name, value->label, value->parent);
        line next = {value, leaf->depth, foi_terminal_clean(label)};
        g_array_append_val(lines, next);
    }
    return lines;
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

const char *query_facet_note(const foi_facet *facet)
{
    return facet->widened ? ", counted without its filter" : "";
}

void query_print_facet(const foi_facet *facet, const foi_page *page)
{
    const foi_field *field = foi_field_find(facet->name);
    g_autoptr(GArray) lines = lines_of(facet);
    unsigned widest = 0;

    if (facet->distinct == 0 && facet->missing == 0)
        return;
    for (guint i = 0; i < lines->len; i++)
        widest = MAX(widest, width_of(&g_array_index(lines, line, i)));
    g_autofree char *title =
        g_strdup_printf("%s (%s)%s", field->label, facet->name, query_facet_note(facet));
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
