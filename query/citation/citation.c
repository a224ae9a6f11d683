/* citation.c - the row that fits a decision, and what it makes of it. */
#include "query/citation/citation.h"

#include <string.h>

#include "indexer/base/days.h"
#include "indexer/base/tsv.h"

/* Stands in the column `kind` for the authority of a decision that has no number. */
#define KIND_OF_AUTHORITY "-"

/* Length of a date that names the day. */
enum { DAY_LENGTH = 10, YEAR_DIGITS = 4 };

typedef struct table {
    const foi_tsv *rows;
    int type, kind, number, regime, before, lead, body;
} table;

static table open_table(void)
{
    const foi_tsv *rows = foi_tsv_table("citations");

    return (table){rows,
                   foi_tsv_column(rows, "type"),
                   foi_tsv_column(rows, "kind"),
                   foi_tsv_column(rows, "number"),
                   foi_tsv_column(rows, "regime"),
                   foi_tsv_column(rows, "before"),
                   foi_tsv_column(rows, "lead"),
                   foi_tsv_column(rows, "body")};
}

/* Whether one of PATTERNS, parted by "|", fits VALUE. */
static bool fits_any(const char *patterns, const char *value)
{
    g_auto(GStrv) parts = g_strsplit(patterns, "|", -1);

    for (size_t i = 0; parts[i]; i++)
        if (g_pattern_match_simple(parts[i], value))
            return true;
    return false;
}

/* The year that a number holds: its first run of four digits; 0: none. */
static unsigned year_of(const char *number)
{
    for (const char *p = number; *p; p++) {
        size_t digits = strspn(p, "0123456789");
        if (digits == YEAR_DIGITS)
            return (unsigned)g_ascii_strtoull(p, NULL, 10);
        p += digits > 0 ? digits - 1 : 0;
    }
    return 0;
}

/* A decision without a date is as old as its number says. */
static bool is_before(const char *date, const char *number, const char *bound)
{
    g_autofree char *year = g_strdup_printf("%04u", year_of(number));
    const char *known = date ? date : year;
    const char *problem = "";
    foi_days own, limit;

    if (*bound == '\0')
        return true;
    return foi_days_read(known, strlen(known), &own, &problem) &&
           foi_days_read(bound, strlen(bound), &limit, &problem) && own.last < limit.first;
}

/* The reference of DOCUMENT that ROW cites; NULL: none fits. */
static const char *own_number(const table *t, size_t row, const foi_document *document)
{
    const char *kind = foi_tsv_cell(t->rows, row, t->kind);
    const GPtrArray *references = document->tags.references;
    const char *best = NULL;

    for (guint i = 0; i < references->len; i++) {
        const foi_reference_tag *tag = references->pdata[i];
        const char *name = foi_vocabulary_name(FOI_VOCABULARY_REFERENCE_KIND, (int)tag->kind);
        if (tag->own && g_strcmp0(name, kind) == 0 &&
            fits_any(foi_tsv_cell(t->rows, row, t->number), tag->id) &&
            (!best || year_of(tag->id) > year_of(best)))
            best = tag->id;
    }
    return best;
}

/* What ROW puts before the parentheses; NULL where DOCUMENT does not have it. */
static const char *cited_of(const table *t, size_t row, const foi_document *document)
{
    const foi_tags *tags = &document->tags;
    const char *type = foi_vocabulary_name(FOI_VOCABULARY_DOCTYPE, (int)tags->doctype);
    const char *regime = foi_tsv_cell(t->rows, row, t->regime);
    const char *cited;

    if (g_strcmp0(type, foi_tsv_cell(t->rows, row, t->type)) != 0)
        return NULL;
    if (*regime && (tags->regimes->len == 0 || !fits_any(regime, tags->regimes->pdata[0])))
        return NULL;
    if (strcmp(foi_tsv_cell(t->rows, row, t->kind), KIND_OF_AUTHORITY) == 0)
        return tags->date && strlen(tags->date) == DAY_LENGTH ? tags->authority_name : NULL;
    cited = own_number(t, row, document);
    return cited && is_before(tags->date, cited, foi_tsv_cell(t->rows, row, t->before)) ? cited
                                                                                        : NULL;
}

/* "31 January 2024", "January 2024" or "2024", as precise as DATE is; g_free. */
static char *date_in_words(const char *date)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    unsigned long month, day;
    char *rest = NULL;

    (void)g_ascii_strtoull(date, &rest, 10);
    month = *rest == '-' ? (unsigned long)g_ascii_strtoull(rest + 1, &rest, 10) : 0;
    day = *rest == '-' ? (unsigned long)g_ascii_strtoull(rest + 1, &rest, 10) : 0;
    if (month < 1 || month > G_N_ELEMENTS(months))
        return g_strndup(date, YEAR_DIGITS);
    if (day == 0)
        return g_strdup_printf("%s %.*s", months[month - 1], YEAR_DIGITS, date);
    return g_strdup_printf("%lu %s %.*s", day, months[month - 1], YEAR_DIGITS, date);
}

char *foi_citation(const foi_document *document)
{
    table t = open_table();
    const char *date = document->tags.date;

    for (size_t row = 0; row < foi_tsv_rows(t.rows); row++) {
        const char *cited = cited_of(&t, row, document);
        const char *lead = foi_tsv_cell(t.rows, row, t.lead);
        const char *body = foi_tsv_cell(t.rows, row, t.body);
        if (!cited)
            continue;
        if (*body == '\0')
            return g_strconcat(lead, cited, NULL);
        g_autofree char *when = date ? date_in_words(date) : NULL;
        return g_strconcat(lead, cited, " (", body, when ? ", " : "", when ? when : "", ")", NULL);
    }
    return NULL;
}

char *foi_citation_at(const char *citation, const foi_passage *passage)
{
    const foi_pinpoint *place = &passage->pinpoint;

    if (!citation)
        return NULL;
    if (place->paragraph > 0 && passage->last_paragraph > place->paragraph)
        return g_strdup_printf("%s [%u]-[%u]", citation, place->paragraph, passage->last_paragraph);
    if (place->paragraph > 0)
        return g_strdup_printf("%s [%u]", citation, place->paragraph);
    if (place->page > 0 && passage->last_page > place->page)
        return g_strdup_printf("%s pp %u-%u", citation, place->page, passage->last_page);
    if (place->page > 0)
        return g_strdup_printf("%s p %u", citation, place->page);
    return g_strdup(citation);
}
