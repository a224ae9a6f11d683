#include "indexer/extract/sheet/xls_book.h"

#include "indexer/extract/limits.h"
#include "indexer/extract/sheet/xls_cipher.h"

/* In old workbooks a cell names its format itself: one of so many. */
#define DIRECT_FORMATS 64

static void sheet_free(void *data)
{
    foi_xls_sheet *sheet = data;
    g_free(sheet->name);
    g_free(sheet);
}

static void set_version(foi_xls_book *book, unsigned version)
{
    book->version = version;
    book->coding.unicode = version == 8;
}

void foi_xls_book_forget_styles(foi_xls_book *book)
{
    foi_sheet_styles_free(book->styles);
    book->styles = foi_sheet_styles_new();
    book->formats = 0;
    for (int i = 0; book->version == 2 && i < DIRECT_FORMATS; i++)
        foi_sheet_styles_add(book->styles, i);
}

foi_xls_book *foi_xls_book_new(foi_output *output, unsigned version)
{
    foi_xls_book *book = g_new0(foi_xls_book, 1);
    book->output = output;
    book->strings = foi_sheet_strings_new();
    book->sheets = g_ptr_array_new_with_free_func(sheet_free);
    book->scratch = g_string_new(NULL);
    book->coding.charset = "windows-1252";
    set_version(book, version);
    foi_xls_book_forget_styles(book);
    return book;
}

void foi_xls_book_free(foi_xls_book *book)
{
    if (book == NULL)
        return;
    foi_sheet_strings_free(book->strings);
    foi_sheet_styles_free(book->styles);
    g_ptr_array_unref(book->sheets);
    g_string_free(book->scratch, TRUE);
    g_free(book->plain);
    g_free(book->charset);
    g_free(book->header);
    g_free(book);
}

bool foi_xls_book_begins(foi_xls_book *book, foi_xls_record *record, foi_xls_kind *kind)
{
    static const struct {
        uint16_t type;
        uint8_t version;
    } TYPES[] = {{0x0009, 2}, {0x0209, 3}, {0x0409, 4}, {0x0809, 5}};
    for (size_t i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (record->type != TYPES[i].type || foi_xls_left(record) < 4)
            continue;
        unsigned said = foi_xls_u16(record);
        *kind = (foi_xls_kind)foi_xls_u16(record);
        if (record->start > 0)
            return true;
        if (TYPES[i].version < 5)
            set_version(book, TYPES[i].version);
        else if (said == 0x0500 || said == 0x0600)
            set_version(book, said == 0x0600 ? 8 : 5);
        foi_xls_book_forget_styles(book);
        return true;
    }
    return false;
}

/* --- records -----------------------------------------------------------------------------------
 */

static void take_password(foi_xls_book *book, foi_xls_record *record)
{
    foi_xls_stream *stream = record->stream;
    uint8_t *plain = book->plain == NULL ? foi_xls_decrypt(record) : NULL;
    if (plain != NULL) {
        book->plain = plain;
        stream->bytes = plain;
        return;
    }
    book->locked = true;
    foi_output_status(book->output, FOI_READ_ENCRYPTED, "the workbook is protected by a password");
}

static void take_charset(foi_xls_book *book, foi_xls_record *record)
{
    unsigned page = foi_xls_u16(record);
    g_free(book->charset);
    book->charset = page == 32768 || page == 10000 ? g_strdup("macintosh")
                    : page == 32769 || page == 0   ? g_strdup("windows-1252")
                                                   : g_strdup_printf("cp%u", page);
    book->coding.charset = book->charset;
}

static void take_date_mode(foi_xls_book *book, foi_xls_record *record)
{
    book->from_1904 = foi_xls_u16(record) == 1;
}

