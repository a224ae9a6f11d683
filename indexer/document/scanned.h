/* scanned.h - what is missing of the pages of a scan, as one status for people. */
#ifndef FOI_SCANNED_H
#define FOI_SCANNED_H

#include "indexer/document/document.h"

/* Two reasons why there is no text of a page. That it is blank is no loss. */
#define FOI_SCANNED_BLANK     "nothing is on its pages"
#define FOI_SCANNED_ILLEGIBLE "a picture without legible text"

/** The pages of one document of which there is no text, and why. */
typedef struct foi_scanned foi_scanned;

foi_scanned *foi_scanned_new(void);
void foi_scanned_free(foi_scanned *scanned);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_scanned, foi_scanned_free)

/** There is no text of PAGE: WHY (copied), which is FOI_READ_EMPTY or a worse STATUS. */
void foi_scanned_add(foi_scanned *scanned, uint32_t page, foi_read_status status, const char *why);

/**
 * The status of a document with or without TEXT on its other pages, and in *DETAIL the sentence
 * that names the pages, for the caller to g_free; FOI_READ_OK and NULL where nothing is missing.
 */
foi_read_status foi_scanned_status(const foi_scanned *scanned, bool text, char **detail);

#endif
