/* rows.c - an answer as rows for programs: CSV, TSV and lines of JSON. */
#include <glib.h>
#include <stdio.h>

#include "indexer/document/path.h"
#include "query/program/cells.h"
#include "query/program/query_program.h"

/* What a column shows: a member of the hit or of its first passage, or what a function makes. */
typedef enum column_kind {
    HIT_TEXT,
    HIT_LIST,
    HIT_NUMBER,
    PASSAGE_TEXT,
    PASSAGE_NUMBER,
    MADE
} column_kind;

typedef struct column {
    const char *name;
    column_kind kind;
    size_t offset;                     /* of the member */
    char *(*make)(const foi_hit *hit); /* NULL but for MADE; g_free */
} column;

static char *make_score(const foi_hit *hit)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup(g_ascii_formatd(number, sizeof number, "%.3f", hit->score));
}

static char *make_location(const foi_hit *hit)
{
    return foi_path_display(hit->location);
}

static char *make_replaced_by(const foi_hit *hit)
{
    return hit->replaced_by ? g_strdup(hit->replaced_by->id) : NULL;
}

/* With its place where a passage has one. */
static char *make_citation(const foi_hit *hit)
{
    const char *pinpoint = hit->snippet_count > 0 ? hit->snippets[0].citation : NULL;

    return g_strdup(pinpoint ? pinpoint : hit->citation);
}

/* Their ids: each is shown by --show. */
static char *make_copies(const foi_hit *hit)
{
    g_autoptr(GString) ids = g_string_new(NULL);

    for (size_t i = 0; i < hit->copy_count; i++)
        g_string_append_printf(ids, "%s%s", i > 0 ? ";" : "", hit->copies[i].id);
    return g_string_free(g_steal_pointer(&ids), FALSE);
}

static const column columns[] = {
    {"rank", HIT_NUMBER, offsetof(foi_hit, rank), NULL},
    {"score", MADE, 0, make_score},
    {"id", HIT_TEXT, offsetof(foi_hit, id), NULL},
    {"location", MADE, 0, make_location},
    {"member", HIT_TEXT, offsetof(foi_hit, member), NULL},
    {"title", HIT_TEXT, offsetof(foi_hit, title), NULL},
    {"doctype", HIT_TEXT, offsetof(foi_hit, doctype), NULL},
    {"authority", HIT_TEXT, offsetof(foi_hit, authority_id), NULL},
    {"authority_name", HIT_TEXT, offsetof(foi_hit, authority_name), NULL},
    {"date", HIT_TEXT, offsetof(foi_hit, date), NULL},
    {"regime", HIT_LIST, offsetof(foi_hit, regimes), NULL},
    {"exemptions", HIT_LIST, offsetof(foi_hit, exemptions), NULL},
    {"rulings", HIT_LIST, offsetof(foi_hit, rulings), NULL},
    {"outcome", HIT_TEXT, offsetof(foi_hit, outcome), NULL},
    {"favours", HIT_TEXT, offsetof(foi_hit, favours), NULL},
    {"case", HIT_TEXT, offsetof(foi_hit, case_id), NULL},
    {"replaced_by", MADE, 0, make_replaced_by},
    {"citation", MADE, 0, make_citation},
    {"page", PASSAGE_NUMBER, offsetof(foi_snippet, page), NULL},
    {"paragraph", PASSAGE_NUMBER, offsetof(foi_snippet, paragraph), NULL},
    {"sheet", PASSAGE_TEXT, offsetof(foi_snippet, sheet), NULL},
    {"row", PASSAGE_NUMBER, offsetof(foi_snippet, row), NULL},
    {"snippet", PASSAGE_TEXT, offsetof(foi_snippet, text), NULL},
    {"copies", MADE, 0, make_copies},
    {"more", HIT_NUMBER, offsetof(foi_hit, more), NULL},
};

static void add_list(query_cells *cells, const char *const *values)
{
    g_autofree char *joined = g_strjoinv(";", (char **)values);

    query_cells_text(cells, joined);
}

static void add_cell(query_cells *cells, const column *c, const foi_hit *hit)
{
    static const foi_snippet none = {0};
    bool of_passage = c->kind == PASSAGE_TEXT || c->kind == PASSAGE_NUMBER;
    const void *owner = !of_passage              ? (const void *)hit
                        : hit->snippet_count > 0 ? &hit->snippets[0]
                                                 : &none;
    const void *member = (const char *)owner + c->offset;
    g_autofree char *made = c->kind == MADE ? c->make(hit) : NULL;

    switch (c->kind) {
    case HIT_NUMBER:
    case PASSAGE_NUMBER:
        query_cells_number(cells, *(const uint32_t *)member);
        break;
    case HIT_LIST:
        add_list(cells, *(const char *const *const *)member);
        break;
    case HIT_TEXT:
    case PASSAGE_TEXT:
        query_cells_text(cells, *(const char *const *)member);
        break;
    case MADE:
        query_cells_text(cells, made);
        break;
    }
}

static void add_hits(query_cells *cells, const foi_results *results)
{
    for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
        query_cells_text(cells, columns[c].name);
    query_cells_end(cells);
    for (size_t i = 0; i < foi_results_hits(results); i++) {
        for (size_t c = 0; c < G_N_ELEMENTS(columns); c++)
            add_cell(cells, &columns[c], foi_results_hit(results, i));
        query_cells_end(cells);
    }
}

static void add_value(query_cells *cells, const foi_facet *facet, const foi_facet_value *value)
{
    query_cells_text(cells, facet->name);
    query_cells_text(cells, value->value);
    query_cells_text(cells, value->label);
    query_cells_known_number(cells, value->count);
    query_cells_text(cells, value->parent);
    query_cells_text(cells, value->query);
    query_cells_text(cells, value->selected ? "selected" : NULL);
    query_cells_text(cells, facet->widened ? "widened" : NULL);
    query_cells_end(cells);
}

static void add_facets(query_cells *cells, const foi_results *results)
{
    static const char *const names[] = {"facet",  "value", "label",    "count",
                                        "parent", "query", "selected", "widened"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        query_cells_text(cells, names[i]);
    query_cells_end(cells);
    for (size_t i = 0; i < foi_results_facets(results); i++) {
        const foi_facet *facet = foi_results_facet(results, i);
        const foi_facet_value missing = {.value = "missing",
                                         .label = "(missing)",
                                         .count = facet->missing,
                                         .query = facet->missing_query,
                                         .selected = facet->missing_selected};
        for (size_t v = 0; v < facet->value_count; v++)
            add_value(cells, facet, &facet->values[v]);
        if (facet->missing > 0)
            add_value(cells, facet, &missing);
    }
}

void query_print_cells(const foi_results *results, bool facets, bool tabs)
{
    query_cells cells = {g_string_new(NULL), tabs, false};

    if (facets)
        add_facets(&cells, results);
    else
        add_hits(&cells, results);
    fputs(cells.out->str, stdout);
    g_string_free(cells.out, TRUE);
}

void query_print_lines(const foi_results *results, bool facets)
{
    for (size_t i = 0; i < foi_results_hits(results); i++)
        query_print_json(foi_hit_to_json(foi_results_hit(results, i)));
    for (size_t i = 0; facets && i < foi_results_facets(results); i++)
        query_print_json(foi_facet_to_json(foi_results_facet(results, i)));
}
