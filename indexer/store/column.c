#include "indexer/store/column.h"

#include <string.h>

struct foi_column_builder {
    GHashTable *ordinals; /* value -> ordinal + 1; the values belong to `values` */
    GPtrArray *values;
    GArray *starts;  /* uint32_t: rows + 1 */
    GArray *entries; /* uint32_t: ordinals, row after row */
};

foi_column_builder *foi_column_builder_new(void)
{
    foi_column_builder *builder = g_new0(foi_column_builder, 1);
    builder->ordinals = g_hash_table_new(g_str_hash, g_str_equal);
    builder->values = g_ptr_array_new_with_free_func(g_free);
    builder->starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->entries = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t zero = 0;
    g_array_append_val(builder->starts, zero);
    return builder;
}

void foi_column_builder_free(foi_column_builder *builder)
{
    if (builder == NULL)
        return;
    g_hash_table_unref(builder->ordinals);
    g_ptr_array_unref(builder->values);
    g_array_unref(builder->starts);
    g_array_unref(builder->entries);
    g_free(builder);
}

static uint32_t ordinal_of(foi_column_builder *builder, const char *value)
{
    uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(builder->ordinals, value));
    if (found == 0) {
        char *copy = g_strdup(value);
        g_ptr_array_add(builder->values, copy);
        found = builder->values->len;
        g_hash_table_insert(builder->ordinals, copy, GUINT_TO_POINTER(found));
    }
    return found - 1;
}

uint32_t foi_column_builder_add(foi_column_builder *builder, const char *value)
{
    uint32_t ordinal = ordinal_of(builder, value);
    g_array_append_val(builder->entries, ordinal);
    return ordinal;
}

void foi_column_builder_end_row(foi_column_builder *builder)
{
    uint32_t end = builder->entries->len;
    g_array_append_val(builder->starts, end);
}

uint32_t foi_column_builder_rows(const foi_column_builder *builder)
{
    return builder->starts->len - 1;
}

size_t foi_column_builder_memory(const foi_column_builder *builder)
{
    enum { VALUE_BYTES = 96 }; /* its copy, its place in the table and in the list */
    return (builder->starts->len + (size_t)builder->entries->len) * sizeof(uint32_t) +
           (size_t)builder->values->len * VALUE_BYTES;
}

uint32_t foi_column_builder_values(const foi_column_builder *builder)
{
    return builder->values->len;
}

const char *foi_column_builder_value(const foi_column_builder *builder, uint32_t ordinal)
{
    return g_ptr_array_index(builder->values, ordinal);
}

void foi_column_builder_write(const foi_column_builder *builder, foi_section_writer *out,
                              const char *name)
{
    foi_section_put(out, name, "rows", builder->starts->data,
                    builder->starts->len * sizeof(uint32_t));
    foi_section_put(out, name, "entries", builder->entries->data,
                    builder->entries->len * sizeof(uint32_t));
    foi_section_begin(out, name, "values");
    uint64_t at = 0;
    for (guint i = 0; i < builder->values->len; i++) {
        foi_section_append(out, &at, sizeof at);
        at += strlen(g_ptr_array_index(builder->values, i)) + 1;
    }
    foi_section_begin(out, name, "strings");
    for (guint i = 0; i < builder->values->len; i++) {
        const char *value = g_ptr_array_index(builder->values, i);
        foi_section_append(out, value, strlen(value) + 1);
    }
}

void foi_column_builder_append(foi_column_builder *builder, const foi_column *column)
{
    uint32_t values = foi_column_values(column);
    g_autofree uint32_t *mapped = g_new0(uint32_t, (gsize)values + 1); /* ordinal + 1 */
    for (uint32_t row = 0; row < foi_column_rows(column); row++) {
        uint32_t count;
        const uint32_t *ordinals = foi_column_row(column, row, &count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t *ours = &mapped[ordinals[i]];
            if (*ours == 0)
                *ours = ordinal_of(builder, foi_column_value(column, ordinals[i])) + 1;
            uint32_t ordinal = *ours - 1;
            g_array_append_val(builder->entries, ordinal);
        }
        foi_column_builder_end_row(builder);
    }
}

/* --- reading ---------------------------------------------------------------------------------- */

struct foi_column {
    const foi_section_file *file; /* NULL: made empty */
    uint32_t rows;
    uint32_t values;
    const uint32_t *starts;
    const uint32_t *entries;
    const uint64_t *offsets; /* of the values in `strings` */
    const char *strings;
    size_t entry_count;
    size_t strings_length;
    bool *damaged; /* what a reader met */
};

static bool rows_are_whole(const foi_column *column)
{
    uint32_t last = 0;
    for (uint32_t row = 0; row <= column->rows; row++) {
        if (column->starts[row] < last)
            return false;
        last = column->starts[row];
    }
    uint32_t largest = 0;
    for (size_t i = 0; i < column->entry_count; i++)
        largest = MAX(largest, column->entries[i]);
    return column->entry_count == 0 || largest < column->values;
}

