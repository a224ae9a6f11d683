/* rulings.c - how each exemption fared: upheld, rejected, or claimed and not ruled on. */
#include <string.h>

#include "query/table/table.h"

/* The columns, in order. */
enum { UPHELD, REJECTED, NOT_RULED, COLUMNS };

/* What a value of the field `ruling` says of one row; most say nothing of any. */
typedef struct said {
    guint row;    /* number of the provision among the entries; FOI_FACET_NONE: of none */
    guint column; /* UPHELD or REJECTED */
} said;

typedef struct tally {
    foi_table *table;
    guint provisions;                       /* all of them, shown or not */
    GHashTable *numbers;                    /* provision -> its number + 1 */
    uint32_t *ruled;                        /* by provision: documents that ruled on it */
    uint64_t *last;                         /* by provision: the last document that did */
    uint32_t columns[COLUMNS];              /* documents in which any provision fared so */
    GArray *claimed;                        /* of guint: the provisions of one document */
    const foi_column *exemptions, *rulings; /* of the segment; NULL: it has none */
    said *meanings;                         /* by ordinal of `rulings` */
} tally;

static tally tally_new(foi_table *table)
{
    const GArray *entries = table->rows.counts->entries;
    tally t = {.table = table, .provisions = entries->len};

    t.numbers = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < entries->len; i++)
        g_hash_table_insert(t.numbers, (gpointer)g_array_index(entries, foi_facet_entry, i).value,
                            GUINT_TO_POINTER(i + 1));
    t.ruled = g_new0(uint32_t, (gsize)entries->len + 1);
    t.last = g_new0(uint64_t, (gsize)entries->len + 1);
    t.claimed = g_array_new(FALSE, FALSE, sizeof(guint));
    return t;
}

static void tally_clear(tally *t)
{
    g_hash_table_unref(t->numbers);
    g_free(t->ruled);
    g_free(t->last);
    g_array_unref(t->claimed);
    g_free(t->meanings);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(tally, tally_clear)

/* VALUE is "ROLE:PROVISION". */
static said meaning_of(const tally *t, const char *value)
{
    static const foi_role roles[] = {[UPHELD] = FOI_ROLE_UPHELD, [REJECTED] = FOI_ROLE_REJECTED};
    const char *colon = strchr(value, ':');
    size_t length = colon ? (size_t)(colon - value) : 0;

    for (guint i = 0; colon && i < G_N_ELEMENTS(roles); i++) {
        const char *role = foi_vocabulary_name(FOI_VOCABULARY_ROLE, (int)roles[i]);
        gpointer number = g_hash_table_lookup(t->numbers, colon + 1);
        if (number && strlen(role) == length && strncmp(value, role, length) == 0)
            return (said){GPOINTER_TO_UINT(number) - 1, i};
    }
    return (said){FOI_FACET_NONE, 0};
}

static void enter_segment(tally *t, foi_snapshot *snapshot, size_t segment)
{
    t->exemptions = foi_snapshot_column(snapshot, segment, t->table->rows.counts->field);
    t->rulings = foi_snapshot_column(snapshot, segment, foi_field_find("ruling"));
    uint32_t values = t->rulings ? foi_column_values(t->rulings) : 0;
    g_free(t->meanings);
    t->meanings = g_new0(said, (gsize)values + 1);
    for (uint32_t i = 0; i < values; i++)
        t->meanings[i] = meaning_of(t, foi_column_value(t->rulings, i));
}

static void count_cell(const tally *t, guint row, guint column)
{
    if (row < t->table->rows.shown)
        t->table->cells[row * COLUMNS + column]++;
}

/* What the document in ROW rules; DOCUMENT tells it from all others. */
static void count_rulings(tally *t, uint32_t row, uint64_t document, bool any[COLUMNS])
{
    uint32_t count = 0;
    const uint32_t *ordinals = t->rulings ? foi_column_row(t->rulings, row, &count) : NULL;

    for (uint32_t i = 0; i < count; i++) {
        said meaning = t->meanings[ordinals[i]];
        if (meaning.row == FOI_FACET_NONE)
            continue;
        any[meaning.column] = true;
        count_cell(t, meaning.row, meaning.column);
        if (t->last[meaning.row] != document)
            t->ruled[meaning.row]++;
        t->last[meaning.row] = document;
    }
}

static void count_document(tally *t, size_t segment, uint32_t row)
{
    uint64_t document = (uint64_t)segment << 32 | ((uint64_t)row + 1);
    bool any[COLUMNS] = {false};

    count_rulings(t, row, document, any);
    g_array_set_size(t->claimed, 0);
    if (t->exemptions)
        foi_facet_row(t->table->rows.counts, t->exemptions, segment, row, t->claimed);
    for (guint i = 0; i < t->claimed->len; i++) {
        guint number = g_array_index(t->claimed, guint, i);
        if (t->last[number] != document) {
            any[NOT_RULED] = true;
            count_cell(t, number, NOT_RULED);
        }
    }
    for (guint i = 0; i < COLUMNS; i++)
        t->columns[i] += any[i];
}

static void make_columns(const tally *t)
{
    static const struct {
        const char *value, *label;
    } names[] = {[UPHELD] = {"upheld", "Upheld"},
                 [REJECTED] = {"rejected", "Rejected"},
                 [NOT_RULED] = {"not-ruled", "Not ruled on"}};
    foi_table_side *side = &t->table->columns;

    side->values = g_new0(foi_table_value, COLUMNS);
    for (guint i = 0; i < COLUMNS; i++) {
        side->values[i] = (foi_table_value){
            .value = names[i].value, .label = names[i].label, .count = t->columns[i]};
    }
    side->axis = (foi_table_axis){"ruling", side->values, COLUMNS, COLUMNS, 0};
}

foi_status foi_table_rulings(foi_table *table, const foi_docset *set, foi_error *error)
{
    g_auto(tally) t = tally_new(table);
    foi_status status = foi_table_make_cells(table, table->rows.shown, COLUMNS, error);

    for (size_t s = 0; status == FOI_OK && s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(set, s);
        uint32_t row = 0;
        enter_segment(&t, set->snapshot, s);
        while (foi_docset_walk_next(&walk, &row))
            count_document(&t, s, row);
    }
    for (guint i = 0; i < table->rows.shown; i++)
        table->rows.values[i].whole = t.ruled[i];
    table->partial_shares = true;
    make_columns(&t);
    return status;
}
