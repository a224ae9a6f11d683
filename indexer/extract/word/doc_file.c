#include "indexer/extract/word/doc_file.h"

/* Files of Word 97 bear 193, some of its first editions for right-to-left scripts 192. */
#define VERSION_97     190
#define HEADER_BYTES   0x400
#define SALVAGE_SECTOR 512
#define CHARSET_MAC    256

enum { FLAG_PIECES = 0x4, FLAG_ENCRYPTED = 0x100, FLAG_TABLE_1 = 0x200, FLAG_WIDE = 0x1000 };

/* Where the length of each story stands; 0: there is none. */
static const uint16_t LENGTHS_OLD[FOI_DOC_STORIES] = {0x34, 0x38, 0x3c, 0x40,
                                                      0x44, 0x48, 0x4c, 0x50};
static const uint16_t LENGTHS_97[FOI_DOC_STORIES] = {0x4c, 0x50, 0x54, 0x58,
                                                     0x5c, 0x60, 0x64, 0x68};

/* Where the place of each table stands, its length behind; 0: there is none. */
static const uint16_t TABLES_OLD[FOI_DOC_TABLES] = {
    [FOI_DOC_TABLE_STYLES] = 0x60,     [FOI_DOC_TABLE_MARGINS] = 0xb0,
    [FOI_DOC_TABLE_CHARACTERS] = 0xb8, [FOI_DOC_TABLE_PARAGRAPHS] = 0xc0,
    [FOI_DOC_TABLE_PIECES] = 0x160,
};
static const uint16_t TABLES_97[FOI_DOC_TABLES] = {
    [FOI_DOC_TABLE_STYLES] = 0xa2,     [FOI_DOC_TABLE_MARGINS] = 0xf2,
    [FOI_DOC_TABLE_CHARACTERS] = 0xfa, [FOI_DOC_TABLE_PARAGRAPHS] = 0x102,
    [FOI_DOC_TABLE_PIECES] = 0x1a2,    [FOI_DOC_TABLE_LISTS] = 0x2e2,
    [FOI_DOC_TABLE_LIST_USES] = 0x2ea,
};

typedef struct ident_row {
    uint16_t ident;
    uint16_t language; /* 0: as the header says */
} ident_row;

/* What files of Word begin with: those of 6 and 95, of 97 and later, and of 6 and 95 of East Asia.
 */
static const ident_row IDENTS[] = {
    {0xa5dc, 0}, {0xa5ec, 0}, {0xa697, 0x411}, {0xa698, 0x412}, {0xa699, 0x404},
};

/* The row of the file that begins with IDENT; NULL: it is none of Word. */
static const ident_row *find_ident(uint16_t ident)
{
    for (size_t i = 0; i < G_N_ELEMENTS(IDENTS); i++)
        if (ident == IDENTS[i].ident)
            return &IDENTS[i];
    return NULL;
}

static bool read_header(foi_doc_file *file)
{
    foi_view header = foi_view_part(file->main, 0, HEADER_BYTES);
    const ident_row *ident = find_ident(foi_view_16(header, 0));
    if (ident == NULL)
        return false;
    uint16_t flags = foi_view_16(header, 10);
    file->old = foi_view_16(header, 2) < VERSION_97;
    file->wide = file->old && (flags & FLAG_WIDE) != 0;
    file->pieces = !file->old || (flags & FLAG_PIECES) != 0;
    file->encrypted = (flags & FLAG_ENCRYPTED) != 0;
    file->language = ident->language != 0 ? ident->language : foi_view_16(header, 6);
    file->macintosh = file->old && foi_view_16(header, 0x14) == CHARSET_MAC;
    file->text_start = foi_view_32(header, 0x18);
    file->text_end = foi_view_32(header, 0x1c);
    for (size_t i = 0; i < FOI_DOC_STORIES; i++)
        file->lengths[i] = foi_view_32(header, file->old ? LENGTHS_OLD[i] : LENGTHS_97[i]);
    return true;
}

bool foi_doc_file_open(foi_doc_file *file, const foi_ole *ole)
{
    *file = (foi_doc_file){.streams = {foi_ole_stream(ole, "WordDocument")}};
    file->main = foi_view_of(file->streams[0]);
    if (!read_header(file)) {
        foi_doc_file_clear(file);
        return false;
    }
    if (file->old) {
        file->tables = file->main;
        return true;
    }
    bool second = (foi_view_16(file->main, 10) & FLAG_TABLE_1) != 0;
    file->streams[1] = foi_ole_stream(ole, second ? "1Table" : "0Table");
    file->streams[2] = foi_ole_stream(ole, "Data");
    file->tables = foi_view_of(file->streams[1]);
    file->data = foi_view_of(file->streams[2]);
    return true;
}

bool foi_doc_file_salvage(foi_doc_file *file, foi_view bytes)
{
    *file = (foi_doc_file){.main = foi_view_part(bytes, SALVAGE_SECTOR, bytes.length)};
    if (!read_header(file))
        return false;
    if (file->old)
        file->tables = file->main;
    return true;
}

void foi_doc_file_clear(foi_doc_file *file)
{
    for (size_t i = 0; i < G_N_ELEMENTS(file->streams); i++)
        g_clear_pointer(&file->streams[i], g_bytes_unref);
    *file = (foi_doc_file){0};
}

foi_view foi_doc_file_table(const foi_doc_file *file, foi_doc_table table)
{
    uint16_t place = file->old ? TABLES_OLD[table] : TABLES_97[table];
    if (place == 0)
        return (foi_view){NULL, 0};
    return foi_view_part(file->tables, foi_view_32(file->main, place),
                         foi_view_32(file->main, place + 4U));
}
