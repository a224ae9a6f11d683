/* columns.h - what the columns of a table of labels hold: corpus/publishers.tsv at work. */
#ifndef FOI_LABELS_COLUMNS_H
#define FOI_LABELS_COLUMNS_H

#include "indexer/base/csv.h"
#include "indexer/vocabulary/vocabulary.h"

/** What a column holds. */
typedef enum foi_column_use {
    FOI_COLUMN_UNKNOWN = 0, /**< no row of the table of publishers names it */
    FOI_COLUMN_UNUSED,      /**< known, and nothing is taken from it */
    FOI_COLUMN_ID,
    FOI_COLUMN_PATH,
    FOI_COLUMN_MEMBER,
    FOI_COLUMN_REF,
    FOI_COLUMN_FIELD,   /**< values of `field` */
    FOI_COLUMN_FINDING, /**< "FOI 40: Complaint not upheld" */
    FOI_COLUMN_SECTION,
    FOI_COLUMN_ACT,
    FOI_COLUMN_RESULT,
    FOI_COLUMN_CODED /**< only values of the table */
} foi_column_use;

typedef struct foi_label_column {
    foi_column_use use;
    foi_tag_field field;
    double confidence;
} foi_label_column;

/** The columns of one file, and what its publisher's values mean. */
typedef struct foi_label_columns {
    const char *publisher;     /**< of the table; static */
    const char *types;         /**< of documents that its references name, ";" between; static */
    foi_label_column *columns; /**< as many as the file has */
    size_t count;
    GHashTable *meanings; /**< of columns.c */
} foi_label_columns;

/**
 * Find out what the columns of FILE (called NAME in messages) hold: a person's must all be known,
 * a publisher's are those of the publisher that shares most of them. FOI_ERROR_ARGUMENT where a
 * person's column is unknown (the nearest are named), where none names a document, and where none
 * says anything of one.
 */
foi_status foi_label_columns_find(const char *name, const foi_csv *file, foi_source source,
                                  foi_label_columns *out, foi_error *error);
void foi_label_columns_clear(foi_label_columns *columns);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_label_columns, foi_label_columns_clear)

/** What CELL in COLUMN, called NAME, means by the table: "outcome=disclosed;doctype=...", "-" for
 * nothing, or NULL where the table has no such value. Static. *CONFIDENCE is set with it. */
const char *foi_label_columns_meaning(const foi_label_columns *columns, size_t column,
                                      const char *name, const char *cell, double *confidence);

#endif