static bool values_are_whole(const foi_column *column)
{
    for (uint32_t i = 0; i < column->values; i++)
        if (column->offsets[i] >= column->strings_length)
            return false;
    return true;
}

/* What can be known without looking at every row. */
static bool fits(const foi_column *column)
{
    return column->starts[0] == 0 && column->starts[column->rows] == column->entry_count &&
           (column->values == 0 ||
            (column->strings_length > 0 && column->strings[column->strings_length - 1] == '\0'));
}

foi_status foi_column_map(const foi_section_file *file, const char *name, uint32_t rows,
                          foi_column **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_column) column = foi_column_new_empty(rows);
    size_t entries, values;
    column->file = file;
    column->starts = foi_section_array(file, name, "rows", (size_t)rows + 1, sizeof(uint32_t));
    column->entries = foi_section_find(file, name, "entries", &entries);
    column->offsets = foi_section_find(file, name, "values", &values);
    column->strings = foi_section_find(file, name, "strings", &column->strings_length);
    if (column->starts == NULL || column->entries == NULL || column->offsets == NULL ||
        column->strings == NULL || entries % sizeof(uint32_t) != 0 ||
        values % sizeof(uint64_t) != 0 || values / sizeof(uint64_t) > UINT32_MAX)
        return foi_section_file_damaged(file, error);
    column->entry_count = entries / sizeof(uint32_t);
    column->values = (uint32_t)(values / sizeof(uint64_t));
    if (!fits(column))
        return foi_section_file_damaged(file, error);
    *out = g_steal_pointer(&column);
    return FOI_OK;
}

foi_status foi_column_open(const foi_section_file *file, const char *name, uint32_t rows,
                           foi_column **out, foi_error *error)
{
    foi_status status = foi_column_map(file, name, rows, out, error);
    if (*out != NULL && (!rows_are_whole(*out) || !values_are_whole(*out))) {
        g_clear_pointer(out, foi_column_free);
        status = foi_section_file_damaged(file, error);
    }
    return status;
}

foi_column *foi_column_new_empty(uint32_t rows)
{
    static const uint32_t nothing[1];
    foi_column *column = g_new0(foi_column, 1);
    column->rows = rows;
    column->starts = column->entries = nothing;
    column->damaged = g_new0(bool, 1);
    return column;
}

void foi_column_free(foi_column *column)
{
    if (column == NULL)
        return;
    g_free(column->damaged);
    g_free(column);
}

foi_status foi_column_damage(const foi_column *column, foi_error *error)
{
    return *column->damaged ? foi_section_file_damaged(column->file, error) : FOI_OK;
}

uint32_t foi_column_start(const foi_column *column, uint32_t row)
{
    return column->file != NULL ? column->starts[row] : 0;
}

uint32_t foi_column_rows(const foi_column *column)
{
    return column->rows;
}

uint32_t foi_column_values(const foi_column *column)
{
    return column->values;
}

const char *foi_column_value(const foi_column *column, uint32_t ordinal)
{
    if (ordinal < column->values && column->offsets[ordinal] < column->strings_length)
        return column->strings + column->offsets[ordinal];
    *column->damaged = true;
    return "";
}

/* The entries of ROW, whose ordinals are not looked at. */
static inline const uint32_t *entries_of(const foi_column *column, uint32_t row, uint32_t *count)
{
    uint32_t start = column->starts[row], end = column->starts[row + 1];
    if (start <= end && end <= column->entry_count) {
        *count = end - start;
        return column->entries + start;
    }
    *column->damaged = true;
    *count = 0;
    return column->entries;
}

const uint32_t *foi_column_row(const foi_column *column, uint32_t row, uint32_t *count)
{
    *count = 0;
    if (row >= column->rows || column->file == NULL)
        return column->entries;
    const uint32_t *ordinals = entries_of(column, row, count);
    for (uint32_t i = 0; i < *count; i++)
        if (ordinals[i] >= column->values) {
            *column->damaged = true;
            *count = 0;
        }
    return ordinals;
}

/* Counts the values of one row; true where it has none. */
static inline bool count_row(const foi_column *column, uint32_t row, uint32_t *counts)
{
    uint32_t count;
    const uint32_t *ordinals = entries_of(column, row, &count);
    for (uint32_t i = 0; i < count; i++)
        if (ordinals[i] < column->values)
            counts[ordinals[i]]++;
        else
            *column->damaged = true;
    return count == 0;
}

uint32_t foi_column_count(const foi_column *column, const uint64_t *rows, uint32_t *counts)
{
    uint32_t missing = 0;
    if (column->file == NULL)
        return 0;
    for (uint32_t base = 0; base < column->rows; base += 64)
        for (uint64_t left = rows[base / 64]; left != 0; left &= left - 1) {
            uint32_t row = base + (uint32_t)__builtin_ctzll(left);
            if (row < column->rows)
                missing += count_row(column, row, counts);
        }
    return missing;
}
