/* xls_book.h - what the sheets of a binary workbook share: their list, strings, number formats. */
#ifndef FOI_XLS_BOOK_H
#define FOI_XLS_BOOK_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/sheet/sheet_strings.h"
#include "indexer/extract/sheet/sheet_styles.h"
#include "indexer/extract/sheet/xls_records.h"

/** What a stretch of the stream between its first record and FOI_XLS_EOF holds. */
typedef enum foi_xls_kind {
    FOI_XLS_GLOBALS = 0x05,
    FOI_XLS_CODE = 0x06,
    FOI_XLS_CELLS = 0x10,
    FOI_XLS_CHART = 0x20,
    FOI_XLS_MACROS = 0x40,
    FOI_XLS_WORKSPACE = 0x100
} foi_xls_kind;

typedef struct foi_xls_sheet {
    char *name;
    uint32_t start; /**< in the stream */
    bool hidden;
} foi_xls_sheet;

typedef struct foi_xls_book {
    foi_output *output; /**< borrowed */
    unsigned version;   /**< 2, 3, 4, 5 (and 7) or 8 */
    foi_xls_coding coding;
    bool from_1904;
    bool locked; /**< what follows is encrypted */
    foi_sheet_strings *strings;
    foi_sheet_styles *styles;
    GPtrArray *sheets; /**< of foi_xls_sheet *, in the order in which a person sees them */
    uint8_t *plain;    /**< the stream without its encryption; NULL: it has none */
    char *charset;
    char *header; /**< the name that the sheet behind it has, without a list; NULL */
    int formats;  /**< that were declared, where their numbers are their order */
    GString *scratch;
} foi_xls_book;

/** VERSION is assumed where the stream does not tell it. */
foi_xls_book *foi_xls_book_new(foi_output *output, unsigned version);
void foi_xls_book_free(foi_xls_book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_xls_book, foi_xls_book_free)

/** Whether RECORD begins a stretch of the stream: *KIND is set, and in the first one the version.
 */
bool foi_xls_book_begins(foi_xls_book *book, foi_xls_record *record, foi_xls_kind *kind);

/** Take in RECORD where it is one of those that sheets share; others are left alone. */
void foi_xls_book_take(foi_xls_book *book, foi_xls_record *record);

/** Old workbooks tell their formats in each sheet anew. */
void foi_xls_book_forget_styles(foi_xls_book *book);

#endif
