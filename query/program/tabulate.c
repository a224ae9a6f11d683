/* tabulate.c - --tabulate and --timeline: from the request to the format. */
#include <glib.h>
#include <inttypes.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>

#include "indexer/field/field.h"
#include "query/program/table.h"

/* What can part two facets. Of the last two only what stands between blanks or beside a facet is
 * taken for it: they are letters, too. */
static const char *const separators[] = {",", "\xc3\x97", "*", "X", "x"};

static bool is_letter(const char *separator)
{
    return g_ascii_isalpha(separator[0]);
}

static bool is_facet(const char *name)
{
    const foi_field *field = foi_field_find(name);

    return field && field->facet;
}

/* A way to part the text, and how well it does: 2: into two facets; 1: as it was probably meant;
 * 0: not at all. */
typedef struct parting {
    char *row;
    char *column;
    int merit;
} parting;

static void parting_clear(parting *p)
{
    g_clear_pointer(&p->row, g_free);
    g_clear_pointer(&p->column, g_free);
    p->merit = 0;
}

static parting part_at(const char *text, const char *at, const char *separator)
{
    bool apart = at > text && at[-1] == ' ' && at[strlen(separator)] == ' ';
    parting p = {g_strstrip(g_strndup(text, (gsize)(at - text))),
                 g_strstrip(g_strdup(at + strlen(separator))), 0};
    int facets = is_facet(p.row) + is_facet(p.column);

    p.merit = facets == 2 ? 2 : facets == 1 || apart || !is_letter(separator);
    return p;
}

bool query_split_pair(const char *text, char **row, char **column)
{
    parting best = {NULL, NULL, 0};

    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
        for (const char *at = strstr(text, separators[i]); at; at = strstr(at + 1, separators[i])) {
            parting p = part_at(text, at, separators[i]);
            if (p.merit > best.merit) {
                parting_clear(&best);
                best = p;
            } else {
                parting_clear(&p);
            }
        }
    }
    *row = best.row;
    *column = best.column;
    return best.merit > 0;
}

bool query_has_shares(const foi_table *table, size_t column)
{
    for (size_t r = 0; r < foi_table_rows(table)->value_count; r++)
        if (foi_table_share(table, r, column) >= 0)
            return true;
    return false;
}

char *query_percent(double share)
{
    if (share < 0)
        return g_strdup("");
    if (share > 0 && share < 0.005)
        return g_strdup("<1%");
    return g_strdup_printf("%.0f%%", share * 100);
}

char *query_counted(uint32_t total, bool relaxed)
{
    return g_strdup_printf("%" PRIu32 " document%s%s", total, total == 1 ? "" : "s",
                           relaxed ? ", with a good part of the words" : "");
}

const char *query_shares_note(const foi_table *table)
{
    bool ruled = strcmp(foi_table_columns(table)->facet, "ruling") == 0 &&
                 strcmp(foi_table_rows(table)->facet, "exemption") == 0;

    return ruled ? "Percentages are of the documents that ruled on the provision."
                 : "Percentages are of the documents of the row.";
}

static int finish(uint32_t total)
{
    return total > 0 ? EXIT_HITS : EXIT_NONE;
}

static void note_more(const foi_table_axis *axis, const char *what)
{
    if (axis->more > 0)
        fprintf(stderr, "foi-query: and %zu more %s; --facet-size says how many are printed\n",
                axis->more, what);
}

/* What rows have no place for goes to standard error. */
static void note_table(const foi_table *table)
{
    note_more(foi_table_rows(table), "rows");
    note_more(foi_table_columns(table), "columns");
}

static void note_relaxed(bool relaxed)
{
    if (relaxed)
        fputs("foi-query: documents with a good part of the words are counted, too\n", stderr);
}

static void print_table(const foi_table *table, const query_request *request)
{
    switch (request->format) {
    case QUERY_JSON:
        query_print_json(foi_table_to_json(table));
        break;
    case QUERY_CSV:
    case QUERY_TSV:
        note_relaxed(foi_table_relaxed(table));
        query_note_suggestion(foi_table_suggestion(table));
        note_table(table);
        query_print_table_cells(table, request->format == QUERY_TSV);
        break;
    case QUERY_MARKDOWN:
        query_print_table_markdown(table, request->query);
        break;
    default:
        query_print_table(table, &request->page);
    }
}

int query_tabulate(foi_index *index, const query_request *request)
{
    g_autofree char *row = NULL;
    g_autofree char *column = NULL;
    foi_table_options options;
    foi_table *table = NULL;
    foi_status status;
    int result;

    query_split_pair(request->tabulate, &row, &column);
    foi_table_options_init(&options);
    options.rows = options.columns = request->options.facet_size;
    status = foi_index_tabulate(index, request->query, row, column, &options, &table);
    if (status != FOI_OK)
        return query_complain(status, foi_index_error(index));
    print_table(table, request);
    result = finish(foi_table_total(table));
    foi_table_free(table);
    return result;
}

static void print_timeline(const foi_timeline *timeline, const query_request *request)
{
    switch (request->format) {
    case QUERY_JSON:
        query_print_json(foi_timeline_to_json(timeline));
        break;
    case QUERY_CSV:
    case QUERY_TSV:
        note_relaxed(foi_timeline_relaxed(timeline));
        query_note_suggestion(foi_timeline_suggestion(timeline));
        query_print_timeline_cells(timeline, request->format == QUERY_TSV);
        break;
    case QUERY_MARKDOWN:
        query_print_timeline_markdown(timeline, request->query);
        break;
    default:
        query_print_timeline(timeline, &request->page, strcmp(nl_langinfo(CODESET), "UTF-8") == 0);
    }
}

int query_timeline(foi_index *index, const query_request *request)
{
    foi_timeline_options options;
    foi_timeline *timeline = NULL;
    foi_status status;
    int result;

    foi_timeline_options_init(&options);
    options.period = request->period;
    status = foi_index_timeline(index, request->query, &options, &timeline);
    if (status != FOI_OK)
        return query_complain(status, foi_index_error(index));
    print_timeline(timeline, request);
    result = finish(foi_timeline_total(timeline));
    foi_timeline_free(timeline);
    return result;
}
