/* intake.h - the files of labels that a run was given, and the table that comes of them. */
#ifndef FOI_INTAKE_H
#define FOI_INTAKE_H

#include "foi/update.h"
#include "indexer/base/error.h"
#include "indexer/labels/labels.h"
#include "indexer/store/store.h"

/** What was read of the files; nothing of it is in a table yet. */
typedef struct foi_intake foi_intake;

/** Read the files of OPTIONS->tags and OPTIONS->labels. The first that cannot be used ends it, as
 * foi_label_file_read() says; a file that is not there is FOI_ERROR_ARGUMENT. */
foi_status foi_intake_read(const foi_update_options *options, foi_intake **out, foi_error *error);
void foi_intake_free(foi_intake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_intake, foi_intake_free)

/** Put what was read into LABELS, publishers' files first; INTAKE is empty then. */
void foi_intake_put(foi_intake *intake, foi_labels *labels);

/**
 * The table of WRITER's last commit with the files of OPTIONS->forget taken out and INTAKE put in;
 * what has changed by that is pending. FOI_ERROR_ARGUMENT where a file to forget is not known: the
 * known ones are named. FOI_ERROR_CORRUPT, _IO.
 */
foi_status foi_intake_merge(foi_intake *intake, const foi_store_writer *writer,
                            const foi_update_options *options, foi_labels **out, foi_error *error);

/** Hand LABELS, the table that came of INTAKE, to WRITER for its next commit, unless nothing has
 * changed in it. */
foi_status foi_intake_save(foi_intake *intake, foi_labels *labels, foi_store_writer *writer,
                           foi_error *error);

/** The positions of the files that were read in LABELS (size_t), for the caller to unref. */
GArray *foi_intake_positions(const foi_intake *intake, const foi_labels *labels);

#endif