static void take_format(foi_xls_book *book, foi_xls_record *record)
{
    /* Up to version 4 the formats are numbered in their order; the number that 4 has says nothing.
     */
    int said = book->version >= 4 ? foi_xls_u16(record) : 0;
    int id = book->version >= 5 ? said : book->formats++;
    g_string_truncate(book->scratch, 0);
    foi_xls_string(record, &book->coding, book->version == 8 ? 2 : 1, book->scratch);
    if (!record->failed)
        foi_sheet_styles_declare(book->styles, id, book->scratch->str);
}

/* The style of a cell: of it the number format alone is of use. */
static void take_style(foi_xls_book *book, foi_xls_record *record)
{
    bool wide = book->version >= 5;
    foi_xls_skip(record, wide ? 2 : 1);
    foi_sheet_styles_add(book->styles, wide ? foi_xls_u16(record) : foi_xls_u8(record));
}

static void take_sheet(foi_xls_book *book, foi_xls_record *record)
{
    if (book->sheets->len >= FOI_SHEETS) {
        foi_output_status(book->output, FOI_READ_PARTIAL,
                          "the workbook has more sheets than the limit allows");
        return;
    }
    uint32_t start = foi_xls_u32(record);
    bool hidden = (foi_xls_u8(record) & 3) != 0;
    uint8_t kind = foi_xls_u8(record);
    g_string_truncate(book->scratch, 0);
    foi_xls_string(record, &book->coding, 1, book->scratch);
    if (kind == FOI_XLS_CODE)
        return;
    foi_xls_sheet *sheet = g_new0(foi_xls_sheet, 1);
    sheet->name = g_strdup(book->scratch->str);
    sheet->start = start;
    sheet->hidden = hidden;
    g_ptr_array_add(book->sheets, sheet);
}

static void take_header(foi_xls_book *book, foi_xls_record *record)
{
    foi_xls_skip(record, 4);
    g_string_truncate(book->scratch, 0);
    foi_xls_string(record, &book->coding, 1, book->scratch);
    g_free(book->header);
    book->header = g_strdup(book->scratch->str);
}

static void take_strings(foi_xls_book *book, foi_xls_record *record)
{
    foi_sheet_strings *strings = book->strings;
    uint64_t limit = MIN(foi_output_room(book->output), (uint64_t)G_MAXUINT32 - G_MAXUINT16 * 3);
    foi_xls_skip(record, 4);
    uint32_t count = foi_xls_u32(record);
    /* A list that ends early is told where a cell names a string that is not there. */
    for (uint32_t i = 0; i < count && !foi_xls_is_spent(record); i++) {
        if (strings->bytes->len > limit || strings->ends->len >= FOI_SHARED_STRINGS) {
            foi_output_status(book->output, FOI_READ_PARTIAL,
                              "the workbook has more strings than the limit for one file allows");
            return;
        }
        foi_xls_string(record, &book->coding, 2, strings->bytes);
        /* A string that was cut is kept as far as it goes. */
        if (!record->failed || strings->bytes->len > foi_sheet_strings_start(strings))
            foi_sheet_strings_end(strings);
    }
    if (record->failed)
        foi_output_status(book->output, FOI_READ_PARTIAL,
                          "the list of the workbook's strings is cut short");
}

typedef struct record_row {
    uint16_t type;
    void (*take)(foi_xls_book *book, foi_xls_record *record);
} record_row;

static const record_row RECORDS[] = {
    {0x002f, take_password}, {0x0042, take_charset}, {0x0022, take_date_mode},
    {0x001e, take_format},   {0x041e, take_format},  {0x00e0, take_style},
    {0x0443, take_style},    {0x0243, take_style},   {0x0085, take_sheet},
    {0x008f, take_header},   {0x00fc, take_strings},
};

void foi_xls_book_take(foi_xls_book *book, foi_xls_record *record)
{
    for (size_t i = 0; i < G_N_ELEMENTS(RECORDS); i++)
        if (RECORDS[i].type == record->type)
            RECORDS[i].take(book, record);
}
