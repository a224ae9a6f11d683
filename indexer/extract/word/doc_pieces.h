/* doc_pieces.h - in what pieces the text of a Word file lies in its main stream. */
#ifndef FOI_DOC_PIECES_H
#define FOI_DOC_PIECES_H

#include "indexer/extract/word/doc_file.h"
#include "indexer/extract/word/doc_properties.h"

typedef struct foi_doc_piece {
    uint64_t start;          /**< its first character, counted through all stories */
    uint64_t end;            /**< behind its last one */
    uint32_t place;          /**< of its first byte in the main stream */
    bool wide;               /**< two bytes a character, UTF-16; else one */
    foi_doc_properties over; /**< stand above those of the text */
} foi_doc_piece;

/** The pieces (of foi_doc_piece) in order, each wholly inside of the stream. Where their table is
 * damaged, the text as it lies there. Damage is told to OUTPUT. For the caller to g_array_unref. */
GArray *foi_doc_pieces_read(const foi_doc_file *file, foi_output *output);

/** Index of the piece that holds CHARACTER, or of the next one behind it. */
guint foi_doc_pieces_find(const GArray *pieces, uint64_t character);

#endif
