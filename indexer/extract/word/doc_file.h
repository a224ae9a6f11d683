/* doc_file.h - the streams of a Word file and the header that tells where in them everything is. */
#ifndef FOI_DOC_FILE_H
#define FOI_DOC_FILE_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/package/ole.h"
#include "indexer/extract/package/view.h"

/** The texts of a document, in the order in which they follow each other. */
typedef enum foi_doc_story {
    FOI_DOC_MAIN,
    FOI_DOC_FOOTNOTES,
    FOI_DOC_MARGINS, /**< headers and footers */
    FOI_DOC_MACROS,
    FOI_DOC_COMMENTS,
    FOI_DOC_ENDNOTES,
    FOI_DOC_BOXES,
    FOI_DOC_MARGIN_BOXES,
    FOI_DOC_STORIES
} foi_doc_story;

/** What the header points to. */
typedef enum foi_doc_table {
    FOI_DOC_TABLE_STYLES,
    FOI_DOC_TABLE_MARGINS,    /**< where each header and footer begins */
    FOI_DOC_TABLE_CHARACTERS, /**< pages of the properties of characters */
    FOI_DOC_TABLE_PARAGRAPHS, /**< pages of the properties of paragraphs */
    FOI_DOC_TABLE_PIECES,
    FOI_DOC_TABLE_LISTS, /**< and the two of lists only from Word 97 on */
    FOI_DOC_TABLE_LIST_USES,
    FOI_DOC_TABLES
} foi_doc_table;

typedef struct foi_doc_file {
    GBytes *streams[3]; /**< owned: main, table, data; NULL: there is none */
    foi_view main;      /**< text and properties */
    foi_view tables;    /**< what the header points to */
    foi_view data;      /**< properties that are too long for their place */
    bool old;           /**< Word 6 or 95: text of 8 bits, shorter properties */
    bool wide;          /**< old, with text of 16 bits: an East Asian edition */
    bool pieces;        /**< the text is told by a table of pieces */
    bool encrypted;
    uint16_t language;   /**< of the program that wrote it */
    bool macintosh;      /**< 8-bit text is in the Macintosh's set */
    uint32_t text_start; /**< of the text that is not in pieces; in `main` */
    uint32_t text_end;
    uint32_t lengths[FOI_DOC_STORIES]; /**< characters of each story */
} foi_doc_file;

/** Read the header from the streams of OLE. False: there is no Word file in it. */
bool foi_doc_file_open(foi_doc_file *file, const foi_ole *ole);

/** The same from BYTES of a file whose directory is lost: there the main stream is taken to lie in
 * one piece behind the first sector, as it mostly does. There are no tables. */
bool foi_doc_file_salvage(foi_doc_file *file, foi_view bytes);
void foi_doc_file_clear(foi_doc_file *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_doc_file, foi_doc_file_clear)

/** The bytes of TABLE; none where the file does not have it. */
foi_view foi_doc_file_table(const foi_doc_file *file, foi_doc_table table);

#endif
