/* labels.h - what people and publishers say of documents, kept in the index beside what was read.
 *
 * A table holds the labels of all files that were taken in (`--tags`, `--labels`). One that is
 * taken in again replaces what it said before; one that is forgotten takes its labels with it. A
 * label stays in the table whether or not the index has a document for it, so that it holds for
 * documents that come later.
 *
 * A row names its document by a key: FOI_LABEL_ID and the id, FOI_LABEL_PATH and the absolute path
 * (for a member "//" and the member behind it), or FOI_LABEL_REF and a reference of the document's
 * own as foi_reference_key() gives it. Where rows disagree a person's counts before a publisher's;
 * of two files of one kind, the one that came later (one that is taken in again keeps its place);
 * within a file the id, then the path, then the reference; then the later row. Each field is
 * decided for itself.
 *
 * A table takes the room of its rows as they lie in the index, some 16 bytes more for each; files
 * are bounded by FOI_CSV_BYTES. One thread.
 */
#ifndef FOI_LABELS_H
#define FOI_LABELS_H

#include <glib.h>
#include <stdint.h>

#include "indexer/base/error.h"
#include "indexer/vocabulary/vocabulary.h"

#define FOI_LABEL_ID   "id:"
#define FOI_LABEL_PATH "path:"
#define FOI_LABEL_REF  "ref:"

/** What is said of one field. */
typedef struct foi_label {
    foi_tag_field field;
    double confidence; /**< 0 to 1 */
    char **values;     /**< canonical (value.h), NULL at the end; none: there is no such tag */
} foi_label;

/** The rows of one file, while they are gathered. */
typedef struct foi_label_rows foi_label_rows;

foi_label_rows *foi_label_rows_new(void);
void foi_label_rows_free(foi_label_rows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_label_rows, foi_label_rows_free)
/** Add the row of LINE: what COUNT LABELS say of the document KEY. Everything is copied. */
void foi_label_rows_add(foi_label_rows *rows, const char *key, uint32_t line,
                        const foi_label *labels, size_t count);
/** What rows say by reference holds only for documents of these TYPES (names parted by ';'; "":
 * all): a matter has other documents, too. */
void foi_label_rows_set_types(foi_label_rows *rows, const char *types);
uint32_t foi_label_rows_count(const foi_label_rows *rows);

/* --- the table ---------------------------------------------------------------------------------
 */

typedef struct foi_labels foi_labels;

foi_labels *foi_labels_new(void);
void foi_labels_free(foi_labels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_labels, foi_labels_free)

/** Replace what was taken from the file ORIGIN (absolute path, bytes) by ROWS, which are taken
 * over; a new file counts as the last one. SOURCE is a person or a publisher. */
void foi_labels_set_file(foi_labels *labels, const char *origin, foi_source source,
                         foi_label_rows *rows);
/** Drop what was taken from ORIGIN; false where nothing was. */
bool foi_labels_forget_file(foi_labels *labels, const char *origin);

/** The files in the order in which they count, the strongest of a kind last; NULL past the end.
 * *SOURCE and *ROWS may be NULL. */
const char *foi_labels_file(const foi_labels *labels, size_t position, foi_source *source,
                            uint32_t *rows);

bool foi_labels_is_empty(const foi_labels *labels);
/** True where some row names its document by path. */
bool foi_labels_has_paths(const foi_labels *labels);

/** One row as it was found; everything is borrowed from the table. */
typedef struct foi_label_entry {
    const char *origin;
    foi_source source;
    uint32_t file; /**< its position */
    uint32_t line;
    const char *types;   /**< as foi_label_rows_set_types() */
    const uint8_t *body; /**< for foi_label_entry_read() */
    size_t length;
} foi_label_entry;

/** Append the rows of KEY (foi_label_entry) to ENTRIES; how many. */
size_t foi_labels_find(foi_labels *labels, const char *key, GArray *entries);
/** The labels of ENTRY: a GPtrArray of foi_label * for the caller to unref. */
GPtrArray *foi_label_entry_read(const foi_label_entry *entry);

/** Calls VISIT for each row of the file at POSITION in order, until it returns false. */
void foi_labels_each_row(const foi_labels *labels, size_t position,
                         bool (*visit)(const char *key, uint32_t line, void *data), void *data);

/* --- what is left to be done --------------------------------------------------------------------
 */

/** The keys whose documents have yet to be written anew: a set of char *, owned by LABELS, for the
 * caller to change. It lies in the index with the rows, so that a run that was killed is gone on
 * with. */
GHashTable *foi_labels_pending(foi_labels *labels);

/** Add to the pending keys of NOW those whose rows are not what they are in BEFORE. */
void foi_labels_compare(foi_labels *before, foi_labels *now);

/* --- as bytes -----------------------------------------------------------------------------------
 */

/** Append the table to OUT. */
void foi_labels_encode(const foi_labels *labels, GByteArray *out);
/** FOI_ERROR_CORRUPT where the bytes are none. */
foi_status foi_labels_decode(const void *bytes, size_t length, foi_labels **out, foi_error *error);

#endif
