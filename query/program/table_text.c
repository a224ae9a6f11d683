/* table_text.c - a table for a person, as wide as the page allows. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/table.h"
#include "query/program/text.h"
#include "query/program/tree.h"

/* How far a value stands in from what encloses it. */
#define STEP 2

/* How far a cell stands in from its row where each has a line. */
#define CELL_INDENT 4

/* Between two columns. */
#define GAP 2

/* The widest word of a heading that is not cut. */
#define WIDEST_WORD 14

/* Labels of rows are cut to this where the columns would not fit otherwise. */
#define NARROW_LABEL 20

/* Room for "100%" and the blank before it. */
#define SHARE_WIDTH 5

static const char total_heading[] = QUERY_TOTAL_HEADING;

/* A row as it is shown. */
typedef struct line {
    size_t row;
    unsigned indent;
    char *label; /* clean, indented below what encloses it */
} line;

typedef struct sheet {
    const foi_table *table;
    const foi_page *page;
    GArray *lines;         /* of line */
    unsigned label_width;  /* of the first column */
    unsigned number_width; /* of a count */
    unsigned *widths;      /* of each column of cells */
    unsigned *shares;      /* how much of it is for the share */
    GPtrArray *headings;   /* of GPtrArray of char *: the lines of each heading */
} sheet;

static void clear_line(void *data)
{
    g_free(((line *)data)->label);
}

char *query_value_label(const foi_table_value *value)
{
    return foi_terminal_clean(value->label);
}

/* --- what is shown ---------------------------------------------------------------------------- */

static void make_lines(sheet *s)
{
    const foi_table_axis *rows = foi_table_rows(s->table);
    g_autoptr(GArray) leaves = query_axis_tree(rows);

    for (guint i = 0; i < leaves->len; i++) {
        const query_leaf *leaf = &g_array_index(leaves, query_leaf, i);
        const foi_table_value *value = &rows->values[leaf->number];
        const char *own = query_own_label(rows->facet, value->label, value->parent);
        g_autofree char *label = foi_terminal_clean(own);
        unsigned indent = leaf->depth * STEP;
        line next = {leaf->number, indent, g_strdup_printf("%*s%s", (int)indent, "", label)};
        g_array_append_val(s->lines, next);
        s->label_width = MAX(s->label_width, query_columns(next.label));
    }
}

/* The words of LABEL in lines of at most WIDTH columns. */
static GPtrArray *fold_heading(const char *label, unsigned width)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(label, " ", -1);
    g_autoptr(GString) text = g_string_new(NULL);

    for (size_t i = 0; words[i]; i++) {
        g_autofree char *word = query_shortened(words[i], width);
        if (text->len > 0 && query_columns(text->str) + 1 + query_columns(word) > width) {
            g_ptr_array_add(lines, g_strdup(text->str));
            g_string_truncate(text, 0);
        }
        g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", word);
    }
    g_ptr_array_add(lines, g_strdup(text->str));
    return lines;
}

static void make_heading(sheet *s, size_t column)
{
    const foi_table_value *value = &foi_table_columns(s->table)->values[column];
    g_autofree char *label = query_value_label(value);
    g_auto(GStrv) words = g_strsplit(label, " ", -1);
    unsigned width;

    s->shares[column] = query_has_shares(s->table, column) ? SHARE_WIDTH : 0;
    width = s->number_width + s->shares[column];
    for (size_t i = 0; words[i]; i++)
        width = MAX(width, MIN(query_columns(words[i]), WIDEST_WORD));
    s->widths[column] = width;
    g_ptr_array_add(s->headings, fold_heading(label, width));
}

static void unref_array(void *array)
{
    g_ptr_array_unref(array);
}

