/* told.h - in the end of a run: which corrections and labels have no document. */
#ifndef FOI_TOLD_H
#define FOI_TOLD_H

#include "foi/update.h"
#include "indexer/update/intake.h"
#include "indexer/update/relabel.h"

/**
 * Count the rows of INTAKE's files, and those without a document in the last commit, into SUMMARY,
 * and tell the first hundred of these to OPTIONS->note. Tell also which labels by id hold no more,
 * since the bytes that had the id are gone: WATCHED, from the key of such a label to the path of
 * the file. A look-up for each row. FOI_ERROR_CORRUPT, _IO.
 */
foi_status foi_told_all(const foi_relabel *relabel, const foi_intake *intake, GHashTable *watched,
                        const foi_update_options *options, foi_update_summary *summary);

#endif
