/* XLSX and XLSM: the sheets with their rows, notes and text boxes. */
#include <string.h>

#include "indexer/extract/package/embedded.h"
#include "indexer/extract/sheet/xlsx_book.h"
#include "indexer/extract/sheet/xlsx_notes.h"
#include "indexer/extract/sheet/xlsx_sheet.h"

/* Parts beside the sheets of one workbook that are read; more make it `partial`. */
#define BESIDE_PARTS 4096

/* A workbook while it is read. */
typedef struct reader {
    foi_parts *package;
    foi_xlsx_shared shared;
    unsigned beside;
} reader;

/* Whether one more part beside the sheets may be read. */
static bool has_room(reader *in)
{
    if (in->beside++ < BESIDE_PARTS)
        return foi_output_room(in->package->output) > 0;
    foi_output_status(in->package->output, FOI_READ_PARTIAL,
                      "the workbook has more notes and drawings than the limit allows");
    return false;
}

static void read_drawing(reader *in, foi_sheet_rows *rows, const char *part)
{
    foi_parts_end end = foi_xlsx_drawing_read(in->package, part, rows);
    foi_parts_note_end(in->package->output, part, end);
}

/* The titles of the charts that the drawing in PART names; their figures are those of cells. */
static void read_charts(reader *in, foi_sheet_rows *rows, const char *part)
{
    g_autoptr(GPtrArray) relations = foi_ooxml_relations(in->package, part);
    for (guint i = 0; relations != NULL && i < relations->len; i++) {
        const foi_ooxml_relation *relation = g_ptr_array_index(relations, i);
        if (strcmp(relation->kind, "chart") == 0 && has_room(in))
            read_drawing(in, rows, relation->target);
    }
}

static void read_beside(reader *in, foi_sheet_rows *rows, const char *kind, const char *part)
{
    bool drawing = strcmp(kind, "drawing") == 0;
    if (!drawing && strcmp(kind, "comments") != 0 && strcmp(kind, "threadedComment") != 0)
        return;
    if (!has_room(in))
        return;
    if (drawing) {
        read_drawing(in, rows, part);
        read_charts(in, rows, part);
    } else {
        foi_parts_note_end(in->package->output, part, foi_xlsx_notes_read(in->package, part, rows));
    }
}

/* Drawings and notes of the sheet in PART, the NUMBER-th: by its relations, and without such a
 * list where they usually are. */
static void read_all_beside(reader *in, foi_sheet_rows *rows, const foi_xlsx_signs *signs,
                            const char *part, guint number)
{
    g_autoptr(GPtrArray) relations = foi_ooxml_relations(in->package, part);
    for (guint i = 0; relations != NULL && i < relations->len; i++) {
        const foi_ooxml_relation *relation = g_ptr_array_index(relations, i);
        read_beside(in, rows, relation->kind, relation->target);
    }
    g_autofree char *drawing = g_strdup_printf("xl/drawings/drawing%u.xml", number);
    g_autofree char *notes = g_strdup_printf("xl/comments%u.xml", number);
    if (relations == NULL && signs->drawing)
        read_beside(in, rows, "drawing", drawing);
    if (relations == NULL && signs->notes)
        read_beside(in, rows, "comments", notes);
}

static void read_sheet(reader *in, const foi_xlsx_sheet *sheet, guint number)
{
    foi_output *output = in->package->output;
    g_autofree char *heading =
        g_strconcat(sheet->name, sheet->hidden ? " (hidden sheet)" : "", NULL);
    g_autoptr(foi_sheet_rows) rows = foi_sheet_rows_new(output, sheet->name, heading);
    foi_xlsx_signs signs;
    foi_parts_end end = foi_xlsx_sheet_read(in->package, sheet->part, &in->shared, rows, &signs);
    foi_parts_note_end(output, sheet->part, end);
    if (end == FOI_PARTS_MISSING)
        foi_output_status(output, FOI_READ_PARTIAL, "the sheet %s (%s) is missing", sheet->name,
                          sheet->part);
    read_all_beside(in, rows, &signs, sheet->part, number);
}

static void read_all(foi_parts *package)
{
    foi_ooxml_read_title(package);
    g_autoptr(foi_xlsx_book) book = foi_xlsx_book_read(package);
    g_autoptr(foi_sheet_strings) strings = foi_xlsx_strings_read(package, book->strings);
    g_autoptr(foi_sheet_styles) styles = foi_xlsx_styles_read(package, book->styles);
    reader in = {package, {strings, styles, book->from_1904}, 0};
    if (book->sheets->len == 0)
        foi_output_status(package->output, FOI_READ_DAMAGED, "the workbook has no sheets");
    for (guint i = 0; i < book->sheets->len && foi_output_room(package->output) > 0; i++)
        read_sheet(&in, g_ptr_array_index(book->sheets, i), i + 1);
    foi_embedded_give_all(package);
}

static void extract_xlsx(const foi_input *input, foi_output *output)
{
    foi_parts package;
    if (!foi_parts_open(&package, input, output))
        return;
    read_all(&package);
    foi_parts_close(&package);
}

static const char *const MIMES[] = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", NULL};

const foi_extractor foi_extractor_xlsx = {"xlsx", MIMES, FOI_FILE_SHEET, extract_xlsx};