static sheet sheet_of(const foi_table *table, const foi_page *page)
{
    size_t columns = foi_table_columns(table)->value_count;
    sheet s = {.table = table, .page = page};
    g_autofree char *widest = g_strdup_printf("%" PRIu32, foi_table_total(table));

    s.lines = g_array_new(FALSE, FALSE, sizeof(line));
    g_array_set_clear_func(s.lines, clear_line);
    s.headings = g_ptr_array_new_with_free_func(unref_array);
    s.widths = g_new0(unsigned, columns + 1);
    s.shares = g_new0(unsigned, columns + 1);
    s.label_width = (unsigned)strlen(total_heading);
    s.number_width = MAX((unsigned)strlen(widest), (unsigned)strlen(total_heading));
    make_lines(&s);
    for (size_t i = 0; i < columns; i++)
        make_heading(&s, i);
    return s;
}

static void sheet_clear(sheet *s)
{
    g_array_unref(s->lines);
    g_ptr_array_unref(s->headings);
    g_free(s->widths);
    g_free(s->shares);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(sheet, sheet_clear)

/* --- side by side ----------------------------------------------------------------------------- */

static void add_blanks(GString *out, unsigned count)
{
    g_string_append_printf(out, "%*s", (int)count, "");
}

static void add_right(GString *out, const char *text, unsigned width)
{
    unsigned columns = query_columns(text);

    add_blanks(out, GAP + (width > columns ? width - columns : 0));
    g_string_append(out, text);
}

static void add_left(GString *out, const char *text, unsigned width)
{
    g_autofree char *cut = query_shortened(text, width);

    g_string_append(out, cut);
    add_blanks(out, width - query_columns(cut));
}

static void add_number(GString *out, uint32_t number, unsigned width)
{
    g_string_append_printf(out, "%*" PRIu32, (int)(GAP + width), number);
}

/* Prints the line OUT and begins the next. */
static void end_line(GString *out)
{
    puts(g_strchomp(out->str));
    g_string_truncate(out, 0);
}

/* The columns of numbers alone. */
static unsigned width_of_cells(const sheet *s)
{
    unsigned width = GAP + s->number_width;

    for (size_t c = 0; c < foi_table_columns(s->table)->value_count; c++)
        width += GAP + s->widths[c];
    return width;
}

static void print_headings(const sheet *s, GString *out)
{
    guint most = 1;

    for (guint c = 0; c < s->headings->len; c++)
        most = MAX(most, ((const GPtrArray *)s->headings->pdata[c])->len);
    for (guint l = 0; l < most; l++) {
        add_blanks(out, s->label_width);
        add_right(out, l + 1 == most ? total_heading : "", s->number_width);
        for (guint c = 0; c < s->headings->len; c++) {
            const GPtrArray *lines = s->headings->pdata[c];
            guint empty = most - lines->len;
            add_right(out, l >= empty ? lines->pdata[l - empty] : "", s->widths[c]);
        }
        end_line(out);
    }
}

static void add_cell(const sheet *s, GString *out, size_t column, uint32_t count, double share)
{
    g_autofree char *percent = query_percent(count > 0 ? share : -1);

    add_number(out, count, s->widths[column] - s->shares[column]);
    g_string_append_printf(out, "%*s", (int)s->shares[column], percent);
}

static void print_grid(const sheet *s)
{
    const foi_table_axis *rows = foi_table_rows(s->table);
    const foi_table_axis *columns = foi_table_columns(s->table);
    g_autoptr(GString) out = g_string_new(NULL);

    print_headings(s, out);
    for (guint i = 0; i < s->lines->len; i++) {
        const line *l = &g_array_index(s->lines, line, i);
        add_left(out, l->label, s->label_width);
        add_number(out, rows->values[l->row].count, s->number_width);
        for (size_t c = 0; c < columns->value_count; c++)
            add_cell(s, out, c, foi_table_count(s->table, l->row, c),
                     foi_table_share(s->table, l->row, c));
        end_line(out);
    }
    add_left(out, total_heading, s->label_width);
    add_number(out, foi_table_total(s->table), s->number_width);
    for (size_t c = 0; c < columns->value_count; c++)
        add_cell(s, out, c, columns->values[c].count, -1);
    end_line(out);
}

/* --- row by row ------------------------------------------------------------------------------- */

/* LABEL from column INDENT on; the numbers of all lines stand below each other. */
static void print_pair(const sheet *s, GString *out, unsigned indent, const char *label,
                       uint32_t count, double share)
{
    g_autofree char *percent = query_percent(share);

    add_blanks(out, indent);
    add_left(out, label, s->label_width > indent ? s->label_width - indent : 1);
    add_number(out, count, s->number_width);
    g_string_append_printf(out, "%*s", SHARE_WIDTH, percent);
    end_line(out);
}

/* The labels of both sides, as far as the page allows. */
static void widen_labels(sheet *s)
{
    const foi_table_axis *columns = foi_table_columns(s->table);
    unsigned numbers = GAP + s->number_width + SHARE_WIDTH;
    unsigned deepest = 0;

    for (guint i = 0; i < s->lines->len; i++)
        deepest = MAX(deepest, g_array_index(s->lines, line, i).indent);
    for (size_t c = 0; c < columns->value_count; c++) {
        g_autofree char *label = query_value_label(&columns->values[c]);
        s->label_width = MAX(s->label_width, deepest + CELL_INDENT + query_columns(label));
    }
    s->label_width =
        MIN(s->label_width, s->page->columns > numbers ? s->page->columns - numbers : 1);
}

/* What each row has, without the cells that are empty. */
static void print_list(sheet *s)
{
    const foi_table_axis *rows = foi_table_rows(s->table);
    const foi_table_axis *columns = foi_table_columns(s->table);
    g_autoptr(GString) out = g_string_new(NULL);

    widen_labels(s);
    for (guint i = 0; i < s->lines->len; i++) {
        const line *l = &g_array_index(s->lines, line, i);
        print_pair(s, out, 0, l->label, rows->values[l->row].count, -1);
        for (size_t c = 0; c < columns->value_count; c++) {
            g_autofree char *label = query_value_label(&columns->values[c]);
            uint32_t count = foi_table_count(s->table, l->row, c);
            if (count > 0)
                print_pair(s, out, l->indent + CELL_INDENT, label, count,
                           foi_table_share(s->table, l->row, c));
        }
    }
    print_pair(s, out, 0, total_heading, foi_table_total(s->table), -1);
    for (size_t c = 0; c < columns->value_count; c++) {
        g_autofree char *label = query_value_label(&columns->values[c]);
        print_pair(s, out, CELL_INDENT, label, columns->values[c].count, -1);
    }
}

/* ---------------------------------------------------------------------------------------------- */

static void print_title(const sheet *s)
{
    const foi_table_axis *rows = foi_table_rows(s->table);
    const foi_table_axis *columns = foi_table_columns(s->table);
    g_autofree char *head = query_counted(foi_table_total(s->table), foi_table_relaxed(s->table));
    g_autofree char *title =
        g_strdup_printf("%s by %s (%s,%s)", foi_field_find(rows->facet)->label,
                        foi_field_find(columns->facet)->label, rows->facet, columns->facet);

    foi_print_folded(s->page, 0, head, NULL, 0, false);
    query_print_suggestion(foi_table_suggestion(s->table), s->page);
    putchar('\n');
    foi_print_folded(s->page, 0, title, NULL, 0, true);
}

static void print_more(const sheet *s, const foi_table_axis *axis, const char *what)
{
    g_autofree char *text =
        g_strdup_printf("and %zu more %s; --facet-size says how many are shown", axis->more, what);

    if (axis->more > 0)
        foi_print_folded(s->page, 0, text, NULL, 0, false);
}

static void print_notes(const sheet *s)
{
    print_more(s, foi_table_rows(s->table), "rows");
    print_more(s, foi_table_columns(s->table), "columns");
    foi_print_folded(s->page, 0, query_shares_note(s->table), NULL, 0, false);
}

void query_print_table(const foi_table *table, const foi_page *page)
{
    g_auto(sheet) s = sheet_of(table, page);
    unsigned cells = width_of_cells(&s);
    unsigned room = page->columns > cells ? page->columns - cells : 0;

    print_title(&s);
    if (s.lines->len == 0)
        return;
    if (room >= MIN(s.label_width, NARROW_LABEL)) {
        s.label_width = MIN(s.label_width, room);
        print_grid(&s);
    } else {
        print_list(&s);
    }
    print_notes(&s);
}
