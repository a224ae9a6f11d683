/* column.h - the values of one field for each document of a segment: a dictionary and rows. */
#ifndef FOI_STORE_COLUMN_H
#define FOI_STORE_COLUMN_H

#include "indexer/store/sections.h"
#include "indexer/store/store.h"

/* --- building --------------------------------------------------------------------------------- */

typedef struct foi_column_builder foi_column_builder;

foi_column_builder *foi_column_builder_new(void);
void foi_column_builder_free(foi_column_builder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_column_builder, foi_column_builder_free)

/** Add VALUE to the row being filled. The caller gives each value of a row once. Its ordinal. */
uint32_t foi_column_builder_add(foi_column_builder *builder, const char *value);

/** The row is complete. */
void foi_column_builder_end_row(foi_column_builder *builder);

uint32_t foi_column_builder_rows(const foi_column_builder *builder);

/** The memory that BUILDER takes, in bytes, about. */
size_t foi_column_builder_memory(const foi_column_builder *builder);

/** How many values there are, and the one with this ordinal. */
uint32_t foi_column_builder_values(const foi_column_builder *builder);
const char *foi_column_builder_value(const foi_column_builder *builder, uint32_t ordinal);

/** Write the sections of the column NAME. */
void foi_column_builder_write(const foi_column_builder *builder, foi_section_writer *out,
                              const char *name);

/** Append the rows of COLUMN as rows of BUILDER. */
void foi_column_builder_append(foi_column_builder *builder, const foi_column *column);

/* --- reading ---------------------------------------------------------------------------------- */

/**
 * The column NAME of FILE with ROWS rows. All of it is verified here: FOI_ERROR_CORRUPT where
 * something does not fit. FILE must outlive it.
 */
foi_status foi_column_open(const foi_section_file *file, const char *name, uint32_t rows,
                           foi_column **out, foi_error *error);

/** The same in constant time: what is damaged reads as an empty row or value when it is met, and
 * foi_column_damage() tells it from then on. */
foi_status foi_column_map(const foi_section_file *file, const char *name, uint32_t rows,
                          foi_column **out, foi_error *error);
void foi_column_free(foi_column *column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_column, foi_column_free)

/** A column in which no row has a value. */
foi_column *foi_column_new_empty(uint32_t rows);

/** FOI_ERROR_CORRUPT, naming the file, once damage was met in COLUMN. */
foi_status foi_column_damage(const foi_column *column, foi_error *error);

/** Where the values of ROW begin among those of all rows. */
uint32_t foi_column_start(const foi_column *column, uint32_t row);

#endif
