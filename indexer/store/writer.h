/* writer.h - the writer from inside: what the steps of a commit share. */
#ifndef FOI_STORE_WRITER_H
#define FOI_STORE_WRITER_H

#include "indexer/store/cases.h"
#include "indexer/store/commit.h"
#include "indexer/store/fresh.h"
#include "indexer/store/segment_writer.h"
#include "indexer/store/states.h"

/** A segment with its tables. A name is that of the file in which the table was last written. */
typedef struct foi_live_segment {
    foi_segment *segment;
    foi_bitmap removed;
    bool removed_changed;
    foi_places *places;
    uint64_t case_fingerprint;
    char *removed_file, *places_file, *cases_file; /* relative; NULL: not written yet */
} foi_live_segment;

void foi_live_segment_free(foi_live_segment *live);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_live_segment, foi_live_segment_free)

struct foi_store_writer {
    char *directory;
    int lock;
    foi_commit *commit;  /* the current one; number 0: none yet */
    GPtrArray *segments; /* of foi_live_segment * */
    foi_states *states;
    GTree *changes;      /* path -> foi_file_state *, NULL: gone */
    GPtrArray *replaced; /* of foi_file_state *: what the changes replace, during a commit */
    GByteArray *labels;  /* what the next commit says of documents; NULL: what the last one does */
    uint32_t next_segment;
    foi_fresh *fresh; /* what the next commit adds */
    bool stale;       /* the last commit had documents of another tagger */
    bool loaded;      /* the current commit is known, so that what it has not can go */
    bool broken;      /* a step failed: what is in memory no longer fits the disk */
};

/** The memory that the segments being written may take together: with more they are finished and
 * committed. They then hold some 50,000 letters. */
#define FOI_STORE_FULL_BYTES ((size_t)192 << 20)

/** commits/N/NAME-SEGMENT of the commit being made, relative, for the caller to g_free. */
char *foi_store_commit_file(const foi_store_writer *writer, const char *name, uint32_t segment);
/** A relative path of the index, whole, for the caller to g_free. */
char *foi_store_path(const foi_store_writer *writer, const char *relative);

/** A row with this id that is not removed; failing that, one that is. NULL: none at all. */
foi_live_segment *foi_store_locate(const foi_store_writer *writer, const char *id, uint32_t *row,
                                   bool *is_removed);

/* --- placing.c -------------------------------------------------------------------------------- */

/**
 * Bring the places up to date with the changes and with FRESH (of foi_live_segment *), the segments
 * just written, which are added to the segments afterwards. Documents that no file holds any more,
 * and those that a fresh one replaces, are marked removed.
 */
foi_status foi_store_update_places(foi_store_writer *writer, const GPtrArray *fresh,
                                   foi_error *error);

/** FOI_ERROR_CORRUPT once damage was met in the places of a segment: they are verified only where
 * they are read, since most runs read few of them. */
foi_status foi_store_check_places(const foi_store_writer *writer, foi_error *error);

/** Write PLACES, which may have been read from those of other segments, as those of LIVE, and open
 * them. FOI_ERROR_CORRUPT as foi_store_check_places(). */
foi_status foi_store_set_places(foi_store_writer *writer, foi_live_segment *live,
                                foi_places_builder *places, foi_error *error);

/* --- merge.c ---------------------------------------------------------------------------------- */

/** Drop segments without documents; merge or rewrite what the policy asks for. */
foi_status foi_store_merge(foi_store_writer *writer, foi_error *error);

/** Make all segments one, with nothing removed in it. */
foi_status foi_store_merge_all(foi_store_writer *writer, foi_error *error);

/* --- publish.c -------------------------------------------------------------------------------- */

/** Write the states, wait until all of the new commit is on the disk, and put its description in
 * place of the current one. */
foi_status foi_store_publish(foi_store_writer *writer, foi_error *error);

/* --- sweep.c ---------------------------------------------------------------------------------- */

/** Remove the files that neither the current commit nor the one before it needs. */
void foi_store_sweep(const foi_store_writer *writer);

#endif
