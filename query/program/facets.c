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

/* Between a label and what a query has for it. */
#define GAP 2

/* Labels are cut to this, so that what a query has for them fits beside them, and no further. */
#define NARROW_LABEL 20

/* A value as it is shown. */
typedef struct line {
    const foi_facet_value *value;
    unsigned depth;
    char *label; /* clean, without what the value above says already */
    char *typed; /* clean: what a query has for it; NULL: its label */
} line;

/* How wide the lines of a facet are. */
typedef struct widths {
    unsigned labels; /* with what they stand in */
    unsigned typed;  /* 0: not shown */
} widths;

static void clear_line(void *data)
{
    line *l = data;

    g_free(l->label);
    g_free(l->typed);
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
        line next = {value, leaf->depth, foi_terminal_clean(label), NULL};
        g_autofree char *typed = foi_terminal_clean(value->value);
        if (strcmp(next.label, typed) != 0)
            next.typed = g_steal_pointer(&typed);
        g_array_append_val(lines, next);
    }
    return lines;
}

/* What a query has for the values is shown for all of them or for none. */
static widths measure(const GArray *lines, const foi_page *page)
{
    unsigned room = page->columns > COUNT_DIGITS + 4 ? page->columns - COUNT_DIGITS - 4 : 1;
    widths widest = {0, 0};

    for (guint i = 0; i < lines->len; i++) {
        const line *l = &g_array_index(lines, line, i);
        widest.labels = MAX(widest.labels, l->depth * STEP + query_columns(l->label));
        widest.typed = MAX(widest.typed, l->typed ? query_columns(l->typed) : 0);
    }
    if (MIN(widest.labels, NARROW_LABEL) + GAP + widest.typed > room)
        widest.typed = 0;
    if (widest.typed > 0)
        room -= GAP + widest.typed;
    widest.labels = MIN(widest.labels, room);
    return widest;
}

/* A mark where it is selected, the count, the label, the value as a query takes it. */
static void print_line(const line *l, const widths *w)
{
    unsigned indent = MIN(l->depth * STEP, w->labels / 2);
    g_autofree char *text = query_shortened(l->label, w->labels - indent);

    printf("%c %*" PRIu32 "  %*s", l->value->selected ? '*' : ' ', COUNT_DIGITS, l->value->count,
           (int)indent, "");
    fputs(text, stdout);
    if (l->typed && w->typed > 0)
        printf("%*s%s", (int)(w->labels - indent - query_columns(text)) + GAP, "", l->typed);
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
    const widths w = measure(lines, page);

    if (facet->distinct == 0 && facet->missing == 0)
        return;
    g_autofree char *title =
        g_strdup_printf("%s (%s)%s", field->label, facet->name, query_facet_note(facet));
    putchar('\n');
    foi_print_folded(page, 0, title, NULL, 0, true);
    for (guint i = 0; i < lines->len; i++)
        print_line(&g_array_index(lines, line, i), &w);
    if (facet->distinct > facet->value_count)
        printf("  %*s  and %zu more\n", COUNT_DIGITS, "", facet->distinct - facet->value_count);
    if (facet->missing > 0)
        printf("%c %*" PRIu32 "  (missing)\n", facet->missing_selected ? '*' : ' ', COUNT_DIGITS,
               facet->missing);
}
