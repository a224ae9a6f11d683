/* select_columns.c - documents by their dates and by columns of values. */
#include <string.h>

#include "query/match/select.h"
#include "query/plan/path.h"

/* A document matches when its days and those asked for overlap. Undated ones have day 0. */
static uint64_t match_days(const foi_day_columns *columns, foi_days days, uint32_t from,
                           uint32_t count)
{
    const uint32_t *first = columns->first + from;
    const uint32_t *last = columns->last + from;
    uint32_t highest = days.last != 0 ? days.last : UINT32_MAX;
    uint32_t lowest = MAX(days.first, 1U);
    uint64_t found = 0;

    for (uint32_t i = 0; i < count; i++)
        found |= (uint64_t)((last[i] >= lowest) & (first[i] <= highest)) << i;
    return found;
}

void foi_select_days(foi_days days, const foi_docset *within, foi_docset *into)
{
    for (size_t s = 0; s < into->segments; s++) {
        foi_day_columns columns = foi_snapshot_days(into->snapshot, s);
        uint32_t rows = foi_snapshot_rows(into->snapshot, s);
        for (uint32_t row = 0; row < rows; row += FOI_WORD_BITS) {
            uint64_t wanted = within ? within->bits[s][row / FOI_WORD_BITS] : UINT64_MAX;
            if (wanted != 0)
                into->bits[s][row / FOI_WORD_BITS] =
                    wanted & match_days(&columns, days, row, MIN(rows - row, FOI_WORD_BITS));
        }
    }
}

/* What is known of a value: it is tested when a document first has it. */
typedef enum answer { UNTESTED, PASSES, FAILS } answer;

typedef struct column_test {
    const foi_column *column;
    const char *wanted; /* NULL: no value at all */
    bool path;
    uint8_t *answers; /* by ordinal: of answer */
} column_test;

static bool value_passes(const column_test *t, uint32_t ordinal)
{
    if (t->answers[ordinal] == UNTESTED) {
        const char *value = foi_column_value(t->column, ordinal);
        bool passes = t->path ? foi_path_matches(t->wanted, value) : strcmp(value, t->wanted) == 0;
        t->answers[ordinal] = passes ? PASSES : FAILS;
    }
    return t->answers[ordinal] == PASSES;
}

static bool row_passes(const column_test *t, uint32_t row)
{
    uint32_t count = 0;
    const uint32_t *ordinals = foi_column_row(t->column, row, &count);

    for (uint32_t i = 0; t->wanted && i < count; i++)
        if (value_passes(t, ordinals[i]))
            return true;
    return !t->wanted && count == 0;
}

void foi_select_column(const foi_field *field, const char *value, const foi_docset *within,
                       foi_docset *into)
{
    for (size_t s = 0; s < into->segments; s++) {
        column_test t = {foi_snapshot_column(into->snapshot, s, field), value,
                         field->kind == FOI_FIELD_PATH, NULL};
        uint32_t rows = foi_snapshot_rows(into->snapshot, s);
        if (!t.column)
            continue;
        t.answers = g_new0(uint8_t, (gsize)foi_column_values(t.column) + 1);
        for (uint32_t row = 0; row < rows; row++)
            if ((!within || foi_docset_has(within, s, row)) && row_passes(&t, row))
                foi_docset_add(into, s, row);
        g_free(t.answers);
    }
}
