/* word_row.h - a row of a table in a word processor's file, while its cells are being read. */
#ifndef FOI_WORD_ROW_H
#define FOI_WORD_ROW_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "indexer/document/document.h"

typedef struct foi_word_row foi_word_row;

/** Gets a block; DATA is the caller's. */
typedef void (*foi_word_row_sink)(void *data, foi_block_kind kind, const char *text, size_t length);

/** A row without cells. Free with foi_word_row_free(). */
foi_word_row *foi_word_row_new(void);
void foi_word_row_free(foi_word_row *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_word_row, foi_word_row_free)

/** Drop the cells. */
void foi_word_row_clear(foi_word_row *row);

/** A new cell begins. */
void foi_word_row_cell(foi_word_row *row);

/** How many cells have begun. */
unsigned foi_word_row_cells(const foi_word_row *row);

/** Add a paragraph to the last cell; false where no cell has begun. */
bool foi_word_row_add(foi_word_row *row, const char *text, size_t length);

/**
 * Give the row to SINK as one FOI_BLOCK_ROW with tabs between the cells; or, where it is a piece of
 * layout (one cell, cells of many paragraphs, very long), each paragraph as a block of its own. The
 * cells are dropped then.
 */
void foi_word_row_give(foi_word_row *row, foi_word_row_sink sink, void *data);

#endif
