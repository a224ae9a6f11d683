#include "indexer/labels/columns.h"

#include <string.h>

#include "indexer/base/nearest.h"
#include "indexer/base/tsv.h"

/* The words of this project itself: a person's tables have only these. */
#define OWN_WORDS "canonical"

static const struct {
    const char *name;
    foi_column_use use;
} uses[] = {
    {"-", FOI_COLUMN_UNUSED},        {"id", FOI_COLUMN_ID},   {"path", FOI_COLUMN_PATH},
    {"member", FOI_COLUMN_MEMBER},   {"ref", FOI_COLUMN_REF}, {"finding", FOI_COLUMN_FINDING},
    {"section", FOI_COLUMN_SECTION}, {"act", FOI_COLUMN_ACT}, {"result", FOI_COLUMN_RESULT},
    {"coded", FOI_COLUMN_CODED},
};

/* The table with its columns. */
typedef struct table {
    const foi_tsv *rows;
    int publisher, column, value, means, confidence;
} table;

static table table_of_publishers(void)
{
    table t = {.rows = foi_tsv_table("publishers")};
    t.publisher = foi_tsv_column(t.rows, "publisher");
    t.column = foi_tsv_column(t.rows, "column");
    t.value = foi_tsv_column(t.rows, "value");
    t.means = foi_tsv_column(t.rows, "means");
    t.confidence = foi_tsv_column(t.rows, "confidence");
    return t;
}

/* TEXT as it is compared: letters and digits, folded. */
static char *fold(const char *text)
{
    g_autofree char *folded = g_utf8_casefold(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
    return g_string_free(out, FALSE);
}

static const char *use_name(foi_column_use use)
{
    for (size_t i = 0; i < G_N_ELEMENTS(uses); i++)
        if (uses[i].use == use)
            return uses[i].name;
    return "";
}

static foi_label_column read_column(const table *t, size_t row)
{
    foi_label_column column = {FOI_COLUMN_UNKNOWN, FOI_TAG_NONE, 0};
    const char *means = foi_tsv_cell(t->rows, row, t->means);
    for (size_t i = 0; i < G_N_ELEMENTS(uses); i++)
        if (strcmp(uses[i].name, means) == 0)
            column.use = uses[i].use;
    if (column.use == FOI_COLUMN_UNKNOWN) {
        column.use = FOI_COLUMN_FIELD;
        column.field = (foi_tag_field)foi_vocabulary_value(FOI_VOCABULARY_TAG_FIELD, means);
    }
    column.confidence = g_ascii_strtod(foi_tsv_cell(t->rows, row, t->confidence), NULL);
    return column;
}

/* What PUBLISHER calls a column of the name FOLDED. */
static foi_label_column find_column(const table *t, const char *publisher, const char *folded)
{
    for (size_t row = 0; row < foi_tsv_rows(t->rows); row++) {
        g_autofree char *name = NULL;
        if (strcmp(foi_tsv_cell(t->rows, row, t->publisher), publisher) != 0 ||
            *foi_tsv_cell(t->rows, row, t->value) != '\0')
            continue;
        name = fold(foi_tsv_cell(t->rows, row, t->column));
        if (strcmp(name, folded) == 0)
            return read_column(t, row);
    }
    return (foi_label_column){FOI_COLUMN_UNKNOWN, FOI_TAG_NONE, 0};
}

/* Reads the header as PUBLISHER would; how many columns are known. */
static size_t read_as(const table *t, const char *publisher, const foi_csv *file,
                      foi_label_column *columns)
{
    size_t known = 0;
    for (size_t i = 0; i < foi_csv_columns(file); i++) {
        g_autofree char *folded = fold(foi_csv_column(file, i));
        columns[i] = find_column(t, publisher, folded);
        known += columns[i].use > FOI_COLUMN_UNUSED;
    }
    return known;
}

static void choose_publisher(const table *t, const foi_csv *file, foi_label_columns *out)
{
    g_autofree foi_label_column *columns = g_new0(foi_label_column, out->count + 1);
    const char *last = "";
    size_t best = 0;
    for (size_t row = 0; row < foi_tsv_rows(t->rows); row++) {
        const char *publisher = foi_tsv_cell(t->rows, row, t->publisher);
        if (strcmp(publisher, last) == 0)
            continue;
        last = publisher;
        size_t known = read_as(t, publisher, file, columns);
        if (known <= best)
            continue;
        best = known;
        out->publisher = publisher;
        memcpy(out->columns, columns, out->count * sizeof *columns);
    }
}

static char *meaning_key(const char *column, const char *value)
{
    g_autofree char *folded_column = *column == '@' ? g_strdup(column) : fold(column);
    g_autofree char *folded = fold(value);
    return g_strconcat(folded_column, "\n", folded, NULL);
}

/* The row of a publisher that is about its documents, not about a column. */
#define DOCUMENTS "@documents"

static void gather_meanings(const table *t, foi_label_columns *out)
{
    out->types = "";
    out->meanings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t row = 0; row < foi_tsv_rows(t->rows); row++) {
        const char *value = foi_tsv_cell(t->rows, row, t->value);
        const char *column = foi_tsv_cell(t->rows, row, t->column);
        if (strcmp(foi_tsv_cell(t->rows, row, t->publisher), out->publisher) != 0)
            continue;
        if (strcmp(column, DOCUMENTS) == 0)
            out->types = foi_tsv_cell(t->rows, row, t->means);
        if (*value == '\0')
            continue;
        g_hash_table_insert(out->meanings, meaning_key(column, value), GSIZE_TO_POINTER(row + 1));
    }
}

