/* read.h - a file of labels: a person's corrections, or a publisher's table.
 *
 * A row names its document by the first of these that it has: `id`; `path` (absolute, or relative
 * to the folder of the file) with `member` for what lies in a container; `ref`, a reference of the
 * document's own in any of its spellings. An empty cell leaves what was read, "-" says that there
 * is none (value.h). Several rows may name one document: lists of provisions add up, other fields
 * must agree.
 *
 * Of a person's file all is taken or nothing. Of a publisher's, a cell whose value is not known is
 * left out and told. Sections with results become findings: a duty is breached or complied with, of
 * an exemption or ground the claim is rejected or upheld, the reverse of the complaint. Where a
 * publisher gives findings and no outcome, that follows from all of them.
 */
#ifndef FOI_LABELS_READ_H
#define FOI_LABELS_READ_H

#include "indexer/labels/labels.h"

/** The most rows that a file may have: while it is read, each takes some 700 bytes. */
#define FOI_LABEL_ROWS 1000000

/** Receives what a person should know, one sentence each, with file and line. */
typedef struct foi_label_report {
    void (*say)(const char *line, void *data); /**< NULL: nobody listens */
    void *data;
} foi_label_report;

/**
 * Read PATH as labels of SOURCE, a person or a publisher. FOI_ERROR_IO, or _ARGUMENT where
 * it is not there, is no such table, or a row cannot be used; each such row has then been told to
 * REPORT (the first 20 of them), and nothing is taken.
 */
foi_status foi_label_file_read(const char *path, foi_source source, foi_label_report report,
                               foi_label_rows **out, foi_error *error);

#endif
