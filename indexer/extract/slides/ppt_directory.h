/* ppt_directory.h - where in a PowerPoint file its slides lie: each save adds to a list, of which
 * the last word holds. What was deleted is still in the file, but no list leads to it. */
#ifndef FOI_PPT_DIRECTORY_H
#define FOI_PPT_DIRECTORY_H

#include "indexer/extract/slides/ppt_records.h"

typedef struct foi_ppt_directory foi_ppt_directory;

/** What is said of the file as a whole. */
typedef enum foi_ppt_state { FOI_PPT_SOUND, FOI_PPT_ENCRYPTED, FOI_PPT_LOST } foi_ppt_state;

/**
 * Read the lists of STREAM, which is borrowed, from the last save on that CURRENT_USER tells.
 * *STATE: FOI_PPT_LOST where no document can be found by them.
 */
foi_ppt_directory *foi_ppt_directory_new(foi_view stream, foi_view current_user,
                                         foi_ppt_state *state);
void foi_ppt_directory_free(foi_ppt_directory *directory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_ppt_directory, foi_ppt_directory_free)

/** The document; of type 0 where the state is FOI_PPT_LOST. */
foi_ppt_record foi_ppt_directory_document(const foi_ppt_directory *directory);

/** The record that the file calls ID; of type 0 where there is none. */
foi_ppt_record foi_ppt_directory_find(const foi_ppt_directory *directory, uint32_t id);

/** The places of all records (of uint32_t), in order; for the caller to g_array_unref. */
GArray *foi_ppt_directory_places(const foi_ppt_directory *directory);

/** The record at PLACE. */
foi_ppt_record foi_ppt_directory_at(const foi_ppt_directory *directory, uint32_t place);

#endif
