/* XLS: workbooks of Excel 2 to 2003, in a compound file or, the oldest, as they are. */
#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/embedded.h"
#include "indexer/extract/sheet/xls_sheet.h"

/* Streams of a compound file begin at a multiple of this. */
#define SECTOR 512

static void read_sheet(foi_xls_book *book, foi_xls_stream *stream, const foi_xls_sheet *sheet,
                       foi_xls_kind kind)
{
    g_autofree char *heading =
        g_strconcat(sheet->name, sheet->hidden ? " (hidden sheet)" : "", NULL);
    g_autoptr(foi_sheet_rows) rows = foi_sheet_rows_new(book->output, sheet->name, heading);
    foi_xls_sheet_read(book, stream, rows, kind, sheet->name);
}

static bool may_go_on(const foi_xls_book *book)
{
    return !book->locked && foi_output_room(book->output) > 0;
}

/* The sheets that the list names, each where the list says that it begins; gives how many there
 * were. */
static guint read_listed(foi_xls_book *book, foi_xls_stream *stream)
{
    guint found = 0;
    for (guint i = 0; i < book->sheets->len && may_go_on(book); i++) {
        const foi_xls_sheet *sheet = g_ptr_array_index(book->sheets, i);
        foi_xls_record record;
        foi_xls_kind kind;
        stream->at = sheet->start;
        if (foi_xls_next(stream, &record) && foi_xls_book_begins(book, &record, &kind)) {
            read_sheet(book, stream, sheet, kind);
            found++;
        } else {
            foi_output_status(book->output, FOI_READ_PARTIAL, "the sheet %s is missing",
                              sheet->name);
        }
    }
    return found;
}

/* Without a list: one sheet after the other, up to the end of the stream. */
static void read_in_order(foi_xls_book *book, foi_xls_stream *stream)
{
    guint count = 0;
    foi_xls_record record;
    foi_xls_kind kind;
    while (may_go_on(book) && foi_xls_next(stream, &record)) {
        if (!foi_xls_book_begins(book, &record, &kind)) {
            foi_xls_book_take(book, &record);
            continue;
        }
        if (kind == FOI_XLS_GLOBALS || kind == FOI_XLS_WORKSPACE)
            continue;
        if (count++ == FOI_SHEETS) {
            foi_output_status(book->output, FOI_READ_PARTIAL,
                              "the workbook has more sheets than the limit allows");
            return;
        }
        g_autofree char *name = book->header != NULL ? g_steal_pointer(&book->header)
                                                     : g_strdup_printf("Sheet %u", count);
        foi_xls_sheet sheet = {name, (uint32_t)record.start, false};
        if (book->version < 5)
            foi_xls_book_forget_styles(book);
        read_sheet(book, stream, &sheet, kind);
    }
}

/* Read what stands before the sheets. False: they have no list. */
static bool read_globals(foi_xls_book *book, foi_xls_stream *stream)
{
    foi_xls_record record;
    foi_xls_kind kind = FOI_XLS_CELLS;
    if (!foi_xls_next(stream, &record) || !foi_xls_book_begins(book, &record, &kind)) {
        foi_output_status(book->output, FOI_READ_DAMAGED, "the workbook has no beginning");
        return false;
    }
    if (kind != FOI_XLS_GLOBALS) {
        stream->at = record.start;
        return false;
    }
    while (!book->locked && foi_xls_next(stream, &record) && record.type != FOI_XLS_EOF)
        foi_xls_book_take(book, &record);
    return book->sheets->len > 0;
}

static void read_workbook(foi_output *output, const uint8_t *bytes, size_t length, unsigned version)
{
    foi_xls_stream stream;
    foi_xls_stream_init(&stream, bytes, length);
    g_autoptr(foi_xls_book) book = foi_xls_book_new(output, version);
    bool listed = read_globals(book, &stream);
    size_t behind = stream.at;
    if (!listed || read_listed(book, &stream) == 0) {
        stream.at = behind;
        read_in_order(book, &stream);
    }
    if (stream.damaged)
        foi_output_status(output, FOI_READ_PARTIAL, "the workbook is cut short or damaged");
}

/* The compound file is damaged: a workbook that lies in one piece is read all the same. */
static void read_loose(foi_output *output, const uint8_t *bytes, size_t length)
{
    static const uint8_t BEGINNINGS[][8] = {{0x09, 0x08, 0x10, 0, 0, 0x06, 0x05, 0},
                                            {0x09, 0x08, 0x08, 0, 0, 0x05, 0x05, 0}};
    for (size_t at = SECTOR; at + SECTOR <= length; at += SECTOR)
        for (unsigned i = 0; i < G_N_ELEMENTS(BEGINNINGS); i++)
            if (memcmp(bytes + at, BEGINNINGS[i], sizeof BEGINNINGS[i]) == 0) {
                read_workbook(output, bytes + at, length - at, i == 0 ? 8 : 5);
                return;
            }
}

/* Files that lie on the sheets, each in a storage whose name begins so. */
static void give_objects(const foi_ole *ole, foi_output *output)
{
    unsigned count = foi_ole_count(ole);
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_ole_name(ole, i);
        g_autoptr(foi_ole) object = name != NULL && g_ascii_strncasecmp(name, "MBD", 3) == 0
                                        ? foi_ole_storage_at(ole, i)
                                        : NULL;
        if (object != NULL && !foi_embedded_give_storage(output, name, object))
            return;
    }
}

static void read_compound(const foi_input *input, foi_output *output)
{
    g_autoptr(foi_ole) ole = foi_ole_open(input, output);
    g_autoptr(GBytes) stream = NULL;
    unsigned version = ole != NULL && foi_ole_has_stream(ole, "Workbook") ? 8 : 5;
    const char *name = version == 8 ? "Workbook" : "Book";
    if (ole != NULL) {
        foi_ole_read_title(ole);
        stream = foi_ole_stream(ole, name);
    }
    if (stream == NULL) {
        if (ole != NULL && !foi_ole_has_stream(ole, name))
            foi_output_status(output, FOI_READ_DAMAGED, "there is no workbook in the file");
        read_loose(output, input->bytes, input->length);
        return;
    }
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(stream, &length);
    read_workbook(output, bytes, length, version);
    give_objects(ole, output);
}

static void extract_xls(const foi_input *input, foi_output *output)
{
    if (input->length >= 2 && memcmp(input->bytes, "\xd0\xcf", 2) == 0)
        read_compound(input, output);
    else
        read_workbook(output, input->bytes, input->length, 5);
}

static const char *const MIMES[] = {"application/vnd.ms-excel", NULL};

const foi_extractor foi_extractor_xls = {"xls", MIMES, FOI_FILE_SHEET, extract_xls};
