/* fuzz_labels.c - any bytes as a table that a person or a publisher made, its cells as values of
 * each field, and as the table of labels of a damaged index. */
#include "indexer/base/csv.h"
#include "indexer/labels/apply.h"
#include "indexer/labels/columns.h"
#include "indexer/labels/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_cell(const char *cell)
{
    for (int field = 1; field < FOI_TAG_END; field++) {
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
        g_auto(foi_cell_note) note = {NULL, NULL, true};
        if (foi_label_value((foi_tag_field)field, cell, values, &note) != (note.problem == NULL))
            __builtin_trap();
    }
    g_free(foi_label_provision(cell, cell));
}

static void read_table(const uint8_t *data, size_t size)
{
    g_autoptr(foi_csv) table = NULL;
    if (foi_csv_read("table", (const char *)data, size, &table, NULL) != FOI_OK)
        return;
    for (int source = FOI_SOURCE_PERSON; source <= FOI_SOURCE_PUBLISHER; source++) {
        g_auto(foi_label_columns) columns = {0};
        foi_label_columns_find("table", table, (foi_source)source, &columns, NULL);
    }
    const char *const *cells;
    uint32_t line;
    for (;;) {
        if (foi_csv_next(table, &cells, &line, NULL) != FOI_OK)
            continue;
        if (cells == NULL)
            return;
        for (size_t i = 0; i < foi_csv_columns(table); i++)
            read_cell(cells[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_table(data, size);
    g_autoptr(foi_labels) labels = NULL;
    if (foi_labels_decode(data, size, &labels, NULL) != FOI_OK)
        return 0;
    g_autoptr(foi_document) document = foi_document_new();
    document->id = g_strdup("aaaaaaaaaaaa");
    foi_labels_apply(labels, document, NULL, 0);
    return 0;
}