const char *foi_label_columns_meaning(const foi_label_columns *columns, size_t column,
                                      const char *name, const char *cell, double *confidence)
{
    if (g_hash_table_size(columns->meanings) == 0)
        return NULL;
    table t = table_of_publishers();
    g_autofree char *all = g_strconcat("@", use_name(columns->columns[column].use), NULL);
    g_autofree char *own_key = meaning_key(name, cell);
    g_autofree char *all_key = meaning_key(all, cell);
    size_t row = GPOINTER_TO_SIZE(g_hash_table_lookup(columns->meanings, own_key));
    if (row == 0)
        row = GPOINTER_TO_SIZE(g_hash_table_lookup(columns->meanings, all_key));
    if (row == 0)
        return NULL;
    *confidence = g_ascii_strtod(foi_tsv_cell(t.rows, row - 1, t.confidence), NULL);
    return foi_tsv_cell(t.rows, row - 1, t.means);
}

/* --- what must be there --------------------------------------------------------------------------
 */

static foi_status refuse_unknown(const table *t, const char *name, const foi_csv *file,
                                 const foi_label_columns *columns, foi_error *error)
{
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->columns[i].use != FOI_COLUMN_UNKNOWN)
            continue;
        const char *unknown = foi_csv_column(file, i);
        foi_nearest nearest;
        foi_nearest_start(&nearest, unknown);
        for (size_t row = 0; row < foi_tsv_rows(t->rows); row++)
            if (strcmp(foi_tsv_cell(t->rows, row, t->publisher), OWN_WORDS) == 0)
                foi_nearest_offer(&nearest, foi_tsv_cell(t->rows, row, t->column), NULL);
        g_autofree char *near = foi_nearest_finish(&nearest);
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "%s, line %u: there is no column \"%s\"%s%s%s; a column \"note\" may "
                             "hold anything",
                             name, foi_csv_header_line(file), unknown,
                             near != NULL ? "; did you mean " : "", near != NULL ? near : "",
                             near != NULL ? "?" : "");
    }
    return FOI_OK;
}

static foi_status check_use(const char *name, const foi_csv *file, const foi_label_columns *columns,
                            foi_error *error)
{
    bool names = false, says = false;
    for (size_t i = 0; i < columns->count; i++) {
        foi_column_use use = columns->columns[i].use;
        names = names || use == FOI_COLUMN_ID || use == FOI_COLUMN_PATH || use == FOI_COLUMN_REF;
        says = says || use == FOI_COLUMN_FIELD || use == FOI_COLUMN_FINDING ||
               use == FOI_COLUMN_RESULT || use == FOI_COLUMN_CODED;
    }
    if (!names)
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "%s, line %u: no column names the documents; the first row must name "
                             "the columns, one of them id, path or ref",
                             name, foi_csv_header_line(file));
    if (!says)
        return foi_error_set(
            error, FOI_ERROR_ARGUMENT,
            "%s, line %u: no column says anything of the documents; name one "
            "doctype, authority, date, regime, relied, upheld, rejected, breached, "
            "complied, withdrawn, outcome, favours, references or title",
            name, foi_csv_header_line(file));
    return FOI_OK;
}

foi_status foi_label_columns_find(const char *name, const foi_csv *file, foi_source source,
                                  foi_label_columns *out, foi_error *error)
{
    table t = table_of_publishers();
    memset(out, 0, sizeof *out);
    out->publisher = OWN_WORDS;
    out->count = foi_csv_columns(file);
    out->columns = g_new0(foi_label_column, out->count + 1);
    foi_status status = FOI_OK;
    if (source == FOI_SOURCE_PERSON) {
        read_as(&t, OWN_WORDS, file, out->columns);
        status = refuse_unknown(&t, name, file, out, error);
        for (size_t i = 0; i < out->count; i++)
            out->columns[i].confidence = 1.0;
    } else {
        choose_publisher(&t, file, out);
    }
    gather_meanings(&t, out);
    return status == FOI_OK ? check_use(name, file, out, error) : status;
}

void foi_label_columns_clear(foi_label_columns *columns)
{
    g_clear_pointer(&columns->columns, g_free);
    g_clear_pointer(&columns->meanings, g_hash_table_unref);
}
